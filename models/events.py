"""What happened: one frozen model each, named by a past participle, never renamed once released.

A new field has a default, so that every line ever written still parses and folds.
"""

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from models.course_events import (
    MatterEnded,
    RouteVaried,
    RulesMigrated,
    RulesProposalWithdrawn,
    RulesProposed,
    SignOffMigrated,
    WentAheadWithout,
)
from models.dates import When
from models.deciding import Basis, ConditionState, ConditionTerms, Consulted
from models.executive_events import ExecutiveEvent
from models.fact import Fact
from models.forecasting import ForeseenLate
from models.meeting_events import (
    ApologiesGiven,
    ApologiesWithdrawn,
    ItemPutOnAgenda,
    ItemRefused,
    ItemTakenOff,
    MeetingAdjourned,
    MeetingCalled,
    MeetingCancelled,
    MeetingHeld,
    MeetingMoved,
    MeetingSuspended,
    MembersChanged,
    MinutesChased,
    PapersChased,
    PapersIssued,
    PapersLate,
    SittingRecorded,
)
from models.post_events import PostEvent
from models.programme import Route
from models.publication_events import (
    CommentAnswered,
    GateOpened,
    MatterPublished,
    PublicationChased,
    PublicationDated,
)
from models.publication_plan import PublicationPlan
from models.ratifying_events import RatificationDecided, RatificationStands
from models.seat_events import SeatEvent
from models.values import (
    Answer,
    Ask,
    Assurance,
    BodyId,
    ChangeClass,
    Channel,
    DocumentId,
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
    Standing,
    Stream,
    Text,
    Value,
    Verb,
    VersionLabel,
)

# --- on any stream ------------------------------------------------------------------------


class ActRefused(Fact):
    """A known person asked for something a rule does not allow; the refusal is on the record."""

    kind: Literal["act-refused"] = "act-refused"
    command: Slug
    code: Slug


class RecordCorrected(Fact):
    """What line `number` should have said. The line itself stays as it was written."""

    kind: Literal["record-corrected"] = "record-corrected"
    number: int
    words: Text


class LetterReturned(Fact):
    """A letter's address was refused for good; somebody must mend it or reach the person otherwise."""

    kind: Literal["letter-returned"] = "letter-returned"
    person: PersonId
    letter: Sha256
    was_task: bool = False


# --- programme/<programme> ----------------------------------------------------------------


class DefinitionLoaded(Fact):
    kind: Literal["definition-loaded"] = "definition-loaded"
    definition: Sha256
    missing: dict[BodyId, tuple[str, ...]] = {}
    """What bodies lack for a quorum by the holders it names, though everyone came (G73)."""
    unfilled: dict[BodyId, tuple[str, ...]] = {}
    """What they lack of the members their rules ask for."""


class ClockSet(Fact):
    kind: Literal["clock-set"] = "clock-set"
    offset: timedelta


class PublishingBarred(Fact):
    kind: Literal["publishing-barred"] = "publishing-barred"
    window: Slug
    first: date
    last: date
    reason: Text


class WindowWithdrawn(Fact):
    kind: Literal["window-withdrawn"] = "window-withdrawn"
    window: Slug


class LettersStopped(Fact):
    """A person is not sent any more what only informs them; what is asked of them still comes."""

    kind: Literal["letters-stopped"] = "letters-stopped"
    person: PersonId


class LettersResumed(Fact):
    kind: Literal["letters-resumed"] = "letters-resumed"
    person: PersonId


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
    adopting: bool = False
    publication: PublicationPlan | None = None


class AdoptionFinished(Fact):
    kind: Literal["adoption-finished"] = "adoption-finished"


class VersionIssued(Fact):
    kind: Literal["version-issued"] = "version-issued"
    version: VersionLabel
    content_hash: Sha256
    change: ChangeClass
    reason: Text
    caused_by: tuple[BodyId, ...] = ()
    notified: tuple[BodyId, ...] = ()
    """Bodies that approved the former version and may object to this one."""
    objections_until: Instant | None = None


class CommentLogged(Fact):
    """A body was visited; `words` is None when it had no comment. Never a decision."""

    kind: Literal["comment-logged"] = "comment-logged"
    body: BodyId
    words: Text | None = None


class PapersRequested(Fact):
    kind: Literal["papers-requested"] = "papers-requested"
    request: Slug
    body: BodyId
    seat: SeatId | None = None
    by: PersonId
    parts: tuple[Slug, ...]


class PapersSent(Fact):
    kind: Literal["papers-sent"] = "papers-sent"
    request: Slug


class PapersRefused(Fact):
    kind: Literal["papers-refused"] = "papers-refused"
    request: Slug
    reason: Text


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
    awaits_effect: bool = False
    """It gives what was asked, and holds once it has taken effect (G49)."""


class BodyAskedAgain(Fact):
    """A body that lapsed, refused or did less than it was asked is asked once more; what it did stands."""

    kind: Literal["body-asked-again"] = "body-asked-again"
    body: BodyId
    of: tuple[BodyId, ...] = ()
    """Whose outcomes are reopened, where it holds those of bodies it succeeded; else its own."""
    version: VersionLabel
    reason: Text


class BodySucceeded(Fact):
    """A body has ended: what it approved is carried to its successor, and what it still owed moves there."""

    kind: Literal["body-succeeded"] = "body-succeeded"
    body: BodyId
    successor: BodyId
    rule_set: Sha256
    """The successor's rules, under which it decides what it inherits."""


class ConditionStands(Fact):
    """How a condition of a body's approval stands; one that has lapsed takes the approval with it."""

    kind: Literal["condition-stands"] = "condition-stands"
    body: BodyId
    obligation: ObligationId
    state: ConditionState


class NoticeServed(Fact):
    """A body whose approval of the former text came on the record late may object to the new one."""

    kind: Literal["notice-served"] = "notice-served"
    body: BodyId
    version: VersionLabel
    until: Instant


class NoticeEnded(Fact):
    """A body told of an amendment has let its window end, or withdrawn its objection afterwards."""

    kind: Literal["notice-ended"] = "notice-ended"
    body: BodyId
    version: VersionLabel
    standing: Standing


class MatterHeld(Fact):
    kind: Literal["matter-held"] = "matter-held"
    reason: Text


class MatterReleased(Fact):
    kind: Literal["matter-released"] = "matter-released"
    reason: Text
    objections_until: dict[BodyId, Instant] = {}
    """Until when bodies told of an amendment may now object."""


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
    interests: dict[SeatId, Text] = {}
    """Declared on an earlier version: an interest in the matter does not end with a text (G37)."""
    deputies: dict[SeatId, PersonId] = {}


class SignOffReopened(Fact):
    """The body is asked again about the same version; its answers so far stand as an attempt."""

    kind: Literal["sign-off-reopened"] = "sign-off-reopened"
    procedure: Procedure | None = None
    """When it is asked otherwise than before."""
    rule_set: Sha256 | None = None
    """When it decides under other rules than before (G13)."""
    entitled: tuple[SeatId, ...] = ()
    deadline: Instant | None = None
    reminders: tuple[Instant, ...] = ()
    secretariat_told: Instant | None = None
    director_told: Instant | None = None


class DeadlineMoved(Fact):
    """After a hold: when what was still to fall due does so now; `deadline` is None where nothing closes."""

    kind: Literal["deadline-moved"] = "deadline-moved"
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
    """`missing` is what the body would lack for the item at its meeting, where this changes that (G39)."""

    kind: Literal["interest-declared"] = "interest-declared"
    seat: SeatId
    nature: Text
    missing: tuple[str, ...] = ()


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
    objects: bool = False
    """To an amendment, on the body's behalf; a question or concern never shuts anything once answered."""


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
    meeting: MeetingId | None = None
    wording: Text | None = None
    minute: Text | None = None
    conditions: tuple[Text, ...] = ()
    evidence: Text | None = None
    publish_by: Instant | None = None
    """Where it may be called in before it takes effect: by when it is to be published (G49)."""


class MeetingFixed(Fact):
    """Which meeting takes the item."""

    kind: Literal["meeting-fixed"] = "meeting-fixed"
    meeting: MeetingId
    starts: Instant


class MeetingLost(Fact):
    """The meeting that was to take the item will not be held, and no other is known yet."""

    kind: Literal["meeting-lost"] = "meeting-lost"
    meeting: MeetingId


class MeetingAwaited(Fact):
    """No meeting takes the item; who is told when none has been found."""

    kind: Literal["meeting-awaited"] = "meeting-awaited"
    secretariat_told: Instant
    director_told: Instant


class SignOffDeferred(Fact):
    kind: Literal["sign-off-deferred"] = "sign-off-deferred"
    meeting: MeetingId | None = None
    """None when the body put it off by letter."""
    basis: Basis
    asked_for: Text
    wording: Text | None = None


class FoundInquorate(Fact):
    """The item was reached without a quorum: it may be talked about, not decided (G27). The basis says
    whether interests alone are why (G39).
    """

    kind: Literal["found-inquorate"] = "found-inquorate"
    meeting: MeetingId
    basis: Basis
    minute: Text | None = None


class SignOffWithdrawn(Fact):
    kind: Literal["sign-off-withdrawn"] = "sign-off-withdrawn"


class SignOffSuperseded(Fact):
    """A newer version is under decision; the body is asked about that one."""

    kind: Literal["sign-off-superseded"] = "sign-off-superseded"
    version: VersionLabel


# --- obligation/<id> ----------------------------------------------------------------------


class ObligationOpened(Fact):
    kind: Literal["obligation-opened"] = "obligation-opened"
    obligation: ObligationId
    sort: ObligationSort
    matter: MatterId | None = None
    body: BodyId | None = None
    """The body a delegated decision is to be reported to."""
    owner: PersonId
    words: Text | None = None
    """What was said; None for a report, which says itself."""
    source: Text | None = None
    due: When
    promised_to: tuple[PersonId, ...] = ()
    terms: ConditionTerms | None = None
    foreseen_late: ForeseenLate | None = None
    """Where it could not be kept as things stood when it was made."""


class ObligationChased(Fact):
    kind: Literal["obligation-chased"] = "obligation-chased"
    due: Instant


class ObligationSlipped(Fact):
    """Its last day passed without it; `happened` is that day's last minute."""

    kind: Literal["obligation-slipped"] = "obligation-slipped"
    due: Instant


class ObligationCarriedOver(Fact):
    kind: Literal["obligation-carried-over"] = "obligation-carried-over"
    due: When
    reason: Text
    owner: PersonId | None = None
    """Who owes it from then on, where that is somebody else."""


class ObligationDischarged(Fact):
    kind: Literal["obligation-discharged"] = "obligation-discharged"
    evidence: Text
    officer: SeatId | None = None
    """Who called a condition met, and whom they had consulted."""
    consulted: tuple[Consulted, ...] = ()


class ObligationDropped(Fact):
    kind: Literal["obligation-dropped"] = "obligation-dropped"
    reason: Text


Event = Annotated[
    ActRefused
    | DefinitionLoaded
    | ClockSet
    | MatterOpened
    | StageOpened
    | BodyDecided
    | BodyAskedAgain
    | BodySucceeded
    | ConditionStands
    | NoticeServed
    | NoticeEnded
    | MatterHeld
    | MatterReleased
    | MatterWithdrawn
    | RouteVaried
    | WentAheadWithout
    | MatterEnded
    | RulesProposed
    | RulesProposalWithdrawn
    | RulesMigrated
    | SignOffMigrated
    | SignOffOpened
    | SignOffReopened
    | DeadlineMoved
    | AnswerGiven
    | InterestDeclared
    | DeputyNamed
    | ConcernRaised
    | ConcernAnswered
    | ConcernWithdrawn
    | Reminded
    | Escalated
    | SignOffDecided
    | SignOffWithdrawn
    | RecordCorrected
    | LetterReturned
    | PublishingBarred
    | WindowWithdrawn
    | LettersStopped
    | LettersResumed
    | AdoptionFinished
    | VersionIssued
    | CommentLogged
    | PapersRequested
    | PapersSent
    | PapersRefused
    | MeetingFixed
    | MeetingLost
    | MeetingAwaited
    | SignOffDeferred
    | FoundInquorate
    | SignOffSuperseded
    | RatificationStands
    | RatificationDecided
    | ExecutiveEvent
    | PostEvent
    | SeatEvent
    | MeetingCalled
    | ItemPutOnAgenda
    | ItemTakenOff
    | PapersIssued
    | PapersChased
    | PapersLate
    | ApologiesGiven
    | ApologiesWithdrawn
    | MeetingHeld
    | MeetingMoved
    | ItemRefused
    | MeetingAdjourned
    | SittingRecorded
    | MeetingSuspended
    | MeetingCancelled
    | MembersChanged
    | MinutesChased
    | ObligationOpened
    | ObligationChased
    | ObligationSlipped
    | ObligationCarriedOver
    | ObligationDischarged
    | ObligationDropped
    | GateOpened
    | PublicationDated
    | MatterPublished
    | PublicationChased
    | CommentAnswered,
    Field(discriminator="kind"),
]


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
