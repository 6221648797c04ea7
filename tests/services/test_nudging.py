"""Nudges of `dispatch`: the first at once, those of a crowd as one, and nobody who closes is kept waiting."""

import asyncio
from typing import Any, cast

import pytest
from a_partnership import PROGRAMME
from temporalio.client import Client

from services import running
from services.running import Running

SOON = 5.0
LONG = 600.0


class Server:
    """Counts what reaches it, unless nobody is there."""

    def __init__(self, *, is_away: bool = False) -> None:
        self.is_away = is_away
        self.asked = 0

    async def start_workflow(self, *_: Any, **__: Any) -> None:  # noqa: ANN401  Temporal's own
        self.asked += 1
        if self.is_away:
            raise RuntimeError("nobody answers")


def nudging(server: Server) -> Running:
    return Running(cast("Client", server), "quorate")


async def moments(count: int = 5) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def test_the_first_goes_at_once_and_those_that_follow_soon_are_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "MERGED", LONG)
    server = Server()
    telling = nudging(server)
    telling.nudge_soon(PROGRAMME)
    await moments()
    assert server.asked == 1
    for _ in range(10):
        telling.nudge_soon(PROGRAMME)
        await moments()
    assert server.asked == 1
    await asyncio.wait_for(telling.close(), SOON)
    assert server.asked == 2, "whoever closes does not wait for the moment to pass"


async def test_one_after_the_moment_goes_at_once_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "MERGED", 0.001)
    server = Server()
    telling = nudging(server)
    for asked in (1, 2):
        telling.nudge_soon(PROGRAMME)
        await asyncio.sleep(0.05)
        assert server.asked == asked
    await telling.close()
    assert server.asked == 2


async def test_where_nobody_answers_the_next_is_tried_a_while_later_and_closing_waits_for_neither(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "LOST", LONG)
    server = Server(is_away=True)
    telling = nudging(server)
    telling.nudge_soon(PROGRAMME)
    await moments()
    telling.nudge_soon(PROGRAMME)
    await moments()
    assert server.asked == 1
    await asyncio.wait_for(telling.close(), SOON)
    assert server.asked == 2
