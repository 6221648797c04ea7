"""What became of letters, for those who look after them: by role, never by address."""

from sqlalchemy import Connection, Select, select

from models.listings import PostedLetter
from models.tables.outbox import letters
from models.values import MatterId, ProgrammeId


def letters_of_matter(
    connection: Connection, programme: ProgrammeId, matter: MatterId, before: str, limit: int
) -> list[PostedLetter]:
    """Newest first; `before` is the id of the last letter already shown."""
    found = _letters(programme).where(letters.c.subject == matter)
    if before:
        number = select(letters.c.number).where(letters.c.id == before).scalar_subquery()
        found = found.where(
            (letters.c.number < number) | ((letters.c.number == number) & (letters.c.id < before))
        )
    return _posted(connection, found.order_by(letters.c.number.desc(), letters.c.id.desc()).limit(limit))


def letters_with_status(
    connection: Connection, programme: ProgrammeId, status: str, limit: int
) -> list[PostedLetter]:
    """Those due longest first."""
    found = _letters(programme).where(letters.c.status == status)
    return _posted(connection, found.order_by(letters.c.due, letters.c.id).limit(limit))


def _letters(programme: ProgrammeId) -> Select[tuple[object, ...]]:
    return select(letters).where(letters.c.programme == programme)


def _posted(connection: Connection, asked: Select[tuple[object, ...]]) -> list[PostedLetter]:
    return [PostedLetter.model_validate(dict(row)) for row in connection.execute(asked).mappings()]
