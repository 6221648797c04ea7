"""Orders of events in a written procedure in which a record could go wrong, each ending where it must."""

from datetime import datetime, timedelta

import pytest
from a_partnership import APPROVAL as HARBOUR
from a_partnership import (
    CONTENT,
    OUTSIDER,
    SECRETARY,
    SIGN_OFF,
    a_partnership,
    a_rule_set,
    holder,
    seat,
    written,
)
from a_partnership import MATTER as PLAN
from a_partnership import SPONSOR as PLAN_SPONSOR
from a_register import Register

from models.commands import (
    CloseSignOff,
    Command,
    DeclareInterest,
    FinishAdoption,
    GiveAnswer,
    HandOver,
    OpenMatter,
    OpenStage,
    Remind,
)
from models.letters import LetterKind
from models.sign_off import SignOff
from models.values import Answer, Instant, Standing, Text

THEN = datetime.fromisoformat("2020-04-02T09:00:00+00:00")


def in_writing(adopting: bool = False, at: Instant = THEN, **rules: object) -> Register:
    register = Register(a_partnership(5, a_rule_set(written(**rules))), at=at)
    opened = OpenMatter(matter=PLAN, version="1.0", adopting=adopting)
    assert register.do(HARBOUR, opened, PLAN_SPONSOR, happened=THEN) == "done"
    assert register.do(HARBOUR, OpenStage(stage="board"), SECRETARY, happened=THEN) == "done"
    return register


def sign_off(register: Register) -> SignOff:
    return register.sign_off(PLAN, "harbour-board", "1.0")


def says(
    register: Register, number: int, answer: Answer, person: str = "", happened: Instant | None = None
) -> str:
    command = GiveAnswer(seat=seat(number), answer=answer, content_hash=CONTENT, reason=Text.of("because"))
    return register.do(SIGN_OFF, command, person or holder(number), happened=happened)


def test_an_objection_that_no_longer_counts_makes_no_refusal() -> None:
    register = in_writing()
    says(register, 1, Answer.OBJECT)
    register.do(SIGN_OFF, DeclareInterest(seat=seat(1), nature="mine"), holder(1))
    says(register, 2, Answer.APPROVE)
    deadline = sign_off(register).deadline
    assert deadline is not None
    register.at = deadline
    assert register.do(SIGN_OFF, CloseSignOff(due=deadline)) == "done"
    assert sign_off(register).standing is Standing.LAPSED


def test_nobody_is_deputy_for_two_members_nor_names_a_deputy_of_their_own() -> None:
    register = in_writing()
    assert register.do(SIGN_OFF, HandOver(seat=seat(1), deputy=OUTSIDER), holder(1)) == "done"
    assert register.do(SIGN_OFF, HandOver(seat=seat(2), deputy=OUTSIDER), holder(2)) == "deputy-acts-already"
    assert register.do(SIGN_OFF, HandOver(seat=seat(1), deputy=PLAN_SPONSOR), OUTSIDER) == "not-your-seat"


@pytest.mark.parametrize("person", [holder(1), SECRETARY])
def test_a_member_may_take_the_seat_back(person: str) -> None:
    register = in_writing()
    register.do(SIGN_OFF, HandOver(seat=seat(1), deputy=OUTSIDER), holder(1))
    assert register.do(SIGN_OFF, HandOver(seat=seat(1), deputy=holder(1)), person) == "done"
    assert says(register, 1, Answer.APPROVE, OUTSIDER) == "not-your-seat"
    assert says(register, 1, Answer.APPROVE) == "done"


def test_an_interest_told_by_phone_is_entered_by_the_secretary() -> None:
    register = in_writing()
    assert register.do(SIGN_OFF, DeclareInterest(seat=seat(1), nature="hers"), SECRETARY) == "done"
    assert says(register, 1, Answer.APPROVE) == "conflicted"


def test_after_an_outage_across_the_deadline_nobody_is_asked_any_more() -> None:
    register = in_writing()
    reminder = sign_off(register).reminders[0]
    register.at = THEN + timedelta(days=60)
    assert register.do(SIGN_OFF, Remind(due=reminder)) == "done"
    closed = sign_off(register)
    assert closed.standing is Standing.LAPSED
    assert closed.decided is not None
    assert closed.decided.happened == closed.deadline
    assert closed.decided.verbs == (), "what lapsed refused nothing"
    assert LetterKind.REMINDER not in {notice.kind for notice in register.told}


def test_a_procedure_taken_over_half_run_takes_the_answers_of_its_own_days() -> None:
    register = in_writing(adopting=True, at=THEN + timedelta(days=60))
    for number in (3, 2, 1):
        assert says(register, number, Answer.APPROVE, happened=THEN + timedelta(days=number)) == "done"
    decided = sign_off(register).decided
    assert sign_off(register).standing is Standing.APPROVED
    assert decided is not None
    assert decided.happened == THEN + timedelta(days=3), "when the last of its answers was given"


def test_when_a_matter_taken_over_begins_to_run_those_who_still_owe_an_answer_are_asked() -> None:
    register = in_writing(adopting=True, at=THEN + timedelta(days=3))
    says(register, 1, Answer.APPROVE)
    assert register.told == []
    assert register.do(HARBOUR, FinishAdoption(), SECRETARY) == "done"
    asked = [notice.seat for notice in register.told if notice.kind is LetterKind.REMINDER]
    assert asked == [seat(2), seat(3), seat(4), seat(5)]


def test_a_closing_time_that_has_passed_is_refused() -> None:
    register = Register(a_partnership(), at=THEN)
    command: Command = OpenMatter(matter=PLAN, version="1.0", closes=THEN - timedelta(days=1))
    assert register.do(HARBOUR, command, PLAN_SPONSOR) == "closes-in-the-past"
