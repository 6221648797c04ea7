"""What a read may count on, on both engines: one view, and a server that came back."""

import asyncio
from threading import Event

import pytest
from a_partnership import PROGRAMME
from sqlalchemy import Connection, create_engine, insert, select, text, update

from models.tables.ledger import heads
from storage.database import Database
from storage.register import EMPTY, number_of


async def test_a_write_committed_between_two_reads_of_one_view_is_not_seen(database: Database) -> None:
    def twice(connection: Connection) -> tuple[int, int]:
        before = number_of(connection, PROGRAMME)
        another_process_writes(database)
        return before, number_of(connection, PROGRAMME)

    await database.write(a_head)
    assert await database.read(twice) == (1, 1)
    assert await database.read(number_of, PROGRAMME) == 2


async def test_a_writer_sees_what_was_committed_while_it_waited(database: Database) -> None:
    if database.is_sqlite:  # a writer there waits before it has seen anything
        return

    def after_waiting(connection: Connection) -> int:
        number_of(connection, PROGRAMME)
        another_process_writes(database)
        return number_of(connection, PROGRAMME)

    await database.write(a_head)
    assert await database.write(after_waiting) == 2


async def test_a_writer_that_is_cancelled_half_way_leaves_nothing_and_keeps_nobody_waiting(
    database: Database,
) -> None:
    begun, may_go_on = Event(), Event()

    def slowly(connection: Connection) -> None:
        a_head(connection)
        begun.set()
        assert may_go_on.wait(5)

    if not database.is_sqlite:  # there a statement is awaited, and cancelled with whoever awaits it
        return
    writing = asyncio.create_task(database.write(slowly))
    assert await asyncio.to_thread(begun.wait, 5)
    writing.cancel()
    await asyncio.sleep(0)
    may_go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert await database.write(number_of, PROGRAMME) == 0
    await database.write(a_head)
    assert await database.read(number_of, PROGRAMME) == 1


async def test_the_first_question_after_a_restart_of_the_server_is_answered(database: Database) -> None:
    await database.write(a_head)
    assert await database.read(number_of, PROGRAMME) == 1
    cut_every_connection(database)
    assert await database.read(number_of, PROGRAMME) == 1
    assert await database.write(number_of, PROGRAMME) == 1


def a_head(connection: Connection) -> None:
    connection.execute(insert(heads).values(programme=PROGRAMME, number=1, hash=EMPTY, offset_microseconds=0))


def another_process_writes(database: Database) -> None:
    engine = create_engine(database.url.render_as_string(hide_password=False).replace("+aiosqlite", ""))
    with engine.begin() as connection:
        connection.execute(update(heads).values(number=2))
    engine.dispose()


def cut_every_connection(database: Database) -> None:
    """As a restart of the server does; a SQLite file has no server."""
    if database.is_sqlite:
        return
    engine = create_engine(database.url)
    with engine.begin() as connection:
        cutting = text("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()")
        connection.execute(cutting)
        assert connection.scalar(select(1)) == 1
    engine.dispose()
