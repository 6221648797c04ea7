"""An upgraded database is the one the code knows, on both engines, and the way down and up again is open."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from models.tables.schema import METADATA
from storage.migrating import _config, migrate, newest_revision, revision_of


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
