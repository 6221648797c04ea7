"""What a version changed, as whoever is asked again or given notice reads it: words put in and taken out."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from a_partnership import MATTER, PROGRAMME, SECRETARY, holder
from httpx2 import AsyncClient

from models.values import ChangeClass
from services import versions
from storage.database import Database
from tests.services.test_comparing import AMENDED, BROKEN, PLAN, in_versions
from tests.web.a_call import API, acting
from tests.web.a_web import AWeb, a_web, by, come_by

PAGE = f"/matters/{MATTER}/changes/1.0/1.1"
LATER = {"plan": AMENDED, "summary": BROKEN, "annex": PLAN}


@pytest.fixture
async def web(sqlite: Database, tmp_path: Path) -> AWeb:
    """The board was asked about 1.0, and is asked again about 1.1."""
    web = await a_web(tmp_path, sqlite, in_versions({"plan": PLAN, "summary": PLAN}, LATER))
    await versions.issue(
        web.house,
        PROGRAMME,
        by(SECRETARY, "issue"),
        matter=MATTER,
        version="1.1",
        change=ChangeClass.MATERIAL,
        reason="To say <how>.",
    )
    return web


@pytest.fixture
async def reader(web: AWeb) -> AsyncIterator[AsyncClient]:
    async with web.browser() as client:
        yield client


async def test_words_put_in_are_marked_for_eyes_and_for_ears(reader: AsyncClient) -> None:
    html = (await reader.get(PAGE)).text
    (put_in,) = re.findall(r"<ins><span[^>]*>(.*?)</span>(.*?)<span[^>]*>.*?</span></ins>", html)
    assert put_in == ("Put in: ", "It is kept across Essex.")
    assert "Page 2, new" in html
    assert "“To say &lt;how&gt;.”" in html
    assert "3 of its 3 parts changed." in html


async def test_a_file_that_cannot_be_read_breaks_no_page_and_its_hashes_are_shown(
    reader: AsyncClient,
) -> None:
    answer = await reader.get(PAGE)
    assert answer.status_code == 200
    assert "Its words could not be read, so that only the hashes tell what changed." in answer.text
    document = (await reader.get(f"/matters/{MATTER}")).text
    for sha256 in re.findall(r"/documents/([0-9a-f]{64})", document):
        assert sha256 in answer.text


async def test_a_member_asked_about_a_later_version_is_told_what_it_changed(
    web: AWeb, reader: AsyncClient
) -> None:
    page = await come_by(reader, await web.link(holder(1)))
    assert "A newer version has taken its place" in page.text, "the letter was about 1.0"
    later = await come_by(reader, await web.link(holder(1), "1.1"))
    assert "What changed since version 1.0" in later.text
    assert "The plan: changed" in later.text
    assert "The annex: new" in later.text
    assert f'href="{PAGE}"' in later.text


async def test_programs_are_told_part_by_part(reader: AsyncClient) -> None:
    told = (await reader.get(f"{API}{PAGE}", headers=acting(SECRETARY))).json()
    assert {each["part"]: each["how"] for each in told["parts"]} == {
        "plan": "changed",
        "summary": "changed",
        "annex": "added",
    }
    runs = [run for change in told["parts"][0]["differences"]["changes"] for run in change["runs"]]
    assert {"words": "It is kept across Essex.", "how": "added"} in runs


@pytest.mark.parametrize("path", [f"/matters/{MATTER}/changes/1.0/9.9", "/matters/another/changes/1.0/1.1"])
async def test_what_is_not_there_cannot_be_compared(reader: AsyncClient, path: str) -> None:
    assert (await reader.get(path)).status_code == 404


async def test_comparing_is_bounded(reader: AsyncClient) -> None:
    answers = [(await reader.get(PAGE)).status_code for _ in range(130)]
    assert answers[0] == 200
    assert answers[-1] == 429
