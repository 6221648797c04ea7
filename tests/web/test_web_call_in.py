"""A decision not yet in effect, on the page of its matter and of what publication waits for (G49)."""

import re
from html import unescape

from a_partnership import MATTER
from httpx2 import AsyncClient

from tests.web.a_call import API, acting, is_problem, make
from tests.web.a_harbour_round import TOWN
from tests.web.a_web import AWeb
from tests.web.calls import CALLED_IN, PUBLISHED, SCRUTINISED, TAKEN


async def row_of_town(reader: AsyncClient) -> str:
    page = (await reader.get(f"/matters/{MATTER}")).text
    found = next(each for each in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if f">{TOWN}" in each)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split())


async def gate_of(caller: AsyncClient) -> str:
    return (await caller.get(f"{API}/matters/{MATTER}/gate", headers=acting())).text


async def test_a_decision_taken_is_no_approval_until_it_is_in_effect(
    harbour: AWeb, caller: AsyncClient
) -> None:
    assert (await make(caller, harbour, TAKEN)).status_code == 200
    row = await row_of_town(caller)
    assert "Decided, not yet in effect" in row
    assert "Not yet in effect: to be published by Monday 6 April 2020 at 11:59pm." in row


async def test_a_published_decision_says_until_when_it_may_be_called_in(
    harbour: AWeb, caller: AsyncClient
) -> None:
    assert (await make(caller, harbour, PUBLISHED)).status_code == 200
    assert "may be called in until" in await row_of_town(caller)
    assert "may be called in until" in await gate_of(caller)


async def test_the_notice_and_the_record_are_read_as_they_are_published(
    harbour: AWeb, caller: AsyncClient
) -> None:
    of_town = f"{API}/matters/{MATTER}/bodies/{TOWN}"
    assert is_problem(await caller.get(f"{of_town}/key-notice", headers=acting()), 404, "not-a-key-decision")
    assert (await make(caller, harbour, PUBLISHED)).status_code == 200
    notice = (await caller.get(f"{of_town}/key-notice", headers=acting())).json()
    assert notice["published"] is None
    assert notice["exceptions"] == ["special urgency, agreed by Member 1: The quay is closed."]
    record = (await caller.get(f"{of_town}/decision/record", headers=acting())).json()
    assert (record["reasons"], record["rejected"]) == ("The quay is worn out.", "To do nothing.")
    assert record["stage"] == "may-be-called-in"


async def test_a_decision_called_in_says_so(harbour: AWeb, caller: AsyncClient) -> None:
    assert (await make(caller, harbour, CALLED_IN)).status_code == 200
    assert "Called in on Thursday 2 April 2020: suspended" in await row_of_town(caller)
    assert "called in on Thursday 2 April 2020" in await gate_of(caller)


async def test_a_referral_back_says_until_when_it_is_answered(harbour: AWeb, caller: AsyncClient) -> None:
    assert (await make(caller, harbour, SCRUTINISED)).status_code == 200
    row = await row_of_town(caller)
    assert "Waiting to decide" in row
    assert "Referred back on Thursday 2 April 2020, to be answered by Thursday 9 April 2020" in row
