"""What histories are recorded in: the real stack, a worker in this process, and what is done with them."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from a_partnership import PROGRAMME
from temporalio.client import Client, WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter

from models.commands import Command
from models.values import Instant
from services.acting import Caller, act
from storage.clock import Clock, RealClock
from storage.register import number_of
from storage.sweep import overdue
from tests.faults.a_stack import SECRETARIAT, Stack, a_stack
from tests.replay.a_failing_database import FailingDatabase
from worker import worker_for

EVER = datetime.min.replace(tzinfo=UTC)


@dataclass
class Scene:
    """The stack, a worker in this process, and what a scenario does with them."""

    stack: Stack
    database: FailingDatabase
    client: Client

    async def settle(self) -> None:
        """Until nothing is due and the ledger has stood still for a while."""
        still = 0
        before = -1
        while still < 4:
            await asyncio.sleep(0.25)
            number = await self.stack.house.database.read(number_of, PROGRAMME)
            due = await self.stack.house.database.read(overdue, datetime.now(UTC))
            still = still + 1 if number == before and not due else 0
            before = number

    async def until_failed(self, times: int) -> None:
        async def has_failed() -> bool:
            return self.database.failed >= times

        await self.stack.until("a failure", has_failed)

    async def move_to(self, at: Instant) -> None:
        await self.stack.set_clock(at)
        await self.settle()

    async def do(self, stream: str, command: Command, happened: Instant | None = None) -> None:
        caller = Caller(SECRETARIAT, f"{stream} {command!r}", happened)
        acted = await act(self.stack.house, PROGRAMME, stream, command, caller)
        assert acted.accepted, acted
        await self.settle()


@asynccontextmanager
async def a_scene(clock: Clock) -> AsyncIterator[Scene]:
    with tempfile.TemporaryDirectory() as folder:
        async with a_stack(Path(folder)) as stack:
            await stack.start_temporal()
            client = await Client.connect(
                stack.settings.temporal_address, data_converter=pydantic_data_converter
            )
            database = FailingDatabase(stack.settings.database_url)
            async with worker_for(stack.settings, database, clock, client):
                yield Scene(stack, database, client)
            await database.close()


async def in_a_scene(
    stream: str, play: Callable[[Scene], Awaitable[None]], clock: Clock | None = None, *, last: bool = False
) -> WorkflowHistory:
    async with a_scene(clock or RealClock()) as scene:
        await play(scene)
        return await (last_run if last else first_run)(scene.client, stream)


async def last_run(client: Client, stream: str) -> WorkflowHistory:
    return await client.get_workflow_handle(stream).fetch_history()


async def first_run(client: Client, stream: str, since: Instant = EVER) -> WorkflowHistory:
    """A wake-up may come after the end, and begins a short run more; the first is the one played."""
    runs = [run async for run in client.list_workflows(f"WorkflowId = '{stream}'")]
    first = min((run for run in runs if run.start_time >= since), key=lambda run: run.start_time)
    return await client.get_workflow_handle(stream, run_id=first.run_id).fetch_history()
