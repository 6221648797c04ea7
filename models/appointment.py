"""State of `appointment/<post>/<n>`: who is to hold a post, on what that hangs, and the term."""

from datetime import date
from enum import StrEnum

from models.dates import When
from models.events import Recorded
from models.post_events import (
    AppointmentEnded,
    AppointmentProposed,
    AppointmentStarted,
    AppointmentWithdrawn,
    EligibilityTested,
    EndSetEarly,
    ExtensionProposed,
    InformationAwaited,
    InformationSupplied,
    OmittedStep,
    SignOffAnswer,
    SignOffAnswered,
    SignOffOverdue,
    SignOffRequested,
    StartFixed,
    TenureKind,
    TermExtended,
    TermNoticeGiven,
)
from models.values import Instant, MatterId, OrganisationId, PersonId, PostId, Value


class AppointmentStage(StrEnum):
    PROPOSED = "proposed"
    IN_POST = "in-post"
    ENDED = "ended"
    REFUSED = "refused"
    """The outside office said no."""
    WITHDRAWN = "withdrawn"


class SignOffAsked(Value):
    """An outside sign-off on its way; its time stands still while information is awaited (G71)."""

    asked: Instant
    due: Instant
    interviewed: int | None = None
    omitted: tuple[OmittedStep, ...] = ()
    awaits_information: Instant | None = None
    overdue: Instant | None = None
    answer: SignOffAnswer | None = None
    answered: Instant | None = None


class Extension(Value):
    last: date
    matter: MatterId | None = None
    sign_off: SignOffAsked | None = None


class Appointment(Value):
    post: PostId
    number: int
    tenure: TenureKind
    person: PersonId
    round: int | None = None
    matter: MatterId | None = None
    hoped: When | None = None
    home: OrganisationId | None = None
    opened: Instant
    stage: AppointmentStage = AppointmentStage.PROPOSED
    is_eligible: bool | None = None
    """None while nobody has tested it."""
    sign_off: SignOffAsked | None = None
    first: date | None = None
    hand_over: bool = False
    last: date | None = None
    notices: tuple[int, ...] = ()
    """Days before the end of the present term at which notice was given."""
    extension: Extension | None = None
    """Proposed, and not yet in force."""
    terms: tuple[date, ...] = ()
    """Last days that were extended or cut short; also how often what falls due began afresh."""
    term_set: Instant | None = None
    """When the present term began or was set anew; a notice whose day had passed by then is not given."""
    ended: Instant | None = None

    @property
    def stream(self) -> str:
        return f"appointment/{self.post}/{self.number}"

    @property
    def is_open(self) -> bool:
        return self.stage in {AppointmentStage.PROPOSED, AppointmentStage.IN_POST}

    @property
    def turn(self) -> int:
        return len(self.terms)

    @property
    def asking(self) -> SignOffAsked | None:
        """The outside sign-off now on its way: of the extension where one is proposed, else of the start."""
        return self.extension.sign_off if self.extension else self.sign_off


def fold(state: Appointment | None, line: Recorded) -> Appointment:
    event = line.event
    if isinstance(event, AppointmentProposed):
        return Appointment(opened=line.happened, **event.model_dump(exclude={"kind"}))
    if state is None:
        raise LookupError(line.stream)
    return state.model_copy(update=_changes(state, line))


def _changes(state: Appointment, line: Recorded) -> dict[str, object]:
    match line.event:
        case EligibilityTested(passed=passed):
            return {"is_eligible": passed}
        case SignOffRequested() as requested:
            asked = SignOffAsked(
                asked=line.happened,
                due=requested.due,
                interviewed=requested.interviewed,
                omitted=requested.omitted,
            )
            return _asking(state, asked)
        case InformationAwaited() | InformationSupplied() | SignOffOverdue() | SignOffAnswered():
            return _asking(state, _answered(state, line)) | _refused(state, line)
        case StartFixed(first=first, hand_over=hand_over):
            return {"first": first, "hand_over": hand_over}
        case AppointmentStarted():
            return {"stage": AppointmentStage.IN_POST, "term_set": line.happened}
        case _:
            return _term(state, line)


def _term(state: Appointment, line: Recorded) -> dict[str, object]:
    match line.event:
        case TermNoticeGiven(days=days):
            return {"notices": (*state.notices, days)}
        case ExtensionProposed(last=last, matter=matter):
            return {"extension": Extension(last=last, matter=matter)}
        case TermExtended(last=last):
            return {"extension": None} | _another_term(state, last, line)
        case EndSetEarly(last=last):
            return _another_term(state, last, line)
        case AppointmentEnded():
            return {"stage": AppointmentStage.ENDED, "ended": line.happened}
        case AppointmentWithdrawn():
            return {"stage": AppointmentStage.WITHDRAWN, "ended": line.happened}
        case _:
            return {}


def _another_term(state: Appointment, last: date, line: Recorded) -> dict[str, object]:
    return {"last": last, "notices": (), "terms": _ended_terms(state), "term_set": line.happened}


def _ended_terms(state: Appointment) -> tuple[date, ...]:
    return (*state.terms, state.last) if state.last else (*state.terms, date.max)


def _asking(state: Appointment, asked: SignOffAsked | None) -> dict[str, object]:
    if state.extension is not None:
        return {"extension": state.extension.model_copy(update={"sign_off": asked})}
    return {"sign_off": asked}


def _answered(state: Appointment, line: Recorded) -> SignOffAsked | None:
    asked = state.asking
    if asked is None:
        return None
    match line.event:
        case InformationAwaited():
            return asked.model_copy(update={"awaits_information": line.happened})
        case InformationSupplied(due=due):
            return asked.model_copy(update={"awaits_information": None, "due": due, "overdue": None})
        case SignOffOverdue(due=due):
            return asked.model_copy(update={"overdue": due})
        case SignOffAnswered(answer=answer):
            return asked.model_copy(update={"answer": answer, "answered": line.happened})
        case _:
            return asked


def _refused(state: Appointment, line: Recorded) -> dict[str, object]:
    """An extension that is refused leaves the term as it was."""
    if not isinstance(line.event, SignOffAnswered) or line.event.answer is not SignOffAnswer.REFUSED:
        return {}
    return {} if state.extension else {"stage": AppointmentStage.REFUSED, "ended": line.happened}
