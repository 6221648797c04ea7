"""The words of the pages about posts: how one is held, what waits, how a round and its stages stand."""

from collections.abc import Mapping
from typing import Final

from models.appointment import AppointmentStage
from models.dependants import Waiting
from models.post_events import RoundOutcome, TenureKind
from models.post_listings import DependantShown, ForecastShown, PostLine, RoundLine, StageShown, TenureShown
from models.posts import RoundStage
from models.recruitment import RoundProgress
from models.values import MatterId
from web.pages import presenters
from web.pages.parts import Link, Tag
from web.pages.post_views import DependantLine, ForecastLine, StageCard

HOLDS: Final[Mapping[TenureKind, tuple[Tag, str]]] = {
    TenureKind.PERMANENT: (Tag("Permanent", "green"), "P"),
    TenureKind.INTERIM: (Tag("Interim", "yellow"), "I"),
    TenureKind.SECONDMENT: (Tag("On secondment", "purple"), "S"),
}
VACANT: Final = (Tag("Vacant", "grey"), "V")
NOT_ESTABLISHED: Final = Tag("Not established", "grey")

WAITS: Final[Mapping[Waiting, Tag]] = {
    Waiting.READY: Tag("Ready", "green"),
    Waiting.WAITING: Tag("Waiting", "blue"),
    Waiting.BLOCKED: Tag("Blocked", "red"),
    Waiting.AT_RISK: Tag("At risk", "orange"),
}

MISSED: Final = Tag("Day missed", "red")

PROGRESS: Final[Mapping[RoundProgress, Tag]] = {
    RoundProgress.RUNNING: Tag("Open", "blue"),
    RoundProgress.PAUSED: Tag("Paused", "orange"),
    RoundProgress.CLOSED: Tag("Closed", "grey"),
}
OUTCOMES: Final[Mapping[RoundOutcome, Tag]] = {
    RoundOutcome.APPOINTED: Tag("A candidate was chosen", "green"),
    RoundOutcome.DID_NOT_APPOINT: Tag("Nobody was appointed", "grey"),
    RoundOutcome.WITHDRAWN: Tag("Withdrawn", "grey"),
}

APPOINTED: Final[Mapping[AppointmentStage, Tag]] = {
    AppointmentStage.PROPOSED: Tag("Proposed", "blue"),
    AppointmentStage.IN_POST: Tag("In post", "green"),
    AppointmentStage.ENDED: Tag("Ended", "grey"),
    AppointmentStage.REFUSED: Tag("Refused", "red"),
    AppointmentStage.WITHDRAWN: Tag("Withdrawn", "grey"),
}

REACHED: Final = Tag("Reached", "green")
NOW: Final = Tag("Now", "blue")
PAUSED_HERE: Final = Tag("Paused here", "orange")
NEXT: Final = Tag("Next", "aqua-green")
LATE: Final = Tag("Late", "red")
TO_COME: Final = Tag("To come", "grey")
LEFT_OUT: Final = Tag("Left out", "purple")
NOT_REACHED: Final = Tag("Not reached", "grey")

CURRENT: Final = Tag("Stands", "blue")
OVERTAKEN: Final = Tag("Overtaken", "orange")
CAME_TRUE: Final = Tag("Came true", "green")
FELL_THROUGH: Final = Tag("Fell through", "orange")


def capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def counted(many: int, one: str, several: str) -> str:
    return f"{many} {one if many == 1 else several}"


def held(post: PostLine) -> Tag:
    if post.established is None:
        return NOT_ESTABLISHED
    return HOLDS[post.holder.kind][0] if post.holder else VACANT[0]


def dependant(each: DependantShown) -> DependantLine:
    return DependantLine(
        title=each.title,
        due=presenters.day(each.due) if each.due else "No date",
        tag=WAITS[each.waiting],
        words=presenters.sentence(each.words),
        missed=MISSED if each.missed else None,
    )


def forecast(each: ForecastShown) -> ForecastLine:
    overtaken = each.overtaken
    return ForecastLine(
        words=each.due.words,
        source=each.source,
        given=presenters.day(presenters.local_day(each.given)),
        tag=OVERTAKEN if overtaken else CAME_TRUE if each.met else CURRENT,
        overtaken=presenters.day(presenters.local_day(overtaken)) if overtaken else "",
    )


def ends(tenure: TenureShown, title: str = "") -> str:
    """Of a term that ends soon; with the title of its post where several are listed."""
    of = f"{title}: " if title else ""
    last = f" on {presenters.day(tenure.last)}" if tenure.last else ""
    return f"{of}the term of {tenure.name} ({HOLDS[tenure.kind][0].words.lower()}) ends{last}."


def round_tag(line: RoundLine) -> Tag:
    if line.fell_through:
        return FELL_THROUGH
    return OUTCOMES[line.outcome] if line.outcome else PROGRESS[line.progress]


def by_matter(matter: MatterId | None) -> Link | None:
    return Link("What each body was asked, and what it said", f"/matters/{matter}") if matter else None


# --- the stages of a round ----------------------------------------------------------------


def stage(each: StageShown, number: int, line: RoundLine) -> StageCard:
    is_now = each.stage == line.stage and line.progress is not RoundProgress.CLOSED
    return StageCard(
        number=number,
        title=capital(each.title),
        tag=_stage_tag(each, line, is_now=is_now),
        lines=tuple(filter(None, (_planned(each), _closes(each, line), _reached(each)))),
        quoted=each.omitted_because,
        is_now=is_now,
    )


def _stage_tag(each: StageShown, line: RoundLine, *, is_now: bool) -> Tag:
    if is_now:
        return PAUSED_HERE if line.progress is RoundProgress.PAUSED else NOW
    if each.reached:
        return REACHED
    if each.is_omitted:
        return LEFT_OUT
    if each.is_late:
        return LATE
    if each.is_next:
        return NEXT
    goes_on = line.outcome in {None, RoundOutcome.APPOINTED} and line.fell_through is None
    return TO_COME if goes_on else NOT_REACHED


def _planned(each: StageShown) -> str:
    planned = "Was planned for" if each.is_former else "Planned for"
    return f"{planned} {presenters.day(each.planned)}" if each.planned else ""


def _closes(each: StageShown, line: RoundLine) -> str:
    """Where that is another day than was planned."""
    is_paused = line.progress is RoundProgress.PAUSED
    if each.stage is not RoundStage.CLOSED or each.reached or is_paused or line.closes == each.planned:
        return ""
    return f"Last day for applications {presenters.day(line.closes)}" if line.closes else ""


def _reached(each: StageShown) -> str:
    return f"Reached on {presenters.day(each.reached_on)}" if each.reached_on else ""
