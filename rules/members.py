"""Who is to come to a meeting, where seats change hands between its notice and its day (G73)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, time

from models.acts import Decision, Entry, NotYet
from models.commands import InviteMembers
from models.dates import ONE_DAY
from models.meeting import Meeting
from models.meeting_events import MembersChanged
from models.programme import Definition, Seat
from models.values import BodyId, Instant, PersonId, Stream
from rules.calendar import at_london, london_day
from rules.known import Known
from rules.passing_on import days_of_change

MIDNIGHT = time(0, 0)


def members_change_at(known: Known, meeting: Meeting) -> Instant | None:
    """The first midnight since its members were told last with which others are to come."""
    return next((at_london(day, MIDNIGHT) for day in _days(known, meeting)), None)


def invite_members(known: Known, stream: Stream, command: InviteMembers) -> Decision:
    """Of several days that were missed, whoever sits today is invited; to what has begun nobody is."""
    meeting = known.meeting(stream.split("/")[1])
    if meeting is None or members_change_at(known, meeting) != command.due:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    passed = max(day for day in _days(known, meeting) if day <= known.today)
    changed = MembersChanged()
    if known.at < meeting.starts:
        before = _members(known, meeting, meeting.told_on or known.today)
        changed = _changed(meeting, before, _members(known, meeting, known.today))
    return (Entry(stream, changed, at_london(passed, MIDNIGHT)),)


def members_under(known: Known, offered: Definition) -> Iterator[Entry]:
    """Of meetings to come, by the definition that is to come in force."""
    then = replace(known, definition=offered)
    yield from _changes(known, lambda body, day: then.body(body).seats_on(day) if offered.body(body) else ())


def members_then(known: Known, then: Known) -> Iterator[Entry]:
    """Of meetings to come, by who sits where today by what is known then, with the act that is entered."""
    yield from _changes(known, lambda body, day: _seats(then, body, day))


def _changes(known: Known, then: Callable[[BodyId, date], tuple[Seat, ...]]) -> Iterator[Entry]:
    for meeting in known.called:
        if not meeting.is_to_come or meeting.starts <= known.at:
            continue
        before = _members(known, meeting, meeting.told_on or known.today)
        after = _holders(each for body in meeting.bodies for each in then(body, known.today))
        if (changed := _changed(meeting, before, after)) != MembersChanged():
            yield Entry(meeting.stream, changed)


def _changed(meeting: Meeting, before: frozenset[PersonId], after: frozenset[PersonId]) -> MembersChanged:
    """Whoever has it in their diary by our letter hears that they need not come."""
    leaving = before - after
    released = leaving if meeting.is_in_diaries else leaving & set(meeting.invited)
    return MembersChanged(invited=tuple(sorted(after - before)), released=tuple(sorted(released)))


def _days(known: Known, meeting: Meeting) -> list[date]:
    """On which others sit than on the day before, from the one after that on which its members were told."""
    told = meeting.told_on
    if told is None or not meeting.is_to_come:
        return []
    last = london_day(meeting.starts)
    return sorted(
        day
        for day in _days_of_change(known, meeting)
        if told < day <= last
        and _members(known, meeting, day) != _members(known, meeting, day - ONE_DAY)
        and at_london(day, MIDNIGHT) < meeting.starts
    )


def _days_of_change(known: Known, meeting: Meeting) -> set[date]:
    """Also those on which a seat is established, or is no more."""
    days = set()
    for name in meeting.bodies:
        for seat in known.body(name).seats if known.definition.body(name) else ():
            days |= days_of_change(seat)
            days |= {seat.since} if seat.since else set()
            days |= {seat.until + ONE_DAY} if seat.until and seat.until < date.max else set()
    return days


def _members(known: Known, meeting: Meeting, day: date) -> frozenset[PersonId]:
    return _holders(each for body in meeting.bodies for each in _seats(known, body, day))


def _seats(known: Known, body: BodyId, day: date) -> tuple[Seat, ...]:
    """None of a body that a later definition has dropped."""
    return known.body(body).seats_on(day) if known.definition.body(body) else ()


def _holders(seats: Iterable[Seat]) -> frozenset[PersonId]:
    return frozenset(each.held_by for each in seats if each.held_by)
