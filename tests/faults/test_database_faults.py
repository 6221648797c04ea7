"""A database that locks, breaks or goes silent: told apart from a mistake of ours, and nothing is lost."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from a_partnership import (
    APPROVAL,
    CONTENT,
    MATTER,
    PROGRAMME,
    SIGN_OFF,
    SPONSOR,
    a_partnership,
    holder,
    seat,
)
from sqlalchemy import Connection, create_engine, func, select, text

from models.acts import Acted, Sent
from models.commands import (
    Command,
    GiveAnswer,
    LoadDefinition,
    OpenMatter,
    OpenStage,
    RaiseConcern,
    SetClock,
)
from models.errors import Unavailable
from models.events import By
from models.sign_off import SignOff
from models.tables.ledger import heads, lines
from models.tables.outbox import letters
from models.values import Answer, Channel, Text
from storage import ledger as ledgers
from storage import partnership
from storage.clock import RealClock
from storage.database import Database, Writing
from storage.ledger import Ledger
from storage.register import number_of, state_of
from storage.verifying import first_break

SOON = 0.3
ANSWER = GiveAnswer(seat=seat(1), answer=Answer.APPROVE, content_hash=CONTENT)


async def act(database: Database, stream: str, command: Command, person: str, id_: str) -> Acted:
    sent = Sent(id=id_, by=By(person=person, channel=Channel.COMMAND))
    return await Ledger(database, RealClock()).act(PROGRAMME, stream, command, sent)


async def press(database: Database) -> Acted:
    return await act(database, SIGN_OFF, ANSWER, holder(1), "pressed")


@pytest.fixture
async def board(database: Database) -> Database:
    """A database in which the board is being asked."""
    now = datetime.now(UTC)
    await Ledger(database, RealClock()).begin_programme(PROGRAMME)
    name = await database.write(partnership.keep, a_partnership(), now)
    for number, (stream, command) in enumerate(
        (
            (f"programme/{PROGRAMME}", LoadDefinition(definition=name)),
            (f"programme/{PROGRAMME}", SetClock(offset=datetime(2020, 4, 2, 9, tzinfo=UTC) - now)),
            (APPROVAL, OpenMatter(matter=MATTER, version="1.0")),
            (APPROVAL, OpenStage(stage="board")),
        )
    ):
        assert (await act(database, stream, command, SPONSOR, f"begin-{number}")).accepted
    return database


@asynccontextmanager
async def another_process(database: Database) -> AsyncIterator[Database]:
    """What another process would hold: engines and a lock of its own."""
    other = type(database)(database.url.render_as_string(hide_password=False))
    yield other
    await other.close()


# --- many at once -------------------------------------------------------------------------


async def test_eight_processes_that_write_at_once_lose_no_update(board: Database) -> None:
    async def add(number: int) -> None:
        async with another_process(board) as database:
            for time in range(5):
                question = RaiseConcern(words=Text.of("why?"))
                await act(database, SIGN_OFF, question, SPONSOR, f"{number}-{time}")

    await asyncio.gather(*(add(number) for number in range(8)))
    state = await board.read(state_of, SIGN_OFF)
    assert isinstance(state, SignOff)
    assert list(state.concerns) == [f"c{number}" for number in range(1, 41)]
    assert await board.read(first_break, PROGRAMME) is None


async def test_whoever_holds_the_head_row_is_waited_for(board: Database) -> None:
    async with another_process(board) as other:
        async with other.writing() as connection:
            await connection.run_sync(ledgers._lock_head, PROGRAMME)
            pressing = asyncio.create_task(press(board))
            done, _ = await asyncio.wait({pressing}, timeout=SOON)
            assert not done
            before = await connection.run_sync(number_of, PROGRAMME)
        assert (await pressing).number == before + 1


async def test_another_programme_waits_on_sqlite_and_not_on_postgresql(board: Database) -> None:
    async with another_process(board) as other:
        await Ledger(board, RealClock()).begin_programme("estuary")
        async with other.writing() as connection:
            await connection.run_sync(ledgers._lock_head, PROGRAMME)
            turning = SetClock(offset=timedelta(days=1))
            sent = Sent(id="turn")
            acting = asyncio.create_task(
                Ledger(board, RealClock()).act("estuary", "programme/estuary", turning, sent)
            )
            done, _ = await asyncio.wait({acting}, timeout=SOON if board.is_sqlite else 5)
            assert bool(done) is not board.is_sqlite
        assert (await acting).accepted


async def test_reading_never_waits_for_a_writer(board: Database) -> None:
    async with another_process(board) as other, other.writing() as connection:
        await connection.run_sync(ledgers._lock_head, PROGRAMME)
        assert await asyncio.wait_for(board.read(number_of, PROGRAMME), timeout=5) > 0


# --- broken -------------------------------------------------------------------------------


async def test_a_broken_connection_is_told_as_unavailable_and_loses_nothing(board: Database) -> None:
    before = await board.read(number_of, PROGRAMME)
    if board.is_sqlite:
        await impatient(board)
    with out_of_reach(board):
        pressing = asyncio.create_task(press(board))
        await breaks(board, pressing)
        with pytest.raises(Unavailable) as told:
            await pressing
    assert (told.value.code, told.value.__cause__) == ("database-unavailable", None)
    assert await board.read(number_of, PROGRAMME) == before
    again = await press(board)
    assert (again.accepted, again.already, again.number) == (True, False, before + 1)
    assert await board.read(first_break, PROGRAMME) is None


async def test_an_act_that_breaks_half_way_leaves_nothing(
    board: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(*_: object) -> None:
        raise RuntimeError("in the middle of it")

    before = await board.read(counts)
    with monkeypatch.context() as patched:
        patched.setattr(ledgers, "_tell", breaking)
        with pytest.raises(RuntimeError):
            await press(board)
    assert await board.read(counts) == before
    assert (await press(board)).accepted


class LosesTheAnswer(Database):
    """Commits, and then the connection breaks before anybody is told."""

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Writing]:
        async with super().writing() as connection:
            yield connection
        raise Unavailable("database-unavailable")


async def test_the_command_id_after_a_lost_answer_gives_the_answer_that_was_lost(board: Database) -> None:
    before = await board.read(number_of, PROGRAMME)
    losing = LosesTheAnswer(board.url.render_as_string(hide_password=False))
    with pytest.raises(Unavailable):
        await press(losing)
    await losing.close()
    first, second = await press(board), await press(board)
    assert (first.accepted, first.number, first.already) == (True, before + 1, True)
    assert second == first
    assert await board.read(number_of, PROGRAMME) == before + 1


async def test_a_refusal_whose_answer_was_lost_is_on_the_record_once(board: Database) -> None:
    objection = ANSWER.model_copy(update={"answer": Answer.OBJECT})
    losing = LosesTheAnswer(board.url.render_as_string(hide_password=False))
    with pytest.raises(Unavailable):
        await act(losing, SIGN_OFF, objection, holder(1), "objected")
    await losing.close()
    again = await act(board, SIGN_OFF, objection, holder(1), "objected")
    assert (again.accepted, again.code) == (False, "reason-missing")
    refusals = select(func.count()).select_from(lines).where(lines.c.kind == "act-refused")
    assert await board.read(lambda connection: connection.scalar(refusals)) == 1


def counts(connection: Connection) -> list[int]:
    return [connection.scalar(select(func.count()).select_from(table)) or 0 for table in (lines, letters)]


# --- ways to break it ---------------------------------------------------------------------


async def impatient(database: Database) -> None:
    """Wait for a locked file no longer than a moment; ten seconds otherwise."""
    async with database.writing() as connection:
        await connection.run_sync(lambda held: held.execute(text("pragma busy_timeout = 50")))


@contextmanager
def out_of_reach(database: Database) -> Iterator[None]:
    """Locked by something that knows nothing of our queue."""
    engine = create_engine(database.url.render_as_string(hide_password=False).replace("+aiosqlite", ""))
    with engine.connect() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("begin immediate")
        else:
            connection.execute(select(heads).with_for_update())
        yield
        connection.rollback()
    engine.dispose()


async def breaks(database: Database, pressing: "asyncio.Task[Acted]") -> None:
    """SQLite gives up by itself; PostgreSQL's connections are cut while one waits."""
    await asyncio.wait({pressing}, timeout=SOON)
    if not database.is_sqlite:
        cutting = "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'"
        await asyncio.to_thread(_say, database, cutting)


def _say(database: Database, statement: str) -> None:
    engine = create_engine(database.url)
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
