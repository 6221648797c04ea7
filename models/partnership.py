"""State of `programme/<programme>`: which definition is in force and how its clock runs."""

from datetime import timedelta

from models.events import ClockSet, DefinitionLoaded, Recorded
from models.values import Sha256, Value


class Partnership(Value):
    definition: Sha256 | None = None
    offset: timedelta = timedelta(0)


def fold(state: Partnership | None, line: Recorded) -> Partnership:
    before = state or Partnership()
    match line.event:
        case DefinitionLoaded(definition=definition):
            return before.model_copy(update={"definition": definition})
        case ClockSet(offset=offset):
            return before.model_copy(update={"offset": offset})
        case _:
            return before
