"""What the API lists: meetings and obligations by day, requests for papers, each a page at a time."""

from datetime import UTC, datetime

import pytest
from a_partnership import BOARD, MATTER, PROGRAMME, SPONSOR
from httpx2 import AsyncClient
from sqlalchemy import Connection, select, update

from models.listings import LetterStatus
from models.tables.outbox import letters
from storage.outbox import DROPPED, GATHERED, REFUSED, SENDING, SENT, WAITING
from tests.web.a_call import (
    API,
    OF_MATTER,
    OF_MEETING,
    OF_OBLIGATION,
    OF_WINDOW,
    WHY,
    acting,
    call,
    is_problem,
    make,
)
from tests.web.a_harbour_round import AFTER, MEETING, PIER
from tests.web.a_web import AWeb
from tests.web.calls import ANNEX, CONCERN, OWED, SPECIAL, WINDOW

MEETINGS = f"{API}/programmes/{PROGRAMME}/meetings"
OBLIGATIONS = f"{API}/programmes/{PROGRAMME}/obligations"
WINDOWS = f"{API}/programmes/{PROGRAMME}/windows"
THE_MATTER = f"{API}{OF_MATTER.format(matter=MATTER)}"
PAPERS = f"{API}{OF_MATTER.format(matter=MATTER)}/papers"


async def test_meetings_are_told_as_they_really_are(harbour: AWeb, caller: AsyncClient) -> None:
    move = call(f"{OF_MEETING}/move", {"starts": "2020-05-07T13:30:00Z"} | WHY, SPECIAL)
    await make(caller, harbour, move)
    listed = (await caller.get(MEETINGS, headers=acting())).json()["meetings"]
    assert [(each["meeting"], each["starts"], each["planned"], each["stage"]) for each in listed] == [
        ("special", "2020-05-06T13:30:00Z", None, "called"),
        (MEETING, "2020-05-07T13:30:00Z", "2020-04-23T09:00:00Z", "called"),
        (AFTER, "2020-05-21T09:00:00Z", "2020-05-21T09:00:00Z", None),
    ]
    one = (await caller.get(f"{MEETINGS}/{MEETING}", headers=acting())).json()
    assert one == listed[1]
    assert (one["items"], one["papers_by"]) == ({MATTER: [BOARD]}, {BOARD: "2020-04-29"})


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        pytest.param("", [MEETING, "special", AFTER], id="all"),
        pytest.param(f"?body={BOARD}", [MEETING, "special", AFTER], id="of a body"),
        pytest.param(f"?body={PIER}", [], id="of a body that has none"),
        pytest.param("?from=2020-05-06", ["special", AFTER], id="from that day"),
        pytest.param("?from=2020-04-24&to=2020-05-06", ["special"], id="to that day"),
    ],
)
async def test_meetings_are_found_by_body_and_day(
    harbour: AWeb, caller: AsyncClient, wanted: str, found: list[str]
) -> None:
    await make(caller, harbour, SPECIAL)
    listed = (await caller.get(f"{MEETINGS}{wanted}", headers=acting())).json()["meetings"]
    assert [each["meeting"] for each in listed] == found


async def test_obligations_are_told_with_their_dates_as_they_were_said(
    harbour: AWeb, caller: AsyncClient
) -> None:
    await make(caller, harbour, OWED)
    (line,) = (await caller.get(OBLIGATIONS, headers=acting())).json()["obligations"]
    assert (line["words"], line["owner"], line["matter"]) == ("publish the plan", SPONSOR, MATTER)
    assert (line["due"]["words"], line["due"]["latest"]) == ("end of May", "2020-05-31")
    assert (await caller.get(f"{OBLIGATIONS}/pr1", headers=acting())).json() == line


async def test_a_vague_date_is_read_as_of_the_day_it_was_said(harbour: AWeb, caller: AsyncClient) -> None:
    said = OWED.sent | {"due": "early in May", "happened": "2020-04-03T09:00:00Z"}
    entered_late = call(OWED.route, said, shows=datetime(2021, 6, 1, tzinfo=UTC))
    await make(caller, harbour, entered_late)
    line = (await caller.get(f"{OBLIGATIONS}/pr1", headers=acting())).json()
    assert (line["due"]["latest"], line["opened"]) == ("2020-05-10", "2020-04-03T09:00:00Z")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        pytest.param("", ["soon", "pr1", "done"], id="all, the ended last"),
        pytest.param("?open=true", ["soon", "pr1"], id="still owed"),
        pytest.param("?open=false", ["done"], id="ended"),
        pytest.param("?due_by=2020-05-31", ["pr1", "done"], id="by that day, so with a day"),
        pytest.param("?due_by=2020-05-30", [], id="by the day before"),
        pytest.param(f"?matter={MATTER}&open=true", ["soon", "pr1"], id="about a matter"),
        pytest.param("?matter=tide-plan", [], id="about another"),
    ],
)
async def test_obligations_are_found_by_matter_day_and_whether_they_are_owed(
    harbour: AWeb, caller: AsyncClient, wanted: str, found: list[str]
) -> None:
    soon = call(OWED.route, OWED.sent | {"due": "shortly"}, OWED, obligation="soon")
    await make(caller, harbour, soon)
    done = call(OWED.route, OWED.sent, obligation="done")
    kept = call(f"{OF_OBLIGATION}/keep", {"evidence": "On the site."}, done, obligation="done")
    assert (await make(caller, harbour, kept)).status_code == 200
    listed = (await caller.get(f"{OBLIGATIONS}{wanted}", headers=acting())).json()["obligations"]
    assert [each["obligation"] for each in listed] == found


async def test_requests_for_papers_are_told_with_how_they_ended(harbour: AWeb, caller: AsyncClient) -> None:
    refuse = call(f"{OF_MATTER}/papers/{{request}}/refuse", WHY, ANNEX)
    await make(caller, harbour, refuse)
    page = (await caller.get(PAPERS, headers=acting())).json()
    ((request,), following) = (page["requests"], page["offset"])
    assert (request["id"], request["body"], request["parts"]) == ("p1", PIER, ["annex"])
    assert (request["stage"], following) == ("refused", None)


# --- windows ------------------------------------------------------------------------------


async def test_windows_are_told_by_day_with_what_bars_publishing_today(
    harbour: AWeb, caller: AsyncClient
) -> None:
    spring = call(WINDOW.route, WINDOW.sent | {"first": "2020-04-01", "last": "2020-04-03"}, window="spring")
    await make(caller, harbour, call(f"{OF_WINDOW}/withdraw", {}, spring, WINDOW))
    listed = (await caller.get(WINDOWS, headers=acting())).json()["windows"]
    assert [(each["window"], each["bars_today"], each["is_withdrawn"]) for each in listed] == [
        ("spring", True, False),
        ("election", False, True),
    ]


# --- letters ------------------------------------------------------------------------------


@pytest.mark.parametrize("of", [f"{API}/programmes/{PROGRAMME}", THE_MATTER], ids=["of all", "of a matter"])
async def test_letters_are_listed_newest_first_in_any_state_or_in_one(
    harbour: AWeb, caller: AsyncClient, of: str
) -> None:
    await make(caller, harbour, CONCERN)
    await harbour.database.write(_send_one)

    async def listed(wanted: str) -> list[tuple[int, str]]:
        answer = await caller.get(f"{of}/letters{wanted}", headers=acting())
        return [(each["number"], each["status"]) for each in answer.json()["letters"]]

    every = await listed("")
    assert every == sorted(every, key=lambda each: -each[0])
    assert {status for _, status in every} == {"waiting", "sent"}
    assert await listed("?status=sent") == [each for each in every if each[1] == "sent"]
    assert await listed("?status=refused") == []
    assert await listed("?limit=1") == every[:1]


def _send_one(connection: Connection) -> None:
    one = select(letters.c.id).where(letters.c.kind == "sign-off-request").limit(1).scalar_subquery()
    connection.execute(update(letters).where(letters.c.id == one).values(status="sent"))


async def test_a_state_no_letter_can_be_in_is_malformed(caller: AsyncClient) -> None:
    answer = await caller.get(f"{THE_MATTER}/letters?status=lost", headers=acting())
    assert answer.status_code == 422
    assert [each["where"] for each in answer.json()["faults"]] == ["query.status"]


def test_the_states_of_a_letter_are_those_of_the_outbox() -> None:
    assert set(LetterStatus) == {WAITING, GATHERED, SENDING, SENT, REFUSED, DROPPED}


# --- a page at a time ---------------------------------------------------------------------


async def test_a_list_is_read_to_its_end_by_what_each_page_says(harbour: AWeb, caller: AsyncClient) -> None:
    await make(caller, harbour, SPECIAL)
    found, offset = [], 0
    while offset is not None:
        page = (await caller.get(f"{MEETINGS}?limit=1&offset={offset}", headers=acting())).json()
        found += [each["meeting"] for each in page["meetings"]]
        offset = page["offset"]
    assert found == [MEETING, "special", AFTER]


async def test_a_page_is_bounded(caller: AsyncClient) -> None:
    wrong = (("limit", "0"), ("limit", "501"), ("limit", "all"), ("offset", "-1"))
    for path in (MEETINGS, OBLIGATIONS, PAPERS, WINDOWS):
        for name, value in wrong:
            answer = await caller.get(path, params={name: value}, headers=acting())
            assert is_problem(answer, 422, "malformed"), (path, name, value)
            assert [each["where"] for each in answer.json()["faults"]] == [f"query.{name}"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (f"{MEETINGS}/nowhere", "no-such-meeting"),
        (f"{OBLIGATIONS}/nothing", "no-such-obligation"),
        (f"{API}/matters/tide-plan/papers", "no-such-matter"),
    ],
)
async def test_what_is_not_there_is_told_as_a_problem(caller: AsyncClient, path: str, code: str) -> None:
    assert is_problem(await caller.get(path, headers=acting()), 404, code)
