"""Which workflow hears of which event. One visible table: what is not in it wakes nobody, and an answer only
where nobody else is still to give one.
"""

from collections.abc import Mapping
from enum import StrEnum

from models.events import AnswerGiven, Event
from models.folding import State
from models.sign_off import SignOff
from models.values import Stream
from rules.asking import is_awaited


class Hears(StrEnum):
    """Who is woken by an event."""

    OWN = "own"
    """The workflow of the stream the event is on."""
    MATTER = "matter"
    """Of the matter's workflow, its sign-offs and the meetings that take it, those that still wait."""
    MATTERS = "matters"
    """The workflows of all matters that still wait: what may be published when has changed."""
    SEATS = "seats"
    """The workflows of all sign-offs and meetings that still wait: somebody holds seats, or for how long, has
    changed.
    """
    POST = "post"
    """Its own workflow, and those of all appointments to the post that still wait: whoever is in post may be
    to hand it over.
    """
    ALL = "all"
    """Every workflow that still waits: the clock itself has moved, or a matter begins to run."""


SUBSCRIPTIONS: Mapping[str, Hears] = {
    "clock-set": Hears.ALL,
    "definition-loaded": Hears.ALL,
    "adoption-finished": Hears.ALL,
    "publishing-barred": Hears.MATTERS,
    "window-withdrawn": Hears.MATTERS,
    "gate-opened": Hears.OWN,
    "publication-dated": Hears.OWN,
    "publication-chased": Hears.OWN,
    "matter-published": Hears.OWN,
    "matter-opened": Hears.OWN,
    "stage-opened": Hears.OWN,
    "body-decided": Hears.OWN,
    "body-succeeded": Hears.OWN,
    "condition-stands": Hears.OWN,
    "notice-ended": Hears.OWN,
    "ratification-stands": Hears.OWN,
    "ratification-decided": Hears.OWN,
    "body-asked-again": Hears.OWN,
    "version-issued": Hears.OWN,
    "matter-held": Hears.MATTER,
    "matter-released": Hears.MATTER,
    "matter-withdrawn": Hears.OWN,
    "route-varied": Hears.OWN,
    "went-ahead-without": Hears.OWN,
    "matter-ended": Hears.OWN,
    "rules-migrated": Hears.OWN,
    "sign-off-migrated": Hears.OWN,
    "sign-off-opened": Hears.OWN,
    "sign-off-reopened": Hears.OWN,
    "deadline-moved": Hears.OWN,
    "answer-given": Hears.OWN,
    "interest-declared": Hears.OWN,
    "seat-passed-on": Hears.OWN,
    "reminded": Hears.OWN,
    "escalated": Hears.OWN,
    "meeting-fixed": Hears.OWN,
    "meeting-lost": Hears.OWN,
    "meeting-awaited": Hears.OWN,
    "sign-off-deferred": Hears.OWN,
    "found-inquorate": Hears.OWN,
    "notice-served": Hears.OWN,
    "sign-off-decided": Hears.OWN,
    "effect-stands": Hears.OWN,
    "decision-published": Hears.OWN,
    "decision-called-in": Hears.OWN,
    "call-in-answered": Hears.OWN,
    "decision-took-effect": Hears.OWN,
    "effect-forgone": Hears.OWN,
    "sign-off-withdrawn": Hears.OWN,
    "sign-off-superseded": Hears.OWN,
    "meeting-called": Hears.OWN,
    "item-put-on-agenda": Hears.OWN,
    "item-taken-off": Hears.OWN,
    "members-changed": Hears.OWN,
    "papers-issued": Hears.OWN,
    "papers-chased": Hears.OWN,
    "papers-late": Hears.OWN,
    "minutes-chased": Hears.OWN,
    "sitting-recorded": Hears.OWN,
    "meeting-held": Hears.OWN,
    "meeting-moved": Hears.OWN,
    "meeting-adjourned": Hears.OWN,
    "meeting-suspended": Hears.OWN,
    "meeting-cancelled": Hears.OWN,
    "obligation-opened": Hears.OWN,
    "obligation-chased": Hears.OWN,
    "obligation-slipped": Hears.OWN,
    "obligation-carried-over": Hears.OWN,
    "obligation-discharged": Hears.OWN,
    "obligation-dropped": Hears.OWN,
    "forecast-given": Hears.OWN,
    "forecast-overtaken": Hears.OWN,
    "holder-started": Hears.SEATS,
    "holder-ends": Hears.SEATS,
    "round-opened": Hears.OWN,
    "stage-reached": Hears.OWN,
    "closing-day-moved": Hears.OWN,
    "stage-omitted": Hears.OWN,
    "panel-set": Hears.OWN,
    "panel-interest-declared": Hears.OWN,
    "candidate-entered": Hears.OWN,
    "candidate-left": Hears.OWN,
    "round-paused": Hears.OWN,
    "round-resumed": Hears.OWN,
    "round-closed": Hears.OWN,
    "round-fell-through": Hears.OWN,
    "candidates-erased": Hears.OWN,
    "appointment-proposed": Hears.OWN,
    "eligibility-tested": Hears.POST,
    "sign-off-requested": Hears.OWN,
    "information-awaited": Hears.OWN,
    "information-supplied": Hears.OWN,
    "sign-off-answered": Hears.OWN,
    "sign-off-overdue": Hears.OWN,
    "start-fixed": Hears.POST,
    "start-called-off": Hears.POST,
    "appointment-started": Hears.OWN,
    "term-notice-given": Hears.OWN,
    "extension-proposed": Hears.OWN,
    "term-extended": Hears.OWN,
    "end-set-early": Hears.OWN,
    "appointment-ended": Hears.OWN,
    "appointment-withdrawn": Hears.POST,
}

WORKFLOWS = frozenset({"approval", "sign-off", "meeting", "obligation", "post", "recruitment", "appointment"})
"""Kinds of stream that have a workflow."""


def hears(event: Event, after: State | None) -> Hears | None:
    """`after` is what the event's stream has come to. While others are still to answer, one answer more
    calls for nothing before what its workflow waits for; the last ends the reminders, and a decision wakes.
    """
    if isinstance(event, AnswerGiven) and isinstance(after, SignOff) and is_awaited(after):
        return None
    return SUBSCRIPTIONS.get(event.kind)


def has_workflow(stream: Stream) -> bool:
    return stream.split("/", 1)[0] in WORKFLOWS
