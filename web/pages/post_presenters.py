"""The words of the pages about posts: how one is held, what waits, how a round and its stages stand."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from models.appointment import AppointmentStage
from models.dependants import Waiting
from models.post_events import RoundOutcome, TenureKind
from models.post_listings import DependantShown, ForecastShown, PostLine, RoundLine, StageShown, TenureShown
from models.posts import SignOffEffect
from models.recruitment import RoundProgress
from models.values import MatterId, Slug
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

EFFECTS: Final[Mapping[SignOffEffect, str]] = {
    SignOffEffect.CONSENT: "nothing starts without its consent",
    SignOffEffect.COMMENT: "it must have been heard, and what it says blocks nothing",
    SignOffEffect.VETO: "nothing starts against its veto, and silence until its time is up is none",
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
    )


def forecast(each: ForecastShown) -> ForecastLine:
    overtaken = each.overtaken
    return ForecastLine(
        words=each.due.words,
        source=each.source,
        given=presenters.day(presenters.local_day(each.given)),
        tag=OVERTAKEN if overtaken else CURRENT,
        overtaken=presenters.day(presenters.local_day(overtaken)) if overtaken else "",
    )


def ends(tenure: TenureShown, title: str = "") -> str:
    """Of a term that ends soon; with the title of its post where several are listed."""
    of = f"{title}: " if title else ""
    last = f" on {presenters.day(tenure.last)}" if tenure.last else ""
    return f"{of}the term of {tenure.name} ({HOLDS[tenure.kind][0].words.lower()}) ends{last}."


def round_tag(line: RoundLine) -> Tag:
    return OUTCOMES[line.outcome] if line.outcome else PROGRESS[line.progress]


def by_matter(matter: MatterId | None) -> Link | None:
    return Link("What each body was asked, and what it said", f"/matters/{matter}") if matter else None


def subject(told_of: Slug) -> str:
    """`round-1` as "Round 1"."""
    return told_of.replace("-", " ").capitalize()


# --- the stages of a round ----------------------------------------------------------------


def stage(each: StageShown, number: int, line: RoundLine) -> StageCard:
    is_now = each.stage == line.stage and line.progress is not RoundProgress.CLOSED
    return StageCard(
        number=number,
        title=capital(each.title),
        tag=_stage_tag(each, line, is_now=is_now),
        lines=tuple(filter(None, (_planned(each.planned), _reached(each)))),
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
    return NOT_REACHED if line.outcome and line.outcome is not RoundOutcome.APPOINTED else TO_COME


def _planned(day: date | None) -> str:
    return f"Planned for {presenters.day(day)}" if day else ""


def _reached(each: StageShown) -> str:
    return f"Reached on {presenters.day(presenters.local_day(each.reached))}" if each.reached else ""
