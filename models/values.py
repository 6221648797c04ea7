"""The words everything else is said in: ids, verbs, instants and small values."""

import hashlib
import json
import secrets
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

LONDON = ZoneInfo("Europe/London")

_SLUG = r"[a-z0-9]+(?:[-.][a-z0-9]+)*"

Slug = Annotated[str, StringConstraints(pattern=rf"^{_SLUG}$", max_length=80)]
ProgrammeId = Slug
OrganisationId = Slug
BodyId = Slug
PersonId = Slug
MatterId = Slug
MeetingId = Slug
ObligationId = Slug
PostId = Slug
DocumentId = Slug
VersionLabel = Annotated[str, StringConstraints(pattern=r"^[0-9]+(?:\.[0-9]+)*$", max_length=20)]
SeatId = Annotated[str, StringConstraints(pattern=rf"^{_SLUG}/{_SLUG}$", max_length=120)]
"""A seat of a body, `<body>/<seat>`: the post at the table, never the person in it."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Stream = Annotated[str, StringConstraints(pattern=r"^[a-z-]+/[a-z0-9./-]+$", max_length=200)]


def _in_utc(moment: datetime) -> datetime:
    """At the ends of the calendar a moment has no counterpart in UTC, or none in London to show."""
    try:
        if not MINYEAR < moment.year < MAXYEAR:
            moment.astimezone(LONDON)
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("no moment that can be told in London") from None


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""An aware moment; stored in UTC, shown to people in London time."""


class Value(BaseModel):
    """A frozen value. Unknown keys are ignored when read back (old records outlive a field) and
    forbidden when a definition is loaded (`model_validate(data, extra="forbid")`)."""

    model_config = ConfigDict(frozen=True)


class Text(Value):
    """Words a person typed. The record keeps only a salted digest; the words live in a table
    of their own, from which they can be erased without breaking the chain."""

    digest: Sha256
    salt: str = Field(default="", exclude=True, repr=False)
    words: str = Field(default="", exclude=True, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _from_plain_words(cls, given: Any) -> Any:  # noqa: ANN401  whatever a file or request holds
        """A file or a request says just the words; the salt is ours to draw."""
        return _salted(given) if isinstance(given, str) else given

    @classmethod
    def of(cls, words: str) -> Self:
        return cls(**_salted(words))

    @classmethod
    def standing_in(cls, words: str, *where: str) -> Self:
        """Words a rule takes over from a definition. A rule draws nothing by chance, so the salt is made of
        where they stand; the definition shows them to anyone as it is."""
        return cls(**_with_salt(words, digest_of(*where)[:32]))


def _salted(words: str) -> dict[str, str]:
    return _with_salt(words, secrets.token_hex(16))


def _with_salt(words: str, salt: str) -> dict[str, str]:
    return {"digest": digest_of(salt, words), "salt": salt, "words": words}


class Verb(StrEnum):
    """What a body may do with an item: a decision is a list of these, and none stands for another."""

    RECEIVE = "receive"
    NOTE = "note"
    ENDORSE = "endorse"
    ADVISE = "advise"
    RECOMMEND = "recommend"
    AGREE_THE_DRAFT = "agree-the-draft"
    APPROVE = "approve"
    APPROVE_SUBJECT_TO = "approve-subject-to"
    REFUSE = "refuse"
    RATIFY = "ratify"
    DELEGATE = "delegate"
    AUTHORISE = "authorise"
    DEFER = "defer"
    REFER = "refer"


class Ask(StrEnum):
    """What a body is asked for (G20)."""

    APPROVE = "approve"
    ENDORSE = "endorse"
    RECOMMEND = "recommend"
    ADVISE = "advise"
    NOTE = "note"
    BE_INFORMED = "be-informed"


class Procedure(StrEnum):
    """How a body comes to its decision."""

    MEETING = "meeting"
    WRITTEN = "written"
    DELEGATED = "delegated"
    LETTER = "letter"
    CHAIRS_ACTION = "chairs-action"
    """Its chair and an officer act for it between meetings; the body ratifies that later (G42)."""
    NOTICE = "notice"
    """Told of a change it has approved the former text of, with so many days to object (G58)."""


class Standing(StrEnum):
    """Where one body stands on one version of a matter, in one word."""

    WAITING = "waiting"
    OPEN = "open"
    DEFERRED = "deferred"
    INQUORATE = "inquorate"
    APPROVED = "approved"
    APPROVED_WITH_CONDITION = "approved-with-condition"
    AGREED_THE_DRAFT = "agreed-the-draft"
    ENDORSED = "endorsed"
    RECOMMENDED = "recommended"
    ADVISED = "advised"
    NOTED = "noted"
    INFORMED = "informed"
    REFERRED = "referred"
    REFUSED = "refused"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    NO_OBJECTION = "no-objection"
    """Its window ended without an open objection: what it approved before stays what it approved."""
    OBJECTED = "objected"


class Answer(StrEnum):
    """What one member says in a written procedure."""

    APPROVE = "approve"
    APPROVE_SUBJECT_TO = "approve-subject-to"
    OBJECT = "object"
    ABSTAIN = "abstain"


class ChangeClass(StrEnum):
    """How much a new version changes, which says whose decision it reopens."""

    DRAFT = "draft"
    """Work on a text that nobody has recommended or approved yet; what was advised on the former stands."""
    EDITORIAL = "editorial"
    """Title page, label, spelling: what was decided on the former version carries over."""
    LIMITED = "limited"
    """What the amendment protocol lets some approve again while the others may object (G58)."""
    MATERIAL = "material"
    """Everybody who approved is asked again."""

    @property
    def keeps_decisions(self) -> bool:
        return self in {ChangeClass.DRAFT, ChangeClass.EDITORIAL}


class ObligationSort(StrEnum):
    """What kind of thing is owed."""

    PROMISE = "promise"
    TARGET = "target"
    """A date the partnership set itself; when it passes, the date is unknown until a new one is set."""
    REPORT = "report"
    """A delegated decision to be reported to the body that delegated it (G10)."""
    ACTION = "action"
    CONDITION = "condition"
    """What an approval is subject to; the body says who may call it met (G11, G58)."""
    RATIFICATION = "ratification"
    """A chair's action to be put to the first formal meeting actually held (G42)."""
    EXCEPTION = "exception"
    """A body would not ratify what was done in its name: what follows is for people to settle."""


class Assurance(StrEnum):
    """How surely the person acting is known, lowest first."""

    LINK = "a1-link"
    CODE = "a2-code"
    SIGNED_IN = "a3-signed-in"

    def suffices_for(self, minimum: "Assurance") -> bool:
        levels = list(Assurance)
        return levels.index(self) >= levels.index(minimum)


class Channel(StrEnum):
    """How an act reached the system."""

    LINK = "link"
    DESK = "desk"
    COMMAND = "command"
    API = "api"
    WORKFLOW = "workflow"
    LETTER = "letter"
    PHONE = "phone"
    PAPER = "paper"
    MAIL = "mail"


def digest_of(*parts: str) -> str:
    """SHA-256 over the parts, each on a line of its own."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def content_hash(value: Value) -> str:
    """The name of an immutable value: SHA-256 of its canonical JSON, keys sorted."""
    canonical = json.dumps(value.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def texts_in(value: object) -> Iterator[Text]:
    """Every piece of typed words that a command or an event carries."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Value):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)
