"""The page of a matter that was amended: what each body approved stays, the amendment stands beside it."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from a_partnership import SECRETARY, SPONSOR
from an_amended_house import CONDITION, NORTH, WEST, Amended, approved, told_of_a_limited_change
from an_amended_plan import MATTER, of
from httpx2 import AsyncClient

from config.settings import Settings
from models.commands import CloseSignOff, HoldMatter, RaiseConcern, ReleaseMatter, SlipObligation
from models.values import Text
from services.acting import House
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from tests.web.a_call import API, acting
from tests.web.a_web import BASE, AWeb, NobodyHears
from web.app import create_app

OBJECTS = RaiseConcern(words=Text.of("it weakens our place"), objects=True)


@pytest.fixture
async def web(sqlite: Database, tmp_path: Path) -> AWeb:
    settings, clock = Settings(var=tmp_path, base_url=BASE, production=False), RealClock()
    house = House(sqlite, Ledger(sqlite, clock), clock, NobodyHears())
    await told_of_a_limited_change(house)
    return AWeb(settings, sqlite, house, create_app(settings, house))


@pytest.fixture
async def reader(web: AWeb) -> AsyncIterator[AsyncClient]:
    async with web.browser() as client:
        yield client


async def row_of(reader: AsyncClient, body: str) -> str:
    """Its row of the table as it is read."""
    page = (await reader.get(f"/matters/{MATTER}")).text
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    (found,) = [each for each in rows if f"{body.title()}" in each]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split())


async def page_of(reader: AsyncClient) -> str:
    page = (await reader.get(f"/matters/{MATTER}")).text
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


async def test_a_body_told_of_it_stays_approved_and_its_time_to_object_is_told(reader: AsyncClient) -> None:
    row = await row_of(reader, WEST)
    assert "Approved" in row
    assert "May object to 1.1 until Monday 20 April 2020." in row
    assert "Its time to object ends Monday 20 April 2020 at 11:59pm, London time" in row
    assert "No objection" not in row


async def test_on_hold_no_day_of_before_is_shown_as_if_it_still_ran(web: AWeb, reader: AsyncClient) -> None:
    holding = HoldMatter(reason=Text.of("advice is awaited"))
    await Amended(web.house).does(f"approval/{MATTER}", holding, SPONSOR)
    assert "20 April" not in await page_of(reader)
    row = await row_of(reader, WEST)
    assert "May object to 1.1; its time to do so stands still while the matter is on hold." in row
    assert "Nothing falls due while the matter is on hold" in row
    gate = (await reader.get(f"{API}/matters/{MATTER}/gate", headers=acting(SECRETARY))).json()
    windows = [each for each in gate["waits_for"] if each["what"] == "window"]
    assert [each["until"] for each in windows] == [None, None]
    assert all(
        each["words"].endswith("may object to version 1.1; that time stands still") for each in windows
    )


async def test_released_it_shows_the_day_it_was_moved_to(web: AWeb, reader: AsyncClient) -> None:
    amended = Amended(web.house)
    await amended.does(f"approval/{MATTER}", HoldMatter(reason=Text.of("advice is awaited")), SPONSOR)
    await amended.clock_shows(datetime(2020, 4, 9, 9, tzinfo=UTC))
    await amended.does(f"approval/{MATTER}", ReleaseMatter(reason=Text.of("it has come")), SPONSOR)
    assert "May object to 1.1 until Monday 27 April 2020." in await row_of(reader, WEST)


async def test_a_body_asked_again_shows_what_it_approved_before(reader: AsyncClient) -> None:
    row = await row_of(reader, "owner-board")
    assert "Waiting to decide" in row
    assert "Approved on 1.0 before, on Wednesday 1 April 2020." in row


async def test_an_objection_is_marked_as_one(web: AWeb, reader: AsyncClient) -> None:
    await Amended(web.house).does(of(WEST, "1.1"), OBJECTS)
    page = await page_of(reader)
    assert "One objection, none withdrawn." in page
    assert re.search(r"Objection Raised on \w+ 2 April 2020 on version 1.1: not withdrawn\.", page)
    amended = Amended(web.house)
    until = datetime(2020, 4, 20, 23, tzinfo=UTC)
    await amended.clock_shows(until)
    await amended.time_does(of(WEST, "1.1"), CloseSignOff(due=until))
    row = await row_of(reader, WEST)
    assert "Objects to 1.1." in row
    assert "Approved" in row


async def test_a_condition_that_lapsed_takes_the_approval_with_it(web: AWeb, reader: AsyncClient) -> None:
    assert "Condition due Thursday 9 April 2020: open." in await row_of(reader, NORTH)
    due = datetime(2020, 4, 9, 23, tzinfo=UTC)
    amended = Amended(web.house)
    await amended.clock_shows(due)
    await amended.time_does(f"obligation/{CONDITION}", SlipObligation(due=due))
    assert "Condition due Thursday 9 April 2020: lapsed." in await row_of(reader, NORTH)


async def test_while_it_has_lapsed_the_approval_is_said_not_to_hold(sqlite: Database, tmp_path: Path) -> None:
    settings, clock = Settings(var=tmp_path, base_url=BASE, production=False), RealClock()
    house = House(sqlite, Ledger(sqlite, clock), clock, NobodyHears())
    amended = await approved(house)
    web = AWeb(settings, sqlite, house, create_app(settings, house))
    due = datetime(2020, 4, 9, 23, tzinfo=UTC)
    async with web.browser() as reader:
        assert "no longer holds" not in await row_of(reader, NORTH)
        await amended.clock_shows(due)
        await amended.time_does(f"obligation/{CONDITION}", SlipObligation(due=due))
        row = await row_of(reader, NORTH)
        assert "Its approval no longer holds until the body extends it or it is met." in row


async def test_programs_read_the_same_of_one_body(reader: AsyncClient) -> None:
    path = f"{API}/matters/{MATTER}/bodies/{WEST}"
    read = (await reader.get(path, headers=acting(SECRETARY))).json()
    assert (read["stream"], read["sign_off"]["standing"]) == (of(WEST, "1.0"), "approved")
    assert read["notice"]["words"] == "may object to 1.1 until Monday 20 April 2020"
    north = (await reader.get(f"{API}/matters/{MATTER}/bodies/{NORTH}", headers=acting(SECRETARY))).json()
    assert [each["words"] for each in north["conditions"]] == ["condition due Thursday 9 April 2020: open"]
    assert north["before"]["standing"] == "approved-with-condition"
