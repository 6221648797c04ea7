"""Three trusts become one in mid-round: approvals are carried, what was owed moves, each with its origin."""

from datetime import date, timedelta

from a_register import Register
from a_round import (
    APPROVAL,
    MATTER,
    SECRETARIAT,
    SPONSOR,
    before_everybody,
    expect,
    item,
    meeting_of,
    on,
    record,
)
from merging_trusts import APRIL, BASILDON, MID_ESSEX, SOUTHEND, SUCCESSOR, TRUSTS, merged, met

from models.commands import (
    AskAgain,
    CallMeeting,
    ExtendCondition,
    HoldMatter,
    IssueVersion,
    Limb,
    PutOnAgenda,
    RaiseConcern,
    ReleaseMatter,
    Succeed,
)
from models.consent import BodyCondition
from models.course_commands import GoAheadWithout
from models.deciding import ConditionState, ConditionTerms
from models.gate import Awaits
from models.values import ChangeClass, Procedure, Standing, Text, Verb
from rules.gate import gate
from rules.waits import approval_wait, obligation_wait


def test_three_approvals_are_carried_and_say_whose_they_were() -> None:
    approval = merged(*TRUSTS).approval(MATTER)
    assert approval.succeeded == dict.fromkeys(TRUSTS, SUCCESSOR)
    assert approval.held_by(SUCCESSOR) == TRUSTS
    for body in TRUSTS:
        outcome = approval.outcomes[body]
        assert (outcome.standing, outcome.happened.date()) == (Standing.APPROVED, on(2020, 3, 11).date())
    assert SUCCESSOR not in approval.outcomes, "it approved nothing itself"


def test_nothing_more_falls_due_and_the_act_may_be_asked_for_twice() -> None:
    register = merged(*TRUSTS)
    assert approval_wait(register.approval(MATTER), register.definition).next_step is None
    assert register.do(APPROVAL, Succeed(body=BASILDON, due=APRIL)) == "nothing"


def test_it_does_not_happen_before_its_day() -> None:
    assert met(*TRUSTS).do(APPROVAL, Succeed(body=BASILDON, due=APRIL)) == "not-yet"


def test_it_dates_from_its_day_however_late_it_is_noticed() -> None:
    register = met(*TRUSTS)
    register.at = APRIL + timedelta(days=12)
    expect(register.do(APPROVAL, Succeed(body=BASILDON, due=APRIL)))
    assert register.lines[-1].happened == APRIL


def test_what_one_of_them_still_owed_is_asked_of_the_successor_once() -> None:
    register = merged(BASILDON)
    approval = register.approval(MATTER)
    assert not approval.has_given(MID_ESSEX)
    for body in (MID_ESSEX, SOUTHEND):
        assert register.sign_off(MATTER, body, "1.0").standing is Standing.WITHDRAWN
    owed = register.sign_off(MATTER, SUCCESSOR, "1.0")
    assert (owed.standing, owed.procedure) == (Standing.WAITING, Procedure.MEETING)
    asked = approval.asked(SUCCESSOR)
    assert asked is not None
    assert asked.body == SUCCESSOR


def test_the_successors_approval_is_then_that_of_each_whose_place_it_took_and_still_owed_it() -> None:
    register = merged(BASILDON)
    first = CallMeeting(meeting="first-board", bodies=(SUCCESSOR,), starts=on(2020, 4, 29))
    expect(register.do("meeting/first-board", first, SECRETARIAT))
    expect(register.do("meeting/first-board", PutOnAgenda(matter=MATTER, bodies=(SUCCESSOR,)), SECRETARIAT))
    register.at = on(2020, 4, 29, 12)
    held = record((SUCCESSOR, "*20"), items=(item(SUCCESSOR, Verb.APPROVE),))
    expect(register.do("meeting/first-board", held, SECRETARIAT))
    approval = register.approval(MATTER)
    assert all(approval.has_given(body) for body in TRUSTS)
    assert approval.outcomes[BASILDON].happened < approval.outcomes[MID_ESSEX].happened


def test_a_trust_that_refused_before_it_ended_is_asked_again_through_its_successor() -> None:
    register = before_everybody()
    meeting = meeting_of(register, BASILDON)
    register.at = on(2020, 3, 11, 18)
    refusal = item(BASILDON, Verb.REFUSE, wording=Text.of("it costs too much"))
    others = tuple(item(body, Verb.APPROVE) for body in (MID_ESSEX, SOUTHEND))
    held = record(*((body, "*20") for body in TRUSTS), items=(refusal, *others))
    expect(register.do(meeting, held, SECRETARIAT))
    for body in TRUSTS:
        register.at = APRIL
        expect(register.do(APPROVAL, Succeed(body=body, due=APRIL)))
    expect(register.do(APPROVAL, AskAgain(body=BASILDON, reason=Text.of("a new board")), SPONSOR))
    assert register.sign_off(MATTER, SUCCESSOR, "1.0").is_open
    approval = register.approval(MATTER)
    assert [approval.has_given(body) for body in TRUSTS] == [False, True, True]
    assert register.sign_off(MATTER, BASILDON, "1.0").standing is Standing.REFUSED


def test_on_hold_it_waits_and_comes_as_of_its_day() -> None:
    register = met(*TRUSTS)
    expect(register.do(APPROVAL, HoldMatter(reason=Text.of("advice")), SPONSOR))
    register.at = APRIL + timedelta(days=1)
    assert approval_wait(register.approval(MATTER), register.definition).next_step is None
    expect(register.do(APPROVAL, ReleaseMatter(reason=Text.of("came")), SPONSOR))
    step = approval_wait(register.approval(MATTER), register.definition).next_step
    assert step is not None
    assert step.at == APRIL


def amended(register: Register) -> Register:
    register.at = on(2020, 4, 2, 9)
    limited = IssueVersion(version="1.1", change=ChangeClass.LIMITED, reason=Text.of("one paragraph"))
    expect(register.do(APPROVAL, limited, SPONSOR))
    return register


def test_of_an_amendment_the_successor_is_told_once_for_the_three() -> None:
    approval = amended(merged(*TRUSTS)).approval(MATTER)
    assert SUCCESSOR in approval.notices
    assert not set(TRUSTS) & set(approval.notices)


def test_and_may_object_for_them() -> None:
    register = amended(merged(*TRUSTS))
    stream = f"sign-off/{MATTER}/{SUCCESSOR}/1.1"
    objection = RaiseConcern(words=Text.of("it costs more"), objects=True)
    expect(register.do(stream, objection, SECRETARIAT))
    assert register.sign_off(MATTER, SUCCESSOR, "1.1").objections


def conditional() -> Register:
    """The successor has approved for all three, subject to a condition."""
    register = merged()
    successor = register.known().body(SUCCESSOR)
    register.at = on(2020, 4, 20)
    special = CallMeeting(meeting="succ-special", bodies=(SUCCESSOR,), starts=on(2020, 5, 14, 13))
    expect(register.do("meeting/succ-special", special, successor.secretary))
    put = PutOnAgenda(matter=MATTER, bodies=(SUCCESSOR,))
    expect(register.do("meeting/succ-special", put, SECRETARIAT))
    register.at = on(2020, 5, 14, 18)
    terms = ConditionTerms(due=date(2020, 6, 10), discharged_by=successor.seats[0].id)
    limb = Limb(verb=Verb.APPROVE_SUBJECT_TO, words=Text.of("say how"), terms=terms)
    decided = item(SUCCESSOR, Verb.APPROVE_SUBJECT_TO)
    decided = decided.model_copy(update={"decision": decided.decision.model_copy(update={"limbs": (limb,)})})
    expect(register.do("meeting/succ-special", record((SUCCESSOR, "*20"), items=(decided,)), SECRETARIAT))
    return register


def amended_for(register: Register, *caused_by: str) -> str:
    register.at = on(2020, 5, 18, 9)
    limited = IssueVersion(
        version="1.1", change=ChangeClass.LIMITED, reason=Text.of("one paragraph"), caused_by=caused_by
    )
    return register.do(APPROVAL, limited, SPONSOR)


def test_a_change_a_successors_condition_caused_returns_to_it_once_for_the_three_g58() -> None:
    register = conditional()
    expect(amended_for(register, SUCCESSOR))
    assert register.sign_off(MATTER, SUCCESSOR, "1.1").procedure is not Procedure.NOTICE
    assert not any(register.approval(MATTER).has_given(body) for body in TRUSTS)
    assert SUCCESSOR not in register.approval(MATTER).notices


def test_a_successor_that_only_carried_approvals_set_no_condition_that_could_cause_a_change() -> None:
    assert amended_for(merged(*TRUSTS), SUCCESSOR) == "no-condition-there"


def awaited_of_the_three(register: Register) -> set[tuple[Awaits, str | None]]:
    waits = gate(register.known(), register.approval(MATTER)).waits_for
    return {(each.what, each.body) for each in waits if each.body in {*TRUSTS, SUCCESSOR}}


def lapsed() -> Register:
    register = conditional()
    (name,) = register.approval(MATTER).conditions
    wait = obligation_wait(register.obligation(name), register.known().calendar)
    while wait.next_step is not None:
        register.at = max(register.at, wait.next_step.at)
        expect(register.do(f"obligation/{name}", wait.next_step.command))
        wait = obligation_wait(register.obligation(name), register.known().calendar)
    return register


def test_a_successors_condition_takes_each_approval_with_it_when_it_lapses_g11() -> None:
    before = conditional()
    assert all(before.approval(MATTER).has_given(body) for body in TRUSTS)
    assert awaited_of_the_three(before) == {(Awaits.CONDITION, SUCCESSOR)}
    after = lapsed()
    assert not any(after.approval(MATTER).has_given(body) for body in TRUSTS)
    assert awaited_of_the_three(after) == {
        (Awaits.CONDITION, SUCCESSOR),
        *((Awaits.BODY, body) for body in TRUSTS),
    }


def test_extended_it_gives_each_approval_back_g11() -> None:
    register = lapsed()
    (name,) = register.approval(MATTER).conditions
    later = ExtendCondition(due=date(2020, 9, 30), evidence=Text.of("minute 4"))
    expect(register.do(f"obligation/{name}", later, SECRETARIAT))
    assert all(register.approval(MATTER).has_given(body) for body in TRUSTS)


def test_both_ways_on_are_open_once_a_successors_condition_has_lapsed() -> None:
    register = lapsed()
    owner = {"reason": Text.of("it is late"), "evidence": Text.of("minute 9")}
    expect(register.do(APPROVAL, GoAheadWithout(body=SUCCESSOR, **owner), SECRETARIAT))
    assert set(register.approval(MATTER).course.without) == set(TRUSTS)
    assert awaited_of_the_three(register) == set()
    register = lapsed()
    expect(register.do(APPROVAL, AskAgain(body=SUCCESSOR, reason=Text.of("once more")), SPONSOR))
    assert {what for what, _ in awaited_of_the_three(register)} >= {Awaits.BODY}


def test_of_a_trust_that_approved_itself_the_successors_condition_takes_nothing() -> None:
    """Its approval was carried, and hangs on nothing the successor set for the others."""
    register = merged(BASILDON)
    approval = register.approval(MATTER)
    assert approval.outcomes[BASILDON].decided_by is None
    conditions = {"c": BodyCondition(body=SUCCESSOR, state=ConditionState.LAPSED, since=register.at)}
    changed = approval.model_copy(update={"conditions": conditions})
    assert not changed.has_lapsed(BASILDON)
