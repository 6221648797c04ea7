"""What the API tells of posts, rounds and appointments; who candidates are, only to whoever runs the post."""

from a_partnership import PROGRAMME, SECRETARY
from httpx2 import AsyncClient, Response

from tests.web.a_call import API, WHY, acting, call, is_problem, make
from tests.web.a_harbour_round import PIER_CLERK, PORT, PORT_CLERK
from tests.web.a_web import AWeb
from tests.web.post_calls import (
    A_ROUND,
    ADVERTISED,
    AGREED,
    CANDIDATE,
    DECIDED,
    ESTABLISHED,
    INTERVIEWED,
    OF_APPOINTMENT,
    PANEL,
    POST,
    PROPOSED,
    after,
)

POSTS = f"{API}/programmes/{PROGRAMME}/posts"
ROUND, APPOINTMENT = f"{POSTS}/{POST}/rounds/1", f"{POSTS}/{POST}/appointments/1"
CHOSEN = after(DECIDED, *A_ROUND, PANEL, CANDIDATE, ADVERTISED, INTERVIEWED)
WHO = "Somebody of the quay."


async def read(caller: AsyncClient, path: str, person: str = SECRETARY) -> Response:
    return await caller.get(path, headers=acting(person))


async def test_every_post_at_a_glance(harbour: AWeb, caller: AsyncClient) -> None:
    assert (await read(caller, POSTS)).json() == {"posts": []}
    await make(caller, harbour, after(A_ROUND[-1], ESTABLISHED))
    (line,) = (await read(caller, POSTS)).json()["posts"]
    assert (line["post"], line["holder"], line["vacant_since"]) == (POST, None, "2020-04-02")
    assert line["round"]["words"] == "open, at: nothing reached yet"


async def test_one_post_and_what_is_not_there(harbour: AWeb, caller: AsyncClient) -> None:
    assert is_problem(await read(caller, f"{POSTS}/{POST}"), 404, "unknown-post")
    await make(caller, harbour, ESTABLISHED)
    found = (await read(caller, f"{POSTS}/{POST}")).json()
    assert [each["body"] for each in found["serves"]] == [PORT]
    assert is_problem(await read(caller, ROUND), 404, "no-such-round")
    assert is_problem(await read(caller, f"{ROUND}/record"), 404, "no-such-round")
    assert is_problem(await read(caller, f"{ROUND}/particulars", PORT_CLERK), 404, "no-such-round")
    assert is_problem(await read(caller, APPOINTMENT), 404, "no-such-appointment")
    assert is_problem(await read(caller, f"{POSTS}/{POST}/rounds/0"), 422, "malformed")


async def test_a_round_is_a_board_and_its_record_says_why(harbour: AWeb, caller: AsyncClient) -> None:
    await make(caller, harbour, CHOSEN)
    board = (await read(caller, ROUND)).json()
    assert [(each["stage"], each["planned"]) for each in board["stages"]] == [
        ("advertised", "2020-04-06"),
        ("interviewed", None),
    ]
    assert (board["chosen"], board["figures"], board["outcome"]) == ("c-1", "2 to 0", "appointed")
    record = (await read(caller, f"{ROUND}/record")).json()
    assert "It chose c-1." in record["answer"]
    assert [section["title"] for section in record["record"]] == [
        "What became of it",
        "What it was for",
        "How it went",
        "Who decided",
        "Candidates",
    ]


async def test_who_a_candidate_is_is_told_only_to_whoever_runs_the_post(
    harbour: AWeb, caller: AsyncClient
) -> None:
    await make(caller, harbour, CHOSEN)
    told = (await read(caller, f"{ROUND}/particulars", PORT_CLERK)).json()
    assert [(each["reference"], each["particulars"]) for each in told["candidates"]] == [("c-1", WHO)]
    for other in (SECRETARY, PIER_CLERK):
        refused = await read(caller, f"{ROUND}/particulars", other)
        assert is_problem(refused, 403, "not-who-runs-the-post")
    for path in (POSTS, f"{POSTS}/{POST}", ROUND, f"{ROUND}/record"):
        assert WHO not in (await read(caller, path, PORT_CLERK)).text, path


async def test_whoever_runs_the_post_acts_on_it_without_being_another_office(
    harbour: AWeb, caller: AsyncClient
) -> None:
    done = await make(caller, harbour, after(PANEL, *A_ROUND), PORT_CLERK)
    assert done.status_code == 200, done.text


async def test_an_appointment_says_what_it_waits_for(harbour: AWeb, caller: AsyncClient) -> None:
    await make(caller, harbour, after(PROPOSED, ESTABLISHED))
    found = (await read(caller, APPOINTMENT)).json()
    assert found["waits_for"] == [
        "whether this person may hold the post has not been found yet",
        f"{PORT} has not confirmed",
        "the outside sign-off has not been asked for",
        "its first day has not been fixed",
    ]


async def test_what_an_office_outside_waits_for_is_told(harbour: AWeb, caller: AsyncClient) -> None:
    asked = call(f"{OF_APPOINTMENT}/sign-off/request", {"omitted": STEPS}, *AGREED)
    await make(caller, harbour, asked)
    stopped = await caller.post(f"{APPOINTMENT}/sign-off/await", json=WHY, headers=acting(key="stop"))
    assert stopped.status_code == 200, stopped.text
    sign_off = (await read(caller, APPOINTMENT)).json()["sign_off"]
    assert (sign_off["awaits"], sign_off["working_days_left"]) == (WHY["reason"], 20)
    assert [each["reason"] for each in sign_off["omitted"]] == ["An interim.", "An interim."]


STEPS = [{"stage": each, "reason": "An interim."} for each in ("advertised", "interviewed")]
