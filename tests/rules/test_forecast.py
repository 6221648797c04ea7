"""The earliest lawful finish: by the rules of the round itself, so a round at its pace ends on its day."""

from datetime import date

import pytest
from a_foreseen_round import day_of, foreseen, leg
from a_partnership import APPROVAL as HARBOUR
from a_partnership import BOARD, CONTENT, SIGN_OFF, a_partnership, a_rule_set, holder, seat, written
from a_partnership import MATTER as PLAN
from a_partnership import SPONSOR as HARBOUR_SPONSOR
from a_register import Register
from a_round import (
    MATTER,
    SECRETARIAT,
    before_everybody,
    before_the_board,
    essex,
    expect,
    on,
)

from models.commands import (
    CancelMeeting,
    CloseSignOff,
    GiveAnswer,
    IssueVersion,
    OpenMatter,
    OpenStage,
)
from models.programme import KnownMeeting
from models.values import Answer, ChangeClass, Text
from rules.forecast import forecast

MID_ESSEX = "mid-essex-ccg"
ITS_MARCH, ITS_MAY = "mid-essex-ccg-2020-03-26", "mid-essex-ccg-2020-05-28"


# --- the dates of the first round ---------------------------------------------------------


def test_on_the_day_the_january_promise_is_made_the_earliest_finish_is_26_march() -> None:
    found = foreseen(before_everybody())
    assert (day_of(found), found.critical) == (date(2020, 3, 26), (MID_ESSEX,))
    said = "Thursday 26 March 2020; it hangs on Governing Body of NHS Mid Essex CCG."
    assert found.words == f"The earliest lawful finish is {said}"


def test_it_is_the_same_before_the_first_approval_and_says_which_papers_are_due_too_soon() -> None:
    found = foreseen(before_the_board())
    assert (day_of(found), found.critical) == (date(2020, 3, 26), (MID_ESSEX,))
    assert "the papers of Thursday 19 December 2019 are due too soon" in leg(found, MID_ESSEX).because


def test_were_its_march_meeting_lost_the_round_would_end_on_28_may() -> None:
    for register in (before_the_board(), before_everybody()):
        found = foreseen(register, ITS_MARCH)
        assert (day_of(found), found.critical) == (date(2020, 5, 28), (MID_ESSEX,))


def test_with_both_its_meetings_lost_it_would_be_30_july() -> None:
    assert day_of(foreseen(before_everybody(), ITS_MARCH, ITS_MAY)) == date(2020, 7, 30)


def test_a_meeting_more_brings_it_forward_to_whoever_is_then_the_last() -> None:
    more = KnownMeeting(id="mid-essex-ccg-special", bodies=(MID_ESSEX,), day=date(2020, 2, 27))
    found = foreseen(before_everybody(), added=(more,))
    assert leg(found, MID_ESSEX).meeting == more.id
    assert (day_of(found), found.critical) == (date(2020, 3, 12), ("essex-hwb",))


def test_where_no_meeting_can_take_it_there_is_no_finish_and_it_says_why() -> None:
    register = before_everybody()
    every = {each.id for each in essex().definition.meetings if MID_ESSEX in each.bodies}
    found = foreseen(register, *every)
    assert (found.finish, found.critical) == (None, (MID_ESSEX,))
    assert leg(found, MID_ESSEX).because == "no meeting in the calendar can take it"


def test_supposing_changes_nothing_that_is_so() -> None:
    register = before_everybody()
    before = foreseen(register)
    foreseen(register, ITS_MARCH)
    assert foreseen(register) == before


def test_a_meeting_that_is_really_cancelled_is_foreseen_as_it_was_supposed() -> None:
    register = before_everybody()
    supposed = foreseen(register, ITS_MARCH)
    expect(register.do(f"meeting/{ITS_MARCH}", CancelMeeting(reason=Text.of("storm")), SECRETARIAT))
    assert day_of(foreseen(register)) == day_of(supposed)


# --- written procedures -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("defeats", "waits"),
    [
        pytest.param(True, True, id="one objection could still defeat it: at its deadline"),
        pytest.param(False, False, id="else as soon as enough have answered"),
    ],
)
def test_a_written_procedure(defeats: bool, waits: bool) -> None:
    rules = a_rule_set(written(objection_defeats=defeats))
    register = Register(a_partnership(5, rules), at=on(2020, 4, 2))
    expect(register.do(HARBOUR, OpenMatter(matter=PLAN, version="1.0"), HARBOUR_SPONSOR))
    before = forecast(register.known(), register.approval(PLAN)).finish
    expect(register.do(HARBOUR, OpenStage(stage="board")))
    deadline = register.sign_off(PLAN, BOARD, "1.0").deadline
    expected = deadline if waits else register.at
    assert before == forecast(register.known(), register.approval(PLAN)).finish == expected


def test_a_body_asked_again_in_writing_is_not_awaited_at_a_meeting() -> None:
    register = before_everybody()
    register.at = on(2020, 1, 6)
    change = IssueVersion(version="1.1", change=ChangeClass.MATERIAL, reason=Text.of("one paragraph"))
    expect(register.do(f"approval/{MATTER}", change, SECRETARIAT))
    deadline = register.sign_off(MATTER, "partnership-board", "1.1").deadline
    found = leg(foreseen(register), "partnership-board")
    assert (found.earliest, found.meeting) == (deadline, None)
    assert "when its written procedure closes" in found.because


def test_a_body_that_refused_has_no_date_until_it_is_asked_again() -> None:
    register = Register(a_partnership(5, a_rule_set(written(working_days=1))), at=on(2020, 4, 2))
    expect(register.do(HARBOUR, OpenMatter(matter=PLAN, version="1.0"), HARBOUR_SPONSOR))
    expect(register.do(HARBOUR, OpenStage(stage="board")))
    for number in (1, 2, 3):
        objection = GiveAnswer(
            seat=seat(number), answer=Answer.OBJECT, content_hash=CONTENT, reason=Text.of("no")
        )
        expect(register.do(SIGN_OFF, objection, holder(number)))
    sign_off = register.sign_off(PLAN, BOARD, "1.0")
    assert sign_off.deadline is not None
    register.at = sign_off.deadline
    expect(register.do(SIGN_OFF, CloseSignOff(due=sign_off.deadline)))
    found = forecast(register.known(), register.approval(PLAN))
    assert (found.finish, found.critical) == (None, (BOARD,))
