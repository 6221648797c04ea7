"""The API: what it tells whom, that a call sent twice is one act, and what each refusal looks like."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from a_partnership import (
    APPROVAL,
    BOARD,
    CONTENT,
    DIRECTOR,
    MATTER,
    OUTSIDER,
    PROGRAMME,
    SECRETARY,
    SIGN_OFF,
    holder,
    seat,
)
from fastapi import FastAPI
from fastapi.routing import APIRoute
from httpx2 import AsyncClient, Response
from starlette.routing import Route

from models.approval import Approval
from storage.database import Database
from storage.lines import line_found
from storage.register import state_of
from tests.web.a_web import AWeb, a_web
from web.limits import Allowance, Allowances, Limits

API = "/api/v1"
THE_MATTER = f"{API}/matters/{MATTER}"
THE_BODY = f"{THE_MATTER}/bodies/{BOARD}"
PUBLIC = {
    ("GET", f"{API}/openapi.json"),
    ("GET", f"{API}/programmes"),
    ("GET", f"{API}/programmes/{{programme}}"),
    ("GET", f"{API}/programmes/{{programme}}/matters"),
    ("GET", f"{API}/matters/{{matter}}"),
}
"""What anybody on this machine may read; everything else under /api asks who calls."""

AN_ANSWER = {
    "seat": seat(1),
    "answer": "approve",
    "content_hash": CONTENT,
    "evidence_channel": "phone",
    "evidence": "Rang the secretary at ten.",
}
BODIES_OF_CALLS: dict[str, dict[str, Any]] = {
    "open": {"version": "1.0"},
    "hold": {"reason": "Waiting for advice."},
    "release": {"reason": "Advice came."},
    "withdraw": {"reason": "Not needed."},
    "answers": AN_ANSWER,
    "concerns": {"words": "Who pays?"},
    "answer": {"words": "The port."},
}


@pytest.fixture
async def web(tmp_path: Path, sqlite: Database) -> AWeb:
    return await a_web(tmp_path, sqlite)


@pytest.fixture
async def program(web: AWeb) -> AsyncIterator[AsyncClient]:
    async with web.browser() as client:
        yield client


def acting(person: str = SECRETARY, key: str = "k-1") -> dict[str, str]:
    return {"Quorate-Person": person, "Idempotency-Key": key}


def is_problem(answer: Response, status: int, code: str) -> bool:
    told = answer.json()
    assert answer.status_code == status, told
    assert answer.headers["content-type"] == "application/problem+json"
    assert (told["status"], told["code"], told["type"]) == (status, code, f"/problems/{code}")
    assert told["detail"]
    return True


async def approval(web: AWeb) -> Approval:
    state = await web.database.read(state_of, APPROVAL)
    assert isinstance(state, Approval)
    return state


# --- who may ------------------------------------------------------------------------------


def the_fastapi(web: AWeb) -> FastAPI:
    inside: FastAPI = web.app.app  # type: ignore[attr-defined]  # the wall's own field
    return inside


def api_routes(web: AWeb) -> set[tuple[str, str]]:
    """Every method and path under /api, from the app's own table and from what it tells of itself."""
    app = the_fastapi(web)
    told = app.openapi()["paths"]
    listed = {(method.upper(), path) for path, methods in told.items() for method in methods}
    hidden = {
        (method, route.path)
        for route in app.routes
        if isinstance(route, Route | APIRoute) and route.path.startswith("/api")
        for method in (route.methods or set()) - {"HEAD"}
    }
    return listed | hidden


def filled(path: str) -> str:
    names = {"programme": PROGRAMME, "matter": MATTER, "body": BOARD, "concern": "c1", "request": "p1"}
    versions = {"before": "1.0", "after": "1.1"}
    of_posts = {"reader": "member-1", "post": "lead", "number": 1, "reference": "a"}
    return path.format(**names, **versions, meeting="m1", obligation="o1", window="w1", **of_posts)


async def test_every_route_is_public_by_name_or_asks_who_calls(web: AWeb, program: AsyncClient) -> None:
    routes = api_routes(web)
    assert routes >= PUBLIC
    assert len(routes) > len(PUBLIC) + 8
    for method, path in sorted(routes):
        sent = BODIES_OF_CALLS.get(path.rsplit("/", 1)[1], {})
        nobody = await program.request(
            method, filled(path), json=sent, headers={"Idempotency-Key": f"{method} {path}"}
        )
        if (method, path) in PUBLIC:
            assert nobody.status_code == 200, (method, path, nobody.text)
            continue
        assert is_problem(nobody, 422, "malformed"), (method, path)
        assert any("Quorate-Person" in fault["where"] for fault in nobody.json()["faults"])
        for person in (holder(1), OUTSIDER):
            stranger = await program.request(method, filled(path), json=sent, headers=acting(person))
            assert is_problem(stranger, 403, "not-an-office"), (method, path)


async def test_every_call_that_changes_something_needs_a_key(web: AWeb, program: AsyncClient) -> None:
    before = await web.head()
    for method, path in sorted(api_routes(web)):
        if method == "GET":
            continue
        sent = BODIES_OF_CALLS.get(path.rsplit("/", 1)[1], {})
        answer = await program.request(method, filled(path), json=sent, headers={"Quorate-Person": SECRETARY})
        assert answer.status_code in {404, 422}, (method, path)
        if answer.status_code == 422:
            assert any("Idempotency-Key" in fault["where"] for fault in answer.json()["faults"])
    assert await web.head() == before


async def test_the_api_describes_itself_and_says_how_a_caller_is_known(program: AsyncClient) -> None:
    told = (await program.get(f"{API}/openapi.json")).json()
    assert "answers on its own machine only" in told["info"]["description"]
    assert "Quorate-Person" in told["info"]["description"]
    hold = told["paths"]["/api/v1/matters/{matter}/hold"]["post"]
    headers = {each["name"]: each["required"] for each in hold["parameters"] if each["in"] == "header"}
    assert headers == {"Quorate-Person": True, "Idempotency-Key": True}
    assert "application/problem+json" in hold["responses"]["409"]["content"]


# --- reading ------------------------------------------------------------------------------


async def test_programmes_matters_and_one_matter_are_told(program: AsyncClient) -> None:
    assert (await program.get(f"{API}/programmes")).json() == [PROGRAMME]
    programme = (await program.get(f"{API}/programmes/{PROGRAMME}")).json()
    assert programme["name"] == "Harbour Partnership"
    assert [body["id"] for body in programme["bodies"]] == [BOARD]
    listed = (await program.get(f"{API}/programmes/{PROGRAMME}/matters")).json()
    assert [each["matter"] for each in listed["matters"]] == [MATTER]
    matter = (await program.get(THE_MATTER)).json()
    (row,) = matter["matrix"]["rows"]
    assert (row["body"], row["standing"], row["answered"], row["entitled"]) == (BOARD, "open", 0, 5)


async def test_matters_come_a_page_at_a_time(program: AsyncClient) -> None:
    page = (await program.get(f"{API}/programmes/{PROGRAMME}/matters?after={MATTER}")).json()
    assert page == {"matters": [], "after": None}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/programmes/elsewhere", "unknown-programme"),
        ("/programmes/elsewhere/matters", "unknown-programme"),
        ("/matters/another", "no-such-matter"),
        ("/nowhere", "not-found"),
    ],
)
async def test_what_is_not_there_is_told_as_a_problem(program: AsyncClient, path: str, code: str) -> None:
    assert is_problem(await program.get(f"{API}{path}"), 404, code)


async def test_one_body_is_told_in_full_to_its_offices(program: AsyncClient) -> None:
    sent = AN_ANSWER | {"answer": "object", "reason": "Too dear."}
    await program.post(f"{THE_BODY}/answers", json=sent, headers=acting(key="a"))
    await program.post(f"{THE_BODY}/concerns", json={"words": "Who pays?"}, headers=acting(key="c"))
    told = (await program.get(THE_BODY, headers=acting())).json()
    assert told["answers"][seat(1)]["reason"] == "Too dear."
    assert told["answers"][seat(1)]["channel"] == "phone"
    assert [(each["id"], each["words"], each["state"]) for each in told["concerns"]] == [
        ("c1", "Who pays?", "raised")
    ]
    assert told["unanswered"] == [seat(number) for number in (2, 3, 4, 5)]


async def test_the_ledger_is_told_by_lines_with_their_hashes_and_without_texts(
    web: AWeb, program: AsyncClient
) -> None:
    await program.post(f"{THE_MATTER}/hold", json={"reason": "Waiting for advice."}, headers=acting())
    path = f"{API}/programmes/{PROGRAMME}/ledger"
    page = (await program.get(f"{path}?limit=3", headers=acting())).json()
    assert [line["number"] for line in page["lines"]] == [1, 2, 3]
    rest = (await program.get(f"{path}?after={page['after']}&limit=500", headers=acting())).json()
    assert rest["after"] is None
    last = rest["lines"][-1]
    assert (last["kind"], last["stream"], last["by"]) == ("matter-held", APPROVAL, SECRETARY)
    found = await web.database.read(line_found, PROGRAMME, last["number"])
    assert found is not None
    assert last["hash"] == found.hash
    assert "Waiting for advice." not in str(rest)
    assert set(last) == {"number", "stream", "kind", "happened", "recorded", "by", "hash", "corrections"}


async def test_letters_are_told_by_role_and_never_by_address(program: AsyncClient) -> None:
    newest = (await program.get(f"{THE_MATTER}/letters?limit=2", headers=acting())).json()
    older = (await program.get(f"{THE_MATTER}/letters?before={newest['before']}", headers=acting())).json()
    every = newest["letters"] + older["letters"]
    assert {each["recipient"] for each in every} == {holder(number) for number in range(1, 6)}
    assert {each["status"] for each in every} == {"waiting"}
    assert older["before"] is None
    assert "@" not in str(every)


# --- acting -------------------------------------------------------------------------------


async def test_a_matter_is_held_and_released_by_the_office_that_says_so(
    web: AWeb, program: AsyncClient
) -> None:
    held = await program.post(f"{THE_MATTER}/hold", json={"reason": "Wait."}, headers=acting(DIRECTOR))
    assert held.status_code == 200, held.text
    assert held.json()["already"] is False
    assert (await approval(web)).progress == "held"
    found = await web.database.read(line_found, PROGRAMME, held.json()["number"])
    assert found is not None
    assert found.line.by is not None
    assert (found.line.by.person, found.line.by.channel) == (DIRECTOR, "api")
    await program.post(f"{THE_MATTER}/release", json={"reason": "Go on."}, headers=acting(DIRECTOR, "k-2"))
    assert (await approval(web)).progress == "running"


async def test_the_same_call_under_the_same_key_is_one_act(web: AWeb, program: AsyncClient) -> None:
    first = await program.post(f"{THE_MATTER}/hold", json={"reason": "Wait."}, headers=acting())
    head = await web.head()
    again = await program.post(f"{THE_MATTER}/hold", json={"reason": "Wait."}, headers=acting())
    assert again.json() == first.json() | {"already": True}
    assert await web.head() == head


async def test_the_same_key_of_another_office_is_another_call(program: AsyncClient) -> None:
    await program.post(f"{THE_MATTER}/hold", json={"reason": "Wait."}, headers=acting())
    other = await program.post(f"{THE_MATTER}/hold", json={"reason": "Wait."}, headers=acting(DIRECTOR))
    assert is_problem(other, 409, "matter-held")


async def test_what_a_rule_refuses_is_a_conflict_with_its_code_and_words_on_the_record(
    web: AWeb, program: AsyncClient
) -> None:
    before = await web.head()
    refused = await program.post(f"{THE_MATTER}/release", json={"reason": "Go."}, headers=acting())
    assert is_problem(refused, 409, "matter-not-held")
    assert refused.json()["detail"].startswith("This matter is not on hold")
    assert await web.head() == before + 1


async def test_an_answer_by_phone_is_entered_with_its_evidence(web: AWeb, program: AsyncClient) -> None:
    done = await program.post(f"{THE_BODY}/answers", json=AN_ANSWER, headers=acting())
    assert done.status_code == 200, done.text
    given = (await web.sign_off(SIGN_OFF)).answers[seat(1)]
    assert (given.by, given.evidence_channel) == (SECRETARY, "phone")
    wrong = AN_ANSWER | {"content_hash": "0" * 64, "seat": seat(2)}
    other = await program.post(f"{THE_BODY}/answers", json=wrong, headers=acting(key="k-2"))
    assert is_problem(other, 409, "version-superseded")


async def test_a_concern_is_raised_answered_and_withdrawn(web: AWeb, program: AsyncClient) -> None:
    concerns = f"{THE_BODY}/concerns"
    await program.post(concerns, json={"words": "Who pays?", "questions": 2}, headers=acting(key="1"))
    await program.post(f"{concerns}/c1/answer", json={"words": "The port."}, headers=acting(key="2"))
    assert (await web.sign_off(SIGN_OFF)).concerns["c1"].state == "answered"
    done = await program.post(f"{concerns}/c1/withdraw", json={}, headers=acting(key="3"))
    assert done.status_code == 200, done.text
    assert (await web.sign_off(SIGN_OFF)).concerns["c1"].state == "withdrawn"
    unknown = await program.post(f"{concerns}/c9/withdraw", json={}, headers=acting(key="4"))
    assert is_problem(unknown, 409, "unknown-concern")


async def test_a_matter_that_is_open_is_not_opened_twice(program: AsyncClient) -> None:
    again = await program.post(f"{THE_MATTER}/open", json={"version": "1.0"}, headers=acting())
    assert is_problem(again, 409, "matter-exists")
    nobodys = await program.post(f"{API}/matters/another/open", json={"version": "1.0"}, headers=acting())
    assert is_problem(nobodys, 404, "unknown-matter")


@pytest.mark.parametrize(
    ("path", "sent", "where"),
    [
        pytest.param("hold", {}, "body.reason", id="a reason is missing"),
        pytest.param("hold", {"reason": "  "}, "body.reason", id="a reason is blank"),
        pytest.param("hold", {"reason": "Wait.", "happend": "2020-01-01"}, "body.happend", id="misspelt"),
        pytest.param(
            "hold", {"reason": "Wait.", "happened": "2020-01-01T10:00"}, "body.happened", id="no time zone"
        ),
        pytest.param("open", {"version": "final"}, "body.version", id="no such label"),
        pytest.param(
            f"bodies/{BOARD}/answers", AN_ANSWER | {"answer": "maybe"}, "body.answer", id="no such answer"
        ),
        pytest.param(f"bodies/{BOARD}/answers", AN_ANSWER | {"seat": "x"}, "body.seat", id="no seat's id"),
    ],
)
async def test_what_is_not_as_it_should_be_is_named(
    web: AWeb, program: AsyncClient, path: str, sent: dict[str, Any], where: str
) -> None:
    before = await web.head()
    answer = await program.post(f"{THE_MATTER}/{path}", json=sent, headers=acting())
    assert is_problem(answer, 422, "malformed")
    assert where in {fault["where"] for fault in answer.json()["faults"]}
    assert await web.head() == before


async def test_what_happened_later_than_now_is_refused(program: AsyncClient) -> None:
    sent = {"reason": "Wait.", "happened": "2031-01-01T10:00:00Z"}
    answer = await program.post(f"{THE_MATTER}/hold", json=sent, headers=acting())
    assert is_problem(answer, 409, "in-the-future")


async def test_an_outage_is_a_problem_and_nothing_was_recorded(web: AWeb, program: AsyncClient) -> None:
    await web.database.close()
    file = Path(web.database.url.database or "")
    put_away(file)
    answer = await program.post(f"{THE_MATTER}/hold", json={"reason": "Wait."}, headers=acting())
    assert is_problem(answer, 503, "database-unavailable")


def put_away(database: Path) -> None:
    database.rename(database.with_suffix(".away"))
    database.mkdir()


# --- limits -------------------------------------------------------------------------------


async def test_calls_without_end_are_stopped_for_a_moment(tmp_path: Path, sqlite: Database) -> None:
    now = [0.0]
    limits = Limits(Allowances(calls_by_address=Allowance(3, 60)), clock=lambda: now[0])
    web = await a_web(tmp_path, sqlite, limits=limits)
    async with web.browser() as program:
        answers = [await program.get(f"{API}/programmes") for _ in range(4)]
        assert [each.status_code for each in answers] == [200, 200, 200, 429]
        assert is_problem(answers[3], 429, "too-many-requests")
        assert answers[3].headers["retry-after"] == "20"
        now[0] = 21.0
        assert (await program.get(f"{API}/programmes")).status_code == 200


async def test_a_program_is_told_in_words_what_a_seat_looks_like(program: AsyncClient) -> None:
    sent = AN_ANSWER | {"seat": "x"}
    answer = await program.post(f"{THE_MATTER}/bodies/{BOARD}/answers", json=sent, headers=acting())
    (what,) = [fault["what"] for fault in answer.json()["faults"] if fault["where"] == "body.seat"]
    assert what == "This should be a seat with its body, both in small letters, such as southend-ccg/chair"


async def test_a_program_is_told_in_plain_words_what_is_not_taken(program: AsyncClient) -> None:
    sent = {"answer": "maybe", "happened": "never"}
    answer = await program.post(f"{THE_MATTER}/bodies/{BOARD}/answers", json=sent, headers=acting())
    told = {fault["where"]: fault["what"] for fault in answer.json()["faults"]}
    assert told["body.seat"] == "This is missing"
    assert told["body.answer"].startswith("This should be 'approve'")
    assert all(not what.startswith(("Input", "Value error")) for what in told.values())


@pytest.mark.parametrize(
    ("path", "person", "advice"),
    [
        pytest.param(f"{THE_MATTER}/letters", OUTSIDER, "Name in Quorate-Person an office", id="not theirs"),
        pytest.param("/api/v1/matters/no-such", SECRETARY, "Check the ids in it", id="no such matter"),
        pytest.param("/api/v1/no-such", SECRETARY, "There is nothing at this address.", id="no such address"),
    ],
)
async def test_a_program_is_not_sent_to_a_letter_or_a_page(
    program: AsyncClient, path: str, person: str, advice: str
) -> None:
    told = (await program.get(path, headers=acting(person))).json()["detail"]
    assert advice in told
    assert not {"letter", "link", "page", "secretariat"} & set(told.lower().replace(".", "").split())
