"""The worker's own duties: it looks for what was left lying, and lets go of what it holds."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

import worker
from config.settings import Settings
from models.errors import Unavailable
from services.running import Running
from storage.clock import RealClock
from storage.database import Database

SOON = 5.0


class Unreliable:
    """A database away at the first look, and two programmes with something overdue after that."""

    def __init__(self) -> None:
        self.looks = 0

    async def read(self, *_: object) -> list[str]:
        self.looks += 1
        if self.looks == 1:
            raise Unavailable("database-unavailable")
        return ["estuary", "harbour"]


class OneCannotBeNudged:
    def __init__(self) -> None:
        self.nudged: asyncio.Queue[str] = asyncio.Queue()

    async def nudge(self, programme: str) -> None:
        if programme == "estuary":
            raise Unavailable("temporal-unavailable")
        self.nudged.put_nowait(programme)


async def test_the_sweep_outlives_a_database_that_is_away_and_one_failure_skips_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "SWEEP_EVERY", timedelta(milliseconds=5))
    database, running = Unreliable(), OneCannotBeNudged()
    sweeping = asyncio.create_task(
        worker.sweep(cast("Database", database), RealClock(), cast("Running", running))
    )
    for _ in range(2):
        assert await asyncio.wait_for(running.nudged.get(), SOON) == "harbour"
    assert not sweeping.done()
    sweeping.cancel()


async def test_the_database_is_let_go_of_even_when_the_worker_breaks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    closed: list[datetime] = []

    async def closing(_: Database) -> None:
        closed.append(datetime.now(UTC))

    async def breaking(*_: Any) -> None:  # noqa: ANN401  whatever it is given
        raise RuntimeError("no server")

    monkeypatch.setattr(Database, "close", closing)
    monkeypatch.setattr(worker, "reached", breaking)
    with pytest.raises(RuntimeError):
        await worker.run(Settings(var=tmp_path))
    assert len(closed) == 1
