"""The calendar a person subscribes to: theirs alone, as it stands, by a link that can be ended."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from a_meeting import STREAM, a_meeting_partnership
from a_partnership import PROGRAMME, SPONSOR, holder

from config.settings import secret_of
from models.commands import CancelMeeting, Command, MoveMeeting, SuspendMeeting
from models.errors import NotFound
from models.icalendar import uid_of
from models.values import Text
from services import calendars
from services.meetings import find
from storage.database import Database
from tests.letters.reading_diaries import Entry, unfolded
from tests.web.a_web import AWeb, a_web
from web.limits import Allowance, Allowances, Limits

IN_WINTER = datetime(2020, 11, 5, 10, 0, tzinfo=UTC)
REASON = Text.of("the hall floods")


async def a_web_with_a_meeting(folder: Path, database: Database, limits: Limits | None = None) -> AWeb:
    return await a_web(folder, database, a_meeting_partnership(), limits)


async def link_of(web: AWeb, person: str = holder(1)) -> str:
    base, secret = web.settings.base_url, secret_of(web.settings)
    link = await calendars.link(web.house, PROGRAMME, person, base, secret)
    return link.removeprefix(base)


async def entry(web: AWeb, link: str) -> Entry:
    async with web.browser() as client:
        answer = await client.get(link)
    assert answer.status_code == 200, answer.text
    return Entry(method="", parameter="", lines=unfolded(answer.content))


async def test_a_meeting_that_is_only_in_the_calendar_is_there(tmp_path: Path, sqlite: Database) -> None:
    loaded = a_meeting_partnership()
    (called,) = loaded.definition.meetings
    planned = called.model_copy(update={"id": "earlier", "day": date(2020, 4, 9)})
    definition = loaded.definition.model_copy(update={"meetings": (planned, called)})
    web = await a_web(tmp_path, sqlite, loaded.model_copy(update={"definition": definition}))
    assert await find(web.house, "earlier") is None
    found = await entry(web, await link_of(web))
    assert (found["UID"], found["SEQUENCE"]) == (uid_of(PROGRAMME, "earlier"), "0")
    assert found["STATUS"] == "CONFIRMED"
    assert not any(line.startswith(("METHOD", "ATTENDEE", "ORGANIZER")) for line in found.lines)


async def test_a_moved_meeting_raises_its_sequence_and_keeps_the_hour_of_londons_clocks(
    tmp_path: Path, sqlite: Database
) -> None:
    web = await a_web_with_a_meeting(tmp_path, sqlite)
    link = await link_of(web)
    called = await entry(web, link)
    await web.do(STREAM, MoveMeeting(starts=IN_WINTER, reason=REASON))
    moved = await entry(web, link)
    assert called["UID"] == moved["UID"]
    assert (called["SEQUENCE"], moved["SEQUENCE"]) == ("0", "1")
    assert (called["DTSTART"], moved["DTSTART"]) == ("20200423T100000", "20201105T100000")
    assert REASON.words not in "".join(moved.lines)


@pytest.mark.parametrize(
    "ended", [CancelMeeting(reason=REASON), SuspendMeeting(reason=REASON)], ids=["cancelled", "suspended"]
)
async def test_a_meeting_that_will_not_be_is_told_as_cancelled(
    tmp_path: Path, sqlite: Database, ended: Command
) -> None:
    web = await a_web_with_a_meeting(tmp_path, sqlite)
    await web.do(STREAM, ended)
    assert (await entry(web, await link_of(web)))["STATUS"] == "CANCELLED"


@pytest.mark.parametrize(("day", "is_there"), [(22, True), (24, False)], ids=["30 days", "and no longer"])
async def test_a_meeting_stays_for_a_while(
    tmp_path: Path, sqlite: Database, day: int, *, is_there: bool
) -> None:
    web = await a_web_with_a_meeting(tmp_path, sqlite)
    await web.clock_shows(datetime(2020, 5, day, 12, 0, tzinfo=UTC))
    async with web.browser() as client:
        answer = await client.get(await link_of(web))
    assert ("BEGIN:VEVENT" in answer.text) is is_there


async def test_it_is_sent_again_only_when_a_meeting_changed(tmp_path: Path, sqlite: Database) -> None:
    web = await a_web_with_a_meeting(tmp_path, sqlite)
    link = await link_of(web)
    async with web.browser() as client:
        first = await client.get(link)
        asked = {"if-none-match": first.headers["etag"]}
        again = await client.get(link, headers=asked)
        assert (again.status_code, again.content) == (304, b"")
        await web.do(STREAM, MoveMeeting(starts=IN_WINTER, reason=REASON))
        assert (await client.get(link, headers=asked)).status_code == 200


async def test_it_gives_no_cookie_and_is_kept_out_of_indexes(tmp_path: Path, sqlite: Database) -> None:
    web = await a_web_with_a_meeting(tmp_path, sqlite)
    link = await link_of(web)
    async with web.browser() as client:
        answer, looked = await client.get(link), await client.head(link)
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "set-cookie" not in answer.headers
    assert (looked.status_code, looked.content) == (200, b"")


async def test_a_revoked_link_opens_nothing_and_the_next_is_another(tmp_path: Path, sqlite: Database) -> None:
    web = await a_web_with_a_meeting(tmp_path, sqlite)
    former, others = await link_of(web), await link_of(web, holder(2))
    assert await link_of(web) == former
    assert await calendars.revoke(web.house, PROGRAMME, holder(1))
    assert not await calendars.revoke(web.house, PROGRAMME, holder(1))
    async with web.browser() as client:
        gone = await client.get(former)
        assert gone.status_code == 404
        assert "This link does not open anything any more" in gone.text
        assert (await client.get(others)).status_code == 200
        assert (await client.get(await link_of(web))).status_code == 200


async def test_a_token_for_one_purpose_opens_nothing_else(tmp_path: Path, sqlite: Database) -> None:
    web = await a_web(tmp_path, sqlite)
    calendar, request = await link_of(web), await web.link(holder(1))
    async with web.browser() as client:
        assert (await client.get(request)).status_code == 303
        assert (await client.get(calendar)).status_code == 200
        as_request = calendar.replace("/calendar/", "/s/").removesuffix(".ics")
        as_calendar = request.replace("/s/", "/calendar/") + ".ics"
        assert (await client.get(as_request)).status_code == 404
        assert (await client.get(as_calendar)).status_code == 404


async def test_guessing_is_stopped(tmp_path: Path, sqlite: Database) -> None:
    few = Allowances(unknown_links_by_address=Allowance(2, 600))
    web = await a_web_with_a_meeting(tmp_path, sqlite, Limits(few, clock=lambda: 0.0))
    async with web.browser() as client:
        tried = [(await client.get(f"/calendar/{'x' * 42}{each}.ics")).status_code for each in range(3)]
    assert tried == [404, 404, 429]


async def test_nobody_without_a_seat_has_one(tmp_path: Path, sqlite: Database) -> None:
    web = await a_web_with_a_meeting(tmp_path, sqlite)
    with pytest.raises(NotFound):
        await link_of(web, SPONSOR)
