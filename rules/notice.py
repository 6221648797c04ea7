"""One letter that an event calls for: of which kind, to whom, and whether it may wait."""

from models.letters import LetterKind
from models.values import PersonId, SeatId, Value


class Notice(Value):
    kind: LetterKind
    to: PersonId
    seat: SeatId | None = None
    is_urgent: bool = False
    """Leaves at once, in quiet hours too: an answer to something the person did just now."""


Notices = tuple[Notice, ...]
