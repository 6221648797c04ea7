"""The plan of `an_amended_plan` in a database: three boards approved it, one has refused; and another
definition, loaded since, in which the west board has rules of its own.
"""

from datetime import UTC, datetime

from a_partnership import SECRETARY, SPONSOR, people
from an_amended_house import NORTH, SOUTH, WEST, Amended
from an_amended_plan import (
    APPROVAL,
    MATTER,
    OWNER,
    TEN_DAYS,
    WATCHER,
    a_body,
    bodies_before_the_plan,
    of,
    there,
)

from models.commands import DecisionRecord, Limb, OpenMatter, OpenStage, RecordDecision
from models.events import By
from models.programme import Loaded
from models.values import Channel, Text, Verb
from services import programmes
from services.acting import Caller, House

EAST = "east-board"
"""On nobody's route, and in the definition only once that is loaded again."""
BY = By(person=SECRETARY, channel=Channel.COMMAND)
REFUSAL = RecordDecision(
    decision=DecisionRecord(
        limbs=(Limb(verb=Verb.REFUSE),), by_assent=True, wording=Text.of("it is too vague")
    ),
    evidence=Text.of("their letter"),
    attendance=there(SOUTH),
)


async def refused_by_one(house: House) -> Amended:
    """On Wednesday 1 April 2020 by the south; the watchers have noted it, and the west has not answered."""
    refused = Amended(house)
    await programmes.load(house, _before(), Caller(BY, "load"))
    await refused.clock_shows(datetime(2020, 4, 1, 9, tzinfo=UTC))
    await refused.does(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR)
    await refused.time_does(APPROVAL, OpenStage(stage="everybody"))
    await refused.decides(WATCHER, Verb.NOTE)
    for body in (OWNER, NORTH):
        await refused.decides(body)
    await refused.does(of(SOUTH), REFUSAL)
    await refused.clock_shows(datetime(2020, 4, 3, 9, tzinfo=UTC))
    return refused


async def with_other_rules(house: House) -> Amended:
    refused = await refused_by_one(house)
    await programmes.load(house, _loaded_again(), Caller(BY, "load again"))
    return refused


def _before() -> Loaded:
    return _with_clerks(bodies_before_the_plan(TEN_DAYS))


def _loaded_again() -> Loaded:
    loaded = bodies_before_the_plan(TEN_DAYS)
    (rules,) = loaded.definition.rule_sets
    others = rules.model_copy(update={"id": "west-rules", "title": "Standing orders of the west board"})
    bodies = tuple(
        each.model_copy(update={"rules": others.id}) if each.id == WEST else each
        for each in (*loaded.definition.bodies, a_body(EAST))
    )
    changed = loaded.definition.model_copy(update={"rule_sets": (rules, others), "bodies": bodies})
    return _with_clerks(loaded.model_copy(update={"definition": changed, "people": people(changed)}))


def _with_clerks(loaded: Loaded) -> Loaded:
    """Whoever keeps a board's record has an address too."""
    secretaries = {body.secretary for body in loaded.definition.bodies}
    known = loaded.people[0]
    added = tuple(
        known.model_copy(update={"id": each, "name": f"The {each}", "address": f"{each}@harbour.example"})
        for each in sorted(secretaries)
    )
    return loaded.model_copy(update={"people": (*loaded.people, *added)})
