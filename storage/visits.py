"""Visits of a browser that came by a link: begun and found again; the session is kept as a hash."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, bindparam, delete, select

from models.tables.partnership import links, sessions
from models.values import Instant
from storage.links import IDLE, STANDS, Link, begin_session

LONGEST = timedelta(days=3)
"""However busy, a visit ends and the link is opened again."""


@dataclass(frozen=True)
class VisitFound:
    link: Link
    seen: Instant


# Built once: every page and every press of a member asks it.
_VISIT = (
    select(links, sessions.c.seen)
    .join(links, links.c.token_hash == sessions.c.token_hash)
    .where(
        sessions.c.session_hash == bindparam("session_hash"),
        sessions.c.started > bindparam("begun"),
        sessions.c.seen > bindparam("idle"),
        sessions.c.ended.is_(None),
        STANDS,
    )
)


def begin_visit(connection: Connection, session_hash: str, token_hash: str, now: Instant) -> None:
    """A visit of its own each time; those that ended long ago are cleared away with it."""
    connection.execute(delete(sessions).where(sessions.c.seen < now - LONGEST))
    begin_session(connection, session_hash, token_hash, now)


def visit_found(connection: Connection, session_hash: str, now: Instant) -> VisitFound | None:
    """Neither idle too long (`IDLE`), nor older than `LONGEST`, nor by a link that no longer stands."""
    asked = {"session_hash": session_hash, "now": now, "begun": now - LONGEST, "idle": now - IDLE}
    row = connection.execute(_VISIT, asked).one_or_none()
    return None if row is None else VisitFound(Link.model_validate(row._mapping), row.seen)  # noqa: SLF001  the row's public mapping
