"""What can be asked for between the last approval and the public page."""

from datetime import date
from typing import Literal

from models.command import Command
from models.values import BodyId, Instant, ObligationId, Text, VersionLabel


class AnswerComment(Command):
    """Say what was done with what a body had said of the draft."""

    kind: Literal["answer-comment"] = "answer-comment"
    body: BodyId
    words: Text


class OpenGate(Command):
    """Nothing keeps the version from being published any more."""

    kind: Literal["open-gate"] = "open-gate"
    version: VersionLabel
    due: Instant


class SetPublicationDate(Command):
    """Say on which day it will be published; `keeps` are the promises this keeps."""

    kind: Literal["set-publication-date"] = "set-publication-date"
    day: date
    keeps: tuple[ObligationId, ...] = ()


class ChasePublication(Command):
    """The day that was set has passed, and the text is not out."""

    kind: Literal["chase-publication"] = "chase-publication"
    due: Instant
    turn: int = 0


class Publish(Command):
    """Make this version public; `keeps` are the promises and targets this keeps."""

    kind: Literal["publish"] = "publish"
    version: VersionLabel
    keeps: tuple[ObligationId, ...] = ()


PublicationCommand = AnswerComment | OpenGate | SetPublicationDate | ChasePublication | Publish
