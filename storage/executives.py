"""The notice of a key decision and the record of an executive's decision, as the public reads them."""

from collections.abc import Iterator

from sqlalchemy import Connection

from models.approval import Approval
from models.deciding import Course, Interest
from models.executive import ExceptionUsed, KeyDecision, KeyException
from models.executive_listings import DecisionRecordRead, KeyDecisionRead
from models.programme import Seat
from models.sign_off import SignOff
from models.values import BodyId, Instant, MatterId, ProgrammeId, SeatId, Text
from rules.effect_in_words import deciding_sign_off, in_stage
from rules.key_decision import earliest_decision
from rules.known import Known
from rules.verbs import standing_in_words
from storage.register import known_at, words_of

RULED = {
    Course.LEAVE: "left the meeting",
    Course.STAY_WITHOUT_VOTING: "stayed and did not vote",
    Course.STAY_AND_VOTE: "was allowed to stay and vote",
}


def key_decision_read(
    connection: Connection, programme: ProgrammeId, at: Instant, matter: MatterId, body: BodyId
) -> KeyDecisionRead | None:
    """None for a matter that was not opened, and a body whose rules ask for no notice there."""
    known = known_at(connection, programme, at)
    approval = known.approval(matter)
    asked = approval.asked(body) if approval else None
    earliest = earliest_decision(known, approval, asked) if approval and asked else None
    if approval is None or earliest is None:
        return None
    found = approval.key_decisions.get(body, KeyDecision())
    notice = found.notice
    return KeyDecisionRead(
        matter=matter,
        title=_title(known, matter),
        body=body,
        name=known.body(body).name,
        members=tuple(_member(seat) for seat in known.body(body).seats_on(known.today) if seat.voting),
        documents=tuple(_documents(known, approval)),
        published=notice.published if notice else None,
        first=notice.first if notice else None,
        last=notice.last if notice else None,
        obtained=_words(connection, notice.obtained if notice else None),
        exceptions=tuple(_exception(connection, known, each) for each in found.exceptions),
        earliest=earliest,
    )


def decision_record_read(
    connection: Connection, programme: ProgrammeId, at: Instant, matter: MatterId, body: BodyId
) -> DecisionRecordRead | None:
    """None where the body has decided nothing that may be called in."""
    known = known_at(connection, programme, at)
    approval = known.approval(matter)
    sign_off = deciding_sign_off(known, approval, body) if approval else None
    if sign_off is None or sign_off.call_in is None:
        return None
    record, exempt = sign_off.call_in.record, sign_off.call_in.exempt
    conflicts = _words(connection, record.conflicts if record else None)
    return DecisionRecordRead(
        matter=matter,
        title=_title(known, matter),
        body=sign_off.body,
        name=known.body(sign_off.body).name,
        decided=sign_off.decided.happened if sign_off.decided else None,
        decision=standing_in_words(sign_off.standing),
        stage=sign_off.call_in.stage,
        stands=in_stage(sign_off.call_in),
        published=sign_off.call_in.published,
        reasons=_words(connection, record.reasons if record else None),
        rejected=_words(connection, record.rejected if record else None),
        conflicts=(*_ruled(known, sign_off), *([conflicts] if conflicts else [])),
        dispensations=_words(connection, record.dispensations if record else None),
        urgent=_words(connection, exempt.reason if exempt else None),
    )


def _member(seat: Seat) -> str:
    return f"{seat.title} (vacant)" if seat.is_vacant else seat.title


def _documents(known: Known, approval: Approval) -> Iterator[str]:
    """Of the version under decision."""
    document = known.definition.document(approval.document)
    for version in document.versions if document else ():
        if version.label == approval.version:
            yield from (part.title for part in version.parts)


def _exception(connection: Connection, known: Known, used: ExceptionUsed) -> str:
    what = "general exception"
    if used.exception is KeyException.SPECIAL_URGENCY:
        what = f"special urgency, agreed by {_seat(known, used.agreed_by)}"
    return f"{what}: {_words(connection, used.reason)}"


def _ruled(known: Known, sign_off: SignOff) -> Iterator[str]:
    interests: tuple[Interest, ...] = sign_off.decided.basis.interests if sign_off.decided else ()
    yield from (f"{_seat(known, each.seat)} {RULED[each.course]}" for each in interests)


def _seat(known: Known, seat: SeatId | None) -> str:
    established = known.seat(seat) if seat else None
    return established.title if established else seat or ""


def _title(known: Known, matter: MatterId) -> str:
    plan = known.definition.matter(matter)
    return plan.title if plan else matter


def _words(connection: Connection, text: Text | None) -> str:
    return "" if text is None else words_of(connection, text.digest) or "(erased)"
