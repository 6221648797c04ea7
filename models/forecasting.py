"""When a matter can be finished at the earliest, and what that hangs on."""

from models.programme import KnownMeeting
from models.values import BodyId, Instant, MatterId, MeetingId, Slug, Value


class Supposed(Value):
    """A calendar as it might be: these meetings lost, and these others held."""

    lost: tuple[MeetingId, ...] = ()
    added: tuple[KnownMeeting, ...] = ()


class Leg(Value):
    """One body's way: when it gave what it was asked, or when at the earliest it can."""

    body: BodyId
    stage: Slug
    required: bool
    is_done: bool = False
    earliest: Instant | None = None
    """None where no date is known."""
    meeting: MeetingId | None = None
    because: str
    """In words, for the table and the picture."""


class Forecast(Value):
    matter: MatterId
    asked: Instant
    finish: Instant | None
    """The earliest lawful finish; None while some required body has no date at all."""
    critical: tuple[BodyId, ...]
    """Whom the finish hangs on: the last of each stage, or those without any date."""
    legs: tuple[Leg, ...]
    words: str = ""
