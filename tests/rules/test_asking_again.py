"""A body that lapsed, refused or did less than it was asked is asked once more; what it did stands."""

from datetime import timedelta

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
    a_rule_set,
    holder,
    seat,
    written,
)
from a_register import Register
from a_round import APPROVAL as STRATEGY
from a_round import SECRETARIAT, before_everybody, essex, expect, item, meeting_of, on, record
from a_round import SPONSOR as STRATEGY_SPONSOR
from explained import why

from models.commands import (
    AskAgain,
    CloseSignOff,
    DeclareInterest,
    Escalate,
    GiveAnswer,
    HandOver,
    HoldMatter,
    InformBody,
    OpenMatter,
    OpenStage,
    WithdrawMatter,
)
from models.letters import LetterKind
from models.programme import Deputies
from models.values import Answer, Standing, Text, Verb
from rules.waits import sign_off_wait

AGAIN = AskAgain(body=BOARD, reason=Text.of("members were on leave"))


def asked(**rules: object) -> Register:
    register = Register(a_partnership(5, a_rule_set(written(), **rules)), at=on(2020, 4, 2))
    expect(register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR))
    expect(register.do(APPROVAL, OpenStage(stage="board")))
    return register


def answers(register: Register, said: Answer, *numbers: int) -> None:
    for number in numbers:
        command = GiveAnswer(seat=seat(number), answer=said, content_hash=CONTENT, reason=Text.of("so"))
        expect(register.do(SIGN_OFF, command, holder(number)))


def closed(register: Register) -> None:
    sign_off = register.sign_off(MATTER, BOARD, "1.0")
    assert sign_off.deadline is not None
    register.at = sign_off.deadline
    expect(register.do(SIGN_OFF, CloseSignOff(due=sign_off.deadline, turn=sign_off.turn)))


def lapsed() -> Register:
    register = asked()
    expect(register.do(SIGN_OFF, DeclareInterest(seat=seat(5), nature=Text.of("a contract")), holder(5)))
    answers(register, Answer.APPROVE, 1)
    closed(register)
    assert register.sign_off(MATTER, BOARD, "1.0").standing is Standing.LAPSED
    return register


def test_a_lapsed_procedure_begins_afresh_and_what_was_answered_stays_on_the_record() -> None:
    register = lapsed()
    ended = register.sign_off(MATTER, BOARD, "1.0").decided
    expect(register.do(APPROVAL, AGAIN, SPONSOR))
    sign_off = register.sign_off(MATTER, BOARD, "1.0")
    assert (sign_off.standing, sign_off.answers, sign_off.decided) == (Standing.OPEN, {}, None)
    (attempt,) = sign_off.attempts
    assert (attempt.standing, attempt.decided, set(attempt.answers)) == (Standing.LAPSED, ended, {seat(1)})
    assert sign_off.deadline is not None
    assert sign_off.deadline > register.at
    assert BOARD not in register.approval(MATTER).outcomes
    (again,) = register.approval(MATTER).asked_again
    assert (again.after.standing, again.reason) == (Standing.LAPSED, AGAIN.reason)


def test_it_can_then_be_carried_and_an_interest_declared_before_still_stands() -> None:
    register = lapsed()
    expect(register.do(APPROVAL, AGAIN, SPONSOR))
    again = GiveAnswer(seat=seat(5), answer=Answer.APPROVE, content_hash=CONTENT)
    assert register.do(SIGN_OFF, again, holder(5)) == "conflicted"
    answers(register, Answer.APPROVE, 1, 2, 3)
    assert register.sign_off(MATTER, BOARD, "1.0").standing is Standing.APPROVED
    assert register.approval(MATTER).outcomes[BOARD].holds


def test_a_body_that_refused_may_decide_again_and_each_refusal_is_kept() -> None:
    register = asked()
    for turn in (1, 2):
        answers(register, Answer.OBJECT, 1, 2, 3)
        closed(register)
        assert register.approval(MATTER).outcomes[BOARD].standing is Standing.REFUSED
        expect(register.do(APPROVAL, AGAIN, SPONSOR))
        assert len(register.sign_off(MATTER, BOARD, "1.0").attempts) == turn
    found = why(register, BOARD, MATTER)
    assert [each.standing for each in found.earlier] == [Standing.REFUSED, Standing.REFUSED]
    first, second = found.earlier
    assert first.asked < first.decided == second.asked < second.decided == found.asked
    assert found.decided is None


def test_everyone_entitled_is_asked_by_letter_and_reminded_as_at_first() -> None:
    register = lapsed()
    register.told.clear()
    expect(register.do(APPROVAL, AGAIN, SPONSOR))
    requests = [notice.to for notice in register.told if notice.kind is LetterKind.SIGN_OFF_REQUEST]
    assert sorted(requests) == [holder(number) for number in range(1, 6)]
    wait = sign_off_wait(register.sign_off(MATTER, BOARD, "1.0"), register.approval(MATTER))
    assert wait.next_step is not None
    assert wait.next_step.command.kind == "remind"
    assert wait.next_step.at > register.at


@pytest.mark.parametrize(
    ("register", "code"),
    [
        pytest.param(asked, "still-asked", id="while it is being asked"),
        pytest.param(lambda: after(lapsed(), HoldMatter(reason="x")), "matter-held", id="on hold"),
        pytest.param(lambda: after(lapsed(), WithdrawMatter(reason="x")), "matter-withdrawn", id="withdrawn"),
    ],
)
def test_it_is_refused(register: object, code: str) -> None:
    assert callable(register)
    assert register().do(APPROVAL, AGAIN, SPONSOR) == code


def after(register: Register, command: HoldMatter | WithdrawMatter) -> Register:
    expect(register.do(APPROVAL, command, SPONSOR))
    return register


def test_a_body_that_has_given_what_it_was_asked_is_not_asked_again() -> None:
    register = asked()
    answers(register, Answer.APPROVE, 1, 2, 3)
    assert register.do(APPROVAL, AGAIN, SPONSOR) == "has-given-it"


def test_a_body_that_decides_in_meetings_is_put_on_its_next_one() -> None:
    register = before_everybody()
    meeting = meeting_of(register, "castle-point-rochford-ccg")
    register.at = register.meeting(meeting.split("/")[1]).starts + timedelta(hours=4)
    held = record(
        ("castle-point-rochford-ccg", "*20"),
        items=(item("castle-point-rochford-ccg", Verb.NOTE),),
    )
    expect(register.do(meeting, held, SECRETARIAT))
    outcome = register.approval("strategy").outcomes["castle-point-rochford-ccg"]
    assert (outcome.standing, outcome.holds) == (Standing.NOTED, False)
    command = AskAgain(body="castle-point-rochford-ccg", reason=Text.of("noting is not approving"))
    expect(register.do(STRATEGY, command, SPONSOR))
    sign_off = register.sign_off("strategy", "castle-point-rochford-ccg", "1.0")
    assert sign_off.standing is Standing.WAITING
    assert sign_off.attempts[-1].meeting == meeting.split("/")[1]
    assert sign_off.meeting != meeting.split("/")[1]


# --- nothing is late without a named person knowing ---------------------------------------


def test_a_body_to_be_informed_is_chased_with_the_sponsor_and_then_the_director() -> None:
    register = Register(essex(), at=on(2019, 9, 2))
    expect(register.do(STRATEGY, OpenMatter(matter="strategy", version="1.0"), STRATEGY_SPONSOR))
    expect(register.do(STRATEGY, OpenStage(stage="preparation")))
    stream = "sign-off/strategy/chairs-group/1.0"
    register.told.clear()
    for to, person in (("secretariat", STRATEGY_SPONSOR), ("director", register.definition.director)):
        step = sign_off_wait(
            register.sign_off("strategy", "chairs-group", "1.0"), register.approval("strategy")
        ).next_step
        assert step is not None
        assert isinstance(step.command, Escalate)
        assert step.command.to == to
        register.at = step.at
        expect(register.do(stream, step.command))
        assert register.told[-1].to == person
    wait = sign_off_wait(register.sign_off("strategy", "chairs-group", "1.0"), register.approval("strategy"))
    assert wait.next_step is None, "it goes on waiting, and nobody is written to for ever"


def test_once_it_is_informed_nobody_is_chased() -> None:
    register = Register(essex(), at=on(2019, 9, 2))
    expect(register.do(STRATEGY, OpenMatter(matter="strategy", version="1.0"), STRATEGY_SPONSOR))
    expect(register.do(STRATEGY, OpenStage(stage="preparation")))
    expect(register.do("sign-off/strategy/chairs-group/1.0", InformBody(), SECRETARIAT))
    state = register.sign_off("strategy", "chairs-group", "1.0")
    assert sign_off_wait(state, register.approval("strategy")).is_over


# --- deputies in time (G32) ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "code"),
    [
        pytest.param(timedelta(hours=24), "done", id="a day before is in time"),
        pytest.param(timedelta(hours=23, minutes=59), "deputy-too-late", id="a minute later is not"),
    ],
)
def test_a_deputy_is_named_so_many_hours_before_the_end(before: timedelta, code: str) -> None:
    register = asked(deputies=Deputies(hours_before=24))
    deadline = register.sign_off(MATTER, BOARD, "1.0").deadline
    assert deadline is not None
    register.at = deadline - before
    command = HandOver(seat=seat(1), deputy=OUTSIDER)
    assert register.do(SIGN_OFF, command, holder(1)) == code


def test_a_seat_may_be_taken_back_until_the_end() -> None:
    register = asked(deputies=Deputies(hours_before=24))
    expect(register.do(SIGN_OFF, HandOver(seat=seat(1), deputy=OUTSIDER), holder(1)))
    deadline = register.sign_off(MATTER, BOARD, "1.0").deadline
    assert deadline is not None
    register.at = deadline - timedelta(hours=1)
    assert register.do(SIGN_OFF, HandOver(seat=seat(1), deputy=holder(1)), holder(1)) == "done"
