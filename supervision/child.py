"""One child process: how to start it, how it is told apart, how it is known to be ready."""

import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from supervision import ports

Say = Callable[[str], None]

_LAST_WORDS = 5
_GRAVE = frozenset({"warn", "warning", "error", "critical", "fatal"})
_TETHER = Path(__file__).with_name("tether.py")
_LONGEST_LINE = 64 * 1024


@dataclass(frozen=True)
class Child:
    """What to run. It is ready when its port answers, or when it says the word on a line of its log."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int | None = None
    word: str | None = None

    @property
    def log_name(self) -> str:
        return f"{self.name.lower().replace(' ', '-')}.log"


class Running:
    """A child that was started. Everything it says goes to its log; what is grave also to the screen."""

    def __init__(self, child: Child, process: asyncio.subprocess.Process, logs: Path, say: Say) -> None:
        self._child = child
        self._process = process
        self._say = say
        self._spoke = asyncio.Event()
        self._is_stopping = False
        self._last_words: deque[str] = deque(maxlen=_LAST_WORDS)
        self._log = (logs / child.log_name).open("ab", buffering=0)
        self._reading = asyncio.create_task(self._read())
        self.began = time.monotonic()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def last_words(self) -> tuple[str, ...]:
        return tuple(self._last_words)

    async def is_ready(self) -> None:
        """Return when it is ready; never, should it die first."""
        if self._child.word is not None:
            await self._spoke.wait()
        elif self._child.port is not None:
            await ports.answering(self._child.port)

    async def ends(self) -> int:
        """Its exit code; a negative one is the signal that killed it. Nothing it started outlives it."""
        code = await self._process.wait()
        self._kill_group()
        await asyncio.wait({self._reading}, timeout=1)  # one that left the group may hold the pipe open
        self._reading.cancel()
        self._log.close()
        return code

    async def stop(self, patience: float) -> bool:
        """Ask it to stop, then make it; whether asking was enough."""
        self._is_stopping = True
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), timeout=patience)
        except TimeoutError:
            self._kill_group()
            was_enough = False
        else:
            was_enough = True
        await self.ends()
        return was_enough

    def _kill_group(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    async def _read(self) -> None:
        output = self._process.stdout
        rest = b""
        while output is not None and (block := await output.read(_LONGEST_LINE)):
            with contextlib.suppress(OSError):  # a full disk must not stop the child too
                self._log.write(block)
            *lines, rest = (rest + block).split(b"\n")
            rest = rest[-_LONGEST_LINE:]
            for line in lines:
                self._hear(line.decode(errors="replace").rstrip())

    def _hear(self, line: str) -> None:
        if not line:
            return
        self._last_words.append(line)
        if self._child.word is not None and self._child.word in line:
            self._spoke.set()
        grave = _grave_event(line)
        if grave is not None and not self._is_stopping:
            self._say(f"{self._child.name}: {grave}")


async def start(child: Child, logs: Path, say: Say) -> Running:
    """Start it in a session of its own, so that Ctrl-C reaches only us, who stop it in its turn."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-S",
        str(_TETHER),
        str(os.getpid()),
        *child.command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, **child.environment},
        start_new_session=True,
    )
    return Running(child, process, logs, say)


def _grave_event(line: str) -> str | None:
    """A warning or worse as one line for the screen: the event and what was bound to it."""
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    if not isinstance(entry, dict) or str(entry.get("level", "")).lower() not in _GRAVE:
        return None
    told = entry.get("event") or entry.get("msg") or ""
    left_out = {"event", "msg", "level", "at", "time", "exception"}
    bound = " ".join(f"{key}={value}" for key, value in entry.items() if key not in left_out)
    return " ".join(f"{entry['level'].lower()}: {told} {bound}".split())
