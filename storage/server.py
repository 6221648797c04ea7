"""A PostgreSQL server: connections of our own loop, each transaction one of them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

T = TypeVar("T")


class Server:
    """Readers see one view from their first question to their last, as SQLite's do; a writer, once
    it holds the head row, must see what was committed while it waited. Connections that a restart
    of the server cut are noticed before they are used.
    """

    def __init__(self, url: URL) -> None:
        self._reader = _engine(url, "REPEATABLE READ")
        self._writer = _engine(url, "READ COMMITTED")

    @property
    def readers(self) -> Engine:
        return self._reader.sync_engine

    async def read(self, ask: Callable[..., T], *given: Any) -> T:  # noqa: ANN401  passed on as it is
        async with self._reader.begin() as connection:
            return await connection.run_sync(ask, *given)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        async with self._writer.begin() as connection:
            yield connection

    async def empty_log(self) -> None:
        """A server overwrites what was erased, and its log, in its own time."""

    async def close(self) -> None:
        await self._reader.dispose()
        await self._writer.dispose()


def _engine(url: URL, isolation_level: str) -> AsyncEngine:
    # Parameters hold addresses and typed words; an engine that shows them leaks into histories.
    return create_async_engine(
        url,
        pool_size=8,
        max_overflow=0,
        hide_parameters=True,
        isolation_level=isolation_level,
        pool_pre_ping=True,
    )
