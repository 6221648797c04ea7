"""A member's way from the link to the receipt, with everything that can happen on it."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from a_partnership import (
    CONTENT,
    MATTER,
    PROGRAMME,
    SECRETARY,
    SIGN_OFF,
    a_partnership,
    a_rule_set,
    holder,
    seat,
    written,
)
from httpx2 import AsyncClient
from sqlalchemy import Connection, select, update

from models.commands import CloseSignOff
from models.course import EndedBecause
from models.tables.partnership import links, sessions
from models.values import Answer, Standing
from services import matters, ways_on
from storage.database import Database
from storage.lines import line_found
from tests.web.a_web import AWeb, a_web, by, come_by, form_in, look, own, press, receipt_of

DEADLINE = datetime(2020, 4, 16, 16, 0, tzinfo=UTC)


@pytest.fixture
async def web(tmp_path: Path, sqlite: Database) -> AWeb:
    return await a_web(tmp_path, sqlite)


@pytest.fixture
async def member(web: AWeb) -> AsyncIterator[AsyncClient]:
    async with web.browser() as client:
        yield client


# --- coming by the link -------------------------------------------------------------------


async def test_a_link_leads_to_the_question_and_leaves_the_address_bar_at_once(
    web: AWeb, member: AsyncClient
) -> None:
    opened = await member.get(await web.link(holder(1)))
    assert opened.status_code == 303
    assert re.fullmatch(r"/sign-off/[0-9a-f]{10}", opened.headers["location"])
    page = await member.get(opened.headers["location"])
    assert page.status_code == 200
    assert "The Harbour Plan" in page.text
    assert "Thursday 16 April 2020 at 5pm, London time" in page.text
    assert "3 of 5 must agree." in page.text
    assert "or as soon as no answer still to come could change the outcome." in page.text
    assert "It does not help it pass: 3 must agree" in page.text
    assert "checked" not in page.text


async def test_the_session_is_random_closed_to_scripts_and_hashed_at_rest(
    web: AWeb, member: AsyncClient
) -> None:
    link = await web.link(holder(1))
    first, second = await member.get(link), await member.get(link)
    cookies = [each.headers["set-cookie"] for each in (first, second)]
    assert cookies[0] != cookies[1]
    assert "HttpOnly" in cookies[0]
    assert "SameSite=lax" in cookies[0]
    value, former = member.cookies["quorate"].split(".")
    assert len(value) >= 43, "256 bits"
    assert value != former

    def kept(connection: Connection) -> list[str]:
        return [str(row) for row in connection.execute(select(sessions))]

    rows = await web.database.read(kept)
    assert len(rows) == 2
    assert not any(value in row or link.rsplit("/", 1)[1] in row for row in rows)


async def test_over_https_the_cookie_is_bound_to_the_host(tmp_path: Path, sqlite: Database) -> None:
    safe = "https://quorate.example"
    web = await a_web(tmp_path, sqlite, base_url=safe)
    async with web.browser(safe) as client:
        cookie = (await client.get(await web.link(holder(1)))).headers["set-cookie"]
    assert cookie.startswith("__Host-quorate=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


async def test_a_scanner_that_opens_everything_changes_nothing(web: AWeb) -> None:
    link, before = await web.link(holder(1)), await web.head()
    async with web.browser() as scanner:
        assert (await scanner.head(link)).status_code == 200
        assert "set-cookie" not in (await scanner.head(link)).headers
        opened = await asyncio.gather(*(scanner.get(link) for _ in range(8)))
        assert {each.status_code for each in opened} == {303}
        page = await look(scanner)
        followed = re.findall(r'href="(/[^"]*)"', page.text)
        assert f"{own(page)}/question" in followed
        await asyncio.gather(*(scanner.get(each) for each in followed))
        await asyncio.gather(*(scanner.head(each) for each in followed))
    assert await web.head() == before
    async with web.browser() as member:
        assert "What is your answer?" in (await come_by(member, link)).text, "nothing was spent"


@pytest.mark.parametrize("token", ["x" * 43, "x", "x" * 5000])
async def test_an_unknown_link_says_what_to_do(member: AsyncClient, token: str) -> None:
    answer = await member.get(f"/s/{token}")
    assert answer.status_code == 404
    assert "This link does not open anything any more" in answer.text
    assert "Open the link in your latest letter" in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("ended", ["expires", "revoked"])
async def test_a_link_that_has_ended_opens_nothing_and_ends_the_visits_it_began(
    web: AWeb, member: AsyncClient, ended: str
) -> None:
    link = await web.link(holder(1))
    page = await come_by(member, link)

    def end(connection: Connection) -> None:
        connection.execute(update(links).values({ended: datetime(2020, 1, 1, tzinfo=UTC)}))

    await web.database.write(end)
    assert (await member.get(link)).status_code == 404
    assert (await press(member, page, answer="approve")).status_code == 403
    assert (await look(member)).status_code == 403


async def test_without_a_visit_the_page_asks_for_the_letter(member: AsyncClient) -> None:
    answer = await look(member)
    assert answer.status_code == 403
    assert "Open the link in your letter" in answer.text


async def test_a_visit_left_alone_for_too_long_is_over(web: AWeb, member: AsyncClient) -> None:
    await come_by(member, await web.link(holder(1)))

    def idle(connection: Connection) -> None:
        connection.execute(update(sessions).values(seen=datetime(2020, 1, 1, tzinfo=UTC)))

    await web.database.write(idle)
    assert (await look(member)).status_code == 403


async def test_the_whole_way_works_while_nobody_hears_the_nudge(web: AWeb, member: AsyncClient) -> None:
    page = await come_by(member, await web.link(holder(1)))
    receipt = await receipt_of(member, await press(member, page, answer="approve"))
    assert "You approved" in receipt.text


# --- the answer ---------------------------------------------------------------------------


async def test_an_answer_is_recorded_once_and_its_receipt_names_the_line(
    web: AWeb, member: AsyncClient
) -> None:
    page = await come_by(member, await web.link(holder(1)))
    before = await web.head()
    receipt = await receipt_of(member, await press(member, page, answer="object", reason="No <b>budget</b>."))
    assert await web.head() == before + 1
    given = (await web.sign_off(SIGN_OFF)).answers[seat(1)]
    assert (given.answer, given.by) == (Answer.OBJECT, holder(1))
    found = await web.database.read(line_found, PROGRAMME, given.number)
    assert found is not None
    assert found.line.by is not None
    assert found.line.by.assurance == "a1-link"
    assert "You objected" in receipt.text
    reference = f"{MATTER.upper()}-{given.number} ({found.hash[:8]})"
    assert reference in receipt.text
    assert found.hash in receipt.text
    assert "No &lt;b&gt;budget&lt;/b&gt;." in receipt.text
    again = await look(member)
    assert "You have answered" in again.text
    assert reference in again.text
    assert f'href="{own(again)}/receipt/{given.number}"' in again.text


async def test_an_answer_that_settles_it_has_the_answers_line_on_its_receipt(web: AWeb) -> None:
    for number in (1, 2, 3):
        async with web.browser() as client:
            page = await come_by(client, await web.link(holder(number)))
            receipt = await receipt_of(client, await press(client, page, answer="approve"))
    given = (await web.sign_off(SIGN_OFF)).answers[seat(3)]
    assert await web.head() == given.number + 2, "the decision followed in the same act"
    assert f'<strong class="quorate-breaks">{MATTER.upper()}-{given.number} (' in receipt.text
    assert "Harbour Board decided on Thursday 2 April 2020: approved." in receipt.text


async def test_the_same_press_twice_is_one_act_and_the_second_is_told_so(
    web: AWeb, member: AsyncClient
) -> None:
    page = await come_by(member, await web.link(holder(1)))
    first, second = await asyncio.gather(
        press(member, page, answer="approve", reason="Yes."),
        press(member, page, answer="approve", reason="Yes."),
    )
    numbers = {each.headers["location"].split("?")[0] for each in (first, second)}
    assert len(numbers) == 1
    again = [each for each in (first, second) if each.headers["location"].endswith("?again=1")]
    assert len(again) == 1
    told = await receipt_of(member, again[0])
    assert "Nothing was recorded a second time." in told.text
    assert len((await web.sign_off(SIGN_OFF)).answers) == 1


async def test_two_tabs_with_the_same_answer_are_one_act(web: AWeb, member: AsyncClient) -> None:
    await come_by(member, await web.link(holder(1)))
    one, other = await look(member), await look(member)
    await press(member, one, answer="approve")
    before = await web.head()
    told = await receipt_of(member, await press(member, other, answer="approve"))
    assert await web.head() == before
    assert "Nothing was recorded a second time." in told.text


async def test_the_page_before_the_answer_changes_it_when_pressed_again_with_another(
    web: AWeb, member: AsyncClient
) -> None:
    page = await come_by(member, await web.link(holder(1)))
    await press(member, page, answer="approve")
    told = await receipt_of(member, await press(member, page, answer="object", reason="On second thoughts."))
    assert "You objected" in told.text
    assert (await web.sign_off(SIGN_OFF)).answers[seat(1)].answer is Answer.OBJECT


async def test_an_answer_can_be_changed_while_it_is_open(web: AWeb, member: AsyncClient) -> None:
    page = await come_by(member, await web.link(holder(1)))
    receipt = await receipt_of(member, await press(member, page, answer="approve", reason="A <good> plan."))
    assert f'href="{own(page)}/change"' in receipt.text
    change = await look(member, "/change")
    assert "You approved on Thursday 2 April 2020" in change.text
    assert re.search(r'value="approve"\s+checked', change.text)
    assert "A &lt;good&gt; plan.</textarea>" in change.text
    assert "If you do nothing" not in change.text
    told = await receipt_of(member, await press(member, change, "/change", answer="abstain"))
    assert "You abstained" in told.text
    assert "Your answer of Thursday 2 April 2020" in told.text
    earlier = await member.get(str(receipt.url))
    assert "You approved" in earlier.text, "what was said before stays on the record"
    assert f'href="{own(page)}/change"' not in earlier.text


async def test_where_the_rules_forbid_it_a_second_answer_is_refused_and_keeps_what_was_typed(
    tmp_path: Path, sqlite: Database
) -> None:
    rules = a_rule_set(written(may_change_answer=False))
    web = await a_web(tmp_path, sqlite, a_partnership(rules=rules))
    async with web.browser() as member:
        page = await come_by(member, await web.link(holder(1)))
        await press(member, page, answer="approve")
        refused = await press(member, page, answer="object", reason="On second thoughts.")
        assert refused.status_code == 409
        assert "do not let an answer be changed" in refused.text
        assert (await look(member, "/change")).headers["location"] == own(page)
    assert (await web.sign_off(SIGN_OFF)).answers[seat(1)].answer is Answer.APPROVE


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({"reason": "Because of </textarea> & more"}, "Choose your answer", id="nothing chosen"),
        pytest.param(
            {"answer": "maybe", "reason": "Because of </textarea> & more"},
            "Choose your answer",
            id="no such answer",
        ),
        pytest.param(
            {"answer": "object", "reason": "  "}, "Say why you object", id="an objection without a reason"
        ),
        pytest.param(
            {"answer": "approve-subject-to"}, "Say what must be met", id="a condition without words"
        ),
        pytest.param({"answer": "approve", "reason": "x" * 5001}, "Shorten this to 5,000", id="too long"),
    ],
)
async def test_what_is_missing_is_said_beside_it_and_nothing_is_lost(
    web: AWeb, member: AsyncClient, typed: dict[str, str], said: str
) -> None:
    page = await come_by(member, await web.link(holder(1)))
    before = await web.head()
    answer = await press(member, page, **typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert "There is a problem" in answer.text
    if "</textarea>" in typed.get("reason", ""):
        assert "Because of &lt;/textarea&gt; &amp; more</textarea>" in answer.text
    assert await web.head() == before
    fresh, stale = form_in(answer), form_in(page)
    assert fresh["command_id"] != stale["command_id"]


async def test_an_answer_to_another_text_is_refused_on_the_record(web: AWeb, member: AsyncClient) -> None:
    page = await come_by(member, await web.link(holder(1)))
    fields = form_in(page) | {
        "content_hash": "0" * 64,
        "answer": "approve",
        "reason": "Because.",
    }
    before = await web.head()
    answer = await member.post(own(page), data=fields)
    assert answer.status_code == 409
    assert "The text has changed since you opened this page." in answer.text
    assert "Because.</textarea>" in answer.text
    assert "checked" not in answer.text, "another text is another question"
    assert form_in(answer)["content_hash"] == CONTENT
    assert await web.head() == before + 1, "a known person's refusal is on the record"
    assert (await web.sign_off(SIGN_OFF)).answers == {}


async def test_after_closing_the_page_says_so_and_what_was_typed_comes_back(
    web: AWeb, member: AsyncClient
) -> None:
    page = await come_by(member, await web.link(holder(1)))
    await web.clock_shows(datetime(2020, 4, 17, 9, 0, tzinfo=UTC))
    late = await press(member, page, answer="object", reason="Too late, but here is why.")
    assert late.status_code == 409
    assert "This sign-off is closed" in late.text
    assert "This sign-off has closed." in late.text
    assert "Too late, but here is why." in late.text
    assert "This is not on the record." in late.text
    await web.do(SIGN_OFF, CloseSignOff(due=DEADLINE))
    assert (await web.sign_off(SIGN_OFF)).standing is Standing.LAPSED
    assert "Harbour Board decided on Thursday 16 April 2020: lapsed." in (await look(member)).text


async def test_of_a_matter_withdrawn_the_page_says_so(web: AWeb, member: AsyncClient) -> None:
    page = await come_by(member, await web.link(holder(1)))
    await matters.withdraw(web.house, PROGRAMME, MATTER, "no longer needed", by(SECRETARY, "withdraw"))
    answer = await press(member, page, answer="approve")
    assert answer.status_code == 409
    assert "This matter was withdrawn" in answer.text


async def test_of_a_matter_its_routes_owner_ended_the_page_says_so(web: AWeb, member: AsyncClient) -> None:
    page = await come_by(member, await web.link(holder(1)))
    word = ways_on.OwnersWord(reason="no longer needed", evidence="minute 7")
    ended = await ways_on.end(
        web.house,
        PROGRAMME,
        by(SECRETARY, "end"),
        matter=MATTER,
        because=EndedBecause.OTHER,
        word=word,
    )
    assert ended.accepted, ended
    answer = await press(member, page, answer="approve")
    assert answer.status_code == 409
    assert "This matter was ended by the body that owns its route" in answer.text


async def test_while_on_hold_a_member_may_answer_and_is_told(web: AWeb, member: AsyncClient) -> None:
    await web.link(holder(1))
    await matters.hold(web.house, PROGRAMME, MATTER, "waiting for advice", by(SECRETARY, "hold"))
    page = await come_by(member, await web.link(holder(1)))
    assert "This matter is on hold" in page.text
    assert "“waiting for advice”" in page.text
    assert (await press(member, page, answer="approve")).status_code == 303


async def test_held_over_its_deadline_the_page_still_takes_an_answer_and_names_no_day(
    web: AWeb, member: AsyncClient
) -> None:
    link = await web.link(holder(1))
    await matters.hold(web.house, PROGRAMME, MATTER, "waiting for advice", by(SECRETARY, "hold"))
    await web.clock_shows(datetime(2020, 4, 18, 9, 0, tzinfo=UTC))
    page = await come_by(member, link)
    assert "You may answer all the same" in page.text
    assert "16 April 2020" not in page.text
    assert (await press(member, page, answer="approve")).status_code == 303


async def test_nobody_reads_the_receipt_of_another(web: AWeb, member: AsyncClient) -> None:
    page = await come_by(member, await web.link(holder(1)))
    mine = (await press(member, page, answer="approve")).headers["location"]
    async with web.browser() as other:
        await come_by(other, await web.link(holder(2)))
        assert (await other.get(mine)).status_code == 403
        number = mine.rpartition("/")[2]
        assert (await look(other, f"/receipt/{number}")).status_code == 404
        assert (await look(other, "/receipt/1")).status_code == 404
    async with web.browser() as stranger:
        assert (await stranger.get(mine)).status_code == 403
