"""How often is too often: allowances by address and by visit, on the machine's own clock.

Kept in memory, each web for itself: a limit slows an attacker down and is no promise to anybody,
so it may forget everything when the web is started again.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from starlette.exceptions import HTTPException

KEYS_AT_MOST: Final = 50_000
"""Beyond so many, whoever was quiet longest is forgotten: memory is not to be had by asking."""


@dataclass(frozen=True)
class Allowance:
    """So many at once, which come back evenly over so many seconds."""

    times: int
    seconds: float


@dataclass(frozen=True)
class Allowances:
    """Generous for people, of whom a whole office may share one address; narrow for guessing."""

    opens_by_address: Allowance = Allowance(600, 600)
    opens_by_link: Allowance = Allowance(60, 600)
    unknown_links_by_address: Allowance = Allowance(30, 600)
    presses_by_address: Allowance = Allowance(600, 600)
    presses_by_visit: Allowance = Allowance(60, 600)
    calls_by_address: Allowance = Allowance(6000, 600)
    comparisons_by_address: Allowance = Allowance(120, 600)
    """Of versions, each of which may cost a process of its own."""


class TooOften(HTTPException):
    def __init__(self, wait: float) -> None:
        super().__init__(429, headers={"retry-after": str(max(1, round(wait)))})


@dataclass
class _Bucket:
    left: float
    at: float


@dataclass
class Limits:
    """One bucket for each allowance and key, emptied by use and filled by time."""

    allowances: Allowances = field(default_factory=Allowances)
    clock: Callable[[], float] = time.monotonic
    _buckets: OrderedDict[tuple[str, str], _Bucket] = field(default_factory=OrderedDict)

    def take(self, name: str, key: str) -> None:
        """Use one of the allowance of that name. Raises TooOften when none is left."""
        wait = self._use(name, key, 1)
        if wait > 0:
            raise TooOften(wait)

    def must_have(self, name: str, key: str) -> None:
        """Whether one is left, without using it. Raises TooOften."""
        wait = self._use(name, key, 0)
        if wait > 0:
            raise TooOften(wait)

    def _use(self, name: str, key: str, used: int) -> float:
        """Seconds to wait before one is there; 0 when it is."""
        allowance: Allowance = getattr(self.allowances, name)
        bucket = self._filled(name, key, allowance)
        if bucket.left < 1:
            return (1 - bucket.left) * allowance.seconds / allowance.times
        bucket.left -= used
        return 0

    def _filled(self, name: str, key: str, allowance: Allowance) -> _Bucket:
        now = self.clock()
        bucket = self._buckets.pop((name, key), None) or _Bucket(allowance.times, now)
        came_back = (now - bucket.at) * allowance.times / allowance.seconds
        bucket.left, bucket.at = min(allowance.times, bucket.left + came_back), now
        self._buckets[name, key] = bucket
        while len(self._buckets) > KEYS_AT_MOST:
            self._buckets.popitem(last=False)
        return bucket
