"""A real browser follows the link of a real letter: the whole house, from the workflow to the receipt."""

import asyncio
import json
import os
import re
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from a_partnership import MATTER, PROGRAMME, SECRETARY, SIGN_OFF, SPONSOR, a_partnership, holder, seat

from models.sign_off import SignOff
from models.values import Answer
from rehearsal.hall import Hall, opened
from services import matters, programmes
from storage.register import state_of
from tests.web.a_web import BEGINS, by
from web.app import create_app
from web.pages.presenters import links_in

pytestmark = pytest.mark.timeout(240)

HERE = Path(__file__).parent
MODULES = HERE.parents[1] / "node_modules"
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(autouse=True)
def _browser() -> None:
    needed = {
        "node": shutil.which("node"),
        str(CHROMIUM): CHROMIUM.exists(),
        "node_modules/puppeteer-core": (MODULES / "puppeteer-core").is_dir(),
    }
    missing = ", ".join(name for name, there in needed.items() if not there)
    if not missing:
        return
    words = f"NO BROWSER FOLLOWED A LETTER: {missing} is not there"
    if os.environ.get("QUORATE_CI"):
        pytest.fail(words)
    pytest.skip(words)


@asynccontextmanager
async def served(hall: Hall) -> AsyncIterator[str]:
    """The real web on a port of its own, over the hall's house."""
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        app = create_app(hall.settings, hall.house)
        config = uvicorn.Config(app, log_config=None, access_log=False, proxy_headers=False)
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[port]))
        while not server.started:  # noqa: ASYNC110  uvicorn tells it by a field only
            await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{port.getsockname()[1]}"
        server.should_exit = True
        await serving


def link_to(hall: Hall, number: int) -> str:
    """The link in the letter that a member was sent."""
    (letter,) = [each for each in hall.caught.letters if f"member-{number}@" in str(each["To"])]
    body = letter.get_body(("plain",))
    assert body is not None
    (link,) = [each.href for each in links_in(body.get_content()) if "/s/" in each.href]
    return link


async def journey(base: str, link: str, shots: Path) -> dict[str, Any]:
    asked = {"chromium": str(CHROMIUM), "link": base + link[link.index("/s/") :], "shots": str(shots)}
    process = await asyncio.create_subprocess_exec(
        str(shutil.which("node")),
        str(HERE / "journey.mjs"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, broken = await process.communicate(json.dumps(asked).encode())
    assert process.returncode == 0, broken.decode()
    report: dict[str, Any] = json.loads(said)
    return report


async def test_a_member_follows_the_letter_answers_and_changes_their_mind_on_a_phone(tmp_path: Path) -> None:
    async with opened(tmp_path) as hall:
        await programmes.load(hall.house, a_partnership(), by(SECRETARY, "load"))
        await programmes.set_clock(hall.house, PROGRAMME, BEGINS, by(SECRETARY, "clock"))
        await matters.open_matter(hall.house, PROGRAMME, MATTER, "1.0", by(SPONSOR, "open"))
        await hall.quiet(PROGRAMME)
        async with served(hall) as base:
            report = await journey(base, link_to(hall, 1), tmp_path)
        await hall.quiet(PROGRAMME)
        state = await hall.database.read(state_of, SIGN_OFF)
        letters = [str(each["Subject"]) for each in hall.caught.letters if "member-1@" in str(each["To"])]
    assert isinstance(state, SignOff)
    given = state.answers[seat(1)]
    assert (given.answer, given.by) == (Answer.OBJECT, holder(1))
    assert sum(subject.startswith("Your answer is recorded") for subject in letters) == 2
    assert [line.partition(" (")[0] for line in report["noise"]] == [
        "Failed to load resource: the server responded with a status of 422"
    ], "the press with nothing chosen, and nothing else"
    seen = {page["name"]: page for page in report["seen"]}
    assert re.fullmatch(r"/sign-off/[0-9a-f]{10}", seen["question"]["path"]), "the token has left the bar"
    assert seen["nothing-chosen"]["title"].startswith("Error: ")
    assert "Choose your answer" in seen["nothing-chosen"]["words"]
    assert "You approved" in seen["receipt"]["words"]
    assert seen["receipt-read-again"]["words"] == seen["receipt"]["words"], "reloading sends nothing"
    assert "It stands unless you record another answer." in seen["change"]["words"]
    assert "The budget is not in it." in seen["receipt-of-the-change"]["words"]
    assert str(given.number) in seen["receipt-of-the-change"]["words"]
    assert "You objected" in seen["answered"]["words"]
    assert "The budget is not in it." not in seen["matrix"]["words"]
