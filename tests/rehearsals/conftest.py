"""The four rounds, each played once for all the tests of this folder."""

from pathlib import Path

import pytest

from tests.rehearsals.a_played_round import FILLING, FINANCE, OFFICER, STRATEGY, Ran, run
from web import assets


@pytest.fixture(scope="session")
def strategy(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return run(STRATEGY, Path(tmp_path_factory.mktemp("strategy")))


@pytest.fixture(scope="session")
def officer(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return run(OFFICER, Path(tmp_path_factory.mktemp("officer")))


@pytest.fixture(scope="session")
def filling(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return run(FILLING, Path(tmp_path_factory.mktemp("filling")))


@pytest.fixture(scope="session")
def finance(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Members press buttons on real pages, which need the kit."""
    if not assets.KIT.is_dir():
        pytest.skip("BY LETTER NOT TESTED: node_modules/nhsuk-frontend is not there")
    assets.build()
    assets.manifest.cache_clear()
    return run(FINANCE, Path(tmp_path_factory.mktemp("finance")))
