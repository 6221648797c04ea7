"""The leave to go ahead without a body is for one text, and until that body gives what it was asked."""

from datetime import date

import pytest
from a_partnership import SPONSOR
from a_refused_plan import CLERK, NORTH, SOUTH, WEST, gate_of, refused_by_one, refuses, without
from a_register import Register
from a_round import expect, on
from an_amended_plan import APPROVAL, MATTER, OWNER, TERMS, asked, decided, issued

from models.commands import AskAgain
from models.deciding import ConditionState, ConditionTerms
from models.gate import Awaits
from models.values import ChangeClass, Standing, Text, Verb
from rules.forecast import forecast
from rules.since import open_since
from rules.waits import approval_wait, obligation_wait

DUE = ConditionTerms(due=date(2020, 4, 9), discharged_by=f"{SOUTH}/director")


def asked_once_more() -> Register:
    """The south refused, the owner went ahead without it, and it is being asked again."""
    register = refused_by_one()
    expect(register.do(APPROVAL, without(), CLERK))
    register.at = on(2020, 4, 6)
    expect(register.do(APPROVAL, AskAgain(body=SOUTH, reason=Text.of("a new chair")), SPONSOR))
    return register


def a_material_change(register: Register) -> None:
    register.at = on(2020, 4, 7)
    expect(register.do(APPROVAL, issued(ChangeClass.MATERIAL), SPONSOR))
    for body in (OWNER, NORTH, WEST):
        decided(register, body, version="1.1")


def test_a_body_that_gave_it_in_the_end_is_waited_for_on_the_next_version() -> None:
    register = asked_once_more()
    decided(register, SOUTH)
    a_material_change(register)
    assert register.sign_off(MATTER, SOUTH, "1.1").is_open
    assert [each.body for each in gate_of(register).waits_for] == [SOUTH]
    assert not register.approval(MATTER).is_complete
    assert not approval_wait(register.approval(MATTER), register.definition).is_over
    decided(register, SOUTH, version="1.1")
    assert gate_of(register).is_open


def test_the_condition_of_a_body_that_gave_it_in_the_end_is_waited_for_g11() -> None:
    register = asked_once_more()
    decided(register, SOUTH, Verb.APPROVE_SUBJECT_TO, terms=DUE)
    (awaited,) = gate_of(register).waits_for
    assert (awaited.what, awaited.body) == (Awaits.CONDITION, SOUTH)
    foreseen = forecast(register.known(), register.approval(MATTER))
    assert foreseen.critical == (SOUTH,), "the forecast waits for what the gate does"


def test_once_it_loses_that_approval_the_owner_has_to_rule_again_g11() -> None:
    register = asked_once_more()
    decided(register, SOUTH, Verb.APPROVE_SUBJECT_TO, terms=DUE)
    _lapses(register, SOUTH)
    assert {each.what for each in gate_of(register).waits_for} == {Awaits.BODY, Awaits.CONDITION}
    expect(register.do(APPROVAL, without(), CLERK))
    assert gate_of(register).is_open
    gone = register.approval(MATTER).course
    assert [each.against.standing for each in gone.went_without] == [Standing.REFUSED]
    assert gone.without[SOUTH].against.standing is Standing.APPROVED_WITH_CONDITION


@pytest.mark.parametrize("change", [ChangeClass.MATERIAL, ChangeClass.LIMITED])
def test_the_owner_has_not_ruled_on_a_text_that_came_after(change: ChangeClass) -> None:
    register = refused_by_one()
    expect(register.do(APPROVAL, without(), CLERK))
    register.at = on(2020, 4, 7)
    expect(register.do(APPROVAL, issued(change), SPONSOR))
    shutting = {each.body for each in gate_of(register).waits_for if each.what is Awaits.BODY}
    assert SOUTH in shutting
    assert gate_of(register).without == ()
    expect(register.do(APPROVAL, without(), CLERK))
    assert SOUTH not in {each.body for each in gate_of(register).waits_for}
    assert len(gate_of(register).without) == 1


def test_a_change_that_keeps_every_decision_keeps_the_owners_too() -> None:
    register = refused_by_one()
    expect(register.do(APPROVAL, without(), CLERK))
    register.at = on(2020, 4, 7)
    expect(register.do(APPROVAL, issued(ChangeClass.EDITORIAL), SPONSOR))
    assert gate_of(register).is_open
    assert len(gate_of(register).without) == 1


def test_what_was_decided_on_an_earlier_text_is_not_entered_for_this_one() -> None:
    register = refused_by_one()
    a_material_change(register)
    assert register.do(APPROVAL, without(), CLERK, on(2020, 4, 3)) == "before-this-text"
    expect(register.do(APPROVAL, without(), CLERK))


def test_giving_it_while_nothing_waited_opens_nothing() -> None:
    register = asked_once_more()
    decided(register, SOUTH)
    approval = register.approval(MATTER)
    assert open_since(approval, register.known().partnership, register.at) == on(2020, 4, 3)


def test_an_approval_given_anew_is_not_lost_by_the_condition_of_the_one_before_g11() -> None:
    """The new decision takes the place of the approval that lapsed."""
    register = asked()
    for body in (OWNER, SOUTH, WEST):
        decided(register, body)
    decided(register, "watchers", Verb.NOTE)
    decided(register, NORTH, Verb.APPROVE_SUBJECT_TO)
    _lapses(register, NORTH)
    expect(register.do(APPROVAL, AskAgain(body=NORTH, reason=Text.of("no more conditions")), SPONSOR))
    later = TERMS.model_copy(update={"due": date(2020, 5, 29)})
    decided(register, NORTH, Verb.APPROVE_SUBJECT_TO, terms=later)
    approval = register.approval(MATTER)
    assert approval.has_given(NORTH)
    assert [each.state for each in approval.conditions.values()] == [
        ConditionState.ENDED,
        ConditionState.OPEN,
    ]
    (awaited,) = gate_of(register).waits_for
    assert awaited.words == "North-Board: its condition is not yet met"


def test_a_body_that_refuses_again_is_still_gone_ahead_without() -> None:
    register = asked_once_more()
    refuses(register, SOUTH)
    assert gate_of(register).is_open
    assert register.approval(MATTER).course.went_without == ()


def _lapses(register: Register, body: str) -> None:
    stream = f"obligation/{MATTER}.{body}.condition-1"
    wait = obligation_wait(register.obligation(stream.split("/")[1]), register.known().calendar)
    while wait.next_step is not None:
        register.at = max(register.at, wait.next_step.at)
        expect(register.do(stream, wait.next_step.command))
        wait = obligation_wait(register.obligation(stream.split("/")[1]), register.known().calendar)
    assert not register.approval(MATTER).has_given(body)
