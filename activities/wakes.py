"""Waking workflows: a signal with nothing but a number, which starts the workflow if need be."""

import asyncio
from typing import Protocol

from temporalio import activity
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError

from models.errors import Unavailable
from models.values import Instant, ProgrammeId
from models.waits import Delivery, Wake


class Wakes(Protocol):
    async def pending(self, programme: ProgrammeId) -> list[Wake]: ...
    async def delivered(self, given: list[Wake]) -> None: ...
    async def failed(self, wake: Wake) -> None: ...
    async def next_at(self, programme: ProgrammeId) -> Instant | None: ...


class WakeActivities:
    def __init__(self, wakes: Wakes, client: Client, task_queue: str) -> None:
        self._wakes = wakes
        self._client = client
        self._task_queue = task_queue

    @activity.defn(name="deliver-wakes")
    async def deliver_wakes(self, programme: ProgrammeId) -> Delivery:
        """Every pending wake-up, merged for each workflow; one that fails backs off alone."""
        pending = await self._wakes.pending(programme)
        woken = await asyncio.gather(*(self._wake(wake) for wake in pending))
        await self._wakes.delivered([wake for wake, is_woken in zip(pending, woken, strict=True) if is_woken])
        return Delivery(next_at=await self._wakes.next_at(programme))

    async def _wake(self, wake: Wake) -> bool:
        try:
            await signal_with_start(self._client, self._task_queue, wake.stream, "wake", wake.number)
        except Unavailable:
            await self._wakes.failed(wake)
            return False
        return True


async def signal_with_start(client: Client, task_queue: str, id_: str, signal: str, *given: int) -> None:
    """The first signal starts the workflow named by the id up to its first slash; later ones find it."""
    try:
        await client.start_workflow(
            id_.split("/", 1)[0],
            id_,
            id=id_,
            task_queue=task_queue,
            start_signal=signal,
            start_signal_args=list(given),
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )
    except RPCError:
        raise Unavailable("temporal-unavailable") from None
