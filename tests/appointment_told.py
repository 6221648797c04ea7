"""What the rules tell of one appointment of a register, and of one section of its record."""

from a_post import APPOINTMENT, INTERIM, OFFICE, Filling, after_a_round

from models.events import Recorded
from models.explaining import Stated
from models.post_listings import PostExplained
from rules.appointment_story import appointment_explained


def explained(filling: Filling, number: int = 1) -> PostExplained:
    told = told_of(filling, number)
    assert told is not None
    return told


def told_of(filling: Filling, number: int, lines: list[Recorded] | None = None) -> PostExplained | None:
    names = {person: f"the {person}" for person in (INTERIM, OFFICE)}
    known = filling.register
    return appointment_explained(
        known.definition, filling.definition, number, known.lines if lines is None else lines, names
    )


def section(told: PostExplained, title: str) -> tuple[Stated, ...]:
    return next((each.said for each in told.record if each.title == title), ())


def said(told: PostExplained, title: str) -> list[str]:
    return [each.words for each in section(told, title)]


def proposed(**terms: object) -> Filling:
    filling = after_a_round()
    filling.propose(APPOINTMENT, **terms)
    return filling
