"""Posts on the home page and in the menu, appointments by their number, and what a pack tells a reader."""

import re
from datetime import UTC, date, datetime
from html import unescape

from a_filled_house import chose_nobody, established, in_post, interviewed
from a_partnership import PROGRAMME
from a_post import APPOINTMENT, EXTEND, OFFICE, POST, ROUND
from httpx2 import AsyncClient

from models.dependants import Waiting
from models.post_commands import (
    AnswerSignOff,
    DecideRound,
    OpenRound,
    PauseRound,
    ProposeExtension,
    ReachStage,
    RequestSignOff,
)
from models.post_events import OmittedStep, SignOffAnswer
from models.post_listings import DependantShown
from models.posts import RoundStage
from models.values import Text
from tests.web.a_web import AWeb
from tests.web.test_web_posts import read, reader, web
from web.pages import post_presenters

__all__ = ["reader", "web"]
"""The house with a post, and a browser before it, as for the other pages about posts."""

PACK = f"/posts/{POST}/rounds/1/pack"
CLOSES = date(2020, 1, 31)
NOTHING = "No post is vacant, no round is open, and no term ends within six months."


async def of_posts(reader: AsyncClient) -> str:
    """What the home page says of them."""
    page = await read(reader, "/")
    return page.partition(" Posts ")[2].partition("Who holds each post")[0].strip()


# --- the home page and the menu -----------------------------------------------------------


async def test_the_home_page_says_which_post_is_vacant_and_which_round_is_open(
    web: AWeb, reader: AsyncClient
) -> None:
    await interviewed(web.house)
    assert await of_posts(reader) == (
        "Harbour Master Vacant Vacant since Monday 6 January 2020. Round 1 is open, at: interviewed."
    )
    assert f'href="/posts/{POST}"' in (await reader.get("/")).text


async def test_the_home_page_names_a_term_that_ends_within_six_months(web: AWeb, reader: AsyncClient) -> None:
    await in_post(web.house)
    assert await of_posts(reader) == (
        "Harbour Master Interim The term of Holder of interim-master (interim) ends on Monday 24 August 2020."
    )


async def test_where_there_is_nothing_to_say_of_them_the_home_page_says_so(
    web: AWeb, reader: AsyncClient
) -> None:
    filled = await in_post(web.house)
    assert NOTHING not in await read(reader, "/")
    await filled.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    await filled.confirm(EXTEND)
    left_out = OmittedStep(stage=RoundStage.OFFERED, reason=Text.of("as before"))
    await filled.does(APPOINTMENT, RequestSignOff(interviewed=2, omitted=(left_out,)))
    granted = AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=Text.of("another letter"))
    await filled.does(APPOINTMENT, granted)
    assert await of_posts(reader) == NOTHING


async def test_every_page_leads_to_the_posts_of_a_programme_that_has_any(
    web: AWeb, reader: AsyncClient
) -> None:
    await established(web.house)
    for path in ("/", "/posts", "/accessibility"):
        menu = (await reader.get(path)).text.partition('aria-label="Menu"')[2].partition("</nav>")[0]
        assert f'<a href="/programmes/{PROGRAMME}/posts">Posts</a>' in menu, path


async def test_once_somebody_is_chosen_nothing_is_blocked_and_nobody_is_named(
    web: AWeb, reader: AsyncClient
) -> None:
    filled = await interviewed(web.house)
    await filled.does(ROUND, DecideRound(candidate="c-1", present=("panel-chair", "panel-peer")))
    for path in ("/posts", f"/posts/{POST}"):
        page = await read(reader, path)
        assert "Somebody has been chosen, and has still to begin." in page, path
        assert "Blocked" not in page, path
    assert "Somebody has been chosen" in await of_posts(reader)


def test_what_waits_says_that_its_day_was_missed() -> None:
    late = DependantShown(
        dependant="merger",
        title="The merger",
        waiting=Waiting.READY,
        since=date(2020, 10, 1),
        due=date(2020, 9, 30),
        missed=date(2020, 9, 30),
        words="ready since Thursday 1 October 2020",
    )
    assert post_presenters.dependant(late).missed == post_presenters.MISSED
    assert post_presenters.dependant(late.model_copy(update={"missed": None})).missed is None


# --- appointments -------------------------------------------------------------------------


async def test_an_appointment_is_listed_by_the_number_that_commands_ask_for(
    web: AWeb, reader: AsyncClient
) -> None:
    await in_post(web.house)
    page = (await reader.get(f"/posts/{POST}")).text
    links = re.findall(rf'<a href="/posts/{POST}/appointments/(\d+)">([^<]+)</a>', page)
    assert links == [("1", "Appointment 1")]
    assert "Who Holder of interim-master Kind Interim" in await read(reader, f"/posts/{POST}")


# --- the board of a paused round ----------------------------------------------------------


async def test_the_board_of_a_paused_round_says_what_was_planned_and_that_nothing_is_late(
    web: AWeb, reader: AsyncClient
) -> None:
    filled = await established(web.house)
    planned = {RoundStage.ADVERTISED: date(2020, 1, 6), RoundStage.CLOSED: CLOSES}
    await filled.does(ROUND, OpenRound(post=POST, number=1, planned=planned))
    await filled.does(ROUND, ReachStage(stage=RoundStage.ADVERTISED, closes=CLOSES))
    await filled.does(ROUND, PauseRound(reason=Text.of("the pandemic")))
    await filled.clock_shows(datetime(2020, 2, 20, 9, tzinfo=UTC))
    page = await read(reader, f"/posts/{POST}/rounds/1")
    assert "2. Applications closed Next Was planned for Friday 31 January 2020" in page
    assert "Last day for applications Friday 31 January 2020, as it was before the pause" in page
    assert "Late" not in page
    assert "no applications are taken meanwhile" in await read(reader, PACK)


# --- the pack -----------------------------------------------------------------------------


async def test_a_pack_of_a_round_without_days_says_so_once_and_has_its_stages_in_order(
    web: AWeb, reader: AsyncClient
) -> None:
    filled = await established(web.house)
    await filled.does(ROUND, OpenRound(post=POST, number=1))
    page = await read(reader, PACK)
    assert page.count("No days have been set yet.") == 1
    stages = page.partition("in their order:")[2].partition("The panel")[0].strip()
    assert stages == (
        "Advertised Applications closed Longlisted (left out: few are expected to apply) Shortlisted "
        "Stakeholders heard Interviewed Offered"
    )
    assert "It is hoped to be filled “early in 2020” (a paper)" in page
    assert "The post has still to be advertised" in page


async def test_a_pack_says_to_whom_applications_go_and_until_when(web: AWeb, reader: AsyncClient) -> None:
    filled = await established(web.house)
    await filled.does(ROUND, OpenRound(post=POST, number=1))
    await filled.does(ROUND, ReachStage(stage=RoundStage.ADVERTISED, closes=CLOSES))
    office = "Holder of recruiter at recruiter@towns.example"
    assert f"Applications go to {office}, to the end of Friday 31 January 2020." in await read(reader, PACK)
    await filled.clock_shows(datetime(2020, 2, 3, 9, tzinfo=UTC))
    assert "Shortlisted To be set" in await read(reader, PACK)


async def test_a_pack_speaks_of_the_part_the_panel_is_to_take_also_once_it_has_decided(
    web: AWeb, reader: AsyncClient
) -> None:
    filled = await interviewed(web.house)
    await filled.does(ROUND, DecideRound(candidate="c-1", present=("panel-chair", "panel-peer")))
    page = await read(reader, PACK)
    assert "Holder of panel-chair May decide" in page
    assert "when it decided" not in page
    assert "Applications are closed: the last day was Monday 6 January 2020." in page
    assert "Offered To be set" in page


async def test_a_pack_of_a_round_that_chose_nobody_sets_no_more_days(web: AWeb, reader: AsyncClient) -> None:
    await chose_nobody(web.house)
    assert "Offered Not reached" in unescape(await read(reader, PACK))
