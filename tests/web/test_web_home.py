"""The home page's meetings: as they really are, whatever the calendar had, and asked for all at once."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from a_partnership import BOARD, MATTER, SECRETARY, seat
from httpx2 import AsyncClient
from sqlalchemy import event

from models.programme import Clause, KnownMeeting
from services import programmes
from tests.web.a_call import EVENING, OF_MEETING, WHY, Call, call, make
from tests.web.a_harbour_round import a_harbour
from tests.web.a_web import AWeb, by
from tests.web.calls import SPECIAL, THE_MINUTE

THE_23RD, THE_21ST = "Thursday 23 April 2020 at 10am", "Thursday 21 May 2020 at 10am"
TO_MAY = {"starts": "2020-05-07T13:30:00Z"} | WHY


def rows(page: str) -> list[tuple[str, ...]]:
    """When, who and where, and how it stands, as somebody reads them."""
    body = page.partition("Next meetings")[2].partition("<tbody")[2].partition("</tbody>")[0]
    cells = (re.findall(r"<t[dh].*?</t[dh]>", row, re.DOTALL) for row in body.split("</tr>"))
    read = [tuple(words(cell) for cell in row) for row in cells]
    return [row for row in read if row]


def words(cell: str) -> str:
    """Without the heading that stands in each cell for narrow screens."""
    shown = re.sub(r"<span[^>]*aria-hidden.*?</span>", "", cell, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


async def test_meetings_as_planned_are_those_of_the_calendar(caller: AsyncClient) -> None:
    page = (await caller.get("/")).text
    assert rows(page) == [
        (THE_23RD, "Harbour Board", "As planned"),
        (THE_21ST, "Harbour Board", "As planned"),
    ]


@pytest.mark.parametrize(
    ("done", "when", "stands"),
    [
        pytest.param(
            call(f"{OF_MEETING}/move", TO_MAY),
            "Thursday 7 May 2020 at 2:30pm",
            f"Moved from {THE_23RD}",
            id="moved",
        ),
        pytest.param(SPECIAL, "Wednesday 6 May 2020 at 2:30pm", "Newly called", id="newly called"),
        pytest.param(call(f"{OF_MEETING}/cancel", WHY), THE_23RD, "Cancelled", id="cancelled"),
        pytest.param(
            call(f"{OF_MEETING}/suspend", WHY), THE_23RD, "Suspended, no new day yet", id="suspended"
        ),
        pytest.param(
            call(f"{OF_MEETING}/adjourn", TO_MAY, shows=EVENING),
            "Thursday 7 May 2020 at 2:30pm",
            f"Goes on from {THE_23RD}",
            id="adjourned",
        ),
        pytest.param(call(f"{OF_MEETING}/record", THE_MINUTE, shows=EVENING), THE_23RD, "Held", id="held"),
    ],
)
async def test_what_became_of_a_meeting_is_said(
    harbour: AWeb, caller: AsyncClient, done: Call, when: str, stands: str
) -> None:
    assert (await make(caller, harbour, done)).status_code == 200
    page = (await caller.get("/")).text
    told = {row[0]: row[2] for row in rows(page)}
    assert told[when] == stands
    assert told[THE_21ST] == "As planned"


async def test_papers_that_are_not_out_after_their_day_are_said_to_be_late(
    harbour: AWeb, caller: AsyncClient
) -> None:
    await harbour.clock_shows(datetime(2020, 4, 20, 9, 0, tzinfo=UTC))
    stands = {row[0]: row[2] for row in rows((await caller.get("/")).text)}[THE_23RD]
    assert stands == "As planned; papers late (due Wednesday 15 April 2020)"


async def test_g39_a_meeting_that_apologies_leave_without_its_quorum_says_what_it_would_lack(
    harbour: AWeb, caller: AsyncClient
) -> None:
    loaded = a_harbour()
    four = {"quorum": (Clause(at_least=4),)}
    rules = tuple(each.model_copy(update=four) for each in loaded.definition.rule_sets)
    changed = loaded.definition.model_copy(update={"rule_sets": rules})
    await programmes.load(
        harbour.house, loaded.model_copy(update={"definition": changed}), by(SECRETARY, "quorum")
    )
    for number in (1, 2):
        given = await make(caller, harbour, call(f"{OF_MEETING}/apologies", {"seat": seat(number)}))
        assert given.status_code == 200, given.text
    stands = {row[0]: row[2] for row in rows((await caller.get("/")).text)}
    assert stands[THE_23RD] == "As planned. Board is not expected to be quorate: 3 of 4 members"
    assert stands[THE_21ST] == "As planned"


async def test_a_place_and_the_public_are_said_of_a_meeting_called(
    harbour: AWeb, caller: AsyncClient
) -> None:
    await make(caller, harbour, SPECIAL)
    assert "Harbour Board The pier, in public" in {row[1] for row in rows((await caller.get("/")).text)}


async def test_meetings_that_are_past_are_not_shown(harbour: AWeb, caller: AsyncClient) -> None:
    await harbour.clock_shows(EVENING + timedelta(days=1))
    assert [row[0] for row in rows((await caller.get("/")).text)] == [THE_21ST]


async def test_a_meeting_that_is_not_on_the_record_is_late_and_says_who_owes_it(
    harbour: AWeb, caller: AsyncClient
) -> None:
    await make(caller, harbour, call(f"{OF_MEETING}/agenda", {"matter": MATTER}))
    await harbour.clock_shows(EVENING + timedelta(days=4))
    said = (
        "met on Thursday 23 April 2020, not yet on the record: owed by the body's secretary (2 working days)"
    )
    for address in ("/", f"/matters/{MATTER}"):
        page = html.unescape((await caller.get(address)).text)
        assert f"Harbour Board {said}" in page, address
        assert "Late" in page
    assert "Its letter is awaited from the body's secretary" in page


# --- many of them -------------------------------------------------------------------------


@contextmanager
def questions(web: AWeb) -> Iterator[list[str]]:
    """Every statement the database is asked meanwhile."""
    asked: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    engine = web.database.readers
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


async def with_weekly_meetings(web: AWeb, caller: AsyncClient) -> None:
    """Twenty more in the calendar, and six called beyond it."""
    loaded = a_harbour()
    thursdays = [date(2020, 6, 4) + timedelta(weeks=week) for week in range(20)]
    weekly = [KnownMeeting(id=f"weekly-{day}", bodies=(BOARD,), day=day) for day in thursdays]
    added = {"meetings": (*loaded.definition.meetings, *weekly)}
    changed = loaded.model_copy(update={"definition": loaded.definition.model_copy(update=added)})
    await programmes.load(web.house, changed, by(SECRETARY, "load more"))
    for day in thursdays[:6]:
        sent = {"bodies": [BOARD], "starts": f"{day}T18:30:00Z"}
        called = await make(caller, web, call(f"{OF_MEETING}/call", sent, meeting=f"extra-{day}"))
        assert called.status_code == 200, called.text


async def test_many_meetings_take_no_more_questions_than_few(harbour: AWeb, caller: AsyncClient) -> None:
    with questions(harbour) as of_few:
        await caller.get("/")
    await with_weekly_meetings(harbour, caller)
    with questions(harbour) as of_many:
        page = (await caller.get("/")).text
    assert of_few
    assert len(of_many) <= len(of_few) + 1  # the new definition, read once and kept
    assert len(rows(page)) == 8
