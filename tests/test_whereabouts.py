"""Commands find the stack that is up, on whatever ports it had to take."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import PREFIX, Settings
from config.whereabouts import FILE, LOCK, settings_here, told
from supervision.only_one import only_one

MOVED = {"web_port": 8001, "base_url": "http://127.0.0.1:8001", "temporal_address": "127.0.0.1:7999"}


@pytest.fixture(autouse=True)
def var(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)
    monkeypatch.setenv("QUORATE_VAR", str(tmp_path))
    return tmp_path


@pytest.fixture
def up(var: Path) -> Iterator[Settings]:
    chosen = Settings().model_copy(update={**MOVED, "sender": "Q <q@x.example>"})
    with only_one(var / LOCK, saying="in a test"), told(chosen):
        yield chosen


def test_where_the_environment_says_nothing_the_stack_that_is_up_is_found(up: Settings) -> None:
    here = settings_here()
    assert {name: getattr(here, name) for name in MOVED} == MOVED
    assert here.smtp_port == up.smtp_port


def test_only_what_it_chose_is_told(up: Settings, var: Path) -> None:
    assert settings_here().sender != up.sender
    assert "PASSWORD" not in (var / FILE).read_text()


def test_what_the_environment_says_goes_before(up: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUORATE_TEMPORAL_ADDRESS", "temporal.example:7233")
    here = settings_here()
    assert (here.temporal_address, here.web_port) == ("temporal.example:7233", up.web_port)


def test_in_production_nothing_is_looked_for(up: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUORATE_PRODUCTION", "true")
    monkeypatch.setenv("QUORATE_BASE_URL", "https://quorate.example")
    assert settings_here().temporal_address != up.temporal_address


def test_it_is_forgotten_when_the_stack_stops(var: Path) -> None:
    with only_one(var / LOCK, saying="in a test"), told(Settings().model_copy(update=MOVED)):
        assert (var / FILE).exists()
    assert not (var / FILE).exists()
    assert settings_here() == Settings()


def test_what_a_killed_stack_left_behind_is_not_believed(var: Path) -> None:
    (var / FILE).write_text("QUORATE_TEMPORAL_ADDRESS=127.0.0.1:7999\n")
    assert settings_here() == Settings()
    (var / LOCK).write_text("process 1, in a test\n")
    assert settings_here() == Settings()
