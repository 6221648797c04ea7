"""Over HTTP nobody reads who the candidates are: whoever asks there only says who they are."""

from a_partnership import OUTSIDER, PROGRAMME, SECRETARY, holder
from httpx2 import AsyncClient

from tests.web.a_call import API, NAMES, acting, call, is_problem, make, openapi_of
from tests.web.a_harbour_round import PIER_CLERK, PORT_CLERK
from tests.web.a_web import AWeb
from tests.web.post_calls import A_ROUND, CANDIDATE, OF_ROUND, PANEL, POST
from web.pages import posts, rounds

WHO, NATURE, CORRECTION = "Somebody of the quay", "We shared an office", "This one is called otherwise"
LEDGER = f"{API}/programmes/{PROGRAMME}/ledger?limit=500"
KNOWN_HERE = holder(5)
CORRECTIONS = f"{API}/programmes/{PROGRAMME}/corrections"
ENTERED = call(CANDIDATE.route, CANDIDATE.sent | {"particulars": WHO, "person": KNOWN_HERE})
DECLARED = call(f"{OF_ROUND}/interest", {"person": holder(1), "nature": NATURE}, *A_ROUND, PANEL, ENTERED)
PLACES = NAMES | {"before": "1.0", "after": "1.0"}


async def corrected(caller: AsyncClient) -> list[str]:
    """Every line of the round but its opening: whoever puts one right may name somebody."""
    lines = (await caller.get(LEDGER, headers=acting())).json()["lines"]
    of_round = [each for each in lines if each["stream"] == f"recruitment/{POST}/1"]
    kinds = [each["kind"] for each in of_round if each["kind"] != "round-opened"]
    for each in of_round:
        if each["kind"] in kinds:
            sent = {"stream": each["stream"], "number": each["number"], "words": CORRECTION}
            headers = acting(key=f"line {each['number']}")
            answer = await caller.post(CORRECTIONS, json=sent, headers=headers)
            assert answer.status_code == 200, answer.text
    return kinds


async def test_no_answer_of_the_api_says_who_a_candidate_is_whoever_asks(
    harbour: AWeb, caller: AsyncClient
) -> None:
    """Also not to whoever runs the post, whose id stands on public pages."""
    answer = await make(caller, harbour, DECLARED)
    assert answer.status_code == 200, answer.text
    assert "candidate-entered" in await corrected(caller)
    reads = [path for path, at in openapi_of(harbour)["paths"].items() if "get" in at]
    assert len(reads) > 20
    for path in reads:
        for person in (SECRETARY, PORT_CLERK, PIER_CLERK, OUTSIDER):
            told = await caller.get(path.format(**PLACES), headers=acting(person))
            assert not [each for each in (WHO, NATURE, CORRECTION) if each in told.text], path


async def test_who_the_candidates_are_has_no_address(harbour: AWeb, caller: AsyncClient) -> None:
    await make(caller, harbour, DECLARED)
    path = f"{API}/programmes/{PROGRAMME}/posts/{POST}/rounds/1/particulars"
    for person in (PORT_CLERK, SECRETARY):
        assert is_problem(await caller.get(path, headers=acting(person)), 404, "not-found")


async def test_no_page_says_who_a_candidate_is(harbour: AWeb, caller: AsyncClient) -> None:
    await make(caller, harbour, DECLARED)
    await corrected(caller)
    for route in (*posts.ROUTES, *rounds.ROUTES):
        page = await caller.get(route.path.replace(":int", "").format(**PLACES))
        assert page.status_code == 200, route.path
        assert not [each for each in (WHO, NATURE, CORRECTION, KNOWN_HERE) if each in page.text], route.path


async def test_that_a_line_about_a_candidate_is_corrected_is_told_without_the_words(
    harbour: AWeb, caller: AsyncClient
) -> None:
    await make(caller, harbour, DECLARED)
    await corrected(caller)
    lines = (await caller.get(LEDGER, headers=acting(PIER_CLERK))).json()["lines"]
    (entered,) = [each for each in lines if each["kind"] == "candidate-entered"]
    (told,) = entered["corrections"]
    assert (told["words"], told["is_of_an_applicant"]) == ("", True)


async def test_what_the_record_of_the_decision_should_have_said_is_told_g53(
    harbour: AWeb, caller: AsyncClient
) -> None:
    await make(caller, harbour, DECLARED)
    lines = (await caller.get(LEDGER, headers=acting())).json()["lines"]
    (opened,) = [each for each in lines if each["kind"] == "round-opened"]
    sent = {"stream": opened["stream"], "number": opened["number"], "words": "It began a day before."}
    answer = await caller.post(CORRECTIONS, json=sent, headers=acting(key="c"))
    assert answer.status_code == 200, answer.text
    assert "It began a day before." in (await caller.get(LEDGER, headers=acting(PIER_CLERK))).text
