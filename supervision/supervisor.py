"""Keeps children running: started in order, started again when they die, stopped in reverse order."""

import asyncio
import signal
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from supervision.child import Child, Running, Say, start

STOP_WITHIN = 10.0
_LEFT_FOR_EACH = 2.0
_TRIES = 5
_TRIES_WITHIN = 60.0
_FIRST_PAUSE = 0.5
_READY_WITHIN = 60.0


class CannotStartError(Exception):
    """A part of the stack did not come up; the message says which and where to look."""


class Kept:
    """One child, kept running until it is stopped or has died too often."""

    def __init__(self, child: Child, logs: Path, say: Say) -> None:
        self.child = child
        self._logs = logs
        self._say = say
        self._deaths: deque[float] = deque()
        self._running: Running | None = None
        self._was_ready = asyncio.Event()
        self._keeping: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Return when it is ready for the first time."""
        self._keeping = asyncio.create_task(self._keep())
        ready = asyncio.create_task(self._was_ready.wait())
        await asyncio.wait({ready, self._keeping}, timeout=_READY_WITHIN, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if not self._was_ready.is_set():
            raise CannotStartError(f"{self.child.name} did not start; see {self._log}")

    async def stop(self, patience: float) -> None:
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.wait({self._keeping})
        if self._running is not None and not await self._running.stop(patience):
            self._say(f"{self.child.name} would not stop and was killed.")

    @property
    def _log(self) -> Path:
        return self._logs / self.child.log_name

    async def _keep(self) -> None:
        while True:
            self._running = await start(self.child, self._logs, self._say)
            announcing = asyncio.create_task(self._announce(self._running))
            try:
                code = await self._running.ends()
            finally:
                announcing.cancel()
            pause = self._pause_after_death()
            self._tell_of_death(code, pause, self._running.last_words)
            self._running = None
            if pause is None:
                return
            await asyncio.sleep(pause)

    async def _announce(self, running: Running) -> None:
        await running.is_ready()
        self._say(f"{self.child.name} … ready in {time.monotonic() - running.began:.1f} s")
        self._was_ready.set()

    def _pause_after_death(self) -> float | None:
        """How long to wait before the next try; None when there were too many."""
        now = time.monotonic()
        self._deaths.append(now)
        while self._deaths[0] < now - _TRIES_WITHIN:
            self._deaths.popleft()
        if len(self._deaths) > _TRIES:
            return None
        return _FIRST_PAUSE * 2.0 ** (len(self._deaths) - 1)

    def _tell_of_death(self, code: int, pause: float | None, last_words: Sequence[str]) -> None:
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        if code > 0:
            for line in last_words:
                self._say(f"  {line}")
        if pause is None:
            self._say(f"{self.child.name} {how} and is given up after {_TRIES} new tries; see {self._log}")
        else:
            again = f"{len(self._deaths)} of {_TRIES} in a minute"
            self._say(f"{self.child.name} {how}; starting it again in {pause:g} s ({again}).")


async def stop_all(kept: Sequence[Kept]) -> None:
    """Stop the last started first. One may take its time as long as enough is left for the others."""
    end = time.monotonic() + STOP_WITHIN
    for others, each in reversed(list(enumerate(kept))):
        await each.stop(patience=max(0.0, end - time.monotonic() - others * _LEFT_FOR_EACH))


async def supervise(
    *,
    before: Sequence[Child],
    prepare: Callable[[], Awaitable[None]],
    after: Sequence[Child],
    logs: Path,
    say: Say,
    when_up: Callable[[], None],
) -> None:
    """Run the stack until SIGINT or SIGTERM: the servers, then what must be done once, then the rest."""
    kept: list[Kept] = []

    async def bring_up() -> None:
        await _start(before, kept, logs, say)
        await prepare()
        await _start(after, kept, logs, say)
        when_up()
        await asyncio.Event().wait()

    working = asyncio.create_task(bring_up())
    told_to_stop = asyncio.create_task(_stop_signal())
    try:
        await asyncio.wait({working, told_to_stop}, return_when=asyncio.FIRST_COMPLETED)
        if told_to_stop.done():
            say("Stopping …")
        else:
            working.result()
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        await stop_all(kept)
        told_to_stop.cancel()


async def _start(children: Sequence[Child], kept: list[Kept], logs: Path, say: Say) -> None:
    """All at once; kept in the order given, so that they can be stopped in reverse."""
    new = [Kept(child, logs, say) for child in children]
    kept.extend(new)
    await asyncio.gather(*(each.start() for each in new))


async def _stop_signal() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()


async def run_once(child: Child, logs: Path, say: Say) -> None:
    """Run something that ends by itself, and fail if it fails."""
    running = await start(child, logs, say)
    try:
        code = await running.ends()
    except asyncio.CancelledError:
        await running.stop(patience=1)
        raise
    if code:
        for line in running.last_words:
            say(f"  {line}")
        raise CannotStartError(f"{child.name} failed with code {code}; see {logs / child.log_name}")
    say(f"{child.name} … done in {time.monotonic() - running.began:.1f} s")
