"""A post: who holds it on which day, what waits for it, who is told once."""

from datetime import date, timedelta

from a_post import (
    APPOINTMENT,
    CONFIRM,
    INTERIM,
    MONDAY,
    ON_POST,
    PERMANENT,
    ROUND,
    SECOND,
    TERM,
    WHY,
    Filling,
    after_a_round,
    an_established_post,
    confirmation_of,
    in_post,
)
from hypothesis import given
from hypothesis import strategies as st

from models.dates import ONE_DAY
from models.dependants import Waiting
from models.post import PostHeld, Tenure
from models.post_commands import EstablishPost, GiveForecast, TellPartners, WithdrawRound
from models.post_events import TenureKind
from rules.posts import dependants, post_of
from rules.tenure import term_ends

START = date(2020, 2, 24)


def waiting(filling: Filling, day: date) -> dict[str, Waiting]:
    found = dependants(filling.register.known(), filling.definition, day)
    return {each.dependant: each.waiting for each in found}


# --- what waits for it --------------------------------------------------------------------


def test_before_there_is_a_post_what_waits_for_it_is_blocked() -> None:
    assert set(waiting(Filling(), MONDAY.date()).values()) == {Waiting.BLOCKED}


def test_while_a_round_may_fill_it_they_wait_and_after_one_that_did_not_they_are_blocked() -> None:
    filling = an_established_post()
    assert set(waiting(filling, MONDAY.date()).values()) == {Waiting.WAITING}
    filling.open_round()
    assert set(waiting(filling, MONDAY.date()).values()) == {Waiting.WAITING}
    filling.appoint_nobody()
    found = dependants(filling.register.known(), filling.definition, MONDAY.date())
    assert {each.waiting for each in found} == {Waiting.BLOCKED}
    assert {each.since for each in found} == {MONDAY.date()}


def test_an_interim_lets_go_on_what_needs_no_permanent_holder_and_the_rest_is_at_risk_b19() -> None:
    assert waiting(in_post(), START) == {"crew": Waiting.READY, "merger": Waiting.AT_RISK}


def test_a_permanent_holder_lets_all_go_on() -> None:
    filling = after_a_round()
    filling.propose(tenure=TenureKind.PERMANENT, person=PERMANENT, last=None)
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.start(START)
    assert set(waiting(filling, START).values()) == {Waiting.READY}
    assert set(waiting(filling, START - ONE_DAY).values()) == {Waiting.BLOCKED}


def test_when_nobody_holds_it_any_more_they_are_blocked_since_that_day() -> None:
    filling = in_post()
    filling.until(APPOINTMENT, "end-appointment")
    found = dependants(filling.register.known(), filling.definition, TERM + ONE_DAY)
    assert {(each.waiting, each.since) for each in found} == {(Waiting.BLOCKED, TERM + ONE_DAY)}


def test_a_round_withdrawn_blocks_them_again() -> None:
    filling = an_established_post()
    filling.open_round()
    filling.does(ROUND, WithdrawRound(reason=WHY))
    assert set(waiting(filling, MONDAY.date()).values()) == {Waiting.BLOCKED}


# --- who is told ----------------------------------------------------------------------------


def test_nothing_is_forecast_or_told_of_a_post_that_is_not_established() -> None:
    filling = Filling()
    assert filling.do(ON_POST, TellPartners(subject="round-1-nobody-appointed", words=WHY)) == "no-such-post"
    forecast = GiveForecast.model_validate({"due": {"words": "soon"}, "source": "a paper"})
    assert filling.do(ON_POST, forecast) == "no-such-post"
    assert filling.do("post/other", EstablishPost()) == "unknown-post"
    assert post_of(filling.register.known(), "post/other") is None


# --- who holds it, on any day ------------------------------------------------------------------

DAYS = st.dates(date(2020, 3, 1), date(2021, 3, 1))


def a_tenure(number: int, first: date, days: int | None) -> Tenure:
    return Tenure(
        appointment=number,
        person=f"holder-{number}",
        kind=TenureKind.INTERIM,
        first=first,
        last=None if days is None else first + timedelta(days=days),
    )


TENURES = st.lists(st.tuples(DAYS, st.one_of(st.none(), st.integers(0, 200))), max_size=5)


def held_by(terms: list[tuple[date, int | None]]) -> PostHeld:
    tenures = tuple(a_tenure(number, *term) for number, term in enumerate(sorted(terms, key=str), 1))
    return PostHeld(post="p", opened=MONDAY, tenures=tenures)


@given(TENURES, DAYS)
def test_whoever_holds_it_on_a_day_does_so_within_their_term(
    terms: list[tuple[date, int | None]], day: date
) -> None:
    held = held_by(terms)
    holder = held.on(day)
    covering = [each for each in held.tenures if each.covers(day)]
    assert holder is (covering[-1] if covering else None)
    assert holder is None or (holder.first <= day and (holder.last is None or day <= holder.last))


@given(TENURES, DAYS, DAYS)
def test_terms_that_end_between_two_days_are_all_found(
    terms: list[tuple[date, int | None]], first: date, last: date
) -> None:
    held = held_by(terms)
    found = term_ends(held, first, last)
    assert set(found) == {each for each in held.tenures if each.last and first <= each.last <= last}
    assert [each.last for each in found] == sorted(each.last for each in found if each.last)


def test_a_hand_over_ends_with_the_term_of_whoever_leaves() -> None:
    filling = in_post()
    filling.propose(SECOND, tenure=TenureKind.PERMANENT, person=PERMANENT, last=None)
    filling.confirm(confirmation_of(SECOND))
    filling.sign_off(SECOND)
    filling.start(TERM - timedelta(days=7), SECOND, hand_over=True)
    holders = [filling.post.on(day) for day in (START, TERM, TERM + ONE_DAY, date(2030, 1, 1))]
    assert [each.person if each else None for each in holders] == [INTERIM, PERMANENT, PERMANENT, PERMANENT]
    assert [each.covers(TERM + ONE_DAY) for each in filling.post.tenures] == [False, True]
