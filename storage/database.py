"""The one door to the database: SQLite or PostgreSQL, transactions that cannot lose an update."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InterfaceError, OperationalError

from models.errors import Unavailable
from storage.server import Server
from storage.sqlite_file import SqliteFile

T = TypeVar("T")

POSTGRESQL = "postgresql"


class Writing(Protocol):
    """A write transaction under way."""

    async def run_sync(self, do: Callable[..., T], /, *given: Any) -> T: ...  # noqa: ANN401  passed on


class Database:
    """Reads run side by side; writes of one SQLite file stand in one queue, across processes too."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._engine: SqliteFile | Server = SqliteFile(self.url) if self.is_sqlite else Server(self.url)

    @property
    def readers(self) -> Engine:
        """What answers reads, for whoever counts its questions."""
        return self._engine.readers

    async def read(self, ask: Callable[..., T], *given: Any) -> T:  # noqa: ANN401  passed on as it is
        """What `ask(connection, *given)` finds in one consistent view."""
        with _told_apart():
            return await self._engine.read(ask, *given)

    async def write(self, do: Callable[..., T], *given: Any) -> T:  # noqa: ANN401  passed on as it is
        """What `do(connection, *given)` answers, after the commit."""
        async with self.writing() as connection:
            return await connection.run_sync(do, *given)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Writing]:
        """One write transaction; whoever opens it holds the only pen of a SQLite file."""
        with _told_apart():
            async with self._engine.writing() as connection:
                yield connection

    async def empty_log(self) -> None:
        """After an erasure, so that no file of ours holds any more what was erased."""
        with _told_apart():
            await self._engine.empty_log()

    async def close(self) -> None:
        await self._engine.close()


@contextmanager
def _told_apart() -> Iterator[None]:
    """A database that cannot be reached is told apart from a mistake of ours."""
    try:
        yield
    except (OperationalError, InterfaceError):
        raise Unavailable("database-unavailable") from None


def upserting(table: Table, dialect: str) -> postgresql.Insert | sqlite.Insert:
    """An insert that may say what becomes of a row that is there already; both engines say it alike."""
    return postgresql.insert(table) if dialect == POSTGRESQL else sqlite.insert(table)


def is_postgresql(connection: Connection) -> bool:
    return connection.dialect.name == POSTGRESQL
