"""Working days, clear days, deadlines and the hours in which letters may go (G15, G17)."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta

from models.dates import MONTHS, ONE_DAY, WEEKDAYS, Deadline, WorkingCalendar, clock_in_words
from models.programme import DayCount, DaysBefore
from models.values import LONDON, Instant

LETTERS_FROM = time(7, 30)
LETTERS_UNTIL = time(19, 0)

_SATURDAY = 5
_SAID_SINGLY = 4
"""Up to so many days left out are named one by one; beyond that, weekends are just weekends."""
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

# --- working days -------------------------------------------------------------------------


def is_working_day(day: date, calendar: WorkingCalendar) -> bool:
    return not _is_weekend(day) and day not in calendar.holidays


def add_working_days(day: date, n: int, calendar: WorkingCalendar) -> date:
    """The n-th working day after the day, which itself is not counted."""
    return _step(day, n, ONE_DAY, calendar)


def working_days_before(day: date, n: int, calendar: WorkingCalendar) -> date:
    """The n-th working day before the day, which itself is not counted."""
    return _step(day, n, -ONE_DAY, calendar)


def last_working_day_by(day: date, calendar: WorkingCalendar) -> date:
    """The day itself, rolled back if nobody works on it."""
    return day if is_working_day(day, calendar) else working_days_before(day, 1, calendar)


def clear_working_days_between(first: date, last: date, calendar: WorkingCalendar) -> int:
    """Working days between the two, counting neither (G17)."""
    return sum(is_working_day(day, calendar) for day in _days_between(first, last))


def add_months(day: date, n: int) -> date:
    """The same day n calendar months on, or the last day of a shorter month; at most the calendar's last."""
    years, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if years > MAXYEAR:
        return date.max
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


# --- deadlines ----------------------------------------------------------------------------


def latest_day_before(meeting_day: date, before: DaysBefore, calendar: WorkingCalendar) -> Deadline:
    """The last working day on which papers or notice for a meeting may go out (G15, G17).

    Clear working days lie wholly between the two days. Calendar days are counted back from the
    meeting, and from a day on which nobody works back to one on which somebody does.
    """
    if before.counted is DayCount.CLEAR_WORKING_DAYS:
        day = working_days_before(meeting_day, before.days + 1, calendar)
        reason = f"{_count(before.days, 'clear working day')} before {in_words(meeting_day)}, not counting "
        reason += _joined(["either day", *_left_out(day, meeting_day, calendar)])
    else:
        counted_to = meeting_day - timedelta(days=before.days)
        day = last_working_day_by(counted_to, calendar)
        reason = f"{_count(before.days, 'day')} before {in_words(meeting_day)}"
        if day != counted_to:
            reason += f" is {in_words(counted_to)}, not a working day; the last one before it"
    return _deadline(day, reason)


def deadline_after(day: date, n: int, calendar: WorkingCalendar) -> Deadline:
    """The end of the n-th working day after the day, which itself is not counted."""
    last = add_working_days(day, n, calendar)
    reason = f"{_count(n, 'working day')} from {in_words(day)}, not counting "
    reason += _joined(["that day", *_left_out(day, last, calendar)])
    return _deadline(last, reason)


def _deadline(day: date, reason: str) -> Deadline:
    return Deadline(day=day, instant=end_of(day), words=f"{reason}: {in_words(day)}")


# --- instants in London -------------------------------------------------------------------


def at_london(day: date, at: time) -> Instant:
    """That time by London's clocks. A time that comes twice in October is its first coming; one
    that the clocks leap over in March is as long after midnight as it says.
    """
    return datetime.combine(day, at, LONDON).astimezone(UTC)


def end_of(day: date) -> Instant:
    """The first moment after the day, 00:00 London on the next.

    A deadline is this moment and not 23:59, so that the last minute belongs to the day, a gate that
    opens when the window closes opens on the next day, and "too late" is `moment >= end_of(day)`.
    The calendar's last day has no next: it ends with its own last moment.
    """
    if day == date.max:
        return at_london(day, time.max)
    return at_london(day + ONE_DAY, time(0, 0))


def last_minute_of(day: date) -> Instant:
    """23:59 London: how the end of a day is told to people, who read midnight either way."""
    return at_london(day, time(23, 59))


def london_day(moment: Instant) -> date:
    return moment.astimezone(LONDON).date()


def last_day_before(moment: Instant) -> date:
    """The London day that a deadline closes: midnight closes the day that has just ended."""
    return london_day(moment - timedelta.resolution)


def next_letter_time(moment: Instant, calendar: WorkingCalendar) -> Instant:
    """When a letter due at the moment may go: at once, or when quiet hours or days off are over."""
    local = moment.astimezone(LONDON)
    if is_working_day(local.date(), calendar):
        if local.time() < LETTERS_FROM:
            return at_london(local.date(), LETTERS_FROM)
        if local.time() < LETTERS_UNTIL:
            return moment.astimezone(UTC)
    return at_london(add_working_days(local.date(), 1, calendar), LETTERS_FROM)


# --- in words -----------------------------------------------------------------------------


def in_words(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def time_in_words(moment: Instant) -> str:
    local = moment.astimezone(LONDON)
    return f"{in_words(local.date())} at {clock_in_words(local.time())}"


def deadline_in_words(moment: Instant) -> str:
    """The last minute that is still in time, when a deadline is the end of a day."""
    is_end_of_day = moment.astimezone(LONDON).time() == time(0, 0)
    return time_in_words(last_minute_of(last_day_before(moment)) if is_end_of_day else moment)


def _count(n: int, thing: str) -> str:
    number = _NUMBERS[n] if n < len(_NUMBERS) else str(n)
    return f"{number} {thing}{'' if n == 1 else 's'}"


def _left_out(first: date, last: date, calendar: WorkingCalendar) -> list[str]:
    """The days between that are not counted, the month said with the last of its days."""
    days = [day for day in _days_between(first, last) if not is_working_day(day, calendar)]
    weekends: list[str] = []
    if len(days) > _SAID_SINGLY:
        weekends, days = ["weekends"], [day for day in days if not _is_weekend(day)]
    last_of_months = {(day.year, day.month): day for day in days}.values()
    return weekends + [_briefly(day, with_month=day in last_of_months) for day in days]


def _briefly(day: date, *, with_month: bool) -> str:
    words = f"{WEEKDAYS[day.weekday()]} {day.day}"
    return f"{words} {MONTHS[day.month - 1]}" if with_month else words


def _joined(words: list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


# --- steps --------------------------------------------------------------------------------


def _is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


def _days_between(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range(1, (last - first).days))


def _step(day: date, n: int, step: timedelta, calendar: WorkingCalendar) -> date:
    for _ in range(n):
        day += step
        while not is_working_day(day, calendar):
            day += step
    return day
