"""What letters say to and of the office outside that signs an appointment off: the file, and its answer."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from models.appointment import Appointment, AppointmentStage, SignOffAsked
from models.letters import LetterKind, Role
from models.post_events import (
    InformationSupplied,
    SignOffAnswer,
    SignOffAnswered,
    SignOffOverdue,
    TenureKind,
)
from models.posts import SignOffEffect
from rules.appointment_in_words import for_months
from rules.calendar import in_words
from rules.confirming import names_of
from rules.post_in_words import round_in_words, tenure_in_words
from rules.what_next import what_next
from storage.letter_post_facts import (
    LONGEST,
    asking_of,
    of_post,
    stage_words,
    the_appointment,
    the_post,
    what,
)
from storage.letter_writing import Facts, Writing

ANSWERS: Mapping[SignOffAnswer, str] = {
    SignOffAnswer.GRANTED: "it agrees",
    SignOffAnswer.REFUSED: "it refuses",
    SignOffAnswer.SUPPORTED: "it supports what is proposed",
    SignOffAnswer.NOT_SUPPORTED: "it does not support what is proposed, which by itself stops nothing",
}
KINDS: Mapping[TenureKind, str] = {
    TenureKind.PERMANENT: "permanent appointment",
    TenureKind.INTERIM: "interim appointment",
    TenureKind.SECONDMENT: "secondment",
}
IF_SILENT: Mapping[SignOffEffect, str] = {
    SignOffEffect.CONSENT: "Without this consent it does not take effect.",
    SignOffEffect.COMMENT: "Your comment must have been heard before it takes effect, whatever it says.",
    SignOffEffect.VETO: "If you do not object in that time, it may take effect.",
}


def asked(writing: Writing) -> Facts:
    """The file: whom it is about and in which post, who confirmed it, how the recruitment went, and each step
    left out with its reason (G66). Of other candidates only how many were interviewed.
    """
    appointment = the_appointment(writing)
    asking = asking_of(appointment)
    lines = [*_whom(writing, appointment), *_recruited(writing, appointment)]
    if asking.interviewed is not None:
        lines.append(f"Interviewed: {asking.interviewed}")
    lines += [f"Left out: {stage_words(each.stage)}: {writing.words(each.reason)}" for each in asking.omitted]
    if isinstance(writing.line.event, InformationSupplied):
        lines.insert(0, "The information you waited for has been supplied, and your time runs again")
    return _of_sign_off(writing, appointment, asking) | {"lines": tuple(lines)}


def _whom(writing: Writing, appointment: Appointment) -> Iterator[str]:
    """The officer proposed and the present one, the bodies it is joint to, and the employer."""
    known, post = writing.known, the_post(writing)
    yield f"Proposed: {writing.name(appointment.person)}, {what(writing, appointment)}"
    if len(post.roles) > 1:
        yield f"One person in every role: {', '.join(post.roles)}"
    held = known.post(post.id)
    tenure = held.on(known.today) if held else None
    if tenure is None:
        yield "Nobody holds the post now"
    else:
        yield f"Held now by: {writing.name(tenure.person)}, {tenure_in_words(tenure)}"
    for name, organisation in (("Employer", post.host), ("Stays employed by", appointment.home)):
        found = known.definition.organisation(organisation) if organisation else None
        if found is not None:
            yield f"{name}: {found.name_on(known.today)}"
    yield f"Confirmed by each of: {names_of(known, post.serves)}"


def _recruited(writing: Writing, appointment: Appointment) -> Iterator[str]:
    round_ = writing.known.round(appointment.post, appointment.round) if appointment.round else None
    if round_ is None:
        yield "It comes of no round of recruitment"
        return
    yield f"Round of recruitment: {round_.number}, {round_in_words(round_)}"
    if round_.panel:
        yield f"Its panel: {'; '.join(writing.name(each) for each in round_.panel.members)}"


def late(writing: Writing) -> Facts:
    appointment = the_appointment(writing)
    sign_off = the_post(writing).sign_off
    is_office = sign_off is not None and writing.row.recipient == sign_off.by
    return _of_sign_off(writing, appointment, asking_of(appointment)) | {
        "deadline": writing.event(SignOffOverdue).due,
        "role": Role.OWNER if is_office else Role.SECRETARY,
    }


def answered(writing: Writing) -> Facts:
    """Of which appointment, or which longer term of it: two may be before the office at once. Whoever keeps
    the post's papers reads what they do next, where it does not go on by itself.
    """
    event, appointment = writing.event(SignOffAnswered), the_appointment(writing)
    return of_post(writing) | {
        "outcome": f"{_which(writing, appointment)}: {ANSWERS[event.answer]}"[:LONGEST],
        "happened": writing.line.happened,
        "ways_on": _ways_on(writing, appointment),
        "next_step": "" if appointment.is_open else "This appointment goes no further; another is proposed.",
    }


def _which(writing: Writing, appointment: Appointment) -> str:
    moment, asked, longer = writing.line.happened, appointment.sign_off, appointment.extension
    number = f"appointment {appointment.number}"
    if asked is not None and asked.answered == moment:
        return f"{number}, the {KINDS[appointment.tenure]}{_term(appointment)}"
    if longer is not None and longer.sign_off is not None and longer.sign_off.answered == moment:
        return f"{number}, the longer term to {in_words(longer.last)}"
    is_in_force = appointment.term_set == moment and appointment.last is not None
    return f"{number}, the longer term{_to(appointment.last) if is_in_force else ''}"


def _term(appointment: Appointment) -> str:
    return _to(appointment.proposed_last) or for_months(appointment.months)


def _to(last: date | None) -> str:
    return f" to {in_words(last)}" if last else ""


def _ways_on(writing: Writing, appointment: Appointment) -> str:
    """Nothing is left to do of a start that is fixed, nor of a term that is longer, or stays as it was."""
    is_kept_here = str(writing.row.recipient) == the_post(writing).secretary
    is_refused = writing.event(SignOffAnswered).answer is SignOffAnswer.REFUSED
    match appointment.stage:
        case AppointmentStage.PROPOSED:
            is_settled = appointment.starts_on is not None
        case AppointmentStage.IN_POST:
            is_settled = appointment.extension is None or is_refused
        case _:
            is_settled = False
    words = what_next(writing.known, appointment.stream) if is_kept_here and not is_settled else ""
    return f"Next: {words}"[:LONGEST] if words else ""


def _of_sign_off(writing: Writing, appointment: Appointment, asking: SignOffAsked) -> Facts:
    sign_off = the_post(writing).sign_off
    return of_post(writing) | {
        "outcome": what(writing, appointment),
        "deadline": asking.due,
        "ways_on": IF_SILENT[sign_off.effect] if sign_off else "",
    }


SAYS: Mapping[LetterKind, Callable[[Writing], Facts]] = {
    LetterKind.OUTSIDE_SIGN_OFF_ASKED: asked,
    LetterKind.OUTSIDE_SIGN_OFF_LATE: late,
    LetterKind.OUTSIDE_SIGN_OFF_ANSWERED: answered,
}
