"""What a form must bring, what comes back when it fails, and the other ways: question, interest, deputy."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from a_partnership import (
    OUTSIDER,
    PROGRAMME,
    SECRETARY,
    SIGN_OFF,
    SPONSOR,
    holder,
    seat,
)
from httpx2 import AsyncClient, Response
from sqlalchemy import Connection, select, update

from models.tables.partnership import links
from services import sign_offs
from storage.database import Database
from tests.web.a_web import AWeb, a_web, by, come_by, form_in, look, own, press, receipt_of

CONFIRMED = "/deputy/confirmed"
DEADLINE = datetime(2020, 4, 16, 16, 0, tzinfo=UTC)


@pytest.fixture
async def web(tmp_path: Path, sqlite: Database) -> AWeb:
    return await a_web(tmp_path, sqlite)


@pytest.fixture
async def member(web: AWeb) -> AsyncIterator[AsyncClient]:
    async with web.browser() as client:
        yield client


# --- the form itself ----------------------------------------------------------------------


@pytest.mark.parametrize("without", ["form_token", "command_id", "content_hash"])
async def test_a_form_without_its_hidden_fields_does_nothing(
    web: AWeb, member: AsyncClient, without: str
) -> None:
    page = await come_by(member, await web.link(holder(1)))
    fields = {name: value for name, value in form_in(page).items() if name != without}
    before = await web.head()
    answer = await member.post(own(page), data={**fields, "answer": "approve", "reason": "My reasons."})
    assert answer.status_code in {400, 403}
    assert "My reasons." in answer.text
    assert await web.head() == before


async def test_the_token_of_one_form_does_not_serve_another(web: AWeb, member: AsyncClient) -> None:
    page = await come_by(member, await web.link(holder(1)))
    fields = form_in(page) | {"words": "A question."}
    assert (await member.post(f"{own(page)}/question", data=fields)).status_code == 403


async def test_a_form_of_another_browsers_visit_does_nothing_and_its_words_come_back(
    web: AWeb, member: AsyncClient
) -> None:
    page = await come_by(member, await web.link(holder(1)))
    before = await web.head()
    async with web.browser() as other:
        await come_by(other, await web.link(holder(2)))
        answer = await press(other, page, answer="object", reason="Meant for the first.")
    assert answer.status_code == 403
    assert "you have since opened other requests in this browser" in answer.text
    assert "Meant for the first." in answer.text
    assert await web.head() == before


async def test_of_two_letters_opened_in_one_browser_each_page_answers_its_own(
    web: AWeb, member: AsyncClient
) -> None:
    first = await come_by(member, await web.link(holder(1)))
    second = await come_by(member, await web.link(holder(2)))
    receipt = await receipt_of(member, await press(member, first, answer="object", reason="The first."))
    assert "The first." in receipt.text
    await receipt_of(member, await press(member, second, answer="approve"))
    answers = (await web.sign_off(SIGN_OFF)).answers
    assert {seat(1): "object", seat(2): "approve"} == {at: each.answer for at, each in answers.items()}


@pytest.mark.parametrize("way", ["/question", "/interest", "/deputy"])
async def test_of_two_letters_opened_in_one_browser_each_page_leads_on_to_its_own(
    web: AWeb, member: AsyncClient, way: str
) -> None:
    first = await come_by(member, await web.link(holder(1)))
    await come_by(member, await web.link(holder(2)))
    (link,) = re.findall(rf'href="(/sign-off/[^"]*{way})"', first.text)
    page = await member.get(link)
    assert own(page) == own(first)
    assert f'href="{own(first)}"' in page.text, "and back"
    assert "You answer as Member 1" in page.text
    if way == "/question":
        sent = await receipt_of(member, await press(member, page, way, words="Who pays for the pier?"))
        assert f'href="{own(first)}"' in sent.text
        assert "This is recorded for the seat Member 1" in sent.text
        (asked,) = (await web.sign_off(SIGN_OFF)).concerns.values()
        assert asked.seat == seat(1)


async def test_a_request_is_named_alike_in_each_of_its_letters_and_opens_by_none_but_its_own(
    web: AWeb, member: AsyncClient
) -> None:
    first = await come_by(member, await web.link(holder(1)))
    assert own(await come_by(member, await web.link(holder(1)))) == own(first)
    async with web.browser() as other:
        await come_by(other, await web.link(holder(2)))
        for way in ("", "/change", "/question", "/receipt/1"):
            refused = await other.get(own(first) + way)
            assert refused.status_code == 403
            assert "Open the link in your letter" in refused.text


async def test_the_address_without_a_mark_leads_to_the_letter_opened_last(
    web: AWeb, member: AsyncClient
) -> None:
    first = await come_by(member, await web.link(holder(1)))
    second = await come_by(member, await web.link(holder(2)))
    assert (await member.get("/sign-off")).headers["location"] == own(second) != own(first)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"sec-fetch-site": "cross-site"}, 403, id="sent by another site"),
        pytest.param({"origin": "https://evil.example"}, 403, id="sent by another site in an older browser"),
        pytest.param({"host": "evil.example"}, 400, id="to a host of another name"),
    ],
)
async def test_a_press_that_is_not_from_our_page_does_nothing(
    web: AWeb, member: AsyncClient, headers: dict[str, str], status: int
) -> None:
    page = await come_by(member, await web.link(holder(1)))
    before = await web.head()
    fields = form_in(page) | {"answer": "approve"}
    assert (await member.post(own(page), data=fields, headers=headers)).status_code == status
    assert await web.head() == before


async def test_links_are_never_built_from_the_host_that_was_asked(web: AWeb, member: AsyncClient) -> None:
    answer = await member.get(await web.link(holder(1)), headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.text
    assert "location" not in answer.headers


def put_away(database: Path) -> None:
    """In its place, something that cannot be opened as a database."""
    database.rename(database.with_suffix(".away"))
    database.mkdir()


def put_back(database: Path) -> None:
    database.rmdir()
    database.with_suffix(".away").rename(database)


async def test_an_outage_loses_nothing_that_was_typed_and_the_same_press_works_later(
    web: AWeb, member: AsyncClient
) -> None:
    page = await come_by(member, await web.link(holder(1)))
    file = Path(web.database.url.database or "")
    await web.database.close()
    put_away(file)
    down = await press(member, page, answer="object", reason="Because of the tide.")
    assert down.status_code == 503
    assert "Nothing was recorded." in down.text
    assert "Because of the tide." in down.text
    put_back(file)
    fields = form_in(down)
    receipt = await receipt_of(member, await member.post(own(page), data=fields))
    assert "You objected" in receipt.text
    assert "Because of the tide." in receipt.text


# --- the other ways -----------------------------------------------------------------------


async def test_a_question_is_sent_and_its_answer_is_shown(web: AWeb, member: AsyncClient) -> None:
    await come_by(member, await web.link(holder(1)))
    page = await look(member, "/question")
    assert "that is still due by Thursday 16 April 2020 at 5pm" in page.text
    empty = await press(member, page, "/question", words=" ")
    assert "Write your question or concern" in empty.text
    sent = await press(member, page, "/question", words="Who pays for the pier?")
    receipt = await receipt_of(member, sent)
    assert "Your question was sent" in receipt.text
    assert "Who pays for the pier?" in receipt.text
    assert f"Holder of {SPONSOR} answers you by letter." in receipt.text
    again = await press(member, await look(member, "/question"), "/question", words="Who pays for the pier? ")
    assert "You asked this already" in (await receipt_of(member, again)).text
    other = await press(member, await look(member, "/question"), "/question", words="And for the quay?")
    assert "You asked this already" not in (await receipt_of(member, other)).text
    assert list((await web.sign_off(SIGN_OFF)).concerns) == ["c1", "c2"]
    await sign_offs.answer_concern(
        web.house, PROGRAMME, by(SECRETARY, "a"), stream=SIGN_OFF, concern="c1", words="The port does."
    )
    page = await look(member)
    assert "Your question was answered" in page.text
    assert "The port does." in page.text
    assert "What is your answer?" in page.text, "a question is not an answer"
    await press(member, await look(member, "/question"), "/question", words="Who pays for the pier?")
    assert list((await web.sign_off(SIGN_OFF)).concerns) == ["c1", "c2", "c3"], "the first was answered"


async def test_who_declares_an_interest_takes_no_further_part(web: AWeb, member: AsyncClient) -> None:
    first = await come_by(member, await web.link(holder(1)))
    page = await look(member, "/interest")
    declared = await press(member, page, "/interest", words="I own the pier.")
    assert "Your interest is declared" in (await receipt_of(member, declared)).text
    after = await look(member)
    assert "You declared an interest" in after.text
    assert "I own the pier." in after.text
    refused = await press(member, first, answer="approve")
    assert refused.status_code == 409
    assert "An interest has been declared for this seat" in refused.text


async def shown_by(member: AsyncClient, page: Response, deputy: str) -> Response:
    """What handing over would mean: a page of its own, so that going back to it sends nothing."""
    chosen = await press(member, page, "/deputy", deputy=deputy)
    assert chosen.status_code == 303
    return await member.get(chosen.headers["location"])


async def test_whoever_may_not_be_deputy_is_not_asked_to_be_confirmed(web: AWeb, member: AsyncClient) -> None:
    page = await come_by(member, await web.link(holder(1)))
    answer = await member.get(f"{own(page)}{CONFIRMED}?deputy={SECRETARY}")
    assert (answer.status_code, answer.headers["location"]) == (303, own(page))


async def test_a_member_hands_over_and_the_deputy_answers_by_a_link_of_their_own(
    web: AWeb, member: AsyncClient
) -> None:
    await come_by(member, await web.link(holder(1)))
    page = await look(member, "/deputy")
    offered = set(re.findall(r'<option value="([^"]+)"', page.text))
    assert offered == {OUTSIDER}, "no office, no sponsor, nobody who sits there"
    unchosen = await press(member, page, "/deputy", deputy="")
    assert "Choose your deputy" in unchosen.text
    assert "in writing at least 24 hours before it begins" in page.text
    chosen, before = await shown_by(member, page, OUTSIDER), await web.head()
    assert "You will no longer be able to answer" in chosen.text
    assert await web.head() == before, "nothing is done before it is confirmed"
    done = await receipt_of(member, await press(member, chosen, CONFIRMED))
    assert "You have handed over" in done.text
    assert f"Holder of {OUTSIDER}" in done.text
    assert "answers in your place" in (await look(member)).text
    async with web.browser() as deputy:
        asked = await come_by(deputy, await web.link(OUTSIDER))
        assert "as their deputy" in asked.text
        assert (await press(deputy, asked, answer="approve")).status_code == 303
    assert (await web.sign_off(SIGN_OFF)).answers[seat(1)].by == OUTSIDER


async def test_who_handed_over_takes_it_back_and_answers(web: AWeb, member: AsyncClient) -> None:
    await come_by(member, await web.link(holder(1)))
    page = await look(member, "/deputy")
    chosen = await shown_by(member, page, OUTSIDER)
    await receipt_of(member, await press(member, chosen, CONFIRMED))
    given_away = await look(member)
    back = await receipt_of(member, await press(member, given_away, "/take-back"))
    assert "You have taken it back" in back.text
    again = await look(member)
    assert "as their deputy" not in again.text
    assert (await press(member, again, answer="approve")).status_code == 303
    async with web.browser() as deputy:
        assert "Somebody else answers for this seat" in (await come_by(deputy, await web.link(OUTSIDER))).text


async def test_what_else_waits_for_the_same_person_is_listed_and_not_opened(
    web: AWeb, member: AsyncClient
) -> None:
    def also_asked(connection: Connection) -> None:
        row = connection.execute(select(links).where(links.c.seat == seat(2))).one()
        connection.execute(update(links).where(links.c.token_hash == row.token_hash).values(person=holder(1)))

    link, _ = await web.link(holder(1)), await web.link(holder(2))
    await web.database.write(also_asked)
    page = await come_by(member, link)
    assert "Also waiting for you" in page.text
    assert "from the link in its own letter" in page.text


async def test_what_people_see_is_not_kept_by_their_browser_or_passed_on(
    web: AWeb, member: AsyncClient
) -> None:
    page = await come_by(member, await web.link(holder(1)))
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert (await web.link(holder(1))).rsplit("/", 1)[1] not in page.text
