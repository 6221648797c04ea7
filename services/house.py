"""What every service needs, given once by whoever opens the house."""

from dataclasses import dataclass
from typing import Protocol

from models.values import ProgrammeId, Stream
from storage.clock import Clock
from storage.database import Database
from storage.ledger import Ledger


class Nudging(Protocol):
    """Somebody who tells Temporal that there is work; services/running.py is the real one."""

    def nudge_soon(self, programme: ProgrammeId) -> None: ...

    async def end(self, stream: Stream) -> None: ...

    async def close(self) -> None: ...


@dataclass(frozen=True)
class House:
    """The record, the register, the clock, and someone to nudge."""

    database: Database
    ledger: Ledger
    clock: Clock
    running: Nudging
