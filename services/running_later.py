"""Temporal for whoever may never need it: the client comes when there is something to tell."""

import asyncio

from models.values import ProgrammeId, Stream
from services.house import Nudging


class RunningLater:
    """As `Running`, whose client takes longer to import than most questions take to answer."""

    def __init__(self, address: str, namespace: str, task_queue: str) -> None:
        self._address = address
        self._namespace = namespace
        self._task_queue = task_queue
        self._coming: asyncio.Task[Nudging] | None = None
        self._came: Nudging | None = None
        self._nudges: list[asyncio.Task[None]] = []

    def nudge_soon(self, programme: ProgrammeId) -> None:
        if self._came is not None:
            self._came.nudge_soon(programme)
            return
        self._nudges = [each for each in self._nudges if not each.done()]
        self._nudges.append(asyncio.create_task(self._nudge(programme)))

    async def end(self, stream: Stream) -> None:
        await (await self._come()).end(stream)

    async def close(self) -> None:
        """Let the nudges in flight arrive."""
        await asyncio.gather(*self._nudges)
        if self._coming is not None:
            await (await self._coming).close()

    async def _nudge(self, programme: ProgrammeId) -> None:
        (await self._come()).nudge_soon(programme)

    async def _come(self) -> Nudging:
        if self._coming is None:
            self._coming = asyncio.create_task(self._connected())
        return await self._coming

    async def _connected(self) -> Nudging:
        from services.running import Running, connected  # noqa: PLC0415  what this module is for

        self._came = Running(await connected(self._address, self._namespace), self._task_queue)
        return self._came
