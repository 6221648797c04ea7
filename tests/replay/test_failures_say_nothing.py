"""Failures made now, by today's worker: what a driver or mail server says never reaches a history."""

from typing import Any

from a_partnership import MATTER, PROGRAMME, SIGN_OFF, a_partnership, holder
from sqlalchemy import Connection, select, update

from models.tables.outbox import letters
from models.tables.partnership import people
from services import matters, programmes
from services.acting import Caller
from storage.clock import RealClock
from tests.faults.a_stack import SECRETARIAT
from tests.replay.a_failing_database import duplicate
from tests.replay.a_scene import Scene, a_scene
from tests.replay.record import BEGINS, without_the_machine
from tests.replay.test_nothing_personal import found_in, texts

REFUSED = "harbour-board.member-2@harbour.example"
NO_ADDRESS = "harbour-board.member-3 at, or <near>, harbour.example"


async def history(scene: Scene, workflow: str) -> dict[str, Any]:
    fetched = await scene.client.get_workflow_handle(workflow).fetch_history()
    clean: dict[str, Any] = without_the_machine(fetched.to_json_dict())
    return clean


async def has_failed(scene: Scene) -> bool:
    """It is told there once the activity has come to an end."""
    return "IntegrityError" in "\n".join(texts(await history(scene, SIGN_OFF)))


async def begin(scene: Scene) -> None:
    """One member's address is refused, another's is none, and the database will not have a row."""
    scene.stack.mail.catcher.to_recipient[REFUSED] = f"550 no such mailbox: <{REFUSED}>"
    scene.database.failure, scene.database.fails_at = duplicate, "_sign_off"
    house, secretariat = scene.stack.house, Caller(SECRETARIAT, "begin")
    await programmes.load(house, a_partnership(), secretariat)
    await house.database.write(_spoil_address, holder(3))
    await scene.stack.set_clock(BEGINS)
    await matters.open_matter(house, PROGRAMME, MATTER, "1.0", secretariat)


async def test_failures_leak_nothing_and_one_bad_letter_holds_up_no_other() -> None:
    async with a_scene(RealClock()) as scene:
        await begin(scene)
        await scene.stack.until_letters("Action needed", 3)
        await scene.stack.until_line("letter-returned")
        await scene.until_failed(2)
        scene.database.fails_at = ""
        await scene.stack.until_letters("Task", 1)
        await scene.stack.until("the failure in the history", lambda: has_failed(scene))
        failed, delivered = await history(scene, SIGN_OFF), await history(scene, f"dispatch/{PROGRAMME}")
        attempts = await scene.stack.house.database.read(_attempts, holder(3))

    assert found_in(failed) == found_in(delivered) == set()
    assert NO_ADDRESS not in "\n".join([*texts(failed), *texts(delivered)])
    assert len(scene.stack.mail.subjects("Action needed")) == 3, "all but those two"
    assert attempts >= 1, "the try to write the other is counted, so that the next is later"


def _spoil_address(connection: Connection, person: str) -> None:
    connection.execute(update(people).where(people.c.person == person).values(address=NO_ADDRESS))


def _attempts(connection: Connection, person: str) -> int:
    return connection.scalar(select(letters.c.attempts).where(letters.c.recipient == person)) or 0
