"""A call-in entered late, and decisions on any day: an effect never too early, never twice (G49)."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from an_executive import CALL_IN, MONDAY, Cabinet, called_in, day, decided, published
from hypothesis import given, settings
from hypothesis import strategies as st

from models.executive import CallInStage, ScrutinySays
from rules.calendar import at_london

STANDS, BACK = ScrutinySays.STANDS, ScrutinySays.REFERRED_BACK


# --- entered late -------------------------------------------------------------------------


def test_a_call_in_in_time_that_is_entered_late_takes_the_effect_back() -> None:
    """Asked for on Friday afternoon, entered on Tuesday: the law looks at Friday."""
    cabinet = published()
    cabinet.time_passes_to(day(4, 7))
    assert cabinet.times("decision-took-effect") == 1
    assert cabinet.is_called_in(happened=day(4, 3, 15)) == "done"
    assert not cabinet.holds
    assert cabinet.sign_off.call_in is not None
    assert cabinet.sign_off.call_in.stage is CallInStage.CALLED_IN
    cabinet.time_passes_to(day(5, 1))
    assert cabinet.outcome is not None
    assert cabinet.outcome.holds


def test_the_second_wait_is_another_even_where_it_ends_at_the_same_instant() -> None:
    rules = CALL_IN.model_copy(update={"scrutiny_within": 5})
    cabinet = decided(rules)
    cabinet.publishes()
    cabinet.time_passes_to(day(4, 7))
    first = [line for line in cabinet.register.lines if line.event.kind == "decision-took-effect"]
    assert cabinet.is_called_in(happened=MONDAY) == "done"
    step = cabinet.wait.next_step
    assert step is not None
    assert step.at == first[0].happened
    assert getattr(step.command, "turn", None) == 1


def test_a_scrutiny_meeting_in_time_that_is_entered_late_still_refers_back() -> None:
    cabinet = called_in()
    cabinet.time_passes_to(day(4, 23))
    assert cabinet.times("decision-took-effect") == 1
    assert cabinet.scrutiny_says(BACK, happened=day(4, 22, 18)) == "done"
    assert not cabinet.holds
    assert cabinet.sign_off.is_open


def test_scrutiny_that_let_it_stand_is_recorded_late_without_a_second_effect() -> None:
    cabinet = called_in()
    cabinet.time_passes_to(day(4, 23))
    assert cabinet.scrutiny_says(STANDS, happened=day(4, 22, 18)) == "done"
    assert cabinet.times("decision-took-effect") == 1


# --- whatever the day ---------------------------------------------------------------------

DAYS = st.integers(0, 400).map(lambda days: MONDAY + timedelta(days=days))
HOURS = st.integers(0, 24 * 40).map(lambda hours: timedelta(hours=hours))


@settings(max_examples=60, deadline=None)
@given(at=DAYS, late=st.integers(0, 90), looks=st.lists(HOURS, max_size=12), open_for=st.integers(1, 20))
def test_it_never_holds_before_its_instant_and_takes_effect_exactly_once_if_nobody_calls_it_in(
    at: datetime, late: int, looks: list[timedelta], open_for: int
) -> None:
    cabinet = Cabinet(at, CALL_IN.model_copy(update={"open_for": open_for}))
    assert cabinet.decides() == "done"
    assert cabinet.on(at + timedelta(hours=late)).publishes() == "done"
    step = cabinet.wait.next_step
    assert step is not None
    for look in sorted(looks):
        moment = max(cabinet.register.at, at + look)
        if moment < step.at:
            cabinet.register.at = moment
            assert cabinet.early() == "not-yet"
            assert not cabinet.holds
            assert not cabinet.gate.is_open
    cabinet.time_passes_to(step.at - timedelta.resolution)
    assert not cabinet.gate.is_open
    cabinet.time_passes_to(step.at + timedelta(days=60))
    assert cabinet.register.do(step_stream(cabinet), step.command) == "nothing"
    assert cabinet.times("decision-took-effect") == cabinet.times("effect-stands") == 1
    assert cabinet.gate.since == step.at


def step_stream(cabinet: Cabinet) -> str:
    return cabinet.sign_off.stream


@settings(max_examples=60, deadline=None)
@given(
    hours=st.lists(
        st.tuples(st.integers(0, 500), st.sampled_from(["call", "stands", "back", "decide"])), max_size=8
    )
)
def test_whatever_scrutiny_does_no_workflow_waits_in_vain_and_the_gate_opens_only_in_effect(
    hours: list[tuple[int, str]],
) -> None:
    cabinet = published()
    acts: dict[str, Callable[[], str]] = {
        "call": cabinet.is_called_in,
        "stands": lambda: cabinet.scrutiny_says(STANDS),
        "back": lambda: cabinet.scrutiny_says(BACK),
        "decide": cabinet.decides,
    }
    for hour, act in sorted(hours):
        cabinet.time_passes_to(MONDAY + timedelta(hours=hour))
        acts[act]()
        call_in = cabinet.sign_off.call_in
        assert call_in is not None
        is_in_effect = call_in.stage is CallInStage.IN_EFFECT
        is_decided_again = call_in.stage is CallInStage.REFERRED_BACK and not cabinet.sign_off.is_open
        assert cabinet.holds is (is_in_effect or is_decided_again)
    cabinet.time_passes_to(MONDAY + timedelta(days=90))
    assert cabinet.wait.next_step is None or cabinet.sign_off.is_open


def test_scrutiny_has_its_whole_time_though_the_publication_is_entered_late_g49() -> None:
    """Published, it is said, on 30 March 2020; our letter leaves on Monday 20 April, and it may be called in
    until the end of Monday the 27th.
    """
    cabinet = decided().on(day(4, 20))
    assert cabinet.publishes(happened=MONDAY) == "done"
    assert cabinet.sign_off.call_in is not None
    assert cabinet.sign_off.call_in.published == MONDAY
    assert cabinet.sign_off.call_in.open_until == at_london(date(2020, 4, 28), time(0))
    cabinet.time_passes_to(day(4, 27, 20))
    assert not cabinet.holds
    assert cabinet.is_called_in() == "done"
