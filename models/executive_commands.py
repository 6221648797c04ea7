"""What can be asked for around an executive's decision: notice of a key one, publication, call-in."""

from datetime import date
from typing import Literal

from models.command import Command
from models.executive import DecisionNotice, Exemption, KeyException, ScrutinySays
from models.values import BodyId, Instant, SeatId, Text


class PublishKeyNotice(Command):
    """Give notice of a key decision: the days between which the body means to take it (G45)."""

    kind: Literal["publish-key-notice"] = "publish-key-notice"
    body: BodyId
    first: date
    last: date
    obtained: Text
    """How the documents named in it are got."""


class UseKeyException(Command):
    """Take a key decision without the whole notice, by general exception or special urgency (G46, G47)."""

    kind: Literal["use-key-exception"] = "use-key-exception"
    body: BodyId
    exception: KeyException
    reason: Text
    agreed_by: SeatId | None = None
    """Of special urgency: who agreed to it."""
    unable: tuple[SeatId, ...] = ()
    """Who had to be asked before them and could not be."""


class PublishDecision(Command):
    """Publish the record of a decision (G48); from then on it may be called in, unless it is exempt."""

    kind: Literal["publish-decision"] = "publish-decision"
    notice: DecisionNotice
    exempt: Exemption | None = None
    """Where the record says that it is too urgent to be called in (G50)."""


class CallInDecision(Command):
    """Suspend a published decision until the scrutiny body has looked at it (G49)."""

    kind: Literal["call-in-decision"] = "call-in-decision"
    scrutiny: BodyId
    reason: Text


class AnswerCallIn(Command):
    """The scrutiny body has met: it lets the decision stand, or refers it back to its decider."""

    kind: Literal["answer-call-in"] = "answer-call-in"
    scrutiny: BodyId
    outcome: ScrutinySays
    reason: Text | None = None


class TakeEffect(Command):
    """Nobody called it in, or scrutiny did not meet in time."""

    kind: Literal["take-effect"] = "take-effect"
    due: Instant
    turn: int = 0


ExecutiveCommand = (
    PublishKeyNotice | UseKeyException | PublishDecision | CallInDecision | AnswerCallIn | TakeEffect
)
