"""What a member is told of the body's own rule: how many, whether an objection defeats it, when, silence."""

from datetime import UTC, datetime

import pytest
from a_partnership import a_rule_set, seat, written

from models.programme import SilenceMeans, VotingRule
from models.sign_off import SignOff
from models.values import Answer, Ask, Procedure, Text, digest_of
from rules.voting import by_answers
from services.written_rules import WrittenRule, written_rule
from web.pages import written_rule as said

CLOSES = "Thursday 16 April 2020 at 5pm, London time"
SEATS = tuple(seat(number) for number in range(1, 6))


def a_rule(voting: VotingRule = VotingRule.MAJORITY, interests: int = 0, **rules: object) -> WrittenRule:
    sign_off = SignOff(
        matter="plan",
        body="harbour-board",
        version="1.0",
        content_hash=digest_of("plan"),
        ask=Ask.APPROVE,
        required=True,
        procedure=Procedure.WRITTEN,
        rule_set=digest_of("rules"),
        opened=datetime(2020, 4, 2, 9, 0, tzinfo=UTC),
        entitled=SEATS,
        interests={each: Text.of("nature") for each in SEATS[:interests]},
    )
    found = written_rule(a_rule_set(written(**rules), voting=voting), sign_off)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("rule", "threshold", "silence"),
    [
        pytest.param(a_rule(), "3 of 5 must agree.", "3 must agree", id="a majority of all"),
        pytest.param(
            a_rule(agreeing=4, objection_defeats=True),
            "4 of 5 must agree. One objection defeats it.",
            "It does not help it pass: 4 must agree",
            id="a fixed number, and an objection defeats it",
        ),
        pytest.param(
            a_rule(VotingRule.NO_DISSENT),
            "All 5 must agree, except those who abstain.",
            "It cannot pass while anybody is silent",
            id="no dissent",
        ),
        pytest.param(
            a_rule(VotingRule.UNANIMITY), "All 5 must agree.", "It cannot pass without you", id="unanimity"
        ),
        pytest.param(
            a_rule(silence=SilenceMeans.ASSENT),
            "3 of 5 must agree.",
            "Your silence is taken as agreement",
            id="silence is assent",
        ),
        pytest.param(
            a_rule(interests=2),
            "2 of 3 must agree.",
            "2 must agree",
            id="those with an interest do not count",
        ),
    ],
)
def test_the_rule_and_what_silence_does_are_said(rule: WrittenRule, threshold: str, silence: str) -> None:
    assert said.threshold(rule) == threshold
    assert silence in said.silence(rule)


@pytest.mark.parametrize("objection_defeats", [True, False])
@pytest.mark.parametrize("may_change", [True, False])
@pytest.mark.parametrize("voting", VotingRule)
def test_it_is_said_to_settle_early_only_where_the_count_can(
    objection_defeats: bool, may_change: bool, voting: VotingRule
) -> None:
    rules = {"objection_defeats": objection_defeats, "may_change_answer": may_change}
    answers = dict.fromkeys(SEATS, Answer.APPROVE)
    counted = by_answers(a_rule_set(written(**rules), voting=voting), answers, SEATS, at_deadline=False)
    words = said.settled(a_rule(voting, **rules), CLOSES)
    assert ("and not before" in words) == (counted.result is None)
    assert CLOSES in words
