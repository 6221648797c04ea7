"""Is the database there, and is it at the revision this release knows?"""

from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from models.errors import Unavailable
from models.values import Instant
from storage.database import Database, is_postgresql
from storage.migrating import newest_revision, revision_of


async def must_be_at_this_release(database: Database) -> None:
    """Raises Unavailable when the database is missing, cannot be reached, is no database, or is at
    another revision; the words say how to mend it.
    """
    found, newest = await found_revision(database), newest_revision()
    if found != newest:
        words = f"The database is at revision {found or 'none'}; this release needs {newest}."
        raise Unavailable("database-revision", f"{words} Bring it there with: quorate migrate")


async def found_revision(database: Database) -> str:
    """Empty when it was never migrated."""
    if is_missing(database):
        raise Unavailable("database-missing", "There is no database yet. Make it with: quorate migrate")
    try:
        return await database.read(revision_of)
    except DatabaseError:  # reached, but a damaged file, or another kind of file altogether
        words = "The database cannot be read. Put back a copy of it, or correct QUORATE_DATABASE_URL."
        raise Unavailable("database-unreadable", words) from None


def is_missing(database: Database) -> bool:
    """Whether a SQLite file is not there: asking the driver would make it."""
    name = database.url.database or ""
    return database.is_sqlite and name not in {"", ":memory:"} and not Path(name).exists()


def time_of(connection: Connection) -> Instant | None:
    """The database server's clock; None for SQLite, which has none of its own."""
    return connection.scalar(select(func.clock_timestamp())) if is_postgresql(connection) else None
