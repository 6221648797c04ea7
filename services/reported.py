"""When something happened that is reported later, as people say it: a day, or a day and an hour."""

from datetime import date, datetime, time

from models.values import LONDON, Instant
from rules.calendar import at_london, london_day

NOON = time(12, 0)


def reported_at(given: date, now: Instant) -> Instant:
    """By London's clocks unless it says its own zone. A day alone is taken at noon, and today before noon
    at this moment: nothing that is reported lies in the future.
    """
    if isinstance(given, datetime):
        return given if given.tzinfo else given.replace(tzinfo=LONDON)
    noon = at_london(given, NOON)
    return now if now < noon and given == london_day(now) else noon
