"""What a program sends: each body a frozen model, nothing in it ignored."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints, WithJsonSchema

from models.course import EndedBecause, RouteChange
from models.deciding import Consulted, Rung
from models.values import (
    Answer,
    Ask,
    BodyId,
    ChangeClass,
    Channel,
    Instant,
    MatterId,
    MeetingId,
    ObligationId,
    ObligationSort,
    PersonId,
    Procedure,
    SeatId,
    Sha256,
    Slug,
    Stream,
    Value,
    VersionLabel,
)
from web.api.shapes import MEETING

Words = Annotated[str, StringConstraints(min_length=1, max_length=5000, strip_whitespace=True)]
ToldBy = Literal[Channel.PHONE, Channel.PAPER, Channel.MAIL]
"""How something reaches an office that the member did not enter themselves."""
AFewWords = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)]


class Reported(Value):
    """`happened` is when what is reported took place, when that was before now."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    happened: Instant | None = None


class Opening(Reported):
    version: VersionLabel
    closes: Instant | None = None
    """When its written procedures close; each body's own rules say it otherwise."""
    adopting: bool = False
    """Taken over half run: first enter what has happened; nobody is told until the adoption is finished."""


class Reason(Reported):
    reason: Words


class AnswerOnBehalf(Reported):
    """An answer that came by phone, paper or mail. The member is told."""

    seat: SeatId
    answer: Answer
    content_hash: Sha256
    """Of the text the member answered on."""
    reason: str = Field(default="", max_length=5000)
    evidence_channel: ToldBy
    evidence: Words
    """How it reached you: who took the call, where the paper lies."""


class InterestTold(Reported):
    """A member's interest that came by phone, paper or mail."""

    seat: SeatId
    nature: Words
    """What the interest is."""
    evidence_channel: ToldBy
    """How the member told of it."""


class Concern(Reported):
    words: Words
    questions: int = Field(default=1, ge=1, le=500)
    objects: bool = False
    """Whether the body objects to an amendment it was told of."""


class Reply(Reported):
    words: Words


class NewVersion(Reported):
    """`change` says how much is different, and so whose decision it reopens."""

    version: VersionLabel
    change: ChangeClass
    reason: Words
    caused_by: tuple[BodyId, ...] = ()
    """The bodies whose conditions a limited change is to meet."""


class RuledByOwner(Reported):
    """What the body that owns a route decided; `happened` is the day it did."""

    reason: Words
    evidence: Words
    """Its minute or letter."""
    meeting: MeetingId | None = None
    """Its meeting that decided it, where it was one."""


class Varied(RuledByOwner):
    change: Literal[RouteChange.REQUIRED, RouteChange.NOT_REQUIRED]


class AddedToRoute(RuledByOwner):
    """`procedure` is one by which the body may decide on its own: a meeting, in writing or by letter."""

    stage: Slug
    ask: Ask = Ask.APPROVE
    procedure: Procedure = Procedure.MEETING
    required: bool = True
    """Whether the whole waits for it."""


class Ended(RuledByOwner):
    because: EndedBecause = EndedBecause.NOT_AGREED


class RulesAgreed(Value):
    """The rules by the hash of their content; those now in force if not said. Never as of an earlier day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule_set: Sha256 | None = None


class RulesProposed(RulesAgreed):
    reason: Words


class PublicationDay(Reported):
    day: date
    keeps: tuple[ObligationId, ...] = Field(default=(), max_length=50)
    """The promises this keeps: that the day would be told."""


class Publishing(Reported):
    version: VersionLabel
    keeps: tuple[ObligationId, ...] = Field(default=(), max_length=50)
    """The promises and targets this keeps, late or not."""


class Visit(Reported):
    words: str = Field(default="", max_length=5000)
    """What the body said; left out, it had no comment."""


class PapersAsked(Reported):
    parts: tuple[Slug, ...] = Field(min_length=1, max_length=50)
    seat: SeatId | None = None
    """The member who asks; the body if not said."""


# --- meetings -----------------------------------------------------------------------------


class Call(Reported):
    bodies: tuple[BodyId, ...] = Field(min_length=1, max_length=50)
    starts: Instant
    place: AFewWords = ""
    in_public: bool = False


class Item(Reported):
    matter: MatterId
    bodies: tuple[BodyId, ...] = Field(default=(), max_length=50)
    """For whom; all that meet if not said."""
    special_circumstances: Words | None = None
    """Of a late item: the chair's opinion why it is taken."""


class Apologies(Reported):
    seat: SeatId


class AnotherTime(Reported):
    starts: Instant
    reason: Words


class Adjourned(AnotherTime):
    """`record` tells what was done until then, with the keys of the record of a meeting."""

    record: Annotated[dict[str, Any], WithJsonSchema(MEETING)] | None = None


# --- obligations, windows, corrections ----------------------------------------------------


class Owed(Reported):
    """`due` is as it was said, also vaguely: `31 January 2020`, `towards the end of February`, `shortly`.
    It is read as of the day of `happened`.
    """

    sort: ObligationSort
    owner: PersonId
    words: Words
    due: Words
    matter: MatterId | None = None
    source: AFewWords = ""
    """Where it was said: a brief, a paper, a minute."""
    promised_to: tuple[PersonId, ...] = Field(default=(), max_length=100)


class Kept(Reported):
    evidence: Words
    """By what it can be seen."""


class Met(Kept):
    """That a condition of an approval is met, as the officer says whom the body named."""

    officer: SeatId
    """The officer's seat, such as `southend-ccg/accountable-officer`."""
    consulted: tuple[Consulted, ...] = Field(default=(), max_length=50)
    """Whom the officer consulted first, and on which day."""
    agrees: VersionLabel | None = None
    """The version that meets it, where the body lets the officer agree it."""


class Extended(Kept):
    """`evidence` is the minute or letter of the body's own decision."""

    due: date


class CarriedOver(Reported):
    due: Words
    reason: Words


class Window(Reported):
    """First and last day are both within it."""

    first: date
    last: date
    reason: Words


class Correction(Reported):
    stream: Stream
    """Such as `approval/strategy`."""
    number: int = Field(ge=1)
    """The line's number in the ledger."""
    words: Words
    """What it should have said."""


class WayShut(Value):
    """Why a way to a decision cannot be gone, where the body's rules and calendar do not show it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rung: Rung
    reason: Words


class ChairActed(Reported):
    """What the chair decided with an officer instead of the body."""

    needed_by: date
    reason: Words
    cannot: tuple[WayShut, ...] = ()
    officer: SeatId | None = None
    consulted: tuple[Consulted, ...] = ()
    wording: Words | None = None
    minute: Words | None = None
    evidence: Words
