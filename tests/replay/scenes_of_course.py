"""Scenes in which a matter's course is changed: ended by its route's owner, its board under other rules."""

from datetime import UTC, datetime

from a_partnership import BOARD, DIRECTOR, MATTER, PROGRAMME, a_partnership, a_rule_set, written

from models.course import EndedBecause
from models.events import By
from models.values import Channel
from services import programmes, rule_changes, ways_on
from services.acting import Caller
from tests.faults.a_stack import SECRETARIAT
from tests.replay.a_scene import Scene

BEGINS = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
REASON = "Because the secretary typed these very words."
THE_DIRECTOR = By(person=DIRECTOR, channel=Channel.COMMAND)


async def ended_by_owner(scene: Scene) -> None:
    await scene.stack.open_matter(BEGINS)
    await scene.settle()
    ended = await ways_on.end(
        scene.stack.house,
        PROGRAMME,
        Caller(SECRETARIAT, "end"),
        matter=MATTER,
        because=EndedBecause.OTHER,
        word=ways_on.OwnersWord(reason=REASON, evidence=REASON),
    )
    assert ended.accepted, ended
    await scene.settle()


async def rules_changed(scene: Scene) -> None:
    """In mid-procedure, to rules under which the one answer given before suffices: so it is settled then."""
    await scene.stack.open_matter(BEGINS)
    await scene.settle()
    await scene.stack.answer(1)
    await scene.move_to(datetime(2020, 4, 8, 9, 30, tzinfo=UTC))
    house, of = scene.stack.house, {"matter": MATTER, "body": BOARD}
    await programmes.load(
        house, a_partnership(5, a_rule_set(written(agreeing=1))), Caller(SECRETARIAT, "load again")
    )
    proposed = await rule_changes.propose(house, PROGRAMME, Caller(SECRETARIAT, "p"), reason=REASON, **of)
    assert proposed.accepted, proposed
    agreed = await rule_changes.agree(house, PROGRAMME, Caller(THE_DIRECTOR, "a"), **of)
    assert agreed.accepted, agreed
    await scene.settle()
