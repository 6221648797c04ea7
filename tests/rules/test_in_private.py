"""An item the public was excluded from: by resolution, with its reason, and what everybody may read (G19)."""

import pytest
from a_register import Register
from a_round import MATTER, SECRETARIAT, before_everybody, item, meeting_of, on, record, stream
from explained import R8, section, why

from models.commands import DecisionRecord, Limb, RecordDecision
from models.explaining import BodyExplained
from models.values import Text, Verb

ONE_PERSON = Text.of("it concerns one person's appointment")
SAID = Text.of("What was said of that person")
COMPANY = "provide-board"
"""It meets in private and reports by letter."""


def do(register: Register, *verbs: Verb, **more: object) -> str:
    register.at = on(2020, 1, 30, 18)
    taken = item(R8, *verbs, votes="9-0", **more)
    return register.do(meeting_of(register, R8), record((R8, "O2 C5 L3"), items=(taken,)), SECRETARIAT)


def taken(*verbs: Verb, **more: object) -> BodyExplained:
    register = before_everybody()
    said = {"in_private": ONE_PERSON, "wording": SAID, **more}
    assert do(register, *(verbs or (Verb.APPROVE,)), **said) == "done"
    return why(register, R8)


def shown_to_everybody(found: BodyExplained) -> list[str]:
    """What is quoted in the record and in the story."""
    record = [said for each in found.record for said in each.said]
    quoted = [said.quoted for said in record if not said.is_for_the_desk]
    quoted += [each.quoted for each in found.story if not each.unnamed]
    return [text.words for text in quoted if text is not None]


def test_that_it_was_taken_in_private_stands_in_the_record_with_the_reason_of_the_resolution_g19() -> None:
    found = taken()
    assert "Taken in private by resolution, for the reason stated in it:" in section(
        found, "What was decided"
    )
    assert found.story[-1].unnamed.endswith("Taken in private by resolution")
    assert shown_to_everybody(found) == [ONE_PERSON.words]


def test_how_it_came_out_stays_everybodys_to_read() -> None:
    found = taken()
    assert any(line.startswith("The body resolved to approve") for line in section(found, "What was decided"))
    assert any("9" in line for line in section(found, "What was decided"))


def test_an_item_taken_in_public_is_quoted_as_ever() -> None:
    assert SAID.words in shown_to_everybody(taken(in_private=None))


def test_what_a_body_asked_for_in_private_before_it_decides_is_not_shown_either() -> None:
    found = taken(Verb.DEFER, wording=None, asked_for=SAID)
    (before,) = [line for each in found.record if each.title == "What it did before" for line in each.said]
    assert "In private, by resolution." in before.words
    assert before.quoted == SAID
    assert shown_to_everybody(found) == []
    assert "Deferred. Taken in private by resolution" in [each.unnamed for each in found.story]


@pytest.mark.parametrize("reason", ["", "  "], ids=["nothing", "blanks"])
def test_the_resolution_states_its_reason_g19(reason: str) -> None:
    assert do(before_everybody(), Verb.APPROVE, in_private=Text.of(reason)) == "private-without-reason"


def test_a_body_that_meets_in_private_anyway_excludes_nobody() -> None:
    register = before_everybody()
    approved = DecisionRecord(limbs=(Limb(verb=Verb.APPROVE),), by_assent=True, in_private=ONE_PERSON)
    letter = RecordDecision(decision=approved, evidence=Text.of("their letter"))
    assert register.do(stream(COMPANY), letter, SECRETARIAT) == "nobody-to-exclude"
    assert register.sign_off(MATTER, COMPANY, "1.0").decided is None
