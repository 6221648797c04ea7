"""What every letter about a post reads of it, of its rounds and of its appointments."""

from collections.abc import Iterator, Mapping
from datetime import date, time

from models.appointment import Appointment, SignOffAsked
from models.dependants import DependantStands, Waiting
from models.post_events import ExtensionProposed, TenureKind
from models.posts import Post
from models.recruitment import Round
from models.values import Instant, Text
from rules.appointment_in_words import for_months
from rules.calendar import at_london, in_words
from rules.posts import dependants
from storage.letter_writing import OF_POSTS, Facts, Writing

LONGEST = 300
TENURES: Mapping[TenureKind, str] = {
    TenureKind.PERMANENT: "a permanent appointment",
    TenureKind.INTERIM: "an interim appointment",
    TenureKind.SECONDMENT: "a secondment",
}
WAITS: Mapping[Waiting, str] = {
    Waiting.READY: "may go on",
    Waiting.WAITING: "waits for a round that is open",
    Waiting.BLOCKED: "is blocked, and not failed",
    Waiting.AT_RISK: "is at risk, because nobody holds the post permanently",
}
CHOSEN = "waits for whoever has been chosen to begin"


def post_of(writing: Writing) -> Post | None:
    """Where it is about one that the definition still has; of an appointment, under its conditions."""
    kind, name, *_ = writing.line.stream.split("/")
    post = writing.known.definition.post(name) if kind in OF_POSTS else None
    appointment = appointment_of(writing)
    return post.under(appointment.conditions) if post and appointment else post


def of_post(writing: Writing) -> Facts:
    return {"title": the_post(writing).title}


def what(writing: Writing, appointment: Appointment) -> str:
    """What is asked for, in the terms of whoever asked: a start, or a longer term."""
    event = writing.line.event
    last = event.last if isinstance(event, ExtensionProposed) else None
    if isinstance(event, ExtensionProposed) and event.instead is not None:
        before = in_words(event.instead)
        return f"an extension of the present term to {in_words(event.last)}, in place of the one to {before}"
    if last is None and appointment.extension is not None:
        last = appointment.extension.last
    if last is not None:
        return f"an extension of the present term to {in_words(last)}"
    if appointment.last is not None:
        return f"{TENURES[appointment.tenure]} until {in_words(appointment.last)}"
    return f"{TENURES[appointment.tenure]}{for_months(appointment.months)}"


def waiting(writing: Writing) -> Iterator[str]:
    for each in dependants(writing.known, the_post(writing), writing.known.today):
        yield _stands(each)


def _stands(each: DependantStands) -> str:
    return f"{each.title} {CHOSEN if each.is_chosen else WAITS[each.waiting]}"


def stage_words(stage: str) -> str:
    return stage.replace("-", " ")


def begins(day: date) -> Instant:
    return at_london(day, time(0))


def reason_of(writing: Writing) -> Text | None:
    reason = getattr(writing.line.event, "reason", None)
    return reason if isinstance(reason, Text) else None


def the_post(writing: Writing) -> Post:
    post = post_of(writing)
    if post is None:
        raise LookupError(writing.line.stream)
    return post


def the_round(writing: Writing) -> Round:
    round_ = writing.known.round_on(writing.line.stream)
    if round_ is None:
        raise LookupError(writing.line.stream)
    return round_


def appointment_of(writing: Writing) -> Appointment | None:
    return writing.known.appointment_on(writing.line.stream)


def the_appointment(writing: Writing) -> Appointment:
    appointment = appointment_of(writing)
    if appointment is None:
        raise LookupError(writing.line.stream)
    return appointment


def asking_of(appointment: Appointment) -> SignOffAsked:
    asking = appointment.asking or appointment.sign_off
    if asking is None:
        raise LookupError(appointment.stream)
    return asking
