"""A seat changes hands while something is asked of it: the request goes to whoever holds it now (G73)."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from models.acts import Entry
from models.post_events import HolderStarted, SeatPassedOn
from models.posts import Post
from models.programme import Body, Definition, Seat
from models.sign_off import SignOff
from models.values import BodyId, Instant, PersonId, Procedure, SeatId
from rules.agenda import sign_off_stream
from rules.conflicts import expected_to_lack
from rules.known import Known


def to_the_holder(known: Known, post: Post, holder: PersonId, at: Instant) -> list[Entry]:
    """What is asked of the post's seats and not answered yet; answers that were given stand."""
    return _passed_on(known, lambda seat: holder if seat in post.seats else None, at)


def under(known: Known, offered: Definition) -> list[Entry]:
    """What is asked of seats that have other holders today by the definition that is to come in force."""
    then = replace(known, definition=offered)

    def holder(seat: SeatId) -> PersonId | None:
        found = then.seat(seat) if offered.seat(seat) else None
        return found.held_by if found else None

    return _passed_on(known, holder, known.at)


def lacking(known: Known, post: Post, event: HolderStarted) -> dict[BodyId, tuple[str, ...]]:
    """What each body lacks for a quorum with its seats so held, though everyone came, and did not before."""
    found: dict[BodyId, tuple[str, ...]] = {}
    for name in dict.fromkeys(seat.split("/")[0] for seat in post.seats):
        if known.definition.body(name) is None:
            continue
        body = known.body(name)
        seats = body.seats_on(event.first)
        after = _lacks(known, body, tuple(_held_by(seat, post, event.person) for seat in seats))
        if after and after != _lacks(known, body, seats):
            found[name] = after
    return found


def _passed_on(known: Known, holder: Callable[[SeatId], PersonId | None], at: Instant) -> list[Entry]:
    entries = []
    for sign_off in _asked_in_writing(known):
        for seat in sign_off.unanswered():
            held, to = known.seat(seat), holder(seat)
            if held is not None and to is not None and to != held.held_by:
                entries.append(Entry(sign_off.stream, SeatPassedOn(seat=seat, to=to), at))
    return entries


def _asked_in_writing(known: Known) -> Iterator[SignOff]:
    for plan in known.definition.matters:
        approval = known.approval(plan.id)
        for body in approval.bodies if approval and not approval.is_ended else ():
            sign_off = known.sign_off(sign_off_stream(approval, body)) if approval else None
            if sign_off and sign_off.is_open and sign_off.procedure is Procedure.WRITTEN:
                yield sign_off


def _held_by(seat: Seat, post: Post, person: PersonId) -> Seat:
    return seat.model_copy(update={"held_by": person}) if seat.id in post.seats else seat


def _lacks(known: Known, body: Body, seats: tuple[Seat, ...]) -> tuple[str, ...]:
    return expected_to_lack(known.definition.rules_of(body), seats, (), ())
