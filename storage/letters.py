"""The outbox as the postman sees it: what is due, what a letter says, what became of it."""

from datetime import timedelta

from sqlalchemy import Connection, Row, func, select, update

from models.acts import Sent
from models.commands import ReturnLetter
from models.letters import LetterFacts, LetterKind
from models.tables.outbox import letters
from models.values import Instant, ProgrammeId, digest_of
from storage.clock import Clock
from storage.database import Database
from storage.ledger import Ledger
from storage.letter_facts import facts_of
from storage.letters_going import going, is_to_go, still_to_go
from storage.links import LinkMaker
from storage.outbox import DROPPED, REFUSED, SENDING, SENT, WAITING, pause_after
from storage.register import known_at, offset_of

AT_ONCE = 20
"""Letters of one round, so that wake-ups never wait long behind a full bag."""

TRIES = 5
"""After so many a letter that cannot be written is given up, and a person hears of it."""

UNWRITABLE = "unwritable"


class Letters:
    """The port through which letters are delivered."""

    def __init__(self, database: Database, ledger: Ledger, clock: Clock, links: LinkMaker) -> None:
        self._database = database
        self._ledger = ledger
        self._clock = clock
        self._links = links

    async def due(self, programme: ProgrammeId) -> list[str]:
        return await self._database.read(_due, programme, await self._clock.now())

    async def claim(self, letter: str) -> LetterFacts | None:
        """What the letter says now; None when nobody needs it any more."""
        return await self._database.write(_claim, letter, await self._clock.now(), self._links)

    async def sent(self, letter: str) -> None:
        await self._database.write(_settle, letter, {"status": SENT, "sent": await self._clock.now()})

    async def refused(self, letter: str, code: str) -> None:
        """A dead address looks like a silent member: on the record, and a task for a named person."""
        row = await self._database.read(_row, letter)
        command = ReturnLetter(person=row.recipient, letter=letter, was_task=row.kind == LetterKind.TASK)
        stream = f"programme/{row.programme}"
        await self._ledger.act(row.programme, stream, command, Sent(id=digest_of("returned", letter)))
        await self._database.write(_settle, letter, {"status": REFUSED, "code": code})

    async def failed(self, letter: str) -> Instant:
        """When it may be tried again."""
        return await self._database.write(_back_off, letter, await self._clock.now())

    async def broken(self, letter: str) -> None:
        """It could not be written, so perhaps not even claimed: the attempt is counted here. What nobody
        can write must not be tried for ever unseen.
        """
        if await self._database.write(_count_attempt, letter) < TRIES:
            await self.failed(letter)
        else:
            await self.refused(letter, UNWRITABLE)

    async def next_at(self, programme: ProgrammeId) -> Instant | None:
        """The machine's instant at which a letter may next go."""
        return await self._database.read(_next_at, programme, await self._clock.now())


def _row(connection: Connection, letter: str) -> Row[str, str, str]:
    found = select(letters.c.programme, letters.c.recipient, letters.c.kind).where(letters.c.id == letter)
    return connection.execute(found).one()


def _due(connection: Connection, programme: ProgrammeId, now: Instant) -> list[str]:
    """Fresh ones first: one that fails again and again holds up no other."""
    at = now + offset_of(connection, programme)
    found = (
        select(letters.c.id)
        .where(going(programme, at, now))
        .order_by(letters.c.attempts, letters.c.number, letters.c.id)
        .limit(AT_ONCE)
    )
    return list(connection.scalars(found))


def _claim(connection: Connection, letter: str, now: Instant, links: LinkMaker) -> LetterFacts | None:
    row: Row[tuple[object, ...]] | None = connection.execute(
        select(letters).where(letters.c.id == letter, is_to_go())
    ).one_or_none()
    if row is None:
        return None
    known = known_at(connection, row.programme, now + offset_of(connection, row.programme))
    facts = facts_of(connection, known, row, links, now)
    status = SENDING if facts else DROPPED
    _settle(connection, letter, {"status": status, "attempts": row.attempts + 1})
    return facts


def _settle(connection: Connection, letter: str, values: dict[str, object]) -> None:
    connection.execute(update(letters).where(letters.c.id == letter).values(**values))


def _count_attempt(connection: Connection, letter: str) -> int:
    _settle(connection, letter, {"attempts": letters.c.attempts + 1})
    return _attempts(connection, letter)


def _attempts(connection: Connection, letter: str) -> int:
    return connection.scalar(select(letters.c.attempts).where(letters.c.id == letter)) or 0


def _back_off(connection: Connection, letter: str, now: Instant) -> Instant:
    again = now + pause_after(_attempts(connection, letter))
    _settle(connection, letter, {"status": WAITING, "not_before": again})
    return again


def _next_at(connection: Connection, programme: ProgrammeId, now: Instant) -> Instant | None:
    offset = offset_of(connection, programme)
    waiting = still_to_go(programme)
    by_clock = connection.scalar(
        select(func.min(letters.c.due)).where(waiting, letters.c.not_before.is_(None))
    )
    paused = connection.scalar(
        select(func.min(letters.c.not_before)).where(waiting, letters.c.not_before.is_not(None))
    )
    moments = [by_clock - offset if by_clock else None, paused]
    nexts = [moment for moment in moments if moment is not None]
    return max(min(nexts), now - timedelta(seconds=1)) if nexts else None
