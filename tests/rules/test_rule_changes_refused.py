"""When a body cannot go on under other rules than the matter began under (G13)."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from a_board_with_new_rules import (
    WHY,
    agreed,
    answers,
    asked,
    proposed,
    rules_of,
    with_new_rules,
)
from a_partnership import (
    APPROVAL,
    BOARD,
    MATTER,
    SECRETARY,
    SIGN_OFF,
    SPONSOR,
)
from a_register import Register
from a_round import expect

from models.command import Command
from models.commands import (
    CloseSignOff,
    WithdrawMatter,
)
from models.course_commands import ProposeRules, WithdrawRules
from models.values import Answer, Procedure, Sha256, Standing, Text

# --- what is refused ----------------------------------------------------------------------


@dataclass(frozen=True)
class Bad:
    register: Callable[[], tuple[Register, Sha256]]
    command: Callable[[Sha256], Command]
    code: str


def withdrawn() -> tuple[Register, Sha256]:
    register, rules = with_new_rules()
    expect(register.do(APPROVAL, WithdrawMatter(reason="x"), SPONSOR))
    return register, rules


def unchanged() -> tuple[Register, Sha256]:
    register = asked()
    return register, rules_of(register)[0]


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(
            Bad(
                with_new_rules,
                lambda _: ProposeRules(body=BOARD, rule_set="0" * 64, reason=WHY),
                "rules-not-in-force",
            ),
            id="rules that are not in force",
        ),
        pytest.param(
            Bad(
                unchanged,
                lambda rules: ProposeRules(body=BOARD, rule_set=rules, reason=WHY),
                "rules-the-same",
            ),
            id="the rules it runs under already",
        ),
        pytest.param(
            Bad(
                with_new_rules,
                lambda rules: ProposeRules(body="nobody", rule_set=rules, reason=WHY),
                "unknown-body",
            ),
            id="a body nobody knows",
        ),
        pytest.param(
            Bad(
                with_new_rules,
                lambda rules: ProposeRules(body=BOARD, rule_set=rules, reason=Text.of(" ")),
                "reason-missing",
            ),
            id="without a reason",
        ),
        pytest.param(
            Bad(
                withdrawn,
                lambda rules: ProposeRules(body=BOARD, rule_set=rules, reason=WHY),
                "matter-withdrawn",
            ),
            id="once it was withdrawn",
        ),
        pytest.param(
            Bad(with_new_rules, lambda _: WithdrawRules(body=BOARD), "no-rules-proposed"),
            id="nothing to withdraw",
        ),
        pytest.param(
            Bad(
                lambda: with_new_rules(None, written=None, procedures=(Procedure.MEETING,)),
                lambda rules: ProposeRules(body=BOARD, rule_set=rules, reason=WHY),
                "no-written-procedure",
            ),
            id="a written procedure is open and the new rules have none",
        ),
        pytest.param(
            Bad(
                lambda: with_new_rules(None, satisfying={}),
                lambda rules: ProposeRules(body=BOARD, rule_set=rules, reason=WHY),
                "cannot-give-it",
            ),
            id="rules under which it could never give what it is asked",
        ),
        pytest.param(
            Bad(
                lambda: with_new_rules(None, procedures=(Procedure.LETTER,)),
                lambda rules: ProposeRules(body=BOARD, rule_set=rules, reason=WHY),
                "rules-lack-procedure",
            ),
            id="rules that do not know the way it is being asked",
        ),
    ],
)
def test_it_is_refused(bad: Bad) -> None:
    register, rules = bad.register()
    assert register.do(APPROVAL, bad.command(rules), SECRETARY) == bad.code


def test_a_procedure_past_its_deadline_is_closed_under_the_rules_it_began_under() -> None:
    register, rules = with_new_rules()
    answers(register, Answer.APPROVE, 1, 2, 3)
    expect(proposed(register, rules))
    deadline = register.sign_off(MATTER, BOARD, "1.0").deadline
    assert deadline is not None
    register.at = deadline
    assert agreed(register, rules) == "procedure-over"
    expect(register.do(SIGN_OFF, CloseSignOff(due=deadline)))
    assert register.approval(MATTER).outcomes[BOARD].standing is Standing.LAPSED
    expect(agreed(register, rules))
