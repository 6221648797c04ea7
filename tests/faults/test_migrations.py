"""An upgraded database is the one the code knows, on both engines, with all it held; the way down is open."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from a_board import Board
from a_partnership import MATTER, PROGRAMME, SIGN_OFF, seat
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    LargeBinary,
    MetaData,
    Table,
    create_engine,
    inspect,
    select,
    text,
)

from models.approval import Approval
from models.sign_off import SignOff
from models.tables.schema import METADATA
from models.values import Standing
from storage.database import Database
from storage.migrating import _config, migrate, newest_revision, revision_of
from storage.register import state_of
from storage.verifying import first_break, rebuild_if_whole


def emptied(url: str) -> Engine:
    """PostgreSQL is one server for all tests, so what another left is taken away."""
    engine = create_engine(url.replace("+aiosqlite", ""))
    METADATA.drop_all(engine)
    with engine.begin() as connection:
        connection.execute(text("drop table if exists alembic_version"))
    return engine


def differences(connection: Connection) -> list[object]:
    """Tables, columns, types, nullability, indexes and foreign keys."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, METADATA))


def test_an_empty_database_upgraded_is_what_the_code_knows(database_url: str) -> None:
    engine = emptied(database_url)
    migrate(database_url)
    with engine.connect() as connection:
        assert differences(connection) == []
        assert revision_of(connection) == newest_revision()
    engine.dispose()


def test_control_a_missing_column_and_index_would_be_noticed(database_url: str) -> None:
    engine = emptied(database_url)
    migrate(database_url)
    with engine.begin() as connection:
        connection.execute(text("drop index ix_lines_stream_number"))
        connection.execute(text("alter table letters drop column code"))
    with engine.connect() as connection:
        assert len(differences(connection)) == 2
    engine.dispose()


def test_down_to_nothing_and_up_again(database_url: str) -> None:
    engine = emptied(database_url)
    migrate(database_url)
    command.downgrade(_config(database_url), "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    migrate(database_url)
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


def test_migrating_twice_changes_nothing(database_url: str) -> None:
    engine = emptied(database_url)
    migrate(database_url)
    migrate(database_url)
    with engine.connect() as connection:
        assert revision_of(connection) == newest_revision()
    engine.dispose()


# --- a round that began under the first revision --------------------------------------------

A_ROUND = Path(__file__).parent / "a_round_of_revision_0001.json"
"""Every row of a small round as the release of that revision wrote it: a board asked in writing, a question
and its answer, an interest, two answers of five, a promise, letters sent, refused and waiting, a hold and its
end. It was made once and is never made again: what it proves is that a database of that time goes on.
"""

Rows = dict[str, list[dict[str, Any]]]


def the_round() -> Rows:
    tables: Rows = json.loads(A_ROUND.read_text())["tables"]
    return tables


def as_kept(column: Column[Any], written: object) -> object:
    """A value of the file as the database takes it."""
    if isinstance(column.type, DateTime) and isinstance(written, str):
        return datetime.fromisoformat(written)
    if isinstance(column.type, LargeBinary) and isinstance(written, str):
        return base64.b64decode(written)
    return written


def as_written(found: object) -> object:
    """A value of the database as the file has it; SQLite keeps no zone."""
    if isinstance(found, datetime):
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    return base64.b64encode(found).decode() if isinstance(found, bytes) else found


def fill(engine: Engine, rounds: Rows) -> None:
    with engine.begin() as connection:
        for name in sorted(rounds, key=list(METADATA.tables).index):
            table = Table(name, MetaData(), autoload_with=connection, resolve_fks=False)
            for row in rounds[name]:
                kept = {each: as_kept(table.c[each], value) for each, value in row.items()}
                connection.execute(table.insert().values(**kept))


def rows_of(connection: Connection, name: str, like: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every row of a table as it is now, in the columns it had then."""
    table = Table(name, MetaData(), autoload_with=connection, resolve_fks=False)
    found = connection.execute(select(*(table.c[each] for each in like)))
    return [{key: as_written(value) for key, value in row.items()} for row in found.mappings()]


def sorted_rows(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def upgraded(url: str) -> Engine:
    """The round as its release left it, brought to this one."""
    engine = emptied(url)
    command.upgrade(_config(url), "0001")
    fill(engine, the_round())
    migrate(url)
    return engine


def test_every_row_of_a_round_begun_under_the_first_revision_is_kept(database_url: str) -> None:
    engine = upgraded(database_url)
    with engine.connect() as connection:
        assert revision_of(connection) == newest_revision() != "0001"
        assert differences(connection) == []
        for name, rows in the_round().items():
            assert rows, f"the round has no {name}, so it proves nothing of them"
            assert sorted_rows(rows_of(connection, name, rows[0])) == sorted_rows(rows), name
    engine.dispose()


def test_its_ledger_is_whole_and_folds(database_url: str) -> None:
    engine = upgraded(database_url)
    with engine.begin() as connection:
        assert first_break(connection, PROGRAMME) is None
        assert rebuild_if_whole(connection, PROGRAMME)[0] is None
        assert isinstance(state_of(connection, f"approval/{MATTER}"), Approval)
    engine.dispose()


async def test_it_goes_on_to_its_end_and_its_letters_go(database_url: str) -> None:
    upgraded(database_url).dispose()
    database = Database(database_url)
    board = Board(database, a_day=6)
    board.clock.shown += timedelta(days=4)
    board._sent = len(the_round()["told"])  # their ids were given to others then
    assert await board.post()
    assert (await board.answer(3)).accepted
    sign_off = await database.read(state_of, SIGN_OFF)
    assert isinstance(sign_off, SignOff)
    assert set(sign_off.answers) == {seat(number) for number in (1, 2, 3)}
    assert sign_off.decided is not None
    assert sign_off.standing is Standing.APPROVED
    await database.close()


def test_control_a_row_that_was_lost_or_altered_would_be_noticed(database_url: str) -> None:
    engine = upgraded(database_url)
    rows = the_round()["letters"]
    with engine.begin() as connection:
        connection.execute(text("update letters set status = 'sent' where status = 'refused'"))
        connection.execute(text("delete from told where number = 1"))
    with engine.connect() as connection:
        assert sorted_rows(rows_of(connection, "letters", rows[0])) != sorted_rows(rows)
        told = the_round()["told"]
        assert len(rows_of(connection, "told", told[0])) == len(told) - 1
    engine.dispose()
