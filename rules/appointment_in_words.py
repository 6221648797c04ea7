"""How an appointment stands and what it still waits for, as a secretary would say it."""

from collections.abc import Iterator, Mapping
from datetime import date

from models.appointment import Appointment, AppointmentStage, SignOffAsked
from models.post_events import SignOffAnswer
from models.posts import Post, SignOffEffect
from models.values import BodyId, MatterId
from rules.calendar import in_words, last_day_before, london_day
from rules.confirming import unconfirmed
from rules.known import Known
from rules.outside_sign_off import is_signed_off, working_days_left

SIGN_OFFS: Mapping[SignOffEffect, str] = {
    SignOffEffect.CONSENT: "the outside sign-off",
    SignOffEffect.COMMENT: "the comment from outside",
    SignOffEffect.VETO: "the time for a veto from outside",
}

FORCE: Mapping[SignOffEffect, str] = {
    SignOffEffect.CONSENT: "nothing starts without its consent",
    SignOffEffect.COMMENT: "it must have been heard, and what it says blocks nothing",
    SignOffEffect.VETO: "nothing starts against its veto, and silence until its time is up is none",
}
"""What an answer from outside does (G70)."""

ANSWERS: Mapping[SignOffAnswer, str] = {
    SignOffAnswer.GRANTED: "granted",
    SignOffAnswer.REFUSED: "refused",
    SignOffAnswer.SUPPORTED: "supported",
    SignOffAnswer.NOT_SUPPORTED: "not supported",
}


def waits_for(known: Known, post: Post, appointment: Appointment) -> tuple[str, ...]:
    """What keeps it from beginning; once it has begun, what keeps a proposed extension from effect."""
    post = post.under(appointment.conditions)
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
        yield "this person to be found eligible: what was found last is that they are not"
    yield from _agreed_by_all(known, post, appointment.matter, appointment.sign_off)
    if appointment.first is None:
        yield "its first day has not been fixed"
    elif appointment.is_eligible and appointment.starts_on is None:
        yield f"{in_words(appointment.first)} passed before this person was eligible: another is to be fixed"
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
            return f"{_proposed(appointment, waiting)}{_late(appointment, today)}"
        case AppointmentStage.IN_POST:
            return _in_post(appointment, today)
        case AppointmentStage.ENDED:
            last = f" with {in_words(last_day_before(appointment.ended))}" if appointment.ended else ""
            return f"ended{last}"
        case AppointmentStage.REFUSED:
            return f"refused by the office outside{ended}"
        case AppointmentStage.WITHDRAWN:
            return f"withdrawn{ended}"


def _late(appointment: Appointment, today: date) -> str:
    """A start that was hoped for and has not come is late, whatever it waits for (P17)."""
    hoped = appointment.hoped
    if hoped is None or hoped.latest is None or not hoped.is_late_on(today):
        return ""
    return f"; late: it was hoped to begin by {in_words(hoped.latest)}"


def _proposed(appointment: Appointment, waiting: tuple[str, ...]) -> str:
    if appointment.starts_on is not None:
        return f"settled: it begins on {in_words(appointment.starts_on)}"
    things = len(waiting)
    if things == 1:  # its first day is always one of them
        return "proposed; all is met, and its first day is to be fixed"
    return f"proposed; waits for {things} things"


def _in_post(appointment: Appointment, today: date) -> str:
    since = f"in post since {in_words(appointment.first)}" if appointment.first else "in post"
    if appointment.is_eligible is False:
        since += ", and found since not to be eligible for it"
    if appointment.last is None:
        return f"{since}, until further notice"
    said = f"{since}, to {in_words(appointment.last)}"
    if appointment.extension is not None:
        said += f"; an extension to {in_words(appointment.extension.last)} is proposed"
    return f"{said} (its last day has passed)" if appointment.last < today else said


def for_months(months: int | None) -> str:
    """Of a term whose first day, and with it the last, is still to be fixed."""
    if months is None:
        return ""
    return f" for {months} {'month' if months == 1 else 'months'} from its first day"


def _days(count: int) -> str:
    return f"{count} working {'day' if count == 1 else 'days'}"
