"""What a workflow is told to wait for is what the rule will accept when its instant has come: were it
not so, a workflow would ask and ask, and nothing would ever follow.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from a_partnership import (
    APPROVAL,
    BOARD,
    CONTENT,
    MATTER,
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
from a_round import SECRETARIAT, before_everybody, essex
from hypothesis import given
from hypothesis import strategies as st

from models.commands import (
    AskAgain,
    CarryOver,
    Command,
    DeclareInterest,
    GiveAnswer,
    HoldMatter,
    IssuePapers,
    OpenMatter,
    OpenObligation,
    OpenStage,
    ReleaseMatter,
    WithdrawMatter,
)
from models.course import EndedBecause
from models.course_commands import EndMatter
from models.dates import When
from models.values import Answer, ObligationSort, Text
from models.waits import SignOffWait, Step
from rules.subscriptions import Hears, hears
from rules.waits import meeting_wait, obligation_wait, sign_off_wait

NOW = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
SEATS = st.integers(1, 5)
OPENED_BY_RULES = {ObligationSort.CONDITION, ObligationSort.RATIFICATION}


def an_answer(number: int, said: Answer) -> tuple[str, Command, str]:
    command = GiveAnswer(seat=seat(number), answer=said, content_hash=CONTENT, reason=Text.of("because"))
    return (SIGN_OFF, command, holder(number))


ACTS = st.one_of(
    st.builds(an_answer, SEATS, st.sampled_from(Answer)),
    st.builds(lambda n: (SIGN_OFF, DeclareInterest(seat=seat(n), nature="mine"), holder(n)), SEATS),
    st.just((APPROVAL, HoldMatter(reason="x"), SPONSOR)),
    st.just((APPROVAL, ReleaseMatter(reason="x"), SPONSOR)),
    st.just((APPROVAL, WithdrawMatter(reason="x"), SECRETARY)),
    st.just((APPROVAL, AskAgain(body=BOARD, reason=Text.of("x")), SPONSOR)),
    st.just((APPROVAL, EndMatter(reason="x", evidence="x", because=EndedBecause.OTHER), SPONSOR)),
    st.none(),
)
"""What people do; None is letting the next thing fall due."""


def awaited(register: Register) -> SignOffWait:
    return sign_off_wait(register.sign_off(MATTER, "harbour-board", "1.0"), register.approval(MATTER))


def next_step(register: Register) -> Step | None:
    return awaited(register).next_step


def asked_in_writing(*, objection_defeats: bool = True) -> Register:
    rules = a_rule_set(written(agreeing=4, objection_defeats=objection_defeats))
    register = Register(a_partnership(5, rules), at=NOW)
    register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR)
    register.do(APPROVAL, OpenStage(stage="board"))
    return register


@given(st.lists(ACTS, max_size=25))
def test_a_sign_off_takes_every_step_it_waits_for(acts: list[tuple[str, Command, str] | None]) -> None:
    register = asked_in_writing()
    for act in (*acts, *[None] * 8):
        if act is not None:
            register.do(*act)
        elif (step := next_step(register)) is not None:
            register.at = max(register.at, step.at)
            assert register.do(SIGN_OFF, step.command) == "done"


@given(st.lists(ACTS, max_size=25))
def test_whatever_a_member_or_sponsor_does_that_changes_what_a_sign_off_waits_for_wakes_it(
    acts: list[tuple[str, Command, str] | None],
) -> None:
    register = asked_in_writing()
    for act in filter(None, acts):
        before, written_before = awaited(register), len(register.lines)
        register.do(*act)
        if awaited(register) != before:
            assert wakes_it(register, written_before)


def wakes_it(register: Register, written_before: int) -> bool:
    """By a line of its own or by one of its matter; time that passes is no line."""
    heard = {
        (line.stream, hears(line.event, register.states[line.stream]))
        for line in register.lines[written_before:]
    }
    return bool(heard & {(SIGN_OFF, Hears.OWN), (APPROVAL, Hears.MATTER)})


@pytest.mark.parametrize(
    ("answers", "is_woken"),
    [
        pytest.param((Answer.APPROVE,) * 3, False, id="while others are still to answer it sleeps on"),
        pytest.param((Answer.APPROVE,) * 4, True, id="the one that settles it wakes it"),
        pytest.param(
            (Answer.OBJECT, *(Answer.APPROVE,) * 3, Answer.ABSTAIN), True, id="the last of all wakes it"
        ),
    ],
)
def test_an_answer_wakes_only_the_workflow_that_waits_for_something_else_after_it(
    answers: tuple[Answer, ...], *, is_woken: bool
) -> None:
    register = asked_in_writing(objection_defeats=False)
    for number, said in enumerate(answers, start=1):
        before = len(register.lines)
        register.do(*an_answer(number, said))
    assert wakes_it(register, before) is is_woken


def test_every_meeting_of_the_round_takes_every_step_it_waits_for() -> None:
    register = before_everybody()
    meetings = [stream for stream in register.states if stream.startswith("meeting/")]
    calendar = register.known().calendar
    taken = 0
    for stream in meetings:
        for _ in range(4):
            step = meeting_wait(register.meeting(stream.split("/")[1]), calendar).next_step
            if step is None:
                break
            register.at = max(register.at, step.at)
            assert register.do(stream, step.command) == "done"
            taken += 1
    assert taken > len(meetings)


def test_papers_that_are_out_are_not_chased() -> None:
    register = before_everybody()
    stream = "meeting/thurrock-ccg-2020-02-26"
    assert register.do(stream, IssuePapers(), SECRETARIAT) == "done"
    step = meeting_wait(register.meeting("thurrock-ccg-2020-02-26"), register.known().calendar).next_step
    assert step is not None
    assert step.command.kind == "chase-minutes"


@given(
    due=st.dates(date(2020, 1, 1), date(2020, 12, 31)),
    again=st.dates(date(2020, 1, 1), date(2020, 12, 31)),
    sort=st.sampled_from([each for each in ObligationSort if each not in OPENED_BY_RULES]),
)
def test_an_obligation_takes_every_step_it_waits_for(due: date, again: date, sort: ObligationSort) -> None:
    register = Register(essex(), at=datetime(2019, 12, 20, 9, 0, tzinfo=UTC))
    command = OpenObligation(
        obligation="o", sort=sort, owner=SECRETARIAT, words=Text.of("x"), due=When.on(due)
    )
    assert register.do("obligation/o", command, SECRETARIAT) == "done"
    for when in (None, When.on(again), When.unknown("shortly")):
        if when is not None:
            register.do("obligation/o", CarryOver(due=when, reason="x"), SECRETARIAT)
        for _ in range(3):
            step = obligation_wait(register.obligation("o"), register.known().calendar).next_step
            if step is None:
                break
            register.at = max(register.at + timedelta(seconds=1), step.at)
            assert register.do("obligation/o", step.command) == "done"
