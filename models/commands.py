"""What can be asked for: one frozen model each, named by a verb."""

from datetime import date, time, timedelta
from typing import Annotated, Literal

from pydantic import Field

from models.command import Command
from models.course_commands import (
    AgreeRules,
    EndMatter,
    GoAheadWithout,
    ProposeRules,
    VaryRoute,
    WithdrawRules,
)
from models.dates import When
from models.deciding import Attendance, ConditionTerms, Consulted, Figures, Interest, Result, Vote
from models.executive_commands import ExecutiveCommand
from models.letter_commands import ResumeLetters, StopLetters
from models.post_commands import PostCommand
from models.publication_commands import PublicationCommand
from models.urgency_commands import TakeChairsAction
from models.values import (
    Answer,
    BodyId,
    ChangeClass,
    Channel,
    Instant,
    MatterId,
    MeetingId,
    ObligationId,
    ObligationSort,
    PersonId,
    SeatId,
    Sha256,
    Slug,
    Text,
    Value,
    Verb,
    VersionLabel,
)

__all__ = ["Command"]
"""Lists of commands in modules of their own need it too; everybody else has it from here."""

# --- of a programme -----------------------------------------------------------------------


class LoadDefinition(Command):
    """Make this definition the one in force; what runs already keeps the rules it began under."""

    kind: Literal["load-definition"] = "load-definition"
    definition: Sha256


class SetClock(Command):
    """Set how far the programme clock runs ahead of (or behind) the real one."""

    kind: Literal["set-clock"] = "set-clock"
    offset: timedelta


class ReturnLetter(Command):
    """The mail server refused an address for good."""

    kind: Literal["return-letter"] = "return-letter"
    person: PersonId
    letter: Sha256
    was_task: bool = False
    """Whether the letter itself told of a task."""


class BarPublishing(Command):
    """Enter a window of days in which nothing is published (a pre-election period, say)."""

    kind: Literal["bar-publishing"] = "bar-publishing"
    window: Slug
    first: date
    last: date
    reason: Text


class WithdrawWindow(Command):
    kind: Literal["withdraw-window"] = "withdraw-window"
    window: Slug


# --- of a matter --------------------------------------------------------------------------


class OpenMatter(Command):
    """Start a matter as the definition plans it, on one version of its document."""

    kind: Literal["open-matter"] = "open-matter"
    matter: MatterId
    version: VersionLabel
    closes: Instant | None = None
    """When its written procedures close; by the body's own rules when not said."""
    adopting: bool = False
    """Taken over half run: what has happened is entered first, without letters or reminders."""


class OpenStage(Command):
    kind: Literal["open-stage"] = "open-stage"
    stage: Slug


class AskAgain(Command):
    """Ask a body once more that lapsed, refused or did less than it was asked."""

    kind: Literal["ask-again"] = "ask-again"
    body: BodyId
    reason: Text


class Succeed(Command):
    """A body of the route ended the day before, and its successor takes its place."""

    kind: Literal["succeed"] = "succeed"
    body: BodyId
    due: Instant


class HoldMatter(Command):
    kind: Literal["hold-matter"] = "hold-matter"
    reason: Text


class ReleaseMatter(Command):
    kind: Literal["release-matter"] = "release-matter"
    reason: Text


class WithdrawMatter(Command):
    kind: Literal["withdraw-matter"] = "withdraw-matter"
    reason: Text


class FinishAdoption(Command):
    """All that had happened is entered; from now on the matter runs."""

    kind: Literal["finish-adoption"] = "finish-adoption"


class IssueVersion(Command):
    """Put a new version in the place of the one now under decision."""

    kind: Literal["issue-version"] = "issue-version"
    version: VersionLabel
    change: ChangeClass
    reason: Text
    caused_by: tuple[BodyId, ...] = ()
    """The bodies whose conditions a limited change is to meet."""


class LogComment(Command):
    """A visit to a body to hear what it thinks of the draft, and whether it had comments."""

    kind: Literal["log-comment"] = "log-comment"
    body: BodyId
    words: Text | None = None


class RequestPapers(Command):
    """A body or member asks for parts that were not enclosed."""

    kind: Literal["request-papers"] = "request-papers"
    body: BodyId
    seat: SeatId | None = None
    parts: tuple[Slug, ...] = Field(min_length=1)


class SendPapers(Command):
    kind: Literal["send-papers"] = "send-papers"
    request: Slug


class RefusePapers(Command):
    kind: Literal["refuse-papers"] = "refuse-papers"
    request: Slug
    reason: Text


# --- of one body's sign-off ---------------------------------------------------------------


class Evidence(Value):
    """How an answer reached the secretariat that enters it on a member's behalf."""

    channel: Channel
    note: Text


class GiveAnswer(Command):
    """A member's answer in a written procedure, bound to the text by its content hash."""

    kind: Literal["give-answer"] = "give-answer"
    seat: SeatId
    answer: Answer
    content_hash: Sha256
    reason: Text | None = None
    evidence: Evidence | None = None
    """Given when the secretariat enters the answer for the member."""


class DeclareInterest(Command):
    """A member with an interest in the matter takes no part in deciding it (G37)."""

    kind: Literal["declare-interest"] = "declare-interest"
    seat: SeatId
    nature: Text


class RaiseConcern(Command):
    """A concern, query or question, to be answered before or after the decision."""

    kind: Literal["raise-concern"] = "raise-concern"
    seat: SeatId | None = None
    words: Text
    questions: int = Field(default=1, ge=1)
    """How many separate questions it holds (a scrutiny query may hold several)."""
    objects: bool = False
    """Whether the body objects to an amendment it was told of (G58)."""


class AnswerConcern(Command):
    kind: Literal["answer-concern"] = "answer-concern"
    concern: Slug
    words: Text


class WithdrawConcern(Command):
    kind: Literal["withdraw-concern"] = "withdraw-concern"
    concern: Slug


class HandOver(Command):
    """Name a deputy, who then answers in the member's place (G32)."""

    kind: Literal["hand-over"] = "hand-over"
    seat: SeatId
    deputy: PersonId


class Remind(Command):
    """Remind those who have not answered."""

    kind: Literal["remind"] = "remind"
    due: Instant
    turn: int = 0


class Escalate(Command):
    """Tell a named person who has not answered: the secretariat first, then the director."""

    kind: Literal["escalate"] = "escalate"
    due: Instant
    turn: int = 0
    to: Literal["secretariat", "director"]


class PassSeatsOn(Command):
    """Pass on what was asked of seats that have another holder from that moment."""

    kind: Literal["pass-seats-on"] = "pass-seats-on"
    due: Instant
    turn: int = 0


class CloseSignOff(Command):
    """Close a written procedure at its deadline."""

    kind: Literal["close-sign-off"] = "close-sign-off"
    due: Instant
    turn: int = 0


class Limb(Value):
    """One verb of a decision, with its words: a decision is a list of these."""

    verb: Verb
    words: Text | None = None
    terms: ConditionTerms | None = None
    """Of a condition: by when, and who may call it met."""


class DecisionRecord(Value):
    """What a body did with one item, as its minute or letter tells it."""

    limbs: tuple[Limb, ...] = ()
    """Empty when the item was reached but nothing could be decided."""
    at: time | None = None
    """When the item was reached, London time; quorum is tested then (G28)."""
    interests: tuple[Interest, ...] = ()
    figures: Figures | None = None
    votes: dict[SeatId, Vote] = {}
    by_assent: bool = False
    casting: Result | None = None
    in_private: Text | None = None
    """Of an item that a body which meets in public took in private, by resolution: the reason (G19)."""
    lost: bool = False
    """What the verbs say was put to the vote and lost."""
    wording: Text | None = None
    minute: Text | None = None
    asked_for: Text | None = None
    """What a body that defers wants to see first."""
    to: MeetingId | None = None
    """The meeting that takes the item next, when it was deferred or there was no quorum."""


class RecordDecision(Command):
    """A body that reports by letter, or a committee or officer that used delegated authority."""

    kind: Literal["record-decision"] = "record-decision"
    decision: DecisionRecord
    attendance: tuple[Attendance, ...] = ()
    officer: SeatId | None = None
    consulted: tuple[Consulted, ...] = ()
    evidence: Text


class InformBody(Command):
    """Tell every member of a body that is only to be informed; nothing is asked of it."""

    kind: Literal["inform-body"] = "inform-body"


# --- of a meeting -------------------------------------------------------------------------


class CallMeeting(Command):
    """Call a meeting of one body, or of several in common, beyond those in the calendar."""

    kind: Literal["call-meeting"] = "call-meeting"
    meeting: MeetingId
    bodies: tuple[BodyId, ...] = Field(min_length=1)
    starts: Instant
    place: Text | None = None
    in_public: bool = False


class PutOnAgenda(Command):
    kind: Literal["put-on-agenda"] = "put-on-agenda"
    matter: MatterId
    bodies: tuple[BodyId, ...] = Field(min_length=1)
    special_circumstances: Text | None = None
    """The chair's opinion why the item is taken though its papers are late (G22)."""


class IssuePapers(Command):
    kind: Literal["issue-papers"] = "issue-papers"


class GiveApologies(Command):
    """A member will not be there; the quorum to be expected is worked out anew (G39)."""

    kind: Literal["give-apologies"] = "give-apologies"
    seat: SeatId


class WithdrawApologies(Command):
    """They will be there after all; the quorum to be expected is worked out anew."""

    kind: Literal["withdraw-apologies"] = "withdraw-apologies"
    seat: SeatId


class BodyPresent(Value):
    body: BodyId
    attendance: tuple[Attendance, ...]
    presiding: SeatId | None = None


class ItemRecord(Value):
    """One item for one body: in a meeting in common each body decides for itself (G1)."""

    body: BodyId
    matter: MatterId
    decision: DecisionRecord


class RecordMeeting(Command):
    """What happened at a meeting, all at once: who was there, and what each body did with each item."""

    kind: Literal["record-meeting"] = "record-meeting"
    present: tuple[BodyPresent, ...] = Field(min_length=1)
    items: tuple[ItemRecord, ...] = ()
    sitting: int | None = Field(default=None, ge=1)
    """Of a meeting that was adjourned, which sitting it tells of; the last when not said."""

    @property
    def attendance(self) -> dict[BodyId, tuple[Attendance, ...]]:
        return {present.body: present.attendance for present in self.present}

    @property
    def presiding(self) -> dict[BodyId, SeatId]:
        return {present.body: present.presiding for present in self.present if present.presiding}


class MoveMeeting(Command):
    """To another day or hour; everything on its agenda goes with it."""

    kind: Literal["move-meeting"] = "move-meeting"
    starts: Instant
    reason: Text


class AdjournMeeting(Command):
    """Begun and broken off, to go on at that instant; what was not reached is taken then."""

    kind: Literal["adjourn-meeting"] = "adjourn-meeting"
    starts: Instant
    reason: Text
    record: RecordMeeting | None = None
    """What was done until then; it may also be recorded later, as a sitting of its own."""


class SuspendMeeting(Command):
    """Not held, and no new day yet; its items wait for the body's next meeting."""

    kind: Literal["suspend-meeting"] = "suspend-meeting"
    reason: Text


class CancelMeeting(Command):
    kind: Literal["cancel-meeting"] = "cancel-meeting"
    reason: Text


class ChasePapers(Command):
    kind: Literal["chase-papers"] = "chase-papers"
    due: Instant
    turn: int = 0
    """How often the date has been set anew: another date is another thing that falls due."""


class NotePapersLate(Command):
    kind: Literal["note-papers-late"] = "note-papers-late"
    due: Instant
    turn: int = 0
    """How often the date has been set anew: another date is another thing that falls due."""


class ChaseMinutes(Command):
    kind: Literal["chase-minutes"] = "chase-minutes"
    due: Instant
    turn: int = 0
    """How often the date has been set anew: another date is another thing that falls due."""


class ChaseSitting(Command):
    """One that a meeting was adjourned from, and nobody has recorded."""

    kind: Literal["chase-sitting"] = "chase-sitting"
    due: Instant
    sitting: int = Field(ge=1)


class InviteMembers(Command):
    """Invite to a meeting to come whoever holds a seat there from that moment, and tell whoever left one."""

    kind: Literal["invite-members"] = "invite-members"
    due: Instant


# --- of an obligation ---------------------------------------------------------------------


class OpenObligation(Command):
    """Something promised or owed, with an owner and a date, also a vague one (G56)."""

    kind: Literal["open-obligation"] = "open-obligation"
    obligation: ObligationId
    sort: ObligationSort
    matter: MatterId | None = None
    owner: PersonId
    words: Text
    source: Text | None = None
    due: When
    promised_to: tuple[PersonId, ...] = ()


class ChaseObligation(Command):
    kind: Literal["chase-obligation"] = "chase-obligation"
    due: Instant
    turn: int = 0
    """How often the date has been set anew: another date is another thing that falls due."""


class SlipObligation(Command):
    """Its last day has passed."""

    kind: Literal["slip-obligation"] = "slip-obligation"
    due: Instant
    turn: int = 0


class CarryOver(Command):
    """Still owed: a new date, also a vague one, in the open."""

    kind: Literal["carry-over"] = "carry-over"
    due: When
    reason: Text


class Discharge(Command):
    kind: Literal["discharge"] = "discharge"
    evidence: Text


class DischargeCondition(Command):
    """The officer named calls a condition met, after the consultations that go with it."""

    kind: Literal["discharge-condition"] = "discharge-condition"
    officer: SeatId
    consulted: tuple[Consulted, ...] = ()
    evidence: Text
    agrees: VersionLabel | None = None
    """The version that meets it, where the officer may agree it for the body."""


class ExtendCondition(Command):
    """The body that set a condition gives it a later day, which is a decision of its own."""

    kind: Literal["extend-condition"] = "extend-condition"
    due: date
    evidence: Text
    """Of the decision: its minute or letter."""


class DropObligation(Command):
    kind: Literal["drop-obligation"] = "drop-obligation"
    reason: Text


# --- of any stream ------------------------------------------------------------------------


class CorrectRecord(Command):
    """A further record that says what an earlier line should have said; nothing is overwritten."""

    kind: Literal["correct-record"] = "correct-record"
    number: int = Field(ge=1)
    words: Text


AnyCommand = Annotated[
    LoadDefinition
    | SetClock
    | OpenMatter
    | OpenStage
    | AskAgain
    | Succeed
    | HoldMatter
    | ReleaseMatter
    | WithdrawMatter
    | VaryRoute
    | GoAheadWithout
    | EndMatter
    | ProposeRules
    | AgreeRules
    | WithdrawRules
    | GiveAnswer
    | DeclareInterest
    | RaiseConcern
    | AnswerConcern
    | WithdrawConcern
    | HandOver
    | Remind
    | Escalate
    | PassSeatsOn
    | CloseSignOff
    | ReturnLetter
    | BarPublishing
    | WithdrawWindow
    | StopLetters
    | ResumeLetters
    | FinishAdoption
    | IssueVersion
    | LogComment
    | RequestPapers
    | SendPapers
    | RefusePapers
    | PublicationCommand
    | RecordDecision
    | ExecutiveCommand
    | PostCommand
    | InformBody
    | TakeChairsAction
    | CallMeeting
    | PutOnAgenda
    | IssuePapers
    | GiveApologies
    | WithdrawApologies
    | RecordMeeting
    | MoveMeeting
    | AdjournMeeting
    | SuspendMeeting
    | CancelMeeting
    | ChasePapers
    | NotePapersLate
    | ChaseMinutes
    | ChaseSitting
    | InviteMembers
    | OpenObligation
    | ChaseObligation
    | SlipObligation
    | CarryOver
    | Discharge
    | DischargeCondition
    | ExtendCondition
    | DropObligation
    | CorrectRecord,
    Field(discriminator="kind"),
]
