"""When reminders and escalations come, and when they do not."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates import Escalation, WorkingCalendar
from models.values import LONDON
from rules.calendar import at_london, end_of, is_working_day, london_day, next_letter_time
from rules.reminders import escalation_instants, next_reminder, reminder_days

EASTER = WorkingCalendar(holidays=frozenset({date(2020, 4, 10), date(2020, 4, 13)}))

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2020, 12, 31))
CALENDARS = st.builds(WorkingCalendar, holidays=st.frozensets(DAYS, max_size=20))
OPENED = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis wants bare bounds and adds the zone
    max_value=datetime(2020, 11, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
LENGTHS = st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=60))


def nine_on(month: int, day: int) -> datetime:
    return at_london(date(2020, month, day), time(9))


def at(month: int, day: int, hour: int) -> datetime:
    return at_london(date(2020, month, day), time(hour))


@pytest.mark.parametrize(
    ("opened", "deadline", "expected"),
    [
        pytest.param(
            at(4, 2, 10),
            end_of(date(2020, 4, 20)),
            (nine_on(4, 9), nine_on(4, 16), nine_on(4, 17)),
            id="A30 ten working days over Easter: the fifth, and the two before the last day",
        ),
        pytest.param(
            at(4, 2, 10),
            at(4, 17, 17),
            (nine_on(4, 9), nine_on(4, 15), nine_on(4, 16)),
            id="A33 closing at five in the afternoon",
        ),
        pytest.param(
            at(2, 3, 10),
            at(2, 6, 17),
            (nine_on(2, 4), nine_on(2, 5)),
            id="half time is two working days before: one letter, not two",
        ),
        pytest.param(at(2, 5, 14), at(2, 6, 17), (nine_on(2, 6),), id="asked yesterday: once, on the day"),
        pytest.param(
            at(2, 5, 8),
            at(2, 6, 17),
            (nine_on(2, 6),),
            id="asked at eight: no reminder of it at nine the same day",
        ),
        pytest.param(at(2, 7, 14), at(2, 10, 17), (nine_on(2, 10),), id="asked on Friday for Monday"),
        pytest.param(at(2, 6, 10), at(2, 6, 17), (), id="asked for the same day: no reminder"),
        pytest.param(at(2, 5, 14), nine_on(2, 6), (), id="nothing at the deadline itself"),
        pytest.param(at(2, 8, 10), at(2, 9, 10), (), id="nothing within a weekend"),
        pytest.param(at(2, 6, 10), at(2, 5, 10), (), id="nothing when the deadline is past"),
        pytest.param(
            at(3, 26, 10),
            end_of(date(2020, 4, 1)),
            (nine_on(3, 30), nine_on(3, 31)),
            id="nine stays nine when the clocks go forward",
        ),
    ],
)
def test_reminders_come_at_half_time_and_on_the_two_working_days_before(
    opened: datetime,
    deadline: datetime,
    expected: tuple[datetime, ...],
) -> None:
    assert reminder_days(opened, deadline, EASTER) == expected


@given(opened=OPENED, length=LENGTHS, calendar=CALENDARS)
def test_reminders_are_few_in_order_between_and_never_held_by_quiet_hours(
    opened: datetime,
    length: timedelta,
    calendar: WorkingCalendar,
) -> None:
    reminders = reminder_days(opened, opened + length, calendar)
    assert len(reminders) <= 3
    assert list(reminders) == sorted(set(reminders))
    for moment in reminders:
        assert opened < moment < opened + length
        assert london_day(moment) > london_day(opened)
        assert moment.astimezone(LONDON).time() == time(9)
        assert next_letter_time(moment, calendar) == moment


@given(opened=OPENED, days=st.integers(min_value=1, max_value=60), calendar=CALENDARS)
def test_nobody_with_a_working_day_left_goes_without_a_reminder(
    opened: datetime,
    days: int,
    calendar: WorkingCalendar,
) -> None:
    asked = london_day(opened)
    last = asked + timedelta(days=days)
    has_time = any(is_working_day(asked + timedelta(days=n), calendar) for n in range(1, days + 1))
    assert bool(reminder_days(opened, end_of(last), calendar)) is has_time


def test_each_reminder_knows_the_next_and_the_last_knows_there_is_none() -> None:
    reminders = reminder_days(at(4, 2, 10), end_of(date(2020, 4, 20)), EASTER)
    assert next_reminder(reminders, at(4, 2, 10)) == nine_on(4, 9)
    assert next_reminder(reminders, nine_on(4, 9)) == nine_on(4, 16)
    assert next_reminder(reminders, nine_on(4, 17)) is None


# --- escalation ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opened", "deadline", "expected"),
    [
        pytest.param(
            at(4, 2, 10),
            end_of(date(2020, 4, 20)),
            Escalation(secretariat=nine_on(4, 17), director=nine_on(4, 20)),
            id="A34 closing on Monday: the secretariat on Friday, the director on the day",
        ),
        pytest.param(
            at(4, 2, 10),
            at(4, 14, 17),
            Escalation(secretariat=nine_on(4, 9), director=nine_on(4, 14)),
            id="the working day before Easter Tuesday is Maundy Thursday",
        ),
        pytest.param(
            at(2, 3, 10),
            end_of(date(2020, 2, 8)),
            Escalation(secretariat=nine_on(2, 6), director=nine_on(2, 7)),
            id="closing on a Saturday is told by Friday",
        ),
        pytest.param(
            at(2, 3, 10),
            at(2, 7, 9),
            Escalation(secretariat=nine_on(2, 5), director=nine_on(2, 6)),
            id="closing at nine: telling at nine would be too late",
        ),
        pytest.param(
            at(2, 6, 14),
            at(2, 7, 17),
            Escalation(secretariat=nine_on(2, 7), director=nine_on(2, 7)),
            id="asked yesterday: both on the day, the secretariat is never left out",
        ),
        pytest.param(
            nine_on(2, 7), at(2, 7, 17), Escalation(), id="asked at nine that day: nothing is missing yet"
        ),
        pytest.param(at(2, 7, 10), at(2, 7, 17), Escalation(), id="asked for the same day: no time to tell"),
    ],
)
def test_the_secretariat_learns_a_working_day_before_and_the_director_on_the_day(
    opened: datetime,
    deadline: datetime,
    expected: Escalation,
) -> None:
    assert escalation_instants(opened, deadline, EASTER) == expected


@given(opened=OPENED, length=LENGTHS, calendar=CALENDARS)
def test_escalation_comes_within_the_window_and_never_to_the_director_first(
    opened: datetime,
    length: timedelta,
    calendar: WorkingCalendar,
) -> None:
    told = escalation_instants(opened, opened + length, calendar)
    assert (told.secretariat is None) is (told.director is None)
    if told.secretariat and told.director:
        assert opened < told.secretariat <= told.director < opened + length
        assert is_working_day(london_day(told.secretariat), calendar)
        assert is_working_day(london_day(told.director), calendar)
