"""What everyone concerned with a post is told of it: each turn once, in somebody's words or by itself."""

from collections.abc import Callable, Iterator, Mapping

from models.appointment import Appointment, AppointmentStage
from models.letters import LetterKind
from models.post_events import PartnersTold
from models.posts import Post, SignOffEffect
from models.tellings import Turn
from rules.calendar import in_words
from rules.outside_sign_off import is_signed_off
from storage.letter_appointments import handed_over
from storage.letter_post_facts import TENURES, of_post, the_post
from storage.letter_tenures import after_the_end
from storage.letter_writing import Facts, Writing

OF_A_ROUND: Mapping[Turn, str] = {
    Turn.SOMEBODY_CHOSEN: "somebody was chosen in round {}",
    Turn.NOBODY_APPOINTED: "nobody was appointed in round {}",
    Turn.WITHDRAWN: "round {} was withdrawn",
    Turn.FELL_THROUGH: "what was chosen in round {} fell through",
}
OF_AN_APPOINTMENT: Mapping[Turn, str] = {
    Turn.START_FIXED: "{} begins on {}",
    Turn.NOT_PURSUED: "{} is not pursued",
    Turn.STARTED: "the post is taken up on {1}",
    Turn.EXTENDED: "the term is extended to {1}",
    Turn.ENDS_EARLY: "the term ends early, with {1}",
    Turn.ENDED: "the term ended with {1}",
}

SIGNED_OFF: Mapping[SignOffEffect, str] = {
    SignOffEffect.CONSENT: "and the sign-off from outside is given",
    SignOffEffect.COMMENT: "and the office outside has been heard",
    SignOffEffect.VETO: "and the office outside has not objected in time",
}


def partners_told(writing: Writing) -> Facts:
    event = writing.event(PartnersTold)
    return of_post(writing) | {
        "outcome": _news(writing, event),
        "quoted": writing.words(event.words),
        "lines": tuple(_particulars(writing, event)),
    }


def is_still_so(writing: Writing) -> bool:
    """Nobody is told of an end once the term goes on after all."""
    event = writing.line.event
    if not isinstance(event, PartnersTold) or event.turn is not Turn.ENDED or event.number is None:
        return True
    appointment = _appointment(writing, event.number)
    return appointment.stage is AppointmentStage.ENDED and appointment.last == event.day


def _news(writing: Writing, event: PartnersTold) -> str:
    """Of lines of former releases, which say no turn, only what it is about."""
    if event.turn is None or event.number is None:
        return event.subject.replace("-", " ")
    if event.turn in OF_A_ROUND:
        return OF_A_ROUND[event.turn].format(event.number)
    appointment = _appointment(writing, event.number)
    which = TENURES[appointment.tenure]
    if event.turn is Turn.CONFIRMED:
        post = the_post(writing).under(appointment.conditions)
        return f"{which} is confirmed by every body{_outside(writing, post, appointment)}"
    return OF_AN_APPOINTMENT[event.turn].format(which, in_words(event.day) if event.day else "")


def _outside(writing: Writing, post: Post, appointment: Appointment) -> str:
    """It is subject to the sign-off for as long as that is still to come, and no longer."""
    if post.sign_off is None:
        return ""
    if is_signed_off(post, appointment.sign_off, writing.known.at):
        return f", {SIGNED_OFF[post.sign_off.effect]}"
    return ", subject to the sign-off from outside"


def _particulars(writing: Writing, event: PartnersTold) -> Iterator[str]:
    """Who it is, once they hold the post, and never before."""
    if event.number is None or event.day is None:
        return
    match event.turn:
        case Turn.STARTED:
            appointment, post = _appointment(writing, event.number), the_post(writing)
            yield f"Whoever holds it: {writing.name(appointment.person)}, {TENURES[appointment.tenure]}"
            if len(post.roles) > 1:
                yield f"One person in every role: {', '.join(post.roles)}"
            yield from handed_over(writing, event.number, event.day)
            if appointment.last:
                yield f"The term ends with the end of {in_words(appointment.last)}"
        case Turn.ENDED:
            yield after_the_end(writing, _appointment(writing, event.number), event.day)
        case _:
            return


def _appointment(writing: Writing, number: int) -> Appointment:
    found = writing.known.appointment(the_post(writing).id, number)
    if found is None:
        raise LookupError(writing.line.stream)
    return found


SAYS: Mapping[LetterKind, Callable[[Writing], Facts]] = {LetterKind.PARTNERS_TOLD: partners_told}
