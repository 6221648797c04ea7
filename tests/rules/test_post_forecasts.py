"""What was forecast of a post: read as it was said, come true, or overtaken in time."""

from datetime import date

import pytest
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EARLY,
    OFFICE,
    ON_POST,
    PANEL,
    ROUND,
    SEEN,
    WHY,
    Filling,
    after_a_round,
    an_established_post,
    in_post,
)

from models.dates import When, read_when
from models.post_commands import (
    AnswerSignOff,
    DecideRound,
    GiveForecast,
    OvertakeForecasts,
    WithdrawAppointment,
)
from models.post_events import SignOffAnswer
from models.values import Text
from rules.calendar import end_of

JANUARY = date(2020, 1, 31)


def forecast(words: str, *, no_day: bool = False) -> GiveForecast:
    due = read_when(words, date(2020, 1, 6))
    return GiveForecast(due=due, source=Text.of("a paper"), no_day=no_day)


def by_the_end_of_january() -> GiveForecast:
    return GiveForecast(due=When.within("in January", date(2020, 1, 1), JANUARY), source=Text.of("a paper"))


@pytest.mark.parametrize("words", ["31 June 2020", "whenever it suits", "on request"])
def test_words_that_say_no_day_are_kept_only_as_words(words: str) -> None:
    filling = an_established_post()
    assert filling.do(ON_POST, forecast(words)) == "says-no-day"
    filling.does(ON_POST, forecast(words, no_day=True))
    assert filling.next_step(ON_POST) is None


def test_no_forecast_is_given_of_a_time_that_is_over_or_without_its_source() -> None:
    filling = an_established_post()
    assert filling.do(ON_POST, forecast("late in 2019")) == "due-in-the-past"
    nowhere = forecast("early in 2020").model_copy(update={"source": Text.of(" ")})
    assert filling.do(ON_POST, nowhere) == "source-missing"


def test_the_same_said_twice_is_one_forecast() -> None:
    filling = an_established_post()
    filling.does(ON_POST, EARLY)
    assert filling.do(ON_POST, EARLY) == "nothing"


def test_a_forecast_is_overtaken_when_its_last_day_has_passed_and_nobody_took_up_the_post() -> None:
    filling = an_established_post()
    filling.does(ON_POST, by_the_end_of_january(), EARLY)
    filling.until(ON_POST, "overtake-forecasts")
    assert filling.register.at == end_of(JANUARY)
    assert [each.overtaken for each in filling.post.forecasts] == [end_of(JANUARY), None]
    filling.until(ON_POST, "overtake-forecasts")
    assert filling.post.open_forecasts == ()
    assert filling.next_step(ON_POST) is None


def test_nothing_is_overtaken_before_its_time() -> None:
    filling = an_established_post()
    filling.does(ON_POST, by_the_end_of_january())
    assert filling.do(ON_POST, OvertakeForecasts(due=end_of(JANUARY)), None) == "not-yet"
    assert filling.do(ON_POST, OvertakeForecasts(due=end_of(date(2020, 1, 30))), None) == "nothing"


def test_a_forecast_comes_true_with_a_start_in_time_and_is_not_overtaken_after() -> None:
    filling = after_a_round()
    filling.does(ON_POST, GiveForecast(due=EARLY.due, source=Text.of("another paper")))
    filling.propose()
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.start(date(2020, 2, 24))
    (standing,) = filling.post.open_forecasts
    assert filling.post.met(standing) == date(2020, 2, 24)
    assert filling.next_step(ON_POST) is None


def test_a_start_before_a_forecast_was_given_does_not_make_it_come_true() -> None:
    filling = in_post()
    started = filling.post.tenures[0].first
    assert filling.register.known().day == started
    in_may = When.within("in May 2020", date(2020, 5, 1), date(2020, 5, 31))
    open_to_may = When.within("by the end of May 2020", None, date(2020, 5, 31))
    filling.does(ON_POST, GiveForecast(due=in_may, source=Text.of("a paper")))
    filling.does(ON_POST, GiveForecast(due=open_to_may, source=Text.of("a minute")))
    assert [filling.post.met(each) for each in filling.post.forecasts[-2:]] == [None, None]


def test_a_start_before_the_time_that_was_forecast_does_not_make_it_come_true() -> None:
    filling = after_a_round()
    in_may = When.within("in May 2020", date(2020, 5, 1), date(2020, 5, 31))
    filling.does(ON_POST, GiveForecast(due=in_may, source=Text.of("a paper")))
    filling.propose()
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.start(date(2020, 2, 24))
    (standing,) = filling.post.open_forecasts
    assert filling.post.met(standing) is None


def proposed() -> Filling:
    """An interim is proposed after a round that chose nobody, and a forecast was given since."""
    filling = after_a_round()
    filling.propose()
    filling.does(ON_POST, GiveForecast(due=EARLY.due, source=Text.of("another paper")))
    filling.confirm(CONFIRM)
    filling.request()
    return filling


def test_a_refusal_outside_overtakes_what_was_forecast() -> None:
    filling = proposed()
    filling.does(APPOINTMENT, AnswerSignOff(answer=SignOffAnswer.REFUSED, by=OFFICE, evidence=SEEN))
    assert filling.post.open_forecasts == ()


def test_a_withdrawal_overtakes_what_was_forecast_unless_a_round_may_fill_the_post() -> None:
    filling = proposed()
    filling.does(APPOINTMENT, WithdrawAppointment(reason=WHY))
    assert filling.post.open_forecasts == ()
    filling = proposed()
    filling.open_round(2)
    filling.does(APPOINTMENT, WithdrawAppointment(reason=WHY))
    assert len(filling.post.open_forecasts) == 1


@pytest.mark.parametrize("day", [date(2020, 1, 6), date(2020, 2, 3)], ids=["in its time", "after it"])
def test_a_round_that_chose_nobody_overtakes_what_was_forecast_whenever_it_ends(day: date) -> None:
    filling = an_established_post()
    filling.does(ON_POST, by_the_end_of_january())
    filling.open_round()
    filling.at(day)
    filling.interview()
    filling.does(ROUND, DecideRound(present=PANEL, reason=WHY))
    assert filling.post.open_forecasts == ()
