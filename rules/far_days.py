"""Days too far off to be meant, such as the end of the calendar for "until further notice"."""

from datetime import date

from models.acts import Refused
from rules.calendar import add_months, in_words
from rules.known import Known
from rules.refusals import refused_having

FURTHEST_MONTHS = 1200
"""A hundred years ahead at most."""


def refuses_too_far(known: Known, what: str, *days: date | None) -> Refused | None:
    """`what` begins the sentence, such as "The last day"."""
    furthest = add_months(known.today, FURTHEST_MONTHS)
    far = next((day for day in days if day is not None and day > furthest), None)
    return refused_having("day-too-far", f"{what}, {in_words(far)},") if far else None
