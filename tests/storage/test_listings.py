"""What commands list, wake and make anew, on both engines."""

from datetime import UTC, datetime, timedelta

import pytest
from a_partnership import APPROVAL, BOARD, MATTER, PROGRAMME, SECRETARY, SIGN_OFF, a_partnership, holder
from sqlalchemy import Connection, delete, select, update

from models.acts import Due
from models.commands import OpenStage
from models.events import By
from models.tables.ledger import states
from models.tables.outbox import wakes
from models.values import Channel
from services import ledger_checking, matters, overview, programmes, waking
from services.acting import Caller, House
from services.running import Running, connected
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from storage.revision import time_of


@pytest.fixture
async def house(database: Database) -> House:
    """A board of five is being asked in writing; nobody listens to nudges."""
    clock, running = RealClock(), Running(await connected("127.0.0.1:1", "default"), "quorate")
    house = House(database=database, ledger=Ledger(database, clock), clock=clock, running=running)
    for key, act in (
        ("load", lambda caller: programmes.load(house, a_partnership(), caller)),
        ("open", lambda caller: matters.open_matter(house, PROGRAMME, MATTER, "1.0", caller)),
    ):
        await act(Caller(By(person=SECRETARY, channel=Channel.COMMAND), key))
    await house.ledger.do_due(Due(stream=APPROVAL, command=OpenStage(stage="board")))
    await running.close()
    return house


async def test_a_matter_is_listed_with_its_bodies_letters_and_people(house: House) -> None:
    assert await overview.programmes(house) == [PROGRAMME]
    assert [line.matter for line in await overview.matters(house, PROGRAMME)] == [MATTER]
    (row,) = (await overview.matrix(house, PROGRAMME, MATTER)).rows
    assert (row.body, row.entitled, row.answered) == (BOARD, 5, 0)
    letters = await overview.letters(house, PROGRAMME, MATTER)
    assert [letter.recipient for letter in letters] == [holder(number) for number in range(1, 6)]
    assert set(letters) == set(await overview.letters(house, PROGRAMME))
    assert holder(1) in {person.id for person in await overview.people(house, PROGRAMME)}


async def test_lines_come_in_order_or_only_the_last(house: House) -> None:
    lines = await ledger_checking.lines(house, PROGRAMME)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert await ledger_checking.lines(house, PROGRAMME, last=2) == lines[-2:]
    assert {line.stream for line in await ledger_checking.lines(house, PROGRAMME, SIGN_OFF)} == {SIGN_OFF}


async def test_everything_with_a_workflow_is_woken_up_to_the_last_line(house: House) -> None:
    await house.database.write(_everything_is_delivered)
    assert set(await waking.wake_all(house, PROGRAMME)) == {APPROVAL, SIGN_OFF}
    last = (await ledger_checking.verify(house, PROGRAMME)).lines
    assert await house.database.read(_pending) == {APPROVAL: last, SIGN_OFF: last}
    await house.running.close()


async def test_a_lost_state_is_made_anew_and_named(house: House) -> None:
    await house.database.write(_loses_a_state)
    rebuilt = await ledger_checking.rebuild(house, PROGRAMME)
    assert (rebuilt.is_whole, rebuilt.different) == (True, (SIGN_OFF,))
    assert (await ledger_checking.rebuild(house, PROGRAMME)).different == ()


async def test_a_database_server_says_its_own_time_and_a_file_has_none(house: House) -> None:
    told = await house.database.read(time_of)
    if house.database.is_sqlite:
        assert told is None
    else:
        assert told is not None
        assert abs(told - datetime.now(UTC)) < timedelta(minutes=1)


def _everything_is_delivered(connection: Connection) -> None:
    connection.execute(update(wakes).values(pending=False))


def _pending(connection: Connection) -> dict[str, int]:
    return {
        row.stream: row.number
        for row in connection.execute(select(wakes.c.stream, wakes.c.number).where(wakes.c.pending))
    }


def _loses_a_state(connection: Connection) -> None:
    connection.execute(delete(states).where(states.c.stream == SIGN_OFF))
