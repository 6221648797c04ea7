"""A post in a real browser: a round that appoints nobody, an interim, a second round, looked at each time."""

import asyncio
import json
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from a_filled_house import Filled, chose_nobody
from a_post import (
    APPOINTMENT,
    CONFIRM,
    INTERIM,
    NOT_OFFERED,
    OFFICE,
    ON_POST,
    PARTICULARS,
    POST,
    TERM,
)

from config.settings import Settings
from models.post_commands import (
    AnswerSignOff,
    EnterCandidate,
    FixStart,
    OpenRound,
    PauseRound,
    ProposeAppointment,
    ReachStage,
    RecordEligibility,
    RequestSignOff,
    StartAppointment,
    TellPartners,
)
from models.post_events import SignOffAnswer, TenureKind
from models.posts import RoundStage
from models.values import Instant, Text
from rules.calendar import at_london
from services.acting import House
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from tests.web.a_web import NobodyHears
from tests.web.test_web_browser import CHROMIUM, HERE, _browser
from web.app import create_app

pytestmark = pytest.mark.timeout(240)

__all__ = ["_browser"]
"""Loudly skipped without a browser."""

PHONE, DESK = 375, 1280
POSTS, TITLE = "Who holds each post", "Harbour Master"
SECOND_ROUND = f"recruitment/{POST}/2"
FIRST_DAY = date(2020, 2, 24)


@dataclass
class Walk:
    """The pages that were seen on the way, by their addresses."""

    words: dict[str, str]

    def __getitem__(self, path: str) -> str:
        return " ".join(self.words[path].split())


@asynccontextmanager
async def served(house: House, folder: Path) -> AsyncIterator[str]:
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        app = create_app(Settings(var=folder, production=False), house)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, proxy_headers=False))
        serving = asyncio.create_task(server.serve(sockets=[port]))
        while not server.started:  # noqa: ASYNC110  uvicorn tells it by a field only
            await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{port.getsockname()[1]}"
        server.should_exit = True
        await serving


async def walk(base: str, shots: Path, *links: str, width: int = DESK) -> Walk:
    """From the home page by links; every page on the way is accessible and never wider than the window."""
    shots.mkdir(exist_ok=True)  # noqa: ASYNC240  a folder on this machine, once
    asked = {
        "chromium": str(CHROMIUM),
        "base": base,
        "from": "/",
        "links": links,
        "shots": str(shots),
        "width": width,
    }
    process = await asyncio.create_subprocess_exec(
        str(shutil.which("node")),
        str(HERE / "a_walk.mjs"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, broken = await process.communicate(json.dumps(asked).encode())
    assert process.returncode == 0, broken.decode()
    report: dict[str, Any] = json.loads(said)
    assert report["noise"] == []
    assert [each["violations"] for each in report["seen"]] == [[] for _ in report["seen"]]
    assert [each["sideways"] for each in report["seen"]] == [0 for _ in report["seen"]]
    assert PARTICULARS not in said.decode()
    return Walk({each["path"]: each["words"] for each in report["seen"]})


async def tell(filled: Filled, subject: str, words: str) -> None:
    await filled.does(ON_POST, TellPartners(subject=subject, words=Text.of(words)))


async def an_interim_is_proposed(filled: Filled) -> None:
    """Found eligible; one of the three towns has not confirmed."""
    proposed = ProposeAppointment(
        post=POST, number=1, tenure=TenureKind.INTERIM, person=INTERIM, round=1, matter=CONFIRM, last=TERM
    )
    await filled.does(APPOINTMENT, proposed)
    await filled.does(APPOINTMENT, RecordEligibility(passed=True, evidence=Text.of("register of members")))
    await filled.confirm(CONFIRM, ("east", "north"))


async def the_interim_starts(filled: Filled) -> None:
    await filled.confirm(CONFIRM, ("south",), is_open=True)
    await filled.does(APPOINTMENT, RequestSignOff(interviewed=2, omitted=(NOT_OFFERED,)))
    granted = AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=Text.of("their letter"))
    await filled.does(APPOINTMENT, granted)
    await filled.does(APPOINTMENT, FixStart(first=FIRST_DAY))
    starts = at_london(FIRST_DAY, datetime.min.time())
    await filled.clock_shows(starts)
    await filled.does(APPOINTMENT, StartAppointment(due=starts), person=None)


async def a_second_round_is_paused(filled: Filled) -> None:
    await filled.clock_shows(monday(3, 9))
    planned = {RoundStage.ADVERTISED: date(2020, 3, 9), RoundStage.INTERVIEWED: date(2020, 4, 22)}
    await filled.does(SECOND_ROUND, OpenRound(post=POST, number=2, planned=planned))
    await filled.does(SECOND_ROUND, ReachStage(stage=RoundStage.ADVERTISED, closes=date(2020, 4, 3)))
    entered = EnterCandidate(reference="d-1", particulars=Text.of(PARTICULARS))
    await filled.does(SECOND_ROUND, entered)
    await filled.clock_shows(monday(3, 16))
    await filled.does(SECOND_ROUND, PauseRound(reason=Text.of("nobody can meet at present")))


def monday(month: int, day: int) -> Instant:
    return datetime(2020, month, day, 9, tzinfo=UTC)


async def test_a_round_appoints_nobody_then_an_interim_starts_then_a_second_round_is_paused(
    sqlite: Database, tmp_path: Path
) -> None:
    clock = RealClock()
    house = House(sqlite, Ledger(sqlite, clock), clock, NobodyHears())
    filled = await chose_nobody(house)
    async with served(house, tmp_path) as base:
        await tell(filled, "round-1-nobody-appointed", "The panel appointed nobody; no change at the moment.")
        nobody = await walk(base, tmp_path / "nobody", POSTS, TITLE, "Round 1", "Record of the round")
        assert "Vacant since Monday 6 January 2020." in nobody["/posts"]
        assert "Blocked" in nobody["/posts"]
        assert "Blocked since Friday 24 January 2020: nobody holds the post" in nobody["/posts"]
        assert "Overtaken on Friday 24 January 2020" in nobody[f"/posts/{POST}"]
        assert "no change at the moment" in nobody[f"/posts/{POST}"]
        assert "Outcome Nobody was appointed" in nobody[f"/posts/{POST}/rounds/1"]
        assert "Vote of the panel 2 to 0" in nobody[f"/posts/{POST}/rounds/1"]
        assert "3. Longlisted Left out “few are expected to apply”" in nobody[f"/posts/{POST}/rounds/1"]
        assert "2 candidates." in nobody[f"/posts/{POST}/rounds/1"]
        assert "The panel chose nobody" in nobody[f"/posts/{POST}/rounds/1/record"]

        await an_interim_is_proposed(filled)
        proposed = await walk(base, tmp_path / "proposed", POSTS, TITLE, "Appointment 1", width=PHONE)
        assert "South has not confirmed." in proposed[f"/posts/{POST}/appointments/1"]
        assert "Not yet" in proposed[f"/posts/{POST}/appointments/1"]

        await the_interim_starts(filled)
        interim = await walk(base, tmp_path / "interim", POSTS, TITLE, "Appointment 1")
        assert "Held by Holder of interim-master: interim, from Monday 24 February 2020" in interim["/posts"]
        assert "Ready" in interim["/posts"]
        assert "At risk" in interim["/posts"]
        assert "ends on Monday 24 August 2020" in interim["/posts"], "within six months"
        assert "In post since Monday 24 February 2020" in interim[f"/posts/{POST}"]

        await a_second_round_is_paused(filled)
        second = await walk(
            base, tmp_path / "second", POSTS, TITLE, "Round 2", "Recruitment pack", width=PHONE
        )
        assert "Round 2 is paused since Monday 16 March 2020, at: advertised." in second["/posts"]
        assert "Round 2 of recruitment, which follows round 1" in second[f"/posts/{POST}/rounds/2"]
        assert "1. Advertised Paused here" in second[f"/posts/{POST}/rounds/2"]
        assert "nobody can meet at present" in second[f"/posts/{POST}/rounds/2"]
        assert "1 candidate." in second[f"/posts/{POST}/rounds/2"]
        assert "Wednesday 22 April 2020" in second[f"/posts/{POST}/rounds/2/pack"]
