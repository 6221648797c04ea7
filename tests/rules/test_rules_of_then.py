"""Rules agreed today do not judge what was decided before (G13), however late that is recorded."""

from datetime import datetime

import pytest
from a_refused_plan import SOUTH
from a_register import Register
from a_round import (
    APPROVAL,
    MATTER,
    SECRETARIAT,
    before_everybody,
    expect,
    item,
    meeting_of,
    on,
    record,
)
from an_amended_plan import APPROVAL as PLAN
from an_amended_plan import MATTER as PLANNED
from an_amended_plan import asked, of, there
from explained import section, why

from models.commands import DecisionRecord, Limb, LoadDefinition, RecordDecision
from models.course_commands import AgreeRules, ProposeRules
from models.programme import Clause, RuleSet
from models.values import Standing, Text, Verb, content_hash

MET = "mid-essex-ccg"
"""It meets on Thursday 26 March 2020."""


def two_offices_change(register: Register, approval: str, body: str, clauses: tuple[Clause, ...]) -> RuleSet:
    """The quorum of a body, from now on."""
    before, director = register.definition, register.definition.director
    old = before.rules_of(register.known().body(body))
    new = old.model_copy(update={"quorum": clauses})
    changed = before.model_copy(
        update={"rule_sets": tuple(new if each.id == old.id else each for each in before.rule_sets)}
    )
    register.definitions = {content_hash(each): each for each in (before, changed)}
    loads = LoadDefinition(definition=content_hash(changed))
    expect(register.do(f"programme/{before.id}", loads, before.secretariat))
    register.loaded = register.loaded.model_copy(update={"definition": changed})
    proposed = ProposeRules(body=body, rule_set=content_hash(new), reason=Text.of("too few came"))
    expect(register.do(approval, proposed, before.secretariat))
    expect(register.do(approval, AgreeRules(body=body, rule_set=content_hash(new)), director))
    return old


def test_a_meeting_held_before_the_change_is_recorded_under_the_rules_of_then_g13() -> None:
    register = before_everybody()
    register.at = on(2020, 3, 27)
    old = two_offices_change(register, APPROVAL, MET, (Clause(at_least=99),))
    register.at = on(2020, 3, 30)
    held = record((MET, "O1 C6 L2"), items=(item(MET, Verb.APPROVE, votes="9-0"),))
    expect(register.do(meeting_of(register, MET), held, SECRETARIAT))
    decided = register.sign_off(MATTER, MET, "1.0").decided
    assert decided is not None
    assert decided.basis.rule_set == content_hash(old)
    assert register.approval(MATTER).outcomes[MET].standing is Standing.APPROVED


def test_a_meeting_held_after_the_change_is_recorded_under_the_new_rules_g13() -> None:
    register = before_everybody()
    register.at = on(2020, 3, 25)
    two_offices_change(register, APPROVAL, MET, (Clause(at_least=99),))
    register.at = on(2020, 3, 30)
    held = record((MET, "O1 C6 L2"), items=(item(MET, Verb.APPROVE, votes="9-0"),))
    assert register.do(meeting_of(register, MET), held, SECRETARIAT) == "inquorate"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        pytest.param(on(2020, 4, 2), "done", id="two sufficed then, though three are needed now"),
        pytest.param(on(2020, 4, 3, 12), "inquorate", id="written after the change, three are needed"),
    ],
)
def test_a_letter_is_judged_by_the_rules_of_the_day_it_tells_of_g13(written: datetime, code: str) -> None:
    register = asked()
    register.at = on(2020, 4, 3)
    two_offices_change(register, PLAN, SOUTH, (Clause(at_least=3),))
    register.at = on(2020, 4, 6)
    assert register.do(of(SOUTH), by_two(), f"{SOUTH}-clerk", written) == code


def test_the_printed_record_gives_the_rule_it_was_decided_by_and_no_delegation_g48() -> None:
    register = asked()
    register.at = on(2020, 4, 3)
    two_offices_change(register, PLAN, SOUTH, (Clause(at_least=3, called="three members"),))
    register.at = on(2020, 4, 6)
    expect(register.do(of(SOUTH), by_two(), f"{SOUTH}-clerk", on(2020, 4, 2)))
    said = " ".join(section(why(register, SOUTH, PLANNED), "The rule"))
    assert "three members" not in said
    assert "delegat" not in said.lower()


def by_two() -> RecordDecision:
    return RecordDecision(
        decision=DecisionRecord(limbs=(Limb(verb=Verb.APPROVE),), by_assent=True),
        evidence=Text.of("letter"),
        attendance=there(SOUTH)[:2],
    )
