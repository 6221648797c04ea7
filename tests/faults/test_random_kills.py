"""Killed again and again at random over a running round: nothing said yes to is ever lost or doubled.

Twelve kills as it stands; `make kills` gives it five hundred. The seed is printed, and `QUORATE_TEST_SEED`
gives the same instants and victims again, though never the same interleaving.
"""

import asyncio
import os
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from a_partnership import PROGRAMME, SECRETARY

from models.events import By, Recorded, SignOffOpened
from models.values import Channel
from services import ledger_checking, programmes
from services.acting import Caller as Sender
from storage.lines import lines_after
from storage.links import hash_of_token, link_of_token
from tests.faults import the_record
from tests.faults.a_large_round import BEGINS, a_large_partnership
from tests.faults.a_stack import Stack, a_stack, links_in
from tests.faults.callers import Caller, Fate, Job, Notes, Way, way_of
from tests.faults.killing import Killer, victims_of

KILLS = int(os.environ.get("QUORATE_TEST_KILLS", "12"))
SEED = int(os.environ.get("QUORATE_TEST_SEED", str(random.SystemRandom().randrange(1_000_000))))
PATIENCE = 240 + KILLS * 15
CALLERS = 8
A_MATTER_EVERY = 0.8
FULL_BAG = 60
"""So many letters waiting, and nothing more is opened meanwhile."""
OPEN_FOR = (4.0, 12.0)
"""Seconds after which a matter closes: often while something is down."""
ENDS = 90.0 + KILLS * 3
"""Seconds after the last kill in which everything owed must have happened: letters have piled up."""


class Round:
    """A round under way: what is to be answered, who answers it, what they were told."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.notes = Notes()
        self.draw = random.Random(SEED)  # noqa: S311  chance, not secrecy
        self.jobs: asyncio.Queue[Job] = asyncio.Queue()
        self._lines_seen = 0
        self._letters_seen = 0
        self._links: set[str] = set()

    # --- what is to be answered -----------------------------------------------------------

    async def watch(self) -> None:
        while True:
            await self._look_at_lines()
            await self._look_at_letters()
            await asyncio.sleep(0.1)

    async def _look_at_lines(self) -> None:
        found = await self.stack.house.database.read(lines_after, PROGRAMME, self._lines_seen, 200)
        for each in found:
            self._lines_seen = each.line.number
            if isinstance(each.line.event, SignOffOpened):
                self._ring_round(each.line.stream, each.line.event)

    def _ring_round(self, stream: str, opened: SignOffOpened) -> None:
        for seat in opened.entitled:
            if way_of(SEED, stream, seat) is Way.CALL:
                self.jobs.put_nowait(Job(stream=stream, seat=seat, way=Way.CALL))

    async def _look_at_letters(self) -> None:
        fresh = self.stack.mail.letters_after(self._letters_seen)
        self._letters_seen += len(fresh)
        for path in (path for letter in fresh for path in links_in(letter)):
            if path not in self._links:
                self._links.add(path)
                await self._came(path)

    async def _came(self, path: str) -> None:
        token, now = path.rsplit("/", 1)[1], await self.stack.house.clock.now()
        link = await self.stack.house.database.read(link_of_token, hash_of_token(token), now)
        assert link is not None, "a letter with a link that opens nothing"
        if way_of(SEED, link.stream, link.seat) is Way.LINK:
            self.jobs.put_nowait(Job(stream=link.stream, seat=link.seat, way=Way.LINK, link=path))

    # --- who answers ----------------------------------------------------------------------

    async def answer(self, place: int) -> None:
        draw = random.Random(SEED + place)  # noqa: S311  the same
        caller = Caller(self.stack, self.notes, draw, place)
        try:
            while True:
                job = await self.jobs.get()
                await asyncio.sleep(draw.uniform(0, 0.3))
                await caller.do(job)
                self.jobs.task_done()
        finally:
            await caller.close()

    async def open_matters(self) -> None:
        draw = random.Random(SEED - 1)  # noqa: S311  the same
        caller = Caller(self.stack, self.notes, draw, CALLERS)
        try:
            for number in range(1, most_matters() + 1):
                await caller.open_matter(number, timedelta(seconds=draw.uniform(*OPEN_FOR)))
                await asyncio.sleep(A_MATTER_EVERY)
                await self.stack.until("letters going out", self._bag_is_light, within=PATIENCE)
        finally:
            await caller.close()

    async def _bag_is_light(self) -> bool:
        """Members can answer only by letters that have come, and few do while the postman is killed."""
        return await self.stack.house.database.read(the_record.letters_waiting) < FULL_BAG

    # --- the end --------------------------------------------------------------------------

    async def until_a_deadline(self) -> float | None:
        left = await self.stack.house.database.read(
            the_record.next_deadline, await self.stack.programme_now()
        )
        return None if left is None else left.total_seconds()

    async def is_under_way(self) -> bool:
        return Fate.ACCEPTED in self.notes.fates.values()

    async def is_over(self) -> bool:
        return self.jobs._unfinished_tasks == 0 and await the_record.is_quiet(self.stack)  # type: ignore[attr-defined]  # the queue has no public count of what is in hand


def most_matters() -> int:
    """More than a run of so many kills can open."""
    return 50 + 4 * KILLS


@pytest.fixture
async def round_(tmp_path: Path) -> AsyncIterator[Round]:
    """Loaded and its clock set; web, worker, Temporal and mail are up."""
    async with a_stack(tmp_path) as stack:
        secretariat = By(person=SECRETARY, channel=Channel.COMMAND)
        loaded = a_large_partnership(most_matters(), members=3)
        await programmes.load(stack.house, loaded, Sender(secretariat, "load"))
        await stack.set_clock(BEGINS)
        await asyncio.gather(stack.start_temporal(), stack.start_web())
        yield Round(stack)


@pytest.mark.timeout(PATIENCE)
async def test_killed_at_random_nothing_is_lost_or_doubled(round_: Round) -> None:
    stack = round_.stack
    sys.stdout.write(f"\nQUORATE_TEST_SEED={SEED} QUORATE_TEST_KILLS={KILLS}\n")
    worker = stack.worker_that(dies="never")
    await worker.start()
    killer = Killer(victims_of(stack, worker), round_.draw, round_.until_a_deadline)
    try:
        async with asyncio.TaskGroup() as people:
            opening = people.create_task(round_.open_matters())
            tasks = [opening, people.create_task(round_.watch())]
            tasks += [people.create_task(round_.answer(place)) for place in range(CALLERS)]
            await stack.until("a round under way", round_.is_under_way)
            await killer.kill(KILLS)
            opening.cancel()
            await stack.until("an end", round_.is_over, within=ENDS)
            for task in tasks:
                task.cancel()
    finally:
        await worker.kill()
    await everything_is_so(round_, killer)


async def everything_is_so(round_: Round, killer: Killer) -> None:
    stack, notes = round_.stack, round_.notes
    lines: list[Recorded] = list(await ledger_checking.lines(stack.house, PROGRAMME))
    post = await the_record.posted(stack)
    sign_offs = await stack.house.database.read(the_record.sign_offs_in)
    assert notes.surprises == []
    the_record.holds_what_was_accepted(lines, notes)
    the_record.holds_nothing_twice(lines, notes)
    by_deadline = the_record.closed_in_time(lines, sign_offs, await stack.programme_now())
    the_record.every_letter_was_delivered(lines, post)
    await the_record.is_whole_and_rebuilds_equal(stack)
    fates = Counter(notes.fates.values())
    sys.stdout.write(
        f"killed {dict(killer.killed)}; {killer.in_the_dark} blackouts with a deadline in them\n"
        f"{len(lines)} lines, {len(sign_offs)} sign-offs, {by_deadline} closed by their deadline\n"
        f"answers {dict(fates)}; {notes.lost} answers lost on the way, {notes.repeated} sent once more\n"
        f"{post.copies.total()} letters, of which {post.repeats} came again\n"
    )
    ways = {way_of(SEED, *key) for key, fate in notes.fates.items() if fate is Fate.ACCEPTED}
    assert ways == {Way.LINK, Way.CALL}, "both by link and by call"
    assert fates[Fate.ACCEPTED] > KILLS // 2, "enough was going on while it was killed"
    assert killer.in_the_dark or KILLS < 4
