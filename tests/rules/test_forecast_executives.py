"""An executive's decision is foreseen with its notice before it and its call-in after it (G45, G49)."""

from datetime import date, timedelta

from an_executive import CABINET, KEY, MATTER, MONDAY, Cabinet

from models.forecasting import Forecast, Leg
from rules.calendar import end_of
from rules.forecast import forecast


def foreseen(cabinet: Cabinet) -> Forecast:
    return forecast(cabinet.register.known(), cabinet.register.approval(MATTER))


def leg(cabinet: Cabinet) -> Leg:
    (one,) = [each for each in foreseen(cabinet).legs if each.body == CABINET]
    return one


def test_before_it_decides_its_decision_counts_when_nobody_can_call_it_in_any_more_g49() -> None:
    found = foreseen(Cabinet())
    assert (found.finish, found.critical) == (end_of(date(2020, 4, 6)), (CABINET,))
    assert (
        "in effect on Tuesday 7 April 2020, if published at once and not called in" in found.legs[0].because
    )


def test_taken_and_not_yet_published_it_is_foreseen_as_if_it_were_published_now() -> None:
    cabinet = Cabinet()
    assert cabinet.decides() == "done"
    cabinet.on(MONDAY + timedelta(days=1))
    assert foreseen(cabinet).finish == end_of(date(2020, 4, 7))
    assert "to be published by" in leg(cabinet).because


def test_published_it_is_foreseen_for_the_moment_at_which_it_takes_effect() -> None:
    cabinet = Cabinet()
    assert (cabinet.decides(), cabinet.publishes()) == ("done", "done")
    found = foreseen(cabinet).finish
    assert found == cabinet.sign_off.effective_at
    cabinet.time_passes_to(end_of(date(2020, 4, 6)))
    assert cabinet.outcome is not None
    assert (cabinet.outcome.since, leg(cabinet).is_done) == (found, True)
    assert foreseen(cabinet).finish == found


def test_called_in_it_is_foreseen_for_the_end_of_the_time_in_which_scrutiny_must_meet() -> None:
    cabinet = Cabinet()
    assert (cabinet.decides(), cabinet.publishes()) == ("done", "done")
    assert cabinet.on(MONDAY + timedelta(days=1)).is_called_in() == "done"
    found = leg(cabinet)
    assert found.earliest == cabinet.sign_off.effective_at
    assert "scrutiny meets by" in found.because


def test_a_key_decision_waits_for_its_notice_as_if_that_were_given_today_g45() -> None:
    cabinet = Cabinet(call_in=None, key=KEY)
    assert foreseen(cabinet).finish == end_of(date(2020, 4, 27)), "28 clear days after Monday 30 March"
    assert "notice of its key decision" in leg(cabinet).because


def test_with_notice_given_it_is_foreseen_from_the_day_of_that() -> None:
    cabinet = Cabinet(call_in=None, key=KEY)
    assert cabinet.gives_notice(date(2020, 4, 28), date(2020, 5, 29)) == "done"
    cabinet.on(MONDAY + timedelta(days=10))
    assert foreseen(cabinet).finish == end_of(date(2020, 4, 27))


def test_notice_and_call_in_come_one_after_the_other() -> None:
    found = foreseen(Cabinet(key=KEY)).finish
    assert found == end_of(date(2020, 5, 5)), "decided on 28 April, five working days to call it in"
