"""Since when what waits for a post stands as it does, whoever holds it, and whether its day was missed."""

from datetime import date, timedelta
from functools import cache

import pytest
from a_post import INTERIM, POST, Filling
from hypothesis import given
from hypothesis import strategies as st

from models.dates import ONE_DAY
from models.dependants import DependantStands, Waiting
from models.post import Tenure
from models.post_events import TenureKind
from models.posts import Dependant
from rules.known import Known
from rules.post_in_words import dependant_in_words, vacant_since
from rules.posts import dependants

Term = tuple[TenureKind, date, date | None]
DUE = date(2020, 9, 30)
CREW = Dependant(id="crew", title="The crew")
MERGER = Dependant(id="merger", title="The merger", due=DUE, needs_permanent=True)
FIRST, LAST = date(2020, 5, 11), date(2020, 7, 15)
AN_INTERIM: Term = (TenureKind.INTERIM, FIRST, LAST)
NEXT_DAY = date(2020, 10, 1)


@cache
def established() -> Filling:
    filling = Filling(dependants=(CREW, MERGER))
    filling.establish()
    return filling


def known_with(*terms: Term) -> Known:
    filling = established()
    held = filling.post.model_copy(
        update={
            "tenures": tuple(
                Tenure(appointment=number, person=INTERIM, kind=kind, first=first, last=last)
                for number, (kind, first, last) in enumerate(terms, start=1)
            )
        }
    )
    filling.register.states[f"post/{POST}"] = held
    return filling.register.known()


def on(day: date, known: Known) -> dict[str, DependantStands]:
    return {each.dependant: each for each in dependants(known, established().definition, day)}


def of(day: date, *terms: Term) -> dict[str, DependantStands]:
    return on(day, known_with(*terms))


def in_words(stands: DependantStands) -> str:
    return dependant_in_words(stands, is_established=True, has_round=True)


# --- since when ---------------------------------------------------------------------------


def test_what_is_ready_stays_so_since_the_first_of_those_who_took_over_from_each_other() -> None:
    permanent: Term = (TenureKind.PERMANENT, date(2020, 7, 1), None)
    found = of(date(2020, 7, 20), AN_INTERIM, permanent)
    assert (found["crew"].waiting, found["crew"].since) == (Waiting.READY, FIRST)
    assert (found["merger"].waiting, found["merger"].since) == (Waiting.READY, FIRST)


def test_a_day_on_which_nobody_held_it_begins_the_time_anew() -> None:
    permanent: Term = (TenureKind.PERMANENT, LAST + 2 * ONE_DAY, None)
    found = of(date(2020, 8, 20), AN_INTERIM, permanent)
    assert found["crew"].since == LAST + 2 * ONE_DAY


def test_one_interim_after_another_leaves_at_risk_what_was_at_risk_since_then() -> None:
    second: Term = (TenureKind.INTERIM, LAST + ONE_DAY, None)
    after: Term = (TenureKind.INTERIM, date(2020, 9, 1), None)
    found = of(date(2020, 9, 10), AN_INTERIM, (*second[:2], date(2020, 8, 31)), after)
    assert found["merger"].waiting is Waiting.AT_RISK
    assert found["merger"].since == DUE - timedelta(days=60)


def test_a_permanent_holder_lets_go_on_what_was_at_risk_from_their_own_first_day() -> None:
    interim: Term = (TenureKind.INTERIM, FIRST, date(2020, 9, 15))
    found = of(date(2020, 9, 20), interim, (TenureKind.PERMANENT, date(2020, 9, 16), None))
    assert (found["merger"].waiting, found["merger"].since) == (Waiting.READY, date(2020, 9, 16))


def test_what_is_blocked_is_so_since_the_first_day_of_the_vacancy() -> None:
    known = known_with((TenureKind.PERMANENT, FIRST, DUE))
    held = known.post(POST)
    assert {each.since for each in on(NEXT_DAY, known).values()} == {NEXT_DAY}
    assert held is not None
    assert vacant_since(held, NEXT_DAY) == NEXT_DAY


TERMS = st.lists(
    st.tuples(st.sampled_from(TenureKind), st.integers(0, 200), st.none() | st.integers(0, 90)), max_size=5
)


@given(terms=TERMS, at=st.integers(0, 300))
def test_on_every_day_since_it_stood_the_same_and_on_the_day_before_otherwise(
    terms: list[tuple[TenureKind, int, int | None]], at: int
) -> None:
    """Of those who follow one another, as they do: nobody's term lies within another's."""
    start, day = date(2020, 3, 1), date(2020, 3, 1) + timedelta(days=at)
    laid: list[Term] = []
    for kind, wait, length in terms:
        last = None if length is None else start + timedelta(days=wait % 5 + length)
        laid.append((kind, start + timedelta(days=wait % 5), last))
        if last is None:
            break
        start = last + ONE_DAY
    known = known_with(*laid)
    for name, now in on(day, known).items():
        if now.waiting not in {Waiting.READY, Waiting.AT_RISK}:
            continue
        assert now.since is not None
        for back in range((day - now.since).days + 1):
            assert on(day - timedelta(days=back), known)[name].waiting is now.waiting
        assert on(now.since - ONE_DAY, known)[name].waiting is not now.waiting


# --- its day ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "missed", "said"),
    [
        pytest.param(
            (TenureKind.PERMANENT, NEXT_DAY, None),
            DUE,
            "ready since Thursday 1 October 2020: somebody holds the post; "
            "its day, Wednesday 30 September 2020, passed before it was ready",
            id="a permanent holder came a day too late",
        ),
        pytest.param(
            (TenureKind.INTERIM, FIRST, None),
            DUE,
            "at risk since Saturday 1 August 2020: nobody holds the post permanently; "
            "its day, Wednesday 30 September 2020, has passed",
            id="an interim held it on its day",
        ),
        pytest.param(
            (TenureKind.PERMANENT, FIRST, None),
            None,
            "ready since Monday 11 May 2020: somebody holds the post",
            id="it was ready on its day",
        ),
    ],
)
def test_a_day_that_passed_before_it_was_ready_is_said_to_be_missed(
    term: Term, missed: date | None, said: str
) -> None:
    found = of(NEXT_DAY, term)
    assert (found["merger"].missed, in_words(found["merger"])) == (missed, said)
    assert found["crew"].missed is None, "it has no day"


def test_on_its_day_nothing_is_missed_yet() -> None:
    found = of(DUE)
    assert found["merger"].missed is None
    assert "its day" not in in_words(found["merger"])
