"""Days, deadlines and the vague dates that people promise by."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Self

from pydantic import field_serializer, model_validator

from models.values import Instant, Text, Value

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

ONE_DAY = timedelta(days=1)
_MIDDAY = time(12, 0)


def clock_in_words(at: time) -> str:
    """A time of day as every letter and page says it: "1:30pm", "10am", "midday"."""
    if (at.hour, at.minute) in {(0, 0), (12, 0)}:
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.replace(tzinfo=None) < _MIDDAY else 'pm'}"


class WorkingCalendar(Value):
    """The days on which nobody is expected to work besides Saturdays and Sundays."""

    holidays: frozenset[date] = frozenset()

    @field_serializer("holidays")
    def _in_order(self, holidays: frozenset[date]) -> tuple[date, ...]:
        """A set has no order, and equal calendars must have equal hashes."""
        return tuple(sorted(holidays))


class Deadline(Value):
    """The last day on which something may be done, and why that day."""

    day: date
    instant: Instant
    """The first moment that is too late: midnight, London, after the day."""
    words: str


class Escalation(Value):
    """When those who do not owe the answer learn that it is missing; None when there is no time left."""

    secretariat: Instant | None = None
    director: Instant | None = None


class Days(Value):
    """What a date allows: one day, a window, a bound on one side, or no date at all."""

    earliest: date | None = None
    latest: date | None = None
    is_standing: bool = False
    """Holds for ever and falls due each time it is asked for ("on request"); never late."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError("a window cannot end before it begins")
        if self.is_standing and (self.earliest or self.latest):
            raise ValueError("what stands for ever has no dates")
        return self

    @property
    def is_exact(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest

    @property
    def order(self) -> tuple[int, int, int]:
        """A key to sort by: the day it falls due, or, open-ended, the day it may begin; among equals
        the surer first; then what has no date; then what stands for ever.
        """
        day = self.latest or self.earliest
        if day is None:
            return (2 if self.is_standing else 1, 0, 0)
        if self.earliest is None or self.latest is None:
            return (0, day.toordinal(), date.max.toordinal())
        return (0, day.toordinal(), (self.latest - self.earliest).days)

    def is_late_on(self, day: date) -> bool:
        """Late from the day after the last that the words allow; without such a day, never late."""
        return self.latest is not None and day > self.latest


class NoDay(StrEnum):
    """What a rule says where it finds no day; a person says it in words of their own."""

    UNKNOWN = "unknown"
    NEXT_MEETING = "at its next meeting"


class When(Days):
    """A date as it was said, by a person in words or by a rule as a day."""

    words: Text | None = None
    no_day: NoDay | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.words is None and self.no_day is None and not self.is_exact:
            raise ValueError("what is not one day needs words")
        return self

    @classmethod
    def on(cls, day: date) -> Self:
        return cls(earliest=day, latest=day)

    @classmethod
    def within(cls, words: str, earliest: date | None, latest: date | None) -> Self:
        """A window; a side that is None is open ("after 30 January 2020")."""
        return cls(words=Text.of(words), earliest=earliest, latest=latest)

    @classmethod
    def standing(cls, words: str) -> Self:
        return cls(words=Text.of(words), is_standing=True)

    @classmethod
    def unknown(cls, words: str, said_on: date | None = None) -> Self:
        """No date, though what is promised "shortly" cannot come before the day it was said."""
        return cls(words=Text.of(words), earliest=said_on)

    @classmethod
    def without_a_day(cls, no_day: NoDay, said_on: date | None = None) -> Self:
        return cls(no_day=no_day, earliest=said_on)

    def in_words(self, typed: str | None) -> str:
        """As it was typed; else the day, or why there is none. `typed` is None of words that were erased."""
        if self.words is not None and typed is not None:
            return typed
        if self.is_exact and self.latest:
            return f"{self.latest.day} {MONTHS[self.latest.month - 1]} {self.latest.year}"
        return self.no_day or "(erased)"


# --- reading the words --------------------------------------------------------------------

Window = tuple[date, date]

_MONTH = rf"(?P<month>{'|'.join(MONTHS).lower()})"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_PART = r"(?:(?P<early>early(?: in)?)|(?P<late>late(?: in)?|(?:(?:towards |at )?the )?end of))"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS).lower()})"

_STANDING = re.compile(r"(?:available )?(?:on|upon) request")
_COMING = re.compile(r"shortly|soon|in the (?:near future|(?:next |coming )(?:couple of |few )?months)")
_BOUND = re.compile(r"(?P<side>after|before|by) (?P<rest>.+)")
_LEADING = re.compile(r"^(?:on|in|during) ")
_A_DAY = re.compile(rf"(?:{_WEEKDAY},? )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?: {_YEAR})?")
_A_MONTH = re.compile(rf"(?:{_PART} )?{_MONTH}(?: {_YEAR})?")
_A_YEAR = re.compile(rf"(?:{_PART} )?{_YEAR}")
_THE_NEW_YEAR = re.compile(r"(?:early in )?the new year")


def read_when(words: str, said_on: date) -> When:
    """What the words say of a date. A month or day without its year is read forward from the day it
    was said, as a promise is. What cannot be read is kept, undated: a person must look.
    """
    plain = " ".join(words.lower().split()).strip(" .,")
    if _STANDING.fullmatch(plain):
        return When.standing(words)
    if _COMING.fullmatch(plain):
        return When.unknown(words, said_on)
    bound = _BOUND.fullmatch(plain)
    window = _window(bound["rest"] if bound else plain, said_on)
    if window is None:
        return When.unknown(words)
    earliest, latest = window
    bounds = {"after": (latest + ONE_DAY, None), "before": (None, earliest - ONE_DAY), "by": (None, latest)}
    return When.within(words, *(bounds[bound["side"]] if bound else window))


def _window(plain: str, said_on: date) -> Window | None:
    phrase = _LEADING.sub("", plain)
    for pattern, read in _READERS:
        if found := pattern.fullmatch(phrase):
            return read(found, said_on)
    return None


def _a_day(found: re.Match[str], said_on: date) -> Window | None:
    """A weekday that does not fit its date is not read: one of the two is wrong, and nobody knows which."""
    month, number = _month_number(found), int(found["day"])
    for year in _years(found, said_on):
        if not 1 <= number <= monthrange(year, month)[1]:
            continue
        day = date(year, month, number)
        if found["year"] or day >= said_on:
            named = found["weekday"]
            return (day, day) if named in (None, WEEKDAYS[day.weekday()].lower()) else None
    return None


def _a_month(found: re.Match[str], said_on: date) -> Window | None:
    """Early in a month is to the 10th; towards its end is from the 20th."""
    month = _month_number(found)
    for year in _years(found, said_on):
        last = monthrange(year, month)[1]
        first_day = date(year, month, 20 if found["late"] else 1)
        last_day = date(year, month, 10 if found["early"] else last)
        if found["year"] or last_day >= said_on:
            return first_day, last_day
    return None


def _a_year(found: re.Match[str], _: date) -> Window:
    """Early in a year is its first quarter; its end is the last."""
    year = int(found["year"])
    return (
        date(year, 10, 1) if found["late"] else date(year, 1, 1),
        date(year, 3, 31) if found["early"] else date(year, 12, 31),
    )


def _the_new_year(_: re.Match[str], said_on: date) -> Window:
    """The first quarter: the one we are in, or else the next."""
    year = said_on.year if said_on <= date(said_on.year, 3, 31) else said_on.year + 1
    return date(year, 1, 1), date(year, 3, 31)


def _month_number(found: re.Match[str]) -> int:
    return MONTHS.index(found["month"].capitalize()) + 1


def _years(found: re.Match[str], said_on: date) -> tuple[int, ...]:
    return (int(found["year"]),) if found["year"] else (said_on.year, said_on.year + 1)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Window | None]], ...] = (
    (_A_DAY, _a_day),
    (_A_MONTH, _a_month),
    (_A_YEAR, _a_year),
    (_THE_NEW_YEAR, _the_new_year),
)
