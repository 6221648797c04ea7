"""The machine's clock; a rehearsal brings its own. The programme clock is this plus an offset."""

from datetime import UTC, datetime
from typing import Protocol

from models.values import Instant


class Clock(Protocol):
    async def now(self) -> Instant: ...


class RealClock:
    async def now(self) -> Instant:
        return datetime.now(UTC)
