"""Which lines of the ledger a later line corrects, and what they should have said."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from models.events import (
    ConcernAnswered,
    ConcernRaised,
    ConcernWithdrawn,
    Event,
    RecordCorrected,
    Recorded,
)
from models.listings import LineCorrected
from models.tables.ledger import lines
from models.values import ProgrammeId, SeatId
from storage.register import words_by_digest

OF_CONCERNS = ConcernRaised | ConcernAnswered | ConcernWithdrawn


def corrections(connection: Connection, programme: ProgrammeId) -> tuple[LineCorrected, ...]:
    """Of the whole programme, in the order written."""
    found = select(lines.c.payload).where(lines.c.programme == programme, lines.c.kind == "record-corrected")
    payloads = connection.scalars(found.order_by(lines.c.number))
    read = [Recorded.model_validate_json(each) for each in payloads]
    written = [(line, line.event) for line in read if isinstance(line.event, RecordCorrected)]
    words = words_by_digest(connection, {event.words.digest for _, event in written})
    first = _by_number(connection, programme, {event.number for _, event in written})
    return tuple(
        LineCorrected(
            line=event.number,
            by_line=line.number,
            stream=line.stream,
            words=words.get(event.words.digest, "(erased)"),
            happened=line.happened,
            recorded=line.recorded,
            by=line.by.person if line.by else None,
            kind=first[event.number].event.kind,
            first_happened=first[event.number].happened,
            is_of_a_member=_is_of_a_member(first[event.number].event),
            seat=_seat(first[event.number].event),
        )
        for line, event in written
    )


def _by_number(
    connection: Connection, programme: ProgrammeId, numbers: Collection[int]
) -> dict[int, Recorded]:
    found = select(lines.c.payload).where(lines.c.programme == programme, lines.c.number.in_(numbers))
    read = (Recorded.model_validate_json(each) for each in connection.scalars(found))
    return {line.number: line for line in read}


def _seat(event: Event) -> SeatId | None:
    return getattr(event, "seat", None)


def _is_of_a_member(event: Event) -> bool:
    """A concern's words are the member's own, whichever of its lines is corrected."""
    return _seat(event) is not None or isinstance(event, OF_CONCERNS)
