"""When a matter can be finished at the earliest, and what that hangs on."""

from datetime import date
from enum import StrEnum

from models.programme import KnownMeeting
from models.values import BodyId, Instant, MatterId, MeetingId, Slug, Value


class Supposed(Value):
    """The world as it might be: these meetings lost and these others held, these chairs acting at once."""

    lost: tuple[MeetingId, ...] = ()
    added: tuple[KnownMeeting, ...] = ()
    """As if they stood in the calendar."""
    called: tuple[KnownMeeting, ...] = ()
    """As if they were called now, with the notice their bodies ask for."""
    by_chairs_action: tuple[BodyId, ...] = ()
    """As if the chair of each acted as soon as the body may decide."""


class LegKind(StrEnum):
    """What the whole waits for."""

    BODY = "body"
    """A body to give what it was asked."""
    CONDITION = "condition"
    """An approval's condition to be met."""
    NEW_TEXT = "new-text"
    """A text that is to meet a condition and is not issued yet: to be approved anew and open to objection."""
    WINDOW = "window"
    """A body told of an amendment to have had its time to object."""


class Leg(Value):
    """One thing the whole waits for: when it came about, or when at the earliest it can."""

    kind: LegKind = LegKind.BODY
    body: BodyId
    stage: Slug
    required: bool
    is_done: bool = False
    is_critical: bool = False
    """Whether the finish hangs on it."""
    earliest: Instant | None = None
    """None where no date is known."""
    meeting: MeetingId | None = None
    because: str
    """In words, for the table and the picture."""


class Otherwise(Value):
    """What the finish would be by another way that the rules of those it hangs on allow."""

    by_chairs_action: tuple[BodyId, ...]
    finish: Instant
    critical: tuple[BodyId, ...]
    words: str


class ForeseenLate(Value):
    """Said of a promise when it is made: the matter it waits for cannot be finished by its last day."""

    finish: Instant | None
    """The earliest lawful finish as it was foreseen then; None where none could be."""
    hangs_on: tuple[BodyId, ...] = ()


class Forecast(Value):
    matter: MatterId
    asked: Instant
    finish: Instant | None
    """The earliest lawful finish; None while something required has no date at all."""
    publishable: date | None = None
    """The first day from then on which nothing bars publishing."""
    critical: tuple[BodyId, ...]
    """Whom the finish hangs on: the last of all, or those without any date."""
    legs: tuple[Leg, ...]
    words: str = ""
    assumed: tuple[str, ...] = ()
    """What was taken for granted where a day is for people to choose."""
    otherwise: tuple[Otherwise, ...] = ()
