"""Opening the house for one command or one process, and leaving it in order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from services.house import House, Nudging
from services.running_later import RunningLater
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from storage.revision import must_be_at_this_release

log = structlog.get_logger()

PATIENCE = 5.0
"""Seconds a nudge may take before it is given up; the workers' sweep makes up for it."""


@asynccontextmanager
async def opened(
    database_url: str, temporal_address: str, namespace: str, task_queue: str
) -> AsyncIterator[House]:
    """A house of one's own, its database at this release's revision. Temporal need not be there.

    Raises Unavailable when the database is missing, cannot be reached or is at another revision.
    """
    database, clock = Database(database_url), RealClock()
    try:
        await must_be_at_this_release(database)
        running = RunningLater(temporal_address, namespace, task_queue)
        try:
            yield House(database=database, ledger=Ledger(database, clock), clock=clock, running=running)
        finally:
            await _let_arrive(running)
    finally:
        await database.close()


async def _let_arrive(running: Nudging) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            await running.close()
    except TimeoutError:
        log.info("nudge.lost", kind="TimeoutError")
