"""Killed at any moment, everything goes on: no accepted act lost or doubled, every letter delivered."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from a_partnership import PROGRAMME, SECRETARY, a_partnership, holder
from sqlalchemy import Connection, select

from models.tables.outbox import letters
from models.values import Answer, Standing
from storage.outbox import WAITING
from tests.faults.a_stack import Stack, a_stack

BEGINS = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
REQUEST, DECISION = "Action needed", "Decision at Harbour Board"
JUST_BEFORE = timedelta(seconds=2)


@pytest.fixture
async def stack(tmp_path: Path) -> AsyncIterator[Stack]:
    async with a_stack(tmp_path) as opened:
        yield opened


async def nothing_lost_or_doubled(stack: Stack) -> None:
    assert await stack.is_whole()
    for kind in ("stage-opened", "sign-off-opened", "sign-off-decided", "body-decided"):
        assert len(await stack.lines(kind)) <= 1, kind
    ids = Counter(str(letter["Message-ID"]) for letter in stack.mail.letters)
    tries = await stack.house.database.read(_attempts)
    assert sum(ids.values()) - len(ids) <= sum(max(0, each - 1) for each in tries), "counted"


async def test_worker_and_temporal_killed_in_mid_round_lose_nothing(stack: Stack) -> None:
    await stack.start_temporal()
    await stack.worker.start()
    await stack.open_matter(BEGINS)
    await stack.until_letters(REQUEST, 5)
    await stack.answer(1)
    await stack.worker.kill()
    await stack.answer(2)
    await stack.temporal.kill()
    assert (await stack.answer(3)).accepted, "people sign off while Temporal is down"
    decided = await stack.sign_off()
    assert decided is not None
    assert decided.standing is Standing.APPROVED
    await stack.start_temporal()
    await stack.worker.start()
    await stack.until_letters(DECISION, 2)
    await nothing_lost_or_doubled(stack)


async def test_with_everything_down_a_deadline_passes_and_closes_as_of_its_instant(stack: Stack) -> None:
    await stack.start_temporal()
    worker = stack.worker_that(dies="never")
    await worker.start()
    await stack.open_matter(BEGINS)
    await stack.until_letters(REQUEST, 5)
    await stack.temporal.kill()
    await worker.kill()
    asked = await stack.sign_off()
    assert asked is not None
    assert asked.deadline is not None
    await stack.set_clock(asked.deadline - JUST_BEFORE)
    assert (await stack.answer(1)).accepted

    async def has_passed() -> bool:
        return await stack.programme_now() > asked.deadline

    await stack.until("the deadline", has_passed)
    assert (await stack.answer(2)).code == "sign-off-closed", "the rule looks at the clock itself"
    await stack.start_temporal()
    await stack.worker.start()
    await stack.until_line("sign-off-decided")
    (line,) = await stack.lines("sign-off-decided")
    assert line.happened == asked.deadline < line.recorded
    await nothing_lost_or_doubled(stack)


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        pytest.param("open-stage", "stage-opened", id="opening a stage"),
        pytest.param("remind", "sign-off-decided", id="closing a sign-off whose deadline had passed"),
    ],
)
async def test_killed_between_commit_and_answer_an_act_is_done_once(
    stack: Stack, command: str, kind: str
) -> None:
    await stack.start_temporal()
    mortal = stack.worker_that(dies=command)
    await mortal.start()
    try:
        await stack.open_matter(BEGINS)
        if command == "remind":
            await stack.until_line("sign-off-opened")
            await stack.set_clock(datetime(2020, 4, 17, 9, 0, tzinfo=UTC))
        assert await mortal.ends() == -9
    finally:
        await mortal.kill()
    assert len(await stack.lines(kind)) == 1, "committed before it died"
    await stack.worker.start()
    await stack.until_letters(REQUEST if kind == "stage-opened" else DECISION, 2)
    await nothing_lost_or_doubled(stack)


async def test_a_letter_accepted_but_not_noted_is_sent_again_under_the_same_id_and_counted(
    stack: Stack,
) -> None:
    await stack.start_temporal()
    mortal = stack.worker_that(dies="letter-accepted")
    await mortal.start()
    try:
        await stack.open_matter(BEGINS)
        assert await mortal.ends() == -9
    finally:
        await mortal.kill()
    assert len(stack.mail.letters) == 1
    await stack.worker.start()
    await stack.until_letters(REQUEST, 6)
    ids = Counter(str(letter["Message-ID"]) for letter in stack.mail.letters)
    assert sorted(ids.values()) == [1, 1, 1, 1, 2]
    first = stack.mail.letters[0]
    assert ids[str(first["Message-ID"])] == 2
    assert sorted(await stack.house.database.read(_attempts)) == [1, 1, 1, 1, 2]


async def test_with_the_mail_server_down_letters_wait_and_go_once_when_it_is_back(stack: Stack) -> None:
    await stack.start_temporal()
    await stack.mail.down()
    await stack.worker.start()
    await stack.open_matter(BEGINS)

    async def has_backed_off() -> bool:
        """Her own request was tried and put off, so that none is on its way while she answers."""
        return bool(await stack.house.database.read(_put_off, holder(1)))

    await stack.until("her request put off", has_backed_off)
    assert (await stack.answer(1)).accepted, "nobody who signs off notices"
    await stack.mail.up()
    await stack.until_letters(REQUEST, 4)
    await stack.until_letters("Your answer is recorded", 1)
    await nothing_lost_or_doubled(stack)
    assert len(stack.mail.subjects(REQUEST)) == 4, "and nobody is asked for what is answered"
    assert len({str(letter["Message-ID"]) for letter in stack.mail.letters}) == len(stack.mail.letters)


async def test_a_refused_address_becomes_a_task_for_the_secretariat(stack: Stack) -> None:
    await stack.start_temporal()
    stack.mail.catcher.to_recipient["harbour-board.member-2@harbour.example"] = "550 no such mailbox"
    await stack.worker.start()
    await stack.open_matter(BEGINS)
    await stack.until_letters(REQUEST, 4)
    await stack.until_line("letter-returned")
    (line,) = await stack.lines("letter-returned")
    assert line.event.model_dump()["person"] == "harbour-board.member-2"
    await stack.until_letters("Task", 1)
    (task,) = [letter for letter in stack.mail.letters if str(letter["Subject"]).startswith("Task")]
    assert f"{SECRETARY}@" in str(task["To"])
    assert "no such mailbox" not in str(task)
    await stack.answer(1, Answer.APPROVE)
    await nothing_lost_or_doubled(stack)


async def test_a_mail_server_that_refuses_everybody_is_not_answered_with_letters_for_ever(
    stack: Stack,
) -> None:
    await stack.start_temporal()
    for person in a_partnership().people:
        stack.mail.catcher.to_recipient[person.address] = "550 relaying denied"
    await stack.worker.start()
    await stack.open_matter(BEGINS)

    async def is_over() -> bool:
        statuses = await stack.house.database.read(_statuses)
        return bool(statuses) and set(statuses) <= {"refused"}

    await stack.until("an end", is_over)
    assert len(await stack.lines("letter-returned")) <= 5 * 3, "the member, the secretariat, the director"


def _attempts(connection: Connection) -> list[int]:
    return list(connection.scalars(select(letters.c.attempts).where(letters.c.programme == PROGRAMME)))


def _put_off(connection: Connection, person: str) -> list[str]:
    found = select(letters.c.id).where(
        letters.c.recipient == person, letters.c.status == WAITING, letters.c.not_before.is_not(None)
    )
    return list(connection.scalars(found))


def _statuses(connection: Connection) -> list[str]:
    return list(connection.scalars(select(letters.c.status).where(letters.c.programme == PROGRAMME)))
