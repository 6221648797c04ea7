"""Which lines of the ledger a later line corrects, and what they should have said."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, select

from models.events import (
    ConcernAnswered,
    ConcernRaised,
    ConcernWithdrawn,
    Event,
    RecordCorrected,
    Recorded,
)
from models.folding import kind_of
from models.listings import LineCorrected
from models.tables.ledger import lines
from models.values import ProgrammeId, SeatId
from rules.of_applicants import of_applicants
from storage.lines import lines_on
from storage.register import words_by_digest

OF_CONCERNS = ConcernRaised | ConcernAnswered | ConcernWithdrawn


def corrections(connection: Connection, programme: ProgrammeId) -> tuple[LineCorrected, ...]:
    """Of the whole programme, in the order written."""
    found = select(lines.c.payload).where(lines.c.programme == programme, lines.c.kind == "record-corrected")
    payloads = connection.scalars(found.order_by(lines.c.number))
    read = [Recorded.model_validate_json(each) for each in payloads]
    written = [(line, line.event) for line in read if isinstance(line.event, RecordCorrected)]
    withheld = _of_applicants(connection, programme, read)
    told = {event.words.digest for line, event in written if line.number not in withheld}
    words = words_by_digest(connection, told)
    first = _by_number(connection, programme, {event.number for _, event in written})
    return tuple(
        LineCorrected(
            line=event.number,
            by_line=line.number,
            stream=line.stream,
            words="" if line.number in withheld else words.get(event.words.digest, "(erased)"),
            happened=line.happened,
            recorded=line.recorded,
            by=line.by.person if line.by else None,
            kind=first[event.number].event.kind,
            first_happened=first[event.number].happened,
            is_of_a_member=_is_of_a_member(first[event.number].event),
            seat=_seat(first[event.number].event),
            is_of_an_applicant=line.number in withheld,
        )
        for line, event in written
    )


def _of_applicants(
    connection: Connection, programme: ProgrammeId, written: Iterable[Recorded]
) -> Collection[int]:
    """Those whose words are read by whoever runs the post and by nobody else."""
    rounds = {line.stream for line in written if kind_of(line.stream) == "recruitment"}
    return of_applicants(lines_on(connection, programme, *sorted(rounds))) if rounds else ()


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
