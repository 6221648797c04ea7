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
    CandidatesErased,
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
    StartCalledOff,
    StartFixed,
    TenureKind,
    TermExtended,
    TermNoticeGiven,
)
from models.posts import Conditions
from models.values import LONDON, Instant, MatterId, OrganisationId, PersonId, PostId, Text, Value


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
    supplied: Instant | None = None
    """Since when it runs again."""
    overdue: Instant | None = None
    answer: SignOffAnswer | None = None
    answered: Instant | None = None

    @property
    def stands_still_since(self) -> Instant | None:
        """While information is awaited from us; an answer that came without it ends that too."""
        return None if self.answer else self.awaits_information


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
    months: int | None = None
    """In place of a last day: how long the term is, counted from its first day."""
    home: OrganisationId | None = None
    conditions: Conditions | None = None
    opened: Instant
    stage: AppointmentStage = AppointmentStage.PROPOSED
    is_eligible: bool | None = None
    """None while nobody has tested it."""
    eligible_since: Instant | None = None
    """When it was first found, since it was last found otherwise; None of what an earlier release folded."""
    tested: Instant | None = None
    tested_by: Text | None = None
    """What was found last rests on this."""
    sign_off: SignOffAsked | None = None
    first: date | None = None
    hand_over: bool = False
    hand_over_until: date | None = None
    start_fixed: Instant | None = None
    """When the present first day was fixed; None of what an earlier release folded."""
    times_called_off: int = 0
    """The start; what fell due for it before is not asked for any more."""
    last: date | None = None
    cut_short: Text | None = None
    """Why the present last day was set earlier, where it was."""
    notices: tuple[int, ...] = ()
    """Days before the end of the present term at which notice was given."""
    handed_until: date | None = None
    """The day with which a hand-over was to end the term when notice of that was given last."""
    handed_notices: tuple[int, ...] = ()
    """Days before that day at which notice was given."""
    extension: Extension | None = None
    """Proposed, and not yet in force."""
    extended_by: tuple[MatterId, ...] = ()
    """Every matter by which an extension was to be confirmed, whatever became of it."""
    terms: tuple[date, ...] = ()
    """Last days that were extended or cut short; also how often what falls due began afresh."""
    term_set: Instant | None = None
    """When the present term began or was set anew; a notice whose day had passed by then is not given."""
    ended: Instant | None = None
    erase_from: date | None = None
    """Of one that never began: from when what was typed of the person is kept no longer."""
    erased: Instant | None = None
    times_asked: int = 0
    """How often the time of the office outside began, or ran on."""

    @property
    def stream(self) -> str:
        return f"appointment/{self.post}/{self.number}"

    @property
    def is_open(self) -> bool:
        return self.stage in {AppointmentStage.PROPOSED, AppointmentStage.IN_POST}

    @property
    def is_done(self) -> bool:
        """Whether nothing of it falls due any more."""
        return not self.is_open and (self.erase_from is None or self.erased is not None)

    @property
    def starts_on(self) -> date | None:
        """The first day that was fixed, while that stands: not of somebody who was found not to be eligible,
        nor was found to be so again before the day was over (G67).
        """
        since = self.eligible_since.astimezone(LONDON).date() if self.eligible_since else None
        is_lost = self.is_eligible is not True or (since and self.first and self.first < since)
        return None if is_lost else self.first

    def was_in_post(self, at: Instant) -> bool:
        """Whether its term, which is over, was not over then."""
        return self.stage is AppointmentStage.ENDED and self.ended is not None and at < self.ended

    def was_eligible(self, at: Instant) -> bool:
        """Whether by then it had been found that the person may hold the post (G67)."""
        return self.is_eligible is True and (self.eligible_since is None or self.eligible_since <= at)

    @property
    def matters(self) -> tuple[MatterId, ...]:
        """By which it, or a longer term of it, is or was to be confirmed."""
        return (*((self.matter,) if self.matter else ()), *self.extended_by)

    def hangs_on(self, matter: MatterId) -> bool:
        """Whether bodies confirm it, or a longer term of it, by that matter."""
        return matter in {self.matter, self.extension.matter if self.extension else None}

    @property
    def turn(self) -> int:
        return len(self.terms)

    @property
    def former_ends(self) -> tuple[date, ...]:
        """Last days that were extended or cut short; of a term without one there was none."""
        return tuple(each for each in self.terms if each != date.max)

    @property
    def proposed_last(self) -> date | None:
        """The last day with which it was proposed, whatever became of that since."""
        if self.months is not None:
            return None
        last = self.terms[0] if self.terms else self.last
        return None if last == date.max else last

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
        case EligibilityTested() as tested:
            return _tested(state, tested, line.happened)
        case SignOffRequested() as requested:
            asked = SignOffAsked(
                asked=line.happened,
                due=requested.due,
                interviewed=requested.interviewed,
                omitted=requested.omitted,
            )
            return _asking(state, asked) | {"times_asked": state.times_asked + 1}
        case InformationAwaited() | InformationSupplied() | SignOffOverdue() | SignOffAnswered():
            return _asking(state, _answered(state, line)) | _runs_on(state, line) | _refused(state, line)
        case StartFixed() as fixed:
            return {**_fixed(state, fixed), "start_fixed": line.happened}
        case StartCalledOff():
            return {
                "first": None,
                "hand_over": False,
                "hand_over_until": None,
                "times_called_off": state.times_called_off + 1,
            }
        case AppointmentStarted():
            return {"stage": AppointmentStage.IN_POST, "term_set": line.happened}
        case _:
            return _term(state, line)


def _tested(state: Appointment, tested: EligibilityTested, at: Instant) -> dict[str, object]:
    return {
        "is_eligible": tested.passed,
        "eligible_since": (state.eligible_since or at) if tested.passed else None,
        "tested": at,
        "tested_by": tested.evidence,
    }


def _fixed(state: Appointment, fixed: StartFixed) -> dict[str, object]:
    return {
        "first": fixed.first,
        "hand_over": fixed.hand_over,
        "hand_over_until": fixed.until,
        "last": fixed.last or state.last,
    }


def _term(state: Appointment, line: Recorded) -> dict[str, object]:
    match line.event:
        case TermNoticeGiven(days=days, until=date() as until):
            given = state.handed_notices if until == state.handed_until else ()
            return {"handed_until": until, "handed_notices": (*given, days)}
        case TermNoticeGiven(days=days):
            return {"notices": (*state.notices, days)}
        case ExtensionProposed(last=last, matter=matter):
            named = (*state.extended_by, matter) if matter else state.extended_by
            return {"extension": Extension(last=last, matter=matter), "extended_by": named}
        case TermExtended(last=last):
            return {**_another_term(state, last, line), "stage": AppointmentStage.IN_POST, "ended": None}
        case EndSetEarly(last=last, reason=reason):
            return {**_another_term(state, last, line), "cut_short": reason}
        case AppointmentEnded():
            return {"stage": AppointmentStage.ENDED, "ended": line.happened}
        case AppointmentWithdrawn(erase_from=erase_from):
            return {"stage": AppointmentStage.WITHDRAWN, "ended": line.happened, "erase_from": erase_from}
        case CandidatesErased():
            return {"erased": line.happened}
        case _:
            return {}


def _another_term(state: Appointment, last: date, line: Recorded) -> dict[str, object]:
    """An extension that was proposed is in force with it, or falls."""
    return {
        "last": last,
        "notices": state.handed_notices if last == state.handed_until else (),
        "terms": _ended_terms(state),
        "term_set": line.happened,
        "extension": None,
        "cut_short": None,
    }


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
            runs_on = {"awaits_information": None, "supplied": line.happened, "due": due, "overdue": None}
            return asked.model_copy(update=runs_on)
        case SignOffOverdue(due=due):
            return asked.model_copy(update={"overdue": due})
        case SignOffAnswered(answer=answer):
            return asked.model_copy(update={"answer": answer, "answered": line.happened})
        case _:
            return asked


def _runs_on(state: Appointment, line: Recorded) -> dict[str, object]:
    return {"times_asked": state.times_asked + 1} if isinstance(line.event, InformationSupplied) else {}


def _refused(state: Appointment, line: Recorded) -> dict[str, object]:
    """An extension that is refused leaves the term as it was."""
    if not isinstance(line.event, SignOffAnswered) or line.event.answer is not SignOffAnswer.REFUSED:
        return {}
    if state.extension:
        return {}
    erase_from = line.event.erase_from
    return {"stage": AppointmentStage.REFUSED, "ended": line.happened, "erase_from": erase_from}
