"""The one door to the database: SQLite or PostgreSQL, transactions that cannot lose an update."""

import asyncio
import fcntl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from models.errors import Unavailable

T = TypeVar("T")


class Database:
    """Reads run side by side; writes of one SQLite file stand in one queue, across processes too.

    SQLite's own waiting sleeps and starves (tails over a second with two processes), so a lock
    file is taken before BEGIN IMMEDIATE and each process writes on a single connection.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._lock_file = Path(f"{self.url.database}.lock") if self.is_sqlite else None
        self._writing = asyncio.Lock()
        self._readers = self._sqlite("BEGIN", 8) if self.is_sqlite else self._server("REPEATABLE READ")
        self._writer = (
            self._sqlite("BEGIN IMMEDIATE", 1) if self.is_sqlite else self._server("READ COMMITTED")
        )

    def _sqlite(self, begin: str, pool_size: int) -> AsyncEngine:
        engine = self._engine(pool_size)
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql(begin))
        return engine

    def _server(self, isolation_level: str) -> AsyncEngine:
        """Readers see one view from their first question to their last, as SQLite's do; a writer, once
        it holds the head row, must see what was committed while it waited. Connections that a restart
        of the server cut are noticed before they are used.
        """
        return self._engine(8, isolation_level=isolation_level, pool_pre_ping=True)

    def _engine(self, pool_size: int, **given: Any) -> AsyncEngine:  # noqa: ANN401  passed on as it is
        # Parameters hold addresses and typed words; an engine that shows them leaks into histories.
        return create_async_engine(
            self.url, pool_size=pool_size, max_overflow=0, hide_parameters=True, **given
        )

    async def read(self, ask: Callable[..., T], *given: Any) -> T:  # noqa: ANN401  passed on as it is
        """What `ask(connection, *given)` finds in one consistent view."""
        with _told_apart():
            async with self._readers.begin() as connection:
                return await connection.run_sync(ask, *given)

    async def write(self, do: Callable[..., T], *given: Any) -> T:  # noqa: ANN401  passed on as it is
        """What `do(connection, *given)` answers, after the commit."""
        async with self.writing() as connection:
            return await connection.run_sync(do, *given)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One write transaction; whoever opens it holds the only pen of a SQLite file."""
        with _told_apart():
            async with self._pen(), self._writer.begin() as connection:
                yield connection

    @asynccontextmanager
    async def _pen(self) -> AsyncIterator[None]:
        if self._lock_file is None:
            yield
            return
        async with self._writing:
            with self._lock_file.open("ab") as lock:
                await asyncio.to_thread(fcntl.flock, lock, fcntl.LOCK_EX)
                yield

    async def close(self) -> None:
        await self._readers.dispose()
        await self._writer.dispose()


@contextmanager
def _told_apart() -> Iterator[None]:
    """A database that cannot be reached is told apart from a mistake of ours."""
    try:
        yield
    except (OperationalError, InterfaceError):
        raise Unavailable("database-unavailable") from None


def _prepare_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:  # noqa: ANN401  the driver's own type
    connection.isolation_level = None  # we say BEGIN ourselves: the driver's own loses updates silently
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def upserting(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that may say what becomes of a row that is there already; both engines say it alike."""
    return postgresql.insert(table) if is_postgresql(connection) else sqlite.insert(table)


def is_postgresql(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"
