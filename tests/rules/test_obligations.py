"""What is promised or owed: it slips in the open, is carried over, and ends kept, late or dropped."""

from datetime import UTC, date, datetime

import pytest
from a_register import Register
from a_round import SECRETARIAT, essex, on

from models.commands import (
    CarryOver,
    ChaseObligation,
    Command,
    Discharge,
    DropObligation,
    OpenObligation,
    SlipObligation,
)
from models.dates import NoDay, When, read_when
from models.letters import LetterKind
from models.obligation import ObligationStage
from models.values import Instant, ObligationSort, Text
from rules.waits import obligation_wait

OWNER = "independent-chair"
PROMISE = "obligation/pr1"
MADE = on(2019, 12, 20)
MIDNIGHT = datetime(2020, 2, 1, 0, 0, tzinfo=UTC)
JANUARY = When.within("in January", date(2020, 1, 1), date(2020, 1, 31))


def promised(due: When = JANUARY, sort: ObligationSort = ObligationSort.PROMISE) -> Register:
    register = Register(essex(), at=MADE)
    command = OpenObligation(
        obligation="pr1",
        sort=sort,
        owner=OWNER,
        words=Text.of("Our plan will be published in January"),
        due=due,
        promised_to=("eput-board.secretary",),
    )
    assert register.do(PROMISE, command, SECRETARIAT) == "done"
    return register


def next_step(register: Register) -> tuple[Instant, Command] | None:
    step = obligation_wait(register.obligation("pr1"), register.known().calendar).next_step
    return (step.at, step.command) if step else None


def test_the_promise_of_the_december_brief_is_read_from_its_words() -> None:
    assert read_when("in January", date(2019, 12, 20)).latest == date(2020, 1, 31)


def test_its_owner_is_reminded_before_its_last_day() -> None:
    register = promised()
    step = next_step(register)
    assert step is not None
    register.at = step[0]
    assert isinstance(step[1], ChaseObligation)
    assert register.do(PROMISE, step[1]) == "done"
    assert register.told[-1].kind is LetterKind.OBLIGATION_REMINDER


def test_it_slips_as_of_the_last_minute_of_its_last_day_and_those_it_was_promised_to_are_told() -> None:
    register = promised()
    register.at = on(2020, 2, 3)
    assert register.do(PROMISE, SlipObligation(due=MIDNIGHT)) == "done"
    obligation = register.obligation("pr1")
    assert obligation.stage is ObligationStage.LATE
    assert obligation.slips == (datetime(2020, 1, 31, 23, 59, tzinfo=UTC),)
    told = {notice.to for notice in register.told if notice.kind is LetterKind.OBLIGATION_SLIPPED}
    assert told == {OWNER, "programme-director", "eput-board.secretary"}


def test_before_midnight_it_has_not_slipped() -> None:
    register = promised()
    register.at = datetime(2020, 1, 31, 23, 59, 59, tzinfo=UTC)
    assert register.do(PROMISE, SlipObligation(due=MIDNIGHT)) == "not-yet"


def test_a_target_that_slips_has_no_date_any_more_and_is_not_called_late() -> None:
    register = promised(sort=ObligationSort.TARGET)
    register.at = on(2020, 2, 3)
    assert register.do(PROMISE, SlipObligation(due=MIDNIGHT)) == "done"
    target = register.obligation("pr1")
    assert (target.stage, target.due) == (ObligationStage.OPEN, When.without_a_day(NoDay.UNKNOWN))


def test_carried_over_to_a_vague_date_a_late_promise_stays_late_and_is_kept_late() -> None:
    register = promised()
    register.at = on(2020, 2, 3)
    register.do(PROMISE, SlipObligation(due=MIDNIGHT))
    register.at = on(2020, 2, 13)
    carried = CarryOver(due=read_when("shortly", date(2020, 2, 13)), reason=Text.of("the brief is silent"))
    assert register.do(PROMISE, carried, SECRETARIAT) == "done"
    assert register.obligation("pr1").stage is ObligationStage.LATE
    register.at = on(2020, 4, 30)
    assert register.do(PROMISE, Discharge(evidence=Text.of("published")), SECRETARIAT) == "done"
    assert register.obligation("pr1").stage is ObligationStage.KEPT_LATE


def test_a_late_promise_carried_over_to_a_day_slips_again_on_that_day() -> None:
    register = promised()
    register.at = on(2020, 2, 3)
    register.do(PROMISE, SlipObligation(due=MIDNIGHT))
    again = CarryOver(due=JANUARY, reason=Text.of("nobody changed the date"))
    assert register.do(PROMISE, again, SECRETARIAT) == "due-in-the-past"
    register.do(PROMISE, CarryOver(due=When.on(date(2020, 3, 31)), reason="approvals"), SECRETARIAT)
    for _ in range(2):
        step = next_step(register)
        assert step is not None
        register.at = max(register.at, step[0])
        assert register.do(PROMISE, step[1]) == "done"
    assert len(register.obligation("pr1").slips) == 2
    assert next_step(register) is None


def test_a_new_date_reminds_again() -> None:
    register = promised()
    step = next_step(register)
    assert step is not None
    register.at = step[0]
    register.do(PROMISE, step[1])
    later = CarryOver(due=When.on(date(2020, 3, 31)), reason=Text.of("approvals are still out"))
    assert register.do(PROMISE, later, SECRETARIAT) == "done"
    after = next_step(register)
    assert after is not None
    assert after[0] == datetime(2020, 3, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("due", [When.standing("on request"), When.unknown("shortly")])
def test_what_has_no_last_day_is_never_late(due: When) -> None:
    assert next_step(promised(due)) is None


@pytest.mark.parametrize(
    "command", [Discharge(evidence="x"), DropObligation(reason="x"), CarryOver(due=JANUARY, reason="x")]
)
def test_what_has_ended_is_not_ended_twice(command: Command) -> None:
    register = promised()
    assert register.do(PROMISE, DropObligation(reason="not needed"), SECRETARIAT) == "done"
    assert register.do(PROMISE, command, SECRETARIAT) == "obligation-closed"
