"""The API's forecast: when a matter can be finished, as things are or as they might be."""

from datetime import UTC, datetime
from typing import Any

import pytest
from a_partnership import BOARD, MATTER, PROGRAMME, seat
from httpx2 import AsyncClient

from tests.web.a_call import API, OF_MATTER, OF_MEETING, WHY, acting, call, is_problem, make
from tests.web.a_harbour_round import AFTER, ANOTHER, MEETING, PIER, PORT
from tests.web.a_web import AWeb
from tests.web.calls import OWED

FORECAST = f"{API}{OF_MATTER}/forecast".format(matter=MATTER)


async def told(caller: AsyncClient, asked: str = "") -> Any:  # noqa: ANN401  JSON
    answer = await caller.get(f"{FORECAST}{asked}", headers=acting())
    assert answer.status_code == 200, answer.text
    return answer.json()


def leg(found: Any, body: str) -> Any:  # noqa: ANN401  JSON
    return next(each for each in found["legs"] if each["body"] == body)


async def test_the_finish_and_whom_it_hangs_on_are_told_body_by_body(caller: AsyncClient) -> None:
    found = await told(caller)
    assert {each["body"] for each in found["legs"]} >= {BOARD, PIER, PORT}
    assert leg(found, BOARD)["meeting"] == MEETING
    assert found["finish"] == max(each["earliest"] for each in found["legs"] if each["required"])
    assert found["critical"]


async def test_a_meeting_may_be_supposed_lost_and_another_added(caller: AsyncClient) -> None:
    before = await told(caller)
    assert leg(await told(caller, f"?lost={MEETING}"), BOARD)["meeting"] == AFTER
    both = leg(await told(caller, f"?lost={MEETING}&lost={AFTER}"), BOARD)
    assert (both["meeting"], both["earliest"]) == (None, None)
    added = leg(await told(caller, f"?lost={MEETING}&added={BOARD}:2020-05-06"), BOARD)
    assert added["earliest"].startswith("2020-05-06")
    assert leg(await told(caller), BOARD) == leg(before, BOARD), "nothing is changed by asking"


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        pytest.param("?lost=no-such", 404, "no-such-meeting", id="a meeting nobody knows"),
        pytest.param("?added=nobody:2020-05-06", 404, "unknown-body", id="a body nobody knows"),
        pytest.param(f"?added={BOARD}", 422, "malformed", id="no day"),
        pytest.param(f"?added={BOARD}:2020-02-31", 422, "malformed", id="a day that is none"),
        pytest.param("?added=No Body:2020-05-06", 422, "malformed", id="what can be no body"),
        pytest.param("?lost=No Meeting", 422, "malformed", id="what can be no meeting"),
    ],
)
async def test_what_nobody_knows_is_not_supposed(
    caller: AsyncClient, asked: str, status: int, code: str
) -> None:
    assert is_problem(await caller.get(f"{FORECAST}{asked}", headers=acting()), status, code)


async def test_a_matter_that_was_not_opened_has_no_forecast(caller: AsyncClient) -> None:
    path = f"{API}{OF_MATTER}/forecast".format(matter=ANOTHER)
    assert is_problem(await caller.get(path, headers=acting()), 404, "no-such-matter")


async def test_a_meeting_may_be_supposed_called_with_the_notice_it_needs(caller: AsyncClient) -> None:
    called = leg(await told(caller, f"?lost={MEETING}&called={BOARD}:2020-05-06"), BOARD)
    assert called["earliest"].startswith("2020-05-06")
    on_a_sunday = await caller.get(f"{FORECAST}?called={BOARD}:2020-05-10", headers=acting())
    assert is_problem(on_a_sunday, 422, "day-forbidden")


async def test_a_chairs_action_may_be_supposed_of_a_body_whose_rules_know_one(caller: AsyncClient) -> None:
    found = leg(await told(caller, f"?by-chairs-action={BOARD}"), BOARD)
    assert found["because"] == "as soon as its chair acts for it, to be ratified"
    unknown = await caller.get(f"{FORECAST}?by-chairs-action=nobody", headers=acting())
    assert is_problem(unknown, 404, "unknown-body")


async def test_it_is_told_as_of_an_earlier_evening_by_what_was_on_record_then(
    harbour: AWeb, caller: AsyncClient
) -> None:
    today = await told(caller)
    await harbour.clock_shows(datetime(2020, 4, 20, 12, 0, tzinfo=UTC))
    await make(caller, harbour, call(f"{OF_MEETING}/cancel", WHY))
    assert leg(await told(caller), BOARD)["meeting"] == AFTER
    before = await told(caller, f"?on={today['asked'][:10]}")
    assert leg(before, BOARD)["meeting"] == MEETING
    assert before["finish"] == today["finish"]
    before_it_began = await caller.get(f"{FORECAST}?on=2019-01-01", headers=acting())
    assert is_problem(before_it_began, 404, "no-such-matter")
    to_come = await caller.get(f"{FORECAST}?on=2021-01-01", headers=acting())
    assert is_problem(to_come, 422, "day-to-come")


# --- what cannot be kept ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "is_late"),
    [
        pytest.param("2020-04-22", True, id="before the board meets"),
        pytest.param("2020-04-23", False, id="on the day it does"),
    ],
)
async def test_a_promise_that_cannot_be_kept_is_answered_so(
    harbour: AWeb, caller: AsyncClient, due: str, *, is_late: bool
) -> None:
    owed = call(OWED.route, OWED.sent | {"due": due})
    answer = (await make(caller, harbour, owed)).json()
    assert answer["warning"].startswith("This cannot be kept as things stand") is is_late
    assert ("Thursday 23 April 2020" in answer["warning"]) is is_late


# --- the quorum of a meeting to come ------------------------------------------------------

QUORUM = f"{API}{OF_MEETING}/quorum"


async def quorum(caller: AsyncClient, meeting: str) -> Any:  # noqa: ANN401  JSON
    answer = await caller.get(QUORUM.format(programme=PROGRAMME, meeting=meeting), headers=acting())
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_quorum_to_be_expected_is_told_clause_by_clause(harbour: AWeb, caller: AsyncClient) -> None:
    whole, item = (await quorum(caller, MEETING))["bodies"]
    assert (whole["matter"], item["matter"]) == (None, MATTER)
    assert (whole["established"], whole["expected"], whole["is_met"]) == (5, 5, True)
    await make(caller, harbour, call(f"{OF_MEETING}/apologies", {"seat": seat(1)}))
    after, _ = (await quorum(caller, MEETING))["bodies"]
    assert (after["expected"], after["apologies"]) == (4, [seat(1)])
    assert (after["clauses"], after["words"]) == ([], "No quorum is set.")


async def test_it_stands_on_the_meeting_too_and_is_told_of_one_only_in_the_calendar(
    caller: AsyncClient,
) -> None:
    path = f"{API}{OF_MEETING}".format(programme=PROGRAMME, meeting=MEETING)
    line = (await caller.get(path, headers=acting())).json()
    assert line["quorum"] == (await quorum(caller, MEETING))["bodies"]
    (planned,) = (await quorum(caller, AFTER))["bodies"]
    assert (planned["body"], planned["expected"]) == (BOARD, 5)


async def test_a_meeting_nobody_knows_has_no_quorum(caller: AsyncClient) -> None:
    path = QUORUM.format(programme=PROGRAMME, meeting="no-such")
    assert is_problem(await caller.get(path, headers=acting()), 404, "no-such-meeting")
