"""The page tests need the kit's styles; without them they say so, and CI fails."""

import os

import pytest

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
