"""The pages of posts over the real register: what they say, what they never say, and where there is none."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from a_filled_house import (
    KNOWS_ONE,
    Filled,
    asked_outside,
    chose_nobody,
    defined,
    in_post,
    interviewed,
    proposed,
)
from a_partnership import PROGRAMME, SECRETARY, a_partnership
from a_post import APPOINTMENT, EXTEND, INTERIM, ON_POST, PANEL, PARTICULARS, POST, RECRUITER, ROUND
from httpx2 import AsyncClient

from config.settings import Settings
from models.events import By
from models.post_commands import (
    AwaitInformation,
    DecideRound,
    LetCandidateGo,
    ProposeExtension,
    RecordEligibility,
    TellPartners,
    WithdrawAppointment,
)
from models.values import Channel, Text
from services import programmes
from services.acting import Caller, House, act
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from tests.web.a_harbour_round import a_harbour
from tests.web.a_web import BASE, AWeb, NobodyHears, by
from web.app import create_app

PAGES = (
    "/",
    "/posts",
    f"/programmes/{PROGRAMME}/posts",
    f"/posts/{POST}",
    f"/posts/{POST}/rounds/1",
    f"/posts/{POST}/rounds/1/pack",
    f"/posts/{POST}/rounds/1/record",
    f"/posts/{POST}/appointments/1",
    f"/posts/{POST}/appointments/1/record",
)
MISSING = (
    "/posts/nobody-defined-this",
    "/posts/nobody-defined-this/rounds/1",
    f"/posts/{POST}/rounds/2",
    f"/posts/{POST}/rounds/2/pack",
    f"/posts/{POST}/rounds/2/record",
    f"/posts/{POST}/rounds/one",
    f"/posts/{POST}/appointments/2",
    f"/posts/{POST}/appointments/2/record",
    "/programmes/nobody/posts",
)


@pytest.fixture
def web(sqlite: Database, tmp_path: Path) -> AWeb:
    settings, clock = Settings(var=tmp_path, base_url=BASE, production=False), RealClock()
    house = House(sqlite, Ledger(sqlite, clock), clock, NobodyHears())
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


# --- what the pages never say -----------------------------------------------------------------


async def test_no_page_says_who_a_candidate_is_nor_what_an_interest_is(
    web: AWeb, reader: AsyncClient
) -> None:
    await in_post(web.house)
    answers = {path: await reader.get(path) for path in PAGES}
    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(PAGES, 200)
    telling = [
        path for path, answer in answers.items() if PARTICULARS in answer.text or KNOWS_ONE in answer.text
    ]
    assert telling == []


# --- at a glance --------------------------------------------------------------------------


async def test_the_home_page_leads_to_the_posts_of_a_programme_that_has_any(
    web: AWeb, reader: AsyncClient
) -> None:
    await defined(web.house)
    assert 'href="/posts"' in (await reader.get("/")).text


async def test_the_home_page_of_a_programme_without_posts_does_not_speak_of_them(
    caller: AsyncClient,
) -> None:
    assert not a_harbour().definition.posts
    assert "/posts" not in (await caller.get("/")).text
    assert "fills no posts" in await read(caller, "/posts")


async def test_before_the_bodies_agreed_a_post_is_neither_held_nor_vacant(
    web: AWeb, reader: AsyncClient
) -> None:
    await defined(web.house)
    page = await read(reader, "/posts")
    assert "Not established: not every body it serves has agreed to it yet." in page
    assert "Vacant" not in page
    assert "<svg" not in (await reader.get("/posts")).text.partition("<main")[2].partition("</main>")[0]


async def test_while_a_round_is_open_what_hangs_on_the_post_waits_and_is_not_blocked(
    web: AWeb, reader: AsyncClient
) -> None:
    await interviewed(web.house)
    page = await read(reader, "/posts")
    assert "Round 1 is open, at: interviewed." in page
    assert "Waiting The crew. Waits since Monday 6 January 2020: a round is open to fill the post." in page
    assert "Blocked" not in page


async def test_the_picture_and_the_table_say_the_same(web: AWeb, reader: AsyncClient) -> None:
    await in_post(web.house)
    page = await read(reader, "/posts")
    assert "1 post: 1 held by an interim today." in page
    assert "Nobody How Vacant From Monday 6 January 2020 To Sunday 23 February 2020" in page
    assert "Interim From Monday 24 February 2020 To Monday 24 August 2020" in page
    assert (
        "Harbour Master: the term of Holder of interim-master (interim) ends on Monday 24 August 2020."
        in page
    )


# --- one post -----------------------------------------------------------------------------


async def test_a_post_tells_what_it_is_whom_it_serves_and_the_force_of_the_outside_answer(
    web: AWeb, reader: AsyncClient
) -> None:
    await chose_nobody(web.house)
    page = await read(reader, f"/posts/{POST}")
    assert "Roles Harbour Master Master of Pilots Serves The east board The north board" in page
    assert "Holder of national-office: nothing starts without its consent" in page
    html = (await reader.get(f"/posts/{POST}")).text
    assert 'href="/matters/recruit"' in html
    assert f'href="/posts/{POST}/rounds/1"' in html


async def test_a_forecast_that_cannot_come_true_stays_with_its_source_and_is_marked(
    web: AWeb, reader: AsyncClient
) -> None:
    filled = await interviewed(web.house)
    assert "“early in 2020” Where that was said a paper Given Monday 6 January 2020 How it stands Stands" in (
        await read(reader, f"/posts/{POST}")
    )
    await filled.does(
        ROUND, DecideRound(present=("panel-chair", "panel-peer"), reason=Text.of("nobody fitted"))
    )
    assert "How it stands Overtaken on Monday 6 January 2020" in await read(reader, f"/posts/{POST}")
    assert "Forecasts that its end overtook" in await read(reader, f"/posts/{POST}/rounds/1")


async def test_everyone_who_was_told_is_listed_once_with_the_words_and_the_moment(
    web: AWeb, reader: AsyncClient
) -> None:
    filled = await chose_nobody(web.house)
    await filled.does(
        ON_POST, TellPartners(subject="round-1-nobody-appointed", words=Text.of("no change <at> the moment"))
    )
    page = await read(reader, f"/posts/{POST}")
    assert "Round 1: nobody was appointed, on Friday 24 January 2020 at 9am" in page
    assert "“no change <at> the moment”" in page
    told = page.partition("were told of round 1")[2]
    assert told.count("Holder of north.chair") == 1


# --- a round ------------------------------------------------------------------------------


async def test_a_round_shows_each_stage_as_reached_left_out_or_next(web: AWeb, reader: AsyncClient) -> None:
    await interviewed(web.house)
    page = await read(reader, f"/posts/{POST}/rounds/1")
    assert "1. Advertised Reached Planned for Monday 6 January 2020 Reached on Monday 6 January 2020" in page
    assert "3. Longlisted Left out “few are expected to apply”" in page
    assert "6. Interviewed Now Planned for Friday 10 January 2020 Reached on Monday 6 January 2020" in page
    assert "7. Offered To come All that comes before the choice is done: the panel decides next." in page


async def test_a_panel_is_shown_by_title_with_who_takes_no_part_and_who_was_there(
    web: AWeb, reader: AsyncClient
) -> None:
    await chose_nobody(web.house)
    page = await read(reader, f"/posts/{POST}/rounds/1")
    assert "3 members, of whom 2 make a quorum and 2 may decide." in page
    assert "Holder of panel-chair There when it decided" in page
    assert "Holder of panel-lay Has an interest in a candidate, and takes no part" in page
    assert "7. Offered Not reached" in page


async def test_candidates_are_a_count_and_references(web: AWeb, reader: AsyncClient) -> None:
    filled = await interviewed(web.house)
    await filled.does(ROUND, LetCandidateGo(reference="c-2"))
    page = await read(reader, f"/posts/{POST}/rounds/1")
    assert "2 candidates, 1 of whom withdrew or went no further." in page
    assert "c-1 In the round c-2 Left on Monday 6 January 2020" in page
    await filled.does(ROUND, DecideRound(candidate="c-1", present=("panel-chair", "panel-peer")))
    page = await read(reader, f"/posts/{POST}/rounds/1")
    assert "Outcome A candidate was chosen Chosen Candidate c-1" in page
    assert "c-1 Chosen" in page
    assert "7. Offered Next" in page


async def test_a_pack_says_what_the_round_is_for_and_what_follows_the_choice(
    web: AWeb, reader: AsyncClient
) -> None:
    await interviewed(web.house)
    page = await read(reader, f"/posts/{POST}/rounds/1/pack")
    assert "Longlisted Left out: few are expected to apply" in page
    assert "Interviewed Friday 10 January 2020 (reached on Monday 6 January 2020)" in page
    assert "Each body the post serves confirms the appointment separately: east, north, south." in page
    assert "The merger of the harbours (needs a permanent holder)" in page


async def test_no_page_says_before_the_outcome_whom_an_appointment_is_of_nor_that_they_may_not_hold_it(
    web: AWeb, reader: AsyncClient
) -> None:
    """G67, G71."""
    filled = await proposed(web.house)
    at = f"/posts/{POST}/appointments/1"
    for path in ("/posts", f"/posts/{POST}", at, f"{at}/record"):
        assert INTERIM not in await read(reader, path)
    assert "Appointment 1: the person proposed" in await read(reader, at)
    await filled.does(APPOINTMENT, RecordEligibility(passed=False, evidence=Text.of("the register")))
    assert "May hold such a post Not found yet" in await read(reader, at)
    assert "may not hold" not in await read(reader, f"{at}/record")
    await filled.does(APPOINTMENT, WithdrawAppointment(reason=Text.of("it was not to be")))
    for path in (f"/posts/{POST}", at, f"{at}/record"):
        assert INTERIM not in await read(reader, path)


async def test_the_record_of_a_round_tells_its_outcome_and_every_entry(
    web: AWeb, reader: AsyncClient
) -> None:
    filled = await chose_nobody(web.house)
    refused = By(person=RECRUITER, channel=Channel.COMMAND)
    again = DecideRound(present=PANEL, candidate="c-1")
    answer = await act(web.house, PROGRAMME, ROUND, again, Caller(refused, "again"))
    assert answer.code == "round-closed"
    await filled.does(ON_POST, TellPartners(subject="round-1-nobody-appointed", words=Text.of("no change")))
    page = await read(reader, f"/posts/{POST}/rounds/1/record")
    assert "On Friday 24 January 2020 the panel chose nobody" in page
    assert "“none met the standard”" in page
    assert "A candidate was entered (c-1)." in page
    assert "3 partners were told" in page


# --- an appointment -----------------------------------------------------------------------


async def test_an_appointment_says_what_it_waits_for_and_who_has_confirmed(
    web: AWeb, reader: AsyncClient
) -> None:
    filled = await asked_outside(web.house)
    page = await read(reader, f"/posts/{POST}/appointments/1")
    assert "The outside sign-off has 10 working days left" in page
    assert "north Has confirmed" in page
    await filled.does(APPOINTMENT, AwaitInformation(reason=Text.of("the signed form")))
    page = await read(reader, f"/posts/{POST}/appointments/1")
    assert "It awaits from us “the signed form”" in page
    assert "stands still since Friday 24 January 2020" in page


async def test_an_extension_is_a_new_decision_with_confirmations_of_its_own(
    web: AWeb, reader: AsyncClient
) -> None:
    filled = await in_post(web.house)
    await extend(filled)
    page = await read(reader, f"/posts/{POST}/appointments/1")
    extended = page.partition("The extension that is proposed")[2]
    assert "To Wednesday 31 March 2021" in extended
    assert "north Not yet" in extended
    assert "north has not confirmed" in page.lower()


async def extend(filled: Filled) -> None:
    last = datetime(2021, 3, 31, tzinfo=UTC).date()
    await filled.does(APPOINTMENT, ProposeExtension(last=last, matter=EXTEND))


async def test_the_record_of_an_appointment_is_a_page_to_print_without_what_an_entry_rests_on(
    web: AWeb, reader: AsyncClient
) -> None:
    await in_post(web.house)
    href = f"/posts/{POST}/appointments/1/record"
    assert f'href="{href}"' in (await reader.get(f"/posts/{POST}/appointments/1")).text
    page = await read(reader, href)
    assert "All 3 bodies it serves have confirmed it." in page
    assert "The south board: approved on Friday 24 January 2020, in writing." in page
    assert "Offered: left out, for the reason quoted." in page
    assert "register of members" not in page
    assert "is not shown on this page" in page


# --- several partnerships -----------------------------------------------------------------


async def test_where_there_are_several_partnerships_each_has_its_own_posts(
    web: AWeb, reader: AsyncClient
) -> None:
    await in_post(web.house)
    other = a_partnership()
    changed = other.definition.model_copy(update={"id": "another-harbour", "matters": ()})
    await programmes.load(web.house, other.model_copy(update={"definition": changed}), by(SECRETARY, "load"))
    assert (await reader.get("/posts")).status_code == 404
    assert f'href="/programmes/{PROGRAMME}/posts"' in (await reader.get(f"/programmes/{PROGRAMME}")).text
    assert "Harbour Master" in await read(reader, f"/programmes/{PROGRAMME}/posts")
    assert "fills no posts" in await read(reader, "/programmes/another-harbour/posts")
    assert f'href="/programmes/{PROGRAMME}/posts"' in (await reader.get(f"/posts/{POST}")).text


# --- where there is nothing ---------------------------------------------------------------


async def test_what_is_not_there_is_said_to_be_missing(web: AWeb, reader: AsyncClient) -> None:
    await in_post(web.house)
    answered = {path: (await reader.get(path)).status_code for path in MISSING}
    assert answered == dict.fromkeys(MISSING, 404)
