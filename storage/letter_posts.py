"""Letters about a post, its rounds and its appointments: while they are so, who answers, what is a task."""

from collections.abc import Callable, Iterator, Mapping

from models.appointment import Appointment, AppointmentStage
from models.letters import LetterKind
from models.post_events import (
    AppointmentEnded,
    EligibilityTested,
    InformationAwaited,
    SignOffOverdue,
    StartCalledOff,
    StartFixed,
    TermNoticeGiven,
)
from models.posts import Post
from models.values import PersonId
from rules.confirming import confirmed_by, names_of
from rules.leaving import leaves_on
from rules.what_next import what_next
from storage import letter_appointments, letter_outside, letter_partners, letter_rounds
from storage.letter_post_facts import LONGEST, appointment_of, asking_of, of_post, post_of, the_appointment
from storage.letter_tenures import is_handed_over, is_taken_up_since, last_of_ended
from storage.letter_writing import Facts, Writing

__all__ = ["post_of"]


def is_still_so(writing: Writing) -> bool:
    """Nobody is asked for what has been answered, nor told of a day that has been changed since."""
    if letter_rounds.is_of_a_course(writing):
        return letter_rounds.is_on_that_course(writing)
    appointment = appointment_of(writing)
    if appointment is None:
        return letter_partners.is_still_so(writing)
    match writing.line.event:
        case AppointmentEnded(last=last):
            return appointment.stage is AppointmentStage.ENDED and last in {None, appointment.last}
        case StartFixed(first=first):
            return appointment.first == first and appointment.stage is AppointmentStage.PROPOSED
        case TermNoticeGiven(days=days, until=until):
            is_given = days in (appointment.handed_notices if until else appointment.notices)
            is_the_end = leaves_on(writing.known, appointment) == (until or appointment.last)
            return appointment.stage is AppointmentStage.IN_POST and is_given and is_the_end
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
    if not bodies:
        asks = (
            "The first day fixed for this appointment stands no more: somebody else is to hold the post then"
        )
        wants = "Please withdraw the appointment, or fix another day for it once all is met"
        return of_post(writing) | {"asked": f"{asks}. {wants}"}
    asks = f"The appointment did not begin on its day, since these no longer confirm it: {bodies}"
    return of_post(writing) | {
        "asked": f"{asks}. Please tell those who expected it, and fix another day once all do"[:LONGEST]
    }


def is_filled_since(writing: Writing, ended: AppointmentEnded) -> bool:
    """What a body still lacks then is counted anew, with the start of whoever holds the post again (G73)."""
    appointment = the_appointment(writing)
    return is_taken_up_since(writing, appointment, last_of_ended(appointment, ended, writing.line.happened))


def since_the_end(writing: Writing, ended: AppointmentEnded) -> str:
    appointment = the_appointment(writing)
    last = last_of_ended(appointment, ended, writing.line.happened)
    if is_handed_over(writing, appointment, last):
        return "Since this post was handed over"
    return "Since nobody holds this post"


def all_confirmed(writing: Writing) -> Facts:
    """To whoever keeps the post's papers: what comes next with what every body has confirmed."""
    found = _confirmed(writing)
    if found is None:
        raise LookupError(writing.line.stream)
    post, appointment = found
    longer = "the longer term of " if appointment.extension else ""
    what = f"{longer}appointment {appointment.number} to the post of {post.title}"
    bodies = names_of(writing.known, post.serves)
    return {
        "asked": f"Every one of these has confirmed {what}: {bodies}"[:LONGEST],
        "next_step": f"Next: {what_next(writing.known, appointment.stream)}"[:LONGEST],
    }


def is_still_waiting(writing: Writing) -> bool:
    return _confirmed(writing) is not None


def _confirmed(writing: Writing) -> tuple[Post, Appointment] | None:
    return confirmed_by(writing.known, writing.line.stream.split("/")[1])


SAYS: Mapping[LetterKind, Callable[[Writing], Facts]] = {
    **letter_partners.SAYS,
    **letter_rounds.SAYS,
    **letter_appointments.SAYS,
    **letter_outside.SAYS,
}
