"""Which lines of the ledger a later line corrects, and what they should have said."""

from sqlalchemy import Connection, select

from models.events import RecordCorrected, Recorded
from models.listings import LineCorrected
from models.tables.ledger import lines
from models.values import ProgrammeId
from storage.register import words_by_digest


def corrections(connection: Connection, programme: ProgrammeId) -> tuple[LineCorrected, ...]:
    """Of the whole programme, in the order written."""
    found = select(lines.c.payload).where(lines.c.programme == programme, lines.c.kind == "record-corrected")
    payloads = connection.scalars(found.order_by(lines.c.number))
    read = [Recorded.model_validate_json(each) for each in payloads]
    written = [(line, line.event) for line in read if isinstance(line.event, RecordCorrected)]
    words = words_by_digest(connection, {event.words.digest for _, event in written})
    return tuple(
        LineCorrected(
            line=event.number,
            by_line=line.number,
            stream=line.stream,
            words=words.get(event.words.digest, "(erased)"),
            happened=line.happened,
            recorded=line.recorded,
            by=line.by.person if line.by else None,
        )
        for line, event in written
    )
