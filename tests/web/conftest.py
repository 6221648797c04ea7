"""The page tests need the kit's styles; without them they say so, and CI fails."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import structlog
from httpx2 import AsyncClient

from tests.web.a_harbour_round import a_copy, prepare
from tests.web.a_web import AWeb
from web import assets


@pytest.fixture(scope="session", autouse=True)
def _kit() -> None:
    if not assets.KIT.is_dir():
        words = "PAGES NOT TESTED: node_modules/nhsuk-frontend is not there, run `npm ci --ignore-scripts`"
        if os.environ.get("QUORATE_CI"):
            pytest.fail(words)
        pytest.skip(words)
    assets.build()
    assets.manifest.cache_clear()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour's round, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("harbour")
    with structlog.testing.capture_logs():
        asyncio.run(prepare(folder))
    return folder


@pytest.fixture
async def harbour(prepared: Path, tmp_path: Path) -> AsyncIterator[AWeb]:
    async with a_copy(prepared, tmp_path) as web:
        yield web


@pytest.fixture
async def caller(harbour: AWeb) -> AsyncIterator[AsyncClient]:
    """A program that calls the harbour's API."""
    async with harbour.browser() as client:
        yield client
