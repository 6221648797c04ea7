"""A post that is handed over: by whoever holds it directly before, for a short time that is stated."""

from collections.abc import Iterator
from datetime import date, timedelta

from models.acts import Entry, Refused
from models.appointment import Appointment, AppointmentStage, SignOffAsked
from models.post_commands import FixStart
from models.post_events import EndSetEarly
from models.values import Instant, Text
from rules.calendar import in_words
from rules.known import Known
from rules.refusals import refused, refused_having
from rules.tenure import Term, holder_ends, others_in, term_of

LONGEST = timedelta(days=31)
"""How long two may hold one post at most, the first and the last day included."""


def is_handed_over(command: FixStart) -> bool:
    return command.hand_over or command.hand_over_until is not None


def refuses_two(known: Known, appointment: Appointment, command: FixStart, term: Term) -> Refused | None:
    """Two hold one post only while one hands it over to whoever directly follows."""
    others = others_in(known, appointment, term)
    if not is_handed_over(command):
        return refused_having("post-held", term_of(others[0]).in_words) if others else None
    if not others:
        return refused("nobody-hands-over")
    *more, before = sorted(others, key=lambda each: term_of(each).first)
    if more or term_of(before).first >= term.first:
        return refused_having("post-held", term_of(before).in_words)
    if before.person == appointment.person:
        return refused("hands-over-to-self")
    return _refuses_end(before, term.first, hand_over_ends(known, appointment, command, term))


def hand_over_ends(known: Known, appointment: Appointment, command: FixStart, term: Term) -> date | None:
    """With the day that was given, or else the last day of whoever hands it over."""
    if not is_handed_over(command):
        return None
    before = next(iter(others_in(known, appointment, term)), None)
    return command.hand_over_until or (before.last if before else None)


def _refuses_end(before: Appointment, first: date, until: date | None) -> Refused | None:
    if until is None:
        return refused("hand-over-without-end")
    if until < first:
        return refused("hand-over-backwards")
    if before.last is not None and before.last < until:
        return refused_having("hand-over-past-term", in_words(before.last))
    if before.stage is AppointmentStage.ENDED and until != before.last:
        return refused("has-left-already")
    if until - first >= LONGEST:
        return refused_having("hand-over-too-long", in_words(first + LONGEST - timedelta(days=1)))
    return None


def gives_way(known: Known, appointment: Appointment, at: Instant) -> Iterator[Entry]:
    """Whoever hands the post over leaves it with the last day of that, if their own is later; also where both
    that start and their own end were noticed late, and the end first.
    """
    until = appointment.hand_over_until
    if until is None or appointment.first is None:
        return
    for before in others_in(known, appointment, Term(appointment.first, appointment.first)):
        is_later = before.last is None or until < before.last
        if before.stage is not AppointmentStage.PROPOSED and is_later:
            yield Entry(before.stream, cut_short(before, until, None), at)
            yield holder_ends(before, until, at)


def cut_short(appointment: Appointment, last: date, reason: Text | None) -> EndSetEarly:
    """An extension that was proposed falls with it, and so does what the office outside was asked of it."""
    extension = appointment.extension
    asked = extension.sign_off if extension else None
    is_dead = asked is not None and asked.answer is not None
    return EndSetEarly(
        last=last,
        reason=reason,
        drops=extension.last if extension and not is_dead else None,
        was_asked_outside=_is_unanswered(asked),
    )


def _is_unanswered(asked: SignOffAsked | None) -> bool:
    return asked is not None and asked.answer is None
