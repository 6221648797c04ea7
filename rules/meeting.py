"""What may be done with a meeting: called, its agenda and papers, moved, lost."""

from collections.abc import Sequence
from datetime import date, time

from models.acts import Decision, Entry, NotYet, Refused
from models.commands import (
    CallMeeting,
    CancelMeeting,
    ChaseMinutes,
    ChasePapers,
    IssuePapers,
    MoveMeeting,
    NotePapersLate,
    SuspendMeeting,
)
from models.dates import ONE_DAY, WorkingCalendar
from models.deciding import MORNING
from models.events import MeetingFixed, MeetingLost
from models.meeting import Meeting
from models.meeting_events import (
    MeetingCalled,
    MeetingCancelled,
    MeetingMoved,
    MeetingSuspended,
    MinutesChased,
    PapersChased,
    PapersIssued,
    PapersLate,
)
from models.programme import Body, KnownMeeting, RuleSet
from models.values import LONDON, BodyId, Instant, MeetingId, Procedure, Stream
from rules.agenda import (
    Wanted,
    asked_through,
    called_from_calendar,
    deciding_body,
    may_meet_on,
    meeting_awaited,
    next_meeting,
    on_agendas,
    papers_due,
    put_on_next,
    sign_off_stream,
)
from rules.calendar import (
    add_working_days,
    at_london,
    in_words,
    last_day_before,
    latest_day_before,
    working_days_before,
)
from rules.known import Known
from rules.ratifying import (
    ratifications_dated,
    ratifications_moved,
    ratifications_taken,
)
from rules.refusals import refused, refused_having

CHASED_AT = time(9, 0)
LATEST = time(22, 0)
MINUTES_WORKING_DAYS = 2
"""A meeting not on the record two working days later is chased."""


# --- called, and what is on it ------------------------------------------------------------


def call_meeting(known: Known, stream: Stream, command: CallMeeting) -> Decision:
    """A meeting is called for a day its bodies' rules allow, with the notice they ask for (G15)."""
    if known.meeting(command.meeting) is not None:
        return refused("meeting-exists")
    bodies = [known.definition.body(body) for body in command.bodies]
    if any(body is None for body in bodies):
        return refused("unknown-body")
    planned = known.definition.meeting(command.meeting)
    if planned is not None and set(planned.bodies) != set(command.bodies):
        return refused("calendar-differs")
    for body in bodies:
        if body and (refusal := _refuses_start(known, body, command.starts)):
            return refusal
    called = MeetingCalled(
        meeting=command.meeting,
        bodies=command.bodies,
        starts=command.starts,
        place=command.place,
        in_public=command.in_public,
        papers_due=papers_due(known, command.bodies, command.starts),
    )
    meets = command.starts.astimezone(LONDON)
    meeting = KnownMeeting(id=command.meeting, bodies=command.bodies, day=meets.date(), at=meets.time())
    return (Entry(stream, called, known.happened), *ratifications_taken(known, command.bodies, meeting))


def issue_papers(known: Known, stream: Stream, command: IssuePapers) -> Decision:
    """Papers go out once; where that is later than a body's rule asks, the record says so."""
    del command
    meeting = to_come(known, stream)
    if isinstance(meeting, Refused):
        return meeting
    if meeting.papers_issued is not None:
        return refused("papers-issued-already")
    late = tuple(body for body, due in meeting.papers_due.items() if known.happened >= due)
    return (Entry(stream, PapersIssued(late_for=late), known.happened),)


# --- moved, lost --------------------------------------------------------------------------


def move_meeting(known: Known, stream: Stream, command: MoveMeeting) -> Decision:
    meeting = to_come(known, stream)
    if isinstance(meeting, Refused):
        return meeting
    for body in meeting.bodies:
        if refusal := _refuses_start(known, known.body(body), command.starts):
            return refusal
    moved = MeetingMoved(
        starts=command.starts,
        papers_due=papers_due(known, meeting.bodies, command.starts),
        reason=command.reason,
    )
    return (
        Entry(stream, moved, known.happened),
        *fixed_anew(known, meeting, command.starts),
        *ratifications_dated(known, meeting, command.starts, command.reason),
    )


def suspend_meeting(known: Known, stream: Stream, command: SuspendMeeting) -> Decision:
    meeting = to_come(known, stream)
    if isinstance(meeting, Refused):
        return meeting
    entry = Entry(stream, MeetingSuspended(reason=command.reason), known.happened)
    return (entry, *_to_next(known, meeting), *ratifications_moved(known, meeting, command.reason))


def cancel_meeting(known: Known, stream: Stream, command: CancelMeeting) -> Decision:
    meeting = to_come(known, stream)
    if isinstance(meeting, Refused):
        return meeting
    entry = Entry(stream, MeetingCancelled(reason=command.reason), known.happened)
    return (entry, *_to_next(known, meeting), *ratifications_moved(known, meeting, command.reason))


# --- what falls due -----------------------------------------------------------------------


def papers_chased_at(due: Instant, calendar: WorkingCalendar) -> Instant:
    """The secretary is asked for the papers at nine, one working day before the last day for them."""
    return at_london(working_days_before(last_day_before(due), 1, calendar), CHASED_AT)


def chase_papers(known: Known, stream: Stream, command: ChasePapers) -> Decision:
    meeting = _awaiting_papers(known, stream)
    if meeting is None or meeting.papers_chased is not None or command.turn != meeting.times_moved:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    if known.at >= meeting.starts:
        return _too_late_for_papers(known, meeting)
    return (Entry(stream, PapersChased(due=command.due)),)


def note_papers_late(known: Known, stream: Stream, command: NotePapersLate) -> Decision:
    meeting = _awaiting_papers(known, stream)
    if meeting is None or meeting.papers_late is not None or command.turn != meeting.times_moved:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    if known.at >= meeting.starts:
        return _too_late_for_papers(known, meeting)
    return (Entry(stream, PapersLate(due=command.due), command.due),)


def _too_late_for_papers(known: Known, meeting: Meeting) -> Decision:
    """Nobody is asked for the papers of a meeting that has begun, as after an outage; its minutes are
    the next thing owed.
    """
    due = minutes_due(meeting.starts, known.calendar)
    return (Entry(meeting.stream, MinutesChased(due=due)),) if due <= known.at else NotYet(due)


def minutes_due(starts: Instant, calendar: WorkingCalendar) -> Instant:
    day = add_working_days(starts.astimezone(LONDON).date(), MINUTES_WORKING_DAYS, calendar)
    return at_london(day, CHASED_AT)


def chase_minutes(known: Known, stream: Stream, command: ChaseMinutes) -> Decision:
    """What was decided counts from its day, but nobody can act on what is not on the record."""
    meeting = known.meeting(stream.split("/")[1])
    if meeting is None or not _is_wanted(known, meeting):
        return ()
    if meeting.minutes_chased is not None or command.turn != meeting.times_moved:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    return (Entry(stream, MinutesChased(due=command.due)),)


# --- parts --------------------------------------------------------------------------------


def reconvened(
    known: Known, meeting: Meeting, undecided: Sequence[tuple[Wanted, MeetingId | None]]
) -> tuple[Entry, ...] | Refused:
    """What was not decided goes to the meeting the record names, or to the body's next in the calendar."""
    chosen, left = [], []
    for (approval, asked), to in undecided:
        body = deciding_body(asked)
        if to is not None and (refusal := _refuses_to_take(known, meeting, body, to)):
            return refusal
        following = next_meeting(known, body, known.at) if to is None else None
        again = to or (following.id if following else None)
        if again is not None:
            chosen.append((again, (approval, asked)))
        else:
            left.append(Entry(sign_off_stream(approval, asked.body), meeting_awaited(known, known.at)))
    return (*on_agendas(known, chosen), *left)


def _refuses_to_take(known: Known, meeting: Meeting, body: BodyId, to: MeetingId) -> Refused | None:
    """An item comes back to a later meeting at which its body sits."""
    called, planned = known.meeting(to), known.definition.meeting(to)
    if called is None and planned is None:
        return refused("no-such-meeting")
    if to == meeting.meeting or (called is not None and not called.is_to_come):
        return refused("meeting-over")
    bodies = called.bodies if called else planned.bodies if planned else ()
    if body not in bodies:
        return refused("not-in-meeting")
    starts = called.starts if called else called_from_calendar(known, to).starts
    return None if starts > meeting.starts else refused("meeting-over")


def to_come(known: Known, stream: Stream) -> Meeting | Refused:
    meeting = known.meeting(stream.split("/")[1])
    if meeting is None:
        return refused("no-such-meeting")
    return meeting if meeting.is_to_come else refused("meeting-over")


def _awaiting_papers(known: Known, stream: Stream) -> Meeting | None:
    meeting = known.meeting(stream.split("/")[1])
    return meeting if meeting and meeting.awaits_papers and _is_wanted(known, meeting) else None


def _is_wanted(known: Known, meeting: Meeting) -> bool:
    """Whether anything on the agenda goes on: nobody is chased for a matter on hold or withdrawn."""
    approvals = (known.approval(matter) for matter in meeting.agenda)
    return meeting.is_to_come and any(approval is None or approval.is_running for approval in approvals)


def at_night(starts: Instant) -> bool:
    """An hour at which no body meets: a slip of the pen, such as 03:00 for 15:00."""
    return not MORNING <= starts.astimezone(LONDON).time() < LATEST


def _refuses_start(known: Known, body: Body, starts: Instant) -> Refused | None:
    rules = known.definition.rules_of(body)
    day = starts.astimezone(LONDON).date()
    if Procedure.MEETING not in rules.procedures:
        return refused("meets-otherwise")
    if starts <= known.happened:
        return refused("starts-in-the-past")
    if not may_meet_on(known, body, day):
        return refused("day-forbidden")
    if at_night(starts):
        return refused("hour-forbidden")
    if not _is_in_time(known, rules, day):
        return refused_having("notice-too-short", in_words(earliest_meeting_day(known, body, day)))
    return None


def _is_in_time(known: Known, rules: RuleSet, day: date) -> bool:
    """With the notice its rules ask for."""
    if rules.notice is None:
        return True
    return known.happened < latest_day_before(day, rules.notice, known.calendar).instant


def earliest_meeting_day(known: Known, body: Body, day: date) -> date:
    """The first day from then on that the body may meet on, and on which there is notice enough."""
    rules = known.definition.rules_of(body)
    while not (may_meet_on(known, body, day) and _is_in_time(known, rules, day)):
        day += ONE_DAY
    return day


def _day(meeting: Meeting) -> date:
    return meeting.starts.astimezone(LONDON).date()


def fixed_anew(known: Known, meeting: Meeting, starts: Instant) -> list[Entry]:
    fixed = MeetingFixed(meeting=meeting.meeting, starts=starts)
    return [Entry(stream, fixed) for stream, _ in open_items(known, meeting)]


def _to_next(known: Known, meeting: Meeting) -> list[Entry]:
    """Every item still open goes to its body's next meeting, or waits where there is none, and its body's
    secretary is told so.
    """
    items = open_items(known, meeting)
    lost = [Entry(stream, MeetingLost(meeting=meeting.meeting)) for stream, _ in items]
    wanted = [wanted for _, wanted in items]
    fixed = put_on_next(known, wanted, max(meeting.starts, known.at), papers_after=known.at)
    found = {entry.stream for entry in fixed}
    awaited = meeting_awaited(known, known.at)
    return lost + fixed + [Entry(stream, awaited) for stream, _ in items if stream not in found]


def open_items(known: Known, meeting: Meeting) -> list[tuple[Stream, Wanted]]:
    found = []
    for matter, bodies in meeting.agenda.items():
        approval = known.approval(matter)
        for body in bodies if approval else ():
            asked = asked_through(approval, body) if approval else None
            sign_off = known.sign_off(sign_off_stream(approval, asked.body)) if approval and asked else None
            if approval and asked and sign_off and sign_off.is_open and sign_off.meeting == meeting.meeting:
                found.append((sign_off.stream, (approval, asked)))
    return found
