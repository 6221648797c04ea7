"""Days and quoted words, as letters say them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.wording import QUOTED_AT_MOST, day_words, deadline_words, moment_words, plain_words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        pytest.param(datetime(2020, 2, 7, 17, 0, tzinfo=UTC), "Friday 7 February 2020", id="in winter"),
        pytest.param(
            datetime(2020, 4, 20, 23, 30, tzinfo=UTC), "Tuesday 21 April 2020", id="in summer London is ahead"
        ),
        pytest.param(datetime(2020, 2, 29, 12, 0, tzinfo=UTC), "Saturday 29 February 2020", id="leap day"),
    ],
)
def test_a_day_is_the_day_in_london(moment: datetime, words: str) -> None:
    assert day_words(moment) == words


@pytest.mark.parametrize(
    ("moment", "hour"),
    [
        pytest.param(
            datetime(2020, 3, 29, 0, 59, tzinfo=UTC), "12:59am", id="the last minute of winter time"
        ),
        pytest.param(datetime(2020, 3, 29, 1, 0, tzinfo=UTC), "2am", id="the first of summer time"),
        pytest.param(datetime(2020, 10, 25, 1, 30, tzinfo=UTC), "1:30am", id="the hour that comes twice"),
    ],
)
def test_an_hour_is_the_hour_in_london(moment: datetime, hour: str) -> None:
    assert moment_words(moment).endswith(f" at {hour} London time")


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        pytest.param(
            datetime(2020, 4, 17, 16, 0, tzinfo=UTC),
            "5pm on Friday 17 April 2020 (London time)",
            id="an hour",
        ),
        pytest.param(
            datetime(2020, 1, 31, 23, 59, tzinfo=UTC),
            "11:59pm on Friday 31 January 2020 (London time)",
            id="23:59",
        ),
        pytest.param(
            datetime(2020, 2, 1, 0, 0, tzinfo=UTC),
            "the end of Friday 31 January 2020 (midnight, London time)",
            id="midnight closes the day before",
        ),
    ],
)
def test_a_deadline_in_words(deadline: datetime, words: str) -> None:
    assert deadline_words(deadline) == words


@pytest.mark.parametrize(
    ("typed", "quoted"),
    [
        pytest.param("I agree,\n\nbut why?", "I agree, but why?", id="one paragraph"),
        pytest.param("See v1.0, e.g. Part 1.2", "See v1.0, e.g. Part 1.2", id="numbers and e.g. stay"),
        pytest.param("5 < 6 and 7 > 3", "5 < 6 and 7 > 3", id="arithmetic stays"),
        pytest.param("go to https://evil.example/x now", "go to (link removed) now", id="a link"),
        pytest.param("[click](https://evil.example)", "click", id="a link in markdown"),
        pytest.param("evil.example has it", "evil. example has it", id="a bare domain is no link any more"),
        pytest.param("javascript:alert(1)", "(link removed)", id="a script as a link"),
        pytest.param("<b>bold</b> words", "bold words", id="markup"),
        pytest.param("<<b>script>x", "< script>x", id="markup made of markup"),
        pytest.param("a\u202eb\x00c", "a b c", id="characters that turn or end the text"),
        pytest.param("word " * 200, "word " * (QUOTED_AT_MOST // 5) + "…", id="shortened at a word"),
    ],
)
def test_what_people_typed_is_quoted_plainly(typed: str, quoted: str) -> None:
    assert plain_words(typed) == quoted


@given(
    st.lists(
        st.sampled_from(["<", ">", "a", "b>", "://", "x", ".", "[", "](", ")", " ", "mailto:", "www"])
    ).map("".join)
)
def test_nothing_left_in_a_quotation_is_a_link_or_markup(typed: str) -> None:
    quoted = plain_words(typed)
    assert "a://" not in quoted
    assert "<a>" not in quoted
    assert "a.aa" not in quoted
    assert plain_words(quoted) == quoted
    assert len(quoted) <= QUOTED_AT_MOST + 2
