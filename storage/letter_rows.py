"""What became of letters, for those who look after them: by role, never by address."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from models.events import Recorded
from models.listings import LetterStatus, PostedLetter
from models.meeting_events import ItemPutOnAgenda
from models.tables.ledger import lines
from models.tables.outbox import letters
from models.values import MatterId, ProgrammeId, Stream
from storage.duties import obligations_found


@dataclass(frozen=True)
class LettersAsked:
    """Of one matter or of all, in one state or in any."""

    programme: ProgrammeId
    matter: MatterId | None = None
    status: LetterStatus | None = None


def is_about(connection: Connection, programme: ProgrammeId, matter: MatterId) -> ColumnElement[bool]:
    """Letters on the matter itself, on a meeting that has taken it, and on what is owed of it."""
    streams = (*_meetings_taking(connection, programme, matter), *_owed(connection, programme, matter))
    return (letters.c.subject == matter) | letters.c.stream.in_(streams)


def _meetings_taking(connection: Connection, programme: ProgrammeId, matter: MatterId) -> set[Stream]:
    """Also one that the item has left since. The database leaves out what does not name the matter."""
    found = select(lines.c.payload).where(
        lines.c.programme == programme,
        lines.c.kind == "item-put-on-agenda",
        lines.c.payload.contains(f'"{matter}"', autoescape=True),
    )
    read = (Recorded.model_validate_json(each) for each in connection.scalars(found))
    return {
        each.stream
        for each in read
        if isinstance(each.event, ItemPutOnAgenda) and each.event.matter == matter
    }


def _owed(connection: Connection, programme: ProgrammeId, matter: MatterId) -> set[Stream]:
    return {each.stream for each in obligations_found(connection, programme, matter).obligations}


def letters_newest_first(
    connection: Connection, asked: LettersAsked, before: str, limit: int
) -> list[PostedLetter]:
    """`before` is the id of the last letter already shown."""
    found = select(letters).where(letters.c.programme == asked.programme)
    if asked.matter is not None:
        found = found.where(is_about(connection, asked.programme, asked.matter))
    if asked.status is not None:
        found = found.where(letters.c.status == asked.status.value)
    if before:
        number = select(letters.c.number).where(letters.c.id == before).scalar_subquery()
        found = found.where(
            (letters.c.number < number) | ((letters.c.number == number) & (letters.c.id < before))
        )
    rows = connection.execute(found.order_by(letters.c.number.desc(), letters.c.id.desc()).limit(limit))
    return [PostedLetter.model_validate(dict(row)) for row in rows.mappings()]


def posted(connection: Connection, programme: ProgrammeId, matter: MatterId | None) -> list[PostedLetter]:
    """Of all or of one matter, in the order written."""
    found = select(letters).where(letters.c.programme == programme)
    if matter is not None:
        found = found.where(is_about(connection, programme, matter))
    rows = connection.execute(found.order_by(letters.c.number, letters.c.kind, letters.c.recipient))
    return [PostedLetter.model_validate(dict(row)) for row in rows.mappings()]
