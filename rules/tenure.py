"""Who may be appointed to a post and until when: what every rule about an appointment asks first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.acts import Entry, Refused
from models.appointment import Appointment, AppointmentStage
from models.dates import ONE_DAY
from models.post import PostHeld, Tenure
from models.post_events import HolderEnds, StartCalledOff, TermExtended
from models.posts import Post
from models.tellings import Turn
from models.values import Instant, MatterId, Stream
from rules.calendar import in_words
from rules.changing_hands import at_once
from rules.confirming import appointments_of
from rules.fixed_starts import is_to_hold
from rules.known import Known
from rules.refusals import refused, refused_having
from rules.telling import told_by_itself

BEGUN = {AppointmentStage.IN_POST, AppointmentStage.ENDED}
"""In which somebody holds the post, or held it."""


def open_appointment(known: Known, stream: Stream) -> Appointment | Refused:
    appointment = known.appointment_on(stream)
    if appointment is None:
        return refused("no-such-appointment")
    return appointment if appointment.is_open else refused("appointment-over")


def appointment_in_post(known: Known, stream: Stream) -> Appointment | Refused:
    appointment = open_appointment(known, stream)
    if isinstance(appointment, Refused):
        return appointment
    return appointment if appointment.stage is AppointmentStage.IN_POST else refused("not-in-post")


def in_post_then(known: Known, stream: Stream) -> Appointment | Refused:
    """In post when that happened which is entered now: what was in time is so however late it is entered."""
    appointment = known.appointment_on(stream)
    if appointment is not None and appointment.was_in_post(known.happened):
        return appointment
    return appointment_in_post(known, stream)


def post_of_appointment(known: Known, appointment: Appointment) -> Post:
    """Under the conditions the appointment was proposed under, whatever another definition says since."""
    post = known.definition.post(appointment.post)
    if post is None:
        raise LookupError(appointment.post)
    return post.under(appointment.conditions)


def refuses_untested(known: Known, matter: MatterId) -> Refused | None:
    """Nobody is asked to confirm, and nobody confirms, a person of whom it was not found by then that they
    may hold the post (G67).
    """
    every = (each for post in known.definition.posts for each in appointments_of(known, post.id))
    hanging = (each for each in every if each.is_open and each.hangs_on(matter))
    if all(each.was_eligible(known.happened) for each in hanging):
        return None
    return refused("eligibility-before-approval")


@dataclass(frozen=True)
class Term:
    """A time in which somebody holds a post or is to; without a last day, until further notice."""

    first: date
    last: date | None

    def meets(self, other: "Term") -> bool:
        return (self.last is None or other.first <= self.last) and (
            other.last is None or self.first <= other.last
        )

    @property
    def in_words(self) -> str:
        return f"until {in_words(self.last)}" if self.last else "until further notice"


def others_in(known: Known, appointment: Appointment, term: Term) -> tuple[Appointment, ...]:
    """Who else held the post then, holds it, or is to, their start being fixed and standing."""
    others = _others_fixed_in(known, appointment, term)
    return tuple(each for each in others if each.stage in BEGUN or _is_to_hold(known, each))


def calls_off_lost(known: Known, appointment: Appointment, term: Term) -> Iterator[Entry]:
    """A first day that does not stand any more gives way for good to whoever is to hold the post then: it is
    not to stand again beside theirs.
    """
    for each in _others_fixed_in(known, appointment, term):
        if each.stage is AppointmentStage.PROPOSED and not _is_to_hold(known, each):
            yield Entry(each.stream, StartCalledOff(bodies=()))


def _others_fixed_in(known: Known, appointment: Appointment, term: Term) -> Iterator[Appointment]:
    for each in appointments_of(known, appointment.post):
        is_another = each.number != appointment.number and each.first is not None
        if is_another and each.stage in {*BEGUN, AppointmentStage.PROPOSED} and term_of(each).meets(term):
            yield each


def _is_to_hold(known: Known, appointment: Appointment) -> bool:
    post = known.definition.post(appointment.post)
    return post is not None and is_to_hold(appointment, post, known.states)


def term_of(appointment: Appointment) -> Term:
    if appointment.first is None:
        raise LookupError(appointment.stream)
    return Term(appointment.first, appointment.last)


def refuses_overlap(known: Known, appointment: Appointment, last: date) -> Refused | None:
    """Nobody's term runs on into that of whoever follows, also where a hand-over ends with it."""
    if appointment.last is None:
        return None
    others = others_in(known, appointment, Term(appointment.last + ONE_DAY, last))
    return refused_having("post-held", term_of(others[0]).in_words) if others else None


def extended(known: Known, appointment: Appointment, last: date) -> tuple[Entry, ...]:
    """One whose term had ended meanwhile goes on, is asked again what waits for an answer, and is called."""
    is_back = not appointment.is_open and known.today <= last
    longer = Term(appointment.last or last, last)
    return (
        Entry(appointment.stream, TermExtended(last=last), known.happened),
        holder_ends(appointment, last, known.happened),
        *calls_off_lost(known, appointment, longer),
        *told_by_itself(known, appointment, Turn.EXTENDED, last, known.happened),
        *(_back(known, appointment, last) if is_back else ()),
    )


def _back(known: Known, appointment: Appointment, last: date) -> Iterator[Entry]:
    held = known.post(appointment.post)
    if held is not None:
        again = held.model_copy(update={"tenures": held.tenures_ending(appointment.number, last)})
        yield from at_once(known, post_of_appointment(known, appointment), {held.stream: again})


def holder_ends(appointment: Appointment, last: date, at: Instant) -> Entry:
    ends = HolderEnds(appointment=appointment.number, last=last)
    return Entry(f"post/{appointment.post}", ends, at)


def term_ends(held: PostHeld, first: date, last: date) -> tuple[Tenure, ...]:
    """The tenures that end between two days, both included."""
    ending = (each for each in held.tenures if each.last is not None and first <= each.last <= last)
    return tuple(sorted(ending, key=lambda each: each.last or date.max))
