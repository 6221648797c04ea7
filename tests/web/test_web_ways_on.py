"""The page of a matter that went on after a refusal, or ended: what was refused is never hidden."""

import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import pytest
from a_partnership import DIRECTOR, PROGRAMME, SECRETARY
from a_refused_house import with_other_rules
from an_amended_house import SOUTH, WEST
from an_amended_plan import MATTER
from httpx2 import AsyncClient

from config.settings import Settings
from models.course import EndedBecause
from models.events import By
from models.values import Channel
from services import rule_changes, ways_on
from services.acting import Caller, House
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from tests.web.a_call import API, acting
from tests.web.a_web import BASE, AWeb, NobodyHears
from web.app import create_app

WORD = ways_on.OwnersWord(reason="It will not be moved.", evidence="Minute 7.")


@pytest.fixture
async def web(sqlite: Database, tmp_path: Path) -> AWeb:
    settings, clock = Settings(var=tmp_path, base_url=BASE, production=False), RealClock()
    house = House(sqlite, Ledger(sqlite, clock), clock, NobodyHears())
    await with_other_rules(house)
    return AWeb(settings, sqlite, house, create_app(settings, house))


@pytest.fixture
async def reader(web: AWeb) -> AsyncIterator[AsyncClient]:
    async with web.browser() as client:
        yield client


def caller(key: str, person: str = SECRETARY) -> Caller:
    return Caller(By(person=person, channel=Channel.COMMAND), key)


async def page_of(reader: AsyncClient, path: str = f"/matters/{MATTER}") -> str:
    page = (await reader.get(path)).text
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


async def goes_ahead(web: AWeb) -> None:
    acted = await ways_on.go_ahead_without(
        web.house, PROGRAMME, caller("k"), matter=MATTER, body=SOUTH, word=WORD
    )
    assert acted.accepted, acted


async def test_a_refusal_says_not_agreed_by_all_and_after_it_who_went_on(
    web: AWeb, reader: AsyncClient
) -> None:
    assert "Not agreed by all: South-Board refused on Wednesday 1 April 2020." in await page_of(reader)
    await goes_ahead(web)
    page = await page_of(reader)
    assert (
        "Not agreed by all: South-Board refused on Wednesday 1 April 2020 (the matter goes ahead without it, "
        "decided by Owner-Board on Friday 3 April 2020)."
    ) in page
    assert "The matter goes ahead without it; it may still decide again" in page
    assert "of the 3 approvals it waits for" in page, "it is not counted among those waited for"


async def test_the_pages_that_explain_it_tell_it_too(web: AWeb, reader: AsyncClient) -> None:
    await goes_ahead(web)
    page = await page_of(reader, f"/matters/{MATTER}/bodies/{SOUTH}")
    assert "The matter went ahead without South-Board, decided by Owner-Board" in page


async def test_a_matter_that_was_ended_says_as_what_by_whom_and_why(web: AWeb, reader: AsyncClient) -> None:
    await ways_on.end(
        web.house, PROGRAMME, caller("k"), matter=MATTER, because=EndedBecause.NOT_AGREED, word=WORD
    )
    page = await page_of(reader)
    assert "Not agreed by all: ended by Owner-Board on Friday 3 April 2020." in page
    assert "“It will not be moved.”" in page
    assert "Nothing more is asked of anybody." in page
    assert "Ended" in await page_of(reader, "/")


async def test_rules_changed_are_told_beside_the_body_and_listed_by_api(
    web: AWeb, reader: AsyncClient
) -> None:
    await rule_changes.propose(web.house, PROGRAMME, caller("p"), matter=MATTER, body=WEST, reason="Why not.")
    listed = (await reader.get(f"{API}/matters/{MATTER}/rules", headers=acting())).json()
    (west,) = (each for each in listed if each["body"] == WEST)
    assert (west["is_same"], west["proposed"], west["proposed_by"]) == (
        False,
        west["in_force"],
        "the secretariat",
    )
    agreed = await rule_changes.agree(web.house, PROGRAMME, caller("a", DIRECTOR), matter=MATTER, body=WEST)
    assert agreed.accepted, agreed
    assert (
        "Its rules were changed on Friday 3 April 2020: proposed by the secretariat, agreed by the director."
        in await page_of(reader)
    )
