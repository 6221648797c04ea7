"""Ways on after a refusal: what the body that owns a route decided about it, entered with its evidence."""

from models.acts import Acted
from models.course import EndedBecause, RouteChange
from models.course_commands import EndMatter, GoAheadWithout, VaryRoute
from models.streams import of_matter
from models.values import Ask, BodyId, MatterId, MeetingId, Procedure, ProgrammeId, Slug, Text, Value
from services.acting import Caller, House, act


class OwnersWord(Value):
    """Why the owner decided so, and the minute or letter that says so."""

    reason: str
    evidence: str
    meeting: MeetingId | None = None


class Added(Value):
    """What a body that is added to the route is asked, where, and how it decides."""

    stage: Slug
    ask: Ask = Ask.APPROVE
    procedure: Procedure = Procedure.MEETING
    required: bool = True


async def vary_route(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    matter: MatterId,
    body: BodyId,
    change: RouteChange,
    word: OwnersWord,
) -> Acted:
    """The whole waits for the body from now on, or does not."""
    command = VaryRoute(body=body, change=change, **_said(word))
    return await act(house, programme, of_matter(matter), command, caller)


async def add_to_route(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    matter: MatterId,
    body: BodyId,
    added: Added,
    word: OwnersWord,
) -> Acted:
    """A body that was not on the route is asked as well: at once, if its stage is open."""
    command = VaryRoute(body=body, change=RouteChange.ADDED, **dict(added), **_said(word))
    return await act(house, programme, of_matter(matter), command, caller)


async def go_ahead_without(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    matter: MatterId,
    body: BodyId,
    word: OwnersWord,
) -> Acted:
    """A body that refused or lapsed no longer shuts the gate; that it did stays in the open."""
    command = GoAheadWithout(body=body, **_said(word))
    return await act(house, programme, of_matter(matter), command, caller)


async def end(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    matter: MatterId,
    because: EndedBecause,
    word: OwnersWord,
) -> Acted:
    command = EndMatter(because=because, **_said(word))
    return await act(house, programme, of_matter(matter), command, caller)


def _said(word: OwnersWord) -> dict[str, object]:
    return {
        "reason": Text.of(word.reason),
        "evidence": Text.of(word.evidence),
        "meeting": word.meeting,
    }
