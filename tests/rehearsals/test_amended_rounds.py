"""Amendments and conditions in a rehearsal: how its file says them, and what can be expected of them."""

from datetime import date
from pathlib import Path

import pytest
from a_register import Register
from a_round import expect
from an_amended_plan import MATTER, approved_by_all, limited, of

from models.commands import (
    CloseSignOff,
    DischargeCondition,
    ExtendCondition,
    IssueVersion,
    RaiseConcern,
    RecordDecision,
)
from models.deciding import ConditionTerms
from models.values import Text
from rehearsal.checking import findings
from rehearsal.expected import BodyExpected, ObligationExpected
from rehearsal.reading import read
from rehearsal.seeing import View
from rehearsal.steps import Step
from tests.rehearsals.test_faulty_rehearsals import HEAD, faults

CONDITION = "strategy.essex-hwb.condition-1"
WEST, NORTHS = "west-board", f"{MATTER}.north-board.condition-1"

STEPS = f"""
[[step]]
at = 2020-03-12
do = "record-decision"
body = "essex-hwb"
evidence = "minute 7"
attendance = "K4"

[[step.decision.limbs]]
verb = "approve-subject-to"
words = "it says how"
due = 2020-04-09
discharged_by = "/director-of-public-health"
consulting = ["/councillor-1", "/councillor-2"]
may_agree = true

[[step]]
at = 2020-04-06
do = "issue-version"
version = "1.1"
change = "limited"
reason = "one paragraph"
caused_by = ["essex-hwb"]

[[step]]
at = 2020-04-08
by = "southend-hwb.secretary"
do = "raise-concern"
body = "southend-hwb"
words = "it weakens our place"
objects = true

[[step]]
at = 2020-04-09
do = "discharge-condition"
obligation = "{CONDITION}"
officer = "essex-hwb/director-of-public-health"
consulted = [{{ seat = "essex-hwb/councillor-1", day = 2020-04-07 }}]
evidence = "her note"
agrees = "1.1"

[[step]]
at = 2020-04-10
do = "extend-condition"
obligation = "{CONDITION}"
due = 2020-05-29
evidence = "minute 9"
"""


# --- the file -----------------------------------------------------------------------------


def test_each_step_says_what_its_command_needs(tmp_path: Path) -> None:
    file = tmp_path / "round.toml"
    file.write_text(HEAD + STEPS)
    steps = [each for each in read(file).moments if isinstance(each, Step)]
    decided, issued, objected, met, extended = (each.command for each in steps)
    assert isinstance(decided, RecordDecision)
    assert decided.decision.limbs[0].terms == ConditionTerms(
        due=date(2020, 4, 9),
        discharged_by="essex-hwb/director-of-public-health",
        consulting=("essex-hwb/councillor-1", "essex-hwb/councillor-2"),
        may_agree=True,
    )
    assert isinstance(issued, IssueVersion)
    assert issued.caused_by == ("essex-hwb",)
    assert isinstance(objected, RaiseConcern)
    assert (objected.seat, objected.objects) == (None, True)
    assert isinstance(met, DischargeCondition)
    assert (met.officer, met.agrees) == ("essex-hwb/director-of-public-health", "1.1")
    assert isinstance(extended, ExtendCondition)
    assert extended.due == date(2020, 5, 29)
    assert [each.address for each in steps[3:]] == [f"obligation/{CONDITION}"] * 2


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        pytest.param(
            '"/director-of-public-health"',
            '"/nobody"',
            "discharged_by: expected a seat",
            id="no officer",
        ),
        pytest.param('["/councillor-1"', '["/nobody"', "consulting: expected a seat", id="nobody to consult"),
        pytest.param(
            'caused_by = ["essex-hwb"]',
            'caused_by = ["leigh"]',
            "caused_by: expected a body",
            id="no such body",
        ),
        pytest.param(
            f'"{CONDITION}"',
            '"strategy.leigh.condition-1"',
            "obligation: expected an obligation",
            id="a condition of a body that is not asked",
        ),
    ],
)
def test_who_or_what_does_not_exist_is_a_fault(tmp_path: Path, written: str, instead: str, said: str) -> None:
    assert written in STEPS
    assert any(said in fault for fault in faults(tmp_path, HEAD + STEPS.replace(written, instead)))


# --- what can be expected -----------------------------------------------------------------


def seen(register: Register) -> View:
    known = register.known()
    return View(at=register.at, definition=known.definition, states=known.states)


def found(expected: BodyExpected | ObligationExpected, register: Register) -> dict[str, object]:
    return {each.key: each.found for each in findings(expected, seen(register))}


def of_the_west(**more: object) -> BodyExpected:
    return BodyExpected.model_validate({"body": WEST, "matter": MATTER, **more})


def test_a_body_told_of_an_amendment_stays_on_the_version_it_approved() -> None:
    told = of_the_west(standing="approved", version="1.0", notice="open", holds=True)
    assert all(each.is_met for each in findings(told, seen(limited())))


def test_how_its_notice_ended_can_be_expected() -> None:
    register = limited()
    objects = RaiseConcern(words=Text.of("it weakens our place"), objects=True)
    expect(register.do(of(WEST, "1.1"), objects, f"{WEST}-clerk"))
    register.at = register.approval(MATTER).notices[WEST].until
    for body in (WEST, "south-board"):
        expect(register.do(of(body, "1.1"), CloseSignOff(due=register.at)))
    expected = of_the_west(notice="open", version="1.1", concerns={"raised": 0}, questions=0)
    assert found(expected, register) == {
        "notice": "objected",
        "version": "1.0",
        "concerns": {"raised": 1},
        "questions": 1,
    }
    south = of_the_west(notice="open").model_copy(update={"body": "south-board"})
    assert found(south, register) == {"notice": "no-objection"}


def test_a_body_that_was_given_no_notice_has_none() -> None:
    assert found(of_the_west(notice="open"), approved_by_all()) == {"notice": None}


def test_how_the_matter_has_a_condition_can_be_expected() -> None:
    register = approved_by_all()
    expected = ObligationExpected.model_validate({"obligation": NORTHS, "condition": "lapsed"})
    assert found(expected, register) == {"condition": "open"}
