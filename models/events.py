"""What happened: one frozen model each, named by a past participle, never renamed once released.

A new field has a default, so that every line ever written still parses and folds.
"""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from models.deciding import Basis
from models.programme import Route
from models.values import (
    Answer,
    Ask,
    Assurance,
    BodyId,
    Channel,
    DocumentId,
    Instant,
    MatterId,
    PersonId,
    Procedure,
    SeatId,
    Sha256,
    Slug,
    Standing,
    Stream,
    Text,
    Value,
    Verb,
    VersionLabel,
)


class Fact(Value):
    """Something that happened, on one stream."""


# --- on any stream ------------------------------------------------------------------------


class ActRefused(Fact):
    """A known person asked for something a rule does not allow; the refusal is on the record."""

    kind: Literal["act-refused"] = "act-refused"
    command: Slug
    code: Slug


# --- programme/<programme> ----------------------------------------------------------------


class DefinitionLoaded(Fact):
    kind: Literal["definition-loaded"] = "definition-loaded"
    definition: Sha256


class ClockSet(Fact):
    kind: Literal["clock-set"] = "clock-set"
    offset: timedelta


# --- approval/<matter> --------------------------------------------------------------------


class MatterOpened(Fact):
    """A matter with everything it will be decided under: its route and the rule-sets by hash."""

    kind: Literal["matter-opened"] = "matter-opened"
    matter: MatterId
    document: DocumentId
    version: VersionLabel
    content_hash: Sha256
    sponsor: PersonId
    route: Route
    rule_sets: dict[BodyId, Sha256]
    closes: Instant | None = None


class StageOpened(Fact):
    kind: Literal["stage-opened"] = "stage-opened"
    stage: Slug


class BodyDecided(Fact):
    """A body has dealt with what it was asked. `holds` says whether that satisfies the ask."""

    kind: Literal["body-decided"] = "body-decided"
    body: BodyId
    version: VersionLabel
    standing: Standing
    holds: bool


class MatterHeld(Fact):
    kind: Literal["matter-held"] = "matter-held"
    reason: Text


class MatterReleased(Fact):
    kind: Literal["matter-released"] = "matter-released"
    reason: Text


class MatterWithdrawn(Fact):
    kind: Literal["matter-withdrawn"] = "matter-withdrawn"
    reason: Text


# --- sign-off/<matter>/<body>/<version> ---------------------------------------------------


class SignOffOpened(Fact):
    """One body is asked about one version; who is entitled is settled now (G34)."""

    kind: Literal["sign-off-opened"] = "sign-off-opened"
    matter: MatterId
    body: BodyId
    version: VersionLabel
    content_hash: Sha256
    ask: Ask
    required: bool
    procedure: Procedure
    rule_set: Sha256
    entitled: tuple[SeatId, ...] = ()
    deadline: Instant | None = None
    reminders: tuple[Instant, ...] = ()
    secretariat_told: Instant | None = None
    director_told: Instant | None = None


class AnswerGiven(Fact):
    """A member's answer; a later one of the same seat takes its place."""

    kind: Literal["answer-given"] = "answer-given"
    seat: SeatId
    answer: Answer
    reason: Text | None = None
    by: PersonId
    evidence_channel: Channel | None = None
    evidence: Text | None = None


class InterestDeclared(Fact):
    kind: Literal["interest-declared"] = "interest-declared"
    seat: SeatId
    nature: Text


class DeputyNamed(Fact):
    kind: Literal["deputy-named"] = "deputy-named"
    seat: SeatId
    deputy: PersonId


class ConcernRaised(Fact):
    kind: Literal["concern-raised"] = "concern-raised"
    concern: Slug
    seat: SeatId | None = None
    by: PersonId
    words: Text
    questions: int = 1


class ConcernAnswered(Fact):
    kind: Literal["concern-answered"] = "concern-answered"
    concern: Slug
    words: Text


class ConcernWithdrawn(Fact):
    kind: Literal["concern-withdrawn"] = "concern-withdrawn"
    concern: Slug


class Reminded(Fact):
    """Those who had not answered by then were reminded."""

    kind: Literal["reminded"] = "reminded"
    due: Instant
    seats: tuple[SeatId, ...]


class Escalated(Fact):
    kind: Literal["escalated"] = "escalated"
    due: Instant
    to: Literal["secretariat", "director"]
    seats: tuple[SeatId, ...]


class SignOffDecided(Fact):
    """What the body did with the item, as a list of verbs, and the basis it stands on."""

    kind: Literal["sign-off-decided"] = "sign-off-decided"
    standing: Standing
    verbs: tuple[Verb, ...]
    basis: Basis


class SignOffWithdrawn(Fact):
    kind: Literal["sign-off-withdrawn"] = "sign-off-withdrawn"


Event = Annotated[
    ActRefused
    | DefinitionLoaded
    | ClockSet
    | MatterOpened
    | StageOpened
    | BodyDecided
    | MatterHeld
    | MatterReleased
    | MatterWithdrawn
    | SignOffOpened
    | AnswerGiven
    | InterestDeclared
    | DeputyNamed
    | ConcernRaised
    | ConcernAnswered
    | ConcernWithdrawn
    | Reminded
    | Escalated
    | SignOffDecided
    | SignOffWithdrawn,
    Field(discriminator="kind"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event)


class By(Value):
    """Who acted: a person or office by id, how they reached us and how surely they are known.

    `None` in place of a By is time or process: a workflow doing what is due."""

    person: PersonId
    channel: Channel
    assurance: Assurance = Assurance.LINK


class Recorded(Value):
    """One line of the ledger. `happened` is what was said, `recorded` when it was written."""

    number: int
    stream: Stream
    event: Event
    happened: Instant
    recorded: Instant
    by: By | None = None
    command_id: str = ""
