"""Which yearly declarations of interests a body's record should warn of (G40)."""

from collections.abc import Iterable

from models.events import Event, SignOffDecided
from models.programme import Definition
from models.sign_off import SignOff
from models.values import Ask, BodyId, Instant, SeatId, Stream
from rules.calendar import london_day
from rules.declarations import declarations_owed


def warning(definition: Definition, body: BodyId, through: BodyId | SeatId | None, when: Instant) -> str:
    """Of the body, or of the committee that decided for it."""
    found = definition.body(through) if through and "/" not in through else definition.body(body)
    return declarations_owed(found, london_day(when)) if found else ""


def warning_of(definition: Definition, sign_off: SignOff, now: Instant) -> str:
    """On the day it decided, or today while it has not; nothing of a body that is only told."""
    if sign_off.ask is Ask.BE_INFORMED:
        return ""
    decided = sign_off.decided
    through = decided.basis.through if decided else None
    return warning(definition, sign_off.body, through, decided.happened if decided else now)


def warnings_in(definition: Definition, written: Iterable[tuple[Stream, Event, Instant]]) -> tuple[str, ...]:
    """Of each body that decided something, once."""
    found: dict[str, None] = {}
    for stream, event, happened in written:
        if isinstance(event, SignOffDecided) and event.verbs:
            through = event.basis.through
            body = definition.body(stream.split("/")[2])
            said = warning(definition, body.id, through, happened) if body else ""
            found |= {f"{body.short}: {said}": None} if body and said else {}
    return tuple(found)
