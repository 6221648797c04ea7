"""Meetings and letters recorded through the API: the keys of the file, asked first, every fault named."""

import json
from typing import Any

import pytest
from a_partnership import BOARD, MATTER, PROGRAMME
from httpx2 import AsyncClient

from services.written_records import DECISION_KEYS, ROOM_KEYS
from tests.web.a_call import (
    API,
    EVENING,
    OF_MATTER,
    THE_LETTER,
    THE_MINUTE,
    WHY,
    acting,
    call,
    is_problem,
    make,
)
from tests.web.a_harbour_round import MEETING, PIER, PORT
from tests.web.a_web import AWeb
from web.api import shapes

RECORD = f"{API}/programmes/{PROGRAMME}/meetings/{MEETING}/record"
DECISION = f"{API}/matters/{MATTER}/bodies/{PORT}/decision"
NONSENSE = {"no": {"such": ["thing"]}}
ASKED = "?dry_run=true"


@pytest.fixture
async def evening(harbour: AWeb) -> AWeb:
    """Of the day of the meeting."""
    await harbour.clock_shows(EVENING)
    return harbour


def faults_in(answer: Any) -> dict[str, str]:  # noqa: ANN401  a response
    return {each["where"]: each["what"] for each in answer.json()["faults"]}


# --- recorded -----------------------------------------------------------------------------


async def test_what_a_meeting_came_to_is_told_for_each_body(evening: AWeb, caller: AsyncClient) -> None:
    told = (await caller.post(RECORD, json=THE_MINUTE, headers=acting())).json()
    assert told["present"] == {BOARD: 5}
    (item,) = told["items"]
    assert (item["body"], item["standing"], item["verbs"]) == (BOARD, "approved", ["approve"])
    read = (await caller.get(RECORD.removesuffix("/record"), headers=acting())).json()
    assert (read["stage"], read["held"]) == ("held", "2020-04-23T09:00:00Z")
    assert (await evening.sign_off(f"sign-off/{MATTER}/{BOARD}/1.0")).standing == "approved"


async def test_asked_first_it_tells_the_same_and_nothing_is_written(
    evening: AWeb, caller: AsyncClient
) -> None:
    for path, sent in ((RECORD, THE_MINUTE), (DECISION, THE_LETTER)):
        before = await evening.head()
        foreseen = (await caller.post(path + ASKED, json=sent, headers=acting())).json()
        assert await evening.head() == before
        recorded = (await caller.post(path, json=sent, headers=acting())).json()
        assert foreseen == recorded | {"number": 0}


async def test_asked_first_a_refusal_is_told_and_is_not_on_the_record(
    harbour: AWeb, caller: AsyncClient
) -> None:
    before = await harbour.head()
    answer = await caller.post(RECORD + ASKED, json=THE_MINUTE, headers=acting())
    assert is_problem(answer, 409, "meeting-not-held-yet")
    other = await caller.post(DECISION.replace(PORT, PIER) + ASKED, json=THE_LETTER, headers=acting())
    assert is_problem(other, 409, "in-the-future")
    assert await harbour.head() == before


async def test_a_letter_counts_from_its_day_however_late_it_is_recorded(
    evening: AWeb, caller: AsyncClient
) -> None:
    await caller.post(DECISION, json=THE_LETTER, headers=acting())
    decided = (await evening.sign_off(f"sign-off/{MATTER}/{PORT}/1.0")).decided
    assert decided is not None
    assert decided.happened.isoformat() == "2020-04-06T11:00:00+00:00"
    assert decided.recorded.date() == EVENING.date()


async def test_an_item_withdrawn_meanwhile_is_told_and_the_rest_stands(
    harbour: AWeb, caller: AsyncClient
) -> None:
    withdrawn = call(f"{OF_MATTER}/withdraw", WHY)
    told = (
        await make(
            caller,
            harbour,
            call("/programmes/{programme}/meetings/{meeting}/record", THE_MINUTE, withdrawn, shows=EVENING),
        )
    ).json()
    assert told["present"] == {BOARD: 5}
    assert [(each["standing"], each["code"]) for each in told["items"]] == [(None, "matter-withdrawn")]


async def test_a_meeting_nobody_called_and_a_body_nobody_asked_are_not_found(
    evening: AWeb, caller: AsyncClient
) -> None:
    before = await evening.head()
    nowhere = RECORD.replace(MEETING, "nowhere")
    assert is_problem(await caller.post(nowhere, json=THE_MINUTE, headers=acting()), 404, "no-such-meeting")
    nobody = DECISION.replace(PORT, "nobody")
    assert is_problem(await caller.post(nobody, json=THE_LETTER, headers=acting()), 404, "no-such-sign-off")
    assert await evening.head() == before


# --- faulty -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        pytest.param(RECORD, shapes.MEETING, id="a meeting"),
        pytest.param(DECISION, shapes.BY_LETTER, id="a letter"),
    ],
)
async def test_every_key_that_is_malformed_is_named(
    evening: AWeb, caller: AsyncClient, path: str, shape: dict[str, Any]
) -> None:
    before = await evening.head()
    sent = dict.fromkeys([*shape["properties"], "misspelt"], NONSENSE)
    answer = await caller.post(path, json=sent, headers=acting())
    assert is_problem(answer, 422, "faulty-record")
    assert {each.split(".")[1] for each in faults_in(answer)} == set(sent)
    assert await evening.head() == before


async def test_every_key_of_an_item_that_is_malformed_is_named(evening: AWeb, caller: AsyncClient) -> None:
    del evening
    item = dict.fromkeys([*shapes.ITEM["properties"], "misspelt"], NONSENSE)
    answer = await caller.post(RECORD, json=THE_MINUTE | {"items": [item]}, headers=acting())
    assert is_problem(answer, 422, "faulty-record")
    named = {each.split(".")[3] for each in faults_in(answer) if each.startswith("body.items.0.")}
    assert named == set(item)


async def test_every_key_that_is_required_is_named(evening: AWeb, caller: AsyncClient) -> None:
    del evening
    answer = await caller.post(RECORD, json={"items": [{"limbs": []}]}, headers=acting())
    assert set(faults_in(answer)) == {"body.present", "body.items.0.body", "body.items.0.matter"}
    answer = await caller.post(DECISION, json={"limbs": ["approve"]}, headers=acting())
    assert set(faults_in(answer)) == {"body.evidence"}


@pytest.mark.parametrize(
    ("content", "where", "expected"),
    [
        pytest.param(
            json.dumps(THE_MINUTE | {"meeting": "another"}),
            "body.meeting",
            f"{MEETING}, as the address says",
            id="of another meeting",
        ),
        pytest.param('{"present": {}, "present": {}}', "body", "stands twice", id="a key twice"),
        pytest.param(f'present = {{ {BOARD} = "member5" }}', "body", "a JSON object", id="TOML"),
        pytest.param(f'{{"minute": "{"x" * 1_000_001}"}}', "body", "at most 1 MB", id="too large"),
        pytest.param("{" + '"a":{' * 100_000, "body", "JSON", id="a pit of braces"),
    ],
)
async def test_what_is_no_record_of_this_meeting_is_refused(
    evening: AWeb, caller: AsyncClient, content: str, where: str, expected: str
) -> None:
    before = await evening.head()
    headers = acting() | {"content-type": "application/json"}
    answer = await caller.post(RECORD, content=content, headers=headers)
    assert is_problem(answer, 422, "faulty-record")
    assert expected in faults_in(answer)[where]
    assert await evening.head() == before


async def test_what_a_file_says_of_its_meeting_may_stay_in_it(evening: AWeb, caller: AsyncClient) -> None:
    del evening
    sent = THE_MINUTE | {"meeting": MEETING}
    assert (await caller.post(RECORD, json=sent, headers=acting())).status_code == 200


# --- as OpenAPI tells it ------------------------------------------------------------------


def test_the_keys_that_are_told_are_those_that_are_read() -> None:
    assert set(shapes.DECISION) == set(DECISION_KEYS)
    assert set(shapes.IN_THE_ROOM) == set(ROOM_KEYS)
