"""A SQLite file: readers side by side, and the writers of all processes in one queue."""

import asyncio
import contextvars
import fcntl
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry

from models.errors import Unavailable

T = TypeVar("T")

READERS = 8
PATIENCE = 10_000
"""How many milliseconds a statement waits for another process."""
PATIENCE_WITH_READERS = 500
"""How many the log waits for whoever reads of it. Nobody writes meanwhile."""
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={PATIENCE}",
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
        """Into the file itself, where what was erased has been overwritten; the log held it as it was.

        Raises Unavailable while somebody still reads of the log: nothing else empties it once they have done.
        """
        async with self._one_at_a_time:
            is_empty = await _in_one_of(self._writing, self._checkpoint)
        if not is_empty:
            raise Unavailable("database-log-read", "Somebody still reads what the database's log holds.")

    def _checkpoint(self) -> bool:
        """Whether nothing is left in the log. It takes the pen, as whatever writes does."""
        with _pen(self._lock_file), closing(self._writer.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout={PATIENCE_WITH_READERS}")
            try:
                is_busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
                cursor.close()
        return not is_busy

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
        self._held.enter_context(_pen(self._lock_file))
        connection = self._held.enter_context(self._writer.connect())
        connection.begin()
        return connection

    def commit(self) -> None:
        with self._held:
            if self._connection is not None:
                self._connection.commit()

    def let_go(self) -> None:
        self._held.close()


@contextmanager
def _pen(lock_file: Path) -> Iterator[None]:
    with lock_file.open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


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
