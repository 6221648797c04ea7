"""Working days, clear days, papers and notice, held against the worked values of the scenarios."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.dates import WorkingCalendar
from models.programme import DayCount, DaysBefore
from rules.calendar import (
    add_months,
    add_working_days,
    clear_working_days_between,
    deadline_after,
    end_of,
    is_working_day,
    last_working_day_by,
    latest_day_before,
    working_days_before,
)

ENGLAND = WorkingCalendar(
    holidays=frozenset(
        {
            date(2019, 8, 26),
            date(2019, 12, 25),
            date(2019, 12, 26),
            date(2020, 1, 1),
            date(2020, 4, 10),
            date(2020, 4, 13),
            date(2020, 5, 8),
            date(2020, 5, 25),
            date(2020, 8, 31),
            date(2020, 12, 25),
            date(2020, 12, 28),
        },
    ),
)
COUNCIL = DaysBefore(days=5, counted=DayCount.CLEAR_WORKING_DAYS)
TRUST = DaysBefore(days=3, counted=DayCount.CLEAR_WORKING_DAYS)
CCG = DaysBefore(days=7, counted=DayCount.CALENDAR_DAYS)

DAYS = st.dates(min_value=date(2019, 1, 1), max_value=date(2021, 12, 31))
COUNTS = st.integers(min_value=0, max_value=60)
RULES = st.builds(DaysBefore, days=COUNTS, counted=st.sampled_from(DayCount))
CALENDARS = st.builds(WorkingCalendar, holidays=st.frozensets(DAYS, max_size=20))


def proclaimed(calendar: WorkingCalendar, day: date) -> WorkingCalendar:
    return WorkingCalendar(holidays=calendar.holidays | {day})


# --- working days -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2020, 4, 9), True, id="Maundy Thursday is worked"),
        pytest.param(date(2020, 4, 10), False, id="Good Friday is not"),
        pytest.param(date(2020, 4, 11), False, id="nor is a Saturday"),
        pytest.param(date(2020, 4, 13), False, id="nor Easter Monday"),
        pytest.param(date(2020, 5, 4), True, id="the May holiday of 2020 was moved away"),
        pytest.param(date(2020, 5, 8), False, id="to Friday 8 May"),
        pytest.param(date(2020, 2, 29), False, id="29 February 2020 was a Saturday"),
    ],
)
def test_a_working_day_is_a_weekday_that_is_no_holiday(day: date, works: bool) -> None:
    assert is_working_day(day, ENGLAND) is works


@pytest.mark.parametrize(
    ("day", "n", "last"),
    [
        pytest.param(date(2020, 4, 2), 10, date(2020, 4, 20), id="ten from Thursday 2 April, over Easter"),
        pytest.param(date(2020, 3, 12), 20, date(2020, 4, 9), id="the condition set on 12 March"),
        pytest.param(date(2020, 2, 28), 1, date(2020, 3, 2), id="over the weekend of a leap day"),
        pytest.param(date(2020, 2, 1), 1, date(2020, 2, 3), id="from a Saturday the first is Monday"),
        pytest.param(date(2019, 12, 24), 3, date(2019, 12, 31), id="over Christmas"),
        pytest.param(date(2020, 4, 10), 0, date(2020, 4, 10), id="none after a day is the day"),
    ],
)
def test_working_days_are_counted_from_the_next_day(day: date, n: int, last: date) -> None:
    assert add_working_days(day, n, ENGLAND) == last


@given(day=DAYS, n=st.integers(min_value=1, max_value=60), calendar=CALENDARS)
def test_adding_working_days_lands_on_a_working_day_with_n_counted(
    day: date,
    n: int,
    calendar: WorkingCalendar,
) -> None:
    last = add_working_days(day, n, calendar)
    assert is_working_day(last, calendar)
    assert clear_working_days_between(day, last, calendar) == n - 1


@given(day=DAYS, n=COUNTS, calendar=CALENDARS)
def test_going_back_undoes_going_on_from_a_working_day(day: date, n: int, calendar: WorkingCalendar) -> None:
    assume(is_working_day(day, calendar))
    assert working_days_before(add_working_days(day, n, calendar), n, calendar) == day


@given(day=DAYS, calendar=CALENDARS)
def test_rolling_back_stays_on_a_working_day_and_passes_over_none(
    day: date, calendar: WorkingCalendar
) -> None:
    rolled = last_working_day_by(day, calendar)
    assert rolled <= day
    assert is_working_day(rolled, calendar)
    assert clear_working_days_between(rolled, day + timedelta(days=1), calendar) == 0


@pytest.mark.parametrize(
    ("first", "last", "between"),
    [
        pytest.param(date(2020, 1, 30), date(2020, 2, 7), 5, id="five between two ends over a weekend"),
        pytest.param(date(2020, 4, 9), date(2020, 4, 14), 0, id="Easter holds none"),
        pytest.param(date(2020, 2, 4), date(2020, 2, 5), 0, id="none between neighbours"),
        pytest.param(date(2020, 2, 4), date(2020, 2, 4), 0, id="none between a day and itself"),
        pytest.param(date(2020, 2, 7), date(2020, 1, 30), 0, id="none between the wrong way round"),
    ],
)
def test_clear_days_count_neither_end(first: date, last: date, between: int) -> None:
    assert clear_working_days_between(first, last, ENGLAND) == between


@pytest.mark.parametrize(
    ("day", "n", "then"),
    [
        pytest.param(
            date(2020, 1, 31), 13, date(2021, 2, 28), id="a secondment of 13 months from 31 January 2020"
        ),
        pytest.param(date(2020, 1, 31), 1, date(2020, 2, 29), id="the last of February in a leap year"),
        pytest.param(date(2020, 2, 29), 12, date(2021, 2, 28), id="a year from 29 February"),
        pytest.param(date(2020, 2, 24), 6, date(2020, 8, 24), id="the interim's six months"),
        pytest.param(date(2020, 12, 15), 1, date(2021, 1, 15), id="over the year's end"),
        pytest.param(date(2020, 3, 31), -1, date(2020, 2, 29), id="backwards"),
        pytest.param(date(2020, 1, 31), 100_000, date.max, id="past the calendar's end, to its end"),
    ],
)
def test_months_are_calendar_months_cut_to_the_month_they_end_in(day: date, n: int, then: date) -> None:
    assert add_months(day, n) == then


@given(day=DAYS, n=st.integers(min_value=-120, max_value=120))
def test_adding_months_moves_by_exactly_so_many_months(day: date, n: int) -> None:
    then = add_months(day, n)
    assert (then.year - day.year) * 12 + then.month - day.month == n
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)


# --- papers and notice --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meeting", "rule", "out_by"),
    [
        pytest.param(date(2019, 12, 18), CCG, date(2019, 12, 11), id="A07 R1, seven days"),
        pytest.param(date(2020, 1, 15), COUNCIL, date(2020, 1, 7), id="A09 N4, council scrutiny"),
        pytest.param(date(2020, 1, 22), COUNCIL, date(2020, 1, 14), id="A10 R14, council"),
        pytest.param(date(2020, 1, 28), TRUST, date(2020, 1, 22), id="A11 R6's committee, trust"),
        pytest.param(date(2020, 1, 29), TRUST, date(2020, 1, 23), id="A12 R5, trust"),
        pytest.param(date(2020, 1, 30), CCG, date(2020, 1, 23), id="A13 R9 and R11, A14 R8, CCG"),
        pytest.param(date(2020, 2, 7), COUNCIL, date(2020, 1, 30), id="A19 R15, council"),
        pytest.param(date(2020, 2, 26), CCG, date(2020, 2, 19), id="A21 R12, CCG"),
        pytest.param(date(2020, 2, 27), CCG, date(2020, 2, 20), id="A22 R11, CCG"),
        pytest.param(date(2020, 3, 4), COUNCIL, date(2020, 2, 25), id="A24 R14, council"),
        pytest.param(date(2020, 3, 11), TRUST, date(2020, 3, 5), id="A26 R2 R3 R4 in common, trust"),
        pytest.param(date(2020, 3, 12), COUNCIL, date(2020, 3, 4), id="A27 R13, council"),
        pytest.param(date(2020, 3, 26), CCG, date(2020, 3, 19), id="A28 R10, CCG"),
        pytest.param(date(2020, 7, 30), CCG, date(2020, 7, 23), id="A37 R10, CCG"),
        pytest.param(date(2019, 12, 19), CCG, date(2019, 12, 12), id="R10's December meeting"),
        pytest.param(date(2020, 2, 10), CCG, date(2020, 2, 3), id="B10 notice of R8 and R12"),
        pytest.param(date(2020, 2, 11), CCG, date(2020, 2, 4), id="B10 notice of R9 and R11"),
        pytest.param(date(2020, 2, 12), CCG, date(2020, 2, 5), id="B10 notice of R10"),
        pytest.param(
            date(2020, 4, 16), COUNCIL, date(2020, 4, 6), id="Good Friday and Easter Monday do not count"
        ),
        pytest.param(date(2020, 4, 17), CCG, date(2020, 4, 9), id="rolled back from Good Friday"),
        pytest.param(
            date(2020, 2, 9), TRUST, date(2020, 2, 4), id="a meeting on a Sunday is not counted either"
        ),
        pytest.param(
            date(2020, 8, 24),
            DaysBefore(days=60, counted=DayCount.CALENDAR_DAYS),
            date(2020, 6, 25),
            id="B18 first notice of the interim's end",
        ),
        pytest.param(
            date(2020, 8, 24),
            DaysBefore(days=30, counted=DayCount.CALENDAR_DAYS),
            date(2020, 7, 24),
            id="B18 second notice, rolled back from Saturday 25 July",
        ),
    ],
)
def test_papers_are_out_by_the_day_the_rule_gives(meeting: date, rule: DaysBefore, out_by: date) -> None:
    deadline = latest_day_before(meeting, rule, ENGLAND)
    assert (deadline.day, deadline.instant) == (out_by, end_of(out_by))


@pytest.mark.parametrize(
    ("meeting", "rule", "words"),
    [
        (
            date(2020, 2, 7),
            COUNCIL,
            (
                "five clear working days before Friday 7 February 2020, not counting either day, "
                "Saturday 1 and Sunday 2 February: Thursday 30 January 2020"
            ),
        ),
        (
            date(2020, 3, 4),
            COUNCIL,
            (
                "five clear working days before Wednesday 4 March 2020, not counting either day, "
                "Saturday 29 February and Sunday 1 March: Tuesday 25 February 2020"
            ),
        ),
        (
            date(2020, 2, 7),
            TRUST,
            (
                "three clear working days before Friday 7 February 2020, not counting either day: "
                "Monday 3 February 2020"
            ),
        ),
        (
            date(2020, 2, 7),
            DaysBefore(days=1, counted=DayCount.CLEAR_WORKING_DAYS),
            (
                "one clear working day before Friday 7 February 2020, not counting either day: "
                "Wednesday 5 February 2020"
            ),
        ),
        (
            date(2020, 4, 16),
            COUNCIL,
            (
                "five clear working days before Thursday 16 April 2020, not counting either day, Friday 10, "
                "Saturday 11, Sunday 12 and Monday 13 April: Monday 6 April 2020"
            ),
        ),
        (
            date(2020, 3, 26),
            DaysBefore(days=28, counted=DayCount.CLEAR_WORKING_DAYS),
            (
                "28 clear working days before Thursday 26 March 2020, not counting either day and weekends: "
                "Friday 14 February 2020"
            ),
        ),
        (date(2020, 1, 30), CCG, "seven days before Thursday 30 January 2020: Thursday 23 January 2020"),
        (
            date(2020, 4, 17),
            CCG,
            (
                "seven days before Friday 17 April 2020 is Friday 10 April 2020, not a working day; "
                "the last one before it: Thursday 9 April 2020"
            ),
        ),
    ],
)
def test_a_papers_deadline_explains_itself(meeting: date, rule: DaysBefore, words: str) -> None:
    assert latest_day_before(meeting, rule, ENGLAND).words == words


def test_a_window_explains_its_last_day() -> None:
    assert deadline_after(date(2020, 4, 2), 10, ENGLAND).words == (
        "ten working days from Thursday 2 April 2020, not counting that day, weekends, "
        "Friday 10 and Monday 13 April: Monday 20 April 2020"
    )


@given(meeting=DAYS, days=COUNTS, calendar=CALENDARS)
def test_clear_days_are_met_on_the_deadline_and_broken_one_working_day_later(
    meeting: date,
    days: int,
    calendar: WorkingCalendar,
) -> None:
    rule = DaysBefore(days=days, counted=DayCount.CLEAR_WORKING_DAYS)
    out_by = latest_day_before(meeting, rule, calendar).day
    assert clear_working_days_between(out_by, meeting, calendar) == days
    too_late = add_working_days(out_by, 1, calendar)
    assert too_late >= meeting or clear_working_days_between(too_late, meeting, calendar) < days


@given(meeting=DAYS, rule=RULES, calendar=CALENDARS)
def test_papers_fall_due_on_a_working_day_with_the_days_of_the_rule_left(
    meeting: date,
    rule: DaysBefore,
    calendar: WorkingCalendar,
) -> None:
    out_by = latest_day_before(meeting, rule, calendar).day
    assert is_working_day(out_by, calendar)
    assert (meeting - out_by).days >= rule.days


@given(meeting=DAYS, rule=RULES, calendar=CALENDARS, holiday=DAYS)
def test_a_newly_proclaimed_holiday_never_moves_papers_later(
    meeting: date,
    rule: DaysBefore,
    calendar: WorkingCalendar,
    holiday: date,
) -> None:
    before = latest_day_before(meeting, rule, calendar).day
    after = latest_day_before(meeting, rule, proclaimed(calendar, holiday)).day
    assert after <= before


@given(day=DAYS, n=COUNTS, calendar=CALENDARS, holiday=DAYS)
def test_a_newly_proclaimed_holiday_never_shortens_a_window(
    day: date,
    n: int,
    calendar: WorkingCalendar,
    holiday: date,
) -> None:
    before = deadline_after(day, n, calendar)
    after = deadline_after(day, n, proclaimed(calendar, holiday))
    assert after.day >= before.day
    assert (after == before) or day < holiday <= before.day
