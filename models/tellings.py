"""Of what everyone concerned with a post is told: of each turn once, and only once it is so."""

from datetime import date
from enum import StrEnum

from models.values import Slug


class Turn(StrEnum):
    """What there is to tell of a round or of an appointment."""

    SOMEBODY_CHOSEN = "somebody-chosen"
    """Not who: nothing is announced before the outcome (G71)."""
    NOBODY_APPOINTED = "nobody-appointed"
    WITHDRAWN = "withdrawn"
    FELL_THROUGH = "fell-through"
    """Whoever was chosen declined the offer, or the checks failed."""
    CONFIRMED = "confirmed"
    """By every body; where the post needs a sign-off from outside, subject to that."""
    START_FIXED = "start-fixed"
    NOT_PURSUED = "not-pursued"
    """Of one that everyone had been told was confirmed."""
    STARTED = "started"
    EXTENDED = "extended"
    ENDS_EARLY = "ends-early"
    ENDED = "ended"


DATED = frozenset({Turn.EXTENDED, Turn.ENDS_EARLY, Turn.ENDED})
"""What may happen to one appointment more than once, each time to another day."""


def of_a_round(number: int, turn: Turn) -> Slug:
    return f"round-{number}-{turn}"


def of_an_appointment(number: int, turn: Turn, day: date | None = None) -> Slug:
    return f"appointment-{number}-{turn}-{day}" if turn in DATED else f"appointment-{number}-{turn}"


def is_of(subject: Slug, about: Slug) -> bool:
    """Whether it tells of that round or appointment; earlier releases told of all of one at once."""
    return subject == about or subject.startswith(f"{about}-")
