"""Ends of days, quiet hours and moments in words, by the clocks of London both ways of the year."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates import WorkingCalendar
from models.values import LONDON
from rules.calendar import (
    at_london,
    deadline_in_words,
    end_of,
    in_words,
    is_working_day,
    last_day_before,
    last_minute_of,
    london_day,
    next_letter_time,
    time_in_words,
)

EASTER = WorkingCalendar(holidays=frozenset({date(2020, 4, 10), date(2020, 4, 13)}))

DAYS = st.dates(min_value=date(2019, 1, 1), max_value=date(2021, 12, 31))
CALENDARS = st.builds(WorkingCalendar, holidays=st.frozensets(DAYS, max_size=20))
MOMENTS = st.datetimes(
    min_value=datetime(2019, 1, 1),  # noqa: DTZ001 - hypothesis wants bare bounds and adds the zone
    max_value=datetime(2021, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def utc(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


# --- instants in London -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        pytest.param(
            date(2020, 1, 31), utc(date(2020, 2, 1), 0), id="A16 in winter, overdue from 1 February"
        ),
        pytest.param(
            date(2020, 4, 20), utc(date(2020, 4, 20), 23), id="A35 in summer, the gate at 00:00 on 21 April"
        ),
        pytest.param(date(2020, 3, 28), utc(date(2020, 3, 29), 0), id="the eve of the clocks going forward"),
        pytest.param(date(2020, 3, 29), utc(date(2020, 3, 29), 23), id="a day of 23 hours"),
        pytest.param(date(2020, 10, 24), utc(date(2020, 10, 24), 23), id="the eve of the clocks going back"),
        pytest.param(date(2020, 10, 25), utc(date(2020, 10, 26), 0), id="a day of 25 hours"),
    ],
)
def test_a_day_ends_at_midnight_in_london(day: date, ends: datetime) -> None:
    assert end_of(day) == ends
    assert end_of(day).tzinfo is UTC


@pytest.mark.parametrize(
    ("day", "at", "instant"),
    [
        pytest.param(
            date(2020, 4, 17), time(17), utc(date(2020, 4, 17), 16), id="A33 closes at 5pm in summer"
        ),
        pytest.param(date(2020, 1, 30), time(15, 50), utc(date(2020, 1, 30), 15, 50), id="A13 in winter"),
        pytest.param(
            date(2020, 3, 29), time(1, 30), utc(date(2020, 3, 29), 1, 30), id="a time the clocks leap over"
        ),
        pytest.param(date(2020, 10, 25), time(1, 30), utc(date(2020, 10, 25), 0, 30), id="the first of two"),
    ],
)
def test_times_are_read_by_the_clocks_of_london(day: date, at: time, instant: datetime) -> None:
    assert at_london(day, at) == instant


@given(day=DAYS)
def test_the_last_minute_belongs_to_the_day_and_its_end_to_the_next(day: date) -> None:
    assert end_of(day) - last_minute_of(day) == timedelta(minutes=1)
    assert london_day(last_minute_of(day)) == day
    assert london_day(end_of(day)) == day + timedelta(days=1)
    assert last_day_before(end_of(day)) == day
    assert last_day_before(last_minute_of(day)) == day


# --- quiet hours --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "goes"),
    [
        pytest.param((date(2020, 2, 1), 0, 0), (date(2020, 2, 3), 7, 30), id="A16 due Saturday, goes Monday"),
        pytest.param(
            (date(2020, 2, 3), 7, 29),
            (date(2020, 2, 3), 7, 30),
            id="early on a working day waits for morning",
        ),
        pytest.param((date(2020, 2, 3), 7, 30), (date(2020, 2, 3), 7, 30), id="at half past seven it goes"),
        pytest.param(
            (date(2020, 2, 3), 18, 59), (date(2020, 2, 3), 18, 59), id="a minute before quiet it goes"
        ),
        pytest.param(
            (date(2020, 2, 3), 19, 0), (date(2020, 2, 4), 7, 30), id="at seven in the evening it waits"
        ),
        pytest.param((date(2020, 4, 9), 20, 0), (date(2020, 4, 14), 7, 30), id="over Easter"),
        pytest.param(
            (date(2020, 3, 27), 19, 0), (date(2020, 3, 30), 7, 30), id="over the clocks going forward"
        ),
        pytest.param(
            (date(2020, 10, 23), 23, 0), (date(2020, 10, 26), 7, 30), id="over the clocks going back"
        ),
    ],
)
def test_letters_keep_quiet_hours_and_days_off(
    due: tuple[date, int, int], goes: tuple[date, int, int]
) -> None:
    day, hour, minute = due
    expected_day, expected_hour, expected_minute = goes
    moment = at_london(day, time(hour, minute))
    expected = at_london(expected_day, time(expected_hour, expected_minute))
    assert next_letter_time(moment, EASTER) == expected


@given(moment=MOMENTS, calendar=CALENDARS)
def test_a_letter_never_goes_early_never_in_quiet_hours_and_is_held_only_once(
    moment: datetime,
    calendar: WorkingCalendar,
) -> None:
    goes = next_letter_time(moment, calendar)
    local = goes.astimezone(LONDON)
    assert goes >= moment
    assert is_working_day(local.date(), calendar)
    assert time(7, 30) <= local.time() < time(19, 0)
    assert next_letter_time(goes, calendar) == goes


@given(moment=MOMENTS, later=st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=30)))
def test_letters_never_overtake_each_other(moment: datetime, later: timedelta) -> None:
    assert next_letter_time(moment, EASTER) <= next_letter_time(moment + later, EASTER)


# --- in words -----------------------------------------------------------------------------


def test_a_day_is_said_with_its_weekday() -> None:
    assert in_words(date(2020, 2, 7)) == "Friday 7 February 2020"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (utc(date(2020, 2, 7), 17), "Friday 7 February 2020 at 5pm"),
        (utc(date(2020, 4, 17), 16), "Friday 17 April 2020 at 5pm"),
        (utc(date(2020, 2, 7), 9, 5), "Friday 7 February 2020 at 9:05am"),
        (utc(date(2020, 2, 7), 12), "Friday 7 February 2020 at midday"),
        (utc(date(2020, 2, 7), 12, 30), "Friday 7 February 2020 at 12:30pm"),
        (utc(date(2020, 2, 7), 0, 30), "Friday 7 February 2020 at 12:30am"),
        (utc(date(2020, 4, 20), 23), "Tuesday 21 April 2020 at midnight"),
    ],
)
def test_a_moment_is_said_in_london_time(moment: datetime, words: str) -> None:
    assert time_in_words(moment) == words


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        pytest.param(end_of(date(2020, 4, 20)), "Monday 20 April 2020 at 11:59pm", id="A34 the end of a day"),
        pytest.param(end_of(date(2020, 1, 31)), "Friday 31 January 2020 at 11:59pm", id="A16 in winter"),
        pytest.param(
            at_london(date(2020, 4, 17), time(17)), "Friday 17 April 2020 at 5pm", id="A33 a time of day"
        ),
    ],
)
def test_a_deadline_is_said_as_the_last_minute_in_time(deadline: datetime, words: str) -> None:
    assert deadline_in_words(deadline) == words
