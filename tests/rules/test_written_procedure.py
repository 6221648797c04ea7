"""A written procedure, member by member: who may answer, what counts, when it is settled."""

from datetime import UTC, datetime

import pytest
from a_partnership import (
    APPROVAL,
    CONTENT,
    MATTER,
    OUTSIDER,
    SECRETARY,
    SIGN_OFF,
    SPONSOR,
    a_partnership,
    a_rule_set,
    holder,
    seat,
    written,
)
from a_register import Register
from hypothesis import given
from hypothesis import strategies as st

from models.commands import (
    CloseSignOff,
    Command,
    DeclareInterest,
    Evidence,
    GiveAnswer,
    HandOver,
    OpenMatter,
    OpenStage,
    WithdrawMatter,
)
from models.letters import LetterKind
from models.programme import RuleSet
from models.sign_off import ConcernState, SignOff
from models.values import Answer, Assurance, Channel, Standing, Text

NOW = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)


def opened(members: int = 5, rules: RuleSet | None = None) -> Register:
    register = Register(a_partnership(members, rules), at=NOW)
    assert register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR) == "done"
    assert register.do(APPROVAL, OpenStage(stage="board")) == "done"
    return register


def answers(register: Register, number: int, said: Answer, reason: str = "", person: str = "") -> str:
    command = GiveAnswer(
        seat=seat(number), answer=said, content_hash=CONTENT, reason=Text.of(reason) if reason else None
    )
    return register.do(SIGN_OFF, command, person or holder(number))


def sign_off(register: Register) -> SignOff:
    return register.sign_off(MATTER, "harbour-board", "1.0")


def close(register: Register) -> str:
    deadline = sign_off(register).deadline
    assert deadline is not None
    register.at = max(register.at, deadline)
    return register.do(SIGN_OFF, CloseSignOff(due=deadline))


# --- who may ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "person", "code"),
    [
        pytest.param(
            GiveAnswer(seat=seat(9), answer=Answer.APPROVE, content_hash=CONTENT),
            holder(9),
            "not-entitled",
            id="a seat that is not there",
        ),
        pytest.param(
            GiveAnswer(seat=seat(1), answer=Answer.APPROVE, content_hash=CONTENT),
            holder(2),
            "not-your-seat",
            id="another member's seat",
        ),
        pytest.param(
            GiveAnswer(seat=seat(1), answer=Answer.APPROVE, content_hash="0" * 64),
            holder(1),
            "version-superseded",
            id="another text",
        ),
        pytest.param(
            GiveAnswer(seat=seat(1), answer=Answer.OBJECT, content_hash=CONTENT),
            holder(1),
            "reason-missing",
            id="an objection without a reason",
        ),
        pytest.param(
            HandOver(seat=seat(1), deputy=holder(2)), holder(1), "deputy-is-member", id="a member as deputy"
        ),
        pytest.param(
            HandOver(seat=seat(1), deputy="nobody"), holder(1), "deputy-unknown", id="an unknown deputy"
        ),
    ],
)
def test_what_a_member_may_not_do_is_refused_with_its_reason(
    command: Command, person: str, code: str
) -> None:
    assert opened().do(SIGN_OFF, command, person) == code


def test_nobody_answers_after_the_deadline_even_if_nothing_has_closed_it() -> None:
    register = opened()
    register.at = datetime(2020, 4, 16, 16, 0, tzinfo=UTC)
    assert answers(register, 1, Answer.APPROVE) == "sign-off-closed"


def test_nobody_answers_for_a_withdrawn_matter() -> None:
    register = opened()
    register.do(APPROVAL, WithdrawMatter(reason="x"), SPONSOR)
    assert answers(register, 1, Answer.APPROVE) == "matter-withdrawn"


def test_a_conflicted_member_takes_no_part_and_an_answer_given_no_longer_counts() -> None:
    register = opened(3)
    assert answers(register, 1, Answer.APPROVE) == "done"
    assert register.do(SIGN_OFF, DeclareInterest(seat=seat(1), nature="my firm"), holder(1)) == "done"
    assert answers(register, 1, Answer.APPROVE) == "conflicted"
    assert answers(register, 2, Answer.APPROVE) == "done"
    assert sign_off(register).standing is Standing.OPEN


def test_a_deputy_answers_in_the_members_place_and_the_member_does_not() -> None:
    register = opened()
    assert register.do(SIGN_OFF, HandOver(seat=seat(1), deputy=OUTSIDER), holder(1)) == "done"
    assert answers(register, 1, Answer.APPROVE) == "handed-over"
    assert answers(register, 1, Answer.APPROVE, person=OUTSIDER) == "done"


def test_the_secretary_enters_an_answer_with_its_evidence_and_the_member_is_told() -> None:
    register = opened()
    evidence = Evidence(channel=Channel.PHONE, note=Text.of("rang on 3 April"))
    command = GiveAnswer(seat=seat(1), answer=Answer.APPROVE, content_hash=CONTENT, evidence=evidence)
    assert register.do(SIGN_OFF, command, holder(2)) == "not-your-seat"
    assert register.do(SIGN_OFF, command, SECRETARY) == "done"
    assert (register.told[-1].kind, register.told[-1].to) == (LetterKind.ANSWERED_ON_BEHALF, holder(1))


def test_a_body_that_asks_for_a_surer_sign_in_takes_no_answer_by_link_alone() -> None:
    register = opened(rules=a_rule_set(minimum_assurance=Assurance.CODE))
    assert answers(register, 1, Answer.APPROVE) == "assurance-too-low"


# --- changing one's mind ------------------------------------------------------------------


def test_a_mind_may_be_changed_while_it_is_open() -> None:
    register = opened()
    assert answers(register, 1, Answer.APPROVE) == "done"
    assert answers(register, 1, Answer.APPROVE) == "nothing"
    assert answers(register, 1, Answer.OBJECT, "on reflection") == "done"
    assert sign_off(register).answers[seat(1)].answer is Answer.OBJECT


def test_a_mind_may_not_be_changed_where_the_rules_say_so() -> None:
    register = opened(rules=a_rule_set(written(may_change_answer=False)))
    assert answers(register, 1, Answer.APPROVE) == "done"
    assert answers(register, 1, Answer.ABSTAIN) == "may-not-change"


def test_one_members_condition_counts_in_favour_and_becomes_a_concern_to_answer() -> None:
    register = opened(3)
    assert answers(register, 1, Answer.APPROVE_SUBJECT_TO, "say who pays") == "done"
    assert answers(register, 2, Answer.APPROVE) == "done"
    decided = sign_off(register)
    assert decided.standing is Standing.APPROVED
    assert decided.concerns["c1"].state is ConcernState.RAISED


def test_a_condition_goes_with_a_change_of_mind() -> None:
    register = opened()
    answers(register, 1, Answer.APPROVE_SUBJECT_TO, "say who pays")
    answers(register, 1, Answer.APPROVE, "they said who pays")
    assert sign_off(register).concerns["c1"].state is ConcernState.WITHDRAWN


# --- settling -----------------------------------------------------------------------------


def test_where_one_objection_defeats_nothing_is_settled_before_the_deadline() -> None:
    register = opened(24, a_rule_set(written(agreeing=13, objection_defeats=True)))
    for number in range(1, 20):
        answers(register, number, Answer.APPROVE)
    assert sign_off(register).standing is Standing.OPEN
    assert close(register) == "done"
    assert sign_off(register).standing is Standing.APPROVED


def test_one_objection_defeats_it() -> None:
    register = opened(24, a_rule_set(written(agreeing=13, objection_defeats=True)))
    for number in range(1, 20):
        answers(register, number, Answer.APPROVE)
    answers(register, 20, Answer.OBJECT, "not in my name")
    close(register)
    assert sign_off(register).standing is Standing.REFUSED


def test_it_is_not_closed_before_its_deadline_nor_twice() -> None:
    register = opened()
    deadline = sign_off(register).deadline
    assert deadline is not None
    assert register.do(SIGN_OFF, CloseSignOff(due=deadline)) == "not-yet"
    assert close(register) == "done"
    assert register.do(SIGN_OFF, CloseSignOff(due=deadline)) == "nothing"


@given(said=st.lists(st.sampled_from(list(Answer)), min_size=1, max_size=7))
def test_whatever_members_say_it_ends_at_its_deadline_and_only_once(said: list[Answer]) -> None:
    register = opened(7)
    for number, answer in enumerate(said, start=1):
        answers(register, number, answer, "because")
    close(register)
    decisions = [line for line in register.lines if line.event.kind == "sign-off-decided"]
    assert len(decisions) == 1
    assert not sign_off(register).is_open


@given(said=st.lists(st.sampled_from(list(Answer)), min_size=7, max_size=7))
def test_an_approval_always_has_more_for_than_against(said: list[Answer]) -> None:
    register = opened(7)
    for number, answer in enumerate(said, start=1):
        answers(register, number, answer, "because")
    close(register)
    if sign_off(register).standing is Standing.APPROVED:
        given_ = [each.answer for each in sign_off(register).answers.values()]
        in_favour = given_.count(Answer.APPROVE) + given_.count(Answer.APPROVE_SUBJECT_TO)
        assert in_favour > given_.count(Answer.OBJECT)
