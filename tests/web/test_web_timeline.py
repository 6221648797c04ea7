"""The picture of a round's days: everything stands in its order, within its frame, and is said in words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.explaining import Earlier
from models.values import Standing
from web.pages import presenters
from web.pages.day_scale import TICKS_AT_MOST
from web.pages.timeline import BOTTOM, LEFT, RIGHT, ROW, TOP, Course, finding, timeline

FIRST = datetime(2019, 7, 8, 9, tzinfo=UTC)


def a_course(
    asked: int, decided: int | None, until: int | None = None, *, is_carried: bool = False
) -> Course:
    """Days after the first."""
    return Course(
        code="R1",
        asked=FIRST + timedelta(days=asked),
        decided=None if decided is None else FIRST + timedelta(days=decided),
        standing=Standing.APPROVED if decided is not None else Standing.WAITING,
        told=None if until is None else FIRST + timedelta(days=until - 10),
        may_object_until=None if until is None else FIRST + timedelta(days=until),
        is_carried=is_carried,
    )


def test_before_anybody_is_asked_there_is_nothing_to_draw() -> None:
    assert timeline((), FIRST) is None


def test_a_body_that_has_not_decided_waits_until_today() -> None:
    drawn = timeline((a_course(0, 100), a_course(10, None)), FIRST + timedelta(days=50))
    assert drawn is not None
    decided, waiting = drawn.tracks
    assert decided.mark is not None
    assert waiting.mark is None
    assert waiting.to == drawn.today < decided.to


def test_the_time_to_object_is_drawn_from_its_notice_to_its_end() -> None:
    drawn = timeline((a_course(0, 100, until=200),), FIRST + timedelta(days=195))
    assert drawn is not None
    (track,) = drawn.tracks
    assert track.window is not None
    assert drawn.has_windows
    assert track.to < track.window.x < drawn.today < track.window.x + track.window.width


def test_what_a_body_decided_before_it_was_asked_again_stays_in_the_picture() -> None:
    days = [FIRST + timedelta(days=each) for each in (0, 40)]
    before = Earlier(version="1.0", asked=days[0], decided=days[1], standing=Standing.APPROVED)
    again = replace(a_course(60, None), earlier=(before,))
    drawn = timeline((again,), FIRST + timedelta(days=80))
    assert drawn is not None
    (track,) = drawn.tracks
    (earlier,) = track.earlier
    assert earlier.mark.letter == presenters.letter(Standing.APPROVED)
    assert LEFT <= earlier.from_ < earlier.to < track.from_ < track.to
    assert track.mark is None
    assert finding((again, again, a_course(0, 1))) == (
        "One body decided, on Tuesday 9 July 2019. 2 bodies have yet to decide. "
        "2 bodies had decided before, and were asked again."
    )


DAYS = st.integers(0, 4000)


@given(st.lists(st.tuples(DAYS, st.none() | DAYS), min_size=1, max_size=30), DAYS)
def test_nothing_leaves_the_frame_and_months_are_few_enough_to_read(
    days: list[tuple[int, int | None]], today: int
) -> None:
    courses = [a_course(asked, None if took is None else asked + took) for asked, took in days]
    drawn = timeline(courses, FIRST + timedelta(days=today))
    assert drawn is not None
    places = [drawn.today, *(tick.x for tick in drawn.ticks)]
    places += [x for track in drawn.tracks for x in (track.from_, track.to)]
    assert all(LEFT <= x <= RIGHT for x in places)
    assert drawn.height == TOP + ROW * len(courses) + BOTTOM
    assert len(drawn.ticks) <= TICKS_AT_MOST + 1
    assert [tick.x for tick in drawn.ticks] == sorted(tick.x for tick in drawn.ticks)


@pytest.mark.parametrize(
    ("courses", "said"),
    [
        pytest.param(
            (a_course(0, None),), "No body has decided. One body has yet to decide.", id="nobody has decided"
        ),
        pytest.param(
            (a_course(0, 1), a_course(0, 1)),
            "2 bodies decided, on Tuesday 9 July 2019. Every body asked so far has decided.",
            id="all on one day",
        ),
        pytest.param(
            (a_course(0, 1), a_course(0, 3, is_carried=True)),
            "One body decided, on Tuesday 9 July 2019. Every body asked so far has decided.",
            id="what was carried over is nobody's decision",
        ),
    ],
)
def test_the_finding_counts_the_bodies_that_decided_themselves(
    courses: tuple[Course, ...], said: str
) -> None:
    assert finding(courses) == said
