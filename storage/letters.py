"""The outbox as the postman sees it: what is due, what a letter says, what became of it."""

from datetime import timedelta

from sqlalchemy import Connection, Row, func, select, update

from models.letters import LetterFacts, LetterKind, Manner
from models.tables.outbox import letters
from models.values import Instant, ProgrammeId
from rules.courtesy import Leaves, Waiting, is_declined, turn
from rules.known import Known
from storage.clock import Clock
from storage.database import Database
from storage.digests import digest_facts, dissolve, gather, had_today
from storage.ledger import Ledger
from storage.letter_facts import facts_of
from storage.letters_going import dropped_for, going, is_to_go, still_to_go
from storage.letters_returned import first_invitation, give_up, settle
from storage.links import LinkMaker
from storage.outbox import DROPPED, SENDING, SENT, UNSUBSCRIBED, WAITING, pause_after
from storage.register import known_at, offset_of
from storage.returns import ReturnAddresses

AT_ONCE = 20
"""Letters of one round, so that wake-ups never wait long behind a full bag."""

TRIES = 5
"""After so many a letter that cannot be written is given up, and a person hears of it."""

UNWRITABLE = "unwritable"


class Letters:
    """The port through which letters are delivered."""

    def __init__(
        self,
        database: Database,
        ledger: Ledger,
        clock: Clock,
        *,
        links: LinkMaker,
        returns: ReturnAddresses,
        a_day: int,
    ) -> None:
        """At most `a_day` letters to a person in a day; with 0 as many as there are, each by itself."""
        self._database = database
        self._ledger = ledger
        self._clock = clock
        self._links = links
        self._returns = returns
        self._a_day = a_day

    async def due(self, programme: ProgrammeId) -> list[str]:
        return await self._database.read(_due, programme, await self._clock.now())

    async def claim(self, letter: str) -> LetterFacts | None:
        """What the letter says now; None when nobody needs it any more, or not yet."""
        now = await self._clock.now()
        facts = await self._database.write(_claim, letter, now, self._links, self._a_day)
        if facts is None:
            return None
        returned = facts.model_copy(update={"return_to": self._returns.of(letter)})
        if facts.invitation is None:
            return returned
        first = await self._database.read(first_invitation, letter)
        asking = facts.invitation.model_copy(update={"answers_to": self._returns.of(first)})
        return returned.model_copy(update={"invitation": asking})

    async def sent(self, letter: str) -> None:
        await self._database.write(settle, letter, {"status": SENT, "sent": await self._clock.now()})

    async def refused(self, letter: str, code: str) -> None:
        """A dead address looks like a silent member: on the record, and a task for a named person."""
        await give_up(self._database, self._ledger, letter, code)

    async def failed(self, letter: str) -> Instant:
        """When it may be tried again."""
        return await self._database.write(_back_off, letter, await self._clock.now())

    async def broken(self, letter: str) -> None:
        """It could not be written, so perhaps not even claimed: the attempt is counted here. What nobody
        can write must not be tried for ever unseen.
        """
        if await self._database.write(_is_digest_dissolved, letter):
            return
        if await self._database.write(_count_attempt, letter) < TRIES:
            await self.failed(letter)
        else:
            await self.refused(letter, UNWRITABLE)

    async def next_at(self, programme: ProgrammeId) -> Instant | None:
        """The machine's instant at which a letter may next go."""
        return await self._database.read(_next_at, programme, await self._clock.now())


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


def _claim(
    connection: Connection, letter: str, now: Instant, links: LinkMaker, a_day: int
) -> LetterFacts | None:
    row: Row[tuple[object, ...]] | None = connection.execute(
        select(letters).where(letters.c.id == letter, is_to_go())
    ).one_or_none()
    if row is None:
        return None
    known = known_at(connection, row.programme, now + offset_of(connection, row.programme))
    says = digest_facts if row.kind == LetterKind.DIGEST else facts_of
    facts = says(connection, known, row, links, now)
    if facts is None:
        why = dropped_for(row.kind)
        _settle(connection, letter, {"status": DROPPED, "code": why, "attempts": row.attempts + 1})
        return None
    if is_declined(facts, row.recipient, known.partnership):
        _settle(connection, letter, {"status": DROPPED, "code": UNSUBSCRIBED})
        return None
    return facts if _takes_its_turn(connection, known, row, a_day) else None


def _takes_its_turn(connection: Connection, known: Known, row: Row[tuple[object, ...]], a_day: int) -> bool:
    """Whether it goes now; if not, it waits for its turn, or for the digest."""
    manner = Manner(str(row.manner)) if row.manner else Manner.ORDINARY  # none was said by earlier releases
    waiting = Waiting(manner=manner, closes=row.closes)
    found = turn(known.at, waiting, had_today(connection, row, known.at), a_day, known.calendar)
    match found.leaves:
        case Leaves.NOW:
            gone: dict[str, object] = {"status": SENDING, "manner": found.manner, "went": known.at}
            _settle(connection, row.id, gone | {"attempts": row.attempts + 1})
        case Leaves.WITH_THE_DIGEST:
            gather(connection, row, found.at)
        case Leaves.LATER:
            _settle(connection, row.id, {"status": WAITING, "due": found.at, "not_before": None})
    return found.leaves is Leaves.NOW


def _settle(connection: Connection, letter: str, values: dict[str, object]) -> None:
    connection.execute(update(letters).where(letters.c.id == letter).values(**values))


def _is_digest_dissolved(connection: Connection, letter: str) -> bool:
    kind = connection.scalar(select(letters.c.kind).where(letters.c.id == letter))
    if kind == LetterKind.DIGEST:
        dissolve(connection, letter)
    return bool(kind == LetterKind.DIGEST)


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
