"""Authority given by a body to a committee or an officer."""

from models.values import BodyId, SeatId, Value, Verb


class Delegation(Value):
    """What another may decide for a body, and after which consultations (G4, G6, G10, G11)."""

    to: BodyId | SeatId
    verbs: tuple[Verb, ...]
    consulting: tuple[SeatId, ...] = ()
    reported_to_parent: bool = True
