"""What a secretariat does with meetings, and the list of them."""

from collections.abc import Mapping
from datetime import date

from models.acts import Acted
from models.commands import (
    AdjournMeeting,
    CallMeeting,
    CancelMeeting,
    GiveApologies,
    IssuePapers,
    MoveMeeting,
    PutOnAgenda,
    SuspendMeeting,
)
from models.errors import NotFound
from models.meeting import Meeting, MeetingStage
from models.programme import Definition, KnownMeeting
from models.streams import of_meeting
from models.values import BodyId, Instant, MatterId, MeetingId, ProgrammeId, SeatId, Text, Value
from rules.agenda import papers_due
from rules.calendar import at_london, last_day_before
from rules.known import Known
from rules.refusals import refused
from services.acting import Caller, House, act
from storage.duties import MeetingsFound, meetings_found
from storage.register import state_of


async def call_meeting(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    meeting: MeetingId,
    bodies: tuple[BodyId, ...],
    starts: Instant,
    place: str = "",
    in_public: bool = False,
) -> Acted:
    command = CallMeeting(meeting=meeting, bodies=bodies, starts=starts, place=place, in_public=in_public)
    return await act(house, programme, of_meeting(meeting), command, caller)


async def put_on_agenda(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    meeting: MeetingId,
    matter: MatterId,
    bodies: tuple[BodyId, ...] = (),
) -> Acted:
    """For those bodies, or for all that meet if none is named. Raises NotFound for a meeting not called."""
    called = await find(house, meeting)
    if called is None:
        raise NotFound("no-such-meeting", refused("no-such-meeting").words)
    command = PutOnAgenda(matter=matter, bodies=bodies or called.bodies)
    return await act(house, programme, of_meeting(meeting), command, caller)


async def issue_papers(house: House, programme: ProgrammeId, caller: Caller, *, meeting: MeetingId) -> Acted:
    return await act(house, programme, of_meeting(meeting), IssuePapers(), caller)


async def give_apologies(
    house: House, programme: ProgrammeId, caller: Caller, *, meeting: MeetingId, seat: SeatId
) -> Acted:
    return await act(house, programme, of_meeting(meeting), GiveApologies(seat=seat), caller)


async def move(
    house: House, programme: ProgrammeId, caller: Caller, *, meeting: MeetingId, starts: Instant, reason: str
) -> Acted:
    command = MoveMeeting(starts=starts, reason=Text.of(reason))
    return await act(house, programme, of_meeting(meeting), command, caller)


async def adjourn(
    house: House, programme: ProgrammeId, caller: Caller, *, meeting: MeetingId, starts: Instant, reason: str
) -> Acted:
    command = AdjournMeeting(starts=starts, reason=Text.of(reason))
    return await act(house, programme, of_meeting(meeting), command, caller)


async def suspend(
    house: House, programme: ProgrammeId, caller: Caller, *, meeting: MeetingId, reason: str
) -> Acted:
    return await act(house, programme, of_meeting(meeting), SuspendMeeting(reason=Text.of(reason)), caller)


async def cancel(
    house: House, programme: ProgrammeId, caller: Caller, *, meeting: MeetingId, reason: str
) -> Acted:
    return await act(house, programme, of_meeting(meeting), CancelMeeting(reason=Text.of(reason)), caller)


# --- reading ------------------------------------------------------------------------------


class MeetingLine(Value):
    """One meeting, called or only in the calendar; `stage` is None for the latter."""

    meeting: MeetingId
    bodies: tuple[BodyId, ...]
    starts: Instant
    place: str = ""
    in_public: bool = False
    stage: MeetingStage | None = None
    papers_by: dict[BodyId, date] = {}
    """The last day they may go out, for each body whose rules ask for papers in time."""
    papers_issued: Instant | None = None
    items: dict[MatterId, tuple[BodyId, ...]] = {}
    apologies: tuple[SeatId, ...] = ()
    held: Instant | None = None
    recorded: Instant | None = None


async def find(house: House, meeting: MeetingId) -> Meeting | None:
    """None when it has not been called."""
    state = await house.database.read(state_of, of_meeting(meeting))
    return state if isinstance(state, Meeting) else None


async def meetings(
    house: House, programme: ProgrammeId, body: BodyId | None = None
) -> tuple[MeetingLine, ...]:
    """All that were called or stand in the calendar, or those of one body, in the order of their days."""
    found = await house.database.read(meetings_found, programme)
    called = {each.meeting for each in found.meetings}
    known = _only_the_definition(found, await house.clock.now())
    to_call = [_planned(known, each) for each in found.definition.meetings if each.id not in called]
    lines = [*map(_line, found.meetings), *to_call]
    wanted = (each for each in lines if body is None or body in each.bodies)
    return tuple(sorted(wanted, key=lambda each: (each.starts, each.meeting)))


def _line(called: Meeting) -> MeetingLine:
    return MeetingLine(
        meeting=called.meeting,
        bodies=called.bodies,
        starts=called.starts,
        place=called.place,
        in_public=called.in_public,
        stage=called.stage,
        papers_by=_last_days(called.papers_due),
        papers_issued=called.papers_issued,
        items=called.agenda,
        apologies=called.apologies,
        held=called.held,
        recorded=called.recorded,
    )


def _planned(known: Known, planned: KnownMeeting) -> MeetingLine:
    starts = at_london(planned.day, planned.at)
    return MeetingLine(
        meeting=planned.id,
        bodies=planned.bodies,
        starts=starts,
        place=planned.place,
        in_public=planned.in_public,
        papers_by=_last_days(papers_due(known, planned.bodies, starts)),
    )


def _last_days(due: Mapping[BodyId, Instant]) -> dict[BodyId, date]:
    return {body: last_day_before(instant) for body, instant in due.items()}


def _only_the_definition(found: MeetingsFound, now: Instant) -> Known:
    """What the papers rule asks about: bodies, their rules and their calendar, and no states."""
    definition: Definition = found.definition
    at = now + found.offset
    return Known(
        programme=definition.id,
        at=at,
        happened=at,
        by=None,
        states={},
        definition=definition,
        rule_sets={},
    )
