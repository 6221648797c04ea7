"""Who may be appointed to a post and until when: what every rule about an appointment asks first."""

from datetime import date

from models.acts import Entry, Refused
from models.appointment import Appointment, AppointmentStage
from models.dates import ONE_DAY
from models.post import PostHeld, Tenure
from models.post_events import HolderEnds, TermExtended
from models.posts import Post
from models.values import MatterId, Stream
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
