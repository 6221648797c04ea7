"""What a record comes to for each body in it: told before it is written, and after."""

from collections.abc import Iterable

from models.deciding import Basis
from models.events import (
    Event,
    FoundInquorate,
    MeetingFixed,
    MeetingLost,
    SignOffDecided,
    SignOffDeferred,
)
from models.meeting_events import ItemRefused, MeetingHeld, SittingRecorded
from models.ratifying_events import RatificationDecided
from models.values import BodyId, Instant, MatterId, MeetingId, SeatId, Standing, Stream, Value, Verb
from rules.conflicts import quorum_in_words
from rules.refusals import refused


class ItemTold(Value):
    """One item of one body: where it leaves the body, and on what that rests."""

    body: BodyId
    matter: MatterId
    standing: Standing | None = None
    """None for an item that was not reached, or that was refused and is a task for the secretariat."""
    was_reached: bool = True
    ratified: bool | None = None
    """Of an item that put the chair's action to the body: whether it ratified it."""
    verbs: tuple[Verb, ...] = ()
    quorum: str = ""
    counted: str = ""
    through: BodyId | SeatId | None = None
    meeting: MeetingId | None = None
    """The meeting that takes it next, when it was not decided."""
    meets: Instant | None = None
    code: str = ""
    words: str = ""
    """Why an item was refused."""


class Told(Value):
    """What a record comes to, for every body in it."""

    accepted: bool
    number: int = 0
    """Of the last line written; 0 when nothing was, because it was refused or only asked."""
    already: bool = False
    code: str = ""
    words: str = ""
    present: dict[BodyId, int] = {}
    items: tuple[ItemTold, ...] = ()
    warnings: tuple[str, ...] = ()
    """What stops nothing and should be seen to: declarations of interests missing or old (G40)."""


def present_in(events: Iterable[tuple[Stream, Event]]) -> dict[BodyId, int]:
    """How many of each body were there at some time."""
    return {
        body: len({stay.seat for stay in stays})
        for _, event in events
        if isinstance(event, MeetingHeld | SittingRecorded)
        for body, stays in event.attendance.items()
    }


def items_in(events: Iterable[tuple[Stream, Event]]) -> tuple[ItemTold, ...]:
    items: dict[tuple[MatterId, BodyId], ItemTold] = {}
    for stream, event in events:
        if isinstance(event, ItemRefused):
            key = (event.matter, event.body)
            words = refused(event.code).words
            items[key] = ItemTold(body=event.body, matter=event.matter, code=event.code, words=words)
        elif stream.startswith("sign-off/"):
            matter, body = stream.split("/")[1:3]
            goes_on = isinstance(event, MeetingFixed)  # nothing else came of it before the adjournment
            fresh = ItemTold(body=body, matter=matter, was_reached=not goes_on)
            before = items.get((matter, body), fresh)
            items[matter, body] = before.model_copy(update=_changes(event))
    return tuple(items.values())


def _changes(event: Event) -> dict[str, object]:
    match event:
        case SignOffDecided(standing=standing, verbs=verbs, basis=basis):
            return {"standing": standing, "verbs": verbs, **_resting_on(basis)}
        case SignOffDeferred(basis=basis):
            return {"standing": Standing.DEFERRED, "verbs": (Verb.DEFER,), **_resting_on(basis)}
        case FoundInquorate(basis=basis):
            return {"standing": Standing.INQUORATE, **_resting_on(basis)}
        case RatificationDecided(ratified=ratified, basis=basis):
            return {"ratified": ratified, **_resting_on(basis)}
        case MeetingLost():
            return {"was_reached": False}
        case MeetingFixed(meeting=meeting, starts=starts):
            return {"meeting": meeting, "meets": starts}
        case _:
            return {}


def _resting_on(basis: Basis) -> dict[str, object]:
    return {
        "quorum": quorum_in_words(basis),
        "counted": basis.counted.words if basis.counted else "",
        "through": basis.through,
    }
