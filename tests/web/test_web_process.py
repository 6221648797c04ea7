"""The web as a process of its own: it starts where it may, says why where it may not, and stops cleanly."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import httpx2
import pytest

from config.settings import CHECKOUT, Settings
from storage.migrating import migrate
from supervision.ports import another


async def started(folder: Path, **further: str) -> asyncio.subprocess.Process:
    environment = {**os.environ, "QUORATE_VAR": str(folder), "QUORATE_TEMPORAL_ADDRESS": "127.0.0.1:9"}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "web.app",
        cwd=CHECKOUT,
        env=environment | further,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )


async def answers(web: asyncio.subprocess.Process, url: str) -> dict[str, bool]:
    async with httpx2.AsyncClient() as client:
        while web.returncode is None:
            try:
                told: dict[str, bool] = (await client.get(url)).json()
            except httpx2.ConnectError:
                await asyncio.sleep(0.05)
            else:
                return told
    _, said = await web.communicate()
    raise AssertionError(said.decode())


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_it_serves_without_temporal_and_stops_cleanly_when_told(
    tmp_path: Path, told: signal.Signals
) -> None:
    migrate(Settings(var=tmp_path).database_url)
    port = str(another())
    web = await started(tmp_path, QUORATE_WEB_PORT=port)
    async with asyncio.timeout(30):
        assert await answers(web, f"http://127.0.0.1:{port}/health/ready") == {"ready": True}
        web.send_signal(told)
        _, said = await web.communicate()
    assert (web.returncode, said.decode()) == (0, "")


async def test_it_does_not_start_without_a_database_and_says_how_to_make_one(tmp_path: Path) -> None:
    web = await started(tmp_path)
    _, said = await web.communicate()
    assert web.returncode == 1
    assert said.decode() == "There is no database yet. Make it with: quorate migrate\n"


async def test_it_does_not_start_where_another_machine_could_reach_it(tmp_path: Path) -> None:
    migrate(Settings(var=tmp_path).database_url)
    web = await started(tmp_path, QUORATE_WEB_HOST="192.0.2.7")
    _, said = await web.communicate()
    assert web.returncode == 1
    assert said.decode().startswith("QUORATE_WEB_HOST is 192.0.2.7, which other machines could reach.")
