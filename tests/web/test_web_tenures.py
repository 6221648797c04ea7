"""The picture of who held what: terms and vacancies in their days, within its frame, and said in words."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.appointment import AppointmentStage
from models.dependants import Waiting
from models.post_events import RoundOutcome, TenureKind
from models.recruitment import RoundProgress
from tests.web.post_states import INTERIM, POSTS, a_post, a_tenure
from web.pages import post_presenters, presenters
from web.pages.day_scale import TICKS_AT_MOST
from web.pages.tenure_picture import (
    BAR,
    LEFT,
    LONGEST,
    NAME,
    RIGHT,
    Holding,
    finding,
    held_lines,
    holdings,
    tenure_picture,
)

FIRST = date(2019, 10, 24)
"""The day on which the posts here were established."""
PERMANENT = TenureKind.PERMANENT


def test_between_two_terms_a_post_is_vacant_to_the_day_before_the_second() -> None:
    second = a_tenure(PERMANENT, date(2020, 10, 1), appointment=2, name="The next")
    assert holdings(a_post(INTERIM, second)) == (
        Holding(FIRST, date(2020, 2, 23)),
        Holding(date(2020, 2, 24), date(2020, 8, 24), TenureKind.INTERIM, INTERIM.name),
        Holding(date(2020, 8, 25), date(2020, 9, 30)),
        Holding(date(2020, 10, 1), None, PERMANENT, "The next"),
    )


def test_a_post_nobody_ever_held_is_vacant_since_it_was_established() -> None:
    assert holdings(a_post()) == (Holding(FIRST, None),)
    assert held_lines((a_post(),))[0].last == "Still vacant"


def test_a_post_that_was_not_established_is_not_vacant_and_not_drawn() -> None:
    unknown = a_post(established=None)
    assert holdings(unknown) == ()
    assert tenure_picture((unknown,)) is None


def test_what_follows_the_last_known_term_is_not_foretold() -> None:
    assert holdings(a_post(INTERIM))[-1].last == date(2020, 8, 24)


def test_after_its_last_term_a_post_is_vacant_from_the_next_day_on() -> None:
    later = a_post(INTERIM, at=datetime(2020, 8, 25, 9, tzinfo=UTC))
    assert holdings(later)[-1] == Holding(date(2020, 8, 25), None)


def test_while_a_post_is_handed_over_two_are_drawn_one_below_the_other() -> None:
    drawn = tenure_picture(POSTS)
    assert drawn is not None
    on_loan, permanent = drawn.rows[1].bars
    assert on_loan.x + on_loan.width > permanent.x
    assert permanent.y >= on_loan.y + BAR
    assert permanent.letter == "P"


def test_each_bar_bears_its_number_in_the_table_and_who_it_is() -> None:
    """Two interims are told apart, also where a bar is too short for a word."""
    second = a_tenure(
        TenureKind.INTERIM, date(2020, 8, 25), date(2020, 8, 26), appointment=2, name="Another interim"
    )
    posts = (a_post(INTERIM, second), a_post(title="Director of Estates"))
    drawn = tenure_picture(posts)
    assert drawn is not None
    names = [bar.name for row in drawn.rows for bar in row.bars]
    assert names == ["1. Vacant", f"2. {INTERIM.name}", "3. Another interim", "4. Vacant"]
    assert [bar.letter for row in drawn.rows for bar in row.bars] == ["V", "I", "I", "V"]
    assert [line.number for line in held_lines(posts)] == ["1", "2", "3", "4"]


def test_a_month_is_named_with_its_whole_year_so_that_none_reads_as_a_day() -> None:
    drawn = tenure_picture(POSTS)
    assert drawn is not None
    assert [tick.words for tick in drawn.ticks] == ["Feb 2019", "Aug 2019", "Feb 2020", "Aug 2020"]


def test_the_line_of_today_crosses_bars_and_no_words() -> None:
    """It is drawn anew on each bar; above a bar is room for its name, and below the last for "today"."""
    drawn = tenure_picture(POSTS)
    assert drawn is not None
    bars = [bar for row in drawn.rows for bar in row.bars]
    tops = sorted(bar.y for bar in bars)
    assert all(below - above >= BAR + NAME for above, below in pairwise(tops))
    assert all(row.y <= row.bars[0].y - NAME for row in drawn.rows)
    assert drawn.height >= tops[-1] + BAR + NAME


def test_only_what_has_no_end_reaches_the_edge() -> None:
    drawn = tenure_picture(POSTS)
    assert drawn is not None
    at_the_edge = [bar.letter for row in drawn.rows for bar in row.bars if bar.x + bar.width == RIGHT]
    assert at_the_edge == ["P"]
    assert drawn.has_no_end


def test_a_vacancy_is_drawn_to_today_and_told_apart_without_its_colour() -> None:
    drawn = tenure_picture((a_post(),))
    assert drawn is not None
    ((vacancy,),) = (row.bars for row in drawn.rows)
    assert vacancy.x + vacancy.width == drawn.today
    assert vacancy.dash
    assert not drawn.has_no_end


def test_a_term_and_the_vacancy_before_it_meet() -> None:
    drawn = tenure_picture((a_post(INTERIM),))
    assert drawn is not None
    vacancy, term = drawn.rows[0].bars
    assert vacancy.x + vacancy.width == term.x


def test_a_long_title_is_shortened_above_its_row_and_whole_in_the_table() -> None:
    drawn = tenure_picture(POSTS)
    assert drawn is not None
    assert len(drawn.rows[0].title) <= LONGEST
    assert drawn.rows[0].title.endswith("…")
    assert held_lines(POSTS)[0].post == POSTS[0].title


def test_the_picture_of_one_post_needs_no_title() -> None:
    drawn = tenure_picture(POSTS[:1], is_titled=False)
    assert drawn is not None
    assert [row.title for row in drawn.rows] == [""]


def test_the_finding_counts_how_posts_are_held_and_leaves_out_what_is_not_established() -> None:
    assert finding(POSTS) == "3 posts: 1 held permanently, 1 held by an interim, 1 vacant today."


DAYS = st.integers(-500, 1500)


@given(
    st.lists(st.tuples(DAYS, st.none() | st.integers(0, 900), st.sampled_from(TenureKind)), max_size=6), DAYS
)
def test_nothing_leaves_the_frame_or_covers_another(
    terms: list[tuple[int, int | None, TenureKind]], today: int
) -> None:
    tenures = [
        a_tenure(
            kind,
            FIRST + timedelta(days=first),
            None if length is None else FIRST + timedelta(days=first + length),
            appointment=number,
        )
        for number, (first, length, kind) in enumerate(terms, start=1)
    ]
    at = datetime(2019, 10, 24, 12, tzinfo=UTC) + timedelta(days=max(today, 0))
    post = a_post(*tenures, at=at)
    drawn = tenure_picture((post, a_post(at=at)))
    assert drawn is not None
    bars = [bar for row in drawn.rows for bar in row.bars]
    assert all(bar.x >= LEFT and bar.x + bar.width <= RIGHT + 2 for bar in bars)
    assert all(bar.y + BAR < drawn.height for bar in bars)
    assert len(drawn.ticks) <= TICKS_AT_MOST + 1
    held = holdings(post)
    for place, (one, bar) in enumerate(zip(held, drawn.rows[0].bars, strict=True)):
        for other, beside in list(zip(held, drawn.rows[0].bars, strict=True))[place + 1 :]:
            meet = other.first <= (one.last or date.max) and one.first <= (other.last or date.max)
            assert not meet or bar.y != beside.y


# --- words --------------------------------------------------------------------------------


def test_everything_about_posts_has_its_words() -> None:
    assert set(post_presenters.HOLDS) == set(TenureKind)
    assert set(post_presenters.WAITS) == set(Waiting)
    assert set(post_presenters.PROGRESS) == set(RoundProgress)
    assert set(post_presenters.OUTCOMES) == set(RoundOutcome)
    assert set(post_presenters.APPOINTED) == set(AppointmentStage)


@pytest.mark.parametrize("kind", TenureKind)
def test_each_way_of_holding_a_post_has_a_letter_and_a_colour_of_its_own(kind: TenureKind) -> None:
    tag, letter = post_presenters.HOLDS[kind]
    others = [
        post_presenters.VACANT,
        *(post_presenters.HOLDS[each] for each in TenureKind if each is not kind),
    ]
    assert letter not in {each for _, each in others}
    assert tag.colour in presenters.INKS
    assert tag.colour not in {each.colour for each, _ in others}
