"""What the register calls open is what a workflow still waits for."""

import pytest
from a_partnership import APPROVAL, CONTENT, MATTER, PROGRAMME, SIGN_OFF, SPONSOR, a_partnership, holder, seat
from a_register import Register

from models.approval import Approval
from models.commands import Command, GiveAnswer, HoldMatter, OpenMatter, OpenStage, WithdrawMatter
from models.folding import is_held, is_open
from models.sign_off import SignOff
from models.values import Answer, Text
from rules.waits import approval_wait, sign_off_wait

REASON = Text.of("it was replaced")


def asked() -> Register:
    register = Register(a_partnership())
    assert register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR) == "done"
    assert register.do(APPROVAL, OpenStage(stage="board")) == "done"
    return register


def answers() -> list[tuple[str, Command, str]]:
    given = GiveAnswer(seat=seat(1), answer=Answer.APPROVE, content_hash=CONTENT)
    return [(SIGN_OFF, given.model_copy(update={"seat": seat(n)}), holder(n)) for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("acts", "is_waiting", "is_on_hold"),
    [
        ([], True, False),
        ([(APPROVAL, HoldMatter(reason=REASON), SPONSOR)], True, True),
        ([(APPROVAL, WithdrawMatter(reason=REASON), SPONSOR)], False, False),
        (answers(), False, False),
    ],
    ids=["asked", "on hold", "withdrawn", "approved"],
)
def test_a_matter_and_what_is_asked_are_open_while_their_workflows_wait(
    acts: list[tuple[str, Command, str]], is_waiting: bool, is_on_hold: bool
) -> None:
    register = asked()
    for stream, command, person in acts:
        assert register.do(stream, command, person) == "done"
    approval, sign_off = register.states[APPROVAL], register.states[SIGN_OFF]
    assert isinstance(approval, Approval)
    assert isinstance(sign_off, SignOff)
    assert is_open(approval) is is_waiting is not approval_wait(approval, register.definition).is_over
    assert is_open(sign_off) is is_waiting is not sign_off_wait(sign_off, approval).is_over
    assert (is_held(approval), is_held(sign_off)) == (is_on_hold, False)


def test_a_programme_has_no_workflow_that_waits() -> None:
    register = asked()
    assert not any(is_open(state) for stream, state in register.states.items() if stream.endswith(PROGRAMME))
