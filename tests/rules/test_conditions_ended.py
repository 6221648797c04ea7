"""What hangs on a matter that has ended ends with it: nobody is chased for a condition of it (G11)."""

from datetime import date

import pytest
from a_partnership import SPONSOR
from a_plan_to_publish import promise
from a_refused_plan import CLERK, ended
from a_register import Register
from a_round import expect
from an_amended_plan import APPROVAL, MATTER, approved_by_all

from models.command import Command
from models.commands import ExtendCondition, WithdrawMatter
from models.course import EndedBecause
from models.dates import When
from models.deciding import ConditionState
from models.events import ObligationDropped
from models.obligation import ObligationStage
from models.values import Text
from rules.waits import obligation_wait

NAME = f"{MATTER}.north-board.condition-1"
WHY = Text.of("the harbour is sold")
ENDINGS = [
    pytest.param(
        ended(EndedBecause.OTHER).model_copy(update={"reason": WHY}), CLERK, id="ended by its owner"
    ),
    pytest.param(WithdrawMatter(reason=WHY), SPONSOR, id="withdrawn by its sponsor"),
]


def slipped() -> Register:
    register = approved_by_all()
    wait = obligation_wait(register.obligation(NAME), register.known().calendar)
    while wait.next_step is not None:
        register.at = max(register.at, wait.next_step.at)
        expect(register.do(f"obligation/{NAME}", wait.next_step.command))
        wait = obligation_wait(register.obligation(NAME), register.known().calendar)
    return register


@pytest.mark.parametrize(("ending", "by"), ENDINGS)
def test_its_open_conditions_are_dropped_in_the_same_act_for_the_same_reason_g11(
    ending: Command, by: str
) -> None:
    register = approved_by_all()
    expect(register.do(APPROVAL, ending, by))
    owed = register.obligation(NAME)
    assert owed.stage is ObligationStage.DROPPED
    assert obligation_wait(owed, register.known().calendar).is_over, "nothing falls due any more"
    (dropped,) = (line.event for line in register.lines if isinstance(line.event, ObligationDropped))
    assert dropped.reason == WHY
    approval = register.approval(MATTER)
    assert approval.conditions[NAME].state is ConditionState.ENDED
    assert approval.has_given("north-board"), "what was decided stands"
    later = ExtendCondition(due=date(2020, 9, 30), evidence=WHY)
    assert register.do(f"obligation/{NAME}", later, "north-board-clerk") == "obligation-closed"


@pytest.mark.parametrize(("ending", "by"), ENDINGS)
def test_one_that_had_lapsed_stays_lapsed_and_gives_no_approval_back_g11(ending: Command, by: str) -> None:
    register = slipped()
    expect(register.do(APPROVAL, ending, by))
    assert not register.obligation(NAME).is_open
    approval = register.approval(MATTER)
    assert approval.conditions[NAME].state is ConditionState.LAPSED
    assert not approval.has_given("north-board")


@pytest.mark.parametrize(("ending", "by"), ENDINGS)
def test_a_promise_stays_owed_to_whom_it_was_made_g56(ending: Command, by: str) -> None:
    register = approved_by_all()
    promise(register, "p1", When.on(date(2020, 6, 1)))
    expect(register.do(APPROVAL, ending, by))
    assert register.obligation("p1").is_open
