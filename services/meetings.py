"""What a secretariat does with meetings, and the list of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models.acts import Acted
from models.commands import (
    CallMeeting,
    CancelMeeting,
    GiveApologies,
    IssuePapers,
    MoveMeeting,
    PutOnAgenda,
    SuspendMeeting,
    WithdrawApologies,
)
from models.errors import NotFound
from models.meeting import Expected, Meeting, MeetingStage, Sitting
from models.programme import Definition, KnownMeeting
from models.quorum_expected import MeetingQuorum, QuorumExpected
from models.streams import of_meeting
from models.values import BodyId, Instant, MatterId, MeetingId, ProgrammeId, SeatId, Sha256, Text, Value
from rules.agenda import papers_due
from rules.calendar import at_london, last_day_before, london_day
from rules.known import Known
from rules.refusals import refused
from services.acting import Caller, House, act
from storage.duties import MeetingsFound, meetings_found
from storage.expecting import expected_at, quorums_at
from storage.register import definition_in_force, offset_of, programme_of, state_of, words_by_digest


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
    command = CallMeeting(
        meeting=meeting,
        bodies=bodies,
        starts=starts,
        place=Text.of(place) if place.strip() else None,
        in_public=in_public,
    )
    return await act(house, programme, of_meeting(meeting), command, caller)


async def put_on_agenda(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    meeting: MeetingId,
    matter: MatterId,
    bodies: tuple[BodyId, ...] = (),
    special_circumstances: str | None = None,
) -> Acted:
    """For those bodies, or for all that meet if none is named; a late one with its chair's opinion (G22).
    Raises NotFound for a meeting not called.
    """
    called = await find(house, meeting)
    if called is None:
        raise NotFound("no-such-meeting", refused("no-such-meeting").words)
    special = Text.of(special_circumstances) if special_circumstances else None
    command = PutOnAgenda(matter=matter, bodies=bodies or called.bodies, special_circumstances=special)
    return await act(house, programme, of_meeting(meeting), command, caller)


async def issue_papers(house: House, programme: ProgrammeId, caller: Caller, *, meeting: MeetingId) -> Acted:
    return await act(house, programme, of_meeting(meeting), IssuePapers(), caller)


async def give_apologies(
    house: House, programme: ProgrammeId, caller: Caller, *, meeting: MeetingId, seat: SeatId
) -> Acted:
    return await act(house, programme, of_meeting(meeting), GiveApologies(seat=seat), caller)


async def withdraw_apologies(
    house: House, programme: ProgrammeId, caller: Caller, *, meeting: MeetingId, seat: SeatId
) -> Acted:
    return await act(house, programme, of_meeting(meeting), WithdrawApologies(seat=seat), caller)


async def move(
    house: House, programme: ProgrammeId, caller: Caller, *, meeting: MeetingId, starts: Instant, reason: str
) -> Acted:
    command = MoveMeeting(starts=starts, reason=Text.of(reason))
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
    planned: Instant | None = None
    """When the calendar has it; None for one that was called beyond it."""
    place: str = ""
    in_public: bool = False
    stage: MeetingStage | None = None
    was_adjourned: bool = False
    papers_by: dict[BodyId, date] = {}
    """The last day they may go out, for each body whose rules ask for papers in time."""
    papers_issued: Instant | None = None
    papers_late: tuple[BodyId, ...] = ()
    """For whom they went out later than that, or are not out after it."""
    items: dict[MatterId, tuple[BodyId, ...]] = {}
    apologies: tuple[SeatId, ...] = ()
    expected: tuple[Expected, ...] = ()
    """What its bodies are expected to lack, for all items or for one, by apologies and interests so far."""
    quorum: tuple[QuorumExpected, ...] = ()
    """The whole quorum to be expected of one that was called and is to come, clause by clause."""
    held: Instant | None = None
    recorded: Instant | None = None
    sittings: tuple[Sitting, ...] = ()
    """Those it was adjourned from, and the last once it is on the record; who was there each time."""


async def find(house: House, meeting: MeetingId) -> Meeting | None:
    """None when it has not been called."""
    state = await house.database.read(state_of, of_meeting(meeting))
    return state if isinstance(state, Meeting) else None


async def meetings(
    house: House,
    programme: ProgrammeId,
    body: BodyId | None = None,
    *,
    first: date | None = None,
    last: date | None = None,
) -> tuple[MeetingLine, ...]:
    """All that were called or stand in the calendar, or those of one body, or between two days, in the
    order of their days.
    """
    found = await house.database.read(meetings_found, programme)
    wanted = _Wanted(body, first, last)
    now = await house.clock.now()
    lines = _lines(found, wanted, now)
    ahead = tuple(each for each in found.meetings if wanted.has(each.bodies, each.starts))
    foreseen = await _with_what_is_expected(house, programme, lines, ahead)
    return tuple(sorted(foreseen, key=lambda each: (each.starts, each.meeting)))


async def meeting(house: House, programme: ProgrammeId, name: MeetingId) -> MeetingLine:
    """One of them. Raises NotFound for one that was not called and is not in the calendar."""
    definition = await house.database.read(definition_in_force, programme)
    planned = definition.meeting(name)
    starts = at_london(planned.day, planned.at) if planned else None
    called = await find(house, name)
    if called and await house.database.read(programme_of, of_meeting(name)) == programme:
        digests = [called.place.digest] if called.place else []
        words = await house.database.read(words_by_digest, digests)
        line = _line(called, starts, words, await _shows(house, programme))
        (foreseen,) = await _with_what_is_expected(house, programme, [line], (called,))
        return foreseen
    if planned is None or starts is None:
        raise NotFound("no-such-meeting", refused("no-such-meeting").words)
    return _planned(_only_the_definition(definition, await _shows(house, programme)), planned, starts)


async def quorum(house: House, programme: ProgrammeId, name: MeetingId) -> MeetingQuorum:
    """Who is expected, clause by clause, and who else may stay away; of one in the calendar too. Raises
    NotFound as `meeting` does.
    """
    line = await meeting(house, programme, name)
    if line.stage is not None:
        return MeetingQuorum(meeting=name, starts=line.starts, bodies=line.quorum)
    planned = Meeting(meeting=name, bodies=line.bodies, starts=line.starts)
    now = await house.clock.now()
    found = await house.database.read(quorums_at, programme, now, (planned,))
    return MeetingQuorum(meeting=name, starts=line.starts, bodies=found[name])


async def _with_what_is_expected(
    house: House, programme: ProgrammeId, lines: Iterable[MeetingLine], called: tuple[Meeting, ...]
) -> list[MeetingLine]:
    now = await house.clock.now()
    expected = await house.database.read(expected_at, programme, now, called)
    quorums = await house.database.read(quorums_at, programme, now, called)
    return [
        each.model_copy(
            update={"expected": expected.get(each.meeting, ()), "quorum": quorums.get(each.meeting, ())}
        )
        for each in lines
    ]


async def _shows(house: House, programme: ProgrammeId) -> Instant:
    """What the programme's clock shows."""
    return await house.clock.now() + await house.database.read(offset_of, programme)


@dataclass(frozen=True)
class _Wanted:
    body: BodyId | None
    first: date | None
    last: date | None

    def has(self, bodies: Iterable[BodyId], starts: Instant) -> bool:
        day = london_day(starts)
        is_in_time = (self.first or day) <= day <= (self.last or day)
        return is_in_time and (self.body is None or self.body in bodies)


def _lines(found: MeetingsFound, wanted: _Wanted, now: Instant) -> list[MeetingLine]:
    called = {each.meeting for each in found.meetings}
    planned = {each.id: at_london(each.day, each.at) for each in found.definition.meetings}
    known = _only_the_definition(found.definition, now + found.offset)
    lines = [
        _line(each, planned.get(each.meeting), found.words, known.at)
        for each in found.meetings
        if wanted.has(each.bodies, each.starts)
    ]
    return lines + [
        _planned(known, each, planned[each.id])
        for each in found.definition.meetings
        if each.id not in called and wanted.has(each.bodies, planned[each.id])
    ]


def _line(
    called: Meeting, planned: Instant | None, words: Mapping[Sha256, str], shows: Instant
) -> MeetingLine:
    return MeetingLine(
        meeting=called.meeting,
        bodies=called.bodies,
        starts=called.starts,
        planned=planned,
        place=words.get(called.place.digest, "(erased)") if called.place else "",
        in_public=called.in_public,
        stage=called.stage,
        was_adjourned=called.was_adjourned,
        papers_by=_last_days(called.papers_due),
        papers_issued=called.papers_issued,
        papers_late=called.papers_late_for(shows),
        items=called.agenda,
        apologies=called.apologies,
        held=called.held,
        recorded=called.recorded,
        sittings=called.sittings,
    )


def _planned(known: Known, planned: KnownMeeting, starts: Instant) -> MeetingLine:
    return MeetingLine(
        meeting=planned.id,
        bodies=planned.bodies,
        starts=starts,
        planned=starts,
        place=planned.place,
        in_public=planned.in_public,
        papers_by=_last_days(papers_due(known, planned.bodies, starts)),
    )


def _last_days(due: Mapping[BodyId, Instant]) -> dict[BodyId, date]:
    return {body: last_day_before(instant) for body, instant in due.items()}


def _only_the_definition(definition: Definition, at: Instant) -> Known:
    """What the papers rule asks about: bodies, their rules and their calendar, and no states."""
    return Known(
        programme=definition.id,
        at=at,
        happened=at,
        by=None,
        states={},
        definition=definition,
        rule_sets={},
    )
