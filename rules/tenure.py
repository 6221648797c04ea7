"""Who may be appointed to a post and until when: what every rule about an appointment asks first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.acts import Entry, Refused
from models.appointment import Appointment, AppointmentStage
from models.dates import ONE_DAY
from models.post import PostHeld, Tenure
from models.post_events import HolderEnds, TermExtended
from models.posts import Post
from models.values import MatterId, PostId, Stream
from rules.calendar import in_words
from rules.known import Known
from rules.posts import names_of, unconfirmed
from rules.refusals import refused, refused_having


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


def post_of_appointment(known: Known, appointment: Appointment) -> Post:
    post = known.definition.post(appointment.post)
    if post is None:
        raise LookupError(appointment.post)
    return post


def refuses_unconfirmed(known: Known, post: Post, matter: MatterId | None) -> Refused | None:
    if matter is None:
        return refused_having("not-all-confirmed", names_of(known, post.serves))
    missing = unconfirmed(known, post, matter)
    return refused_having("not-all-confirmed", names_of(known, missing)) if missing else None


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


def held_by_another(known: Known, appointment: Appointment, term: Term) -> Term | None:
    """The first time in which somebody else holds the post then, or is to, their start being fixed."""
    return next((each for each in _others(known, appointment) if each.meets(term)), None)


def refuses_overlap(known: Known, appointment: Appointment, last: date) -> Refused | None:
    """Nobody's term runs on into that of whoever follows, but for a hand-over that was fixed as one."""
    if appointment.last is None:
        return None
    longer = Term(appointment.last + ONE_DAY, last)
    others = _others(known, appointment, hand_over=False)
    other = next((each for each in others if each.meets(longer)), None)
    return refused_having("post-held", other.in_words) if other else None


def _others(known: Known, appointment: Appointment, *, hand_over: bool = True) -> Iterator[Term]:
    for each in appointments_of(known, appointment.post):
        is_counted = each.is_open and each.number != appointment.number and (hand_over or not each.hand_over)
        if each.first is not None and is_counted:
            yield Term(each.first, each.last)


def appointments_of(known: Known, post: PostId) -> Iterator[Appointment]:
    """In the order in which they were proposed."""
    number = 1
    while (each := known.appointment(post, number)) is not None:
        yield each
        number += 1


def extended(known: Known, appointment: Appointment, last: date) -> tuple[Entry, ...]:
    return (
        Entry(appointment.stream, TermExtended(last=last), known.happened),
        holder_ends(appointment, last, known),
    )


def holder_ends(appointment: Appointment, last: date, known: Known) -> Entry:
    ends = HolderEnds(appointment=appointment.number, last=last)
    return Entry(f"post/{appointment.post}", ends, known.happened)


def vacant_from(held: PostHeld, day: date) -> date | None:
    """The first day from then on that nobody holds; None where somebody does without an end."""
    while (tenure := held.on(day)) is not None:
        if tenure.last is None:
            return None
        day = tenure.last + ONE_DAY
    return day


def term_ends(held: PostHeld, first: date, last: date) -> tuple[Tenure, ...]:
    """The tenures that end between two days, both included."""
    ending = (each for each in held.tenures if each.last is not None and first <= each.last <= last)
    return tuple(sorted(ending, key=lambda each: each.last or date.max))
