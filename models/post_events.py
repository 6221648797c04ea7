"""What happened to a post, its rounds of recruitment and its appointments."""

from datetime import date
from enum import StrEnum
from typing import Literal

from models.dates import When
from models.deciding import Figures
from models.fact import Fact
from models.posts import Conditions, RoundStage
from models.round_planning import StagesPlanned
from models.tellings import Turn
from models.values import (
    BodyId,
    Instant,
    MatterId,
    OrganisationId,
    PersonId,
    PostId,
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
    """Each body agreed to it by the matter named, or it stood before its record began, as the reason says."""

    kind: Literal["post-established"] = "post-established"
    matter: MatterId | None = None
    reason: Text | None = None


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
    unfilled: dict[BodyId, tuple[str, ...]] = {}
    """What they lack of the members their rules ask for."""


class HolderEnds(Fact):
    """The last day of whoever holds it is set anew: an extension, an early end."""

    kind: Literal["holder-ends"] = "holder-ends"
    appointment: int
    last: date


class PartnersTold(Fact):
    """Everyone concerned has been told, once, of what became of a round or of who holds the post."""

    kind: Literal["partners-told"] = "partners-told"
    subject: Slug
    """Of what: `round-1-nobody-appointed`; in what earlier releases wrote `round-1`, `appointment-2`."""
    people: tuple[PersonId, ...]
    words: Text | None = None
    """None of what is told by itself, in the act that makes it so."""
    turn: Turn | None = None
    number: int | None = None
    """Of the round or the appointment."""
    day: date | None = None
    """Of a start the first day, of a term its last."""


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
    """Of an advertisement: the last day for applications; of their close, the one with which they closed."""


class ClosingDayMoved(Fact):
    """An advertisement runs on to a later last day for applications."""

    kind: Literal["closing-day-moved"] = "closing-day-moved"
    closes: date


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
    known_as: Text | None = None
    """Where the candidate is known here already, in another role: as whom, kept as the particulars are."""
    person: PersonId | None = None
    """The same in lines of former releases, in the clear: still read, and never written any more."""


class CandidateLeft(Fact):
    kind: Literal["candidate-left"] = "candidate-left"
    reference: Slug


class RoundPaused(Fact):
    kind: Literal["round-paused"] = "round-paused"
    reason: Text
    erase_from: date | None = None
    """What is known of candidates is kept no longer because the round stands still."""


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


class RoundFellThrough(Fact):
    """Whoever the panel chose declined the offer, or the checks failed; the round stays closed."""

    kind: Literal["round-fell-through"] = "round-fell-through"
    reason: Text


class CandidatesErased(Fact):
    """What was typed of those who applied, or of somebody who was proposed and never held the post."""

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
    months: int | None = None
    """In place of a last day: how long the term is, counted from its first day."""
    home: OrganisationId | None = None
    """Of a secondment: who stays the employer (G74)."""
    conditions: Conditions | None = None
    """None in what earlier releases wrote: then they are those of the definition in force."""


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
    erase_from: date | None = None
    """Where nobody holds the post by it: from when what was typed of them is kept no longer."""


class SignOffOverdue(Fact):
    kind: Literal["sign-off-overdue"] = "sign-off-overdue"
    due: Instant


class StartFixed(Fact):
    kind: Literal["start-fixed"] = "start-fixed"
    first: date
    hand_over: bool = False
    """Both hold the post for a time, to hand it over."""
    until: date | None = None
    """The last day of that time, and of whoever held the post before."""
    last: date | None = None
    """Of a term of so many months: the last day it comes to."""


class StartCalledOff(Fact):
    """The day came, and these bodies no longer confirmed it: another first day is to be fixed (G68). Without
    any: it did not stand any more, and somebody else is to hold the post then.
    """

    kind: Literal["start-called-off"] = "start-called-off"
    bodies: tuple[BodyId, ...]


class AppointmentStarted(Fact):
    kind: Literal["appointment-started"] = "appointment-started"


class TermNoticeGiven(Fact):
    """The end of a term comes nearer; everyone it concerns is told."""

    kind: Literal["term-notice-given"] = "term-notice-given"
    due: Instant
    days: int
    until: date | None = None
    """Where a hand-over that is fixed ends the term earlier: that day."""


class ExtensionProposed(Fact):
    """A later last day: in force only by a new decision of everybody who confirmed the first (G74)."""

    kind: Literal["extension-proposed"] = "extension-proposed"
    last: date
    matter: MatterId | None = None
    months: int | None = None
    """By how many the term is to be longer, where it was said so."""
    instead: date | None = None
    """The last day of the longer term that was proposed before, and that gives way to this one."""


class TermExtended(Fact):
    kind: Literal["term-extended"] = "term-extended"
    last: date


class EndSetEarly(Fact):
    kind: Literal["end-set-early"] = "end-set-early"
    last: date
    reason: Text | None = None
    """None where whoever follows takes the post over."""
    drops: date | None = None
    """To which day an extension was proposed, that falls with it."""
    was_asked_outside: bool = False
    """Whether the office outside was asked about that extension, and had not answered."""


class AppointmentEnded(Fact):
    kind: Literal["appointment-ended"] = "appointment-ended"
    missing: dict[BodyId, tuple[str, ...]] = {}
    """What bodies lack for a quorum with its seats so left, though everyone came (G73)."""
    unfilled: dict[BodyId, tuple[str, ...]] = {}
    last: date | None = None
    """Its last day, which ended with the moment at which it happened."""


class AppointmentWithdrawn(Fact):
    kind: Literal["appointment-withdrawn"] = "appointment-withdrawn"
    reason: Text
    erase_from: date | None = None


PostEvent = (
    PostEstablished
    | ForecastGiven
    | ForecastOvertaken
    | HolderStarted
    | HolderEnds
    | PartnersTold
    | RoundOpened
    | StagesPlanned
    | StageReached
    | ClosingDayMoved
    | StageOmitted
    | PanelSet
    | PanelInterestDeclared
    | CandidateEntered
    | CandidateLeft
    | RoundPaused
    | RoundResumed
    | RoundClosed
    | RoundFellThrough
    | CandidatesErased
    | AppointmentProposed
    | EligibilityTested
    | SignOffRequested
    | InformationAwaited
    | InformationSupplied
    | SignOffAnswered
    | SignOffOverdue
    | StartFixed
    | StartCalledOff
    | AppointmentStarted
    | TermNoticeGiven
    | ExtensionProposed
    | TermExtended
    | EndSetEarly
    | AppointmentEnded
    | AppointmentWithdrawn
)
