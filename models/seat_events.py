"""A seat or an office changes hands while something is asked of it (G73)."""

from typing import Literal

from models.fact import Fact
from models.values import PersonId, SeatId


class SeatPassedOn(Fact):
    """On a sign-off: the open request of a seat is another person's now, who holds the seat since (G73);
    nobody's where the seat is vacant since.
    """

    kind: Literal["seat-passed-on"] = "seat-passed-on"
    seat: SeatId
    to: PersonId | None


class WindowPassedOn(Fact):
    """On a sign-off: the time in which its body may object runs on, and another person is its secretary."""

    kind: Literal["window-passed-on"] = "window-passed-on"
    to: PersonId


SeatEvent = SeatPassedOn | WindowPassedOn
