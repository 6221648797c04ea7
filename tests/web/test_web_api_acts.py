"""Each call of the API that changes something: accepted, once however often it is sent; or refused."""

from typing import Any

import pytest
from a_partnership import MATTER, PROGRAMME, SECRETARY
from httpx2 import AsyncClient

from services import programmes
from tests.web.a_call import (
    API,
    OF_BODY,
    OF_MEETING,
    WHY,
    Call,
    Refused,
    acting,
    call,
    is_problem,
    make,
    openapi_of,
)
from tests.web.a_harbour_round import BOARD_CLERK, MEETING, PIER, PIER_CLERK, PORT_CLERK, a_harbour
from tests.web.a_web import AWeb, by
from tests.web.calls import ANNEX, CALLS, CONCERN, SPECIAL

ROUTES = [pytest.param(*each, id=route) for route, each in CALLS.items()]
LIKE_A_FILE = {f"{API}{OF_MEETING}/record", f"{API}/matters/{{matter}}/bodies/{{body}}/decision"}
"""What is read as a record's file is, and not by a model."""
NONSENSE = {"no": {"such": ["thing"]}}


@pytest.mark.parametrize(("accepted", "refused"), ROUTES)
async def test_a_call_is_accepted_and_the_same_again_is_one_act(
    harbour: AWeb, caller: AsyncClient, accepted: Call, refused: Refused
) -> None:
    del refused
    first = await make(caller, harbour, accepted)
    assert first.status_code == 200, first.text
    assert (first.json()["already"], first.json()["number"]) == (False, await harbour.head())
    again = await caller.post(accepted.path, json=accepted.sent, headers=acting())
    assert again.json() == first.json() | {"already": True}
    assert first.json()["number"] == await harbour.head()


@pytest.mark.parametrize(("accepted", "refused"), ROUTES)
async def test_what_a_rule_refuses_is_told_by_its_code(
    harbour: AWeb, caller: AsyncClient, accepted: Call, refused: Refused
) -> None:
    assert refused.call.route == accepted.route
    assert is_problem(await make(caller, harbour, refused.call), 409, refused.code)


async def test_every_call_that_changes_something_is_made_here(harbour: AWeb) -> None:
    told = openapi_of(harbour)["paths"]
    assert {f"{API}{route}" for route in CALLS} == {path for path, each in told.items() if "post" in each}
    assert not [path for path, each in told.items() if set(each) - {"get", "post"}]


@pytest.mark.parametrize(
    ("making", "names"),
    [pytest.param(CONCERN, ["c1", "c2"], id="a concern"), pytest.param(ANNEX, ["p1", "p2"], id="a request")],
)
async def test_what_an_act_made_is_named_for_the_call_that_made_it(
    caller: AsyncClient, making: Call, names: list[str]
) -> None:
    body = {"parts": ["annex"]} if making is ANNEX else {"words": "Who owns it?"}
    sent = [(making.sent, "k-1"), (body, "k-2"), (making.sent, "k-1")]
    made = [
        (await caller.post(making.path, json=each, headers=acting(key=key))).json()["made"]
        for each, key in sent
    ]
    assert made == [*names, names[0]]


# --- whose it is --------------------------------------------------------------------------


def a_stranger(to: Call) -> str:
    """The secretary of another body than the call is about. What the board, which owns the route, decides
    about a body is not for that body's own secretary to enter.
    """
    is_about_the_pier = "{body}" in to.route and to.names.get("body", PIER) == PIER
    is_the_boards = to.route.endswith(("/require", "/add", "/without"))
    return BOARD_CLERK if is_about_the_pier and not is_the_boards else PIER_CLERK


async def test_a_secretary_acts_for_no_other_body(harbour: AWeb, caller: AsyncClient) -> None:
    await make(caller, harbour, SPECIAL)
    before = await harbour.head()
    for each, _ in CALLS.values():
        answer = await caller.post(each.path, json=each.sent, headers=acting(a_stranger(each)))
        is_of_a_post = "{post}" in each.route  # the harbour has none
        status, code = (404, "no-such-post") if is_of_a_post else (403, "not-your-body")
        assert is_problem(answer, status, code), each.route
    assert await harbour.head() == before


@pytest.mark.parametrize(
    ("own", "clerk"),
    [
        pytest.param(call(f"{OF_MEETING}/papers", {}), BOARD_CLERK, id="its meeting"),
        pytest.param(SPECIAL, BOARD_CLERK, id="a meeting it calls"),
        pytest.param(CALLS["/matters/{matter}/bodies/{body}/answers"][0], PIER_CLERK, id="its members"),
        pytest.param(CALLS["/matters/{matter}/bodies/{body}/decision"][0], PORT_CLERK, id="its letter"),
        pytest.param(CALLS["/matters/{matter}/bodies/{body}/papers"][0], PIER_CLERK, id="its requests"),
    ],
)
async def test_a_secretary_acts_for_their_own_body(
    harbour: AWeb, caller: AsyncClient, own: Call, clerk: str
) -> None:
    done = await make(caller, harbour, own, clerk)
    assert done.status_code == 200, done.text


async def test_what_is_another_programmes_cannot_be_reached_through_ones_own(
    harbour: AWeb, caller: AsyncClient
) -> None:
    loaded = a_harbour()
    other = loaded.definition.model_copy(
        update={"id": "lagoon", "name": "Lagoon", "meetings": (), "matters": ()}
    )
    added = loaded.model_copy(update={"definition": other})
    await programmes.load(harbour.house, added, by(SECRETARY, "another"))
    path, before = f"{API}/programmes/lagoon/meetings/{MEETING}", await harbour.head()
    answer = await caller.post(f"{path}/cancel", json=WHY, headers=acting())
    assert is_problem(answer, 404, "of-another-programme")
    assert is_problem(await caller.get(path, headers=acting()), 404, "no-such-meeting")
    assert await harbour.head() == before


async def test_an_interest_that_was_told_by_phone_keeps_the_member_out_of_the_decision(
    harbour: AWeb, caller: AsyncClient
) -> None:
    (answer, _), (interest, _) = CALLS[f"{OF_BODY}/answers"], CALLS[f"{OF_BODY}/interests"]
    await make(caller, harbour, interest, PIER_CLERK)
    assert is_problem(await make(caller, harbour, answer), 409, "conflicted")
    told = await caller.get(f"{API}{OF_BODY.format(matter=MATTER, body=PIER)}", headers=acting())
    (seat,) = told.json()["sign_off"]["interests"]
    assert seat == interest.sent["seat"]


@pytest.mark.parametrize("channel", ["api", "link", "rumour"])
async def test_what_a_member_told_came_by_phone_paper_or_mail(
    harbour: AWeb, caller: AsyncClient, channel: str
) -> None:
    for route in (f"{OF_BODY}/answers", f"{OF_BODY}/interests"):
        sent, _ = CALLS[route]
        wrong = call(route, sent.sent | {"evidence_channel": channel})
        answer = await make(caller, harbour, wrong)
        assert is_problem(answer, 422, "malformed")
        assert [each["where"] for each in answer.json()["faults"]] == ["body.evidence_channel"]


# --- malformed ----------------------------------------------------------------------------


def model_of(told: dict[str, Any], path: str) -> dict[str, Any]:
    sent = told["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    model: dict[str, Any] = told["components"]["schemas"][sent["$ref"].rsplit("/", 1)[1]]
    return model


A_WORD, TABLES = "nonsense", {"record"}
"""What stands in a table is read like a file, and its faults are told as those of one."""

MODELLED = [each for each, _ in CALLS.values() if f"{API}{each.route}" not in LIKE_A_FILE]


async def test_every_field_that_is_malformed_is_named(harbour: AWeb, caller: AsyncClient) -> None:
    before, told = await harbour.head(), openapi_of(harbour)
    for each in MODELLED:
        fields = set(model_of(told, f"{API}{each.route}")["properties"]) | {"misspelt"}
        sent = {name: A_WORD if name in TABLES else NONSENSE for name in fields}
        answer = await caller.post(each.path, json=sent, headers=acting())
        assert is_problem(answer, 422, "malformed"), each.route
        assert {fault["where"] for fault in answer.json()["faults"]} == {f"body.{name}" for name in fields}
    assert await harbour.head() == before


async def test_every_field_that_is_missing_is_named(harbour: AWeb, caller: AsyncClient) -> None:
    before, told = await harbour.head(), openapi_of(harbour)
    for each in MODELLED:
        if not (required := model_of(told, f"{API}{each.route}").get("required")):
            continue
        answer = await caller.post(each.path, json={}, headers=acting())
        assert is_problem(answer, 422, "malformed"), each.route
        assert {fault["where"] for fault in answer.json()["faults"]} == {f"body.{name}" for name in required}
    assert await harbour.head() == before


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        pytest.param(b"{", "application/json", id="half of it"),
        pytest.param(b'["a"]', "application/json", id="a list"),
        pytest.param(b"reason=Wait.", "application/x-www-form-urlencoded", id="a form"),
        pytest.param(b"", "application/json", id="nothing"),
        pytest.param(b"\xff\xfe", "application/json", id="no text"),
    ],
)
async def test_what_is_no_json_object_is_malformed(
    harbour: AWeb, caller: AsyncClient, content: bytes, kind: str
) -> None:
    before = await harbour.head()
    for path, code in (("cancel", "malformed"), ("record", "faulty-record")):
        answer = await caller.post(
            f"{API}/programmes/{PROGRAMME}/meetings/{MEETING}/{path}",
            content=content,
            headers=acting() | {"content-type": kind},
        )
        assert is_problem(answer, 422, code)
        assert all(fault["where"].startswith("body") for fault in answer.json()["faults"])
    assert await harbour.head() == before
