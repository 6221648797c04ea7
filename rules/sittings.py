"""A meeting that is adjourned sits several times: broken off, gone on with, each sitting on the record."""

from collections.abc import Sequence
from dataclasses import replace

from models import meeting as meetings
from models.acts import Decision, Entry, NotYet, Refused
from models.commands import AdjournMeeting, ChaseSitting, RecordMeeting
from models.events import MeetingFixed, Recorded
from models.meeting import Meeting
from models.meeting_events import MeetingAdjourned, MinutesChased, SittingRecorded
from models.values import LONDON, MeetingId, Standing, Stream
from rules.agenda import may_meet_on, sign_off_stream, taken_off
from rules.known import Known
from rules.meeting import at_night, fixed_anew, reconvened, to_come
from rules.minutes import Room, Undecided, record_last_sitting, taken_by
from rules.ratifying import ratifications_dated
from rules.refusals import refused


def adjourn_meeting(known: Known, stream: Stream, command: AdjournMeeting) -> Decision:
    """Begun and broken off: the same meeting goes on later, so no new notice or papers are owed. It may be
    told at once what was done until then; the rest of the agenda is taken when the meeting goes on.
    """
    meeting = to_come(known, stream)
    if isinstance(meeting, Refused):
        return meeting
    if refusal := _refuses_to_go_on(known, meeting, command):
        return refusal
    adjourned = MeetingAdjourned(starts=command.starts, reason=command.reason)
    entry = Entry(stream, adjourned, known.happened)
    dated = ratifications_dated(known, meeting, command.starts, command.reason)
    fixed = [*fixed_anew(known, meeting, command.starts), *dated]
    if command.record is None:
        return (entry, *fixed)
    number = len(meeting.sittings) + 1
    if command.record.sitting not in {None, number}:
        return refused("no-such-sitting")
    recorded = _recorded(_once(known, meeting, entry), meeting.meeting, number, command.record)
    if isinstance(recorded, Refused):
        return recorded
    reached = {each.stream for each in recorded}
    return (entry, *(each for each in fixed if each.stream not in reached), *recorded)


def record_meeting(known: Known, stream: Stream, command: RecordMeeting) -> Decision:
    """Each sitting is recorded whole or not at all, in whatever order, also when the meeting could not go
    on: what was decided before it was adjourned was decided.
    """
    meeting = known.meeting(stream.split("/")[1])
    number = command.sitting
    if meeting is None or number is None or (meeting.is_to_come and number == len(meeting.sittings) + 1):
        return record_last_sitting(known, stream, command)
    if number > len(meeting.sittings):
        return refused("no-such-sitting")
    return _recorded(known, meeting.meeting, number, command)


def chase_sitting(known: Known, stream: Stream, command: ChaseSitting) -> Decision:
    """Its minutes are owed like any other's, also once the meeting has gone on or could not."""
    meeting = known.meeting(stream.split("/")[1])
    if meeting is None or command.sitting not in meeting.unrecorded:
        return ()
    approvals = (known.approval(matter) for matter in meeting.sittings[command.sitting - 1].agenda)
    if not any(approval is None or approval.is_running for approval in approvals):
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    return (Entry(stream, MinutesChased(due=command.due, sitting=command.sitting)),)


def _refuses_to_go_on(known: Known, meeting: Meeting, command: AdjournMeeting) -> Refused | None:
    """Late in the evening it may still go on the same night, on another day only at an hour to meet."""
    if command.starts <= known.happened:
        return refused("starts-in-the-past")
    if known.happened < meeting.starts:
        return refused("meeting-not-held-yet")
    day = command.starts.astimezone(LONDON).date()
    if not all(may_meet_on(known, known.body(body), day) for body in meeting.bodies):
        return refused("day-forbidden")
    return refused("hour-forbidden") if day != known.day and at_night(command.starts) else None


def _once(known: Known, meeting: Meeting, adjourned: Entry) -> Known:
    """What is known once the meeting stands adjourned: a record told at once is one told a minute later."""
    line = Recorded(
        number=0,
        stream=adjourned.stream,
        event=adjourned.event,
        happened=known.happened,
        recorded=known.at,
        by=known.by,
    )
    return replace(known, meetings={meeting.meeting: meetings.fold(meeting, line)})


def _recorded(
    known: Known, name: MeetingId, number: int, command: RecordMeeting
) -> tuple[Entry, ...] | Refused:
    """A sitting the meeting was adjourned from: its decisions date from it, by its own attendance; what was
    not reached stays on the agenda.
    """
    meeting = known.meeting(name)
    if meeting is None:
        return refused("no-such-meeting")
    sitting = meeting.sittings[number - 1]
    if sitting.recorded is not None:
        return refused("sitting-recorded")
    then = meeting.model_copy(update={"starts": sitting.starts})
    room = Room(then, sitting.ended or known.at, command.present, goes_on=True)
    taken = taken_by(known, room, command)
    if isinstance(taken, Refused):
        return taken
    again = _again(known, then, taken.undecided)
    if isinstance(again, Refused):
        return again
    event = SittingRecorded(sitting=number, attendance=command.attendance, presiding=command.presiding)
    return (Entry(meeting.stream, event, sitting.starts), *taken.entries, *again)


def _again(known: Known, then: Meeting, undecided: Sequence[Undecided]) -> tuple[Entry, ...] | Refused:
    """A body without its quorum takes the item when the meeting goes on; one that defers it, at its next
    meeting; unless the record names another, or it stands on another already.
    """
    staying: list[Entry] = []
    leaving: list[Entry] = []
    moved = []
    for each in undecided:
        approval, asked = each.wanted
        stream = sign_off_stream(approval, asked.body)
        sign_off = known.sign_off(stream)
        fixed = known.meeting(sign_off.meeting) if sign_off and sign_off.meeting else None
        stays = each.standing is Standing.INQUORATE or (fixed and fixed.meeting != then.meeting)
        to = each.to or (fixed.meeting if fixed and stays else None)
        if fixed and fixed.meeting == to:
            staying.append(Entry(stream, MeetingFixed(meeting=to, starts=fixed.starts)))
        else:
            leaving += taken_off(known, each.wanted)
            moved.append((each.wanted, to))
    again = reconvened(known, then, moved)
    return again if isinstance(again, Refused) else (*staying, *leaving, *again)
