"""Walking the chain, comparing typed words with their digests, and making the register anew."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, insert, select

from models.errors import Malformed
from models.events import Recorded
from models.folding import State, folded
from models.tables.ledger import heads, lines, states, texts
from models.values import ProgrammeId, Stream, digest_of
from storage.ledger import hash_of, state_row
from storage.register import EMPTY, state_within


def first_break(connection: Connection, programme: ProgrammeId) -> int | None:
    """The number of the first line that is missing, is not what was written, or whose typed words were
    rewritten; None if all is whole. Words that were erased are no fault.
    """
    found = (_broken_link(connection, programme), _rewritten_words(connection, programme))
    return min((number for number in found if number is not None), default=None)


def _rewritten_words(connection: Connection, programme: ProgrammeId) -> int | None:
    """The first line that carries the digest of words which no longer give it."""
    typed = select(texts).where(texts.c.programme == programme, texts.c.words.is_not(None))
    rewritten = [
        text.digest for text in connection.execute(typed) if digest_of(text.salt, text.words) != text.digest
    ]
    found = (
        connection.scalar(
            select(func.min(lines.c.number)).where(
                lines.c.programme == programme, lines.c.payload.contains(digest)
            )
        )
        for digest in rewritten
    )
    return min((number for number in found if number is not None), default=None)


def _broken_link(connection: Connection, programme: ProgrammeId) -> int | None:
    expected, previous = 0, EMPTY
    found = select(lines).where(lines.c.programme == programme).order_by(lines.c.number)
    for line in connection.execute(found):
        expected += 1
        is_whole = (
            line.number == expected
            and line.previous_hash == previous
            and line.hash == hash_of(previous, line.payload)
        )
        if not is_whole:
            return expected
        previous = line.hash
    head = connection.execute(select(heads).where(heads.c.programme == programme)).one()
    return None if (head.number, head.hash) == (expected, previous) else expected + 1


def rebuild_if_whole(connection: Connection, programme: ProgrammeId) -> tuple[int | None, tuple[Stream, ...]]:
    """The first break of the chain, if there is one, and then nothing is touched: a register made from a
    damaged ledger would be worse than the one there is. Else which streams stood differently before.
    """
    connection.execute(select(heads.c.number).where(heads.c.programme == programme).with_for_update())
    broken = _broken_link(connection, programme)
    return broken, () if broken else rebuild(connection, programme)


def rebuild(connection: Connection, programme: ProgrammeId) -> tuple[Stream, ...]:
    """Fold the whole ledger again; says which streams stood differently in the register before. Raises
    Malformed when one of them is another programme's.
    """
    made, numbers = _folded(connection, programme)
    _must_be_its_own(connection, programme, made)
    known = list(connection.scalars(select(states.c.stream).where(states.c.programme == programme)))
    different = [
        stream
        for stream in sorted({*made, *known})
        if stream not in made or state_within(connection, programme, stream) != made[stream]
    ]
    connection.execute(delete(states).where(states.c.programme == programme))
    for stream, state in made.items():
        connection.execute(insert(states).values(**state_row(programme, stream, numbers[stream], state)))
    return tuple(different)


def _must_be_its_own(connection: Connection, programme: ProgrammeId, made: Iterable[Stream]) -> None:
    elsewhere = select(states.c.stream).where(states.c.programme != programme).order_by(states.c.stream)
    taken = set(connection.scalars(elsewhere)).intersection(made)
    if taken:
        raise Malformed("taken-elsewhere", f"Another programme has {', '.join(sorted(taken))}.")


def _folded(connection: Connection, programme: ProgrammeId) -> tuple[dict[Stream, State], dict[Stream, int]]:
    made: dict[Stream, State] = {}
    numbers: dict[Stream, int] = {}
    found = select(lines.c.payload).where(lines.c.programme == programme).order_by(lines.c.number)
    for payload in connection.scalars(found):
        line = Recorded.model_validate_json(payload)
        made[line.stream] = folded(made.get(line.stream), line)
        numbers[line.stream] = line.number
    return made, numbers
