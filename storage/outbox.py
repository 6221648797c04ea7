"""The outbox: wake-ups merged for each workflow, letters each with a natural key."""

from datetime import timedelta

from sqlalchemy import Connection, insert, select, update

from models.dates import WorkingCalendar
from models.events import Recorded
from models.tables.ledger import states
from models.tables.outbox import letters, wakes
from models.values import ProgrammeId, Stream, digest_of
from rules.calendar import next_letter_time
from rules.notices import Notice
from rules.subscriptions import WORKFLOWS, Hears, has_workflow, hears

WAITING, SENDING, SENT, REFUSED, DROPPED = "waiting", "sending", "sent", "refused", "dropped"

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=5)


def wake(connection: Connection, programme: ProgrammeId, line: Recorded) -> None:
    for stream in _hearing(connection, programme, line):
        _wake(connection, programme, stream, line.number)


def wake_all(connection: Connection, programme: ProgrammeId, number: int) -> None:
    for stream in _with_workflows(connection, programme, None):
        _wake(connection, programme, stream, number)


def _hearing(connection: Connection, programme: ProgrammeId, line: Recorded) -> list[Stream]:
    match hears(line.event):
        case Hears.OWN if has_workflow(line.stream):
            return [line.stream]
        case Hears.MATTER:
            return _with_workflows(connection, programme, line.stream.split("/")[1])
        case Hears.ALL:
            return _with_workflows(connection, programme, None)
        case _:
            return []


def _with_workflows(connection: Connection, programme: ProgrammeId, subject: str | None) -> list[Stream]:
    found = select(states.c.stream).where(
        states.c.programme == programme, states.c.kind.in_(sorted(WORKFLOWS))
    )
    if subject is not None:
        found = found.where(states.c.subject == subject)
    return list(connection.scalars(found.order_by(states.c.stream)))


def _wake(connection: Connection, programme: ProgrammeId, stream: Stream, number: int) -> None:
    values = {"number": number, "pending": True, "attempts": 0, "not_before": None}
    woken = connection.execute(update(wakes).where(wakes.c.stream == stream).values(**values))
    if woken.rowcount == 0:
        connection.execute(insert(wakes).values(stream=stream, programme=programme, delivered=0, **values))


def post(
    connection: Connection, programme: ProgrammeId, line: Recorded, notice: Notice, calendar: WorkingCalendar
) -> None:
    """A letter waits for office hours unless it answers what the person did just now. Its key holds the
    instant too: after a restore the same number may call for another letter.
    """
    due = line.recorded if notice.is_urgent else next_letter_time(line.recorded, calendar)
    connection.execute(
        insert(letters).values(
            id=digest_of(
                programme,
                f"{line.number} {line.recorded.isoformat()}",
                notice.kind,
                notice.to,
                notice.seat or "",
            ),
            programme=programme,
            number=line.number,
            stream=line.stream,
            subject=line.stream.split("/")[1],
            kind=notice.kind,
            recipient=notice.to,
            seat=notice.seat,
            due=due,
            status=WAITING,
            attempts=0,
        )
    )


def pause_after(attempts: int) -> timedelta:
    """Twice as long each time, five minutes at most: a failing row backs off alone."""
    times: int = 2 ** min(attempts, 10)
    return min(FIRST_PAUSE * times, LONGEST_PAUSE)
