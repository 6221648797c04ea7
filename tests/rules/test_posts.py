"""A post: who holds it on which day, what waits for it, who is told once."""

from datetime import date, timedelta

import pytest
from a_post import (
    APPOINTMENT,
    CONFIRM,
    MONDAY,
    ON_POST,
    PANEL,
    PERMANENT,
    ROUND,
    SECOND,
    TERM,
    WHY,
    Filling,
    after_a_round,
    an_established_post,
    in_post,
)
from hypothesis import given
from hypothesis import strategies as st

from models.acts import Refused
from models.appointment import Appointment
from models.dates import ONE_DAY
from models.dependants import Waiting
from models.post import PostHeld, Tenure
from models.post_commands import EndEarly, EstablishPost, FixStart, GiveForecast, TellPartners, WithdrawRound
from models.post_events import PartnersTold, TenureKind
from models.values import Text
from rules.posts import dependants, established, post_of
from rules.tenure import term_ends, vacant_from

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
    assert {(each.waiting, each.since) for each in found} == {(Waiting.BLOCKED, TERM)}


def test_a_round_withdrawn_blocks_them_again() -> None:
    filling = an_established_post()
    filling.open_round()
    filling.does(ROUND, WithdrawRound(reason=WHY))
    assert set(waiting(filling, MONDAY.date()).values()) == {Waiting.BLOCKED}


# --- who is told ----------------------------------------------------------------------------


def test_everyone_concerned_is_told_of_one_thing_once() -> None:
    filling = after_a_round()
    telling = TellPartners(subject="round-1", words=Text.of("no change at the moment"))
    filling.does(ON_POST, telling)
    assert filling.do(ON_POST, telling) == "nothing"
    (told,) = (each.event for each in filling.register.lines if isinstance(each.event, PartnersTold))
    assert set(told.people) == {"north.chair", "south.chair", PANEL[1]}


@pytest.mark.parametrize("subject", ["round-2", "appointment-1", "round", "weather-1", "round-x"])
def test_of_what_is_not_there_nobody_is_told(subject: str) -> None:
    telling = TellPartners(subject=subject, words=WHY)
    assert after_a_round().do(ON_POST, telling) == "nothing-to-tell"


def test_nothing_is_forecast_or_told_of_a_post_that_is_not_established() -> None:
    filling = Filling()
    assert filling.do(ON_POST, TellPartners(subject="round-1", words=WHY)) == "no-such-post"
    forecast = GiveForecast.model_validate({"due": {"words": "soon"}, "source": "a paper"})
    assert filling.do(ON_POST, forecast) == "no-such-post"
    assert filling.do("post/other", EstablishPost()) == "unknown-post"
    assert isinstance(established(filling.register.known(), ON_POST), Refused)
    assert post_of(filling.register.known(), "post/other") is None


# --- who holds it, on any day ------------------------------------------------------------------

DAYS = st.dates(date(2020, 3, 1), date(2021, 3, 1))
ACTS = st.one_of(
    st.tuples(st.just("extra"), DAYS, st.booleans()),
    st.tuples(st.just("early"), DAYS, st.booleans()),
    st.tuples(st.just("end"), DAYS, st.booleans()),
)


def starting(filling: Filling, number: int, first: date, *, hand_over: bool) -> None:
    stream = f"appointment/{filling.definition.id}/{number}"
    kind = TenureKind.PERMANENT if hand_over else TenureKind.INTERIM
    last = None if hand_over else first + timedelta(days=90)
    filling.propose(stream, tenure=kind, person=PERMANENT, last=last)
    filling.sign_off(stream)
    from_today = max(first, filling.register.known().day + ONE_DAY)
    command = {"first": from_today, "hand_over": hand_over}
    if filling.do(stream, FixStart.model_validate(command)) == "done":
        filling.until(stream, "start-appointment")


@given(st.lists(ACTS, max_size=5))
def test_nobody_holds_a_post_twice_on_one_day_but_to_hand_it_over(
    acts: list[tuple[str, date, bool]],
) -> None:
    filling = in_post()
    number = 1
    for what, day, hand_over in acts:
        match what:
            case "extra":
                number += 1
                starting(filling, number, day, hand_over=hand_over)
            case "early":
                filling.do(APPOINTMENT, EndEarly(last=day, reason=WHY))
            case _:
                filling.at(max(day, filling.register.known().day))
    held = filling.post
    handing_over = {each.number for each in every_appointment(filling, number) if each.hand_over}
    for day in every_day(held):
        there = [each.appointment for each in held.tenures if each.covers(day)]
        assert len(set(there) - handing_over) <= 1, f"{there} on {day}"


def every_appointment(filling: Filling, number: int) -> list[Appointment]:
    return [
        filling.appointment(f"appointment/{filling.definition.id}/{each}") for each in range(1, number + 1)
    ]


def every_day(held: PostHeld) -> list[date]:
    last = max(each.last or each.first for each in held.tenures)
    first = min(each.first for each in held.tenures)
    return [first + timedelta(days=n) for n in range((last - first).days + 2)]


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


@given(TENURES, DAYS)
def test_the_day_from_which_it_is_vacant_is_the_first_on_which_nobody_holds_it(
    terms: list[tuple[date, int | None]], day: date
) -> None:
    held = held_by(terms)
    vacant = vacant_from(held, day)
    if vacant is None:
        assert any(each.last is None for each in held.tenures)
        return
    assert held.on(vacant) is None
    assert all(held.on(day + timedelta(days=n)) for n in range((vacant - day).days))


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
    filling.sign_off(SECOND)
    filling.start(TERM - timedelta(days=7), SECOND, hand_over=True)
    assert vacant_from(filling.post, START) is None
    assert [each.covers(TERM + ONE_DAY) for each in filling.post.tenures] == [False, True]
