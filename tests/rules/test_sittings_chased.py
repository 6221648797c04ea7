"""A sitting that nobody recorded is asked for like other minutes: once, whatever became of the meeting."""

from collections.abc import Container

import pytest
from a_register import Register
from a_round import APPROVAL, MATTER, SECRETARIAT, on, record
from an_adjourned_meeting import (
    COMMON,
    CPR,
    FIRST_RECORD,
    SOUTHEND,
    STREAM,
    THIRD,
    WHY,
    adjourn,
    in_the_room,
)

from models.commands import (
    CancelMeeting,
    ChaseMinutes,
    ChaseSitting,
    HoldMatter,
    RecordMeeting,
    ReleaseMatter,
    SuspendMeeting,
)
from models.folding import is_open
from models.letters import LetterKind
from models.waits import Step
from rules.waits import meeting_wait


@pytest.fixture
def broken_off() -> Register:
    """In the room on 30 January, at the end of what could be done that day."""
    return in_the_room()


def next_of(register: Register, resting: Container[str] = ()) -> Step | None:
    return meeting_wait(register.meeting(COMMON), register.known().calendar, resting).next_step


def take(register: Register) -> str:
    """The next step is taken when it is due, and not before."""
    step = next_of(register)
    assert step is not None
    if register.at < step.at:
        assert register.do(STREAM, step.command) == "not-yet"
    register.at = max(register.at, step.at)
    assert register.do(STREAM, step.command) == "done"
    return step.command.kind


MONDAY = on(2020, 2, 3, 9)
"""Two working days after Thursday 30 January."""


def test_a_sitting_nobody_recorded_is_chased_once_of_the_secretaries_of_its_bodies(
    broken_off: Register,
) -> None:
    assert adjourn(broken_off) == "done"
    broken_off.told.clear()
    assert take(broken_off) == "chase-sitting"
    assert broken_off.at == MONDAY
    assert {each.to for each in broken_off.told} == {f"{CPR}.secretary", f"{SOUTHEND}.secretary"}
    assert {each.kind for each in broken_off.told} == {LetterKind.TASK}
    assert broken_off.do(STREAM, ChaseSitting(due=MONDAY, sitting=1)) == "nothing"
    assert take(broken_off) == "chase-minutes"
    assert next_of(broken_off) is None


def test_each_sitting_is_chased_for_itself(broken_off: Register) -> None:
    assert adjourn(broken_off) == "done"
    broken_off.at = on(2020, 2, 6, 15)
    assert adjourn(broken_off, None, THIRD, broken_off.at) == "done"
    chased = [broken_off.lines[-1].event for _ in range(2) if take(broken_off) == "chase-sitting"]
    assert len(chased) == 2
    numbers = [each.event.sitting for each in broken_off.lines if each.event.kind == "minutes-chased"]
    assert numbers == [1, 2]


def test_a_sitting_on_the_record_is_not_chased(broken_off: Register) -> None:
    assert adjourn(broken_off, FIRST_RECORD) == "done"
    broken_off.at = on(2020, 2, 10)
    assert broken_off.do(STREAM, ChaseSitting(due=MONDAY, sitting=1)) == "nothing"
    step = next_of(broken_off)
    assert step is not None
    assert step.command.kind == "chase-minutes"


def test_minutes_chased_before_the_adjournment_was_entered_are_not_chased_again(broken_off: Register) -> None:
    broken_off.at = on(2020, 2, 4)
    assert broken_off.do(STREAM, ChaseMinutes(due=MONDAY)) == "done"
    assert adjourn(broken_off) == "done"
    assert broken_off.meeting(COMMON).unrecorded == ()


@pytest.mark.parametrize(
    "ended",
    [
        pytest.param(record((CPR, "O2 C4 L2"), items=()), id="held"),
        pytest.param(CancelMeeting(reason=WHY), id="cancelled"),
        pytest.param(SuspendMeeting(reason=WHY), id="suspended"),
    ],
)
def test_a_sitting_is_owed_whatever_became_of_the_meeting_since(
    broken_off: Register, ended: RecordMeeting | CancelMeeting | SuspendMeeting
) -> None:
    assert adjourn(broken_off, to=on(2020, 1, 31, 13)) == "done"
    broken_off.at = on(2020, 1, 31, 17)
    assert broken_off.do(STREAM, ended, SECRETARIAT) == "done"
    meeting = broken_off.meeting(COMMON)
    assert not meeting.is_to_come
    assert is_open(meeting)
    assert not meeting_wait(meeting, broken_off.known().calendar).is_over
    assert take(broken_off) == "chase-sitting"
    meeting = broken_off.meeting(COMMON)
    assert not is_open(meeting)
    assert meeting_wait(meeting, broken_off.known().calendar).is_over


def test_nobody_is_asked_for_a_sitting_on_a_matter_on_hold_until_it_is_released(broken_off: Register) -> None:
    assert adjourn(broken_off) == "done"
    assert broken_off.do(APPROVAL, HoldMatter(reason=WHY), "independent-chair") == "done"
    assert next_of(broken_off, {MATTER}) is None
    broken_off.at = on(2020, 2, 4)
    assert broken_off.do(STREAM, ChaseSitting(due=MONDAY, sitting=1)) == "nothing"
    assert broken_off.do(APPROVAL, ReleaseMatter(reason=WHY), "independent-chair") == "done"
    assert take(broken_off) == "chase-sitting"
