"""What the API tells of posts, rounds and appointments; who candidates are, only to whoever runs the post."""

from a_partnership import MATTER, OUTSIDER, PROGRAMME, SECRETARY
from httpx2 import AsyncClient, Response

from tests.web.a_call import API, WHY, acting, call, is_problem, make
from tests.web.a_harbour_round import PORT, PORT_CLERK
from tests.web.a_web import AWeb
from tests.web.post_calls import (
    A_ROUND,
    ADVERTISED,
    AGREED,
    BEGINS_THEN,
    CANDIDATE,
    CONFIRMED,
    DECIDED,
    ELIGIBLE,
    ESTABLISHED,
    INTERVIEWED,
    LATER,
    OF_APPOINTMENT,
    PANEL,
    POST,
    PROPOSED,
    STOOD,
    WITHOUT_OFFICE,
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
    assert is_problem(await read(caller, APPOINTMENT), 404, "no-such-appointment")
    assert is_problem(await read(caller, f"{POSTS}/{POST}/rounds/0"), 422, "malformed")


async def test_a_post_that_nobody_agreed_to_is_not_established_g68(
    harbour: AWeb, caller: AsyncClient
) -> None:
    unagreed = call(ESTABLISHED.route, {}, loads=ESTABLISHED.loads)
    assert is_problem(await make(caller, harbour, unagreed), 409, "matter-or-reason")
    await make(caller, harbour, ESTABLISHED)
    assert (await read(caller, f"{POSTS}/{POST}")).json()["stood_before"] == STOOD["reason"]


async def test_what_confirmed_the_first_term_confirms_no_longer_one_g74(
    harbour: AWeb, caller: AsyncClient
) -> None:
    longer = LATER | {"matter": MATTER}
    extending = call(f"{OF_APPOINTMENT}/extend", longer, *WITHOUT_OFFICE, **BEGINS_THEN)
    assert is_problem(await make(caller, harbour, extending), 409, "matter-used")


async def test_a_home_that_is_no_organisation_is_refused_g74(harbour: AWeb, caller: AsyncClient) -> None:
    lent = PROPOSED.sent | {"tenure": "secondment", "home": "nowhere-at-all"}
    seconding = call(PROPOSED.route, lent, ESTABLISHED)
    assert is_problem(await make(caller, harbour, seconding), 409, "home-unknown")


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


async def test_g71_whom_an_appointment_is_of_nobody_reads_here_before_the_outcome(
    harbour: AWeb, caller: AsyncClient
) -> None:
    """G67, G71."""
    untested = {"passed": False, "evidence": "The register."}
    await make(caller, harbour, call(f"{OF_APPOINTMENT}/eligibility", untested, ESTABLISHED, PROPOSED))
    found = (await read(caller, APPOINTMENT)).json()
    assert (found["person"], found["name"], found["is_eligible"]) == (None, "the person proposed", None)
    (listed,) = (await read(caller, f"{POSTS}/{POST}")).json()["appointments"]
    assert (listed["person"], listed["name"]) == (None, "the person proposed")
    record = (await read(caller, f"{APPOINTMENT}/record")).text
    assert OUTSIDER not in record
    assert "may not hold" not in record


async def test_the_record_of_an_appointment_is_told_by_its_sections(
    harbour: AWeb, caller: AsyncClient
) -> None:
    assert is_problem(await read(caller, f"{APPOINTMENT}/record"), 404, "unknown-post")
    await make(caller, harbour, after(PROPOSED, ESTABLISHED))
    record = (await read(caller, f"{APPOINTMENT}/record")).json()
    assert [section["title"] for section in record["record"]] == [
        "What was proposed",
        "Whether the person may hold the post",
        "Who has confirmed it",
        "The sign-off from outside",
    ]
    assert record["story"][0]["words"].startswith("Proposed: ")


async def test_a_body_that_was_asked_before_the_proposal_confirms_only_after_the_finding_g67(
    harbour: AWeb, caller: AsyncClient
) -> None:
    early = after(CONFIRMED, ESTABLISHED, PROPOSED)
    assert is_problem(await make(caller, harbour, early), 409, "eligibility-before-approval")
    found = await caller.post(ELIGIBLE.path, json=ELIGIBLE.sent, headers=acting(key="found"))
    assert found.status_code == 200, found.text
    again = await caller.post(CONFIRMED.path, json=CONFIRMED.sent, headers=acting(key="again"))
    assert again.status_code == 200, again.text


async def test_what_an_office_outside_waits_for_is_told(harbour: AWeb, caller: AsyncClient) -> None:
    asked = call(f"{OF_APPOINTMENT}/sign-off/request", {"omitted": STEPS}, *AGREED)
    await make(caller, harbour, asked)
    stopped = await caller.post(f"{APPOINTMENT}/sign-off/await", json=WHY, headers=acting(key="stop"))
    assert stopped.status_code == 200, stopped.text
    sign_off = (await read(caller, APPOINTMENT)).json()["sign_off"]
    assert (sign_off["awaits"], sign_off["working_days_left"]) == (WHY["reason"], 20)
    assert [each["reason"] for each in sign_off["omitted"]] == ["An interim.", "An interim."]


STEPS = [{"stage": each, "reason": "An interim."} for each in ("advertised", "interviewed")]
