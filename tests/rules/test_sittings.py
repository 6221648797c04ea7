"""A meeting that is adjourned: each sitting with its own day, attendance and decisions."""

from collections.abc import Callable

import pytest
from a_register import Register
from a_round import MATTER, SECRETARIAT, VERSION, essex, item, on, record
from an_adjourned_meeting import (
    BOTH,
    COMMON,
    CPR,
    ENDED,
    FIRST,
    FIRST_RECORD,
    NEXT,
    SECOND,
    SOUTHEND,
    STREAM,
    THIRD,
    WHY,
    WITHOUT_CLINICIANS,
    adjourn,
    approved,
    in_the_room,
    standing,
    takes,
    tell,
)

from models.commands import (
    CancelMeeting,
    ChaseMinutes,
    ChasePapers,
    NotePapersLate,
    RecordMeeting,
    SuspendMeeting,
)
from models.letters import LetterKind
from models.values import Instant, Standing, Verb
from rules.waits import meeting_wait


@pytest.fixture
def broken_off() -> Register:
    """In the room on 30 January, at the end of what could be done that day."""
    return in_the_room()


# --- told at once, told late ----------------------------------------------------------------


def told_at_once(register: Register) -> None:
    assert adjourn(register, FIRST_RECORD) == "done"


def told_before_it_goes_on(register: Register) -> None:
    assert adjourn(register) == "done"
    register.at = on(2020, 2, 3)
    assert tell(register, FIRST_RECORD, sitting=1) == "done"


def told_after_it_went_on(register: Register) -> None:
    assert adjourn(register) == "done"
    register.at = on(2020, 2, 7)
    assert tell(register, FIRST_RECORD, sitting=1) == "done"


def told_after_the_last_sitting(register: Register) -> None:
    assert adjourn(register) == "done"
    register.at = on(2020, 2, 7)
    assert tell(register, record((CPR, "O2 C4 L2"), items=())) == "done"
    assert tell(register, FIRST_RECORD, sitting=1) == "done"


def told_when_it_could_not_go_on(register: Register) -> None:
    assert adjourn(register) == "done"
    register.at = on(2020, 2, 5)
    assert register.do(STREAM, CancelMeeting(reason=WHY), SECRETARIAT) == "done"
    assert tell(register, FIRST_RECORD, sitting=1) == "done"


def told_when_it_has_no_new_day(register: Register) -> None:
    assert adjourn(register) == "done"
    register.at = on(2020, 2, 5)
    assert register.do(STREAM, SuspendMeeting(reason=WHY), SECRETARIAT) == "done"
    assert tell(register, FIRST_RECORD, sitting=1) == "done"


@pytest.mark.parametrize(
    "told",
    [
        told_at_once,
        told_before_it_goes_on,
        told_after_it_went_on,
        told_after_the_last_sitting,
        told_when_it_could_not_go_on,
        told_when_it_has_no_new_day,
    ],
    ids=lambda told: told.__name__.replace("_", " "),
)
def test_a_decision_of_the_first_sitting_dates_from_it_whenever_it_is(
    broken_off: Register, told: Callable[[Register], None]
) -> None:
    told(broken_off)
    decided = broken_off.sign_off(MATTER, SOUTHEND, VERSION).decided
    assert decided is not None
    assert decided.happened == on(2020, 1, 30, 15)
    assert len(decided.basis.present) == len(FIRST_RECORD.attendance[SOUTHEND])
    assert (standing(broken_off, SOUTHEND), decided.meeting) == (Standing.APPROVED, COMMON)
    held = [broken_off.meeting(name.split("/")[1]) for name in broken_off.states if "meeting/" in name]
    agendas = [each.agenda.get(MATTER, ()) for each in held if each.is_to_come]
    assert not any(SOUTHEND in bodies for bodies in agendas), "no meeting to come takes it again"
    sat = broken_off.meeting(COMMON).sittings[0]
    assert (sat.starts, sat.ended) == (FIRST, ENDED)
    assert (sat.attendance, sat.recorded) == (FIRST_RECORD.attendance, broken_off.at)


def test_a_record_told_with_the_adjournment_is_one_told_a_minute_later(broken_off: Register) -> None:
    later = in_the_room()
    assert adjourn(broken_off, FIRST_RECORD) == "done"
    assert adjourn(later) == "done"
    assert tell(later, FIRST_RECORD, sitting=1) == "done"
    assert broken_off.meeting(COMMON) == later.meeting(COMMON)
    at_once, after = (each.sign_off(MATTER, SOUTHEND, VERSION).decided for each in (broken_off, later))
    assert at_once is not None
    assert after is not None
    assert at_once.model_dump(exclude={"number"}) == after.model_dump(exclude={"number"})
    assert broken_off.sign_off(MATTER, CPR, VERSION) == later.sign_off(MATTER, CPR, VERSION)


# --- the sittings that follow ---------------------------------------------------------------


def test_what_was_not_reached_is_taken_when_the_meeting_goes_on(broken_off: Register) -> None:
    assert adjourn(broken_off, FIRST_RECORD) == "done"
    waiting = broken_off.sign_off(MATTER, CPR, VERSION)
    assert (waiting.standing, waiting.meeting, waiting.meets) == (Standing.WAITING, COMMON, SECOND)
    assert broken_off.meeting(COMMON).agenda == {MATTER: (CPR,)}
    broken_off.at = on(2020, 2, 6, 17)
    assert tell(broken_off, record((CPR, "O2 C4 L2"), items=(approved(CPR, at="13:40"),))) == "done"
    decided = broken_off.sign_off(MATTER, CPR, VERSION).decided
    assert decided is not None
    assert decided.happened == on(2020, 2, 6, 13).replace(minute=40)
    sittings = broken_off.meeting(COMMON).sittings
    assert [(each.starts, tuple(each.attendance)) for each in sittings] == [
        (FIRST, (CPR, SOUTHEND)),
        (SECOND, (CPR,)),
    ]


def test_a_body_that_is_quorate_at_the_first_sitting_only_keeps_what_it_decided_there(
    broken_off: Register,
) -> None:
    assert adjourn(broken_off, FIRST_RECORD) == "done"
    broken_off.at = on(2020, 2, 6, 17)
    second = record(*WITHOUT_CLINICIANS, items=(approved(CPR, at="13:40"),))
    assert tell(broken_off, second) == "done"
    decided = broken_off.sign_off(MATTER, SOUTHEND, VERSION)
    assert (decided.standing, decided.attempts) == (Standing.APPROVED, ())
    assert standing(broken_off, CPR) is Standing.APPROVED


def test_what_was_decided_at_the_first_sitting_is_not_decided_again_at_the_second(
    broken_off: Register,
) -> None:
    assert adjourn(broken_off, FIRST_RECORD) == "done"
    before = broken_off.sign_off(MATTER, SOUTHEND, VERSION)
    broken_off.at = on(2020, 2, 6, 17)
    refused = item(SOUTHEND, Verb.REFUSE, votes="10-0", wording="not after all", at="13:30")
    assert tell(broken_off, record(*BOTH, items=(refused, approved(CPR, at="13:40")))) == "done"
    assert broken_off.sign_off(MATTER, SOUTHEND, VERSION) == before
    (task,) = [each.event for each in broken_off.lines if each.event.kind == "item-refused"]
    assert (task.body, task.code) == (SOUTHEND, "item-closed")
    assert standing(broken_off, CPR) is Standing.APPROVED


def test_adjourned_twice_it_sits_three_times(broken_off: Register) -> None:
    assert adjourn(broken_off) == "done"
    broken_off.at = on(2020, 2, 6, 15)
    second = record(*BOTH, items=(approved(CPR, at="13:40"),))
    assert adjourn(broken_off, second, THIRD, broken_off.at) == "done"
    broken_off.at = on(2020, 2, 13, 17)
    assert tell(broken_off, record(*BOTH, items=())) == "done"
    assert tell(broken_off, FIRST_RECORD, sitting=1) == "done"
    sittings = broken_off.meeting(COMMON).sittings
    assert [each.starts for each in sittings] == [FIRST, SECOND, THIRD]
    assert all(each.recorded for each in sittings)
    happened = {}
    for body in (CPR, SOUTHEND):
        decided = broken_off.sign_off(MATTER, body, VERSION).decided
        assert decided is not None
        happened[body] = decided.happened
    assert happened == {CPR: on(2020, 2, 6, 13).replace(minute=40), SOUTHEND: on(2020, 1, 30, 15)}


def test_without_a_record_nothing_is_decided_and_everything_goes_on(broken_off: Register) -> None:
    assert adjourn(broken_off) == "done"
    assert [each.event.kind for each in broken_off.lines[-3:]] == [
        "meeting-adjourned",
        "meeting-fixed",
        "meeting-fixed",
    ]
    assert broken_off.meeting(COMMON).agenda == {MATTER: (CPR, SOUTHEND)}
    assert {broken_off.sign_off(MATTER, body, VERSION).meets for body in (CPR, SOUTHEND)} == {SECOND}
    broken_off.at = on(2020, 2, 6, 17)
    assert tell(broken_off, record(*BOTH, items=(approved(CPR), approved(SOUTHEND)))) == "done"
    assert broken_off.meeting(COMMON).held == SECOND


# --- reached and not decided ----------------------------------------------------------------


def test_a_body_that_lost_its_quorum_takes_the_item_when_the_meeting_goes_on(broken_off: Register) -> None:
    told = record(*WITHOUT_CLINICIANS, items=(item(SOUTHEND, at="15:00"),))
    assert adjourn(broken_off, told) == "done"
    waiting = broken_off.sign_off(MATTER, SOUTHEND, VERSION)
    assert (waiting.standing, waiting.meeting, waiting.meets) == (Standing.INQUORATE, COMMON, SECOND)
    assert SOUTHEND in broken_off.meeting(COMMON).agenda[MATTER]
    assert [each.happened for each in waiting.attempts] == [on(2020, 1, 30, 15)]
    broken_off.at = on(2020, 2, 6, 17)
    assert tell(broken_off, record(*BOTH, items=(approved(SOUTHEND),))) == "done"
    assert standing(broken_off, SOUTHEND) is Standing.APPROVED


@pytest.mark.parametrize(
    ("goes_on", "to", "takes_it"),
    [
        pytest.param(on(2020, 2, 3, 13), None, NEXT, id="at its next meeting, the papers being due"),
        pytest.param(on(2020, 2, 3, 13), COMMON, COMMON, id="when it goes on, the record says"),
        pytest.param(on(2020, 2, 20, 13), None, COMMON, id="when it goes on, in time for the papers"),
        pytest.param(on(2020, 2, 20, 13), NEXT, NEXT, id="at its next meeting, the record says"),
    ],
)
def test_a_body_that_defers_takes_the_item(
    broken_off: Register, goes_on: Instant, to: str | None, takes_it: str
) -> None:
    put_off = item(SOUTHEND, Verb.DEFER, votes="9-0", asked_for="figures", at="15:00", to=to)
    assert adjourn(broken_off, record(*BOTH, items=(put_off,)), goes_on) == "done"
    deferred = broken_off.sign_off(MATTER, SOUTHEND, VERSION)
    meets = broken_off.meeting(takes_it).starts
    assert (deferred.standing, deferred.meeting, deferred.meets) == (Standing.DEFERRED, takes_it, meets)
    assert takes(broken_off, takes_it, SOUTHEND)
    assert takes(broken_off, COMMON, SOUTHEND) is (takes_it == COMMON)


def test_told_late_an_item_stays_on_the_meeting_it_has_come_to_meanwhile(broken_off: Register) -> None:
    """Not quorate at the first sitting, not reached at the second, so on the agenda of the next meeting."""
    assert adjourn(broken_off) == "done"
    broken_off.at = on(2020, 2, 7)
    assert tell(broken_off, record(*BOTH, items=(approved(CPR),))) == "done"
    assert broken_off.sign_off(MATTER, SOUTHEND, VERSION).meeting == NEXT
    late = record(*WITHOUT_CLINICIANS, items=(item(SOUTHEND, at="15:00"),))
    assert tell(broken_off, late, sitting=1) == "done"
    waiting = broken_off.sign_off(MATTER, SOUTHEND, VERSION)
    assert (waiting.standing, waiting.meeting) == (Standing.INQUORATE, NEXT)


# --- refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "code"),
    [
        pytest.param(record(*BOTH, items=(approved(SOUTHEND, at="16:30"),)), "item-out-of-time", id="after"),
        pytest.param(
            record(*BOTH, items=(approved(SOUTHEND, at="13:00"),)), "item-out-of-time", id="before it began"
        ),
        pytest.param(
            record(*WITHOUT_CLINICIANS, items=(approved(CPR), approved(SOUTHEND))),
            "inquorate",
            id="one of two bodies was not quorate",
        ),
        pytest.param(record(("eput-board", "E1"), items=()), "not-in-meeting", id="another body"),
        pytest.param(record(BOTH[0], BOTH[0], items=()), "body-twice", id="a body twice"),
        pytest.param(
            FIRST_RECORD.model_copy(update={"sitting": 2}), "no-such-sitting", id="told of another sitting"
        ),
    ],
)
def test_a_sitting_is_recorded_whole_or_not_at_all(
    broken_off: Register, told: RecordMeeting, code: str
) -> None:
    lines = len(broken_off.lines)
    assert adjourn(broken_off, told) == code
    assert len(broken_off.lines) == lines, "and the meeting is not adjourned either"
    assert adjourn(broken_off) == "done"
    broken_off.at = on(2020, 2, 3)
    lines = len(broken_off.lines)
    late = code if code != "no-such-sitting" else "done"
    assert tell(broken_off, told, sitting=1) == late
    assert (len(broken_off.lines) == lines) is (late != "done")


@pytest.mark.parametrize(
    ("sitting", "code"),
    [
        pytest.param(1, "sitting-recorded", id="the first, which is on the record"),
        pytest.param(2, "meeting-not-held-yet", id="the second, which is to come"),
        pytest.param(None, "meeting-not-held-yet", id="the last, which is to come"),
        pytest.param(3, "no-such-sitting", id="a third, which there is not"),
    ],
)
def test_a_sitting_is_recorded_once_and_after_it_began(
    broken_off: Register, sitting: int | None, code: str
) -> None:
    assert adjourn(broken_off, FIRST_RECORD) == "done"
    assert tell(broken_off, FIRST_RECORD, sitting) == code


def test_the_last_sitting_may_be_told_by_its_number_and_then_is_recorded(broken_off: Register) -> None:
    assert adjourn(broken_off, FIRST_RECORD) == "done"
    broken_off.at = on(2020, 2, 6, 17)
    second = record(*BOTH, items=(approved(CPR),))
    assert tell(broken_off, second, sitting=2) == "done"
    assert tell(broken_off, second, sitting=2) == "sitting-recorded"
    assert tell(broken_off, second) == "meeting-over"


# --- what is waited for, who is told --------------------------------------------------------


def test_a_meeting_with_everything_decided_is_not_asked_for_its_minutes(broken_off: Register) -> None:
    everything = record(*BOTH, items=(approved(CPR, at="15:00"), approved(SOUTHEND, at="15:10")))
    assert adjourn(broken_off, everything) == "done"
    meeting = broken_off.meeting(COMMON)
    assert meeting.agenda == {}
    assert meeting_wait(meeting, broken_off.known().calendar).next_step is None
    broken_off.at = on(2020, 2, 20)
    assert broken_off.do(STREAM, ChaseMinutes(due=on(2020, 2, 10), turn=1)) == "nothing"


def test_sponsor_and_secretary_are_told_of_the_decision_at_once(broken_off: Register) -> None:
    broken_off.told.clear()
    assert adjourn(broken_off, FIRST_RECORD) == "done"
    returned = {each.to for each in broken_off.told if each.kind is LetterKind.DECISION_RETURNED}
    assert {"independent-chair", f"{SOUTHEND}.secretary"} <= returned


def test_the_bodies_meet_as_the_tests_suppose() -> None:
    planned = essex().definition.meeting(COMMON)
    assert planned is not None
    assert planned.bodies == (CPR, SOUTHEND)


def test_a_meeting_that_was_adjourned_is_asked_for_its_minutes_and_not_for_its_papers(
    broken_off: Register,
) -> None:
    assert adjourn(broken_off) == "done"
    assert tell(broken_off, FIRST_RECORD, sitting=1) == "done"
    calendar = broken_off.known().calendar
    step = meeting_wait(broken_off.meeting(COMMON), calendar).next_step
    assert step is not None
    assert step.command.kind == "chase-minutes"
    broken_off.at = on(2020, 2, 5)
    late = on(2020, 1, 24, 0)
    assert broken_off.do(STREAM, ChasePapers(due=late, turn=1)) == "nothing"
    assert broken_off.do(STREAM, NotePapersLate(due=late, turn=1)) == "nothing"
    broken_off.at = max(broken_off.at, step.at)
    assert broken_off.do(STREAM, step.command) == "done"
