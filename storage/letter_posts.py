"""Letters about a post, its rounds and its appointments: while they are so, who answers, what is a task."""

from collections.abc import Callable, Iterator, Mapping

from models.appointment import Appointment, AppointmentStage
from models.letters import LetterKind
from models.post_events import (
    EligibilityTested,
    InformationAwaited,
    SignOffOverdue,
    StartCalledOff,
    StartFixed,
    TermNoticeGiven,
)
from models.values import PersonId
from rules.confirming import names_of
from storage import letter_appointments, letter_outside, letter_partners, letter_rounds
from storage.letter_post_facts import LONGEST, appointment_of, asking_of, of_post, post_of
from storage.letter_writing import Facts, Writing

__all__ = ["post_of"]


def is_still_so(writing: Writing) -> bool:
    """Nobody is asked for what has been answered, nor told of a day that has been changed since."""
    appointment = appointment_of(writing)
    if appointment is None:
        return True
    match writing.line.event:
        case StartFixed(first=first):
            return appointment.first == first and appointment.stage is AppointmentStage.PROPOSED
        case TermNoticeGiven(days=days):
            return appointment.stage is AppointmentStage.IN_POST and days in appointment.notices
        case EligibilityTested():
            is_in_post = appointment.stage is AppointmentStage.IN_POST
            return is_in_post and appointment.is_eligible is False
        case StartCalledOff():
            return appointment.first is None and appointment.stage is AppointmentStage.PROPOSED
        case InformationAwaited():
            return _is_unanswered(appointment) and asking_of(appointment).awaits_information is not None
        case SignOffOverdue(due=due):
            return _is_unanswered(appointment) and asking_of(appointment).overdue == due
        case _:
            is_request = str(writing.row.kind) == LetterKind.OUTSIDE_SIGN_OFF_ASKED
            return _is_unanswered(appointment) if is_request else True


def kept_by(writing: Writing) -> Iterator[PersonId]:
    """Who answers questions about it."""
    if post := post_of(writing):
        yield post.secretary


def _is_unanswered(appointment: Appointment) -> bool:
    return appointment.is_open and appointment.asking is not None and appointment.asking.answer is None


# --- tasks ------------------------------------------------------------------------------------


def information_awaited(writing: Writing) -> Facts:
    asks = "The office that signs off waits for something from us, and its time stands still until it has it"
    return of_post(writing) | {
        "asked": f"{asks}. Please supply it, and record that",
        "quoted": writing.words(writing.event(InformationAwaited).reason),
    }


def found_ineligible(writing: Writing) -> Facts:
    """To those who can end it; by what it was found they read where the record is theirs (G67)."""
    writing.event(EligibilityTested)
    found = "Whoever holds this post was found not to be eligible for it"
    asks = "Please see that its bodies decide whether the appointment ends early; until then it runs"
    return of_post(writing) | {"asked": f"{found}. {asks}"}


def start_called_off(writing: Writing) -> Facts:
    """To whoever keeps the post's papers: nobody starts whom a body no longer confirms (G68)."""
    bodies = names_of(writing.known, writing.event(StartCalledOff).bodies)
    asks = f"The appointment did not begin on its day, since these no longer confirm it: {bodies}"
    return of_post(writing) | {
        "asked": f"{asks}. Please tell those who expected it, and fix another day once all do"[:LONGEST]
    }


SAYS: Mapping[LetterKind, Callable[[Writing], Facts]] = {
    **letter_partners.SAYS,
    **letter_rounds.SAYS,
    **letter_appointments.SAYS,
    **letter_outside.SAYS,
}
