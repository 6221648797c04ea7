"""Why is this approved, why not yet: the page of a matter and the decision record of each body (G48)."""

import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import pytest
from a_merged_house import COAST, two_boards_have_merged
from a_partnership import BOARD, PROGRAMME, SECRETARY, SIGN_OFF, holder, seat
from a_partnership import MATTER as HARBOUR
from an_amended_house import NORTH, WEST, Amended
from an_amended_plan import HASHES, MATTER, of
from httpx2 import AsyncClient

from config.settings import Settings
from models.commands import RaiseConcern
from models.values import Answer, Text
from services import sign_offs
from services.acting import House
from services.sign_offs import GivenAnswer
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from tests.web.a_call import API, acting
from tests.web.a_web import BASE, AWeb, NobodyHears, a_web, by, come_by, press
from web.app import create_app


@pytest.fixture
async def web(sqlite: Database, tmp_path: Path) -> AWeb:
    """Amended to 1.1, and two of the boards that may object have become one."""
    settings, clock = Settings(var=tmp_path, base_url=BASE, production=False), RealClock()
    house = House(sqlite, Ledger(sqlite, clock), clock, NobodyHears())
    await two_boards_have_merged(house)
    return AWeb(settings, sqlite, house, create_app(settings, house))


@pytest.fixture
async def reader(web: AWeb) -> AsyncIterator[AsyncClient]:
    async with web.browser() as client:
        yield client


async def read(reader: AsyncClient, path: str) -> str:
    """A page's own words."""
    answer = await reader.get(path)
    assert answer.status_code == 200, (path, answer.text)
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


# --- the matter ---------------------------------------------------------------------------


async def test_the_answer_stands_first_and_then_what_it_hangs_on_and_until_when(reader: AsyncClient) -> None:
    page = await read(reader, f"/matters/{MATTER}/why")
    answer = "Not yet: 2 of the 4 approvals it waits for are held; other answers: 1 of 1."
    hangs_on = "Version 1.1 may not be published yet. It waits for this:"
    assert 0 < page.index("Why is this not approved yet?") < page.index(answer) < page.index(hangs_on)
    assert "Owner-Board has not given what it was asked for." in page
    assert "North-Board: its condition is not yet met." in page
    assert (
        "One body may object to version 1.1. This ends on Monday 20 April 2020 at 11:59pm, London time."
        in page
    )


async def test_every_body_has_its_days_and_a_link_to_its_record(reader: AsyncClient) -> None:
    page = await read(reader, f"/matters/{MATTER}/why")
    assert (
        "West-Board Asked Wednesday 1 April 2020 Decided Wednesday 1 April 2020 "
        "How it stands Approved version 1.0 Objection to an amendment Told of none"
    ) in page
    assert "Coast-Board Asked Not itself Decided Carried over on Saturday 4 April 2020" in page
    html = (await reader.get(f"/matters/{MATTER}/why")).text
    for body in ("owner-board", NORTH, WEST, COAST):
        assert f'href="/matters/{MATTER}/bodies/{body}"' in html
    assert (await reader.get(f"/matters/{MATTER}/bodies/{COAST}")).status_code == 200


async def test_what_a_body_decided_before_it_was_asked_again_stays_among_the_days(
    reader: AsyncClient,
) -> None:
    page = await read(reader, f"/matters/{MATTER}/why")
    before = "Before: approved, version 1.0, on Wednesday 1 April 2020 (asked on Wednesday 1 April 2020)"
    assert f"Decided Not yet {before} How it stands" in page


async def test_the_picture_says_in_words_what_it_shows(reader: AsyncClient) -> None:
    html = (await reader.get(f"/matters/{MATTER}/why")).text
    (picture,) = re.findall(r'<svg class="quorate-timeline".*?</svg>', html, re.DOTALL)
    assert 'role="img"' in picture
    finding = "3 bodies decided, on Wednesday 1 April 2020. 2 bodies have yet to decide."
    assert finding in picture
    assert finding in html.replace(picture, "")


async def test_the_page_of_the_matter_leads_there_and_to_each_body_that_was_asked(
    reader: AsyncClient,
) -> None:
    html = (await reader.get(f"/matters/{MATTER}")).text
    assert f'href="/matters/{MATTER}/why"' in html
    assert f'href="/matters/{MATTER}/bodies/{NORTH}"' in html
    assert f'href="/matters/{MATTER}/changes/1.0/1.1"' in html


async def test_the_matrix_keeps_whose_approval_it_was_and_says_who_holds_it_now(reader: AsyncClient) -> None:
    page = await read(reader, f"/matters/{MATTER}")
    assert "Now held by Coast-Board since Saturday 4 April 2020." in page
    assert "Holds what 2 bodies gave: see what it said in full." in page
    assert "What West-Board gave: approved on 1.0, on Wednesday 1 April 2020." in page
    assert "Carried over" in page


@pytest.mark.parametrize("path", ["/matters/another/why", f"/matters/{MATTER}/bodies/nobody"])
async def test_what_was_not_opened_or_asked_is_not_found(reader: AsyncClient, path: str) -> None:
    assert (await reader.get(path)).status_code == 404


# --- one body -----------------------------------------------------------------------------


async def test_a_record_has_its_sections_in_the_order_in_which_they_are_printed(reader: AsyncClient) -> None:
    html = (await reader.get(f"/matters/{MATTER}/bodies/{WEST}")).text
    assert re.findall(r'<h2 class="nhsuk-heading-s">([^<]+)</h2>', html) == [
        "What it was asked",
        "Who decided",
        "Conflicts of interest and dispensations",
        "The rule",
        "What was decided",
        "Succession",
        "Who may answer questions",
    ]
    page = await read(reader, f"/matters/{MATTER}/bodies/{WEST}")
    assert "Decision record West-Board" in page
    assert f"The text: version 1.0, content hash {HASHES['1.0']}." in page
    assert "Present: 3 (chair, vice-chair, director)." in page
    assert "No interest was declared. Dispensations: none." in page
    assert "Alternatives considered and rejected: none is on the record." in page


async def test_a_condition_and_what_was_typed_of_it_stand_in_the_record(reader: AsyncClient) -> None:
    page = await read(reader, f"/matters/{MATTER}/bodies/{NORTH}")
    assert "Subject to a condition, due Thursday 9 April 2020, which is not yet met: “say how”" in page


async def test_an_objection_of_the_body_is_quoted_and_every_entry_is_numbered(
    web: AWeb, reader: AsyncClient
) -> None:
    await Amended(web.house).does(
        of(COAST, "1.1"), RaiseConcern(words=Text.of("it <weakens> us"), objects=True)
    )
    page = await read(reader, f"/matters/{MATTER}/bodies/{COAST}")
    assert "It objects to version 1.1." in page
    assert "“it <weakens> us”" in page
    assert f"The body objects (c1). “it <weakens> us” Entry {await web.head()}" in page


async def test_programs_are_told_the_same_with_the_gate_and_the_sections(reader: AsyncClient) -> None:
    whole = (await reader.get(f"{API}/matters/{MATTER}/explain", headers=acting(SECRETARY))).json()
    gate = (await reader.get(f"{API}/matters/{MATTER}/gate", headers=acting(SECRETARY))).json()
    assert whole["explained"]["gate"] == gate
    one = await reader.get(f"{API}/matters/{MATTER}/bodies/{WEST}/explain", headers=acting(SECRETARY))
    assert [each["title"] for each in one.json()["record"]][:2] == ["What it was asked", "Who decided"]


# --- what is not everybody's to read ------------------------------------------------------


@pytest.fixture
async def harbour_web(sqlite: Database, tmp_path: Path) -> AWeb:
    return await a_web(tmp_path, sqlite)


async def test_what_one_member_said_and_wrote_is_not_everybodys_to_read(harbour_web: AWeb) -> None:
    web, record = harbour_web, f"/matters/{HARBOUR}/bodies/{BOARD}"
    content = (await web.sign_off(SIGN_OFF)).content_hash
    given = GivenAnswer(
        answer=Answer.OBJECT,
        content_hash=content,
        reason="Too dear.",
        evidence_channel="phone",
        evidence="Rang at 10.",
    )
    caller = by(SECRETARY, "press")
    await sign_offs.answer_on_behalf(web.house, PROGRAMME, caller, stream=SIGN_OFF, seat=seat(1), given=given)
    async with web.browser() as member:
        page = await come_by(member, await web.link(holder(2)))
        await member.get(f"{page.url.path}/question")
        await press(member, await member.get(f"{page.url.path}/question"), "/question", words="Who pays?")
        public = await read(member, record)
        at_the_desk = (await member.get(f"{API}{record}/explain", headers=acting(SECRETARY))).text
    assert "A member answered." in public
    assert "A member asked a question or raised a concern (c1)." in public
    for private in ("Too dear.", "Rang at 10.", "Who pays?", "Member 1 objects", "Holder of member"):
        assert private not in public, private
    for told in ("Too dear.", "Who pays?", "Member 1 objects"):
        assert told in at_the_desk, told
