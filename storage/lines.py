"""Lines of the ledger as people are shown them: a page of them, one of them, the first of one act."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from models.events import Recorded
from models.tables.ledger import lines, told
from models.values import Channel, MatterId, ProgrammeId, SeatId, Sha256, Stream


@dataclass(frozen=True)
class LineFound:
    line: Recorded
    hash: Sha256


def lines_after(
    connection: Connection, programme: ProgrammeId, after: int, limit: int
) -> tuple[LineFound, ...]:
    found = (
        select(lines.c.payload, lines.c.hash)
        .where(lines.c.programme == programme, lines.c.number > after)
        .order_by(lines.c.number)
        .limit(limit)
    )
    return tuple(
        LineFound(Recorded.model_validate_json(row.payload), row.hash) for row in connection.execute(found)
    )


def lines_about(connection: Connection, programme: ProgrammeId, matter: MatterId) -> tuple[Recorded, ...]:
    """Those of a matter, of every sign-off of it, of what its approvals are subject to, and of the meetings
    that took it, in their order.
    """
    own = _on(
        connection,
        programme,
        (lines.c.stream == f"approval/{matter}")
        | lines.c.stream.startswith(f"sign-off/{matter}/", autoescape=True)
        | lines.c.stream.startswith(f"obligation/{matter}.", autoescape=True),
    )
    meetings = {getattr(line.event, "meeting", None) for line in own} - {None}
    held = _on(connection, programme, lines.c.stream.in_(sorted(f"meeting/{each}" for each in meetings)))
    return tuple(sorted((*own, *held), key=lambda line: line.number))


def _on(connection: Connection, programme: ProgrammeId, streams: ColumnElement[bool]) -> tuple[Recorded, ...]:
    found = select(lines.c.payload).where(lines.c.programme == programme, streams).order_by(lines.c.number)
    return tuple(Recorded.model_validate_json(payload) for payload in connection.scalars(found))


def lines_on(connection: Connection, programme: ProgrammeId, *streams: Stream) -> tuple[Recorded, ...]:
    """In the order written."""
    return _on(connection, programme, lines.c.stream.in_(streams))


def apologies_by(connection: Connection, stream: Stream, seat: SeatId) -> Channel | None:
    """How this seat's latest apologies reached us. The database leaves out other seats'."""
    found = select(lines.c.payload).where(
        lines.c.stream == stream,
        lines.c.kind == "apologies-given",
        lines.c.payload.contains(f'"{seat}"', autoescape=True),
    )
    payload = connection.scalar(found.order_by(lines.c.number.desc()).limit(1))
    line = Recorded.model_validate_json(payload) if payload else None
    return line.by.channel if line and line.by else None


def line_found(connection: Connection, programme: ProgrammeId, number: int) -> LineFound | None:
    found = select(lines.c.payload, lines.c.hash).where(
        lines.c.programme == programme, lines.c.number == number
    )
    row = connection.execute(found).one_or_none()
    return LineFound(Recorded.model_validate_json(row.payload), row.hash) if row else None


def first_of_act(connection: Connection, programme: ProgrammeId, number: int) -> Recorded | None:
    """The line that an act began with, found from any line it wrote: what was asked comes before what
    followed from it. Every act that writes is told its last number, so this one began after the last
    number told before.
    """
    before = select(func.max(told.c.number)).where(told.c.programme == programme, told.c.number < number)
    found = select(lines.c.payload).where(
        lines.c.programme == programme,
        lines.c.number == func.coalesce(before.scalar_subquery(), 0) + 1,
        lines.c.number <= number,
    )
    payload = connection.scalar(found)
    return None if payload is None else Recorded.model_validate_json(payload)


def lines_of_act(connection: Connection, programme: ProgrammeId, number: int) -> tuple[Recorded, ...]:
    """Every line of the act that wrote this one, up to it."""
    first = first_of_act(connection, programme, number)
    if first is None:
        return ()
    return tuple(
        found.line
        for found in lines_after(connection, programme, first.number - 1, number - first.number + 1)
    )
