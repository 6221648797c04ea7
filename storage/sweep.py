"""Which programmes have something in the outbox that should have gone by now."""

from datetime import timedelta

from sqlalchemy import Connection, select

from models.tables.ledger import heads
from models.tables.outbox import letters, wakes
from models.values import Instant, ProgrammeId
from storage.letters_going import going


def overdue(connection: Connection, now: Instant) -> list[ProgrammeId]:
    rows = connection.execute(select(heads.c.programme, heads.c.offset_microseconds)).all()
    return [
        row.programme
        for row in rows
        if _has_overdue(connection, row.programme, now, timedelta(microseconds=row.offset_microseconds))
    ]


def _has_overdue(connection: Connection, programme: ProgrammeId, now: Instant, offset: timedelta) -> bool:
    a_wake = select(wakes.c.stream).where(
        wakes.c.programme == programme,
        wakes.c.pending,
        wakes.c.not_before.is_(None) | (wakes.c.not_before <= now),
    )
    a_letter = select(letters.c.id).where(going(programme, now + offset, now))
    return connection.scalar(a_wake.limit(1)) is not None or connection.scalar(a_letter.limit(1)) is not None
