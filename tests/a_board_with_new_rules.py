"""A board that is asked in writing, and a definition loaded meanwhile that gives it other rules."""

from a_partnership import (
    APPROVAL,
    BOARD,
    CONTENT,
    DIRECTOR,
    MATTER,
    SECRETARY,
    SIGN_OFF,
    SPONSOR,
    a_partnership,
    a_rule_set,
    holder,
    seat,
    written,
)
from a_register import Register
from a_round import expect, on

from models.commands import (
    GiveAnswer,
    LoadDefinition,
    OpenMatter,
    OpenStage,
)
from models.course_commands import AgreeRules, ProposeRules
from models.letters import LetterKind
from models.programme import RuleSet
from models.values import Answer, Sha256, Text, content_hash

CLERK = "board-clerk"
WHY = Text.of("the standing orders were amended")
PROGRAMME = "programme/harbour"


def asked(**rules: object) -> Register:
    """Five are asked in writing; four must agree, and one objection defeats it."""
    began = a_rule_set(written(agreeing=4, objection_defeats=True), **rules)
    loaded = a_partnership(5, began)
    (board,) = loaded.definition.bodies
    bodies = (board.model_copy(update={"secretary": CLERK}),)
    definition = loaded.definition.model_copy(update={"bodies": bodies})
    register = Register(loaded.model_copy(update={"definition": definition}), at=on(2020, 4, 2))
    expect(register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR))
    expect(register.do(APPROVAL, OpenStage(stage="board")))
    register.told.clear()
    return register


def loads(register: Register, rules: RuleSet) -> Sha256:
    """Another definition is in force, in which the board has these rules."""
    before = register.definition
    changed = before.model_copy(update={"rule_sets": (rules,)})
    register.definitions = {
        **register.definitions,
        content_hash(before): before,
        content_hash(changed): changed,
    }
    loaded = register.do(PROGRAMME, LoadDefinition(definition=content_hash(changed)), SECRETARY)
    assert loaded in {"done", "nothing"}, loaded
    register.loaded = register.loaded.model_copy(update={"definition": changed})
    return content_hash(rules)


def with_new_rules(register: Register | None = None, **changed: object) -> tuple[Register, Sha256]:
    """Three suffice now, and an objection defeats nothing."""
    found = register or asked()
    rules = a_rule_set(written(agreeing=3), **changed)
    return found, loads(found, rules)


def proposed(register: Register, rules: Sha256, by: str = SECRETARY) -> str:
    return register.do(APPROVAL, ProposeRules(body=BOARD, rule_set=rules, reason=WHY), by)


def agreed(register: Register, rules: Sha256, by: str = DIRECTOR) -> str:
    return register.do(APPROVAL, AgreeRules(body=BOARD, rule_set=rules), by)


def answers(register: Register, said: Answer, *numbers: int) -> None:
    for number in numbers:
        command = GiveAnswer(seat=seat(number), answer=said, content_hash=CONTENT, reason=Text.of("so"))
        expect(register.do(SIGN_OFF, command, holder(number)))


def rules_of(register: Register) -> tuple[Sha256, Sha256]:
    """Those of the matter, and those of what the board is being asked."""
    return register.approval(MATTER).rule_sets[BOARD], register.sign_off(MATTER, BOARD, "1.0").rule_set


def told(register: Register, kind: LetterKind) -> list[str]:
    return [notice.to for notice in register.told if notice.kind is kind]
