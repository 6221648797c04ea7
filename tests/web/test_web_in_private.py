"""An item taken in private: every page tells that it was and why, and none what was said (G19)."""

import re
from collections.abc import AsyncIterator
from html import unescape

import pytest
from a_command import Quorate
from a_round import MATTER, SECRETARIAT
from an_essex_round import IN_COMMON, everybody_is_asked
from httpx2 import AsyncClient

from services.acting import House
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from tests.web.a_call import API, acting
from tests.web.a_web import AWeb, NobodyHears
from web.app import create_app

CPR, SOUTHEND = "castle-point-rochford-ccg", "southend-ccg"
REASON, SAID, TERM, LATER = (
    "it concerns one firm's prices",
    "The price is too high",
    "An auditor sees them",
    "Their books",
)
RECORD = f"""
meeting = "{IN_COMMON}"
present = {{ {CPR} = "O2 C4 L2", {SOUTHEND} = "O2 C4 L2" }}

[[items]]
body = "{CPR}"
matter = "{MATTER}"
at = 15:50:00
in_private = "{REASON}"
limbs = [{{ verb = "approve-subject-to", words = "{TERM}", due = 2020-04-09, discharged_by = "/chair" }}]
figures = "8-0"
wording = "{SAID}."
minute = "{SAID}, said the lay member."

[[items]]
body = "{SOUTHEND}"
matter = "{MATTER}"
at = 15:50:00
in_private = "{REASON}"
limbs = ["defer"]
figures = "8-0"
asked_for = "{LATER}"
"""


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    folder = tmp_path_factory.mktemp("essex")
    quorate = everybody_is_asked(folder)
    file = folder / "record.toml"
    file.write_text(RECORD)
    said = quorate("record", str(file))
    assert said.exit_code == 0, said.output
    return quorate


@pytest.fixture
async def reader(recorded: Quorate) -> AsyncIterator[AsyncClient]:
    database, clock = Database(recorded.settings.database_url), RealClock()
    house = House(database, Ledger(database, clock), clock, NobodyHears())
    async with AWeb(
        recorded.settings, database, house, create_app(recorded.settings, house)
    ).browser() as client:
        yield client
    await database.close()


async def read(reader: AsyncClient, path: str) -> str:
    answer = await reader.get(path)
    assert answer.status_code == 200, (path, answer.text)
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.mark.parametrize(
    "page",
    ["", "/why", f"/bodies/{CPR}", f"/bodies/{SOUTHEND}"],
    ids=["matter", "why", "decided", "deferred"],
)
async def test_no_page_tells_what_was_said_while_the_public_was_excluded_g19(
    reader: AsyncClient, page: str
) -> None:
    shown = await read(reader, f"/matters/{MATTER}{page}")
    assert not [words for words in (SAID, TERM, LATER) if words in shown]


async def test_the_matters_page_tells_that_it_was_taken_in_private_and_why(reader: AsyncClient) -> None:
    shown = await read(reader, f"/matters/{MATTER}")
    assert f"Taken in private by resolution, for this reason: “{REASON}”" in shown
    assert f"deferred. Taken in private by resolution: {REASON}" in shown


async def test_the_record_for_everybody_tells_how_it_came_out_and_why_it_was_private(
    reader: AsyncClient,
) -> None:
    shown = await read(reader, f"/matters/{MATTER}/bodies/{CPR}")
    assert "Taken in private by resolution, for the reason stated in it:" in shown
    assert REASON in shown
    assert "Subject to a condition, due Thursday 9 April 2020" in shown


async def test_an_office_reads_the_words_at_the_desk(reader: AsyncClient) -> None:
    at_the_desk = await reader.get(
        f"{API}/matters/{MATTER}/bodies/{CPR}/explain", headers=acting(SECRETARIAT)
    )
    assert at_the_desk.status_code == 200, at_the_desk.text
    for words in (REASON, SAID, TERM):
        assert words in at_the_desk.text
