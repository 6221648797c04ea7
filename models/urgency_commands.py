"""What can be asked for when no other way leads to a body's decision in time (G42)."""

from datetime import date
from typing import Literal

from models.command import Command
from models.deciding import Consulted, Rung
from models.values import SeatId, Text, Value


class RungReason(Value):
    """Why a way to a decision cannot be gone, where the rules and the calendar alone do not show it."""

    rung: Rung
    reason: Text


class TakeChairsAction(Command):
    """The chair and an officer decide for the body, because no other way leads there in time (G42)."""

    kind: Literal["take-chairs-action"] = "take-chairs-action"
    needed_by: date
    reason: Text
    cannot: tuple[RungReason, ...] = ()
    officer: SeatId | None = None
    consulted: tuple[Consulted, ...] = ()
    wording: Text | None = None
    minute: Text | None = None
    evidence: Text
