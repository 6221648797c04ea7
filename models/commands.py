"""What can be asked for: one frozen model each, named by a verb."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from models.values import (
    Answer,
    Channel,
    Instant,
    MatterId,
    PersonId,
    SeatId,
    Sha256,
    Slug,
    Text,
    Value,
)


class Command(Value):
    """Something asked for, of one stream."""


# --- of a programme -----------------------------------------------------------------------


class LoadDefinition(Command):
    """Make this definition the one in force; what runs already keeps the rules it began under."""

    kind: Literal["load-definition"] = "load-definition"
    definition: Sha256


class SetClock(Command):
    """Set how far the programme clock runs ahead of (or behind) the real one."""

    kind: Literal["set-clock"] = "set-clock"
    offset: timedelta


# --- of a matter --------------------------------------------------------------------------


class OpenMatter(Command):
    """Start a matter as the definition plans it, on one version of its document."""

    kind: Literal["open-matter"] = "open-matter"
    matter: MatterId
    version: str
    closes: Instant | None = None
    """When its written procedures close; by the body's own rules when not said."""


class OpenStage(Command):
    kind: Literal["open-stage"] = "open-stage"
    stage: Slug


class HoldMatter(Command):
    kind: Literal["hold-matter"] = "hold-matter"
    reason: Text


class ReleaseMatter(Command):
    kind: Literal["release-matter"] = "release-matter"
    reason: Text


class WithdrawMatter(Command):
    kind: Literal["withdraw-matter"] = "withdraw-matter"
    reason: Text


# --- of one body's sign-off ---------------------------------------------------------------


class Evidence(Value):
    """How an answer reached the secretariat that enters it on a member's behalf."""

    channel: Channel
    note: Text


class GiveAnswer(Command):
    """A member's answer in a written procedure, bound to the text by its content hash."""

    kind: Literal["give-answer"] = "give-answer"
    seat: SeatId
    answer: Answer
    content_hash: Sha256
    reason: Text | None = None
    evidence: Evidence | None = None
    """Given when the secretariat enters the answer for the member."""


class DeclareInterest(Command):
    """A member with an interest in the matter takes no part in deciding it (G37)."""

    kind: Literal["declare-interest"] = "declare-interest"
    seat: SeatId
    nature: Text


class RaiseConcern(Command):
    """A concern, query or question, to be answered before or after the decision."""

    kind: Literal["raise-concern"] = "raise-concern"
    seat: SeatId | None = None
    words: Text
    questions: int = Field(default=1, ge=1)
    """How many separate questions it holds (a scrutiny query may hold several)."""


class AnswerConcern(Command):
    kind: Literal["answer-concern"] = "answer-concern"
    concern: Slug
    words: Text


class WithdrawConcern(Command):
    kind: Literal["withdraw-concern"] = "withdraw-concern"
    concern: Slug


class HandOver(Command):
    """Name a deputy, who then answers in the member's place (G32)."""

    kind: Literal["hand-over"] = "hand-over"
    seat: SeatId
    deputy: PersonId


class Remind(Command):
    """Remind those who have not answered."""

    kind: Literal["remind"] = "remind"
    due: Instant


class Escalate(Command):
    """Tell a named person who has not answered: the secretariat first, then the director."""

    kind: Literal["escalate"] = "escalate"
    due: Instant
    to: Literal["secretariat", "director"]


class CloseSignOff(Command):
    """Close a written procedure at its deadline."""

    kind: Literal["close-sign-off"] = "close-sign-off"
    due: Instant


AnyCommand = Annotated[
    LoadDefinition
    | SetClock
    | OpenMatter
    | OpenStage
    | HoldMatter
    | ReleaseMatter
    | WithdrawMatter
    | GiveAnswer
    | DeclareInterest
    | RaiseConcern
    | AnswerConcern
    | WithdrawConcern
    | HandOver
    | Remind
    | Escalate
    | CloseSignOff,
    Field(discriminator="kind"),
]
