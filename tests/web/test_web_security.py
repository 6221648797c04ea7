"""The wall: who is let in, what is sent back, and that a failure tells nothing."""

import re
from collections.abc import Iterator

import pytest
import structlog
from fastapi import FastAPI
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from models.errors import NotFound, NotPermitted, QuorateError, Unavailable
from web import assets, errors, security

BASE = "http://quorate.example"
SECRET_NAME = "a name nobody may log"


class Asked(BaseModel):
    seats: int


async def page(request: Request) -> Response:
    return HTMLResponse(str(request.scope[security.NONCE]))


async def heard(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def missing(_: Request) -> Response:
    raise NotFound("no-such-matter", "There is no matter of that name.")


async def down(_: Request) -> Response:
    raise Unavailable("database-unreachable")


async def broken(_: Request) -> Response:
    raise LookupError(SECRET_NAME)


async def a_letter(_: Request) -> Response:
    return HTMLResponse("<p>x</p>", headers={"content-security-policy": security.LETTER_POLICY})


def an_app() -> FastAPI:
    app = FastAPI()

    @app.post("/api/v1/seats")
    async def seats(asked: Asked) -> int:
        return asked.seats

    app.router.routes.extend(
        [
            Route("/", page),
            Route("/heard", heard, methods=["POST"]),
            Route("/missing", missing),
            Route("/api/v1/missing", missing),
            Route("/down", down),
            Route("/broken", broken),
            Route("/api/v1/broken", broken),
            Route("/letter", a_letter),
            Mount(assets.MOUNT, assets.Kit()),
        ]
    )
    errors.install(app)
    return app


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(security.secured(an_app(), BASE, hosts=("127.0.0.1",)), base_url=BASE) as client:
        yield client


# --- hosts and origins --------------------------------------------------------------------


@pytest.mark.parametrize("host", ["quorate.example", "Quorate.Example:8443", "127.0.0.1:8000"])
def test_it_answers_to_its_own_names(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "quorate.example.evil.example", "", "[", "evil.example@quorate.example"]
)
def test_it_answers_to_no_other_name(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "This is not an address of this service" in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"sec-fetch-site": "same-origin"}, 200, id="a form of ours"),
        pytest.param({"sec-fetch-site": "none"}, 200, id="the browser itself, sending again"),
        pytest.param({"sec-fetch-site": "cross-site"}, 403, id="another site"),
        pytest.param({"sec-fetch-site": "same-site"}, 403, id="a neighbour under the same domain"),
        pytest.param(
            {"sec-fetch-site": "cross-site", "origin": BASE}, 403, id="the browser's own word counts"
        ),
        pytest.param({"origin": BASE}, 200, id="an older browser on our page"),
        pytest.param({"origin": "https://evil.example"}, 403, id="an older browser on another site"),
        pytest.param({"origin": f"{BASE}.evil.example"}, 403, id="another site that begins like ours"),
        pytest.param({"origin": "null"}, 200, id="an older browser kept from saying: its form token decides"),
        pytest.param({}, 200, id="a program that is no browser"),
    ],
)
def test_a_form_is_taken_from_our_own_pages_only(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    assert client.post("/heard", headers=headers).status_code == status


def test_the_api_takes_nothing_from_an_origin_that_hides() -> None:
    with TestClient(security.secured(an_app(), BASE), base_url=BASE) as client:
        answer = client.post("/api/v1/seats", json={"seats": 3}, headers={"origin": "null"})
        assert answer.status_code == 403
        assert answer.json()["code"] == "foreign-form"


def test_reading_is_open_to_a_link_from_another_site(client: TestClient) -> None:
    assert client.get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 200


# --- headers ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/missing", "/nowhere", "/broken", "/api/v1/missing"])
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_nonce_is_the_pages_own_and_new_each_time(client: TestClient) -> None:
    first, second = client.get("/"), client.get("/")
    assert f"'nonce-{first.text}'" in first.headers["content-security-policy"]
    assert first.text != second.text


def test_only_https_asks_to_be_kept() -> None:
    assert (
        "strict-transport-security"
        not in TestClient(security.secured(an_app(), BASE), base_url=BASE).get("/").headers
    )
    safe = "https://quorate.example"
    headers = TestClient(security.secured(an_app(), safe), base_url=safe).get("/").headers
    assert headers["strict-transport-security"].startswith("max-age=31536000")


def test_a_letter_keeps_its_own_stricter_policy(client: TestClient) -> None:
    policy = client.get("/letter").headers["content-security-policy"]
    assert "sandbox;" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'self'" in policy


def test_a_built_file_may_be_kept_for_a_year(client: TestClient) -> None:
    answer = client.get(assets.address("quorate.css"))
    assert answer.headers["cache-control"] == assets.A_YEAR
    assert answer.headers["x-content-type-options"] == "nosniff"


# --- sizes --------------------------------------------------------------------------------


def test_a_body_of_the_largest_size_is_taken(client: TestClient) -> None:
    assert client.post("/heard", content=b"x" * security.MAX_BODY).text == str(security.MAX_BODY)


def test_a_larger_body_is_refused_by_its_announced_length(client: TestClient) -> None:
    assert client.post("/heard", content=b"x" * (security.MAX_BODY + 1)).status_code == 413


def test_a_larger_body_is_refused_though_no_length_was_announced(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(17):
            yield b"x" * (security.MAX_BODY // 16)

    assert client.post("/heard", content=pieces()).status_code == 413


def test_a_length_that_is_no_number_is_refused(client: TestClient) -> None:
    assert client.post("/heard", content=b"x", headers={"content-length": "-1"}).status_code == 413


# --- form tokens --------------------------------------------------------------------------


def test_a_form_token_serves_one_form_of_one_session() -> None:
    token = security.form_token(b"secret", "session", "sign-off")
    assert security.is_form_token(b"secret", "session", "sign-off", token)
    assert not security.is_form_token(b"secret", "session", "question", token)
    assert not security.is_form_token(b"secret", "another", "sign-off", token)
    assert not security.is_form_token(b"other", "session", "sign-off", token)
    assert not security.is_form_token(b"secret", "session", "sign-off", "é")


# --- errors -------------------------------------------------------------------------------


def test_every_error_has_a_status() -> None:
    assert set(errors.STATUS) == set(QuorateError.__subclasses__())
    assert set(errors.STATUS.values()) <= set(errors.BY_STATUS)


def test_a_person_is_told_what_happened_what_to_do_and_a_reference(client: TestClient) -> None:
    answer = client.get("/missing")
    assert answer.status_code == 404
    assert "There is no matter of that name." in answer.text
    assert "What to do" in answer.text
    assert re.search(r"Reference: <strong>[0-9A-Z]{4}-[0-9A-Z]{4}</strong>", answer.text)


def test_a_program_is_told_a_problem_it_can_act_on(client: TestClient) -> None:
    answer = client.get("/api/v1/missing")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == "no-such-matter"
    assert problem["type"] == "/problems/no-such-matter"
    assert problem["status"] == 404


def test_a_program_is_told_which_value_is_wrong_without_the_value(client: TestClient) -> None:
    answer = client.post("/api/v1/seats", json={"seats": SECRET_NAME})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["faults"][0]["where"] == "body.seats"
    assert SECRET_NAME not in answer.text


def test_an_outage_says_that_nothing_was_recorded(client: TestClient) -> None:
    answer = client.get("/down")
    assert answer.status_code == 503
    assert "Nothing was recorded." in answer.text


@pytest.mark.parametrize("path", ["/broken", "/api/v1/broken"])
def test_a_failure_tells_nothing_of_itself_and_logs_only_where(client: TestClient, path: str) -> None:
    with structlog.testing.capture_logs() as lines:
        answer = client.get(path)
    assert answer.status_code == 500
    assert SECRET_NAME not in answer.text
    assert SECRET_NAME not in str(lines)
    (failed,) = [line for line in lines if line["event"] == "web.failed"]
    assert failed["failure"] == "LookupError"
    assert failed["reference"] in answer.text


def test_a_wrong_method_keeps_the_header_that_says_which_is_right(client: TestClient) -> None:
    answer = client.get("/heard")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"


async def breaks_off(_: Scope, __: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise LookupError(SECRET_NAME)


async def nothing_more() -> Message:
    return {"type": "http.request", "body": b""}


async def swallow(_: Message) -> None:
    pass


async def test_an_answer_that_breaks_off_is_not_passed_off_as_whole() -> None:
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"quorate.example")]}
    with pytest.raises(LookupError):
        await security.secured(breaks_off, BASE)(scope, nothing_more, swallow)


def test_the_code_and_sentence_of_an_error_reach_its_reader() -> None:
    problem = errors.problem_for(NotPermitted("link-expired", "That link has expired."))
    assert (problem.status, problem.code) == (403, "link-expired")
    assert problem.what_happened == "That link has expired."
