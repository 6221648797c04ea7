"""Chair's action and ratification where they meet another text, a merger, no meeting, time up (G42)."""

from datetime import date, timedelta
from typing import Any

import pytest
from a_chairs_action import (
    BECAUSE,
    CCG,
    LAY,
    NO_PUBLIC,
    OWED,
    QUORATE,
    SECRETARY,
    acted,
    action,
    asked,
    owed,
    suspended,
)
from a_partnership import APPROVAL as PLAN
from a_partnership import CONTENT, SIGN_OFF, a_partnership, a_rule_set, holder, seat, written
from a_partnership import SECRETARY as PLANS_SECRETARY
from a_partnership import SPONSOR as PLANS_SPONSOR
from a_register import Register
from a_round import APPROVAL, MATTER, SECRETARIAT, SPONSOR, expect, item, on, record, stream

from models.commands import (
    AdjournMeeting,
    AskAgain,
    CallMeeting,
    DeclareInterest,
    Discharge,
    GiveAnswer,
    IssueVersion,
    OpenMatter,
    OpenStage,
    PutOnAgenda,
    RecordMeeting,
    Succeed,
    SuspendMeeting,
)
from models.deciding import Consulted, RatificationState, Rung
from models.gate import Awaits
from models.obligation import ObligationStage
from models.programme import ChairsAction, Seat
from models.urgency_commands import RungReason, TakeChairsAction
from models.values import Answer, ChangeClass, ObligationSort, Standing, Text, Verb
from rules.calendar import end_of
from rules.explain import explained
from rules.gate import gate
from rules.waits import obligation_wait

MAY, JULY = f"meeting/{CCG}-2020-05-28", f"meeting/{CCG}-2020-07-30"
MATERIAL = IssueVersion(version="1.1", change=ChangeClass.MATERIAL, reason=Text.of("the budget"))
RATIFIED = record(QUORATE, items=(item(CCG, Verb.RATIFY, votes="9-0"),))
NOT_RATIFIED = record(QUORATE, items=(item(CCG, Verb.RATIFY, votes="2-7", lost=True),))


def on_another_text() -> Register:
    """The chair has acted on 1.0; a material change has put 1.1 to everybody."""
    register = acted()
    register.at = on(2020, 4, 2)
    expect(register.do(APPROVAL, MATERIAL, SPONSOR))
    return register


def heard_on(day: date) -> tuple[Consulted, ...]:
    return tuple(Consulted(seat=each, day=day) for each in LAY)


def states(register: Register) -> list[RatificationState]:
    return [each.state for each in register.approval(MATTER).ratifications.values()]


def test_a_refused_ratification_takes_nothing_the_body_gave_itself_since() -> None:
    register = on_another_text()
    special = f"meeting/{CCG}-special"
    called = CallMeeting(meeting=f"{CCG}-special", bodies=(CCG,), starts=on(2020, 4, 16, 13))
    expect(register.do(special, called, SECRETARY))
    expect(register.do(special, PutOnAgenda(matter=MATTER, bodies=(CCG,)), SECRETARY))
    register.at = on(2020, 4, 16, 18)
    both = (item(CCG, Verb.APPROVE, votes="9-0"), item(CCG, Verb.RATIFY, votes="2-7", lost=True))
    expect(register.do(special, record(QUORATE, items=both), SECRETARY))
    outcome = register.approval(MATTER).outcomes[CCG]
    assert (outcome.standing, outcome.holds, outcome.version) == (Standing.APPROVED, True, "1.1")
    assert states(register) == [RatificationState.REFUSED]


def test_a_refused_ratification_says_nothing_of_a_text_still_being_asked_about() -> None:
    register = on_another_text()
    register.at = on(2020, 5, 28, 18)
    expect(register.do(MAY, NOT_RATIFIED, SECRETARY))
    assert CCG not in register.approval(MATTER).outcomes
    again = AskAgain(body=CCG, reason=BECAUSE)
    assert register.do(APPROVAL, again, SPONSOR) == "still-asked"


def test_two_actions_are_ratified_in_the_order_in_which_the_chair_acted() -> None:
    register = on_another_text()
    again = action(needed_by=date(2020, 4, 3), consulted=heard_on(date(2020, 4, 2)))
    expect(register.do(stream(CCG).replace("1.0", "1.1"), again, SECRETARY))
    assert states(register) == [RatificationState.OWED] * 2
    register.at = on(2020, 5, 28, 18)
    twice = (item(CCG, Verb.RATIFY, votes="9-0"), item(CCG, Verb.RATIFY, votes="2-7", lost=True))
    expect(register.do(MAY, record(QUORATE, items=twice), SECRETARY))
    assert states(register) == [RatificationState.RATIFIED, RatificationState.REFUSED]
    outcome = register.approval(MATTER).outcomes[CCG]
    assert (outcome.standing, outcome.version) == (Standing.REFUSED, "1.1")


def test_a_meeting_that_was_to_take_it_is_recorded_before_its_chair_may_act() -> None:
    register = asked()
    register.at = on(2020, 3, 27)
    assert register.do(stream(CCG), action(), SECRETARY) == "meeting-unrecorded"


def test_a_ratification_without_a_meeting_is_asked_after_until_the_calendar_has_one() -> None:
    register = suspended()
    meetings = tuple(each for each in register.definition.meetings if CCG not in each.bodies)
    later = tuple(each for each in register.definition.meetings if each.id == f"{CCG}-2020-07-30")
    whole = register.loaded
    register.loaded = whole.model_copy(
        update={"definition": whole.definition.model_copy(update={"meetings": meetings})}
    )
    for name in (MAY, JULY):
        register.states.pop(name, None)
    expect(register.do(stream(CCG), action(), SECRETARY))
    for _ in range(2):
        step = obligation_wait(owed(register), register.known().calendar).next_step
        assert step is not None
        register.at = step.at
        expect(register.do(OWED, step.command))
    assert owed(register).due.latest is None
    register.loaded = whole.model_copy(
        update={"definition": whole.definition.model_copy(update={"meetings": (*meetings, *later)})}
    )
    step = obligation_wait(owed(register), register.known().calendar).next_step
    assert step is not None
    register.at = step.at
    expect(register.do(OWED, step.command))
    assert owed(register).due.latest == date(2020, 7, 30)


def test_what_a_body_owed_to_ratify_is_owed_by_its_successor() -> None:
    register = acted()
    names = {CCG: {"until": date(2020, 4, 30), "succeeded_by": "southend-ccg"}}
    bodies = tuple(each.model_copy(update=names.get(each.id, {})) for each in register.definition.bodies)
    whole = register.loaded
    register.loaded = whole.model_copy(
        update={"definition": whole.definition.model_copy(update={"bodies": bodies})}
    )
    register.at = on(2020, 5, 1)
    expect(register.do(APPROVAL, Succeed(body=CCG, due=end_of(date(2020, 4, 30)))))
    assert owed(register).owner == "southend-ccg.secretary"
    may = register.known().meeting(f"{CCG}-2020-05-28")
    assert may is not None
    assert may.ratifications == {}


def test_a_second_action_does_not_tell_the_fate_of_the_first() -> None:
    register = acted()
    register.at = on(2020, 5, 28, 18)
    expect(register.do(MAY, NOT_RATIFIED, SECRETARY))
    register.at = on(2020, 6, 1)
    expect(register.do(APPROVAL, AskAgain(body=CCG, reason=BECAUSE), SPONSOR))
    register.at = on(2020, 6, 3)
    second = action(needed_by=date(2020, 6, 4), consulted=heard_on(date(2020, 6, 2)))
    expect(register.do(stream(CCG), second, SECRETARY))
    known = register.known()
    told = explained(CCG, register.lines, known.definition, known.rule_sets, is_given=True)
    assert told is not None
    assert "would not ratify it" not in told.answer
    assert "has still to ratify it" in told.answer


def test_an_exception_shows_until_it_is_settled() -> None:
    register = acted()
    register.at = on(2020, 5, 28, 18)
    expect(register.do(MAY, NOT_RATIFIED, SECRETARY))
    shown = [each.what for each in gate(register.known(), register.approval(MATTER)).pending]
    assert shown == [Awaits.EXCEPTION]
    exception = next(
        name
        for name, state in register.states.items()
        if getattr(state, "sort", None) is ObligationSort.EXCEPTION
    )
    expect(register.do(exception, Discharge(evidence=Text.of("It was agreed how to go on.")), SPONSOR))
    assert gate(register.known(), register.approval(MATTER)).pending == ()


def test_a_member_with_an_interest_is_not_heard_as_one_without() -> None:
    register = suspended()
    interest = DeclareInterest(seat=f"{CCG}/lay-member-1", nature=Text.of("a contract"))
    expect(register.do(stream(CCG), interest, SECRETARY))
    assert register.do(stream(CCG), action(), SECRETARY) == "too-few-heard"


def test_one_person_does_not_act_as_both_the_chair_and_the_officer() -> None:
    register = suspended()
    body = register.definition.body(CCG)
    assert body is not None

    def held_by_one(seat: Seat) -> Seat:
        is_acting = seat.id in {f"{CCG}/chair", f"{CCG}/accountable-officer"}
        return seat.model_copy(update={"held_by": "one-person", "holders": ()}) if is_acting else seat

    changed = body.model_copy(update={"seats": tuple(map(held_by_one, body.seats))})
    bodies = tuple(changed if each.id == CCG else each for each in register.definition.bodies)
    whole = register.loaded
    register.loaded = whole.model_copy(
        update={"definition": whole.definition.model_copy(update={"bodies": bodies})}
    )
    assert register.do(stream(CCG), action(), SECRETARY) == "one-acting-alone"


def test_ratified_at_the_first_sitting_it_is_not_on_the_agenda_when_the_meeting_goes_on() -> None:
    register = acted()
    register.at = on(2020, 5, 28, 15)
    first = RecordMeeting(present=RATIFIED.present, items=RATIFIED.items)
    goes_on = AdjournMeeting(starts=on(2020, 6, 4, 13), reason=NO_PUBLIC, record=first)
    expect(register.do(MAY, goes_on, SECRETARY))
    assert owed(register).stage is ObligationStage.KEPT
    meeting = register.known().meeting(f"{CCG}-2020-05-28")
    assert meeting is not None
    assert (meeting.ratifications, meeting.agenda) == ({}, {})


@pytest.mark.parametrize("twice", [pytest.param((CCG, CCG), id="the same body twice is put on once")])
def test_an_item_is_put_on_once(twice: tuple[str, ...]) -> None:
    register = asked()
    register.at = on(2020, 3, 1)
    before = len(register.lines)
    put = PutOnAgenda(matter=MATTER, bodies=twice)
    expect(register.do(f"meeting/{CCG}-2020-03-26", put, SECRETARY))
    assert len(register.lines) - before == 2


def test_suspending_the_meeting_lets_the_chair_act_where_the_meeting_itself_did_not() -> None:
    register = asked()
    register.at = on(2020, 3, 25)
    expect(register.do(f"meeting/{CCG}-2020-03-26", SuspendMeeting(reason=NO_PUBLIC), SECRETARIAT))
    register.at = on(2020, 3, 26)
    expect(register.do(stream(CCG), action(), SECRETARY))


# --- in writing, and powers -----------------------------------------------------------------


def in_writing(**rules: Any) -> Register:  # noqa: ANN401  whatever a rule may say
    """A board of five asked in writing until 17 April, whose first member is its chair and may act alone."""
    rule_set = a_rule_set(written(objection_defeats=True, agreeing=3), chairs_action=ChairsAction(), **rules)
    loaded = a_partnership(5, rule_set)
    (board,) = loaded.definition.bodies
    definition = loaded.definition.model_copy(
        update={"bodies": (board.model_copy(update={"chair": seat(1)}),)}
    )
    register = Register(loaded.model_copy(update={"definition": definition}), at=on(2020, 4, 2))
    expect(register.do(PLAN, OpenMatter(matter=PLAN.split("/")[1], version="1.0"), PLANS_SPONSOR))
    expect(register.do(PLAN, OpenStage(stage="board")))
    return register


def urgent(day: date) -> TakeChairsAction:
    shut = (
        RungReason(rung=Rung.SPECIAL_MEETING, reason=NO_PUBLIC),
        RungReason(rung=Rung.WRITTEN_PROCEDURE, reason=BECAUSE),
    )
    return action(needed_by=day, officer=None, consulted=(), cannot=shut)


def test_once_the_time_to_answer_in_writing_is_up_the_answers_decide_and_not_the_chair() -> None:
    register = in_writing()
    objecting = GiveAnswer(
        seat=seat(2), answer=Answer.OBJECT, content_hash=CONTENT, reason=Text.of("too dear")
    )
    expect(register.do(SIGN_OFF, objecting, holder(2)))
    deadline = register.sign_off(*SIGN_OFF.split("/")[1:]).deadline
    assert deadline is not None
    register.at = deadline + timedelta(hours=2)
    assert register.do(SIGN_OFF, urgent(register.known().today), PLANS_SECRETARY) == "time-is-up"


def test_what_a_body_reserved_to_itself_its_chair_does_not_decide() -> None:
    register = in_writing(reserved=(Verb.APPROVE,))
    assert register.do(SIGN_OFF, urgent(date(2020, 4, 3)), PLANS_SECRETARY) == "outside-powers"


def test_control_what_it_did_not_reserve_its_chair_may_decide() -> None:
    register = in_writing()
    expect(register.do(SIGN_OFF, urgent(date(2020, 4, 3)), PLANS_SECRETARY))
