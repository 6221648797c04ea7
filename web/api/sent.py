"""What a program sends: each body a frozen model, nothing in it ignored."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from models.values import Answer, Channel, Instant, SeatId, Sha256, Value, VersionLabel

Words = Annotated[str, StringConstraints(min_length=1, max_length=5000, strip_whitespace=True)]


class Reported(Value):
    """`happened` is when what is reported took place, when that was before now."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    happened: Instant | None = None


class Opening(Reported):
    version: VersionLabel
    closes: Instant | None = None
    """When its written procedures close; each body's own rules say it otherwise."""


class Reason(Reported):
    reason: Words


class AnswerOnBehalf(Reported):
    """An answer that came by phone, paper or mail. The member is told."""

    seat: SeatId
    answer: Answer
    content_hash: Sha256
    """Of the text the member answered on."""
    reason: str = Field(default="", max_length=5000)
    evidence_channel: Channel
    evidence: Words
    """How it reached you: who took the call, where the paper lies."""


class Concern(Reported):
    words: Words
    questions: int = Field(default=1, ge=1, le=500)


class Reply(Reported):
    words: Words
