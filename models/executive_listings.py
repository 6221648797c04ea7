"""What can be put before the public of a key decision, and of a decision that may be called in."""

from datetime import date

from models.executive import CallInStage
from models.values import BodyId, Instant, MatterId, Value


class KeyDecisionRead(Value):
    """A notice as it can be published (G45): what is to be decided, by whom, when, on which documents."""

    matter: MatterId
    title: str
    body: BodyId
    name: str
    members: tuple[str, ...]
    """By their titles."""
    documents: tuple[str, ...]
    published: Instant | None
    """None while no notice has been given."""
    first: date | None
    last: date | None
    obtained: str
    """How the documents are got."""
    exceptions: tuple[str, ...]
    """Each way around the notice that was used, and its reasons."""
    earliest: Instant
    """Before which the body may not decide; as if notice were given today where none was."""


class DecisionRecordRead(Value):
    """The record of a decision as it can be published (G48)."""

    matter: MatterId
    title: str
    body: BodyId
    name: str
    decided: Instant | None
    decision: str
    stage: CallInStage
    stands: str
    """How far it is from taking effect, in words."""
    published: Instant | None
    reasons: str
    rejected: str
    conflicts: tuple[str, ...]
    """Declared in the meeting with what the chair ruled, and those said beside."""
    dispensations: str
    urgent: str
    """Why it was exempt from call-in; empty where it was not."""
