"""Those who wait are answered together, each as if alone."""

import asyncio
from collections.abc import Sequence

import pytest
from a_board import Board
from a_partnership import PROGRAMME, SIGN_OFF, holder, seat
from sqlalchemy import Connection

from models.acts import Acted
from models.errors import NotFound, Unavailable
from models.sign_off import SignOff
from models.values import Answer
from storage import ledger as ledgers
from storage import together
from storage.database import Database
from storage.register import state_of
from storage.together import Together
from storage.verifying import first_break

BAD = "bad"


class Clerk:
    """Doubles a word; breaks on a bad one, and may be away."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.is_away = False
        self.together = Together(self._answers)

    async def _answers(self, place: str, words: Sequence[str]) -> list[str]:
        self.asked.append(list(words))
        await asyncio.sleep(0)
        if self.is_away:
            raise Unavailable("away")
        if BAD in words:
            raise NotFound(place)
        return [word * 2 for word in words]

    async def all_at_once(self, *words: str) -> list[str | BaseException]:
        asking = (self.together.answer("desk", word) for word in words)
        return await asyncio.gather(*asking, return_exceptions=True)


async def test_those_who_come_meanwhile_are_answered_together_in_their_order() -> None:
    clerk = Clerk()
    first = asyncio.create_task(clerk.together.answer("desk", "a"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert await clerk.all_at_once("b", "c") == ["bb", "cc"]
    assert (await first, clerk.asked) == ("aa", [["a"], ["b", "c"]])


async def test_no_more_at_once_than_another_process_can_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "AT_ONCE", 2)
    clerk = Clerk()
    await clerk.all_at_once("a", "b", "c", "d", "e")
    assert clerk.asked == [["a", "b"], ["c", "d"], ["e"]]


async def test_one_that_breaks_spoils_no_other() -> None:
    clerk = Clerk()
    a, bad, b = await clerk.all_at_once("a", BAD, "b")
    assert (a, type(bad), b) == ("aa", NotFound, "bb")
    assert clerk.asked == [["a", BAD, "b"], ["a"], [BAD], ["b"]]


async def test_nobody_is_left_waiting_for_what_is_broken_off() -> None:
    never = asyncio.Event()

    async def answers(_: str, __: Sequence[str]) -> list[str]:
        await never.wait()
        return []

    desk = Together(answers)
    before = asyncio.all_tasks()
    at_work = asyncio.create_task(desk.answer("desk", "a"))
    await asyncio.sleep(0)
    (shared,) = asyncio.all_tasks() - before - {at_work}
    await asyncio.sleep(0)
    queued = asyncio.create_task(desk.answer("desk", "b"))
    await asyncio.sleep(0)
    shared.cancel()
    done, _ = await asyncio.wait([at_work, queued], timeout=1)
    assert done == {at_work, queued}
    assert all(each.cancelled() for each in done)


async def test_while_nobody_can_answer_all_are_told_so_at_once() -> None:
    clerk = Clerk()
    clerk.is_away = True
    told = await clerk.all_at_once("a", "b", "c")
    assert [type(each) for each in told] == [Unavailable] * 3
    assert len(clerk.asked) == 1, "each would wait as long as the first"
    clerk.is_away = False
    assert await clerk.all_at_once("a") == ["aa"]


async def test_whoever_is_cancelled_before_their_turn_has_asked_nothing() -> None:
    clerk = Clerk()
    first = asyncio.create_task(clerk.together.answer("desk", "a"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    second = asyncio.create_task(clerk.together.answer("desk", "b"))
    await asyncio.sleep(0)
    second.cancel()
    assert await first == "aa"
    assert await clerk.all_at_once("c") == ["cc"]
    assert clerk.asked == [["a"], ["c"]]


@pytest.fixture
async def board(database: Database) -> Board:
    opened = Board(database)
    await opened.open()
    return opened


async def answered_by(board: Board) -> set[str]:
    state = await board.database.read(state_of, SIGN_OFF)
    assert isinstance(state, SignOff)
    return set(state.answers)


async def test_answers_given_at_once_are_each_on_the_ledger_once(board: Board) -> None:
    told = await asyncio.gather(*(board.answer(number, Answer.ABSTAIN) for number in range(1, 6)))
    assert all(each.accepted for each in told)
    assert len({each.number for each in told}) == 5
    assert await answered_by(board) == {seat(number) for number in range(1, 6)}
    assert await board.database.read(first_break, PROGRAMME) is None


async def test_an_act_that_breaks_half_way_takes_none_of_those_beside_it_with_it(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember = ledgers._remember

    def breaking(connection: Connection, act: ledgers._Act, answer: Acted) -> None:
        if act.sent.by and act.sent.by.person == holder(2):
            raise RuntimeError("in the middle of it")
        remember(connection, act, answer)

    monkeypatch.setattr(ledgers, "_remember", breaking)
    told = await asyncio.gather(
        *(board.answer(number, Answer.ABSTAIN) for number in (1, 2, 3)), return_exceptions=True
    )
    assert [isinstance(each, RuntimeError) for each in told] == [False, True, False]
    assert await answered_by(board) == {seat(1), seat(3)}
    assert await board.database.read(first_break, PROGRAMME) is None
