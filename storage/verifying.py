"""Walking the chain, and making the register anew from it."""

from sqlalchemy import Connection, delete, insert, select

from models.events import Recorded
from models.folding import State, folded, kind_of
from models.tables.ledger import heads, lines, states
from models.values import ProgrammeId, Stream
from storage.ledger import hash_of
from storage.register import EMPTY, state_of


def first_break(connection: Connection, programme: ProgrammeId) -> int | None:
    """The number of the first line that is missing or is not what was written; None if all is whole."""
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
    """The first break, if there is one, and then nothing is touched: a register made from a damaged
    ledger would be worse than the one there is. Else which streams stood differently before.
    """
    connection.execute(select(heads.c.number).where(heads.c.programme == programme).with_for_update())
    broken = first_break(connection, programme)
    return broken, () if broken else rebuild(connection, programme)


def rebuild(connection: Connection, programme: ProgrammeId) -> tuple[Stream, ...]:
    """Fold the whole ledger again; says which streams stood differently in the register before."""
    made, numbers = _folded(connection, programme)
    known = list(connection.scalars(select(states.c.stream).where(states.c.programme == programme)))
    different = [
        stream
        for stream in sorted({*made, *known})
        if stream not in made or state_of(connection, stream) != made[stream]
    ]
    connection.execute(delete(states).where(states.c.programme == programme))
    for stream, state in made.items():
        connection.execute(
            insert(states).values(
                stream=stream,
                programme=programme,
                kind=kind_of(stream),
                subject=stream.split("/")[1],
                number=numbers[stream],
                state=state.model_dump_json(),
            )
        )
    return tuple(different)


def _folded(connection: Connection, programme: ProgrammeId) -> tuple[dict[Stream, State], dict[Stream, int]]:
    made: dict[Stream, State] = {}
    numbers: dict[Stream, int] = {}
    found = select(lines.c.payload).where(lines.c.programme == programme).order_by(lines.c.number)
    for payload in connection.scalars(found):
        line = Recorded.model_validate_json(payload)
        made[line.stream] = folded(made.get(line.stream), line)
        numbers[line.stream] = line.number
    return made, numbers
