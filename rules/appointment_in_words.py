"""How an appointment stands and what it still waits for, as a secretary would say it."""

from collections.abc import Iterator, Mapping
from datetime import date

from models.appointment import Appointment, AppointmentStage, SignOffAsked
from models.post_events import SignOffAnswer
from models.posts import Post, SignOffEffect
from models.values import BodyId, MatterId
from rules.calendar import in_words, last_day_before, london_day
from rules.known import Known
from rules.outside_sign_off import is_signed_off, working_days_left
from rules.posts import unconfirmed

SIGN_OFFS: Mapping[SignOffEffect, str] = {
    SignOffEffect.CONSENT: "the outside sign-off",
    SignOffEffect.COMMENT: "the comment from outside",
    SignOffEffect.VETO: "the time for a veto from outside",
}

ANSWERS: Mapping[SignOffAnswer, str] = {
    SignOffAnswer.GRANTED: "granted",
    SignOffAnswer.REFUSED: "refused",
    SignOffAnswer.SUPPORTED: "supported",
    SignOffAnswer.NOT_SUPPORTED: "not supported",
}


def waits_for(known: Known, post: Post, appointment: Appointment) -> tuple[str, ...]:
    """What keeps it from beginning; once it has begun, what keeps a proposed extension from effect."""
    match appointment.stage:
        case AppointmentStage.PROPOSED:
            return tuple(_before_it_begins(known, post, appointment))
        case AppointmentStage.IN_POST if appointment.extension is not None:
            extension = appointment.extension
            waiting = tuple(_agreed_by_all(known, post, extension.matter, extension.sign_off))
            return waiting or ("its extension is to be put in force",)
        case _:
            return ()


def _before_it_begins(known: Known, post: Post, appointment: Appointment) -> Iterator[str]:
    if appointment.is_eligible is None:
        yield "whether this person may hold the post has not been found yet"
    if appointment.is_eligible is False:
        yield "this person was found not to be eligible for the post"
    yield from _agreed_by_all(known, post, appointment.matter, appointment.sign_off)
    if appointment.first is None:
        yield "its first day has not been fixed"
    else:
        yield f"it begins on {in_words(appointment.first)}"


def _agreed_by_all(
    known: Known, post: Post, matter: MatterId | None, asked: SignOffAsked | None
) -> Iterator[str]:
    if matter is None:
        yield "no matter has been named by which the bodies confirm it"
    else:
        for body in unconfirmed(known, post, matter):
            yield confirmation_in_words(known, body, has_confirmed=False)
    if post.sign_off is not None and not is_signed_off(post, asked, known.at):
        yield f"{SIGN_OFFS[post.sign_off.effect]} {sign_off_in_words(known, asked)}"


def confirmation_in_words(known: Known, body: BodyId, *, has_confirmed: bool) -> str:
    return f"{known.body(body).short} has {'confirmed' if has_confirmed else 'not confirmed'}"


def sign_off_in_words(known: Known, asked: SignOffAsked | None) -> str:
    """Follows its name: "the outside sign-off" ..."""
    if asked is None:
        return "has not been asked for"
    if asked.answer is not None:
        on = f" on {in_words(london_day(asked.answered))}" if asked.answered else ""
        return f"was answered{on}: {ANSWERS[asked.answer]}"
    last, left = last_day_before(asked.due), working_days_left(asked, known.today, known.calendar)
    if asked.awaits_information is not None:
        since = in_words(london_day(asked.awaits_information))
        return f"stands still since {since}, with {_days(left)} left: information is awaited from us"
    if asked.due <= known.at:
        return f"is overdue: its time ended with {in_words(last)}"
    if last == known.today:
        return "has until the end of today"
    return f"has {_days(left)} left, to the end of {in_words(last)}"


def appointment_in_words(appointment: Appointment, waiting: tuple[str, ...], today: date) -> str:
    ended = f" on {in_words(london_day(appointment.ended))}" if appointment.ended else ""
    match appointment.stage:
        case AppointmentStage.PROPOSED:
            return _proposed(appointment, waiting)
        case AppointmentStage.IN_POST:
            return _in_post(appointment, today)
        case AppointmentStage.ENDED:
            return f"ended{ended}"
        case AppointmentStage.REFUSED:
            return f"refused by the office outside{ended}"
        case AppointmentStage.WITHDRAWN:
            return f"withdrawn{ended}"


def _proposed(appointment: Appointment, waiting: tuple[str, ...]) -> str:
    if appointment.first is not None:
        return f"settled: it begins on {in_words(appointment.first)}"
    things = len(waiting) - 1  # its first day is always one of them
    if not things:
        return "proposed; all is met, and its first day is to be fixed"
    return (
        f"proposed; waits for {things} {'thing' if things == 1 else 'things'} before its first day is fixed"
    )


def _in_post(appointment: Appointment, today: date) -> str:
    since = f"in post since {in_words(appointment.first)}" if appointment.first else "in post"
    if appointment.last is None:
        return f"{since}, until further notice"
    said = f"{since}, to {in_words(appointment.last)}"
    if appointment.extension is not None:
        said += f"; an extension to {in_words(appointment.extension.last)} is proposed"
    return f"{said} (its last day has passed)" if appointment.last < today else said


def _days(count: int) -> str:
    return f"{count} working {'day' if count == 1 else 'days'}"
