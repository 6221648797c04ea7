"""Putting on the record what bodies did: a meeting, a letter, a delegated decision; or only asking."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from models.acts import Acted, NotYet, Refused
from models.commands import AdjournMeeting, Command, InformBody, RecordDecision, RecordMeeting
from models.errors import NotFound
from models.events import Event
from models.meeting import Meeting
from models.meeting_events import MeetingHeld, SittingRecorded
from models.programme import Definition
from models.streams import of_meeting
from models.values import BodyId, Instant, MeetingId, ProgrammeId, Stream, Text
from rules.calendar import london_day
from rules.refusals import refused
from services.access import must_be_permitted
from services.acting import Caller, House, act
from services.declarations import warnings_in
from services.meetings import find
from services.overview import clock, people
from services.own_appointments import warnings_of
from services.programmes import seated
from services.record_files import FaultyRecord, RecordFault, shown
from services.record_telling import Told, items_in, present_in
from services.reported import reported_at
from services.written_records import (
    DecisionWritten,
    Names,
    day_written,
    decision_written,
    meeting_named,
    meeting_written,
    sitting_named,
)
from storage.foreseeing import Question, decision_on
from storage.lines import lines_of_act
from storage.opened import matters_opened
from storage.posts import appointments_in

# --- from a file --------------------------------------------------------------------------


async def meeting_in(
    house: House, programme: ProgrammeId, table: Mapping[str, Any]
) -> tuple[MeetingId, RecordMeeting]:
    """What a file tells of a meeting. Raises FaultyRecord with everything that is wrong with it, and
    NotFound for a meeting that was not called.
    """
    name = meeting_named(table)
    called = await find(house, name) if name else None
    shows = (await clock(house, programme)).shows
    sat = _sat(called, sitting_named(table)) if called else shows
    record = meeting_written(table, await _names(house, programme, sat))
    if called is None:
        raise NotFound("no-such-meeting", refused("no-such-meeting").words)
    return called.meeting, record


def _sat(called: Meeting, sitting: int | None) -> Instant:
    """When the sitting began that the file tells of."""
    is_earlier = sitting is not None and sitting <= len(called.sittings)
    return called.sittings[sitting - 1].starts if sitting and is_earlier else called.starts


async def sitting_in(
    house: House, programme: ProgrammeId, meeting: MeetingId, table: Mapping[str, Any]
) -> RecordMeeting:
    """What a file tells of the sitting that is adjourned. Raises as `meeting_in` does, and FaultyRecord
    when the file tells of another meeting.
    """
    named, record = await meeting_in(house, programme, table)
    if named != meeting:
        raise FaultyRecord([RecordFault(key="meeting", expected=meeting, found=shown(named))])
    return record


async def decision_in(
    house: House, programme: ProgrammeId, body: BodyId, table: Mapping[str, Any]
) -> DecisionWritten:
    """What a file tells of a decision by letter or by an officer. Raises FaultyRecord, and NotFound for
    a body nobody knows.
    """
    definition = await seated(house, programme)
    found = definition.body(body)
    if found is None:
        raise NotFound("unknown-body", refused("unknown-body").words)
    shows = (await clock(house, programme)).shows
    day = day_written(table)
    moment = reported_at(day, shows) if day else shows
    return decision_written(table, found, await _names(house, programme, moment))


async def _names(house: House, programme: ProgrammeId, moment: Instant) -> Names:
    definition: Definition = await seated(house, programme)
    planned = frozenset(each.id for each in definition.matters)
    return Names(
        definition=definition,
        day=london_day(moment),
        matters=planned | await house.database.read(matters_opened, programme),
        people=frozenset(each.id for each in await people(house, programme)),
    )


# --- on the record ------------------------------------------------------------------------


async def record_meeting(
    house: House, programme: ProgrammeId, caller: Caller, *, meeting: MeetingId, record: RecordMeeting
) -> Told:
    """Everything the meeting decided, for every body in the room, at once."""
    return await _told(house, programme, await act(house, programme, of_meeting(meeting), record, caller))


async def adjourn_meeting(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    meeting: MeetingId,
    starts: Instant,
    reason: str,
    record: RecordMeeting | None = None,
) -> Told:
    """Begun and broken off, with what was done until then if it is told at once."""
    command = AdjournMeeting(starts=starts, reason=Text.of(reason), record=record)
    acted = await act(house, programme, of_meeting(meeting), command, caller)
    return await _told(house, programme, acted) if record else _bare(acted)


async def record_decision(
    house: House, programme: ProgrammeId, caller: Caller, *, stream: Stream, record: RecordDecision
) -> Told:
    """A body's letter, or an officer's use of delegated authority. It dates from the caller's `happened`."""
    return await _told(house, programme, await act(house, programme, stream, record, caller))


async def inform_body(house: House, programme: ProgrammeId, caller: Caller, *, stream: Stream) -> Acted:
    """Every member of a body that is only to be informed is written to."""
    return await act(house, programme, stream, InformBody(), caller)


async def foresee(
    house: House, programme: ProgrammeId, caller: Caller, *, stream: Stream, command: Command
) -> Told:
    """What the rules would make of it now. Nothing is written, not even a refusal."""
    await must_be_permitted(house, programme, stream, command, caller.by)
    question = Question(programme, stream, command, await house.clock.now(), caller.by, caller.happened)
    decision = await house.database.read(decision_on, question)
    match decision:
        case Refused(code=code, words=words):
            return Told(accepted=False, code=code, words=words)
        case NotYet():
            return Told(accepted=False, code="not-yet")
        case entries:
            at = caller.happened or question.now
            written = [(entry.stream, entry.event, entry.happened or at) for entry in entries]
            told = Told(accepted=True, already=not written)
            return told.model_copy(update=await _of_what(house, programme, written))


async def _told(house: House, programme: ProgrammeId, acted: Acted) -> Told:
    """With what the act wrote, as the ledger has it."""
    told = _bare(acted)
    if not acted.accepted:
        return told
    written = await house.database.read(lines_of_act, programme, acted.number)
    events = [(line.stream, line.event, line.happened) for line in written]
    return told.model_copy(update=await _of_what(house, programme, events))


async def _of_what(
    house: House, programme: ProgrammeId, written: Sequence[tuple[Stream, Event, Instant]]
) -> dict[str, object]:
    definition = await seated(house, programme)
    events = [(stream, event) for stream, event, _ in written]
    return {
        "present": present_in(events),
        "items": items_in(events),
        "warnings": (
            *await _without_papers(house, definition, events),
            *warnings_of(definition, await house.database.read(appointments_in, programme), written),
            *warnings_in(definition, written),
        ),
    }


async def _without_papers(
    house: House, definition: Definition, events: Iterable[tuple[Stream, Event]]
) -> tuple[str, ...]:
    """Of a meeting recorded as held though nobody entered that its papers were sent, for the bodies whose
    rules ask for them. It stops nothing: what a meeting decided without papers stands.
    """
    held = {stream for stream, event in events if isinstance(event, MeetingHeld | SittingRecorded)}
    meetings = [await find(house, stream.split("/")[1]) for stream in held]
    asking = (each.papers_due for each in meetings if each and each.awaits_papers and each.agenda)
    return tuple(_no_papers(definition, bodies) for bodies in asking if bodies)


def _no_papers(definition: Definition, bodies: Iterable[BodyId]) -> str:
    short = " and ".join(body.short for body in map(definition.body, bodies) if body)
    return f"No papers were entered as sent for this meeting, though the rules of {short} ask for them."


def _bare(acted: Acted) -> Told:
    return Told(
        accepted=acted.accepted,
        number=acted.number,
        already=acted.already,
        code=acted.code,
        words=acted.words,
    )
