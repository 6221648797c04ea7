"""The only client of Temporal that people's side has: it nudges, and never asks a workflow anything."""

import asyncio
import sys
import threading

import structlog
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError, RPCStatusCode

from models.errors import Unavailable
from models.values import ProgrammeId, Stream

log = structlog.get_logger()

A_MOMENT = 0.001
"""Seconds between two looks at threads that are about to end."""


async def connected(address: str, namespace: str) -> Client:
    """A client that connects when first used, so that people can act while Temporal is down."""
    return await Client.connect(
        address, namespace=namespace, data_converter=pydantic_data_converter, lazy=True
    )


class Running:
    """Tells `dispatch` that there is something in the outbox: one nudge in flight per programme,
    and one more after it if something came meanwhile. A nudge that is lost costs ten seconds."""

    def __init__(self, client: Client, task_queue: str) -> None:
        self._client = client
        self._task_queue = task_queue
        self._in_flight: dict[ProgrammeId, asyncio.Task[None]] = {}
        self._again: set[ProgrammeId] = set()

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
        await asyncio.gather(*self._in_flight.values())
        while _strangers():  # noqa: ASYNC110  such a thread can set no event as its last act
            await asyncio.sleep(A_MOMENT)

    async def _nudge_until_quiet(self, programme: ProgrammeId) -> None:
        try:
            while True:
                self._again.discard(programme)
                await self.nudge(programme)
                if programme not in self._again:
                    return
        except (RPCError, RuntimeError) as lost:
            log.info("nudge.lost", programme=programme, kind=type(lost).__name__)
        finally:
            del self._in_flight[programme]


def _strangers() -> frozenset[int]:
    """Threads within Python that Python did not start: those of the client bring each answer themselves, and
    one that is still at it while the interpreter ends takes the whole process down.
    """
    ours = {each.ident for each in threading.enumerate()}
    return frozenset(sys._current_frames()) - ours  # noqa: SLF001  documented, and the only way to see them
