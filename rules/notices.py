"""Who is told of which event, by which letter, and whether it may wait for office hours."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from models.events import (
    AnswerGiven,
    ApologiesGiven,
    ConcernAnswered,
    ConcernRaised,
    DeputyNamed,
    Escalated,
    ItemRefused,
    LetterReturned,
    MeetingCalled,
    ObligationOpened,
    PapersRefused,
    PapersSent,
    Recorded,
    Reminded,
    SignOffDecided,
    SignOffOpened,
)
from models.letters import LetterKind
from models.meeting import Meeting
from models.obligation import Obligation
from models.sign_off import SignOff
from models.values import Ask, BodyId, MatterId, PersonId, Procedure, SeatId, Standing, Stream, Value
from rules.known import Known


class Notice(Value):
    kind: LetterKind
    to: PersonId
    seat: SeatId | None = None
    is_urgent: bool = False
    """Leaves at once, in quiet hours too: an answer to something the person did just now."""


S = TypeVar("S")

Notices = tuple[Notice, ...]
Audience = Callable[[Known, Recorded, Any], Notices]


def notices(known: Known, line: Recorded) -> Notices:
    """The letters an event calls for; `known` is what is so after it. A matter that is being taken
    over half run writes to nobody.
    """
    audience = AUDIENCES.get(line.event.kind)
    if audience is None or is_adopting(known, line.stream):
        return ()
    found = audience(known, line, line.event)
    return tuple(dict.fromkeys(found))


def is_adopting(known: Known, stream: Stream) -> bool:
    """Whether the stream belongs to matters that are all still being taken over."""
    state = known.states.get(stream)
    if isinstance(state, Meeting):
        approvals = [known.approval(matter) for matter in state.agenda or _before(known, state.bodies)]
    elif isinstance(state, Obligation):
        approvals = [known.approval(state.matter)] if state.matter else []
    else:
        approvals = [known.approval(stream.split("/")[1])]
    found = [approval for approval in approvals if approval is not None]
    return bool(found) and all(approval.adopting for approval in found)


def _before(known: Known, bodies: Iterable[BodyId]) -> tuple[MatterId, ...]:
    """The matters of the definition that are before any of these bodies."""
    found = []
    for plan in known.definition.matters:
        approval = known.approval(plan.id)
        if approval and not approval.is_complete and set(approval.bodies).intersection(bodies):
            found.append(plan.id)
    return tuple(found)


# --- of a sign-off ------------------------------------------------------------------------


def _asked(known: Known, line: Recorded, opened: SignOffOpened) -> Notices:
    """Members are asked by letter in a written procedure; else the body's secretary is, to see to it."""
    if opened.procedure is Procedure.WRITTEN:
        return _to_seats(known, line.stream, opened.entitled, LetterKind.SIGN_OFF_REQUEST)
    if opened.ask is Ask.BE_INFORMED:
        return ()
    return (Notice(kind=LetterKind.TASK, to=known.body(opened.body).secretary),)


def _reminded(known: Known, line: Recorded, reminded: Reminded) -> Notices:
    return _to_seats(known, line.stream, reminded.seats, LetterKind.REMINDER)


def _answered(known: Known, line: Recorded, given: AnswerGiven) -> Notices:
    """A receipt for whoever answered; where the secretariat answered for a member, the member is told."""
    kind = LetterKind.ANSWERED_ON_BEHALF if given.evidence_channel else LetterKind.RECEIPT
    person = _acting(known, line.stream, given.seat)
    return (Notice(kind=kind, to=person, seat=given.seat, is_urgent=True),)


def _deputy(known: Known, _: Recorded, named: DeputyNamed) -> Notices:
    principal = _holder(known, named.seat)
    if principal == named.deputy:
        return (Notice(kind=LetterKind.SIGN_OFF_REQUEST, to=principal, seat=named.seat),)
    return (
        Notice(kind=LetterKind.DEPUTY_ASKED, to=named.deputy, seat=named.seat),
        Notice(kind=LetterKind.DEPUTY_NAMED, to=principal, seat=named.seat, is_urgent=True),
    )


def _concern(known: Known, line: Recorded, raised: ConcernRaised) -> Notices:
    kind = LetterKind.QUESTION_ASKED if raised.seat else LetterKind.CONCERN_RAISED
    return (Notice(kind=kind, to=_sponsor(known, line.stream), seat=raised.seat),)


def _concern_answered(known: Known, line: Recorded, answered: ConcernAnswered) -> Notices:
    concern = _sign_off(known, line.stream).concerns[answered.concern]
    return (Notice(kind=LetterKind.QUESTION_ANSWERED, to=concern.by, seat=concern.seat),)


def _escalated(known: Known, line: Recorded, escalated: Escalated) -> Notices:
    if escalated.to == "director":
        return (Notice(kind=LetterKind.DIRECTOR_ESCALATION, to=known.definition.director),)
    return (Notice(kind=LetterKind.SECRETARIAT_UNANSWERED, to=_secretary(known, line.stream)),)


def _decided(known: Known, line: Recorded, decided: SignOffDecided) -> Notices:
    """The outcome goes back to the sponsor and the body's secretary; a delegated one is reported to
    the body that delegated it (G10); a body to be informed is told member by member.
    """
    if decided.standing is Standing.INFORMED and not decided.verbs:
        return _to_seats(known, line.stream, decided.basis.entitled, LetterKind.INFORMED)
    kind = LetterKind.REPORTED_TO_PARENT if decided.basis.through else LetterKind.DECISION_RETURNED
    return (
        Notice(kind=LetterKind.DECISION_RETURNED, to=_sponsor(known, line.stream)),
        Notice(kind=kind, to=_secretary(known, line.stream)),
    )


def _deferred(known: Known, line: Recorded, _: object) -> Notices:
    people = (_sponsor(known, line.stream), _secretary(known, line.stream))
    return tuple(Notice(kind=LetterKind.DEFERRED, to=person) for person in people)


def _inquorate(known: Known, line: Recorded, _: object) -> Notices:
    people = (_sponsor(known, line.stream), _secretary(known, line.stream))
    return tuple(Notice(kind=LetterKind.INQUORATE, to=person) for person in people)


# --- of a matter --------------------------------------------------------------------------


def _held(known: Known, line: Recorded, _: object) -> Notices:
    return _to_those_asked(known, line.stream, LetterKind.MATTER_HELD)


def _released(known: Known, line: Recorded, _: object) -> Notices:
    return _to_those_asked(known, line.stream, LetterKind.MATTER_RELEASED)


def _withdrawn(known: Known, line: Recorded, _: object) -> Notices:
    return _to_those_asked(known, line.stream, LetterKind.MATTER_WITHDRAWN)


def _papers_requested(known: Known, _: Recorded, __: object) -> Notices:
    return (Notice(kind=LetterKind.PAPERS_REQUESTED, to=known.definition.secretariat),)


def _papers_sent(known: Known, line: Recorded, sent: PapersSent) -> Notices:
    return (Notice(kind=LetterKind.PAPERS_SENT, to=_requester(known, line.stream, sent.request)),)


def _papers_refused(known: Known, line: Recorded, refused: PapersRefused) -> Notices:
    to = _requester(known, line.stream, refused.request)
    return (Notice(kind=LetterKind.PAPERS_REFUSED, to=to),)


# --- of a meeting -------------------------------------------------------------------------


def _called(known: Known, _: Recorded, called: MeetingCalled) -> Notices:
    """Members know the calendar; of a meeting called beside it they are given notice."""
    return () if called.from_calendar else _to_members(known, called.bodies, LetterKind.MEETING_NOTICE)


def _papers_issued(known: Known, line: Recorded, _: object) -> Notices:
    bodies = _deciding(_meeting(known, line.stream))
    return _to_members(known, bodies, LetterKind.PAPERS_ISSUED)


def _changed(known: Known, line: Recorded, _: object) -> Notices:
    return _to_members(known, _meeting(known, line.stream).bodies, LetterKind.MEETING_CHANGED)


def _chased(known: Known, line: Recorded, _: object) -> Notices:
    bodies = _deciding(_meeting(known, line.stream))
    return tuple(Notice(kind=LetterKind.TASK, to=known.body(body).secretary) for body in bodies)


def _papers_late(known: Known, line: Recorded, late: object) -> Notices:
    to_secretariat = Notice(kind=LetterKind.TASK, to=known.definition.secretariat)
    return (*_chased(known, line, late), to_secretariat)


def _apologies(known: Known, _: Recorded, given: ApologiesGiven) -> Notices:
    if not given.missing:
        return ()
    return (Notice(kind=LetterKind.TASK, to=known.body(given.seat.split("/")[0]).secretary),)


def _item_refused(known: Known, _: Recorded, item: ItemRefused) -> Notices:
    return (Notice(kind=LetterKind.TASK, to=known.body(item.body).secretary),)


# --- of an obligation, of a letter ----------------------------------------------------------


def _promised(known: Known, _: Recorded, opened: ObligationOpened) -> Notices:
    del known
    people = dict.fromkeys((opened.owner, *opened.promised_to))
    return tuple(Notice(kind=LetterKind.PROMISE_OPENED, to=person) for person in people)


def _owed(known: Known, line: Recorded, _: object) -> Notices:
    return (Notice(kind=LetterKind.OBLIGATION_REMINDER, to=_obligation(known, line.stream).owner),)


def _slipped(known: Known, line: Recorded, _: object) -> Notices:
    """Nothing is late without a named person knowing, nor without those it was promised to."""
    obligation = _obligation(known, line.stream)
    people = (obligation.owner, known.definition.director, *obligation.promised_to)
    return tuple(Notice(kind=LetterKind.OBLIGATION_SLIPPED, to=person) for person in people)


def _returned(known: Known, _: Recorded, returned: LetterReturned) -> Notices:
    """A dead address looks like a silent member, so a person must see to it: the secretariat, or, when
    that is whose address was refused, the director. Where the director cannot be told either, nobody
    is: a mail server that refuses everything would be answered with letters for ever.
    """
    if returned.was_task and returned.person == known.definition.director:
        return ()
    secretariat = known.definition.secretariat
    to = known.definition.director if returned.person == secretariat else secretariat
    return (Notice(kind=LetterKind.TASK, to=to),)


AUDIENCES: Mapping[str, Audience] = {
    "sign-off-opened": _asked,
    "reminded": _reminded,
    "answer-given": _answered,
    "deputy-named": _deputy,
    "concern-raised": _concern,
    "concern-answered": _concern_answered,
    "escalated": _escalated,
    "sign-off-decided": _decided,
    "sign-off-deferred": _deferred,
    "found-inquorate": _inquorate,
    "matter-held": _held,
    "matter-released": _released,
    "matter-withdrawn": _withdrawn,
    "papers-requested": _papers_requested,
    "papers-sent": _papers_sent,
    "papers-refused": _papers_refused,
    "meeting-called": _called,
    "papers-issued": _papers_issued,
    "papers-chased": _chased,
    "papers-late": _papers_late,
    "minutes-chased": _chased,
    "apologies-given": _apologies,
    "meeting-moved": _changed,
    "meeting-adjourned": _changed,
    "meeting-suspended": _changed,
    "meeting-cancelled": _changed,
    "item-refused": _item_refused,
    "obligation-opened": _promised,
    "obligation-chased": _owed,
    "obligation-slipped": _slipped,
    "letter-returned": _returned,
}


# --- people -------------------------------------------------------------------------------


def _to_seats(known: Known, stream: Stream, seats: Iterable[SeatId], kind: LetterKind) -> Notices:
    return tuple(Notice(kind=kind, to=_acting(known, stream, seat), seat=seat) for seat in seats)


def _to_members(known: Known, bodies: Iterable[BodyId], kind: LetterKind) -> Notices:
    """One letter for each person, though one may sit in two bodies of a meeting in common."""
    holders = (seat.held_by for body in bodies for seat in known.body(body).seats_on(known.today))
    return tuple(Notice(kind=kind, to=person) for person in dict.fromkeys(holders))


def _to_those_asked(known: Known, stream: Stream, kind: LetterKind) -> Notices:
    """Everyone who still owes an answer, and the secretary of every body still deciding."""
    matter = stream.split("/")[1]
    approval = known.approval(matter)
    bodies = approval.bodies if approval else ()
    found = [known.sign_off(f"sign-off/{matter}/{body}/{approval.version}") for body in bodies if approval]
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


def _deciding(meeting: Meeting) -> tuple[BodyId, ...]:
    return tuple(dict.fromkeys(body for bodies in meeting.agenda.values() for body in bodies))


def _acting(known: Known, stream: Stream, seat: SeatId) -> PersonId:
    deputy = _sign_off(known, stream).deputies.get(seat)
    return deputy or _holder(known, seat)


def _holder(known: Known, seat: SeatId) -> PersonId:
    established = known.definition.seat(seat)
    if established is None:
        raise LookupError(seat)
    return established.held_by


def _secretary(known: Known, stream: Stream) -> PersonId:
    return known.body(_sign_off(known, stream).body).secretary


def _sponsor(known: Known, stream: Stream) -> PersonId:
    approval = known.approval(stream.split("/")[1])
    if approval is None:
        raise LookupError(stream)
    return approval.sponsor


def _requester(known: Known, stream: Stream, request: str) -> PersonId:
    approval = known.approval(stream.split("/")[1])
    if approval is None:
        raise LookupError(stream)
    return approval.requests[request].by


def _sign_off(known: Known, stream: Stream) -> SignOff:
    return _found(known.sign_off(stream), stream)


def _meeting(known: Known, stream: Stream) -> Meeting:
    return _found(known.meeting(stream.split("/")[1]), stream)


def _obligation(known: Known, stream: Stream) -> Obligation:
    return _found(known.obligation(stream.split("/")[1]), stream)


def _found(state: S | None, stream: Stream) -> S:
    if state is None:
        raise LookupError(stream)
    return state
