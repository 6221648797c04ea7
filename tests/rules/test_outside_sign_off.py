"""The sign-off from outside: who asks when, what an answer does, a clock that may stand still (G66-G71)."""

from datetime import date

import pytest
from a_partnership import DIRECTOR
from a_post import (
    APPOINTMENT,
    CONFIRM,
    NOT_OFFERED,
    OFFICE,
    RECRUITER,
    SEEN,
    WHY,
    Filling,
    after_a_round,
    in_post,
    with_effect,
)

from models.appointment import AppointmentStage
from models.post_commands import (
    AnswerSignOff,
    AwaitInformation,
    FixStart,
    RequestSignOff,
    SupplyInformation,
)
from models.post_events import SignOffAnswer
from models.posts import SignOffEffect
from rules.calendar import add_working_days, end_of

START = FixStart(first=date(2020, 2, 24))
EFFECTS = list(SignOffEffect)


def answering(answer: SignOffAnswer, by: str = OFFICE) -> AnswerSignOff:
    return AnswerSignOff(answer=answer, by=by, evidence=SEEN)


def asked(effect: SignOffEffect = SignOffEffect.CONSENT) -> Filling:
    """On Monday 6 January 2020, to be answered within ten working days: by the end of Monday the 20th."""
    filling = after_a_round(sign_off=with_effect(effect))
    filling.propose()
    filling.confirm(CONFIRM)
    filling.request()
    return filling


# --- asking -------------------------------------------------------------------------------


def test_a_step_left_out_without_a_reason_stops_the_request_g66() -> None:
    filling = after_a_round()
    filling.propose()
    filling.confirm(CONFIRM)
    assert filling.do(APPOINTMENT, RequestSignOff(interviewed=2)) == "step-unexplained"
    assert filling.do(APPOINTMENT, RequestSignOff(interviewed=2, omitted=(NOT_OFFERED,))) == "done"
    assert filling.do(APPOINTMENT, RequestSignOff()) == "sign-off-asked"


def test_an_appointment_outside_any_round_explains_every_step_g66() -> None:
    filling = after_a_round()
    filling.propose(round=None)
    filling.confirm(CONFIRM)
    assert filling.do(APPOINTMENT, RequestSignOff(omitted=(NOT_OFFERED,))) == "step-unexplained"


def test_a_post_without_sign_off_asks_nobody_and_starts_without() -> None:
    filling = after_a_round(sign_off=None)
    filling.propose()
    filling.confirm(CONFIRM)
    assert filling.do(APPOINTMENT, RequestSignOff()) == "no-outside-sign-off"
    assert filling.do(APPOINTMENT, START) == "done"


# --- answering -----------------------------------------------------------------------------


@pytest.mark.parametrize("by", [RECRUITER, DIRECTOR, "north.chair"])
def test_nobody_answers_but_the_office_named(by: str) -> None:
    filling = asked()
    assert filling.do(APPOINTMENT, answering(SignOffAnswer.GRANTED, by)) == "not-the-signing-office"
    assert filling.do(APPOINTMENT, START) == "not-signed-off"


def test_an_answer_needs_its_evidence_and_is_given_once() -> None:
    filling = asked()
    unseen = AnswerSignOff.model_validate({"answer": "granted", "by": OFFICE, "evidence": " "})
    assert filling.do(APPOINTMENT, unseen) == "evidence-missing"
    filling.does(APPOINTMENT, answering(SignOffAnswer.GRANTED))
    for command in (answering(SignOffAnswer.REFUSED), AwaitInformation(reason=WHY)):
        assert filling.do(APPOINTMENT, command) == "sign-off-answered"


def test_what_was_not_asked_for_is_not_answered() -> None:
    filling = after_a_round()
    filling.propose()
    assert filling.do(APPOINTMENT, answering(SignOffAnswer.GRANTED)) == "sign-off-not-asked"


FORCE = {
    (SignOffEffect.CONSENT, SignOffAnswer.GRANTED): "done",
    (SignOffEffect.CONSENT, SignOffAnswer.REFUSED): "appointment-over",
    (SignOffEffect.COMMENT, SignOffAnswer.SUPPORTED): "done",
    (SignOffEffect.COMMENT, SignOffAnswer.NOT_SUPPORTED): "done",
    (SignOffEffect.VETO, SignOffAnswer.GRANTED): "done",
    (SignOffEffect.VETO, SignOffAnswer.REFUSED): "appointment-over",
}
"""What becomes of the start after an answer: the same request has different force (G70)."""


@pytest.mark.parametrize("answer", list(SignOffAnswer), ids=str)
@pytest.mark.parametrize("effect", EFFECTS, ids=str)
def test_the_same_answer_has_the_force_of_whoever_gives_it_g70(
    effect: SignOffEffect, answer: SignOffAnswer
) -> None:
    filling = asked(effect)
    code = filling.do(APPOINTMENT, answering(answer))
    if (effect, answer) not in FORCE:
        assert code == "answer-without-force"
        assert filling.do(APPOINTMENT, START) == "not-signed-off"
    else:
        assert code == "done"
        assert filling.do(APPOINTMENT, START) == FORCE[effect, answer]


@pytest.mark.parametrize("effect", EFFECTS, ids=str)
def test_silence_lets_start_only_where_the_office_could_have_objected_g70(effect: SignOffEffect) -> None:
    filling = asked(effect)
    filling.until(APPOINTMENT, "note-sign-off-overdue")
    assert filling.register.at == end_of(date(2020, 1, 20))
    assert filling.do(APPOINTMENT, START) == ("done" if effect is SignOffEffect.VETO else "not-signed-off")


def test_an_objection_after_its_time_stops_nobody_g70() -> None:
    filling = asked(SignOffEffect.VETO)
    filling.until(APPOINTMENT, "note-sign-off-overdue")
    assert filling.do(APPOINTMENT, answering(SignOffAnswer.REFUSED)) == "veto-too-late"
    filling.start(START.first)
    assert filling.do(APPOINTMENT, answering(SignOffAnswer.REFUSED)) == "veto-too-late"
    assert filling.appointment().stage is AppointmentStage.IN_POST


def test_an_objection_in_time_that_is_recorded_late_still_stops_the_start_g70() -> None:
    filling = asked(SignOffEffect.VETO)
    in_time = filling.register.at
    filling.until(APPOINTMENT, "note-sign-off-overdue")
    code = filling.register.do(APPOINTMENT, answering(SignOffAnswer.REFUSED), RECRUITER, in_time)
    assert code == "done"
    assert filling.appointment().stage is AppointmentStage.REFUSED


# --- the clock -----------------------------------------------------------------------------


def test_its_time_stands_still_while_it_waits_for_us_g71() -> None:
    filling = asked()
    assert filling.do(APPOINTMENT, SupplyInformation()) == "nothing-awaited"
    filling.at(date(2020, 1, 13))
    filling.does(APPOINTMENT, AwaitInformation(reason=WHY))
    assert filling.do(APPOINTMENT, AwaitInformation(reason=WHY)) == "nothing"
    assert filling.next_step(APPOINTMENT) is None
    filling.at(date(2020, 3, 16))
    filling.does(APPOINTMENT, SupplyInformation())
    filling.until(APPOINTMENT, "note-sign-off-overdue")
    assert filling.register.at == end_of(date(2020, 3, 23)), "as many days as were left, 63 later"


def test_what_was_left_is_counted_in_working_days_over_a_weekend_and_at_any_hour_g71() -> None:
    filling = asked()
    filling.at(date(2020, 1, 17), hour=16)
    filling.does(APPOINTMENT, AwaitInformation(reason=WHY))
    filling.at(date(2020, 1, 20))
    filling.does(APPOINTMENT, SupplyInformation())
    asking = filling.appointment().asking
    assert asking is not None
    assert asking.due == end_of(date(2020, 1, 21)), "one working day was left on the Friday"


def test_overdue_is_noted_once_and_again_after_information_was_supplied_g71() -> None:
    filling = asked()
    filling.until(APPOINTMENT, "note-sign-off-overdue")
    assert filling.next_step(APPOINTMENT) is None
    filling.does(APPOINTMENT, AwaitInformation(reason=WHY))
    filling.at(date(2020, 2, 3))
    filling.does(APPOINTMENT, SupplyInformation())
    assert filling.next_step(APPOINTMENT) is not None
    filling.does(APPOINTMENT, answering(SignOffAnswer.GRANTED))
    assert filling.next_step(APPOINTMENT) is None


def test_the_time_to_answer_counts_working_days_g71() -> None:
    filling = after_a_round()
    filling.propose()
    filling.confirm(CONFIRM)
    filling.at(date(2020, 4, 6))
    filling.request()
    asking = filling.appointment().asking
    assert asking is not None
    assert asking.due == end_of(date(2020, 4, 22)), "Good Friday and Easter Monday are no working days"
    assert add_working_days(date(2020, 4, 6), 10, filling.register.known().calendar) == date(2020, 4, 22)


def test_an_extension_is_asked_for_anew_and_explains_no_steps() -> None:
    filling = in_post()
    assert filling.do(APPOINTMENT, RequestSignOff()) == "sign-off-asked"
    assert filling.do(APPOINTMENT, answering(SignOffAnswer.GRANTED)) == "sign-off-answered"
