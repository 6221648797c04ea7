"""Bringing the database to this release's revision, for whoever installs it."""

import asyncio

from models.errors import Unavailable
from models.values import Value
from storage.database import Database
from storage.migrating import migrate, newest_revision
from storage.revision import found_revision, is_missing


class Migrated(Value):
    """From which revision (empty: from nothing) to which."""

    before: str
    after: str


async def bring_to_this_release(database_url: str) -> Migrated:
    """Every step not yet taken. Raises Unavailable when the database cannot be reached or made."""
    database = Database(database_url)
    try:
        before = "" if is_missing(database) else await found_revision(database)
        await asyncio.to_thread(migrate, database_url)
        after = await found_revision(database)
    except OSError as broken:
        words = f"The database cannot be made there: {broken.strerror}. Correct QUORATE_DATABASE_URL."
        raise Unavailable("database-unavailable", words) from None
    finally:
        await database.close()
    if after != newest_revision():
        raise Unavailable("database-revision", f"The database stayed at revision {after or 'none'}.")
    return Migrated(before=before, after=after)
