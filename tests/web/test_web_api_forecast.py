"""The API's forecast: when a matter can be finished, as things are or as they might be."""

from typing import Any

import pytest
from a_partnership import BOARD, MATTER
from httpx2 import AsyncClient

from tests.web.a_call import API, OF_MATTER, acting, is_problem
from tests.web.a_harbour_round import AFTER, ANOTHER, MEETING, PIER, PORT

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
