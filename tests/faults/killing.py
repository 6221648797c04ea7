"""Whoever kills the parts of a stack at random instants, and its supervisor, who starts them again."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tests.faults.a_stack import Mail, Part, Stack

BETWEEN = 1.2
"""Seconds from one kill to the next, on average."""
AWAY = 1.5
"""Seconds until the supervisor looks, at most."""
BLACKOUT = 8
"""Every so many kills, everything goes at once."""
IN_THE_DARK = 4.0
"""Seconds that a deadline is away when everything goes, at most."""
WAITS = 20.0
"""Seconds to wait for such a deadline, at most."""
MOMENT = 0.2


@dataclass
class Victim:
    """A part, how it is started again, and whether it stands."""

    name: str
    part: Part | Mail
    start: Callable[[], Awaitable[None]]
    is_up: bool = True

    async def kill(self) -> None:
        self.is_up = False
        if isinstance(self.part, Mail):
            await self.part.down()
        else:
            await self.part.kill()

    async def start_again(self) -> None:
        await self.start()
        self.is_up = True


@dataclass
class Killer:
    """`until_a_deadline` is how many seconds are left until the next; None when none is near."""

    victims: list[Victim]
    draw: random.Random
    until_a_deadline: Callable[[], Awaitable[float | None]]
    killed: Counter[str] = field(default_factory=Counter)
    in_the_dark: int = 0
    """Blackouts in which a deadline passed."""
    _starting: list[asyncio.Task[None]] = field(default_factory=list)

    async def kill(self, times: int) -> None:
        turn = 0
        while self.killed.total() < times:
            turn += 1
            if turn % BLACKOUT == BLACKOUT // 2:
                await self._black_out()
                continue
            await asyncio.sleep(min(self.draw.expovariate(1 / BETWEEN), 3 * BETWEEN))
            if standing := [each for each in self.victims if each.is_up]:
                await self._strike(self.draw.choice(standing), self.draw.uniform(0, AWAY))
        await self.until_all_stand()

    async def until_all_stand(self) -> None:
        while self._starting:
            starting, self._starting = self._starting, []
            await asyncio.gather(*starting)

    async def _strike(self, victim: Victim, away: float) -> None:
        self.killed[victim.name] += 1
        await victim.kill()
        self._start_again(victim, away)

    async def _black_out(self) -> None:
        """Everything at once, and not before a deadline has passed does anything come back."""
        await self.until_all_stand()
        left = await self._a_deadline_near()
        for victim in self.draw.sample(self.victims, len(self.victims)):
            self.killed[victim.name] += 1
            await victim.kill()
        if left is not None:
            await asyncio.sleep(left + MOMENT)
            self.in_the_dark += 1
        for victim in self.draw.sample(self.victims, len(self.victims)):
            self._start_again(victim, self.draw.uniform(0, AWAY))
        await self.until_all_stand()

    async def _a_deadline_near(self) -> float | None:
        end = asyncio.get_running_loop().time() + WAITS
        while (left := await self.until_a_deadline()) is None or left > IN_THE_DARK:
            if asyncio.get_running_loop().time() > end:
                return None
            await asyncio.sleep(MOMENT)
        return left

    def _start_again(self, victim: Victim, away: float) -> None:
        async def after() -> None:
            await asyncio.sleep(away)
            await victim.start_again()

        self._starting.append(asyncio.create_task(after()))


def victims_of(stack: Stack, worker: Part) -> list[Victim]:
    return [
        Victim("web", stack.web, stack.start_web),
        Victim("worker", worker, worker.start),
        Victim("Temporal", stack.temporal, stack.start_temporal),
        Victim("mail", stack.mail, stack.mail.up),
    ]
