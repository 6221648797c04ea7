"""State of `sign-off/<matter>/<body>/<version>`: one body and what it is asked about one version."""

from datetime import date
from enum import StrEnum

from models.calling_in import begun, called_in, kept_when_asked_anew
from models.course_events import SignOffMigrated
from models.deciding import Basis
from models.events import (
    AnswerGiven,
    ConcernAnswered,
    ConcernRaised,
    ConcernWithdrawn,
    DeadlineMoved,
    DeputyNamed,
    Escalated,
    FoundInquorate,
    InterestDeclared,
    MeetingAwaited,
    MeetingFixed,
    MeetingLost,
    Recorded,
    Reminded,
    SignOffDecided,
    SignOffDeferred,
    SignOffOpened,
    SignOffReopened,
    SignOffSuperseded,
    SignOffWithdrawn,
)
from models.executive import CallIn, CallInStage
from models.passing_on import entered_later, now_spoken_for
from models.ratifying_events import RatificationDecided
from models.seat_events import SeatPassedOn
from models.values import (
    Answer,
    Ask,
    BodyId,
    Channel,
    Instant,
    MatterId,
    MeetingId,
    ObligationId,
    PersonId,
    Procedure,
    SeatId,
    Sha256,
    Slug,
    Standing,
    Text,
    Value,
    Verb,
    VersionLabel,
)


class MemberAnswer(Value):
    answer: Answer
    reason: Text | None = None
    by: PersonId
    given: Instant
    number: int
    evidence_channel: Channel | None = None


class ConcernState(StrEnum):
    RAISED = "raised"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Concern(Value):
    id: Slug
    seat: SeatId | None
    by: PersonId
    words: Text
    questions: int
    raised: Instant
    state: ConcernState = ConcernState.RAISED
    answer: Text | None = None
    objects: bool = False

    @property
    def is_open(self) -> bool:
        return self.state is ConcernState.RAISED


class Decided(Value):
    """`happened` is when the body decided, `recorded` when that reached the ledger."""

    verbs: tuple[Verb, ...]
    basis: Basis
    happened: Instant
    recorded: Instant
    number: int
    meeting: MeetingId | None = None
    wording: Text | None = None
    minute: Text | None = None
    conditions: tuple[Text, ...] = ()
    evidence: Text | None = None


class Ratified(Value):
    """What the body said at a meeting of what its chair had decided for it; `happened` is that day."""

    obligation: ObligationId
    is_ratified: bool
    meeting: MeetingId
    happened: Instant
    number: int
    basis: Basis
    wording: Text | None = None
    minute: Text | None = None


class Attempt(Value):
    """A time the body took the item without giving what it was asked, at a meeting or by letter."""

    meeting: MeetingId | None
    standing: Standing
    happened: Instant
    basis: Basis
    asked_for: Text | None = None
    decided: Decided | None = None
    """What it had decided, where it was asked again after that."""
    answers: dict[SeatId, MemberAnswer] = {}


class SignOff(Value):
    matter: MatterId
    body: BodyId
    version: VersionLabel
    content_hash: Sha256
    ask: Ask
    required: bool
    procedure: Procedure
    rule_set: Sha256
    opened: Instant
    standing: Standing = Standing.OPEN
    entitled: tuple[SeatId, ...] = ()
    deadline: Instant | None = None
    reminders: tuple[Instant, ...] = ()
    secretariat_told: Instant | None = None
    director_told: Instant | None = None
    reminded: Instant | None = None
    escalated: tuple[str, ...] = ()
    turn: int = 0
    """How often what falls due has begun afresh, so that nothing due is taken for what was done before."""
    answers: dict[SeatId, MemberAnswer] = {}
    interests: dict[SeatId, Text] = {}
    deputies: dict[SeatId, PersonId] = {}
    entered: date | None = None
    passed: dict[SeatId, date] = {}
    """When its members were asked, where that was after it opened; since when a seat has another (G73)."""
    concerns: dict[Slug, Concern] = {}
    decided: Decided | None = None
    meeting: MeetingId | None = None
    """The meeting that takes the item next."""
    meets: Instant | None = None
    attempts: tuple[Attempt, ...] = ()
    call_in: CallIn | None = None
    """Of a decision that may be called in: how far it is from taking effect (G49)."""
    ratifications: dict[ObligationId, Ratified] = {}
    """Of each chair's action: what its body said of it (G42)."""

    @property
    def stream(self) -> str:
        return f"sign-off/{self.matter}/{self.body}/{self.version}"

    @property
    def is_open(self) -> bool:
        return self.standing in {Standing.OPEN, Standing.WAITING, Standing.DEFERRED, Standing.INQUORATE}

    @property
    def ratified(self) -> Ratified | None:
        """What the body said of the action by which it stands decided; None of what it decided itself."""
        urgency = self.decided.basis.urgency if self.decided else None
        return self.ratifications.get(urgency.ratification or "") if urgency else None

    @property
    def effective_at(self) -> Instant | None:
        """When its decision takes effect by the passing of time alone."""
        return self.call_in.effective_at if self.call_in else None

    @property
    def was_referred_back(self) -> bool:
        return self.call_in is not None and self.call_in.stage is CallInStage.REFERRED_BACK

    @property
    def objections(self) -> tuple[Concern, ...]:
        """Those to an amendment that were not withdrawn; an answer does not end one (G58)."""
        return tuple(
            concern
            for concern in self.concerns.values()
            if concern.objects and concern.state is not ConcernState.WITHDRAWN
        )

    @property
    def may_answer(self) -> tuple[SeatId, ...]:
        """Those entitled who have declared no interest."""
        return tuple(seat for seat in self.entitled if seat not in self.interests)

    def unanswered(self) -> tuple[SeatId, ...]:
        """Those who may still answer and have not, vacant ones among them."""
        return tuple(seat for seat in self.may_answer if seat not in self.answers)


def fold(state: SignOff | None, line: Recorded) -> SignOff:
    event = line.event
    if isinstance(event, SignOffOpened):
        return SignOff(
            opened=line.happened,
            entered=entered_later(line),
            standing=_first_standing(event.procedure),
            **event.model_dump(exclude={"kind"}),
        )
    if state is None:
        raise LookupError(line.stream)
    return state.model_copy(update=_changes(state, line))


def _changes(state: SignOff, line: Recorded) -> dict[str, object]:
    match line.event:
        case AnswerGiven() as given:
            return {"answers": {**state.answers, given.seat: _answer(given, line)}}
        case InterestDeclared(seat=seat, nature=nature):
            return {"interests": {**state.interests, seat: nature}}
        case DeputyNamed() | SeatPassedOn() as event:
            return now_spoken_for(state, event, line)
        case ConcernRaised() | ConcernAnswered() | ConcernWithdrawn():
            return {"concerns": _concerns(state, line)}
        case Reminded(due=due):
            return {"reminded": due}
        case Escalated(to=to):
            return {"escalated": (*state.escalated, to)}
        case DeadlineMoved() | SignOffMigrated() as changed:
            return changed.model_dump(exclude={"kind"})
        case SignOffReopened() as again:
            return _asked_anew(state, again, line)
        case SignOffDecided() as decided:
            return {
                "standing": decided.standing,
                "decided": _decided(decided, line),
                **begun(state, line, decided),
            }
        case _:
            return _meetings(state, line)


def _meetings(state: SignOff, line: Recorded) -> dict[str, object]:
    match line.event:
        case MeetingFixed(meeting=meeting, starts=starts):
            return {"meeting": meeting, "meets": starts}
        case MeetingLost():
            return {"meeting": None, "meets": None}
        case MeetingAwaited(secretariat_told=secretariat, director_told=director):
            return {
                "secretariat_told": secretariat,
                "director_told": director,
                "escalated": (),
                "turn": state.turn + 1,
            }
        case SignOffDeferred() as put_off:
            attempt = _attempt(put_off, Standing.DEFERRED, line, put_off.asked_for)
            return {"standing": Standing.DEFERRED, "attempts": (*state.attempts, attempt), **_NO_MEETING}
        case FoundInquorate() as found:
            attempt = _attempt(found, Standing.INQUORATE, line)
            return {"standing": Standing.INQUORATE, "attempts": (*state.attempts, attempt), **_NO_MEETING}
        case RatificationDecided() as said:
            return {"ratifications": {**state.ratifications, said.obligation: _ratified(said, line)}}
        case SignOffWithdrawn():
            return {"standing": Standing.WITHDRAWN}
        case SignOffSuperseded():
            return {"standing": Standing.SUPERSEDED}
        case _:
            return called_in(state, line)


_NO_MEETING: dict[str, object] = {"meeting": None, "meets": None}


def _attempt(
    event: SignOffDeferred | FoundInquorate, standing: Standing, line: Recorded, asked_for: Text | None = None
) -> Attempt:
    return Attempt(
        meeting=event.meeting,
        standing=standing,
        happened=line.happened,
        basis=event.basis,
        asked_for=asked_for,
    )


def _asked_anew(state: SignOff, again: SignOffReopened, line: Recorded) -> dict[str, object]:
    """As if asked for the first time, but that interests, concerns and what was decided are kept."""
    procedure = again.procedure or state.procedure
    return {
        **again.model_dump(exclude={"kind"}),
        "procedure": procedure,
        "rule_set": again.rule_set or state.rule_set,
        "opened": line.happened,
        "entered": entered_later(line),
        "standing": _first_standing(procedure),
        "attempts": (*state.attempts, *_ended(state)),
        "decided": None,
        "call_in": kept_when_asked_anew(state),
        "answers": {},
        "deputies": {},
        "reminded": None,
        "escalated": (),
        "turn": state.turn + 1,
        **_NO_MEETING,
    }


def _ended(state: SignOff) -> tuple[Attempt, ...]:
    if state.decided is None:
        return ()
    ended = Attempt(
        meeting=state.decided.meeting,
        standing=state.standing,
        happened=state.decided.happened,
        basis=state.decided.basis,
        decided=state.decided,
        answers=state.answers,
    )
    return (ended,)


def _first_standing(procedure: Procedure) -> Standing:
    """A written procedure, or a notice, is open for answers at once; everything else waits for its day."""
    return Standing.OPEN if procedure in {Procedure.WRITTEN, Procedure.NOTICE} else Standing.WAITING


def _answer(given: AnswerGiven, line: Recorded) -> MemberAnswer:
    return MemberAnswer(
        answer=given.answer,
        reason=given.reason,
        by=given.by,
        given=line.happened,
        number=line.number,
        evidence_channel=given.evidence_channel,
    )


def _decided(decided: SignOffDecided, line: Recorded) -> Decided:
    return Decided(
        verbs=decided.verbs,
        basis=decided.basis,
        happened=line.happened,
        recorded=line.recorded,
        number=line.number,
        meeting=decided.meeting,
        wording=decided.wording,
        minute=decided.minute,
        conditions=decided.conditions,
        evidence=decided.evidence,
    )


def _ratified(said: RatificationDecided, line: Recorded) -> Ratified:
    return Ratified(
        obligation=said.obligation,
        is_ratified=said.ratified,
        meeting=said.meeting,
        happened=line.happened,
        number=line.number,
        basis=said.basis,
        wording=said.wording,
        minute=said.minute,
    )


def _concerns(state: SignOff, line: Recorded) -> dict[Slug, Concern]:
    match line.event:
        case ConcernRaised() as raised:
            concern = Concern(
                id=raised.concern,
                seat=raised.seat,
                by=raised.by,
                words=raised.words,
                questions=raised.questions,
                raised=line.happened,
                objects=raised.objects,
            )
        case ConcernAnswered(concern=id_, words=words):
            concern = state.concerns[id_].model_copy(update={"state": ConcernState.ANSWERED, "answer": words})
        case ConcernWithdrawn(concern=id_):
            concern = state.concerns[id_].model_copy(update={"state": ConcernState.WITHDRAWN})
        case _:
            return state.concerns
    return {**state.concerns, concern.id: concern}
