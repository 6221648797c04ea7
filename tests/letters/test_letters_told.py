"""Who is told of an interest, an objection, a condition and an outcome; and a body's rule in words."""

from datetime import UTC, datetime

import pytest
from a_partnership import (
    APPROVAL,
    BOARD,
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

from models.commands import (
    AnswerConcern,
    CloseSignOff,
    DeclareInterest,
    Evidence,
    GiveAnswer,
    HandOver,
    OpenMatter,
    OpenStage,
    RaiseConcern,
)
from models.letters import LetterKind
from models.programme import RuleSet, VotingRule
from models.values import Answer, Channel, PersonId, Text
from storage.letter_rules import rule_in_words

NOW = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
TERMS = Text.of("provided the figures are audited")


def opened() -> Register:
    register = Register(a_partnership(5), at=NOW)
    assert register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR) == "done"
    assert register.do(APPROVAL, OpenStage(stage="board")) == "done"
    register.told.clear()
    return register


def told(register: Register, kind: LetterKind) -> list[PersonId]:
    return [notice.to for notice in register.told if notice.kind is kind]


def answered(register: Register, number: int, said: Answer, reason: Text | None = None) -> None:
    command = GiveAnswer(seat=seat(number), answer=said, content_hash=CONTENT, reason=reason)
    assert register.do(SIGN_OFF, command, holder(number)) == "done"


def test_an_interest_is_receipted_at_once_and_told_to_secretary_and_chair() -> None:
    register = opened()
    declared = DeclareInterest(seat=seat(2), nature=Text.of("my firm bids"))
    assert register.do(SIGN_OFF, declared, holder(2)) == "done"
    assert told(register, LetterKind.INTEREST_RECORDED) == [holder(2)]
    assert told(register, LetterKind.INTEREST_DECLARED) == [SECRETARY, holder(1)]
    assert [notice.is_urgent for notice in register.told] == [True, False, False]


def test_a_chair_with_an_interest_is_not_told_of_it_twice() -> None:
    register = opened()
    declared = DeclareInterest(seat=seat(1), nature=Text.of("my firm bids"))
    assert register.do(SIGN_OFF, declared, holder(1)) == "done"
    assert told(register, LetterKind.INTEREST_DECLARED) == [SECRETARY]


def test_an_objection_is_told_to_the_secretary_and_an_approval_is_not() -> None:
    register = opened()
    answered(register, 1, Answer.APPROVE)
    assert told(register, LetterKind.OBJECTION_RAISED) == []
    answered(register, 2, Answer.OBJECT, Text.of("too dear"))
    assert told(register, LetterKind.OBJECTION_RAISED) == [SECRETARY]


def test_an_approval_subject_to_a_condition_is_no_question() -> None:
    register = opened()
    answered(register, 2, Answer.APPROVE_SUBJECT_TO, TERMS)
    assert told(register, LetterKind.CONDITION_SET) == [SPONSOR]
    assert told(register, LetterKind.QUESTION_ASKED) == []
    assert register.do(SIGN_OFF, AnswerConcern(concern="c1", words=Text.of("they are")), SPONSOR) == "done"
    assert told(register, LetterKind.CONDITION_ANSWERED) == [holder(2)]
    assert told(register, LetterKind.QUESTION_ANSWERED) == []


def test_a_member_whose_condition_the_secretary_entered_is_the_one_who_hears_of_its_answer() -> None:
    register = opened()
    evidence = Evidence(channel=Channel.PHONE, note=Text.of("rang"))
    command = GiveAnswer(
        seat=seat(2),
        answer=Answer.APPROVE_SUBJECT_TO,
        content_hash=CONTENT,
        reason=TERMS,
        evidence=evidence,
    )
    assert register.do(SIGN_OFF, command, SECRETARY) == "done"
    assert register.do(SIGN_OFF, AnswerConcern(concern="c1", words=Text.of("they are")), SPONSOR) == "done"
    assert told(register, LetterKind.CONDITION_ANSWERED) == [holder(2)]


def test_a_question_of_a_member_who_also_set_a_condition_stays_a_question() -> None:
    register = opened()
    answered(register, 2, Answer.APPROVE_SUBJECT_TO, TERMS)
    asked = RaiseConcern(seat=seat(2), words=Text.of("who audits them?"), questions=1)
    assert register.do(SIGN_OFF, asked, holder(2)) == "done"
    assert told(register, LetterKind.QUESTION_ASKED) == [SPONSOR]


def test_the_outcome_of_a_written_procedure_goes_once_to_everyone_asked() -> None:
    register = opened()
    assert register.do(SIGN_OFF, HandOver(seat=seat(4), deputy=OUTSIDER), holder(4)) == "done"
    for number in (1, 2, 3):
        answered(register, number, Answer.APPROVE)
    people = told(register, LetterKind.DECISION_RETURNED)
    assert people == [SPONSOR, SECRETARY, holder(1), holder(2), holder(3), OUTSIDER, holder(5)]


def test_a_procedure_still_closes_when_a_later_definition_has_dropped_a_seat() -> None:
    register = opened()
    (body,) = register.definition.bodies
    fewer = body.model_copy(update={"seats": body.seats[1:]})
    changed = register.definition.model_copy(update={"bodies": (fewer,)})
    register.loaded = register.loaded.model_copy(update={"definition": changed})
    deadline = register.sign_off(MATTER, BOARD, "1.0").deadline
    assert deadline is not None
    register.at = deadline
    assert register.do(SIGN_OFF, CloseSignOff(due=deadline)) == "done"
    assert holder(1) not in told(register, LetterKind.DECISION_RETURNED)
    assert holder(5) in told(register, LetterKind.DECISION_RETURNED)


# --- the rule in words --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        pytest.param(
            a_rule_set(written(agreeing=3, objection_defeats=True)),
            "3 of the 5 members who may answer must agree; one objection that stands defeats it; it is "
            "settled only at the deadline. A silent member does not help it pass.",
            id="so many must agree, and answers may change until the end",
        ),
        pytest.param(
            a_rule_set(),
            "a majority must agree, 3 of the 5 members who may answer; one objection alone does not defeat "
            "it; it passes as soon as enough have agreed, and can fail only at the deadline. A silent "
            "member does not help it pass.",
            id="a majority",
        ),
        pytest.param(
            a_rule_set(written(silence="assent", may_change_answer=False), voting=VotingRule.NO_DISSENT),
            "every one of the 5 members who may answer must agree, unless they abstain; one objection that "
            "stands defeats it; it is settled as soon as no answer still to come can change the result. "
            "A member who is silent until the deadline is taken to agree.",
            id="silence adopted as assent",
        ),
        pytest.param(
            a_rule_set(voting=VotingRule.UNANIMITY),
            "all 5 members who may answer must agree; one objection that stands defeats it; it passes as "
            "soon as enough have agreed, and can fail only at the deadline. A silent member does not help it "
            "pass.",
            id="unanimity",
        ),
    ],
)
def test_a_letter_says_the_rule_of_the_body(rules: RuleSet, words: str) -> None:
    assert rule_in_words(rules, opened().sign_off(MATTER, BOARD, "1.0")) == words


def test_a_body_without_a_written_procedure_has_no_such_rule() -> None:
    rules = a_rule_set().model_copy(update={"written": None})
    assert rule_in_words(rules, opened().sign_off(MATTER, BOARD, "1.0")) == ""
