"""Who is meant by an office or a seat on a stream, for those who are to be told."""

from typing import TypeVar

from models.meeting import Meeting
from models.obligation import Obligation
from models.programme import Body
from models.sign_off import SignOff
from models.values import BodyId, PersonId, SeatId, Stream
from rules.known import Known

S = TypeVar("S")


def deciding_in(meeting: Meeting) -> tuple[BodyId, ...]:
    return tuple(dict.fromkeys(body for bodies in meeting.agenda.values() for body in bodies))


def acting_for(known: Known, stream: Stream, seat: SeatId) -> PersonId | None:
    """None where nobody holds the seat."""
    deputy = sign_off_on(known, stream).deputies.get(seat)
    return deputy or holder_of(known, seat)


def holder_of(known: Known, seat: SeatId) -> PersonId | None:
    """None where nobody holds it."""
    established = known.seat(seat)
    if established is None:
        raise LookupError(seat)
    return established.held_by


def chair_of(known: Known, body: Body) -> tuple[PersonId, ...]:
    """Nobody where the body has no chair, or nobody is in it."""
    holder = holder_of(known, body.chair) if body.chair and known.definition.seat(body.chair) else None
    return (holder,) if holder else ()


def offices_of(known: Known, body: Body) -> tuple[PersonId, ...]:
    """Its secretary, and its chair where it has one."""
    return (body.secretary, *chair_of(known, body))


def secretary_of(known: Known, stream: Stream) -> PersonId:
    return known.body(sign_off_on(known, stream).body).secretary


def sponsor_of(known: Known, stream: Stream) -> PersonId:
    approval = known.approval(stream.split("/")[1])
    if approval is None:
        raise LookupError(stream)
    return approval.sponsor


def requester_of(known: Known, stream: Stream, request: str) -> PersonId:
    """The member whose seat asked, else whoever asked for the body."""
    approval = known.approval(stream.split("/")[1])
    if approval is None:
        raise LookupError(stream)
    asked = approval.requests[request]
    return (holder_of(known, asked.seat) if asked.seat else None) or asked.by


def sign_off_on(known: Known, stream: Stream) -> SignOff:
    return _found(known.sign_off(stream), stream)


def meeting_on(known: Known, stream: Stream) -> Meeting:
    return _found(known.meeting(stream.split("/")[1]), stream)


def obligation_on(known: Known, stream: Stream) -> Obligation:
    return _found(known.obligation(stream.split("/")[1]), stream)


def _found(state: S | None, stream: Stream) -> S:
    if state is None:
        raise LookupError(stream)
    return state
