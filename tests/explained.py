"""What the rules tell of one body of a register, and of one section of its record."""

from a_register import Register
from a_round import MATTER, SECRETARIAT, before_everybody, expect, item, meeting_of, on, record

from models.explaining import BodyExplained
from models.values import Text, Verb
from rules.explain import explained

R8 = "basildon-brentwood-ccg"


def why(register: Register, body: str, matter: str = MATTER) -> BodyExplained:
    about = (f"sign-off/{matter}/", f"obligation/{matter}.", "meeting/")
    lines = [
        line
        for line in register.lines
        if line.stream == f"approval/{matter}" or line.stream.startswith(about)
    ]
    known = register.known()
    found = explained(
        body, lines, known.definition, known.rule_sets, is_given=register.approval(matter).has_given(body)
    )
    assert found is not None
    return found


def told(found: BodyExplained) -> list[str]:
    return [each.words for each in found.story]


def section(found: BodyExplained, title: str) -> list[str]:
    """What the record says under one heading; nothing where it has no such section."""
    return [stated.words for each in found.record if each.title == title for stated in each.said]


def quoted(found: BodyExplained, title: str) -> list[str]:
    said = [stated for each in found.record if each.title == title for stated in each.said]
    return [stated.quoted.words for stated in said if stated.quoted]


def r8_has_met() -> Register:
    register = before_everybody()
    meeting = meeting_of(register, R8)
    register.at = on(2020, 1, 30, 18)
    decided = item(R8, Verb.APPROVE, votes="9-0-1", wording=Text.of("RESOLVED to approve"))
    expect(register.do(meeting, record((R8, "O2 C5 L3"), items=(decided,)), SECRETARIAT))
    return register
