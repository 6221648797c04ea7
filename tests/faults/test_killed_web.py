"""The web killed between commit and answer, and Temporal down: what was pressed counts, once."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from a_partnership import BOARD, CONTENT, MATTER, SECRETARY, holder, seat
from httpx2 import AsyncClient, RequestError, Response

from models.values import Standing
from tests.faults.a_stack import Stack, a_stack
from tests.web.a_web import come_by, form_in, own

BEGINS = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
ANSWERS = f"/api/v1/matters/{MATTER}/bodies/{BOARD}/answers"
TOLD_BY_PHONE = {
    "seat": seat(1),
    "answer": "approve",
    "content_hash": CONTENT,
    "evidence_channel": "phone",
    "evidence": "Rang at ten.",
}
Press = Callable[[], Awaitable[Response]]


@pytest.fixture
async def stack(tmp_path: Path) -> AsyncIterator[Stack]:
    async with a_stack(tmp_path) as opened:
        await opened.start_temporal()
        await opened.worker.start()
        await opened.open_matter(BEGINS)
        await opened.until_letters("Action needed", 5)
        yield opened


@pytest.fixture
async def browser(stack: Stack) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(base_url=stack.settings.base_url, timeout=30) as client:
        yield client


async def a_members_press(stack: Stack, browser: AsyncClient, number: int = 1) -> Press:
    """By the link of her letter to the form; each press sends the very same form."""
    page = await come_by(browser, await stack.link_of(holder(number)))
    fields = form_in(page) | {"answer": "approve"}
    return lambda: browser.post(own(page), data=fields)


def a_secretarys_call(browser: AsyncClient) -> Press:
    headers = {"Quorate-Person": SECRETARY, "Idempotency-Key": "call-1"}
    return lambda: browser.post(ANSWERS, json=TOLD_BY_PHONE, headers=headers)


async def answered(stack: Stack) -> list[str]:
    return [line.event.model_dump()["seat"] for line in await stack.lines("answer-given")]


async def the_round_goes_on(stack: Stack, receipt: str) -> None:
    """Its letter leaves, though the nudge died with the web; the others answer, and it is decided."""
    await stack.until_letters(receipt, 1)
    for number in (2, 3):
        assert (await stack.answer(number)).accepted
    await stack.until_letters("Decision at Harbour Board", 2)
    decided = await stack.sign_off()
    assert decided is not None
    assert decided.standing is Standing.APPROVED
    assert await answered(stack) == [seat(1), seat(2), seat(3)]
    assert len(stack.mail.subjects(receipt)) == 1 + 2 * receipt.startswith("Your answer is recorded")
    assert await stack.is_whole()


async def test_a_press_whose_answer_was_lost_gives_its_receipt_when_pressed_again(
    stack: Stack, browser: AsyncClient
) -> None:
    mortal = await stack.start_web_that(dies="after-commit")
    press = await a_members_press(stack, browser)
    with pytest.raises(RequestError):
        await press()
    assert await mortal.ends() == -9
    (line,) = await stack.lines("answer-given")
    await stack.start_web()
    again = await press()
    assert again.status_code == 303
    assert again.headers["location"].endswith(f"/receipt/{line.number}?again=1")
    receipt = await browser.get(again.headers["location"])
    assert "You approved" in receipt.text
    assert "This was recorded already." in receipt.text
    await the_round_goes_on(stack, "Your answer is recorded")


async def test_a_call_whose_answer_was_lost_is_answered_when_made_again(
    stack: Stack, browser: AsyncClient
) -> None:
    mortal = await stack.start_web_that(dies="after-commit")
    call = a_secretarys_call(browser)
    with pytest.raises(RequestError):
        await call()
    assert await mortal.ends() == -9
    (line,) = await stack.lines("answer-given")
    await stack.start_web()
    again = await call()
    assert (again.status_code, again.json()) == (200, {"number": line.number, "already": True})
    await the_round_goes_on(stack, "An answer was recorded for you")


@pytest.mark.parametrize("way", ["page", "call"])
async def test_killed_before_the_commit_nothing_is_recorded_and_the_same_again_is_accepted(
    stack: Stack, browser: AsyncClient, way: str
) -> None:
    mortal = await stack.start_web_that(dies="before-commit")
    press = await a_members_press(stack, browser) if way == "page" else a_secretarys_call(browser)
    with pytest.raises(RequestError):
        await press()
    assert await mortal.ends() == -9
    assert await answered(stack) == []
    await stack.start_web()
    again = await press()
    (line,) = await stack.lines("answer-given")
    if way == "page":
        assert again.headers["location"].endswith(f"/receipt/{line.number}")
    else:
        assert again.json() == {"number": line.number, "already": False}


async def test_while_temporal_is_down_answers_over_http_are_accepted_and_what_follows_happens_after(
    stack: Stack, browser: AsyncClient
) -> None:
    await stack.start_web()
    press = await a_members_press(stack, browser, number=2)
    await stack.temporal.kill()
    pressed = await press()
    assert pressed.status_code == 303
    assert "You approved" in (await browser.get(pressed.headers["location"])).text
    called = await a_secretarys_call(browser)()
    assert (called.status_code, called.json()["already"]) == (200, False)
    assert (await stack.answer(3)).accepted
    decided = await stack.sign_off()
    assert decided is not None
    assert decided.standing is Standing.APPROVED, "the record is complete while nothing can follow"
    assert stack.mail.subjects("Decision") == []
    await stack.start_temporal()
    await stack.until_letters("Decision at Harbour Board", 2)
    await stack.until_letters("Your answer is recorded", 2)
    assert await stack.is_whole()
