"""A matter on hold: its windows stand still, and on its release they have the time back."""

from datetime import UTC, datetime, timedelta

import pytest
from a_partnership import (
    APPROVAL,
    BOARD,
    CONTENT,
    MATTER,
    OUTSIDER,
    SIGN_OFF,
    SPONSOR,
    a_partnership,
    holder,
    seat,
)
from a_register import Register
from a_round import APPROVAL as STRATEGY
from a_round import MATTER as ESSEX_MATTER
from a_round import before_everybody, expect, meeting_of, on
from an_amended_plan import APPROVAL as PLAN
from an_amended_plan import MATTER as PLAN_MATTER
from an_amended_plan import asked, limited, of
from hypothesis import given
from hypothesis import strategies as st

from models.commands import (
    ChaseMinutes,
    CloseSignOff,
    GiveAnswer,
    HandOver,
    HoldMatter,
    OpenMatter,
    OpenStage,
    RaiseConcern,
    ReleaseMatter,
)
from models.events import DeadlineMoved
from models.letters import LetterKind
from models.sign_off import SignOff
from models.values import LONDON, Answer, Instant, Standing, Text
from rules.calendar import is_working_day, london_day
from rules.waits import meeting_wait, sign_off_wait

BEGAN = datetime(2020, 4, 2, 8, 0, tzinfo=UTC)
CLOSES = datetime(2020, 4, 16, 16, 0, tzinfo=UTC)
"""A Thursday, at five in London."""
WHY = Text.of("waiting for advice")


def open_board() -> Register:
    register = Register(a_partnership(), at=BEGAN)
    expect(register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR))
    expect(register.do(APPROVAL, OpenStage(stage="board")))
    return register


def held(register: Register, since: Instant, until: Instant, approval: str = APPROVAL) -> Register:
    register.at = since
    expect(register.do(approval, HoldMatter(reason=WHY), SPONSOR))
    register.at = until
    return register


def released(register: Register, approval: str = APPROVAL) -> Register:
    expect(register.do(approval, ReleaseMatter(reason=WHY), SPONSOR))
    return register


def board(register: Register) -> SignOff:
    return register.sign_off(MATTER, BOARD, "1.0")


def answer(register: Register, number: int, said: Answer = Answer.APPROVE) -> str:
    command = GiveAnswer(seat=seat(number), answer=said, content_hash=CONTENT, reason=WHY)
    return register.do(SIGN_OFF, command, holder(number))


# --- the time given back ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "closes"),
    [
        pytest.param((6, 9), (13, 9), (23, 16), id="seven days"),
        pytest.param((6, 9), (13, 10), (24, 16), id="seven days and an hour count as eight"),
        pytest.param((6, 9), (6, 10), (17, 16), id="an hour counts as a day"),
        pytest.param((6, 9), (8, 9), (20, 16), id="a deadline on a Saturday closes on Monday"),
        pytest.param((6, 9), (6, 9), (16, 16), id="released in the same instant"),
        pytest.param((16, 15), (30, 15), (30, 16), id="held in its last hour over a fortnight"),
    ],
)
def test_the_deadline_moves_by_the_days_it_was_held(
    since: tuple[int, int], until: tuple[int, int], closes: tuple[int, int]
) -> None:
    began, ended = (datetime(2020, 4, *each, tzinfo=UTC) for each in (since, until))
    register = held(open_board(), began, ended)
    assert board(released(register)).deadline == datetime(2020, 4, *closes, tzinfo=UTC)


def test_the_hour_stays_the_same_in_london_when_the_clocks_change() -> None:
    register = held(open_board(), on(2020, 4, 6), on(2020, 11, 2))
    deadline = board(released(register)).deadline
    assert deadline is not None
    assert deadline.astimezone(LONDON).hour == 17


def test_what_was_still_to_come_moves_with_it_and_what_was_done_stays() -> None:
    register = open_board()
    (first, second, last) = board(register).reminders
    register = held(register, first + timedelta(hours=1), first + timedelta(days=14, hours=1))
    after = board(released(register))
    assert after.reminders == (first, second + timedelta(days=14), last + timedelta(days=14))
    assert after.director_told == datetime(2020, 4, 30, 8, 0, tzinfo=UTC)


def test_what_was_over_when_the_matter_was_held_stays_over() -> None:
    register = held(open_board(), CLOSES + timedelta(hours=1), CLOSES + timedelta(days=9))
    assert answer(register, 1) == "sign-off-closed"
    assert board(released(register)).deadline == CLOSES
    assert register.do(SIGN_OFF, CloseSignOff(due=CLOSES)) == "done"
    decided = board(register).decided
    assert decided is not None
    assert decided.happened == CLOSES


def test_two_holds_give_back_the_time_of_both() -> None:
    register = released(held(open_board(), on(2020, 4, 6), on(2020, 4, 13)))
    register = released(held(register, on(2020, 4, 14), on(2020, 4, 21)))
    assert board(register).deadline == CLOSES + timedelta(days=14)


@given(
    after=st.timedeltas(timedelta(hours=1), CLOSES - BEGAN - timedelta(hours=1)),
    lasting=st.timedeltas(timedelta(0), timedelta(days=400)),
)
def test_nobody_loses_time_by_a_hold(after: timedelta, lasting: timedelta) -> None:
    since = BEGAN + after
    register = all_done_until(open_board(), since)
    still = [each for each in board(register).reminders if each > since]
    register = released(held(register, since, since + lasting))
    asked_on = board(register)
    closes, step = asked_on.deadline, sign_off_wait(asked_on, register.approval(MATTER)).next_step
    assert closes is not None
    assert step is not None
    assert closes.astimezone(LONDON).hour == 17
    assert is_working_day(london_day(closes), register.known().calendar)
    assert closes - register.at >= CLOSES - since - timedelta(hours=1), "but for an hour of summer time"
    assert step.at > register.at, "nothing has fallen due meanwhile"
    coming = [each for each in asked_on.reminders if each > register.at]
    assert bool(coming) is bool(still)
    assert all(each < closes for each in coming)
    assert len(set(coming)) == len(coming) <= len(still)


def all_done_until(register: Register, moment: Instant) -> Register:
    while step := sign_off_wait(board(register), register.approval(MATTER)).next_step:
        if step.at > moment:
            break
        register.at = step.at
        expect(register.do(SIGN_OFF, step.command))
    return register


def test_a_body_that_answers_by_letter_is_waited_for_longer_too() -> None:
    register = asked()
    before = register.sign_off(PLAN_MATTER, "west-board", "1.0")
    assert before.secretariat_told is not None
    released(held(register, on(2020, 4, 6), before.secretariat_told + timedelta(days=7), PLAN), PLAN)
    after = register.sign_off(PLAN_MATTER, "west-board", "1.0")
    assert after.secretariat_told is not None
    assert after.secretariat_told > register.at
    assert after.deadline is None


def test_a_release_that_moves_nothing_writes_nothing_on_the_sign_off() -> None:
    register = released(held(open_board(), on(2020, 4, 6), on(2020, 4, 6)))
    assert not [line for line in register.lines if isinstance(line.event, DeadlineMoved)]


# --- while it is held ---------------------------------------------------------------------


def test_held_over_its_deadline_answers_are_taken_and_decide() -> None:
    register = held(open_board(), on(2020, 4, 7), CLOSES + timedelta(days=3))
    assert register.do(SIGN_OFF, CloseSignOff(due=CLOSES)) == "nothing"
    assert [answer(register, number) for number in (1, 2, 3)] == ["done"] * 3
    assert board(register).standing is Standing.APPROVED


def test_held_over_its_deadline_a_member_may_hand_over() -> None:
    register = held(open_board(), on(2020, 4, 7), CLOSES + timedelta(days=3))
    assert register.do(SIGN_OFF, HandOver(seat=seat(1), deputy=OUTSIDER), holder(1)) == "done"


def test_released_it_is_open_to_the_new_deadline_and_closes_then() -> None:
    register = released(held(open_board(), on(2020, 4, 7), CLOSES + timedelta(days=20)))
    closes = board(register).deadline
    assert closes is not None
    assert register.do(SIGN_OFF, CloseSignOff(due=CLOSES)) == "nothing"
    assert answer(register, 1) == "done"
    register.at = closes
    assert answer(register, 2) == "sign-off-closed"
    assert register.do(SIGN_OFF, CloseSignOff(due=closes)) == "done"


def test_the_window_to_object_stands_still_and_ends_later() -> None:
    register = limited()
    until = register.approval(PLAN_MATTER).notices["west-board"].until
    held(register, on(2020, 4, 6), until + timedelta(days=2), PLAN)
    objects = RaiseConcern(words=Text.of("it weakens our place"), objects=True)
    assert register.do(of("west-board", "1.1"), objects, "west-board-clerk") == "done"
    released(register, PLAN)
    later = register.approval(PLAN_MATTER).notices["south-board"].until
    assert later > register.at
    assert register.sign_off(PLAN_MATTER, "south-board", "1.1").deadline == later
    assert register.do(of("south-board", "1.1"), objects, "south-board-clerk") == "done"


# --- its meetings -------------------------------------------------------------------------


def test_a_meeting_with_nothing_but_held_matters_is_not_chased() -> None:
    register = before_everybody()
    stream = meeting_of(register, "thurrock-hwb")
    calendar, meeting = register.known().calendar, register.meeting(stream.split("/")[1])
    held(register, on(2019, 12, 19), on(2020, 6, 1), STRATEGY)
    register.told.clear()
    step = meeting_wait(meeting, calendar).next_step
    assert step is not None
    assert meeting_wait(meeting, calendar, {ESSEX_MATTER}).next_step is None
    assert register.do(stream, step.command) == "nothing"
    assert register.do(stream, ChaseMinutes(due=on(2020, 2, 20))) == "nothing"
    assert register.told == []
    released(register, STRATEGY)
    assert register.do(stream, step.command) == "done", "its minutes are owed once the matter goes on"


def test_a_meeting_that_takes_another_matter_too_is_chased() -> None:
    register = before_everybody()
    name = meeting_of(register, "thurrock-hwb").split("/")[1]
    meeting = register.meeting(name)
    both = meeting.model_copy(update={"agenda": {**meeting.agenda, "another": meeting.bodies}})
    register.states[meeting.stream] = both
    held(register, on(2019, 12, 19), on(2020, 6, 1), STRATEGY)
    step = meeting_wait(both, register.known().calendar, {ESSEX_MATTER}).next_step
    assert step is not None
    assert register.do(meeting.stream, step.command) == "done"


def test_everyone_still_asked_hears_of_the_release_and_its_secretary() -> None:
    register = held(open_board(), on(2020, 4, 7), on(2020, 4, 8))
    assert answer(register, 1) == "done"
    register.told.clear()
    told = [each.seat for each in released(register).told if each.kind is LetterKind.MATTER_RELEASED]
    assert told == [None, *(seat(number) for number in (2, 3, 4, 5))]
