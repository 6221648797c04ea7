"""Visits of a browser that came by a link: begun and found again; the session is kept as a hash."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, select

from models.tables.partnership import sessions
from models.values import Instant
from storage.links import Link, begin_session, link_of_session

LONGEST = timedelta(days=3)
"""However busy, a visit ends and the link is opened again."""


@dataclass(frozen=True)
class VisitFound:
    link: Link
    seen: Instant


def begin_visit(connection: Connection, session_hash: str, token_hash: str, now: Instant) -> None:
    """A visit of its own each time; those that ended long ago are cleared away with it."""
    connection.execute(delete(sessions).where(sessions.c.seen < now - LONGEST))
    begin_session(connection, session_hash, token_hash, now)


def visit_found(connection: Connection, session_hash: str, now: Instant) -> VisitFound | None:
    """Neither idle too long (`IDLE`), nor older than `LONGEST`, nor by a link that no longer stands."""
    found = select(sessions.c.started, sessions.c.seen).where(sessions.c.session_hash == session_hash)
    row = connection.execute(found).one_or_none()
    if row is None or row.started <= now - LONGEST:
        return None
    link = link_of_session(connection, session_hash, now)
    return None if link is None else VisitFound(link, row.seen)
