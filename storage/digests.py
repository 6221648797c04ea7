"""The day's letters to one person: what they have had, and the digest that the rest is gathered into."""

from datetime import time

from sqlalchemy import Connection, Row, func, insert, select, update

from models.letters import TELLING, Correspondent, LetterFacts, LetterKind, Manner
from models.tables.outbox import letters
from models.values import Instant, digest_of
from rules.calendar import at_london, london_day
from rules.courtesy import Today, is_declined
from rules.known import Known
from storage.letter_facts import facts_of
from storage.letters_going import ONLY_WHILE_OPEN, dropped_for, is_held_back
from storage.links import LinkMaker
from storage.outbox import DISSOLVED, DROPPED, GATHERED, REFUSED, SENDING, SENT, UNSUBSCRIBED, WAITING
from storage.register import person_of

A_LETTER = Row[tuple[object, ...]]


def had_today(connection: Connection, row: A_LETTER, at: Instant) -> Today:
    """What the letter's recipient has had since midnight besides it, whether or not it came back."""
    midnight = at_london(london_day(at), time(0))
    found = (
        select(letters.c.manner, func.count())
        .where(
            letters.c.programme == row.programme,
            letters.c.recipient == row.recipient,
            letters.c.went >= midnight,
            letters.c.status.in_((SENDING, SENT, REFUSED)),
            letters.c.id != row.id,
        )
        .group_by(letters.c.manner)
    )
    had = {str(row[0]): int(row[1]) for row in connection.execute(found)}
    return Today(
        alone=had.get(Manner.ORDINARY, 0),
        others=had.get(Manner.AT_ONCE, 0) + had.get(Manner.ALONE, 0),
        digests=had.get(Manner.DIGEST, 0),
    )


def gather(connection: Connection, row: A_LETTER, goes: Instant) -> None:
    """Put a letter into the recipient's next digest, beginning one if there is none. A digest closes when
    the first of its letters does.
    """
    digest = _next_digest(connection, row) or _begin_digest(connection, row, goes)
    is_it, closes = letters.c.id == digest, row.closes
    connection.execute(
        update(letters).where(letters.c.id == row.id).values(status=GATHERED, digest=digest, not_before=None)
    )
    if closes is not None:
        is_later = letters.c.closes.is_(None) | (letters.c.closes > closes)
        connection.execute(update(letters).where(is_it, is_later).values(closes=closes))


def _next_digest(connection: Connection, row: A_LETTER) -> str | None:
    found = select(letters.c.id).where(
        letters.c.programme == row.programme,
        letters.c.recipient == row.recipient,
        letters.c.kind == LetterKind.DIGEST,
        letters.c.status == WAITING,
    )
    return connection.scalar(found.limit(1))


def _begin_digest(connection: Connection, row: A_LETTER, goes: Instant) -> str:
    """Named by its first letter, which no other digest ever held first."""
    digest = digest_of(LetterKind.DIGEST, str(row.id), goes.isoformat())
    connection.execute(
        insert(letters).values(
            id=digest,
            programme=row.programme,
            number=row.number,
            stream=f"programme/{row.programme}",
            subject=row.programme,
            kind=LetterKind.DIGEST,
            recipient=row.recipient,
            due=goes,
            status=WAITING,
            attempts=0,
            manner=Manner.DIGEST,
        )
    )
    return digest


def digest_facts(
    connection: Connection, known: Known, row: A_LETTER, links: LinkMaker, now: Instant
) -> LetterFacts | None:
    """None when nothing in it is wanted any more; one letter that is left goes as itself."""
    _let_go(connection, row)
    inside = select(letters).where(letters.c.digest == row.id).order_by(letters.c.number, letters.c.id)
    items = []
    for item in connection.execute(inside).all():
        facts = facts_of(connection, known, item, links, now)
        if facts is None:
            _take_out(connection, str(item.id), status=DROPPED, code=dropped_for(str(item.kind)))
        elif is_declined(facts, str(row.recipient), known.partnership):
            _take_out(connection, str(item.id), status=DROPPED, code=UNSUBSCRIBED)
        else:
            items.append(facts)
    items.sort(key=lambda each: each.kind in TELLING)  # what asks for something is read first
    if len(items) > 1:
        return _together(connection, known, row, tuple(items))
    return items[0].model_copy(update={"key": str(row.id)}) if items else None


def _together(
    connection: Connection, known: Known, row: A_LETTER, items: tuple[LetterFacts, ...]
) -> LetterFacts:
    deadlines = [each.deadline for each in items if each.deadline and each.kind in ONLY_WHILE_OPEN]
    to_secretariat = person_of(connection, known.programme, known.definition.secretariat)
    return LetterFacts(
        key=str(row.id),
        thread=digest_of(LetterKind.DIGEST, known.programme, str(row.recipient)),
        kind=LetterKind.DIGEST,
        written=known.at,
        reference=f"{known.programme.upper()}-{row.number}",
        programme=known.definition.name,
        recipient=items[0].recipient,
        reply_to=_correspondent(to_secretariat) if to_secretariat else items[0].reply_to,
        deadline=min(deadlines, default=None),
        happened=known.at,
        items=items,
        unsubscribe=next((each.unsubscribe for each in items if each.unsubscribe), None),
    )


def _correspondent(found: tuple[str, str]) -> Correspondent:
    return Correspondent(title=found[0], address=found[1])


def dissolve(connection: Connection, digest: str) -> None:
    """A digest that cannot be written: each letter in it goes by itself, the faulty one too."""
    alone = {"status": WAITING, "digest": None, "manner": Manner.ALONE}
    connection.execute(update(letters).where(letters.c.digest == digest).values(**alone))
    connection.execute(update(letters).where(letters.c.id == digest).values(status=DROPPED, code=DISSOLVED))


def _let_go(connection: Connection, row: A_LETTER) -> None:
    """What a hold keeps back leaves the digest and goes after the release."""
    is_kept_back = (letters.c.digest == row.id) & is_held_back()
    connection.execute(update(letters).where(is_kept_back).values(status=WAITING, digest=None))


def _take_out(connection: Connection, letter: str, **became: str) -> None:
    connection.execute(update(letters).where(letters.c.id == letter).values(digest=None, **became))
