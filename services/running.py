"""The only client of Temporal that people's side has: it nudges, and never asks a workflow anything."""

import asyncio
import sys
import threading
from contextlib import suppress

import structlog
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError, RPCStatusCode

from models.errors import Unavailable
from models.values import ProgrammeId, Stream

log = structlog.get_logger()

MERGED = 0.2
"""Seconds after a nudge within which further ones become one: a crowd's answers wake `dispatch` together."""

LOST = 1.0
"""Seconds after a nudge that found nobody until the next is tried."""

A_MOMENT = 0.001
"""Seconds between two looks at threads that are about to end."""


async def connected(address: str, namespace: str) -> Client:
    """A client that connects when first used, so that people can act while Temporal is down."""
    return await Client.connect(
        address, namespace=namespace, data_converter=pydantic_data_converter, lazy=True
    )


class Running:
    """Tells `dispatch` that there is something in the outbox: one nudge at once, and one more a little later
    for whatever came meanwhile. A nudge that is lost costs ten seconds."""

    def __init__(self, client: Client, task_queue: str) -> None:
        self._client = client
        self._task_queue = task_queue
        self._in_flight: dict[ProgrammeId, asyncio.Task[None]] = {}
        self._again: set[ProgrammeId] = set()
        self._hurry = asyncio.Event()

    def nudge_soon(self, programme: ProgrammeId) -> None:
        """After a commit; the caller is not kept waiting."""
        if programme in self._in_flight:
            self._again.add(programme)
            return
        task = asyncio.create_task(self._nudge_until_quiet(programme))
        self._in_flight[programme] = task

    async def nudge(self, programme: ProgrammeId) -> None:
        """One nudge, awaited. Raises RPCError when Temporal cannot be reached."""
        await self._client.start_workflow(
            "dispatch",
            f"dispatch/{programme}",
            id=f"dispatch/{programme}",
            task_queue=self._task_queue,
            start_signal="nudge",
        )

    async def end(self, stream: Stream) -> None:
        """Terminate the stream's workflow if it is open, so that a wake-up begins it afresh."""
        try:
            await self._client.get_workflow_handle(stream).terminate("to be woken afresh")
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise Unavailable("temporal-unavailable") from None
        except RuntimeError:  # how the client says that it never could connect
            raise Unavailable("temporal-unavailable") from None

    async def close(self) -> None:
        """Let the nudges in flight arrive, and the client's threads let go of Python."""
        self._hurry.set()
        await asyncio.gather(*self._in_flight.values())
        self._hurry.clear()
        while _strangers():  # noqa: ASYNC110  such a thread can set no event as its last act
            await asyncio.sleep(A_MOMENT)

    async def _nudge_until_quiet(self, programme: ProgrammeId) -> None:
        try:
            while True:
                self._again.discard(programme)
                await self._rest(MERGED if await self._reached(programme) else LOST)
                if programme not in self._again:
                    return
        finally:
            del self._in_flight[programme]

    async def _reached(self, programme: ProgrammeId) -> bool:
        try:
            await self.nudge(programme)
        except (RPCError, RuntimeError) as lost:
            log.info("nudge.lost", programme=programme, kind=type(lost).__name__)
            return False
        return True

    async def _rest(self, seconds: float) -> None:
        """Nobody who closes is kept waiting."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._hurry.wait(), seconds)


def _strangers() -> frozenset[int]:
    """Threads within Python that Python did not start: those of the client bring each answer themselves, and
    one that is still at it while the interpreter ends takes the whole process down.
    """
    ours = {each.ident for each in threading.enumerate()}
    return frozenset(sys._current_frames()) - ours  # noqa: SLF001  documented, and the only way to see them
