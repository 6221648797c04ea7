"""A seat changes hands while something is asked of it: the request goes to whoever holds it now (G73)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time

from models.acts import Entry
from models.dates import ONE_DAY
from models.posts import Post
from models.programme import Definition, Seat
from models.seat_events import SeatPassedOn, WindowPassedOn
from models.sign_off import SignOff
from models.values import Instant, Procedure, SeatId
from rules.agenda import sign_off_stream
from rules.calendar import at_london, london_day
from rules.known import Known

MIDNIGHT = time(0, 0)

Holder = Callable[[SeatId], Seat | None]
"""The seat as it is held after the change; None where the change does not touch it."""


def to_holders_then(known: Known, post: Post, then: Known) -> list[Entry]:
    """What is asked of the post's seats and not answered yet, to whoever holds each today by what is known
    then, with the act that is entered; answers that were given stand.
    """
    return _passed_on(known, lambda seat: then.seat(seat) if seat in post.seats else None, known.at)


def to_who_starts(known: Known, post: Post) -> list[Entry]:
    """The same from the day with which the seats are theirs, where they were not passed on yet."""
    return [
        entry
        for sign_off in _asked_in_writing(known)
        for entry in passed_by_now(known, sign_off)
        if isinstance(entry.event, SeatPassedOn) and entry.event.seat in post.seats
    ]


def under(known: Known, offered: Definition) -> list[Entry]:
    """What is asked of seats that have other holders today by the definition that is to come in force; and
    windows to object that are open, where a body has another secretary by it.
    """
    then = replace(known, definition=offered)
    passed = _passed_on(known, lambda seat: then.seat(seat) if offered.seat(seat) else None, known.at)
    return [*passed, *_windows_under(known, offered)]


def _windows_under(known: Known, offered: Definition) -> Iterator[Entry]:
    for sign_off in _asked_by(known, Procedure.NOTICE):
        before, then = known.definition.body(sign_off.body), offered.body(sign_off.body)
        if before and then and then.secretary != before.secretary:
            yield Entry(sign_off.stream, WindowPassedOn(to=then.secretary))


# --- as days pass ---------------------------------------------------------------------------


def passes_at(known: Known, sign_off: SignOff) -> Instant | None:
    """The midnight with which a seat that is asked in writing, and has not answered, has another holder than
    the one who was asked, or none any more.
    """
    if sign_off.procedure is not Procedure.WRITTEN or not sign_off.is_open:
        return None
    found = (day for seat in sign_off.unanswered() for day in _changes(known, sign_off, seat))
    first = min(found, default=None)
    return at_london(first, MIDNIGHT) if first else None


def passed_by_now(known: Known, sign_off: SignOff) -> list[Entry]:
    """Each such seat to whoever holds it today, from the day on which that began."""
    entries = []
    for seat in sign_off.unanswered():
        days = [day for day in _changes(known, sign_off, seat) if day <= known.today]
        held = known.seat(seat)
        if days and held is not None:
            passed = SeatPassedOn(seat=seat, to=held.held_by)
            entries.append(Entry(sign_off.stream, passed, at_london(max(days), MIDNIGHT)))
    return entries


def _changes(known: Known, sign_off: SignOff, seat: SeatId) -> Iterator[date]:
    """The days with which the seat has another holder than the day before, after the one on which its holder
    was asked last.
    """
    dated = known.seat_dated(seat)
    opened = sign_off.entered or london_day(sign_off.opened)
    asked = max(opened, sign_off.passed.get(seat, opened))
    if dated is None:
        return
    for day in days_of_change(dated):
        if day > asked and dated.held_on(day).held_by != dated.held_on(day - ONE_DAY).held_by:
            yield day


def days_of_change(seat: Seat) -> set[date]:
    begin = {each.since for each in seat.holders if each.since}
    return begin | {each.until + ONE_DAY for each in seat.holders if each.until and each.until < date.max}


# --- what is asked ---------------------------------------------------------------------------


def _passed_on(known: Known, holder: Holder, at: Instant) -> list[Entry]:
    entries = []
    for sign_off in _asked_in_writing(known):
        for seat in sign_off.unanswered():
            held, then = known.seat(seat), holder(seat)
            if held is not None and then is not None and then.held_by != held.held_by:
                entries.append(Entry(sign_off.stream, SeatPassedOn(seat=seat, to=then.held_by), at))
    return entries


def _asked_in_writing(known: Known) -> Iterator[SignOff]:
    return _asked_by(known, Procedure.WRITTEN)


def _asked_by(known: Known, procedure: Procedure) -> Iterator[SignOff]:
    for plan in known.definition.matters:
        approval = known.approval(plan.id)
        for body in approval.bodies if approval and not approval.is_ended else ():
            sign_off = known.sign_off(sign_off_stream(approval, body)) if approval else None
            if sign_off and sign_off.is_open and sign_off.procedure is procedure:
                yield sign_off
