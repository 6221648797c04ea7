"""A round of recruitment: the board of its stages, its pack to print before it, its record to print after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models.post_events import RoundOutcome
from models.post_listings import CandidateShown, PanelMember, PanelShown, PostRead, RoundBoard, StageShown
from models.posts import RoundStage
from models.recruitment import RoundProgress
from models.values import ProgrammeId
from services import post_reading, post_records, post_telling
from services.reading import programme
from web.given import Given, given
from web.pages import post_presenters as words
from web.pages import posts, presenters
from web.pages.parts import Link, Row, Shell
from web.pages.post_records import record_page
from web.pages.post_views import MemberLine, PackPage, RoundPage
from web.pages.shells import shell
from web.templating import render

NO_PANEL: Final = "No panel has been set yet."
NOT_CHOSEN: Final = "Whoever has an interest in a candidate takes no part in the decision."
KEPT: Final = (
    "What is known about them is kept apart from this record, for whoever runs the round and nobody else."
)
UNNAMED: Final = "No candidate is named."
DECIDED: Final = {RoundOutcome.APPOINTED, RoundOutcome.DID_NOT_APPOINT}


@dataclass(frozen=True)
class _Asked:
    """Which round an address is about, and what stands round its pages."""

    web: Given
    at: ProgrammeId
    post: str
    number: int
    shell: Shell

    @property
    def href(self) -> str:
        return f"/posts/{self.post}/rounds/{self.number}"

    @property
    def board(self) -> Link:
        return Link(f"Round {self.number} as it stands", self.href)


async def _asked(request: Request) -> _Asked:
    web, post = given(request), request.path_params["post"]
    at = await post_telling.programme_of_post(web.house, post)
    around = shell(web, await programme(web.house, at))
    return _Asked(web, at, post, request.path_params["number"], around)


async def board(request: Request) -> Response:
    asked = await _asked(request)
    found = await post_reading.round_board(asked.web.house, asked.at, asked.post, asked.number)
    page = RoundPage(
        title=_title(found),
        post=found.title,
        tag=words.round_tag(found),
        words=presenters.sentence(found.words),
        as_of=presenters.due(found.as_of),
        outcome=tuple(_outcome(found)),
        stages=tuple(words.stage(each, number, found) for number, each in enumerate(found.stages, start=1)),
        decides=_decides(found),
        members=_members(found, is_decided=found.outcome in DECIDED),
        panel=_panel(found.panel),
        candidates=_candidates(found),
        references=tuple(_reference(each, found) for each in found.candidates),
        kept=_kept(found),
        overtaken=tuple(map(words.forecast, found.overtaken)),
        pack=Link("Recruitment pack, to print", f"{asked.href}/pack"),
        record=Link("Record of the round, to print", f"{asked.href}/record"),
        back=Link("The post", f"/posts/{asked.post}"),
        shell=asked.shell,
    )
    return render(request, page)


async def pack(request: Request) -> Response:
    asked = await _asked(request)
    found = await post_reading.round_board(asked.web.house, asked.at, asked.post, asked.number)
    post = await post_reading.post(asked.web.house, asked.at, asked.post)
    page = PackPage(
        title=_title(found),
        post=found.title,
        as_of=presenters.due(found.as_of),
        about=(*posts.about(post), *_hoped(post)),
        apply=_apply(found, await post_reading.secretary_in_full(asked.web.house, asked.at, post)),
        stages=tuple(_timetable(found)) if _is_dated(found) else (),
        order=() if _is_dated(found) else tuple(_in_order(found)),
        panel=_panel(found.panel),
        members=_members(found, is_decided=False),
        after=tuple(_after(post)),
        dependants=tuple(_dependant(each.title, each.needs_permanent) for each in post.dependants),
        back=asked.board,
        shell=asked.shell,
    )
    return render(request, page)


async def record(request: Request) -> Response:
    asked = await _asked(request)
    told = await post_records.round_record(asked.web.house, asked.at, asked.post, asked.number)
    title = f"Round {told.number} of recruitment"
    return render(request, record_page(told, title, UNNAMED, asked.board, asked.shell))


def _title(found: RoundBoard) -> str:
    after = f", which follows round {found.after}" if found.after else ""
    return f"Round {found.number} of recruitment{after}"


# --- the board ----------------------------------------------------------------------------


def _outcome(found: RoundBoard) -> Iterator[Row]:
    yield Row("Opened", presenters.day(presenters.local_day(found.opened)))
    if found.closes:
        before = ", as it was before the pause" if _is_put_off(found) else ""
        yield Row("Last day for applications", f"{presenters.day(found.closes)}{before}")
    if found.closed:
        yield Row("Closed", presenters.moment(found.closed))
    if found.outcome:
        yield Row("Outcome", words.OUTCOMES[found.outcome].words)
    if found.chosen:
        yield Row("Chosen", f"Candidate {found.chosen}")
    if found.figures:
        yield Row("Vote of the panel", found.figures)
    if found.reason:
        is_paused = found.progress is RoundProgress.PAUSED
        yield Row("Why it is paused" if is_paused else "Reason", f"“{found.reason}”")
    if found.next_step:
        step = found.next_step
        yield Row("Next, by itself", f"{words.capital(step.words)}, on {presenters.due(step.at)}")


def _is_put_off(found: RoundBoard) -> bool:
    """Whether applications were still to close when the round was paused."""
    is_closed = any(each.reached for each in found.stages if each.stage is RoundStage.CLOSED)
    return found.progress is RoundProgress.PAUSED and not is_closed


def _decides(found: RoundBoard) -> str:
    is_awaited = found.outcome is None and not any(each.is_next for each in found.stages)
    return "All that comes before the choice is done: the panel decides next." if is_awaited else ""


def _panel(panel: PanelShown | None) -> str:
    if panel is None:
        return NO_PANEL
    many = words.counted(len(panel.members), "member", "members")
    quorum = words.counted(panel.quorum, "makes", "make")
    return f"{many}, of whom {quorum} a quorum and {panel.may_decide} may decide. {NOT_CHOSEN}"


def _members(found: RoundBoard, *, is_decided: bool) -> tuple[MemberLine, ...]:
    """A pack speaks of the part they are to take."""
    if found.panel is None:
        return ()
    return tuple(MemberLine(each.name, _part(each, is_decided=is_decided)) for each in found.panel.members)


def _part(each: PanelMember, *, is_decided: bool) -> str:
    if each.has_interest:
        return "Has an interest in a candidate, and takes no part"
    if is_decided:
        return "There when it decided" if each.was_present else "Not there when it decided"
    return "May decide"


def _candidates(found: RoundBoard) -> str:
    if not found.candidates:
        return "No candidate has been entered."
    many = words.counted(len(found.candidates), "candidate", "candidates")
    left = len(found.candidates) - found.standing_candidates
    return f"{many}, {left} of whom withdrew or went no further." if left else f"{many}."


def _reference(each: CandidateShown, found: RoundBoard) -> MemberLine:
    if each.is_chosen:
        return MemberLine(each.reference, "Chosen")
    if each.left:
        return MemberLine(each.reference, f"Left on {presenters.day(presenters.local_day(each.left))}")
    return MemberLine(each.reference, "Not chosen" if found.outcome else "In the round")


def _kept(found: RoundBoard) -> str:
    if not found.candidates:
        return ""
    if found.erased:
        return f"What was known about them was erased on {presenters.moment(found.erased)}."
    if found.erase_from:
        return f"{KEPT} It is erased on {presenters.day(found.erase_from)}."
    return f"{KEPT} It is erased when the round has been closed for the time that is set."


# --- the pack -----------------------------------------------------------------------------


def _hoped(post: PostRead) -> Iterator[Row]:
    standing = [each for each in post.forecasts if each.overtaken is None and each.met is None]
    if standing:
        said = "\n".join(f"“{each.due.words}” ({each.source})" for each in standing)
        yield Row("It is hoped to be filled", said)


def _apply(found: RoundBoard, to: str) -> str:
    stages = {each.stage: each for each in found.stages}
    closed, advertised = stages.get(RoundStage.CLOSED), stages.get(RoundStage.ADVERTISED)
    if found.outcome or (closed and closed.reached):
        return (
            f"Applications are closed: the last day was {presenters.day(found.closes)}."
            if found.closes
            else ""
        )
    if found.progress is RoundProgress.PAUSED:
        return f"The round is paused, and no applications are taken meanwhile. Questions go to {to}."
    if found.closes:
        return f"Applications go to {to}, to the end of {presenters.day(found.closes)}."
    said = "The post has still to be advertised, with the last day for applications. " if advertised else ""
    return f"{said}Applications go to {to}."


def _is_dated(found: RoundBoard) -> bool:
    return found.closes is not None or any(each.planned or each.reached for each in found.stages)


def _timetable(found: RoundBoard) -> Iterator[Row]:
    for each in found.stages:
        yield Row(words.capital(each.title), _when(each, found))


def _in_order(found: RoundBoard) -> Iterator[str]:
    for each in found.stages:
        left_out = f" (left out: {each.omitted_because})" if each.is_omitted else ""
        yield f"{words.capital(each.title)}{left_out}"


def _when(each: StageShown, found: RoundBoard) -> str:
    if each.is_omitted:
        return f"Left out: {each.omitted_because}"
    closes = found.closes if each.stage is RoundStage.CLOSED and not _is_put_off(found) else None
    day = closes or (None if each.is_former else each.planned)
    if each.reached_on:
        return _when_reached(each.reached_on, day)
    if day:
        return presenters.day(day)
    if each.planned:
        return f"Was planned for {presenters.day(each.planned)}"
    return "To be set" if found.outcome in {None, RoundOutcome.APPOINTED} else "Not reached"


def _when_reached(reached: date, day: date | None) -> str:
    if day is None or day == reached:
        return presenters.day(reached)
    return f"{presenters.day(day)} (reached on {presenters.day(reached)})"


def _after(post: PostRead) -> Iterator[str]:
    """The order of the rules: nobody is confirmed who may not hold such a post (G67)."""
    yield "Whether the person chosen may hold such a post at all is tested first."
    bodies = ", ".join(each.short for each in post.serves)
    yield f"Each body the post serves confirms the appointment separately: {bodies}."
    if post.signed_off_by:
        asked = f"{post.signed_off_by.name} is asked, with the steps that were left out and why"
        yield f"{asked}: {post.sign_off_force}."
    yield "Only then is a first day fixed, and everyone concerned is told once."


def _dependant(title: str, needs_permanent: bool) -> str:
    return f"{title} (needs a permanent holder)" if needs_permanent else title


ROUTES: Final = (
    Route("/posts/{post}/rounds/{number:int}", board),
    Route("/posts/{post}/rounds/{number:int}/pack", pack),
    Route("/posts/{post}/rounds/{number:int}/record", record),
)
