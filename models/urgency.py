"""What the ladder of urgency shows to whoever asks which ways are still open (G42)."""

from models.deciding import Rung
from models.values import Value


class RungFound(Value):
    """One way to a decision by the day it is needed."""

    rung: Rung
    is_shut: bool
    """Whether the rules and the calendar alone show that it cannot lead there in time."""
    words: str
