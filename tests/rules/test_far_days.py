"""No day is taken that is a slip or stands for "until further notice"; what holds one already goes on."""

from collections.abc import Callable
from datetime import date

import pytest
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EXTEND,
    INTERIM,
    ON_POST,
    PERMANENT,
    POST,
    ROUND,
    TOWNS,
    WHY,
    Filling,
    after_a_round,
    an_established_post,
    confirmation_of,
    in_post,
)
from pydantic import ValidationError

from models.acts import Refused
from models.commands import Command
from models.dates import ONE_DAY, When
from models.post_commands import (
    EndEarly,
    FixStart,
    GiveForecast,
    OpenRound,
    PauseRound,
    PlanStages,
    ProposeAppointment,
    ProposeExtension,
    ReachStage,
    ResumeRound,
    WithdrawAppointment,
)
from models.post_events import ForecastGiven, TenureKind
from models.posts import RoundStage
from rules.appointments import ends_at
from rules.calendar import add_months, end_of
from rules.deciding import decide
from rules.far_days import FURTHEST_MONTHS

TODAY = date(2020, 1, 6)
FURTHEST = add_months(TODAY, FURTHEST_MONTHS)
BEYOND = (date(2121, 1, 1), date(9999, 12, 30), date.max)
START = date(2020, 2, 24)


def proposal(**said: object) -> ProposeAppointment:
    terms: dict[str, object] = {"post": POST, "number": 1, "tenure": TenureKind.INTERIM, "person": INTERIM}
    return ProposeAppointment.model_validate(terms | {"matter": CONFIRM} | said)


def opened() -> Filling:
    filling = an_established_post()
    filling.open_round()
    return filling


def permanent() -> Filling:
    """Confirmed by all, with nobody to sign it off outside."""
    filling = an_established_post(sign_off=None)
    filling.propose(tenure=TenureKind.PERMANENT, person=PERMANENT, round=None, last=None)
    filling.confirm(CONFIRM)
    return filling


def begun() -> Filling:
    filling = permanent()
    filling.start(START)
    return filling


@pytest.mark.parametrize("day", BEYOND, ids=str)
@pytest.mark.parametrize(
    ("filling", "stream", "command"),
    [
        (opened, ON_POST, lambda day: GiveForecast(due=When.on(day), source=WHY)),
        (opened, ON_POST, lambda day: GiveForecast(due=When.within("then", day, None), source=WHY)),
        (opened, ROUND, lambda day: PlanStages(planned={RoundStage.INTERVIEWED: day})),
        (
            an_established_post,
            ROUND,
            lambda day: OpenRound(post=POST, number=1, planned={RoundStage.INTERVIEWED: day}),
        ),
        (opened, ROUND, lambda day: ReachStage(stage=RoundStage.ADVERTISED, closes=day)),
        (after_a_round, APPOINTMENT, lambda day: proposal(last=day)),
        (after_a_round, APPOINTMENT, lambda day: proposal(months=6, hoped=When.on(day))),
        (permanent, APPOINTMENT, lambda day: FixStart(first=day)),
        (begun, APPOINTMENT, lambda day: EndEarly(last=day, reason=WHY)),
        (in_post, APPOINTMENT, lambda day: ProposeExtension(last=day, matter=EXTEND)),
    ],
    ids=[
        "a forecast of a day",
        "a forecast of a day it comes after",
        "a day planned for a stage",
        "a day planned as the round opens",
        "the last day for applications",
        "the last day of a term",
        "the day it is hoped to begin",
        "the first day",
        "an early end",
        "a longer term",
    ],
)
def test_a_day_more_than_a_hundred_years_off_is_refused(
    filling: Callable[[], Filling], stream: str, command: Callable[[date], Command], day: date
) -> None:
    assert filling().do(stream, command(day)) == "day-too-far"


def test_the_refusal_names_the_day_and_says_what_to_do_where_none_is_meant() -> None:
    filling = after_a_round()
    decided = decide(filling.register.known(), APPOINTMENT, proposal(last=date.max))
    assert isinstance(decided, Refused)
    assert decided.words == (
        "The last day, Friday 31 December 9999, is more than 100 years from now. Check it; where none is "
        "meant, as for a term without an end, leave it out."
    )


def test_the_last_day_of_the_hundred_years_is_taken_and_the_next_is_not() -> None:
    filling = opened()
    assert filling.register.known().today == TODAY
    filling.does(ON_POST, GiveForecast(due=When.on(FURTHEST), source=WHY))
    day_after = GiveForecast(due=When.on(FURTHEST + ONE_DAY), source=WHY)
    assert filling.do(ON_POST, day_after) == "day-too-far"


def test_a_paused_round_does_not_go_on_to_such_a_last_day() -> None:
    filling = opened()
    filling.does(ROUND, PauseRound(reason=WHY))
    assert filling.do(ROUND, ResumeRound(reason=WHY, closes=date.max)) == "day-too-far"


@pytest.mark.parametrize("months", [0, 601, 100_000])
def test_a_term_is_of_one_month_at_least_and_of_fifty_years_at_most(months: int) -> None:
    with pytest.raises(ValidationError):
        proposal(months=months)
    with pytest.raises(ValidationError):
        ProposeExtension(months=months, matter=EXTEND)
    assert proposal(months=600).months == 600


# --- what is on the record already ----------------------------------------------------------


def test_a_forecast_of_the_calendars_last_day_is_waited_for_and_stops_nothing() -> None:
    filling = an_established_post()
    filling.register.holds(ON_POST, ForecastGiven(due=When.on(date.max), source=WHY))
    step = filling.next_step(ON_POST)
    assert step is not None
    assert step.at == end_of(date.max) > end_of(date(9999, 12, 30))
    assert filling.do(ON_POST, step.command, None) == "not-yet"


def test_a_term_to_the_calendars_last_day_begins_and_gives_its_notices() -> None:
    filling = after_a_round(sign_off=None)
    filling.holds_proposal(last=date.max, matter=CONFIRM)
    filling.confirm(CONFIRM)
    filling.start(START)
    assert ends_at(filling.appointment()) == end_of(date.max)
    step = filling.next_step(APPOINTMENT)
    assert step is not None
    assert step.command.kind == "give-term-notice"
    assert filling.do(APPOINTMENT, ProposeExtension(months=1, matter=EXTEND)) == "not-later"


def test_a_term_of_more_months_than_the_calendar_has_is_not_begun() -> None:
    filling = after_a_round(sign_off=None)
    filling.holds_proposal(last=None, months=100_000, matter=CONFIRM)
    filling.confirm(CONFIRM)
    assert filling.do(APPOINTMENT, FixStart(first=START)) == "day-too-far"


# --- by which matter ------------------------------------------------------------------------


def test_nobody_is_proposed_without_the_matter_that_confirms_them_g68() -> None:
    filling = after_a_round()
    terms = {"round": 1, "last": date(2020, 8, 24)}
    assert filling.do(APPOINTMENT, proposal(matter=None, **terms)) == "matter-missing"
    filling.does(APPOINTMENT, proposal(**terms))


def test_no_longer_term_is_proposed_without_the_matter_that_confirms_it_g74() -> None:
    filling = in_post()
    assert filling.do(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31))) == "matter-missing"
    filling.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))


def test_a_proposal_kept_without_its_matter_is_withdrawn_and_made_again_by_one_g68() -> None:
    filling = after_a_round(sign_off=None)
    filling.holds_proposal()
    assert filling.do(APPOINTMENT, FixStart(first=START)) == "not-all-confirmed"
    filling.does(APPOINTMENT, WithdrawAppointment(reason=WHY))
    second = f"appointment/{POST}/2"
    filling.propose(second)
    filling.confirm(confirmation_of(second), TOWNS)
    filling.does(second, FixStart(first=START))
