"""With which day whoever holds a post leaves it: that of their term, or of a hand-over that is fixed."""

from dataclasses import dataclass
from datetime import date, timedelta

from models.appointment import Appointment, AppointmentStage
from models.dates import ONE_DAY
from models.post import PostHeld
from models.values import Instant
from rules.calendar import in_words
from rules.confirming import appointments_of
from rules.fixed_starts import is_to_hold
from rules.known import Known
from rules.tenure import Term, others_in


@dataclass(frozen=True)
class HandOver:
    """The last day of whoever hands the post over, while the start of whoever follows stands."""

    until: date
    since: Instant
    """When that start was fixed."""


def hand_over_of(known: Known, appointment: Appointment) -> HandOver | None:
    """None where the term ends before, or nothing but it ends it. The record has it once the other starts."""
    post = known.definition.post(appointment.post)
    if post is None or appointment.stage is not AppointmentStage.IN_POST or appointment.first is None:
        return None
    for each in appointments_of(known, appointment.post):
        until = each.hand_over_until
        if until is None or each.first is None or not is_to_hold(each, post, known.states):
            continue
        is_later = appointment.last is None or until < appointment.last
        if appointment.first < each.first and is_later:
            return HandOver(until, each.start_fixed or each.opened)
    return None


def notices_given(appointment: Appointment, hand_over: HandOver | None) -> tuple[int, ...]:
    """Days before the end that is now to come at which notice of that end was given."""
    if hand_over is None:
        return appointment.notices
    return appointment.handed_notices if appointment.handed_until == hand_over.until else ()


def leaves_on(known: Known, appointment: Appointment) -> date | None:
    hand_over = hand_over_of(known, appointment)
    return hand_over.until if hand_over else appointment.last


def as_it_ends(known: Known, held: PostHeld) -> PostHeld:
    """Each tenure with the day on which it is to end as everything is fixed now."""
    ending = {each.number: leaves_on(known, each) for each in appointments_of(known, held.post)}
    tenures = tuple(
        each.model_copy(update={"last": ending.get(each.appointment, each.last)}) for each in held.tenures
    )
    return held.model_copy(update={"tenures": tenures})


def handed_over_until(known: Known, appointment: Appointment) -> date | None:
    """None where nobody hands it over, or has left the post before it is taken up."""
    before = _before(known, appointment)
    if before is None or appointment.hand_over_until is None:
        return None
    return min(appointment.hand_over_until, before.last or date.max)


def is_hand_over_lost(known: Known, appointment: Appointment) -> bool:
    """Whether it was to be handed over by somebody who leaves, or left, before the first day."""
    is_to_begin = appointment.starts_on is not None or appointment.stage is not AppointmentStage.PROPOSED
    return is_to_begin and appointment.hand_over and _before(known, appointment) is None


def _before(known: Known, appointment: Appointment) -> Appointment | None:
    first = appointment.first
    if first is None or not appointment.hand_over:
        return None
    there = others_in(known, appointment, Term(first, first))
    return next((each for each in there if each.first and each.first < first), None)


def vacancy_after(known: Known, appointment: Appointment) -> str:
    """Where whoever is to follow does not begin with the day after, a sentence of that; else nothing."""
    last = leaves_on(known, appointment)
    if last is None:
        return ""
    after = last + ONE_DAY
    coming = [each for each in others_in(known, appointment, Term(after, None)) if each.first]
    following = min(coming, key=lambda each: each.first or date.max, default=None)
    if following is None or following.first is None or following.first <= after:
        return ""
    days = (following.first - after) // timedelta(days=1)
    vacant = in_words(after) if days == 1 else f"{in_words(after)} to {in_words(following.first - ONE_DAY)}"
    said = f" Nobody holds the post from {vacant}" if days > 1 else f" Nobody holds the post on {vacant}"
    said += f": whoever follows begins on {in_words(following.first)}"
    return f"{said}, and the hand-over does not take place." if following.hand_over else f"{said}."
