"""The terms of an appointment: how long, cut short, made longer, and what is said again (G67, G74)."""

from datetime import date

import pytest
from a_partnership import DIRECTOR
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EARLY,
    EXTEND,
    INTERIM,
    OFFICE,
    ON_POST,
    POST,
    RECRUITER,
    SEEN,
    TERM,
    TOWNS,
    WHY,
    Filling,
    after_a_round,
    an_established_post,
    in_post,
)

from models.dates import When
from models.letters import LetterKind
from models.post_commands import (
    AnswerSignOff,
    EndEarly,
    ExtendTerm,
    FixStart,
    GiveForecast,
    ProposeAppointment,
    ProposeExtension,
    RecordEligibility,
    RequestSignOff,
    WithdrawAppointment,
)
from models.post_events import EndSetEarly, SignOffAnswer, TenureKind
from models.values import Text
from rules.appointment_in_words import appointment_in_words

GRANTED = AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=SEEN)
MARCH = date(2021, 3, 31)
JUNE = date(2020, 6, 30)


def proposal(**said: object) -> ProposeAppointment:
    terms = {"post": POST, "number": 1, "tenure": "interim", "person": INTERIM, "round": 1, "matter": CONFIRM}
    return ProposeAppointment.model_validate({**terms, "last": TERM, **said})


def told(filling: Filling, kind: LetterKind) -> set[str]:
    return {notice.to for notice in filling.register.told if notice.kind is kind}


def longer_asked_outside() -> Filling:
    """On Monday 1 June 2020 a longer term is proposed, confirmed and before the office outside."""
    filling = in_post()
    filling.at(date(2020, 6, 1))
    filling.does(APPOINTMENT, ProposeExtension(last=MARCH, matter=EXTEND))
    filling.confirm(EXTEND)
    filling.does(APPOINTMENT, RequestSignOff())
    filling.register.told.clear()
    return filling


# --- so many months -----------------------------------------------------------------------


def of_months(months: int, first: date) -> Filling:
    filling = after_a_round()
    filling.propose(tenure=TenureKind.SECONDMENT, round=None, home="south-town", last=None, months=months)
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.start(first)
    return filling


@pytest.mark.parametrize(
    ("months", "first", "last"),
    [
        pytest.param(13, date(2020, 1, 31), date(2021, 2, 28), id="the last day of a shorter month"),
        pytest.param(1, date(2020, 1, 31), date(2020, 2, 29), id="which in a leap year is the 29th"),
        pytest.param(6, date(2020, 2, 24), TERM, id="six months from 24 February end on 24 August"),
    ],
)
def test_a_term_of_months_ends_on_the_same_day_of_a_later_month_g74(
    months: int, first: date, last: date
) -> None:
    filling = of_months(months, first)
    assert filling.appointment().last == last
    assert filling.post.tenures[0].last == last


def test_another_first_day_makes_it_another_last() -> None:
    filling = after_a_round()
    filling.propose(last=None, months=6)
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.does(APPOINTMENT, FixStart(first=date(2020, 2, 24)), FixStart(first=date(2020, 3, 2)))
    assert filling.appointment().last == date(2020, 9, 2)


def test_a_longer_term_may_be_of_months_after_the_present_one() -> None:
    filling = of_months(1, date(2020, 1, 31))
    filling.does(APPOINTMENT, ProposeExtension(months=12, matter=EXTEND))
    extension = filling.appointment().extension
    assert extension is not None
    assert extension.last == date(2021, 2, 28), "a year after 29 February 2020"


def test_a_last_day_or_a_length_and_not_both() -> None:
    filling = after_a_round()
    assert filling.do(APPOINTMENT, proposal(months=6)) == "last-or-months"
    assert filling.do(APPOINTMENT, proposal(last=None)) == "term-missing"
    in_it = in_post()
    assert in_it.do(APPOINTMENT, ProposeExtension(last=MARCH, months=7, matter=EXTEND)) == "last-or-months"
    assert in_it.do(APPOINTMENT, ProposeExtension(matter=EXTEND)) == "last-or-months"


# --- cut short ------------------------------------------------------------------------------


def test_an_early_end_drops_a_longer_term_that_was_proposed_and_its_request_outside() -> None:
    filling = longer_asked_outside()
    filling.does(APPOINTMENT, EndEarly(last=JUNE, reason=WHY))
    assert filling.do(APPOINTMENT, GRANTED) == "sign-off-answered"
    assert filling.do(APPOINTMENT, ExtendTerm()) == "no-extension"
    assert filling.appointment().last == JUNE
    event = next(line.event for line in filling.register.lines if isinstance(line.event, EndSetEarly))
    assert (event.drops, event.was_asked_outside) == (MARCH, True)
    assert OFFICE in told(filling, LetterKind.TERM_SET)


def test_the_office_outside_does_not_hear_of_an_early_end_that_drops_nothing() -> None:
    filling = in_post()
    filling.does(APPOINTMENT, EndEarly(last=JUNE, reason=WHY))
    assert OFFICE not in told(filling, LetterKind.TERM_SET)


def test_an_early_end_that_is_entered_again_is_so_already() -> None:
    filling = in_post()
    filling.does(APPOINTMENT, EndEarly(last=JUNE, reason=WHY))
    assert filling.do(APPOINTMENT, EndEarly(last=JUNE, reason=Text.of(WHY.words))) == "nothing"
    assert filling.do(APPOINTMENT, EndEarly(last=JUNE, reason=Text.of("another"))) == "not-earlier"


def test_a_permanent_appointment_that_is_cut_short_had_no_last_day_before() -> None:
    filling = after_a_round(sign_off=None)
    filling.propose(tenure=TenureKind.PERMANENT, last=None)
    filling.confirm(CONFIRM)
    filling.start(date(2020, 2, 24))
    filling.does(APPOINTMENT, EndEarly(last=JUNE, reason=WHY))
    assert filling.appointment().former_ends == ()


def test_a_term_to_the_24th_ended_with_the_24th() -> None:
    filling = in_post()
    filling.until(APPOINTMENT, "end-appointment")
    said = appointment_in_words(filling.appointment(), (), filling.register.known().today)
    assert said == "ended with Monday 24 August 2020"


# --- said again, or otherwise -----------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"last": date(2021, 8, 24)}, id="another last day"),
        pytest.param({"last": None, "months": 6}, id="a length in place of a last day"),
        pytest.param({"hoped": When.on(date(2020, 3, 2))}, id="another hoped-for start"),
        pytest.param({"hoped": None}, id="no hoped-for start"),
        pytest.param({"matter": EXTEND}, id="another matter"),
    ],
)
def test_what_was_proposed_is_not_proposed_otherwise_under_its_number(said: dict[str, object]) -> None:
    filling = after_a_round()
    hoped = When.within("towards the end of February", date(2020, 2, 20), date(2020, 2, 29))
    filling.does(APPOINTMENT, proposal(hoped=hoped))
    again = When.within("towards the end of February", date(2020, 2, 20), date(2020, 2, 29))
    assert filling.do(APPOINTMENT, proposal(hoped=again)) == "nothing"
    assert filling.do(APPOINTMENT, proposal(**{"hoped": again, **said})) == "proposed-otherwise"


def test_what_was_withdrawn_is_not_proposed_again_by_its_number() -> None:
    filling = after_a_round()
    filling.does(APPOINTMENT, proposal(), WithdrawAppointment(reason=WHY))
    assert filling.do(APPOINTMENT, proposal()) == "appointment-over"


def test_a_longer_term_does_not_take_the_place_of_one_that_is_before_the_office_outside() -> None:
    filling = longer_asked_outside()
    later = ProposeExtension(last=date(2021, 6, 30), matter=EXTEND)
    assert filling.do(APPOINTMENT, later) == "extension-asked-outside"
    assert filling.appointment().asking is not None


def test_a_finding_that_is_entered_again_is_on_the_record_once() -> None:
    filling = after_a_round()
    filling.propose()
    again = RecordEligibility(passed=True, evidence=Text.of(SEEN.words))
    assert filling.do(APPOINTMENT, again) == "nothing"
    assert filling.do(APPOINTMENT, RecordEligibility(passed=True, evidence=Text.of("another"))) == "done"


def test_a_forecast_that_is_given_again_is_on_the_record_once() -> None:
    filling = an_established_post()
    filling.does(ON_POST, EARLY)
    again = GiveForecast.model_validate(EARLY.model_dump() | {"source": EARLY.source.words})
    assert filling.do(ON_POST, again) == "nothing"
    assert filling.do(ON_POST, GiveForecast(due=EARLY.due, source=Text.of("another paper"))) == "done"
    assert len(filling.post.forecasts) == 2


# --- not eligible while in post -----------------------------------------------------------------


def test_of_whoever_is_in_post_and_may_not_hold_it_those_hear_who_can_end_it_g67() -> None:
    filling = in_post()
    filling.register.told.clear()
    filling.does(APPOINTMENT, RecordEligibility(passed=False, evidence=SEEN))
    assert told(filling, LetterKind.TASK) == {RECRUITER, DIRECTOR, *(f"{town}-clerk" for town in TOWNS)}
    said = appointment_in_words(filling.appointment(), (), filling.register.known().today)
    assert "found since not to be eligible" in said


def test_of_somebody_who_is_only_proposed_nobody_is_told_that_they_may_not_hold_it() -> None:
    filling = after_a_round()
    filling.propose()
    filling.register.told.clear()
    filling.does(APPOINTMENT, RecordEligibility(passed=False, evidence=SEEN))
    assert not filling.register.told
