"""Which workflow hears of which event. One visible table; what is not in it wakes nobody."""

from collections.abc import Mapping
from enum import StrEnum

from models.events import Event
from models.values import Stream


class Hears(StrEnum):
    """Who is woken by an event."""

    OWN = "own"
    """The workflow of the stream the event is on."""
    SIGN_OFFS = "sign-offs"
    """The matter's workflow and every open sign-off of it."""
    ALL = "all"
    """Every workflow that still waits: the clock itself has moved."""


SUBSCRIPTIONS: Mapping[str, Hears] = {
    "clock-set": Hears.ALL,
    "matter-opened": Hears.OWN,
    "stage-opened": Hears.OWN,
    "body-decided": Hears.OWN,
    "matter-held": Hears.SIGN_OFFS,
    "matter-released": Hears.SIGN_OFFS,
    "matter-withdrawn": Hears.OWN,
    "sign-off-opened": Hears.OWN,
    "answer-given": Hears.OWN,
    "interest-declared": Hears.OWN,
    "reminded": Hears.OWN,
    "escalated": Hears.OWN,
    "sign-off-decided": Hears.OWN,
    "sign-off-withdrawn": Hears.OWN,
}

WORKFLOWS = frozenset({"approval", "sign-off"})
"""Kinds of stream that have a workflow."""


def hears(event: Event) -> Hears | None:
    return SUBSCRIPTIONS.get(event.kind)


def has_workflow(stream: Stream) -> bool:
    return stream.split("/", 1)[0] in WORKFLOWS
