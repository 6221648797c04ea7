"""What can be asked for around a post: that there is one, a round to fill it, an appointment to it."""

from datetime import date
from typing import Final, Literal

from pydantic import Field

from models.command import Command
from models.dates import When
from models.deciding import Figures
from models.post_events import OmittedStep, SignOffAnswer, TenureKind
from models.posts import RoundStage
from models.values import Instant, MatterId, OrganisationId, PersonId, PostId, Slug, Text

LONGEST_TERM: Final = 600
"""In months: fifty years."""

# --- of a post ------------------------------------------------------------------------------


class EstablishPost(Command):
    """There is such a post: by a matter in which each body it serves agreed to it, or because it stood
    before its record began, for the reason given. One of the two.
    """

    kind: Literal["establish-post"] = "establish-post"
    matter: MatterId | None = None
    reason: Text | None = None


class GiveForecast(Command):
    """Somebody was told when the post would be filled."""

    kind: Literal["give-forecast"] = "give-forecast"
    due: When
    source: Text
    no_day: bool = False
    """Kept as words alone, though they say no day."""


class TellPartners(Command):
    """Tell everyone concerned, once, of one turn of a round or of an appointment."""

    kind: Literal["tell-partners"] = "tell-partners"
    subject: Slug
    """Such as `round-1-nobody-appointed`: one of those there are to tell now."""
    words: Text


class OvertakeForecasts(Command):
    """The last day of what was forecast has passed, and nobody holds the post."""

    kind: Literal["overtake-forecasts"] = "overtake-forecasts"
    due: Instant


# --- of a round -----------------------------------------------------------------------------


class OpenRound(Command):
    kind: Literal["open-round"] = "open-round"
    post: PostId
    number: int = Field(ge=1)
    planned: dict[RoundStage, date] = {}


class PlanStages(Command):
    """Other days, or the first, for stages still to come; of the others the days stay."""

    kind: Literal["plan-stages"] = "plan-stages"
    planned: dict[RoundStage, date] = Field(min_length=1)


class ReachStage(Command):
    kind: Literal["reach-stage"] = "reach-stage"
    stage: RoundStage
    closes: date | None = None


class OmitStage(Command):
    kind: Literal["omit-stage"] = "omit-stage"
    step: OmittedStep


class SetPanel(Command):
    kind: Literal["set-panel"] = "set-panel"
    members: tuple[PersonId, ...] = Field(min_length=1)
    quorum: int = Field(ge=1)


class DeclarePanelInterest(Command):
    kind: Literal["declare-panel-interest"] = "declare-panel-interest"
    person: PersonId
    nature: Text


class EnterCandidate(Command):
    kind: Literal["enter-candidate"] = "enter-candidate"
    reference: Slug | None = None
    """None: the next number of the round, such as `c-3`."""
    particulars: Text
    person: Text | None = None
    """Where the candidate is known here already, the person's id: never in the clear on the record."""


class LetCandidateGo(Command):
    """They withdrew, or were not taken further."""

    kind: Literal["let-candidate-go"] = "let-candidate-go"
    reference: Slug


class PauseRound(Command):
    kind: Literal["pause-round"] = "pause-round"
    reason: Text


class ResumeRound(Command):
    kind: Literal["resume-round"] = "resume-round"
    reason: Text
    closes: date | None = None


class DecideRound(Command):
    """What the panel decided after its interviews: a candidate, or nobody."""

    kind: Literal["decide-round"] = "decide-round"
    candidate: Slug | None = None
    """None: it appoints nobody."""
    present: tuple[PersonId, ...] = Field(min_length=1)
    figures: Figures | None = None
    reason: Text | None = None


class WithdrawRound(Command):
    kind: Literal["withdraw-round"] = "withdraw-round"
    reason: Text


class LetRoundFallThrough(Command):
    """Whoever was chosen declined the offer, or the checks failed."""

    kind: Literal["let-round-fall-through"] = "let-round-fall-through"
    reason: Text


class CloseApplications(Command):
    """The last day for applications has passed."""

    kind: Literal["close-applications"] = "close-applications"
    due: Instant
    turn: int = 0


class EraseCandidates(Command):
    """The time for which what was typed of those who applied is kept has passed; or of somebody who was
    proposed and never held the post.
    """

    kind: Literal["erase-candidates"] = "erase-candidates"
    due: Instant


# --- of an appointment ------------------------------------------------------------------------


class ProposeAppointment(Command):
    kind: Literal["propose-appointment"] = "propose-appointment"
    post: PostId
    number: int = Field(ge=1)
    tenure: TenureKind
    person: PersonId
    round: int | None = None
    matter: MatterId | None = None
    hoped: When | None = None
    last: date | None = None
    months: int | None = Field(default=None, ge=1, le=LONGEST_TERM)
    home: OrganisationId | None = None


class RecordEligibility(Command):
    kind: Literal["record-eligibility"] = "record-eligibility"
    passed: bool
    evidence: Text


class RequestSignOff(Command):
    """Send the file to the outside office, once every body has confirmed."""

    kind: Literal["request-sign-off"] = "request-sign-off"
    interviewed: int | None = Field(default=None, ge=0)
    omitted: tuple[OmittedStep, ...] = ()


class AwaitInformation(Command):
    kind: Literal["await-information"] = "await-information"
    reason: Text


class SupplyInformation(Command):
    kind: Literal["supply-information"] = "supply-information"


class AnswerSignOff(Command):
    kind: Literal["answer-sign-off"] = "answer-sign-off"
    answer: SignOffAnswer
    by: PersonId
    """The office that answered, whoever enters it."""
    evidence: Text


class FixStart(Command):
    kind: Literal["fix-start"] = "fix-start"
    first: date
    hand_over: bool = False
    """To the last day that whoever holds the post has."""
    hand_over_until: date | None = None
    """To this day, which becomes their last."""


class ProposeExtension(Command):
    """To a last day, or by so many months after the present one."""

    kind: Literal["propose-extension"] = "propose-extension"
    last: date | None = None
    months: int | None = Field(default=None, ge=1, le=LONGEST_TERM)
    matter: MatterId | None = None


class ExtendTerm(Command):
    """Let the extension take effect, if every body has confirmed it and the office outside, where the post
    needs its sign-off, has answered.
    """

    kind: Literal["extend-term"] = "extend-term"


class EndEarly(Command):
    kind: Literal["end-early"] = "end-early"
    last: date
    reason: Text


class WithdrawAppointment(Command):
    kind: Literal["withdraw-appointment"] = "withdraw-appointment"
    reason: Text


class StartAppointment(Command):
    kind: Literal["start-appointment"] = "start-appointment"
    due: Instant
    turn: int = 0


class GiveTermNotice(Command):
    kind: Literal["give-term-notice"] = "give-term-notice"
    due: Instant
    days: int
    turn: int = 0


class NoteSignOffOverdue(Command):
    kind: Literal["note-sign-off-overdue"] = "note-sign-off-overdue"
    due: Instant
    turn: int = 0


class EndAppointment(Command):
    kind: Literal["end-appointment"] = "end-appointment"
    due: Instant
    turn: int = 0


PostCommand = (
    EstablishPost
    | GiveForecast
    | TellPartners
    | OvertakeForecasts
    | OpenRound
    | PlanStages
    | ReachStage
    | OmitStage
    | SetPanel
    | DeclarePanelInterest
    | EnterCandidate
    | LetCandidateGo
    | PauseRound
    | ResumeRound
    | DecideRound
    | WithdrawRound
    | LetRoundFallThrough
    | CloseApplications
    | EraseCandidates
    | ProposeAppointment
    | RecordEligibility
    | RequestSignOff
    | AwaitInformation
    | SupplyInformation
    | AnswerSignOff
    | FixStart
    | ProposeExtension
    | ExtendTerm
    | EndEarly
    | WithdrawAppointment
    | StartAppointment
    | GiveTermNotice
    | NoteSignOffOverdue
    | EndAppointment
)
