"""State of `programme/<programme>`: which definition is in force and how its clock runs."""

from datetime import date, timedelta

from models.events import (
    ClockSet,
    DefinitionLoaded,
    LettersResumed,
    LettersStopped,
    PublishingBarred,
    Recorded,
    WindowWithdrawn,
)
from models.values import Instant, PersonId, Sha256, Slug, Value


class Window(Value):
    """Days, first and last included, on which nothing is published."""

    first: date
    last: date
    is_withdrawn: bool = False
    withdrawn: Instant | None = None


class Partnership(Value):
    definition: Sha256 | None = None
    offset: timedelta = timedelta(0)
    windows: dict[Slug, Window] = {}
    uninformed: tuple[PersonId, ...] = ()
    """Those who asked not to be sent what only informs."""


def fold(state: Partnership | None, line: Recorded) -> Partnership:
    before = state or Partnership()
    match line.event:
        case DefinitionLoaded(definition=definition):
            return before.model_copy(update={"definition": definition})
        case ClockSet(offset=offset):
            return before.model_copy(update={"offset": offset})
        case PublishingBarred(window=window, first=first, last=last):
            return before.model_copy(
                update={"windows": {**before.windows, window: Window(first=first, last=last)}}
            )
        case WindowWithdrawn(window=window):
            gone = before.windows[window].model_copy(
                update={"is_withdrawn": True, "withdrawn": line.happened}
            )
            return before.model_copy(update={"windows": {**before.windows, window: gone}})
        case LettersStopped(person=person):
            return before.model_copy(update={"uninformed": (*before.uninformed, person)})
        case LettersResumed(person=person):
            others = tuple(each for each in before.uninformed if each != person)
            return before.model_copy(update={"uninformed": others})
        case _:
            return before
