"""The plan of `an_amended_plan`, which one board has refused, and what the owner of its route may decide."""

from a_register import Register
from a_round import expect, on
from an_amended_plan import (
    MATTER,
    OWNER,
    WATCHER,
    a_body,
    asked,
    decided,
    of,
    there,
)

from models.commands import (
    DecisionRecord,
    Limb,
    RecordDecision,
)
from models.course import EndedBecause, RouteChange
from models.course_commands import EndMatter, GoAheadWithout, VaryRoute
from models.gate import Gate
from models.letters import LetterKind
from models.values import Procedure, Text, Verb
from rules.gate import gate

WORD = {"reason": Text.of("it will not be moved"), "evidence": Text.of("minute 7")}
SOUTH, NORTH, WEST = "south-board", "north-board", "west-board"
NEW = "east-board"
CLERK = f"{OWNER}-clerk"
ADDED = {"stage": "everybody", "procedure": Procedure.LETTER}


def without(body: str = SOUTH) -> GoAheadWithout:
    return GoAheadWithout(body=body, **WORD)


def varied(body: str, change: RouteChange = RouteChange.NOT_REQUIRED, **more: object) -> VaryRoute:
    return VaryRoute.model_validate({"body": body, "change": change, **WORD, **more})


def ended(because: EndedBecause = EndedBecause.NOT_AGREED) -> EndMatter:
    return EndMatter(because=because, **WORD)


def refused_by_one() -> Register:
    """Three have approved; the south has refused, and the watchers have noted."""
    register = asked()
    for body in (OWNER, NORTH, WEST):
        decided(register, body)
    decided(register, WATCHER, Verb.NOTE)
    refuses(register, SOUTH)
    register.at = on(2020, 4, 3)
    register.told.clear()
    return register


def refuses(register: Register, body: str, _: Verb = Verb.REFUSE) -> None:
    record = DecisionRecord(limbs=(Limb(verb=Verb.REFUSE),), by_assent=True, wording=Text.of("too vague"))
    letter = RecordDecision(decision=record, evidence=Text.of("letter"), attendance=there(body))
    expect(register.do(of(body), letter, f"{body}-clerk"))


def with_another(register: Register, **about: object) -> Register:
    """The definition in force gets one more board, which is on nobody's route."""
    definition = register.definition
    another = a_body(NEW).model_copy(update=about)
    grown = definition.model_copy(update={"bodies": (*definition.bodies, another)})
    register.definitions = {}
    register.loaded = register.loaded.model_copy(update={"definition": grown})
    return register


def gate_of(register: Register) -> Gate:
    return gate(register.known(), register.approval(MATTER))


def told(register: Register, kind: LetterKind) -> list[str]:
    return [notice.to for notice in register.told if notice.kind is kind]
