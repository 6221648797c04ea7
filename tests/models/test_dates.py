"""Vague dates: read from the words of the source documents, ordered, and able to be late."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.dates import NoDay, When, WorkingCalendar, read_when
from models.values import Text, content_hash

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
THE_BRIEF = date(2020, 2, 13)


def typed(when: When) -> str:
    return when.words.words if when.words else ""


@pytest.mark.parametrize(
    ("words", "said_on", "earliest", "latest"),
    [
        ("30 January 2020", THE_BRIEF, date(2020, 1, 30), date(2020, 1, 30)),
        ("Thursday 30 January 2020", THE_BRIEF, date(2020, 1, 30), date(2020, 1, 30)),
        ("on Thursday, 30th january 2020.", THE_BRIEF, date(2020, 1, 30), date(2020, 1, 30)),
        ("29 February 2020", THE_BRIEF, date(2020, 2, 29), date(2020, 2, 29)),
        ("10 March", THE_BRIEF, date(2020, 3, 10), date(2020, 3, 10)),
        ("30 January", THE_BRIEF, date(2021, 1, 30), date(2021, 1, 30)),
        ("13 February", THE_BRIEF, THE_BRIEF, THE_BRIEF),
        ("January 2020", THE_BRIEF, date(2020, 1, 1), date(2020, 1, 31)),
        ("in January", date(2019, 12, 18), date(2020, 1, 1), date(2020, 1, 31)),
        ("in January", date(2020, 1, 15), date(2020, 1, 1), date(2020, 1, 31)),
        ("in January", date(2020, 1, 31), date(2020, 1, 1), date(2020, 1, 31)),
        ("in January", date(2020, 2, 1), date(2021, 1, 1), date(2021, 1, 31)),
        ("December 2019", THE_BRIEF, date(2019, 12, 1), date(2019, 12, 31)),
        ("early in 2020", date(2020, 1, 15), date(2020, 1, 1), date(2020, 3, 31)),
        ("Early in 2020", date(2020, 1, 15), date(2020, 1, 1), date(2020, 3, 31)),
        ("early March 2020", THE_BRIEF, date(2020, 3, 1), date(2020, 3, 10)),
        ("at the end of 2020", THE_BRIEF, date(2020, 10, 1), date(2020, 12, 31)),
        ("towards the end of February 2020", THE_BRIEF, date(2020, 2, 20), date(2020, 2, 29)),
        ("towards the end of February", THE_BRIEF, date(2020, 2, 20), date(2020, 2, 29)),
        ("towards the end of February 2021", THE_BRIEF, date(2021, 2, 20), date(2021, 2, 28)),
        ("end of September", date(2019, 7, 8), date(2019, 9, 20), date(2019, 9, 30)),
        ("at the end of September 2019", THE_BRIEF, date(2019, 9, 20), date(2019, 9, 30)),
        ("in the new year", date(2019, 12, 18), date(2020, 1, 1), date(2020, 3, 31)),
        ("in the New Year", date(2020, 1, 15), date(2020, 1, 1), date(2020, 3, 31)),
        ("in the new year", date(2020, 3, 31), date(2020, 1, 1), date(2020, 3, 31)),
        ("in the new year", date(2020, 4, 1), date(2021, 1, 1), date(2021, 3, 31)),
        ("2016", THE_BRIEF, date(2016, 1, 1), date(2016, 12, 31)),
        ("during 2020", THE_BRIEF, date(2020, 1, 1), date(2020, 12, 31)),
        ("after 30 January 2020", THE_BRIEF, date(2020, 1, 31), None),
        ("after January 2020", THE_BRIEF, date(2020, 2, 1), None),
        ("before 5 March 2020", THE_BRIEF, None, date(2020, 3, 4)),
        ("before March 2020", THE_BRIEF, None, date(2020, 2, 29)),
        ("by 9 April 2020", THE_BRIEF, None, date(2020, 4, 9)),
        ("by the end of February 2020", THE_BRIEF, None, date(2020, 2, 29)),
        ("shortly", date(2020, 3, 11), date(2020, 3, 11), None),
        ("in the near future", THE_BRIEF, THE_BRIEF, None),
        ("in the coming months", THE_BRIEF, THE_BRIEF, None),
    ],
)
def test_a_phrase_is_read_as_its_window(
    words: str,
    said_on: date,
    earliest: date | None,
    latest: date | None,
) -> None:
    read = read_when(words, said_on)
    assert (read.earliest, read.latest, read.is_standing) == (earliest, latest, False)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("when the interim is in post", id="an event is not a date"),
        pytest.param("in my next brief", id="nor is the next of something"),
        pytest.param("30 February 2020", id="no such day"),
        pytest.param("0 March 2020", id="no such day either"),
        pytest.param("29 February 2021", id="not a leap year"),
        pytest.param("Friday 30 January 2020", id="it was a Thursday, so one of the two is wrong"),
        pytest.param("after the election", id="after what has no date"),
        pytest.param("31 December 9999", id="a year nobody means"),
        pytest.param("", id="nothing said"),
    ],
)
def test_what_cannot_be_read_is_kept_and_undated(words: str) -> None:
    read = read_when(words, THE_BRIEF)
    assert (typed(read), read.earliest, read.latest, read.is_standing) == (words, None, None, False)


@pytest.mark.parametrize("words", ["on request", "On request.", "available on request"])
def test_on_request_stands_for_ever_and_is_never_late(words: str) -> None:
    promised = read_when(words, THE_BRIEF)
    assert promised.is_standing
    assert not promised.is_late_on(date.max)


FRAGMENTS = st.sampled_from(
    [
        "after",
        "before",
        "by",
        "in",
        "early",
        "the end of",
        "30",
        "31",
        "February",
        "2020",
        "Monday",
        "the new year",
    ],
)


@given(words=st.text() | st.lists(FRAGMENTS).map(" ".join), said_on=DAYS)
def test_reading_never_fails_and_keeps_the_words_as_said(words: str, said_on: date) -> None:
    assert typed(read_when(words, said_on)) == words


@given(day=DAYS, said_on=DAYS)
def test_an_exact_day_is_read_back_from_its_own_words(day: date, said_on: date) -> None:
    read = read_when(When.on(day).in_words(None), said_on)
    assert (read.earliest, read.latest) == (day, day)


@given(month=st.sampled_from(["January", "February", "June", "December"]), said_on=DAYS)
def test_a_month_without_its_year_is_never_over_when_it_is_said(month: str, said_on: date) -> None:
    read = read_when(f"in {month}", said_on)
    assert read.latest is not None
    assert 0 <= (read.latest - said_on).days < 366


# --- said again ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "words", "said"),
    [
        pytest.param(When.unknown("shortly"), "shortly", "shortly", id="as it was typed"),
        pytest.param(When.on(date(2020, 3, 31)), None, "31 March 2020", id="a day a rule set says itself"),
        pytest.param(When.without_a_day(NoDay.UNKNOWN), None, "unknown", id="a rule finds no day"),
        pytest.param(
            read_when("31 March 2020", THE_BRIEF), None, "31 March 2020", id="words erased, the day left"
        ),
        pytest.param(When.unknown("when she is back"), None, "(erased)", id="words erased and nothing left"),
    ],
)
def test_a_date_is_told_in_its_own_words(when: When, words: str | None, said: str) -> None:
    assert when.in_words(words) == said


def test_the_words_of_a_date_are_kept_as_a_digest() -> None:
    assert "new year" not in read_when("early in the new year", THE_BRIEF).model_dump_json()


def test_a_date_of_an_older_record_keeps_its_plain_words() -> None:
    assert typed(When.model_validate({"words": "shortly", "earliest": "2020-03-11"})) == "shortly"


@pytest.mark.parametrize(("earliest", "latest"), [(None, None), (date(2020, 1, 1), date(2020, 1, 31))])
def test_what_is_not_one_day_must_say_something(earliest: date | None, latest: date | None) -> None:
    with pytest.raises(ValidationError, match="needs words"):
        When(earliest=earliest, latest=latest)


# --- late, vague, in order ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "day", "is_late"),
    [
        pytest.param("in January", date(2020, 1, 31), False, id="the last day of the month is in time"),
        pytest.param("in January", date(2020, 2, 1), True, id="overdue from Saturday 1 February"),
        pytest.param("9 April 2020", date(2020, 4, 9), False, id="on the due date is in time"),
        pytest.param("9 April 2020", date(2020, 4, 10), True, id="the day after is late, holiday or not"),
        pytest.param("before 5 March 2020", date(2020, 3, 5), True, id="before a day is not on it"),
        pytest.param("after 30 January 2020", date(2030, 1, 1), False, id="open-ended is never late"),
        pytest.param("shortly", date(2030, 1, 1), False, id="shortly has no day to be late on"),
    ],
)
def test_late_is_after_the_last_day_that_the_words_allow(words: str, day: date, is_late: bool) -> None:
    assert read_when(words, date(2020, 1, 15)).is_late_on(day) is is_late


def test_vague_dates_take_their_place_among_exact_ones() -> None:
    in_order = [
        "2016",
        "30 January 2020",
        "31 January 2020",
        "January 2020",
        "after 30 January 2020",
        "in the near future",
        "towards the end of February 2020",
        "before 5 March 2020",
        "early in 2020",
        "in my next brief",
        "on request",
    ]
    read = [read_when(words, THE_BRIEF) for words in reversed(in_order)]
    assert [typed(when) for when in sorted(read, key=lambda when: when.order)] == in_order


@given(first=DAYS, second=DAYS)
def test_exact_days_sort_as_days_do(first: date, second: date) -> None:
    assert (When.on(first).order < When.on(second).order) is (first < second)


def test_a_window_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="cannot end before it begins"):
        When.within("backwards", date(2020, 2, 1), date(2020, 1, 1))


def test_what_stands_for_ever_has_no_dates() -> None:
    with pytest.raises(ValidationError, match="has no dates"):
        When(words=Text.of("on request"), latest=date(2020, 1, 1), is_standing=True)


# --- values -------------------------------------------------------------------------------


@given(days=st.lists(DAYS, unique=True))
def test_equal_calendars_have_equal_hashes_however_they_were_written(days: list[date]) -> None:
    calendar = WorkingCalendar.model_validate({"holidays": days})
    assert content_hash(calendar) == content_hash(WorkingCalendar(holidays=frozenset(reversed(days))))
    assert WorkingCalendar.model_validate_json(calendar.model_dump_json()) == calendar
