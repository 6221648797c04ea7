"""Who is told of which event, by which letter, and whether it may wait for office hours."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from models.appointment import Appointment
from models.course_events import MatterEnded
from models.events import (
    AnswerGiven,
    ConcernAnswered,
    ConcernRaised,
    DeputyNamed,
    Escalated,
    InterestDeclared,
    LetterReturned,
    PapersRefused,
    PapersSent,
    Recorded,
    Reminded,
    SignOffDecided,
    SignOffOpened,
    SignOffReopened,
)
from models.letters import LetterKind
from models.meeting import Meeting
from models.obligation import Obligation
from models.post import PostHeld
from models.recruitment import Round
from models.sign_off import SignOff
from models.values import (
    Answer,
    Ask,
    BodyId,
    MatterId,
    PersonId,
    Procedure,
    SeatId,
    Standing,
    Stream,
    Text,
)
from rules import (
    course_notices,
    duty_notices,
    executive_notices,
    meeting_notices,
    post_notices,
    publication_notices,
)
from rules.addressees import (
    acting_for,
    chair_of,
    holder_of,
    offices_of,
    requester_of,
    secretary_of,
    sign_off_on,
    sponsor_of,
)
from rules.known import Known
from rules.notice import Notice, Notices, to_each

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
    elif isinstance(state, PostHeld | Round | Appointment):
        approvals = []
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
        asked = _to_seats(known, line.stream, opened.entitled, LetterKind.SIGN_OFF_REQUEST)
        return (*asked, *_to_officer(known, line.stream))
    if opened.procedure is Procedure.NOTICE:
        return (Notice(kind=LetterKind.AMENDMENT_NOTICE, to=known.body(opened.body).secretary),)
    if opened.ask is Ask.BE_INFORMED:
        return ()
    secretary = Notice(kind=LetterKind.TASK, to=known.body(opened.body).secretary)
    return (secretary, *_to_officer(known, line.stream))


def _to_officer(known: Known, stream: Stream) -> Notices:
    """Whoever may agree this version for the body, by the condition it is to meet."""
    authority = authority_of(known, sign_off_on(known, stream))
    officers = [authority.terms.discharged_by] if authority and authority.is_open and authority.terms else []
    return to_each(LetterKind.TASK, [holder_of(known, seat) for seat in officers])


def _meeting_awaited(known: Known, line: Recorded, _: object) -> Notices:
    return (Notice(kind=LetterKind.TASK, to=secretary_of(known, line.stream)),)


def _asked_again(known: Known, line: Recorded, again: SignOffReopened) -> Notices:
    if again.procedure is Procedure.NOTICE:
        return (Notice(kind=LetterKind.AMENDMENT_NOTICE, to=secretary_of(known, line.stream)),)
    if sign_off_on(known, line.stream).procedure is Procedure.WRITTEN:
        return _to_seats(known, line.stream, again.entitled, LetterKind.SIGN_OFF_REQUEST)
    return (Notice(kind=LetterKind.TASK, to=secretary_of(known, line.stream)),)


def _reminded(known: Known, line: Recorded, reminded: Reminded) -> Notices:
    return _to_seats(known, line.stream, reminded.seats, LetterKind.REMINDER)


def _answered(known: Known, line: Recorded, given: AnswerGiven) -> Notices:
    """A receipt for whoever answered; where the secretariat answered for a member, the member is told."""
    kind = LetterKind.ANSWERED_ON_BEHALF if given.evidence_channel else LetterKind.RECEIPT
    person = acting_for(known, line.stream, given.seat)
    receipt = (Notice(kind=kind, to=person, seat=given.seat, is_urgent=True),) if person else ()
    if given.answer is not Answer.OBJECT:
        return receipt
    return (*receipt, Notice(kind=LetterKind.OBJECTION_RAISED, to=secretary_of(known, line.stream)))


def _interest(known: Known, line: Recorded, declared: InterestDeclared) -> Notices:
    """A receipt for the member; the body's secretary and its chair learn who takes no part, and the secretary
    of the body that meets what it cannot do without them (G39).
    """
    person = acting_for(known, line.stream, declared.seat)
    body = known.body(sign_off_on(known, line.stream).body)
    told = dict.fromkeys(offices_of(known, body))
    others = (Notice(kind=LetterKind.INTEREST_DECLARED, to=each) for each in told if each != person)
    kind = LetterKind.INTEREST_RECORDED
    recorded = (Notice(kind=kind, to=person, seat=declared.seat, is_urgent=True),) if person else ()
    if not declared.missing:
        return (*recorded, *others)
    secretary = known.body(declared.seat.split("/")[0]).secretary
    return (*recorded, *others, Notice(kind=LetterKind.TASK, to=secretary))


def _deputy(known: Known, _: Recorded, named: DeputyNamed) -> Notices:
    principal = holder_of(known, named.seat)
    if principal == named.deputy:
        return (Notice(kind=LetterKind.SIGN_OFF_REQUEST, to=named.deputy, seat=named.seat),)
    asked = Notice(kind=LetterKind.DEPUTY_ASKED, to=named.deputy, seat=named.seat)
    if principal is None:
        return (asked,)
    return (asked, Notice(kind=LetterKind.DEPUTY_NAMED, to=principal, seat=named.seat, is_urgent=True))


def _concern(known: Known, line: Recorded, raised: ConcernRaised) -> Notices:
    kind = LetterKind.QUESTION_ASKED if raised.seat else LetterKind.CONCERN_RAISED
    if is_condition(sign_off_on(known, line.stream), raised.seat, raised.words):
        kind = LetterKind.CONDITION_SET
    return (Notice(kind=kind, to=sponsor_of(known, line.stream), seat=raised.seat),)


def _concern_answered(known: Known, line: Recorded, answered: ConcernAnswered) -> Notices:
    """Whoever speaks for the seat is told, though the secretary may have entered it for them."""
    sign_off = sign_off_on(known, line.stream)
    concern = sign_off.concerns[answered.concern]
    is_met = is_condition(sign_off, concern.seat, concern.words)
    kind = LetterKind.CONDITION_ANSWERED if is_met else LetterKind.QUESTION_ANSWERED
    if concern.objects:
        kind = LetterKind.OBJECTION_ANSWERED
    has_seat = concern.seat is not None and known.definition.seat(concern.seat) is not None
    to = acting_for(known, line.stream, concern.seat) if concern.seat and has_seat else concern.by
    return (Notice(kind=kind, to=to, seat=concern.seat),) if to else ()


def is_condition(sign_off: SignOff, seat: SeatId | None, words: Text) -> bool:
    """Whether a concern is what the member's approval is subject to: the very words of that answer."""
    given = sign_off.answers.get(seat) if seat else None
    if given is None or given.answer is not Answer.APPROVE_SUBJECT_TO or given.reason is None:
        return False
    return given.reason.digest == words.digest


def is_by_condition(known: Known, sign_off: SignOff, decided: SignOffDecided) -> bool:
    """Whether an officer agreed a version by what the body's own condition says: nobody owes it a report."""
    return authority_of(known, sign_off, decided.basis.through) is not None


def authority_of(known: Known, sign_off: SignOff, officer: str | None = None) -> Obligation | None:
    """The condition of a body by which an officer may agree a version; this officer, if one is named."""
    approval = known.approval(sign_off.matter)
    for name, condition in approval.conditions.items() if approval else ():
        owed = known.obligation(name) if condition.body == sign_off.body else None
        terms = owed.terms if owed else None
        if terms and terms.may_agree and officer in {None, terms.discharged_by}:
            return owed
    return None


def _escalated(known: Known, line: Recorded, escalated: Escalated) -> Notices:
    if sign_off_on(known, line.stream).procedure is not Procedure.WRITTEN:
        return (Notice(kind=LetterKind.TASK, to=_awaited_from(known, line.stream, escalated)),)
    if escalated.to == "director":
        return (Notice(kind=LetterKind.DIRECTOR_ESCALATION, to=known.definition.director),)
    return (Notice(kind=LetterKind.SECRETARIAT_UNANSWERED, to=secretary_of(known, line.stream)),)


def _awaited_from(known: Known, stream: Stream, escalated: Escalated) -> PersonId:
    """The sponsor informs a body; its secretary sends its letter or finds it a meeting."""
    if escalated.to == "director":
        return known.definition.director
    is_to_be_informed = sign_off_on(known, stream).ask is Ask.BE_INFORMED
    return sponsor_of(known, stream) if is_to_be_informed else secretary_of(known, stream)


def _decided(known: Known, line: Recorded, decided: SignOffDecided) -> Notices:
    """The outcome goes back to the sponsor, the body's secretary and its chair, and to every member who
    was asked in writing or whose chair decided instead, to each once; a delegated one is reported to the
    body that delegated it (G10); a body to be informed is told member by member.
    """
    if decided.standing is Standing.INFORMED and not decided.verbs:
        return _to_seats(known, line.stream, decided.basis.entitled, LetterKind.INFORMED)
    kind = LetterKind.DECISION_RETURNED
    if decided.basis.through and not is_by_condition(known, sign_off_on(known, line.stream), decided):
        kind = LetterKind.REPORTED_TO_PARENT
    sponsor, secretary = sponsor_of(known, line.stream), secretary_of(known, line.stream)
    is_without_them = decided.basis.procedure in {Procedure.WRITTEN, Procedure.CHAIRS_ACTION}
    asked = decided.basis.entitled if is_without_them else ()
    seats = [seat for seat in asked if known.definition.seat(seat)]  # a later definition may drop one
    members = (acting_for(known, line.stream, seat) for seat in seats)
    chair = chair_of(known, known.body(sign_off_on(known, line.stream).body))
    others = dict.fromkeys((*chair, *members))
    return (
        Notice(kind=LetterKind.DECISION_RETURNED, to=sponsor),
        Notice(kind=kind, to=secretary),
        *(
            Notice(kind=LetterKind.DECISION_RETURNED, to=person)
            for person in others
            if person and person not in {sponsor, secretary}
        ),
    )


def _deferred(known: Known, line: Recorded, _: object) -> Notices:
    people = (sponsor_of(known, line.stream), secretary_of(known, line.stream))
    return tuple(Notice(kind=LetterKind.DEFERRED, to=person) for person in people)


def _inquorate(known: Known, line: Recorded, _: object) -> Notices:
    people = (sponsor_of(known, line.stream), secretary_of(known, line.stream))
    return tuple(Notice(kind=LetterKind.INQUORATE, to=person) for person in people)


# --- of a matter --------------------------------------------------------------------------


def _held(known: Known, line: Recorded, _: object) -> Notices:
    return _to_those_asked(known, line.stream, LetterKind.MATTER_HELD)


def _released(known: Known, line: Recorded, _: object) -> Notices:
    return _to_those_asked(known, line.stream, LetterKind.MATTER_RELEASED)


def _withdrawn(known: Known, line: Recorded, _: object) -> Notices:
    return _to_those_asked(known, line.stream, LetterKind.MATTER_WITHDRAWN)


def _ended(known: Known, line: Recorded, event: MatterEnded) -> Notices:
    asked = _to_those_asked(known, line.stream, LetterKind.MATTER_ENDED)
    return course_notices.ended(known, line, event, asked)


def _papers_requested(known: Known, _: Recorded, __: object) -> Notices:
    return (Notice(kind=LetterKind.PAPERS_REQUESTED, to=known.definition.secretariat),)


def _papers_sent(known: Known, line: Recorded, sent: PapersSent) -> Notices:
    return (Notice(kind=LetterKind.PAPERS_SENT, to=requester_of(known, line.stream, sent.request)),)


def _papers_refused(known: Known, line: Recorded, refused: PapersRefused) -> Notices:
    to = requester_of(known, line.stream, refused.request)
    return (Notice(kind=LetterKind.PAPERS_REFUSED, to=to),)


# --- of a letter --------------------------------------------------------------------------


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
    "sign-off-reopened": _asked_again,
    "meeting-awaited": _meeting_awaited,
    "reminded": _reminded,
    "answer-given": _answered,
    "interest-declared": _interest,
    "deputy-named": _deputy,
    "concern-raised": _concern,
    "concern-answered": _concern_answered,
    "escalated": _escalated,
    "sign-off-decided": _decided,
    "ratification-decided": duty_notices.ratified,
    "sign-off-deferred": _deferred,
    "found-inquorate": _inquorate,
    "matter-held": _held,
    "matter-released": _released,
    "matter-withdrawn": _withdrawn,
    "matter-ended": _ended,
    "route-varied": course_notices.varied,
    "went-ahead-without": course_notices.gone_ahead,
    "rules-proposed": course_notices.rules_proposed,
    "rules-migrated": course_notices.rules_migrated,
    "papers-requested": _papers_requested,
    "papers-sent": _papers_sent,
    "papers-refused": _papers_refused,
    "meeting-called": meeting_notices.called,
    "members-changed": meeting_notices.members_changed,
    "papers-issued": meeting_notices.papers_issued,
    "papers-chased": meeting_notices.chased,
    "papers-late": meeting_notices.papers_late,
    "minutes-chased": meeting_notices.minutes_chased,
    "apologies-given": meeting_notices.apologies,
    "apologies-withdrawn": meeting_notices.apologies_withdrawn,
    "meeting-moved": meeting_notices.changed,
    "meeting-adjourned": meeting_notices.changed,
    "meeting-suspended": meeting_notices.changed,
    "meeting-cancelled": meeting_notices.changed,
    "item-refused": meeting_notices.item_refused,
    "obligation-opened": duty_notices.opened,
    "obligation-chased": duty_notices.chased,
    "obligation-slipped": duty_notices.slipped,
    **publication_notices.AUDIENCES,
    **executive_notices.AUDIENCES,
    **post_notices.AUDIENCES,
    "letter-returned": _returned,
}


# --- people -------------------------------------------------------------------------------


def _to_seats(known: Known, stream: Stream, seats: Iterable[SeatId], kind: LetterKind) -> Notices:
    """One that nobody holds is asked of nobody, until somebody does (G34)."""
    asked = ((acting_for(known, stream, seat), seat) for seat in seats)
    return tuple(Notice(kind=kind, to=person, seat=seat) for person, seat in asked if person)


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
            if person := acting_for(known, sign_off.stream, seat):
                told.setdefault(person, Notice(kind=kind, to=person, seat=seat))
    return tuple(told.values())
