"""A SQLite file: readers side by side, and the writers of all processes in one queue."""

import asyncio
import contextvars
import fcntl
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry

T = TypeVar("T")

READERS = 8
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "secure_delete=ON",
)
"""What is erased is overwritten, not only taken off the list of what there is."""


class SqliteFile:
    """SQLite answers within microseconds, so a transaction stays in one thread: to hand each statement to
    a thread and back costs more than all of them together.

    SQLite's own waiting sleeps and starves (tails over a second with two processes), so a lock
    file is taken before BEGIN IMMEDIATE and each process writes in a single thread.
    """

    def __init__(self, url: URL) -> None:
        self._lock_file = Path(f"{url.database}.lock")
        self._one_at_a_time = asyncio.Lock()
        self.readers = _engine(url, "BEGIN", READERS)
        self._writer = _engine(url, "BEGIN IMMEDIATE", 1)
        self._reading = ThreadPoolExecutor(READERS, "reading")
        self._writing = ThreadPoolExecutor(1, "writing")

    async def read(self, ask: Callable[..., T], *given: Any) -> T:  # noqa: ANN401  passed on as it is
        return await _in_one_of(self._reading, self._read, ask, *given)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator["WritingThread"]:
        """Begins with the first thing done in it. Whoever is cancelled half way leaves nothing behind: what
        the thread is to let go of stands in its queue behind whatever it was still doing.
        """
        async with self._one_at_a_time:
            transaction = WritingThread(self._writing, self._writer, self._lock_file)
            try:
                yield transaction
            except BaseException:
                await asyncio.shield(_in_one_of(self._writing, transaction.let_go))
                raise
            await asyncio.shield(_in_one_of(self._writing, transaction.commit))

    async def empty_log(self) -> None:
        """Into the file itself, where what was erased has been overwritten; the log held it as it was."""
        async with self._one_at_a_time:
            await _in_one_of(self._writing, self._checkpoint)

    def _checkpoint(self) -> None:
        connection = self._writer.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        finally:
            connection.close()

    async def close(self) -> None:
        """The threads hold nothing and end with this."""
        self.readers.dispose()
        self._writer.dispose()

    def _read(self, ask: Callable[..., T], *given: Any) -> T:  # noqa: ANN401  passed on as it is
        with self.readers.begin() as connection:
            return ask(connection, *given)


class WritingThread:
    """The one write transaction there is, all of it in one thread."""

    def __init__(self, thread: ThreadPoolExecutor, writer: Engine, lock_file: Path) -> None:
        self._thread = thread
        self._writer = writer
        self._lock_file = lock_file
        self._connection: Connection | None = None
        self._held = ExitStack()
        """What the thread holds: the pen, and the transaction begun with it."""

    async def run_sync(self, do: Callable[..., T], *given: Any) -> T:  # noqa: ANN401  passed on as it is
        return await _in_one_of(self._thread, self._do, do, *given)

    def _do(self, do: Callable[..., T], *given: Any) -> T:  # noqa: ANN401  passed on as it is
        if self._connection is None:
            self._connection = self._begun()
        return do(self._connection, *given)

    def _begun(self) -> Connection:
        lock = self._held.enter_context(self._lock_file.open("ab"))
        fcntl.flock(lock, fcntl.LOCK_EX)
        connection = self._held.enter_context(self._writer.connect())
        connection.begin()
        return connection

    def commit(self) -> None:
        with self._held:
            if self._connection is not None:
                self._connection.commit()

    def let_go(self) -> None:
        self._held.close()


async def _in_one_of(threads: ThreadPoolExecutor, do: Callable[..., T], *given: Any) -> T:  # noqa: ANN401  passed on as it is
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(threads, partial(context.run, do, *given))


def _engine(url: URL, begin: str, pool_size: int) -> Engine:
    # Parameters hold addresses and typed words; an engine that shows them leaks into histories.
    engine = create_engine(
        url.set(drivername="sqlite"), pool_size=pool_size, max_overflow=0, hide_parameters=True
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _prepare(connection: Any, _: ConnectionPoolEntry) -> None:  # noqa: ANN401  the driver's own type
    connection.isolation_level = None  # we say BEGIN ourselves: the driver's own loses updates silently
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
