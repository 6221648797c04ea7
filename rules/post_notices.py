"""Who is told of a post, its rounds and its appointments; nobody by a candidate's name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from models.appointment import Appointment, AppointmentStage
from models.dates import ONE_DAY
from models.events import BodyDecided, DefinitionLoaded, Recorded
from models.letters import LetterKind
from models.post import PostHeld
from models.post_events import (
    AppointmentEnded,
    EligibilityTested,
    EndSetEarly,
    ForecastOvertaken,
    HolderStarted,
    PartnersTold,
    StartFixed,
)
from models.posts import Post
from models.seat_events import SeatPassedOn, WindowPassedOn
from models.values import Ask, OrganisationId, PersonId
from rules.addressees import secretary_of
from rules.confirming import confirmed_by
from rules.known import Known
from rules.notice import Notice, Notices, to_each

Told = Callable[[Known, Post, Recorded], Iterable[PersonId]]


def partners(_: Known, __: Recorded, told: PartnersTold) -> Notices:
    return to_each(LetterKind.PARTNERS_TOLD, told.people)


def start_fixed(known: Known, line: Recorded, event: StartFixed) -> Notices:
    """Also whoever holds the post, or sits in its seats, that day or the day before: they hand it over, or
    leave it.
    """
    post, held = _post(known, line), known.post(line.stream.split("/")[1])
    if post is None or held is None:
        return ()
    days = (event.first - ONE_DAY, event.first)
    holding = (each.person for each in held.tenures if any(map(each.covers, days)))
    sitting = _in_its_seats(known, post, event.first - ONE_DAY)
    return to_each(LetterKind.START_FIXED, (*_holder_and_offices(known, post, line), *holding, *sitting))


def started(known: Known, line: Recorded, event: HolderStarted) -> Notices:
    """Whoever comes and whoever goes, all who were told of the start, and the secretary of each body that
    cannot be quorate with its seats so held, or lacks a member it is to have (G73).
    """
    post, held = _post(known, line), known.post(line.stream.split("/")[1])
    appointment = known.appointment(post.id, event.appointment) if post else None
    if post is None or held is None or appointment is None:
        return ()
    before = (*outgoing(held, event), *_in_its_seats(known, post, event.first - ONE_DAY))
    people = (event.person, *before, *_offices(known, post), *_home(known, appointment))
    return (*to_each(LetterKind.HOLDER_STARTED, people), *_lacking(known, event))


def outgoing(held: PostHeld, event: HolderStarted) -> Iterator[PersonId]:
    """Who held the post until this start, or still does to hand it over."""
    for each in held.tenures:
        is_another = each.appointment != event.appointment
        if is_another and (each.last is None or (event.first - each.last).days <= 1):
            yield each.person


def _in_its_seats(known: Known, post: Post, day: date) -> Iterator[PersonId]:
    """Who sat there for their body alone, before anybody held the post."""
    for seat in post.seats:
        established = known.seat_on(seat, day)
        if established and established.held_by:
            yield established.held_by


def overtaken(known: Known, line: Recorded, event: ForecastOvertaken) -> Notices:
    """Whoever put it on the record has to tell those it was made to."""
    post, held = _post(known, line), known.post(line.stream.split("/")[1])
    if post is None or held is None:
        return ()
    givers = [each.by for each in held.forecasts if each.is_named_by(event) and each.by]
    return to_each(LetterKind.FORECAST_OVERTAKEN, (*givers, post.secretary))


def passed_on(known: Known, line: Recorded, event: SeatPassedOn) -> Notices:
    """Of a seat that is vacant its body's secretary hears: nobody is asked there (G34)."""
    if event.to is None:
        return to_each(LetterKind.TASK, (secretary_of(known, line.stream),))
    return (Notice(kind=LetterKind.SIGN_OFF_REQUEST, to=event.to, seat=event.seat),)


def window_passed_on(_: Known, __: Recorded, event: WindowPassedOn) -> Notices:
    return to_each(LetterKind.AMENDMENT_NOTICE, (event.to,))


def ended(known: Known, line: Recorded, event: AppointmentEnded) -> Notices:
    """Whoever goes and all who were told of the start; and the secretary of each body that cannot be quorate
    with its seats so left, or lacks a member it is to have (G73).
    """
    told = _telling(LetterKind.POST_ENDED, _holder_and_offices)(known, line, event)
    return (*told, *_lacking(known, event))


def loaded(known: Known, _: Recorded, event: DefinitionLoaded) -> Notices:
    """The secretary of each body that the holders it names leave without a quorum or a member (G73)."""
    return _lacking(known, event)


def _lacking(known: Known, event: HolderStarted | AppointmentEnded | DefinitionLoaded) -> Notices:
    bodies = [known.body(each) for each in (*event.missing, *event.unfilled) if known.definition.body(each)]
    return to_each(LetterKind.TASK, (body.secretary for body in bodies))


def set_early(known: Known, line: Recorded, event: EndSetEarly) -> Notices:
    """And the office outside, where it need not answer any more of a longer term that falls with it."""
    told = _telling(LetterKind.TERM_SET, _holder_and_offices)(known, line, event)
    outside = _telling(LetterKind.TERM_SET, _office_asked)(known, line, event)
    return (*told, *outside) if event.was_asked_outside else told


def tested(known: Known, line: Recorded, event: EligibilityTested) -> Notices:
    """Of whoever is in post and may not hold it those hear who can end that: the post's office and its
    bodies' (G67).
    """
    appointment = _appointment(known, line)
    is_in_post = appointment is not None and appointment.stage is AppointmentStage.IN_POST
    if event.passed or not is_in_post:
        return ()
    return _telling(LetterKind.TASK, _all_offices)(known, line, event)


def confirmed(known: Known, line: Recorded, event: BodyDecided) -> Notices:
    """Once the last body has confirmed an appointment or a longer term, whoever keeps the post's papers hears
    that the next step is theirs (G68).
    """
    found = confirmed_by(known, line.stream.split("/")[1]) if event.holds else None
    approval = known.approval(line.stream.split("/")[1])
    asked = approval.asked(event.body) if approval else None
    if found is None or asked is None or asked.ask is not Ask.APPROVE:
        return ()
    return to_each(LetterKind.TASK, (found[0].secretary,))


def awaited(known: Known, line: Recorded, _: object) -> Notices:
    post = _post(known, line)
    return to_each(LetterKind.TASK, (post.secretary,)) if post else ()


# --- people -------------------------------------------------------------------------------


def _keepers(known: Known, post: Post, _: Recorded) -> Iterator[PersonId]:
    yield post.secretary
    yield known.definition.director


def _all_offices(known: Known, post: Post, _: Recorded) -> Iterator[PersonId]:
    return _offices(known, post)


def _offices(known: Known, post: Post) -> Iterator[PersonId]:
    yield post.secretary
    yield known.definition.director
    for body in post.serves:
        if known.definition.body(body):
            yield known.body(body).secretary


def _office_asked(_: Known, post: Post, __: Recorded) -> Iterator[PersonId]:
    if post.sign_off:
        yield post.sign_off.by


def _office_and_keepers(known: Known, post: Post, line: Recorded) -> Iterator[PersonId]:
    yield from _office_asked(known, post, line)
    yield from _keepers(known, post, line)


def _holder_and_keepers(known: Known, post: Post, line: Recorded) -> Iterator[PersonId]:
    if appointment := _appointment(known, line):
        yield appointment.person
        yield from _home(known, appointment)
    yield from _keepers(known, post, line)


def _holder_and_offices(known: Known, post: Post, line: Recorded) -> Iterator[PersonId]:
    yield from _holder_and_keepers(known, post, line)
    yield from _offices(known, post)


def _home(known: Known, appointment: Appointment) -> Iterator[PersonId]:
    """Of a secondment: the offices of whoever stays the employer (G74)."""
    home: OrganisationId | None = appointment.home
    for body in known.definition.bodies if home else ():
        if body.organisation == home:
            yield body.secretary


def _post(known: Known, line: Recorded) -> Post | None:
    """None where a later definition has dropped it: then nobody keeps its papers any more. Of an appointment,
    under the conditions it was proposed under.
    """
    post, appointment = known.definition.post(line.stream.split("/")[1]), _appointment(known, line)
    return post.under(appointment.conditions) if post and appointment else post


def _appointment(known: Known, line: Recorded) -> Appointment | None:
    return known.appointment_on(line.stream)


def _telling(kind: LetterKind, told: Told) -> Callable[[Known, Recorded, object], Notices]:
    def audience(known: Known, line: Recorded, _: object) -> Notices:
        post = _post(known, line)
        return to_each(kind, told(known, post, line)) if post else ()

    return audience


AUDIENCES: Mapping[str, Callable[[Known, Recorded, Any], Notices]] = {
    "partners-told": partners,
    "forecast-overtaken": overtaken,
    "holder-started": started,
    "seat-passed-on": passed_on,
    "window-passed-on": window_passed_on,
    "definition-loaded": loaded,
    "round-opened": _telling(LetterKind.ROUND_CHANGED, _keepers),
    "round-paused": _telling(LetterKind.ROUND_CHANGED, _keepers),
    "round-resumed": _telling(LetterKind.ROUND_CHANGED, _keepers),
    "round-closed": _telling(LetterKind.ROUND_CLOSED, _keepers),
    "round-fell-through": _telling(LetterKind.ROUND_FELL_THROUGH, _keepers),
    "appointment-proposed": _telling(LetterKind.APPOINTMENT_PROPOSED, _all_offices),
    "extension-proposed": _telling(LetterKind.EXTENSION_PROPOSED, _holder_and_offices),
    "appointment-withdrawn": _telling(LetterKind.APPOINTMENT_WITHDRAWN, _all_offices),
    "sign-off-requested": _telling(LetterKind.OUTSIDE_SIGN_OFF_ASKED, _office_asked),
    "information-awaited": awaited,
    "information-supplied": _telling(LetterKind.OUTSIDE_SIGN_OFF_ASKED, _office_asked),
    "sign-off-overdue": _telling(LetterKind.OUTSIDE_SIGN_OFF_LATE, _office_and_keepers),
    "sign-off-answered": _telling(LetterKind.OUTSIDE_SIGN_OFF_ANSWERED, _all_offices),
    "start-fixed": start_fixed,
    "term-notice-given": _telling(LetterKind.TERM_NOTICE, _holder_and_offices),
    "term-extended": _telling(LetterKind.TERM_SET, _holder_and_offices),
    "end-set-early": set_early,
    "eligibility-tested": tested,
    "start-called-off": awaited,
    "body-decided": confirmed,
    "appointment-ended": ended,
}
