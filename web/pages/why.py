"""Why is this approved, and why not yet? For a matter, and the decision record of each of its bodies."""

from collections.abc import Iterator
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models.explaining import BodyExplained, Earlier, MatterExplained, NoticeExplained
from models.gate import Awaits, Gate
from models.values import BodyId, Instant, ProgrammeId, Standing
from services import explaining
from services.explaining import BodyStory
from services.reading import ProgrammeRead, opened_matter, programme
from web.given import Given, given
from web.pages import presenters
from web.pages.parts import Link, Row
from web.pages.shells import shell
from web.pages.timeline import Course, timeline
from web.pages.told import happened, parts
from web.pages.why_views import Day, DecisionRecordPage, WhyPage
from web.templating import render

OBJECTION: Final = {
    Standing.OPEN: "Until",
    Standing.NO_OBJECTION: "Raised none by",
    Standing.OBJECTED: "Objects; the window ends",
}


async def of_matter(request: Request) -> Response:
    web, matter = given(request), request.path_params["matter"]
    at = await _programme(web, matter)
    told = await explaining.matter_story(web.house, at, matter)
    read = await programme(web.house, at)
    codes = {each.id: each.code for each in read.bodies}
    found = told.explained
    page = WhyPage(
        title=_question(found),
        matter=found.title,
        back=Link("The matter before all its bodies", f"/matters/{matter}"),
        answer=found.answer,
        as_of=presenters.due(found.as_of),
        publication=_publication(found),
        waits=tuple(_awaited(found.gate)),
        pending=_pending(found.gate),
        days=tuple(_day(found, each, codes) for each in found.bodies),
        timeline=timeline([_course(each, codes) for each in found.bodies], found.as_of),
        happened=happened(told.story),
        shell=shell(web, read),
    )
    return render(request, page)


async def of_body(request: Request) -> Response:
    web, matter = given(request), request.path_params["matter"]
    at = await _programme(web, matter)
    told = await explaining.story_for_everybody(web.house, at, matter, request.path_params["body"])
    return render(request, _record(told, web, await programme(web.house, at)))


async def _programme(web: Given, matter: str) -> ProgrammeId:
    return (await opened_matter(web.house, matter)).programme


# --- the matter ---------------------------------------------------------------------------


def _question(found: MatterExplained) -> str:
    is_given = not any(each.what is Awaits.BODY for each in found.gate.waits_for) and found.bodies
    return "Why is this approved?" if is_given else "Why is this not approved yet?"


def _publication(found: MatterExplained) -> str:
    if found.published:
        return f"Nothing: version {found.version} was published on {presenters.day(found.published)}."
    return _gate(found.gate)


def _gate(gate: Gate) -> str:
    if not gate.is_open:
        return f"Version {gate.version} may not be published yet. It waits for this:"
    since = f" since {presenters.due(gate.since)}" if gate.since else ""
    return f"Version {gate.version} may be published: nothing has been awaited{since}."


def _pending(gate: Gate) -> tuple[str, ...]:
    """What is open and keeps nothing shut, so that none of it is hidden."""
    return tuple(
        f"{words[:1].upper()}{words[1:]}."
        for words in (*(each.words for each in gate.pending), *gate.without)
    )


def _awaited(gate: Gate) -> Iterator[Row]:
    """Each thing, and in one line all the bodies that may object until the same moment."""
    windows = [each for each in gate.waits_for if each.what is Awaits.WINDOW]
    for each in gate.waits_for:
        if each.what is not Awaits.WINDOW:
            is_said = each.until is None or "until" in each.words
            yield Row(presenters.sentence(each.words), "" if is_said else _ends(each.until))
    for until in sorted({each.until for each in windows if each.until}):
        many = sum(each.until == until for each in windows)
        bodies = "One body" if many == 1 else f"{many} bodies"
        yield Row(f"{bodies} may object to version {gate.version}.", _ends(until))


def _ends(until: Instant | None) -> str:
    return f"This ends on {presenters.closes(until)}." if until else ""


def _day(found: MatterExplained, each: BodyExplained, codes: dict[BodyId, str]) -> Day:
    return Day(
        code=_code(each, codes),
        body=each.name,
        href=f"/matters/{found.matter}/bodies/{each.body}",
        tag=presenters.tag(each.standing),
        version=each.version,
        asked="Not itself" if each.carried else presenters.day(presenters.local_day(each.asked)),
        decided=_decided(each),
        may_object=_may_object(each.notice),
        before=tuple(map(_before, each.earlier)),
    )


def _before(earlier: Earlier) -> str:
    """Such as "Approved version 1.0 on Wednesday 1 April 2020, asked on Monday 9 December 2019"."""
    asked, decided = (presenters.day(presenters.local_day(at)) for at in (earlier.asked, earlier.decided))
    stood = presenters.tag(earlier.standing).words
    return f"Before: {stood.lower()}, version {earlier.version}, on {decided} (asked on {asked})"


def _code(each: BodyExplained, codes: dict[BodyId, str]) -> str:
    held = presenters.held_codes([codes.get(origin.body, "") for origin in each.holds_for])
    return codes.get(each.body, "") or held


def _decided(each: BodyExplained) -> str:
    if each.carried:
        return f"Carried over on {presenters.day(presenters.local_day(each.carried))}"
    return presenters.day(presenters.local_day(each.decided)) if each.decided else "Not yet"


def _may_object(notice: NoticeExplained | None) -> str:
    if notice is None:
        return "Told of none"
    how = OBJECTION.get(notice.standing, "Until")
    return f"{how} {presenters.closes(notice.until)}, to version {notice.version}"


def _course(each: BodyExplained, codes: dict[BodyId, str]) -> Course:
    return Course(
        code=_code(each, codes),
        asked=each.carried or each.asked,
        decided=each.carried or each.decided,
        standing=each.standing,
        is_carried=each.carried is not None,
        told=each.notice.told if each.notice else None,
        may_object_until=each.notice.until if each.notice else None,
        earlier=each.earlier,
    )


# --- one body -----------------------------------------------------------------------------


def _record(told: BodyStory, web: Given, read: ProgrammeRead) -> DecisionRecordPage:
    found = told.explained
    return DecisionRecordPage(
        matter=told.title,
        body=found.name,
        document=told.document,
        back=Link("The matter before all its bodies", f"/matters/{found.matter}"),
        why=Link("Why the matter is approved, or why not yet", f"/matters/{found.matter}/why"),
        tag=presenters.tag(found.standing),
        answer=found.answer,
        as_of=presenters.due(told.as_of),
        parts=parts(told.record),
        happened=happened(told.story),
        questions_to=told.questions_to,
        shell=shell(web, read),
    )


ROUTES: Final = (
    Route("/matters/{matter}/why", of_matter),
    Route("/matters/{matter}/bodies/{body}", of_body),
)
