"""The port through which wake-ups are delivered."""

from sqlalchemy import Connection, func, select, update

from models.tables.outbox import wakes
from models.values import Instant, ProgrammeId
from models.waits import Wake
from storage.clock import Clock
from storage.database import Database
from storage.outbox import pause_after

AT_ONCE = 500
"""Wake-ups of one round."""


class Wakes:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def pending(self, programme: ProgrammeId) -> list[Wake]:
        return await self._database.read(_pending, programme, await self._clock.now())

    async def delivered(self, given: list[Wake]) -> None:
        await self._database.write(_delivered, given)

    async def failed(self, wake: Wake) -> None:
        await self._database.write(_failed, wake, await self._clock.now())

    async def next_at(self, programme: ProgrammeId) -> Instant | None:
        """When there is one to deliver again: at once when the bag was too full for all of them or one
        came meanwhile, else when one that failed is tried again."""
        return await self._database.read(_next_at, programme, await self._clock.now())


def _next_at(connection: Connection, programme: ProgrammeId, now: Instant) -> Instant | None:
    waiting = (wakes.c.programme == programme) & wakes.c.pending
    untried = select(wakes.c.stream).where(waiting, wakes.c.not_before.is_(None)).limit(1)
    if connection.scalar(untried) is not None:
        return now
    moment: Instant | None = connection.scalar(select(func.min(wakes.c.not_before)).where(waiting))
    return moment


def _pending(connection: Connection, programme: ProgrammeId, now: Instant) -> list[Wake]:
    found = (
        select(wakes.c.stream, wakes.c.number)
        .where(wakes.c.programme == programme, wakes.c.pending)
        .where(wakes.c.not_before.is_(None) | (wakes.c.not_before <= now))
        .order_by(wakes.c.number, wakes.c.stream)
        .limit(AT_ONCE)
    )
    return [Wake(stream=row.stream, number=row.number) for row in connection.execute(found)]


def _delivered(connection: Connection, given: list[Wake]) -> None:
    """Delivered up to that number; one whose number has risen meanwhile stays pending."""
    for wake in given:
        connection.execute(
            update(wakes)
            .where(wakes.c.stream == wake.stream, wakes.c.number == wake.number)
            .values(pending=False, delivered=wake.number)
        )


def _failed(connection: Connection, wake: Wake, now: Instant) -> None:
    attempts = connection.scalar(select(wakes.c.attempts).where(wakes.c.stream == wake.stream)) or 0
    connection.execute(
        update(wakes)
        .where(wakes.c.stream == wake.stream)
        .values(attempts=attempts + 1, not_before=now + pause_after(attempts))
    )
