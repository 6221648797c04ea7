"""Everyone concerned with a post is told of each turn once, and only once it is so; of some by itself."""

from datetime import date

import pytest
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EXTEND,
    INTERIM,
    OFFICE,
    ON_POST,
    PANEL,
    PERMANENT,
    ROUND,
    SECOND,
    SEEN,
    WHY,
    Filling,
    after_a_round,
    an_established_post,
    confirmation_of,
    in_post,
)

from models.letters import LetterKind
from models.post_commands import (
    AnswerSignOff,
    DecideRound,
    EndEarly,
    FixStart,
    ProposeExtension,
    TellPartners,
    WithdrawAppointment,
    WithdrawRound,
)
from models.post_events import PartnersTold, SignOffAnswer, TenureKind
from models.tellings import Turn
from models.values import Text
from rules.telling import still_to_tell

CONCERNED = {"north.chair", "south.chair", PANEL[1]}


def telling(subject: str) -> TellPartners:
    return TellPartners(subject=subject, words=Text.of("no change at the moment"))


def told(filling: Filling) -> list[PartnersTold]:
    return [each.event for each in filling.register.lines if isinstance(each.event, PartnersTold)]


def to_tell(filling: Filling) -> tuple[str, ...]:
    return still_to_tell(filling.register.known(), filling.definition)


def an_answer(answer: SignOffAnswer) -> AnswerSignOff:
    return AnswerSignOff(answer=answer, by=OFFICE, evidence=SEEN)


# --- in somebody's words --------------------------------------------------------------------


def test_everyone_concerned_is_told_of_one_turn_once() -> None:
    filling = after_a_round()
    filling.does(ON_POST, telling("round-1-nobody-appointed"))
    assert filling.do(ON_POST, telling("round-1-nobody-appointed")) == "nothing"
    (event,) = told(filling)
    assert set(event.people) == CONCERNED
    assert (event.turn, event.number) == (Turn.NOBODY_APPOINTED, 1)


@pytest.mark.parametrize(
    "subject",
    ["round-1", "round-01-nobody-appointed", "round-1-withdrawn", "round-2-nobody-appointed", "weather-1"],
)
def test_what_is_no_turn_of_the_post_is_not_told_and_what_is_is_said(subject: str) -> None:
    filling = after_a_round()
    assert filling.do(ON_POST, telling(subject)) == "not-to-tell-now"
    assert to_tell(filling) == ("round-1-nobody-appointed",)


def test_nothing_is_told_of_a_round_before_it_has_ended_nor_does_that_bar_what_becomes_of_it() -> None:
    filling = an_established_post()
    filling.open_round()
    for subject in ("round-1", "round-1-nobody-appointed", "round-1-withdrawn"):
        assert filling.do(ON_POST, telling(subject)) == "nothing-to-tell"
    filling.interview()
    filling.does(ROUND, DecideRound(candidate="c-1", present=PANEL))
    filling.does(ON_POST, telling("round-1-somebody-chosen"))


def test_a_round_that_was_withdrawn_is_told_as_that() -> None:
    filling = an_established_post()
    filling.open_round()
    filling.does(ROUND, WithdrawRound(reason=WHY))
    filling.does(ON_POST, telling("round-1-withdrawn"))


def test_an_appointment_is_told_subject_to_sign_off_and_then_with_its_day_p17() -> None:
    filling = after_a_round()
    filling.propose()
    assert "appointment-1-confirmed" not in to_tell(filling)
    filling.confirm(CONFIRM)
    filling.does(ON_POST, telling("appointment-1-confirmed"))
    filling.sign_off()
    assert "appointment-1-start-fixed" not in to_tell(filling)
    filling.does(APPOINTMENT, FixStart(first=date(2020, 2, 24)))
    filling.does(ON_POST, telling("appointment-1-start-fixed"))
    assert told(filling)[-1].day == date(2020, 2, 24)


@pytest.mark.parametrize("ending", ["refused outside", "withdrawn"])
@pytest.mark.parametrize("had_heard", [True, False])
def test_that_it_is_not_pursued_is_told_to_those_who_had_heard_of_it_g71(
    ending: str, had_heard: bool
) -> None:
    filling = after_a_round()
    filling.propose()
    filling.confirm(CONFIRM)
    if had_heard:
        filling.does(ON_POST, telling("appointment-1-confirmed"))
    filling.request()
    if ending == "withdrawn":
        filling.does(APPOINTMENT, WithdrawAppointment(reason=WHY))
    else:
        filling.does(APPOINTMENT, an_answer(SignOffAnswer.REFUSED))
    assert ("appointment-1-not-pursued" in to_tell(filling)) is had_heard


# --- by itself ------------------------------------------------------------------------------


def test_everyone_concerned_hears_of_a_start_a_longer_term_and_its_end_without_being_told() -> None:
    filling = in_post()
    filling.at(date(2020, 6, 1))
    filling.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    filling.confirm(EXTEND)
    filling.request()
    filling.does(APPOINTMENT, an_answer(SignOffAnswer.GRANTED))
    filling.until(APPOINTMENT, "end-appointment")
    assert [(each.subject, each.words) for each in told(filling)] == [
        ("appointment-1-started", None),
        ("appointment-1-extended-2021-03-31", None),
        ("appointment-1-ended-2021-03-31", None),
    ]
    assert all(set(each.people) == CONCERNED for each in told(filling))
    letters = [each.to for each in filling.register.told if each.kind is LetterKind.PARTNERS_TOLD]
    assert len(letters) == 3 * len(CONCERNED)


def test_everyone_concerned_hears_of_an_early_end() -> None:
    filling = in_post()
    filling.does(APPOINTMENT, EndEarly(last=date(2020, 6, 30), reason=WHY))
    assert told(filling)[-1].subject == "appointment-1-ends-early-2020-06-30"


def test_whoever_has_a_letter_of_their_own_is_not_told_twice() -> None:
    filling = in_post(told=("north.chair", INTERIM, "north-clerk"))
    (event,) = told(filling)
    assert event.people == ("north.chair",)


def test_of_a_hand_over_everyone_hears_once_with_the_start_of_whoever_follows() -> None:
    filling = in_post()
    filling.propose(SECOND, tenure=TenureKind.PERMANENT, person=PERMANENT, last=None)
    filling.confirm(confirmation_of(SECOND))
    filling.sign_off(SECOND)
    filling.does(SECOND, FixStart(first=date(2020, 8, 17), hand_over=True))
    filling.until(SECOND, "start-appointment")
    filling.until(APPOINTMENT, "end-appointment")
    assert [each.subject for each in told(filling)] == ["appointment-1-started", "appointment-2-started"]


def test_what_is_told_by_itself_nobody_tells() -> None:
    filling = in_post()
    assert filling.do(ON_POST, telling("appointment-1-started")) == "nothing"
    assert filling.do(ON_POST, telling("appointment-1-ended-2020-08-24")) == "not-to-tell-now"
