"""The page of a published text: for everybody, with no link of a letter, and not there a moment too soon."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from a_board import Board
from a_partnership import PDF, SECRETARY, SPONSOR
from a_plan_to_publish import SUMMARY, THE_DAY, a_plan_to_publish, publish
from a_round import on
from an_amended_plan import APPROVAL, BODIES, MATTER, WATCHER, of, there
from httpx2 import ASGITransport, AsyncClient

from config.settings import Settings
from models.commands import (
    Command,
    DecisionRecord,
    Limb,
    OpenMatter,
    OpenObligation,
    OpenStage,
    RecordDecision,
)
from models.dates import When
from models.publication_commands import SetPublicationDate
from models.values import ObligationSort, Text, Verb, digest_of
from services.house import House
from storage.database import Database
from tests.web.a_web import BASE, NobodyHears
from web.app import create_app

PAGE = f"/published/{MATTER}"


async def done(board: Board, stream: str, command: Command, person: str | None = SECRETARY) -> None:
    acted = await board.act(stream, command, person)
    assert acted.accepted, acted


@pytest.fixture
async def board(sqlite: Database) -> Board:
    """Approved by all on Wednesday 1 April 2020, and the day is set."""
    board = Board(sqlite)
    board.clock.shown = on(2020, 4, 1)
    await board.load(a_plan_to_publish())
    await done(board, APPROVAL, OpenMatter(matter=MATTER, version="1.0"))
    await done(board, APPROVAL, OpenStage(stage="everybody"), None)
    promise = OpenObligation(
        obligation="pr1",
        sort=ObligationSort.PROMISE,
        matter=MATTER,
        owner=SPONSOR,
        words=Text.of("It is out in <March>."),
        due=When.unknown("shortly"),
    )
    await done(board, "obligation/pr1", promise)
    for body in BODIES:
        verb = Verb.NOTE if body == WATCHER else Verb.APPROVE
        record = DecisionRecord(limbs=(Limb(verb=verb),), by_assent=True)
        letter = RecordDecision(decision=record, evidence=Text.of("letter"), attendance=there(body))
        await done(board, of(body), letter)
    await done(board, APPROVAL, SetPublicationDate(day=THE_DAY), SPONSOR)
    return board


@pytest.fixture
async def reader(board: Board, tmp_path: Path) -> AsyncIterator[AsyncClient]:
    """Anybody, who was never sent a letter."""
    house = House(board.database, board.ledger, board.clock, NobodyHears())
    app = create_app(Settings(var=tmp_path, base_url=BASE, production=False), house)
    async with AsyncClient(transport=ASGITransport(app=app), base_url=BASE) as client:
        yield client


async def publish_it(board: Board) -> None:
    board.clock.shown = on(2020, 4, 30)
    await done(board, APPROVAL, publish("1.0", "pr1"), SPONSOR)


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/plan", "/published/never-heard-of"])
async def test_before_it_is_published_there_is_nothing_in_plain_words(reader: AsyncClient, path: str) -> None:
    answer = await reader.get(path)
    assert answer.status_code == 404
    assert "<h1" in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_the_page_names_the_text_its_files_and_their_hashes(board: Board, reader: AsyncClient) -> None:
    await publish_it(board)
    answer = await reader.get(PAGE)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert "set-cookie" not in answer.headers
    text = " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())
    assert "The Harbour Plan Version 1.0, published on Thursday 30 April 2020." in text
    for content in (digest_of("pdf"), digest_of("summary")):
        assert content in text
    assert "The annex" in text
    assert "To be sent any of these, write to Holder of board-secretary" in text
    assert digest_of("annex") not in text
    assert "“It is out in &lt;March&gt;.” Kept on Thursday 30 April 2020." in text
    for body in BODIES:
        assert f"{body.title()} " in text
    assert text.count("Approved.") == len(BODIES) - 1


@pytest.mark.parametrize(("part", "content"), [("plan", PDF), ("summary", SUMMARY)])
async def test_each_published_part_is_kept_as_a_file(
    board: Board, reader: AsyncClient, part: str, content: bytes
) -> None:
    await publish_it(board)
    assert f'href="{PAGE}/{part}"' in (await reader.get(PAGE)).text
    answer = await reader.get(f"{PAGE}/{part}")
    assert (answer.status_code, answer.content) == (200, content)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''plan-1.0-{part}.pdf"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"].startswith("public")


async def test_what_is_on_request_is_not_to_be_had_here(board: Board, reader: AsyncClient) -> None:
    await publish_it(board)
    assert (await reader.get(f"{PAGE}/annex")).status_code == 404


async def test_the_page_of_the_matter_leads_to_it(board: Board, reader: AsyncClient) -> None:
    assert PAGE not in (await reader.get(f"/matters/{MATTER}")).text
    await publish_it(board)
    page = (await reader.get(f"/matters/{MATTER}")).text
    assert f'<a href="{PAGE}">Published on Thursday 30 April 2020: read the text</a>' in page
    assert "Published on Thursday 30 April 2020." in (await reader.get("/")).text


async def test_the_api_tells_how_far_it_is(board: Board, reader: AsyncClient) -> None:
    asking = {"Quorate-Person": SECRETARY}
    before = (await reader.get(f"/api/v1/matters/{MATTER}/publication", headers=asking)).json()
    assert (before["day"], before["published"], before["gate"]["is_open"]) == ("2020-04-30", None, True)
    assert [each["obligation"] for each in before["promises"]] == ["pr1"]
    await publish_it(board)
    after = (await reader.get(f"/api/v1/matters/{MATTER}/publication", headers=asking)).json()
    assert (after["published"]["version"], after["promises"]) == ("1.0", [])
    heard = (await reader.get(f"/api/v1/matters/{MATTER}/comments", headers=asking)).json()
    assert heard == {"comments": [], "offset": None}
