"""Who is told of which event, by which letter, and whether it may wait for office hours."""

from collections.abc import Callable, Mapping
from typing import Any

from models.events import (
    AnswerGiven,
    ConcernAnswered,
    ConcernRaised,
    DeputyNamed,
    Escalated,
    MatterHeld,
    MatterReleased,
    MatterWithdrawn,
    Recorded,
    Reminded,
    SignOffDecided,
    SignOffOpened,
)
from models.letters import LetterKind
from models.sign_off import SignOff
from models.values import PersonId, Procedure, SeatId, Stream, Value
from rules.known import Known


class Notice(Value):
    kind: LetterKind
    to: PersonId
    seat: SeatId | None = None
    is_urgent: bool = False
    """Leaves at once, in quiet hours too: an answer to something the person did just now."""


Audience = Callable[[Known, Recorded, Any], tuple[Notice, ...]]


def notices(known: Known, line: Recorded) -> tuple[Notice, ...]:
    """The letters an event calls for; `known` is what is so after it."""
    audience = AUDIENCES.get(line.event.kind)
    return audience(known, line, line.event) if audience else ()


def _asked(known: Known, line: Recorded, opened: SignOffOpened) -> tuple[Notice, ...]:
    if opened.procedure is not Procedure.WRITTEN:
        return ()
    return _to_seats(known, line.stream, opened.entitled, LetterKind.SIGN_OFF_REQUEST)


def _reminded(known: Known, line: Recorded, reminded: Reminded) -> tuple[Notice, ...]:
    return _to_seats(known, line.stream, reminded.seats, LetterKind.REMINDER)


def _answered(known: Known, line: Recorded, given: AnswerGiven) -> tuple[Notice, ...]:
    """A receipt for whoever answered; where the secretariat answered for a member, the member is told."""
    kind = LetterKind.ANSWERED_ON_BEHALF if given.evidence_channel else LetterKind.RECEIPT
    person = _acting(known, line.stream, given.seat)
    return (Notice(kind=kind, to=person, seat=given.seat, is_urgent=True),)


def _deputy(known: Known, line: Recorded, named: DeputyNamed) -> tuple[Notice, ...]:
    principal = _holder(known, named.seat)
    return (
        Notice(kind=LetterKind.DEPUTY_ASKED, to=named.deputy, seat=named.seat),
        Notice(kind=LetterKind.DEPUTY_NAMED, to=principal, seat=named.seat, is_urgent=True),
    )


def _concern(known: Known, line: Recorded, raised: ConcernRaised) -> tuple[Notice, ...]:
    sponsor = _sponsor(known, line.stream)
    kind = LetterKind.QUESTION_ASKED if raised.seat else LetterKind.CONCERN_RAISED
    return (Notice(kind=kind, to=sponsor, seat=raised.seat),)


def _concern_answered(known: Known, line: Recorded, answered: ConcernAnswered) -> tuple[Notice, ...]:
    concern = _sign_off(known, line.stream).concerns[answered.concern]
    return (Notice(kind=LetterKind.QUESTION_ANSWERED, to=concern.by, seat=concern.seat),)


def _escalated(known: Known, line: Recorded, escalated: Escalated) -> tuple[Notice, ...]:
    if escalated.to == "director":
        return (Notice(kind=LetterKind.DIRECTOR_ESCALATION, to=known.definition.director),)
    secretary = known.body(_sign_off(known, line.stream).body).secretary
    return (Notice(kind=LetterKind.SECRETARIAT_UNANSWERED, to=secretary),)


def _decided(known: Known, line: Recorded, _: SignOffDecided) -> tuple[Notice, ...]:
    """The outcome goes back to the sponsor and to the body's own secretary."""
    body = known.body(_sign_off(known, line.stream).body)
    people = dict.fromkeys((_sponsor(known, line.stream), body.secretary))
    return tuple(Notice(kind=LetterKind.DECISION_RETURNED, to=person) for person in people)


def _held(known: Known, line: Recorded, _: MatterHeld) -> tuple[Notice, ...]:
    return _to_those_asked(known, line.stream, LetterKind.MATTER_HELD)


def _released(known: Known, line: Recorded, _: MatterReleased) -> tuple[Notice, ...]:
    return _to_those_asked(known, line.stream, LetterKind.MATTER_RELEASED)


def _withdrawn(known: Known, line: Recorded, _: MatterWithdrawn) -> tuple[Notice, ...]:
    return _to_those_asked(known, line.stream, LetterKind.MATTER_WITHDRAWN)


AUDIENCES: Mapping[str, Audience] = {
    "sign-off-opened": _asked,
    "reminded": _reminded,
    "answer-given": _answered,
    "deputy-named": _deputy,
    "concern-raised": _concern,
    "concern-answered": _concern_answered,
    "escalated": _escalated,
    "sign-off-decided": _decided,
    "matter-held": _held,
    "matter-released": _released,
    "matter-withdrawn": _withdrawn,
}


# --- people -------------------------------------------------------------------------------


def _to_seats(
    known: Known, stream: Stream, seats: tuple[SeatId, ...], kind: LetterKind
) -> tuple[Notice, ...]:
    return tuple(Notice(kind=kind, to=_acting(known, stream, seat), seat=seat) for seat in seats)


def _to_those_asked(known: Known, stream: Stream, kind: LetterKind) -> tuple[Notice, ...]:
    """Everyone who still owes an answer, and the secretary of every body still deciding."""
    matter = stream.split("/")[1]
    approval = known.approval(matter)
    bodies = [asked.body for stage in approval.route.stages for asked in stage.asks] if approval else []
    found = (
        known.sign_off(f"sign-off/{matter}/{body}/{approval.version}") for body in bodies if approval
    )
    told: dict[PersonId, Notice] = {}
    for sign_off in found:
        if sign_off is None or sign_off.decided is not None:
            continue
        secretary = known.body(sign_off.body).secretary
        told.setdefault(secretary, Notice(kind=kind, to=secretary))
        for seat in sign_off.unanswered() if sign_off.procedure is Procedure.WRITTEN else ():
            person = _acting(known, sign_off.stream, seat)
            told.setdefault(person, Notice(kind=kind, to=person, seat=seat))
    return tuple(told.values())


def _acting(known: Known, stream: Stream, seat: SeatId) -> PersonId:
    deputy = _sign_off(known, stream).deputies.get(seat)
    return deputy or _holder(known, seat)


def _holder(known: Known, seat: SeatId) -> PersonId:
    established = known.definition.seat(seat)
    if established is None:
        raise LookupError(seat)
    return established.held_by


def _sponsor(known: Known, stream: Stream) -> PersonId:
    approval = known.approval(stream.split("/")[1])
    if approval is None:
        raise LookupError(stream)
    return approval.sponsor


def _sign_off(known: Known, stream: Stream) -> SignOff:
    sign_off = known.sign_off(stream)
    if sign_off is None:
        raise LookupError(stream)
    return sign_off
