"""What happened to a post, its rounds of recruitment and its appointments."""

from datetime import date
from enum import StrEnum
from typing import Literal

from models.dates import When
from models.deciding import Figures
from models.fact import Fact
from models.posts import RoundStage
from models.values import (
    BodyId,
    Instant,
    MatterId,
    OrganisationId,
    PersonId,
    PostId,
    SeatId,
    Slug,
    Text,
    Value,
)

# --- post/<post> --------------------------------------------------------------------------


class TenureKind(StrEnum):
    PERMANENT = "permanent"
    INTERIM = "interim"
    SECONDMENT = "secondment"


class PostEstablished(Fact):
    """Each body it serves has agreed to it, by the matter named."""

    kind: Literal["post-established"] = "post-established"
    matter: MatterId | None = None


class ForecastGiven(Fact):
    """Somebody was told when it would be filled."""

    kind: Literal["forecast-given"] = "forecast-given"
    due: When
    source: Text


class ForecastOvertaken(Fact):
    """What was forecast cannot come true any more."""

    kind: Literal["forecast-overtaken"] = "forecast-overtaken"
    given: Instant
    source: Text | None = None
    """Which of those given at that moment."""


class HolderStarted(Fact):
    kind: Literal["holder-started"] = "holder-started"
    appointment: int
    person: PersonId
    tenure: TenureKind
    first: date
    last: date | None = None
    missing: dict[BodyId, tuple[str, ...]] = {}
    """What bodies lack for a quorum since its seats are so held, though everyone came (G73)."""


class HolderEnds(Fact):
    """The last day of whoever holds it is set anew: an extension, an early end."""

    kind: Literal["holder-ends"] = "holder-ends"
    appointment: int
    last: date


class PartnersTold(Fact):
    """Everyone concerned has been told, once, of what became of a round or of who holds the post."""

    kind: Literal["partners-told"] = "partners-told"
    subject: Slug
    """Of what: `round-1`, `appointment-2`."""
    people: tuple[PersonId, ...]
    words: Text


class SeatPassedOn(Fact):
    """On a sign-off: the open request of a seat is another person's now, who holds the seat since (G73)."""

    kind: Literal["seat-passed-on"] = "seat-passed-on"
    seat: SeatId
    to: PersonId


# --- recruitment/<post>/<round> -------------------------------------------------------------


class RoundOutcome(StrEnum):
    APPOINTED = "appointed"
    DID_NOT_APPOINT = "did-not-appoint"
    WITHDRAWN = "withdrawn"


class OmittedStep(Value):
    """A step that is left out, and why: without a reason it may not be (G66)."""

    stage: RoundStage
    reason: Text


class RoundOpened(Fact):
    kind: Literal["round-opened"] = "round-opened"
    post: PostId
    number: int
    after: int | None = None
    """The round it follows: a new one, never the old one opened again."""
    planned: dict[RoundStage, date] = {}
    omitted: tuple[OmittedStep, ...] = ()


class StageReached(Fact):
    kind: Literal["stage-reached"] = "stage-reached"
    stage: RoundStage
    closes: date | None = None
    """Of an advertisement: the last day for applications."""


class StageOmitted(Fact):
    kind: Literal["stage-omitted"] = "stage-omitted"
    step: OmittedStep


class PanelSet(Fact):
    kind: Literal["panel-set"] = "panel-set"
    members: tuple[PersonId, ...]
    quorum: int


class PanelInterestDeclared(Fact):
    kind: Literal["panel-interest-declared"] = "panel-interest-declared"
    person: PersonId
    nature: Text


class CandidateEntered(Fact):
    """By a reference; who it is stands beside the ledger, and is erased when its time is up."""

    kind: Literal["candidate-entered"] = "candidate-entered"
    reference: Slug
    particulars: Text
    person: PersonId | None = None
    """Where the candidate is known here already, in another role."""


class CandidateLeft(Fact):
    kind: Literal["candidate-left"] = "candidate-left"
    reference: Slug


class RoundPaused(Fact):
    kind: Literal["round-paused"] = "round-paused"
    reason: Text


class RoundResumed(Fact):
    kind: Literal["round-resumed"] = "round-resumed"
    reason: Text
    closes: date | None = None


class RoundClosed(Fact):
    """What became of the round; it is closed once, and another is another round."""

    kind: Literal["round-closed"] = "round-closed"
    outcome: RoundOutcome
    candidate: Slug | None = None
    figures: Figures | None = None
    present: tuple[PersonId, ...] = ()
    reason: Text | None = None
    erase_from: date | None = None


class CandidatesErased(Fact):
    kind: Literal["candidates-erased"] = "candidates-erased"


# --- appointment/<post>/<n> -------------------------------------------------------------------


class SignOffAnswer(StrEnum):
    GRANTED = "granted"
    REFUSED = "refused"
    SUPPORTED = "supported"
    NOT_SUPPORTED = "not-supported"


class AppointmentProposed(Fact):
    kind: Literal["appointment-proposed"] = "appointment-proposed"
    post: PostId
    number: int
    tenure: TenureKind
    person: PersonId
    round: int | None = None
    matter: MatterId | None = None
    """By which each body the post serves confirms it."""
    hoped: When | None = None
    last: date | None = None
    home: OrganisationId | None = None
    """Of a secondment: who stays the employer (G74)."""


class EligibilityTested(Fact):
    """Whether the person may hold such a post at all, before anybody approves it (G67)."""

    kind: Literal["eligibility-tested"] = "eligibility-tested"
    passed: bool
    evidence: Text


class SignOffRequested(Fact):
    """The file that goes outside: what is asked for, on what basis, and what was left out and why (G66)."""

    kind: Literal["sign-off-requested"] = "sign-off-requested"
    interviewed: int | None = None
    omitted: tuple[OmittedStep, ...] = ()
    due: Instant


class InformationAwaited(Fact):
    """The outside office waits for something from us: its time stands still (G71)."""

    kind: Literal["information-awaited"] = "information-awaited"
    reason: Text


class InformationSupplied(Fact):
    kind: Literal["information-supplied"] = "information-supplied"
    due: Instant


class SignOffAnswered(Fact):
    kind: Literal["sign-off-answered"] = "sign-off-answered"
    answer: SignOffAnswer
    by: PersonId
    evidence: Text


class SignOffOverdue(Fact):
    kind: Literal["sign-off-overdue"] = "sign-off-overdue"
    due: Instant


class StartFixed(Fact):
    kind: Literal["start-fixed"] = "start-fixed"
    first: date
    hand_over: bool = False
    """Both hold the post for a time, to hand it over."""


class AppointmentStarted(Fact):
    kind: Literal["appointment-started"] = "appointment-started"


class TermNoticeGiven(Fact):
    """The end of a term comes nearer; everyone it concerns is told."""

    kind: Literal["term-notice-given"] = "term-notice-given"
    due: Instant
    days: int


class ExtensionProposed(Fact):
    """A later last day is a new decision of everybody who confirmed the first (G74)."""

    kind: Literal["extension-proposed"] = "extension-proposed"
    last: date
    matter: MatterId | None = None


class TermExtended(Fact):
    kind: Literal["term-extended"] = "term-extended"
    last: date


class EndSetEarly(Fact):
    kind: Literal["end-set-early"] = "end-set-early"
    last: date
    reason: Text


class AppointmentEnded(Fact):
    kind: Literal["appointment-ended"] = "appointment-ended"


class AppointmentWithdrawn(Fact):
    kind: Literal["appointment-withdrawn"] = "appointment-withdrawn"
    reason: Text


PostEvent = (
    PostEstablished
    | ForecastGiven
    | ForecastOvertaken
    | HolderStarted
    | HolderEnds
    | PartnersTold
    | SeatPassedOn
    | RoundOpened
    | StageReached
    | StageOmitted
    | PanelSet
    | PanelInterestDeclared
    | CandidateEntered
    | CandidateLeft
    | RoundPaused
    | RoundResumed
    | RoundClosed
    | CandidatesErased
    | AppointmentProposed
    | EligibilityTested
    | SignOffRequested
    | InformationAwaited
    | InformationSupplied
    | SignOffAnswered
    | SignOffOverdue
    | StartFixed
    | AppointmentStarted
    | TermNoticeGiven
    | ExtensionProposed
    | TermExtended
    | EndSetEarly
    | AppointmentEnded
    | AppointmentWithdrawn
)
