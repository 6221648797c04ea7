"""A condition has a day and an authority: met by the officer named, extended by the body, else it lapses."""

from datetime import date

import pytest
from a_partnership import SPONSOR
from a_register import Register
from a_round import expect, on
from an_amended_plan import (
    APPROVAL,
    MATTER,
    OWNER,
    TERMS,
    approved_by_all,
    asked,
    decided,
    issued,
    of,
    there,
)

from models.commands import (
    CarryOver,
    DecisionRecord,
    Discharge,
    DischargeCondition,
    DropObligation,
    ExtendCondition,
    Limb,
    OpenObligation,
    RecordDecision,
)
from models.dates import When
from models.deciding import ConditionState, ConditionTerms, Consulted
from models.obligation import ObligationStage
from models.values import ChangeClass, ObligationSort, Standing, Text, Verb
from rules.waits import obligation_wait

NORTH, CLERK = "north-board", "north-board-clerk"
NAME = f"{MATTER}.{NORTH}.condition-1"
CONDITION = f"obligation/{NAME}"
CHAIR, VICE_CHAIR, DIRECTOR = (f"{NORTH}/{role}" for role in ("chair", "vice-chair", "director"))
BOTH = (Consulted(seat=CHAIR, day=date(2020, 4, 7)), Consulted(seat=VICE_CHAIR, day=date(2020, 4, 8)))


def met(**said: object) -> DischargeCondition:
    told = {"officer": DIRECTOR, "consulted": BOTH, "evidence": Text.of("her note of 9 April"), **said}
    return DischargeCondition.model_validate(told)


def on_its_last_day() -> Register:
    register = approved_by_all()
    expect(register.do(APPROVAL, issued(ChangeClass.LIMITED, NORTH), SPONSOR))
    register.at = on(2020, 4, 9, 15)
    return register


def slipped() -> Register:
    register = approved_by_all()
    step = obligation_wait(register.obligation(NAME), register.known().calendar).next_step
    while step is not None:
        register.at = max(register.at, step.at)
        expect(register.do(CONDITION, step.command))
        step = obligation_wait(register.obligation(NAME), register.known().calendar).next_step
    return register


# --- set ----------------------------------------------------------------------------------


def test_it_is_owed_by_the_sponsor_to_the_body_that_set_it_by_its_day() -> None:
    register = approved_by_all()
    condition = register.obligation(NAME)
    assert (condition.sort, condition.owner, condition.body) == (ObligationSort.CONDITION, SPONSOR, NORTH)
    assert (condition.due, condition.terms) == (When.on(date(2020, 4, 9)), TERMS)
    approval = register.approval(MATTER)
    assert approval.conditions[NAME].state is ConditionState.OPEN
    assert approval.outcomes[NORTH].holds, "an approval holds while its condition is open"


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        pytest.param(None, "condition-incomplete", id="neither a day nor an authority"),
        pytest.param(
            ConditionTerms(due=date(2020, 4, 9), discharged_by=f"{NORTH}/nobody"),
            "unknown-seat",
            id="an authority that is no seat of this partnership",
        ),
        pytest.param(
            ConditionTerms(due=date(2020, 3, 31), discharged_by=DIRECTOR),
            "due-in-the-past",
            id="a day before the decision",
        ),
    ],
)
def test_it_is_refused_with(terms: ConditionTerms | None, code: str) -> None:
    limb = Limb(verb=Verb.APPROVE_SUBJECT_TO, words=Text.of("say how"), terms=terms)
    letter = RecordDecision(
        decision=DecisionRecord(limbs=(limb,), by_assent=True),
        evidence=Text.of("letter"),
        attendance=there(NORTH),
    )
    assert asked().do(of(NORTH), letter, CLERK) == code


def test_nobody_opens_one_without_a_decision() -> None:
    by_hand = OpenObligation(
        obligation="c1",
        sort=ObligationSort.CONDITION,
        owner=SPONSOR,
        words=Text.of("say how"),
        due=When.on(date(2020, 5, 1)),
    )
    assert asked().do("obligation/c1", by_hand, SPONSOR) == "conditions-come-with-decisions"


# --- met ----------------------------------------------------------------------------------


def test_the_officer_named_calls_it_met_after_consulting_and_agrees_the_version_for_the_body() -> None:
    register = on_its_last_day()
    expect(register.do(CONDITION, met(agrees="1.1"), CLERK))
    assert register.obligation(NAME).stage is ObligationStage.KEPT
    approval = register.approval(MATTER)
    assert approval.conditions[NAME].state is ConditionState.MET
    outcome = approval.outcomes[NORTH]
    assert (outcome.standing, outcome.version, outcome.holds) == (Standing.APPROVED, "1.1", True)
    taken = register.sign_off(MATTER, NORTH, "1.1").decided
    assert taken is not None
    assert (taken.basis.through, taken.basis.consulted) == (DIRECTOR, BOTH)


def test_without_agreeing_a_version_only_the_condition_is_met() -> None:
    register = on_its_last_day()
    expect(register.do(CONDITION, met(), CLERK))
    assert register.approval(MATTER).conditions[NAME].state is ConditionState.MET
    assert register.sign_off(MATTER, NORTH, "1.1").is_open


@pytest.mark.parametrize(
    ("said", "code"),
    [
        pytest.param({"officer": CHAIR}, "not-the-authority", id="by somebody else"),
        pytest.param({"consulted": BOTH[:1]}, "consultation-missing", id="without one consultation"),
        pytest.param(
            {"consulted": (BOTH[0], Consulted(seat=VICE_CHAIR, day=date(2020, 4, 10)))},
            "consultation-missing",
            id="before a consultation took place",
        ),
        pytest.param({"agrees": "1.0"}, "no-such-sign-off", id="agreeing a version no longer asked about"),
    ],
)
def test_it_is_not_met(said: dict[str, object], code: str) -> None:
    register = on_its_last_day()
    assert register.do(CONDITION, met(**said), CLERK) == code
    assert register.approval(MATTER).conditions[NAME].state is ConditionState.OPEN


def test_an_officer_without_that_limb_agrees_no_version() -> None:
    register = asked()
    plain = TERMS.model_copy(update={"may_agree": False})
    decided(register, OWNER)
    decided(register, NORTH, Verb.APPROVE_SUBJECT_TO, terms=plain)
    register.at = on(2020, 4, 2, 10)
    expect(register.do(APPROVAL, issued(ChangeClass.LIMITED, NORTH), SPONSOR))
    register.at = on(2020, 4, 9, 15)
    assert register.do(CONDITION, met(agrees="1.1"), CLERK) == "may-not-agree"


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(Discharge(evidence=Text.of("done")), id="kept"),
        pytest.param(CarryOver(due=When.on(date(2020, 5, 1)), reason=Text.of("late")), id="carried over"),
        pytest.param(DropObligation(reason=Text.of("no matter")), id="dropped"),
    ],
)
def test_its_owner_cannot_have_it(command: Discharge | CarryOver | DropObligation) -> None:
    assert approved_by_all().do(CONDITION, command, SPONSOR) == "a-condition"


def test_what_is_no_condition_is_not_discharged_as_one() -> None:
    register = approved_by_all()
    promise = OpenObligation(
        obligation="p1",
        sort=ObligationSort.PROMISE,
        owner=SPONSOR,
        words=Text.of("publish"),
        due=When.on(date(2020, 5, 1)),
    )
    expect(register.do("obligation/p1", promise, SPONSOR))
    assert register.do("obligation/p1", met(), CLERK) == "not-a-condition"


# --- lapsed, extended ---------------------------------------------------------------------


def test_when_its_day_passes_the_approval_no_longer_holds() -> None:
    register = slipped()
    approval = register.approval(MATTER)
    assert approval.conditions[NAME].state is ConditionState.LAPSED
    outcome = approval.outcomes[NORTH]
    assert (outcome.standing, outcome.holds) == (Standing.APPROVED_WITH_CONDITION, False)
    assert not approval.is_complete


def test_the_body_may_extend_it_before_or_after_and_the_approval_holds_again() -> None:
    for register in (approved_by_all(), slipped()):
        later = ExtendCondition(due=date(2020, 5, 29), evidence=Text.of("minute 12 of 20 May"))
        expect(register.do(CONDITION, later, CLERK))
        approval = register.approval(MATTER)
        assert approval.conditions[NAME].state is ConditionState.OPEN
        assert approval.outcomes[NORTH].holds
        assert register.obligation(NAME).due == When.on(date(2020, 5, 29))
        assert obligation_wait(register.obligation(NAME), register.known().calendar).next_step is not None


def test_met_late_it_is_met_all_the_same_and_shown_as_late() -> None:
    register = slipped()
    expect(register.do(CONDITION, met(), CLERK))
    assert register.approval(MATTER).outcomes[NORTH].holds
    assert register.obligation(NAME).stage is ObligationStage.KEPT_LATE


def test_an_extension_is_to_a_later_day() -> None:
    sooner = ExtendCondition(due=date(2020, 4, 9), evidence=Text.of("minute 12"))
    assert approved_by_all().do(CONDITION, sooner, CLERK) == "due-in-the-past"
