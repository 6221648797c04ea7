"""What became of letters, for those who look after them: by role, never by address."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.listings import LetterStatus, PostedLetter
from models.tables.outbox import letters
from models.values import MatterId, ProgrammeId


@dataclass(frozen=True)
class LettersAsked:
    """Of one matter or of all, in one state or in any."""

    programme: ProgrammeId
    matter: MatterId | None = None
    status: LetterStatus | None = None


def letters_newest_first(
    connection: Connection, asked: LettersAsked, before: str, limit: int
) -> list[PostedLetter]:
    """`before` is the id of the last letter already shown."""
    found = select(letters).where(letters.c.programme == asked.programme)
    if asked.matter is not None:
        found = found.where(letters.c.subject == asked.matter)
    if asked.status is not None:
        found = found.where(letters.c.status == asked.status.value)
    if before:
        number = select(letters.c.number).where(letters.c.id == before).scalar_subquery()
        found = found.where(
            (letters.c.number < number) | ((letters.c.number == number) & (letters.c.id < before))
        )
    rows = connection.execute(found.order_by(letters.c.number.desc(), letters.c.id.desc()).limit(limit))
    return [PostedLetter.model_validate(dict(row)) for row in rows.mappings()]
