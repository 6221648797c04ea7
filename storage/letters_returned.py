"""What is done about a letter that will not arrive, or that a server on its way still has in hand."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, select, update

from models.acts import Acted, Sent
from models.commands import ReturnLetter
from models.letters import INVITING, LetterKind
from models.tables.outbox import letters
from models.values import PersonId, ProgrammeId, Stream, digest_of
from storage.database import Database
from storage.ledger import Ledger
from storage.outbox import REFUSED, SENT


@dataclass(frozen=True)
class Addressed:
    """Whose letter it is."""

    programme: ProgrammeId
    recipient: PersonId
    stream: Stream
    is_task: bool


async def give_up(database: Database, ledger: Ledger, letter: str, code: str) -> Acted:
    """A dead address looks like a silent member: on the record, and a task for a named person. Once for
    each letter, whether its server refused it or sent it back, and however often that is said.
    """
    to = await database.read(addressed, letter)
    command = ReturnLetter(person=to.recipient, letter=letter, was_task=to.is_task)
    stream = f"programme/{to.programme}"
    acted = await ledger.act(to.programme, stream, command, Sent(id=digest_of("returned", letter)))
    await database.write(_return, letter, code)
    return acted


def addressed(connection: Connection, letter: str) -> Addressed:
    """A digest is a task if any letter in it is one."""
    row = connection.execute(_whose(letter)).first()
    if row is None:
        raise LookupError(letter)
    kinds = connection.scalars(select(letters.c.kind).where(_is(letter)))
    return Addressed(row.programme, row.recipient, row.stream, LetterKind.TASK in set(kinds))


def _whose(letter: str) -> Select[tuple[str, str, str]]:
    return select(letters.c.programme, letters.c.recipient, letters.c.stream).where(_is(letter))


def first_invitation(connection: Connection, letter: str) -> str:
    """The first letter that told this person of this meeting: all that follow name its return address."""
    this = letters.alias()
    is_alike = (
        (letters.c.programme == this.c.programme)
        & (letters.c.stream == this.c.stream)
        & (letters.c.recipient == this.c.recipient)
        & letters.c.kind.in_(INVITING)
    )
    alike = select(letters.c.id).join(this, is_alike).where(this.c.id == letter)
    return str(connection.scalars(alike.order_by(letters.c.number, letters.c.id).limit(1)).one())


def settle(connection: Connection, letter: str, values: dict[str, object]) -> None:
    """Of a digest, what becomes of it becomes of every letter in it."""
    connection.execute(update(letters).where(_is(letter)).values(**values))


def _return(connection: Connection, letter: str, code: str) -> None:
    is_news = _is(letter) & (letters.c.status != REFUSED)
    connection.execute(update(letters).where(is_news).values(status=REFUSED, code=code))


def note_delay(connection: Connection, letter: str, code: str) -> bool:
    """Whether that was news: nothing is said of a letter that has come back, nor the same twice."""
    is_news = _is(letter) & (letters.c.status == SENT) & (letters.c.code.is_(None) | (letters.c.code != code))
    return connection.execute(update(letters).where(is_news).values(code=code)).rowcount > 0


def _is(letter: str) -> ColumnElement[bool]:
    return (letters.c.id == letter) | (letters.c.digest == letter)
