"""Who speaks for a seat: its holder, the deputy in its place, or the secretary with evidence."""

from models.sign_off import SignOff
from models.values import SeatId
from rules.known import Known


def holds_seat(known: Known, seat: SeatId) -> bool:
    established = known.seat(seat)
    return established is not None and established.held_by == known.person


def speaks_for(known: Known, sign_off: SignOff, seat: SeatId) -> bool:
    """The deputy where one is named, else whoever holds the seat."""
    deputy = sign_off.deputies.get(seat)
    return deputy == known.person if deputy else holds_seat(known, seat)


def is_secretary(known: Known, sign_off: SignOff | None) -> bool:
    return sign_off is not None and known.person in {
        known.body(sign_off.body).secretary,
        known.definition.secretariat,
    }
