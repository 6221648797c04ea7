"""One letter that an event calls for: of which kind, to whom, and whether it may wait."""

from collections.abc import Iterable

from models.letters import LetterKind
from models.values import PersonId, SeatId, Value


class Notice(Value):
    kind: LetterKind
    to: PersonId
    seat: SeatId | None = None
    is_urgent: bool = False
    """Leaves at once, in quiet hours too: an answer to something the person did just now."""


Notices = tuple[Notice, ...]


def to_each(kind: LetterKind, people: Iterable[PersonId | None]) -> Notices:
    """The same letter to several, to each once; None stands for a seat that nobody holds."""
    return tuple(Notice(kind=kind, to=person) for person in dict.fromkeys(people) if person is not None)
