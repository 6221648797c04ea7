"""What happened between the last approval and the public page: never renamed once released."""

from datetime import date
from enum import StrEnum
from typing import Literal

from models.fact import Fact
from models.values import BodyId, Instant, ObligationId, Sha256, Slug, Text, Value, VersionLabel


class GateOpened(Fact):
    """Nothing keeps this version from being published any more; `happened` is the instant that became so."""

    kind: Literal["gate-opened"] = "gate-opened"
    version: VersionLabel


class PublicationDated(Fact):
    """A person has said on which day it is published; a later one takes its place."""

    kind: Literal["publication-dated"] = "publication-dated"
    version: VersionLabel
    day: date
    kept: tuple[ObligationId, ...] = ()
    """The promises that this keeps: that the day would be told."""


class PublicationChased(Fact):
    """The day that was set passed without a publication; those who see to it are asked, once."""

    kind: Literal["publication-chased"] = "publication-chased"
    version: VersionLabel
    day: date
    due: Instant


class PartOf(StrEnum):
    """What a part of the document is to its readers."""

    FULL = "full"
    SUMMARY = "summary"


class PublishedPart(Value):
    """One file as it was published, by the hash of its bytes."""

    part: Slug
    of: PartOf
    sha256: Sha256


class MatterPublished(Fact):
    """The text is public: which, in which parts, and which promises and targets that keeps."""

    kind: Literal["matter-published"] = "matter-published"
    version: VersionLabel
    content_hash: Sha256
    day: date
    parts: tuple[PublishedPart, ...]
    kept: tuple[ObligationId, ...] = ()


class CommentAnswered(Fact):
    """What was done with what a body had said of the draft."""

    kind: Literal["comment-answered"] = "comment-answered"
    body: BodyId
    words: Text
