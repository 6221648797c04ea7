"""What letters say of the time after a term: who follows, from when nobody does, what is in hand."""

from collections.abc import Iterator
from datetime import date

from models.appointment import Appointment, AppointmentStage, SignOffAsked
from models.dates import ONE_DAY
from models.post_events import AppointmentEnded, SignOffAnswer
from models.values import Instant, MatterId
from rules.calendar import in_words, london_day
from rules.confirming import appointments_of, unconfirmed
from rules.tenure import Term, others_in
from storage.letter_post_facts import the_post
from storage.letter_writing import Writing


def last_of_ended(appointment: Appointment, ended: AppointmentEnded, happened: Instant) -> date:
    """Lines of earlier releases do not name the day."""
    return ended.last or appointment.last or london_day(happened) - ONE_DAY


def is_taken_up_since(writing: Writing, appointment: Appointment, last: date) -> bool:
    """Whether somebody has followed who did not hold the post before the end: their own letters say who."""
    first = _next_first(writing, appointment, last)
    return first is not None and first > last


def is_handed_over(writing: Writing, appointment: Appointment, last: date) -> bool:
    first = _next_first(writing, appointment, last)
    return first is not None and first <= last


def after_the_end(writing: Writing, appointment: Appointment, last: date) -> str:
    """Alike for everyone who is told of the end, whether or not the start of a day that has come is on record
    when their letter leaves; of a day to come nothing, which not everyone has heard of.
    """
    after, first = last + ONE_DAY, _next_first(writing, appointment, last)
    if first is None:
        return f"Nobody holds the post from {in_words(after)}"
    if first <= last:
        return _took_over(writing, after)
    follows = f"Whoever follows takes it up on {in_words(first)}"
    if first == after:
        return follows
    to = f" to {in_words(first - ONE_DAY)}" if first - ONE_DAY > after else ""
    return f"Nobody held the post {'from' if to else 'on'} {in_words(after)}{to}. {follows}"


def _took_over(writing: Writing, after: date) -> str:
    held = writing.known.post(the_post(writing).id)
    tenure = held.on(after) if held else None
    if tenure is None:
        return "The post was handed over before"
    return f"{writing.name(tenure.person)} took it over on {in_words(tenure.first)}"


def _next_first(writing: Writing, appointment: Appointment, last: date) -> date | None:
    """The first day of whoever holds the post next, or held it then too, once that day has come."""
    others = others_in(writing.known, appointment, Term(last + ONE_DAY, None))
    firsts = (each.first for each in others if each.first and each.first <= writing.known.today)
    return min(firsts, default=None)


# --- in hand ------------------------------------------------------------------------------------


def in_hand(writing: Writing, appointment: Appointment) -> str:
    """What may still keep the post from being vacant, and not who: nothing is announced before (G71)."""
    found = [*_longer(writing, appointment), *_others(writing, appointment)]
    if not found:
        return ""
    unless = "Unless one of these takes" if len(found) > 1 else "Unless that takes"
    return f"In hand: {'; '.join(found)}. {unless} effect in time, the term ends and the post is vacant."


def _longer(writing: Writing, appointment: Appointment) -> Iterator[str]:
    longer = appointment.extension
    if longer is not None and not _is_refused(longer.sign_off):
        so_far = _so_far(writing, appointment, longer.matter, longer.sign_off)
        yield f"an extension to {in_words(longer.last)}, {so_far}"


def _others(writing: Writing, appointment: Appointment) -> Iterator[str]:
    others = [
        each
        for each in appointments_of(writing.known, appointment.post)
        if each.number != appointment.number and each.stage is AppointmentStage.PROPOSED
    ]
    match others:
        case []:
            return
        case [one]:
            yield f"another appointment, {_so_far(writing, one, one.matter, one.sign_off)}"
        case _:
            yield f"{len(others)} other appointments, proposed"


def _so_far(
    writing: Writing, appointment: Appointment, matter: MatterId | None, asked: SignOffAsked | None
) -> str:
    under = the_post(writing).under(appointment.conditions)
    missing = unconfirmed(writing.known, under, matter) if matter else under.serves
    confirmed = f"confirmed by {len(under.serves) - len(missing)} of {len(under.serves)} bodies"
    if asked is None:
        return confirmed
    return f"{confirmed}, {'answered by' if asked.answer else 'before'} the office outside"


def _is_refused(asked: SignOffAsked | None) -> bool:
    return asked is not None and asked.answer is SignOffAnswer.REFUSED
