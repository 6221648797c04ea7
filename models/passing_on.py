"""Who speaks for a seat while something is asked of it, folded from its events."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from models.events import DeputyNamed, Recorded
from models.seat_events import SeatPassedOn
from models.values import LONDON, Instant, PersonId, SeatId


class Asked(Protocol):
    @property
    def deputies(self) -> Mapping[SeatId, PersonId]: ...
    @property
    def passed(self) -> Mapping[SeatId, date]: ...


def now_spoken_for(state: Asked, event: DeputyNamed | SeatPassedOn, line: Recorded) -> dict[str, object]:
    """With the seat goes the deputy whom its former holder named."""
    if isinstance(event, DeputyNamed):
        return {"deputies": {**state.deputies, event.seat: event.deputy}}
    return {
        "deputies": {seat: deputy for seat, deputy in state.deputies.items() if seat != event.seat},
        "passed": {**state.passed, event.seat: _day_of(line.happened)},
    }


def entered_later(line: Recorded) -> date | None:
    """The day on which a body was put on record as asked, where it was a later one than that it tells of."""
    day = _day_of(line.recorded)
    return day if day > _day_of(line.happened) else None


def _day_of(moment: Instant) -> date:
    return moment.astimezone(LONDON).date()
