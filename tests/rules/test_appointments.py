"""An appointment: what it waits for, who may start when, how its term is watched (G66-G74)."""

from datetime import date

import pytest
from a_partnership import BOARD
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EXTEND,
    INTERIM,
    MONDAY,
    OFFICE,
    ON_POST,
    PERMANENT,
    POST,
    SECOND,
    SEEN,
    TERM,
    TOWNS,
    WHY,
    Filling,
    after_a_round,
    confirmation_of,
    in_post,
    with_effect,
)

from models.appointment import AppointmentStage
from models.post_commands import (
    AnswerSignOff,
    EndEarly,
    EstablishPost,
    ExtendTerm,
    FixStart,
    GiveTermNotice,
    ProposeAppointment,
    ProposeExtension,
    RecordEligibility,
    RequestSignOff,
    WithdrawAppointment,
)
from models.post_events import SignOffAnswer, TenureKind
from models.posts import SignOffEffect
from rules.calendar import add_months, at_london, end_of

START = date(2020, 2, 24)
PERMANENTLY = {"tenure": TenureKind.PERMANENT, "person": PERMANENT, "last": None}

PROPOSAL = ProposeAppointment(
    post=POST, number=1, tenure=TenureKind.INTERIM, person=INTERIM, round=1, matter=CONFIRM, last=TERM
)


@pytest.fixture
def filling() -> Filling:
    return after_a_round()


def confirmed() -> Filling:
    """An interim whom every town has confirmed and the office has signed off."""
    opened = after_a_round()
    opened.propose()
    opened.confirm(CONFIRM)
    opened.sign_off()
    return opened


# --- what is proposed ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"last": None}, "term-missing"),
        ({"tenure": TenureKind.SECONDMENT}, "home-missing"),
        ({"person": "nobody"}, "appointee-unknown"),
        ({"round": 7}, "no-such-round"),
        ({"number": 3, "matter": CONFIRM}, "appointment-out-of-turn"),
        ({"number": 3}, "matter-missing"),
        ({"post": "other"}, "no-such-post"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_proposal_that_lacks_something_is_refused_g74(
    filling: Filling, said: dict[str, object], code: str
) -> None:
    terms = {"post": POST, "number": 1, "tenure": TenureKind.INTERIM, "person": INTERIM, "last": TERM}
    proposal = ProposeAppointment.model_validate(terms | said)
    assert filling.do(f"appointment/{proposal.post}/{proposal.number}", proposal) == code


def test_a_number_names_one_proposal(filling: Filling) -> None:
    filling.propose()
    again = {"post": POST, "number": 1, "tenure": "interim", "round": 1, "matter": CONFIRM, "last": TERM}
    same = ProposeAppointment.model_validate(again | {"person": INTERIM})
    other = ProposeAppointment.model_validate(again | {"person": PERMANENT})
    assert filling.do(APPOINTMENT, same) == "nothing"
    assert filling.do(APPOINTMENT, other) == "proposed-otherwise"


def test_a_post_is_established_once_every_body_has_agreed_g68() -> None:
    filling = Filling()
    filling.confirm(EXTEND, TOWNS[:2])
    assert filling.do(ON_POST, EstablishPost(matter=EXTEND)) == "not-all-confirmed"
    filling.confirm(EXTEND, TOWNS[2:])
    assert filling.do(ON_POST, EstablishPost(matter=EXTEND)) == "done"
    assert filling.do(ON_POST, EstablishPost(matter=EXTEND)) == "post-exists"


# --- what must be met before anybody starts -----------------------------------------------------


def test_eligibility_comes_first_g67(filling: Filling) -> None:
    filling.does(APPOINTMENT, PROPOSAL)
    for command in (RequestSignOff(), FixStart(first=START)):
        assert filling.do(APPOINTMENT, command) == "eligibility-untested"
    unseen = RecordEligibility.model_validate({"passed": True, "evidence": " "})
    assert filling.do(APPOINTMENT, unseen) == "evidence-missing"
    filling.does(APPOINTMENT, RecordEligibility(passed=False, evidence=SEEN))
    assert filling.do(APPOINTMENT, RequestSignOff()) == "eligibility-untested"


def test_all_but_one_is_not_enough_nor_is_a_body_not_concerned_g68(filling: Filling) -> None:
    filling.propose()
    filling.confirm(CONFIRM, (*TOWNS[:2], BOARD))
    assert filling.do(APPOINTMENT, RequestSignOff()) == "not-all-confirmed"
    assert filling.do(APPOINTMENT, FixStart(first=START)) == "not-all-confirmed"
    filling.confirm(CONFIRM, TOWNS[2:])
    filling.request()


def test_without_a_matter_nobody_has_confirmed_anything(filling: Filling) -> None:
    filling.holds_proposal()
    assert filling.do(APPOINTMENT, RequestSignOff()) == "not-all-confirmed"


def test_nobody_starts_before_the_sign_off(filling: Filling) -> None:
    filling.propose()
    filling.confirm(CONFIRM)
    assert filling.do(APPOINTMENT, FixStart(first=START)) == "not-signed-off"
    filling.request()
    assert filling.do(APPOINTMENT, FixStart(first=START)) == "not-signed-off"
    filling.does(APPOINTMENT, AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=SEEN))
    filling.start(START)
    assert filling.appointment().stage is AppointmentStage.IN_POST
    assert filling.register.at == at_london(START, MONDAY.time().replace(hour=0))


def test_a_term_does_not_end_before_it_starts() -> None:
    filling = confirmed()
    assert filling.do(APPOINTMENT, FixStart(first=date(2020, 8, 25))) == "ends-before-it-starts"
    filling.start(START)
    assert filling.do(APPOINTMENT, EndEarly(last=date(2020, 2, 23), reason=WHY)) == "ends-before-it-starts"
    filling.at(date(2020, 3, 2))
    assert filling.do(APPOINTMENT, EndEarly(last=date(2020, 3, 1), reason=WHY)) == "due-in-the-past"
    assert filling.do(APPOINTMENT, EndEarly(last=TERM, reason=WHY)) == "not-earlier"


def test_whoever_is_found_since_not_to_be_eligible_does_not_start_g67() -> None:
    filling = confirmed()
    filling.does(APPOINTMENT, FixStart(first=START))
    starting = filling.next_step(APPOINTMENT)
    assert starting is not None
    filling.does(APPOINTMENT, RecordEligibility(passed=False, evidence=SEEN))
    assert filling.next_step(APPOINTMENT) is None
    filling.register.at = starting.at
    assert filling.do(APPOINTMENT, starting.command, None) == "nothing"


def test_what_was_proposed_may_be_withdrawn_until_it_starts() -> None:
    filling = confirmed()
    filling.does(APPOINTMENT, FixStart(first=START))
    filling.until(APPOINTMENT, "start-appointment")
    assert filling.do(APPOINTMENT, WithdrawAppointment(reason=WHY)) == "started-already"
    filling.propose(SECOND, **PERMANENTLY)
    filling.does(SECOND, WithdrawAppointment(reason=WHY))
    assert filling.do(SECOND, FixStart(first=START)) == "appointment-over"


# --- two in one post ------------------------------------------------------------------------------


@pytest.fixture
def followed() -> Filling:
    """In post, and a permanent holder confirmed and signed off to follow."""
    opened = in_post()
    opened.propose(SECOND, **PERMANENTLY)
    opened.confirm(confirmation_of(SECOND))
    opened.sign_off(SECOND)
    return opened


def test_two_do_not_hold_one_post_on_one_day(followed: Filling) -> None:
    assert followed.do(SECOND, FixStart(first=TERM)) == "post-held"
    assert followed.do(SECOND, FixStart(first=date(2020, 8, 25))) == "done"


def test_two_hold_it_only_while_it_is_handed_over(followed: Filling) -> None:
    first = date(2020, 8, 17)
    assert followed.do(SECOND, FixStart(first=first)) == "post-held"
    followed.start(first, SECOND, hand_over=True)
    held = followed.post
    assert [each.covers(first) for each in held.tenures] == [True, True]
    on_first = held.on(first)
    assert on_first is not None
    assert on_first.person == PERMANENT


def test_two_whose_start_is_fixed_do_not_start_together() -> None:
    """Neither holds the post yet, so only what is fixed tells."""
    filling = confirmed()
    filling.propose(SECOND, **PERMANENTLY)
    filling.confirm(confirmation_of(SECOND))
    filling.sign_off(SECOND)
    filling.does(APPOINTMENT, FixStart(first=START))
    assert filling.do(SECOND, FixStart(first=date(2020, 2, 1))) == "post-held"
    assert filling.do(SECOND, FixStart(first=START)) == "post-held"


def test_an_extension_does_not_run_into_the_term_of_whoever_follows(followed: Filling) -> None:
    followed.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    followed.confirm(EXTEND)
    followed.request()
    followed.does(SECOND, FixStart(first=date(2020, 8, 25)))
    followed.does(APPOINTMENT, AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=SEEN))
    assert followed.appointment().last == TERM
    assert followed.do(APPOINTMENT, ExtendTerm()) == "post-held"
    longer = ProposeExtension(last=date(2021, 4, 30), matter=EXTEND)
    assert followed.do(APPOINTMENT, longer) == "post-held"


# --- the term ---------------------------------------------------------------------------------------


def test_notices_go_on_working_days_and_the_last_not_after_an_extension_b18() -> None:
    filling = in_post()
    for day in (date(2020, 6, 25), date(2020, 7, 24)):
        filling.until(APPOINTMENT, "give-term-notice")
        assert filling.register.at == at_london(day, MONDAY.time())
    filling.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    filling.confirm(EXTEND)
    assert filling.next_step(APPOINTMENT) is not None
    filling.at(date(2020, 7, 30))
    filling.sign_off()
    step = filling.next_step(APPOINTMENT)
    assert step is not None
    assert isinstance(step.command, GiveTermNotice)
    assert (step.command.days, step.at.date()) == (60, date(2021, 1, 29))
    assert filling.appointment().last == date(2021, 3, 31)


def test_of_notices_due_together_the_nearest_is_given_alone() -> None:
    filling = in_post()
    step = filling.next_step(APPOINTMENT)
    assert step is not None
    filling.at(date(2020, 8, 10))
    assert filling.do(APPOINTMENT, step.command, None) == "done"
    assert filling.appointment().notices == (30,)


def test_a_notice_whose_day_had_passed_when_the_term_was_cut_short_is_not_given() -> None:
    filling = in_post()
    filling.at(date(2020, 4, 1))
    filling.does(APPOINTMENT, EndEarly(last=date(2020, 4, 20), reason=WHY))
    filling.until(APPOINTMENT, "give-term-notice")
    assert filling.appointment().notices == (7,)
    assert filling.register.at == at_london(date(2020, 4, 9), MONDAY.time()), "the 13th and 10th are holidays"
    filling.until(APPOINTMENT, "end-appointment")
    assert filling.register.at == end_of(date(2020, 4, 20))


def test_a_short_term_has_only_the_notices_that_fit() -> None:
    filling = after_a_round()
    filling.propose(last=date(2020, 3, 10))
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.start(START)
    filling.until(APPOINTMENT, "end-appointment")
    assert filling.appointment().notices == (7,)


def test_an_extension_is_a_new_decision_of_everybody_g74() -> None:
    filling = in_post()
    assert filling.do(APPOINTMENT, ProposeExtension(last=TERM, matter=EXTEND)) == "not-later"
    assert filling.do(APPOINTMENT, ExtendTerm()) == "no-extension"
    filling.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    filling.confirm(EXTEND, TOWNS[:2])
    for command in (RequestSignOff(), ExtendTerm()):
        assert filling.do(APPOINTMENT, command) == "not-all-confirmed"
    filling.confirm(EXTEND, TOWNS[2:])
    assert filling.do(APPOINTMENT, ExtendTerm()) == "not-signed-off"


def test_an_extension_refused_outside_leaves_the_term_and_may_be_proposed_again() -> None:
    filling = in_post()
    longer = ProposeExtension(last=date(2021, 3, 31), matter=EXTEND)
    filling.does(APPOINTMENT, longer)
    assert filling.do(APPOINTMENT, longer) == "nothing"
    filling.confirm(EXTEND)
    filling.request()
    filling.does(APPOINTMENT, AnswerSignOff(answer=SignOffAnswer.REFUSED, by=OFFICE, evidence=SEEN))
    assert (filling.appointment().stage, filling.appointment().last) == (AppointmentStage.IN_POST, TERM)
    filling.does(APPOINTMENT, longer)
    filling.sign_off()
    assert filling.appointment().last == date(2021, 3, 31)


def test_a_post_without_sign_off_is_extended_by_its_bodies_alone() -> None:
    filling = after_a_round(sign_off=None)
    filling.propose()
    filling.confirm(CONFIRM)
    filling.start(START)
    filling.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    filling.confirm(EXTEND)
    filling.does(APPOINTMENT, ExtendTerm())
    assert filling.post.tenures[0].last == date(2021, 3, 31)


def test_a_term_ends_at_midnight_and_then_nothing_is_waited_for() -> None:
    filling = in_post()
    filling.until(APPOINTMENT, "end-appointment")
    assert filling.register.at == end_of(TERM)
    assert filling.next_step(APPOINTMENT) is None
    assert filling.do(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31))) == "appointment-over"


def test_without_a_last_day_nothing_is_extended_g74() -> None:
    filling = after_a_round(sign_off=with_effect(SignOffEffect.CONSENT))
    filling.propose(**PERMANENTLY)
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.start(START)
    assert filling.next_step(APPOINTMENT) is None
    assert filling.do(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31))) == "no-term"


def test_thirteen_months_from_the_end_of_january_end_on_the_last_of_february() -> None:
    """Of a secondment; the second ends on a 29th, the year being a leap year."""
    assert add_months(date(2020, 1, 31), 13) == date(2021, 2, 28)
    assert add_months(date(2019, 1, 31), 13) == date(2020, 2, 29)
    filling = after_a_round()
    filling.propose(tenure=TenureKind.SECONDMENT, home="south-town", last=add_months(date(2020, 1, 31), 13))
    assert filling.appointment().home == "south-town"
