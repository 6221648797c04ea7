"""Letters for information, stopped by one click or a button and by nothing else, and sent again."""

import re
from pathlib import Path

import pytest
from a_partnership import PROGRAMME, holder
from httpx2 import AsyncClient, Response

from config.settings import secret_of
from models.partnership import Partnership
from storage.database import Database
from storage.links import LinkMaker
from storage.register import state_of
from storage.unsubscribing import Reader, unsubscribe_link
from tests.web.a_web import AWeb, a_web
from web.limits import Allowance, Allowances, Limits

READER = holder(1)
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


async def link_of(web: AWeb, person: str = READER) -> str:
    """What the postman puts into a letter for information."""
    base = web.settings.base_url
    reader, maker = Reader(programme=PROGRAMME, person=person), LinkMaker(base, secret_of(web.settings))
    link = await web.database.write(unsubscribe_link, reader, maker, await web.house.clock.now())
    return link.removeprefix(base)


async def stopped(web: AWeb) -> tuple[str, ...]:
    state = await web.database.read(state_of, f"programme/{PROGRAMME}")
    assert isinstance(state, Partnership)
    return state.uninformed


async def press(client: AsyncClient, page: Response) -> Response:
    """The one button of the page."""
    (action,) = re.findall(r'<form action="([^"]+)"', page.text)
    fields = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', page.text))
    return await client.post(action, data=fields)


async def test_one_click_stops_them_and_is_answered_where_it_came(tmp_path: Path, sqlite: Database) -> None:
    web = await a_web(tmp_path, sqlite)
    link = await link_of(web)
    async with web.browser() as client:
        answer = await client.post(link, data=ONE_CLICK)
    assert answer.status_code == 200
    assert "Letters for information are stopped" in answer.text
    assert await stopped(web) == (READER,)
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("site", ["cross-site", "none"])
async def test_a_mail_program_presses_from_wherever_it_is(
    tmp_path: Path, sqlite: Database, site: str
) -> None:
    web = await a_web(tmp_path, sqlite)
    link = await link_of(web)
    async with web.browser() as client:
        headers = {"sec-fetch-site": site, "origin": "https://mail.example"}
        sent = {"files": {"List-Unsubscribe": (None, "One-Click")}}  # as a form of several parts
        assert (await client.post(link, headers=headers, **sent)).status_code == 200
    assert await stopped(web) == (READER,)


async def test_following_the_link_however_often_stops_nothing(tmp_path: Path, sqlite: Database) -> None:
    web = await a_web(tmp_path, sqlite)
    link = await link_of(web)
    before = await web.head()
    async with web.browser() as client:
        page = await client.get(link)
        assert "Stop letters for information?" in page.text
        assert "Requests for your sign-off, reminders of them, tasks" in page.text
        looked = await client.head(link)
        for method in ("OPTIONS", "PUT"):
            assert (await client.request(method, link)).status_code == 405
    assert (looked.status_code, looked.content) == (200, b"")
    assert (await stopped(web), await web.head()) == ((), before)
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"


async def test_a_press_that_is_neither_one_click_nor_our_button_stops_nothing(
    tmp_path: Path, sqlite: Database
) -> None:
    web = await a_web(tmp_path, sqlite)
    link = await link_of(web)
    async with web.browser() as client:
        for sent in ({}, {"List-Unsubscribe": "Maybe"}, {"form_token": "a" * 64, "command_id": "c"}):
            assert (await client.post(link, data=sent)).status_code == 400
        assert (await client.post(f"{link}/resume", data=ONE_CLICK)).status_code == 400
    assert await stopped(web) == ()


async def test_the_button_stops_them_and_the_one_after_it_sends_them_again(
    tmp_path: Path, sqlite: Database
) -> None:
    web = await a_web(tmp_path, sqlite)
    link = await link_of(web)
    async with web.browser() as client:
        for _ in range(2):
            told = await press(client, await client.get(link))
            assert await stopped(web) == (READER,)
            assert "Send me these letters again" in told.text
            again = await press(client, told)
            assert "Letters for information come again" in again.text
            assert await stopped(web) == ()
    assert web.house.running.nudged  # type: ignore[attr-defined]  # the fake's own list


async def test_pressed_twice_it_is_on_the_record_once(tmp_path: Path, sqlite: Database) -> None:
    web = await a_web(tmp_path, sqlite)
    link, before = await link_of(web), await web.head()
    async with web.browser() as client:
        for _ in range(2):
            assert (await client.post(link, data=ONE_CLICK)).status_code == 200
    assert await web.head() == before + 1


async def test_it_stops_nobody_elses(tmp_path: Path, sqlite: Database) -> None:
    web = await a_web(tmp_path, sqlite)
    async with web.browser() as client:
        await client.post(await link_of(web, holder(2)), data=ONE_CLICK)
    assert await stopped(web) == (holder(2),)


async def test_a_token_for_one_purpose_opens_nothing_else(tmp_path: Path, sqlite: Database) -> None:
    web = await a_web(tmp_path, sqlite)
    link, request = await link_of(web), await web.link(READER)
    async with web.browser() as client:
        assert (await client.get(link.replace("/unsubscribe/", "/s/"))).status_code == 404
        wrong = request.replace("/s/", "/unsubscribe/")
        assert (await client.get(wrong)).status_code == 404
        gone = await client.post(wrong, data=ONE_CLICK)
    assert gone.status_code == 404
    assert "This link does not open anything any more" in gone.text


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_guessing_is_stopped(tmp_path: Path, sqlite: Database, method: str) -> None:
    few = Allowances(unknown_links_by_address=Allowance(2, 600))
    web = await a_web(tmp_path, sqlite, limits=Limits(few, clock=lambda: 0.0))
    async with web.browser() as client:
        tried = [
            (await client.request(method, f"/unsubscribe/{'x' * 42}{each}", data=ONE_CLICK)).status_code
            for each in range(3)
        ]
    assert tried == [404, 404, 429]


async def test_pressing_on_and_on_is_slowed_down(tmp_path: Path, sqlite: Database) -> None:
    few = Allowances(opens_by_link=Allowance(2, 600))
    web = await a_web(tmp_path, sqlite, limits=Limits(few, clock=lambda: 0.0))
    link = await link_of(web)
    async with web.browser() as client:
        tried = [(await client.post(link, data=ONE_CLICK)).status_code for _ in range(3)]
    assert tried == [200, 200, 429]
