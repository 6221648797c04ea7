"""Terms by the API and on the page of an appointment: months, hand-overs, days that are refused (G74)."""

import re

import pytest
from a_partnership import MATTER, OUTSIDER, PROGRAMME
from httpx2 import AsyncClient

from tests.web.a_call import API, acting, call, make
from tests.web.a_web import AWeb
from tests.web.post_calls import (
    ANSWERED,
    ASKED,
    BEGINS_THEN,
    CONFIRMED,
    ELIGIBLE,
    OF_APPOINTMENT,
    POST,
    STARTING,
    WITHOUT_OFFICE,
    after,
)

APPOINTMENT = f"{API}/programmes/{PROGRAMME}/posts/{POST}/appointments"
BY_MONTHS = {"tenure": "interim", "person": OUTSIDER, "matter": MATTER, "months": 6}
PERMANENT = {"tenure": "permanent", "person": OUTSIDER, "matter": MATTER}


async def told(caller: AsyncClient) -> str:
    page = (await caller.get(f"/posts/{POST}/appointments/1")).text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


async def test_a_term_of_months_says_its_last_day_once_the_first_is_fixed(
    harbour: AWeb, caller: AsyncClient
) -> None:
    proposed = call(f"{OF_APPOINTMENT}/propose", BY_MONTHS)
    before = (WITHOUT_OFFICE[0], proposed, ELIGIBLE, CONFIRMED)
    await make(caller, harbour, after(CONFIRMED, *before[:-1]))
    assert "6 months after its first day" in await told(caller)
    answer = await caller.post(
        f"{APPOINTMENT}/1/start", json={"first": "2020-04-08"}, headers=acting(key="s")
    )
    assert answer.status_code == 200, answer.text
    found = (await caller.get(f"{APPOINTMENT}/1", headers=acting())).json()
    assert (found["first"], found["last"]) == ("2020-04-08", "2020-10-08")


@pytest.mark.parametrize(
    ("first", "code"),
    [("2019-01-01", "starts-too-soon"), ("2020-04-01", "starts-too-soon")],
    ids=["long before", "the day before"],
)
async def test_nobody_starts_before_the_sign_off(
    harbour: AWeb, caller: AsyncClient, first: str, code: str
) -> None:
    start = call(f"{OF_APPOINTMENT}/start", {"first": first}, *ASKED, ANSWERED)
    answer = await make(caller, harbour, start)
    assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_a_permanent_appointment_that_is_cut_short_had_no_last_day_before(
    harbour: AWeb, caller: AsyncClient
) -> None:
    proposed = call(f"{OF_APPOINTMENT}/propose", PERMANENT)
    before = (WITHOUT_OFFICE[0], proposed, ELIGIBLE, CONFIRMED, STARTING)
    ends = {"last": "2020-06-30", "reason": "Another was found."}
    answer = await make(caller, harbour, call(f"{OF_APPOINTMENT}/end-early", ends, *before, **BEGINS_THEN))
    assert answer.status_code == 200, answer.text
    said = await told(caller)
    assert "9999" not in said
    assert "Last days set before" not in said
