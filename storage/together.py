"""What waits while something is written is written next, all of it in one transaction."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from models.errors import Unavailable

Q = TypeVar("Q")
A = TypeVar("A")

AT_ONCE = 16
"""Of one transaction, so that another process never waits long for its turn."""


@dataclass(frozen=True)
class _Waiting(Generic[Q, A]):
    question: Q
    answer: asyncio.Future[A]


class Together(Generic[Q, A]):
    """To begin and to commit costs as much as what is done between, so those who wait share both.

    `answer_all` answers questions of one place in their order, after the commit; where it raises it has done
    nothing. Whoever is cancelled before their turn has asked nothing.
    """

    def __init__(self, answer_all: Callable[[str, Sequence[Q]], Awaitable[Sequence[A]]]) -> None:
        self._answer_all = answer_all
        self._waiting: dict[str, deque[_Waiting[Q, A]]] = {}
        self._at_work: dict[str, asyncio.Task[None]] = {}

    async def answer(self, place: str, question: Q) -> A:
        waiting = _Waiting[Q, A](question, asyncio.get_running_loop().create_future())
        self._waiting.setdefault(place, deque()).append(waiting)
        if place not in self._at_work:
            self._at_work[place] = asyncio.create_task(self._until_nobody_waits(place))
        return await waiting.answer

    async def _until_nobody_waits(self, place: str) -> None:
        queue = self._waiting[place]
        next_ones: list[_Waiting[Q, A]] = []
        try:
            while queue:
                next_ones = [queue.popleft() for _ in range(min(len(queue), AT_ONCE))]
                if still_waiting := [each for each in next_ones if not each.answer.done()]:
                    await self._answer(place, still_waiting)
        finally:
            del self._waiting[place], self._at_work[place]
            for each in (*next_ones, *queue):
                each.answer.cancel()  # nobody is left waiting for what was broken off

    async def _answer(self, place: str, together: Sequence[_Waiting[Q, A]]) -> None:
        try:
            answers = await self._answer_all(place, [each.question for each in together])
        except Exception as failure:  # noqa: BLE001  whatever it is, whoever asked is told
            await self._failed(place, together, failure)
            return
        for each, answer in zip(together, answers, strict=True):
            if not each.answer.done():
                each.answer.set_result(answer)

    async def _failed(self, place: str, together: Sequence[_Waiting[Q, A]], failure: Exception) -> None:
        """One that breaks spoils no other: each is asked again alone, unless there is nobody to answer."""
        if len(together) > 1 and not isinstance(failure, Unavailable):
            for each in together:
                await self._answer(place, [each])
            return
        for each in together:
            if not each.answer.done():
                each.answer.set_exception(failure)
