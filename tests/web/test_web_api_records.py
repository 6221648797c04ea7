"""Meetings and letters recorded through the API: the keys of the file, asked first, every fault named."""

import json
from typing import Any

import pytest
from a_partnership import BOARD, MATTER, PROGRAMME
from httpx2 import AsyncClient

from services.written_records import DECISION_KEYS, ROOM_KEYS
from tests.web.a_call import API, EVENING, OF_MATTER, WHY, acting, call, is_problem, make
from tests.web.a_harbour_round import MEETING, PIER, PORT
from tests.web.a_web import AWeb
from tests.web.calls import THE_LETTER, THE_MINUTE
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


@pytest.mark.parametrize(
    ("changed", "code", "said"),
    [
        pytest.param(
            {"figures": "9-0"}, "more-votes-than-present", "9 votes are recorded, but only 5", id="9"
        ),
        pytest.param({"figures": "1-4"}, "figures-lose", "Lost: 1 for, 4 against", id="outvoted"),
        pytest.param({"figures": "5-0", "lost": True}, "figures-carry", "Carried: 5 for", id="won"),
    ],
)
async def test_a_refusal_tells_the_figures_it_rests_on(
    evening: AWeb, caller: AsyncClient, changed: dict[str, Any], code: str, said: str
) -> None:
    del evening
    sent = THE_MINUTE | {"items": [{**THE_MINUTE["items"][0], **changed}]}
    answer = await caller.post(RECORD, json=sent, headers=acting())
    assert is_problem(answer, 409, code)
    assert said in answer.json()["detail"]


async def test_a_vote_that_is_said_to_be_lost_is_recorded(evening: AWeb, caller: AsyncClient) -> None:
    lost = {**THE_MINUTE["items"][0], "figures": "1-4", "lost": True}
    told = (await caller.post(RECORD, json=THE_MINUTE | {"items": [lost]}, headers=acting())).json()
    assert (told["items"][0]["standing"], told["items"][0]["verbs"]) == ("refused", ["approve"])
    assert (await evening.sign_off(f"sign-off/{MATTER}/{BOARD}/1.0")).standing == "refused"


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


# --- a sitting ----------------------------------------------------------------------------

ADJOURN = RECORD.replace("/record", "/adjourn")
NEXT_WEEK = {"starts": "2020-04-30T13:30:00Z"} | WHY
NOTHING = THE_MINUTE | {"items": []}


async def test_adjourned_with_its_record_it_tells_what_was_decided_and_goes_on(
    evening: AWeb, caller: AsyncClient
) -> None:
    told = (await caller.post(ADJOURN, json=NEXT_WEEK | {"record": THE_MINUTE}, headers=acting())).json()
    assert told["present"] == {BOARD: 5}
    assert [each["standing"] for each in told["items"]] == ["approved"]
    decided = (await evening.sign_off(f"sign-off/{MATTER}/{BOARD}/1.0")).decided
    assert decided is not None
    assert decided.happened.isoformat() == "2020-04-23T09:00:00+00:00"
    read = (await caller.get(RECORD.removesuffix("/record"), headers=acting())).json()
    assert (read["stage"], read["starts"], read["items"]) == ("called", "2020-04-30T13:30:00Z", {})
    (sat,) = read["sittings"]
    assert (sat["starts"], sat["presiding"]) == ("2020-04-23T09:00:00Z", {BOARD: f"{BOARD}/member-1"})
    assert len(sat["attendance"][BOARD]) == 5
    assert "Goes on from Thursday 23 April 2020 at 10am (on the record)" in (await caller.get("/")).text


async def test_a_sitting_is_recorded_later_by_its_number_and_once(evening: AWeb, caller: AsyncClient) -> None:
    del evening
    told = (await caller.post(ADJOURN, json=NEXT_WEEK, headers=acting())).json()
    assert (told["accepted"], told["items"]) == (True, [])
    first = THE_MINUTE | {"sitting": 1}
    answer = await caller.post(RECORD, json=first, headers=acting(key="first"))
    assert [each["standing"] for each in answer.json()["items"]] == ["approved"]
    again = await caller.post(RECORD, json=NOTHING | {"sitting": 1}, headers=acting(key="again"))
    assert is_problem(again, 409, "sitting-recorded")
    none = await caller.post(RECORD, json=NOTHING | {"sitting": 3}, headers=acting(key="none"))
    assert is_problem(none, 409, "no-such-sitting")


@pytest.mark.parametrize(
    ("record", "where"),
    [
        pytest.param(NOTHING | {"sitting": "first"}, "body.record.sitting", id="a number that is none"),
        pytest.param(NOTHING | {"sitting": True}, "body.record.sitting", id="yes is no number"),
        pytest.param(NOTHING | {"meeting": "another"}, "body.record.meeting", id="another meeting"),
        pytest.param(THE_MINUTE | {"items": [{}]}, "body.record.items.0.body", id="an item of nobody"),
        pytest.param({"items": []}, "body.record.present", id="nobody was there"),
    ],
)
async def test_a_faulty_record_adjourns_nothing(
    evening: AWeb, caller: AsyncClient, record: dict[str, Any], where: str
) -> None:
    before = await evening.head()
    answer = await caller.post(ADJOURN, json=NEXT_WEEK | {"record": record}, headers=acting())
    assert is_problem(answer, 422, "faulty-record")
    assert where in faults_in(answer)
    assert await evening.head() == before
