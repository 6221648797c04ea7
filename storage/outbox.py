"""The outbox: wake-ups merged for each workflow, letters each with a natural key."""

from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, insert, literal, null, select, true

from models.events import Recorded
from models.meeting import Meeting
from models.tables.ledger import states
from models.tables.outbox import letters, wakes
from models.values import MatterId, ProgrammeId, Stream, digest_of
from rules.courtesy import closing, first_due, manner_of
from rules.known import Known
from rules.notice import Notice
from rules.subscriptions import WORKFLOWS, Hears, has_workflow, hears
from storage.database import upserting

WAITING, SENDING, SENT, REFUSED, DROPPED = "waiting", "sending", "sent", "refused", "dropped"
GATHERED = "gathered"
"""Waits for the digest it is in, and becomes whatever becomes of that."""

ANSWERED_OR_CLOSED = "answered-or-closed"
"""It asked for an answer that was given meanwhile, or that nobody may give any more."""
OVERTAKEN = "overtaken"
"""What it would have said was done, or is so no more."""
NOTHING_LEFT = "nothing-left"
"""A digest in which no letter was still wanted."""
DISSOLVED = "dissolved"
"""A digest that could not be written: its letters went by themselves."""
UNSUBSCRIBED = "unsubscribed"
"""The code of a letter that was dropped because its reader wants no more of its kind."""

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=5)


def wake(connection: Connection, programme: ProgrammeId, line: Recorded) -> None:
    """Whoever hears of it; of others than its own stream, those that still wait for something."""
    match hears(line.event):
        case Hears.OWN if has_workflow(line.stream):
            _wake(connection, programme, line.number, states.c.stream == line.stream)
        case Hears.MATTER:
            of_it = states.c.subject == line.stream.split("/")[1]
            takes_it = states.c.stream.in_(_meetings_taking(connection, programme, line.stream.split("/")[1]))
            _wake(connection, programme, line.number, of_it | takes_it, states.c.is_open)
        case Hears.MATTERS:
            _wake(connection, programme, line.number, states.c.kind == "approval", states.c.is_open)
        case Hears.ALL:
            _wake(connection, programme, line.number, states.c.is_open)


def _meetings_taking(connection: Connection, programme: ProgrammeId, matter: MatterId) -> list[Stream]:
    """Those that still wait with the matter on their agenda, or on that of a sitting nobody has recorded."""
    found = select(states.c.state).where(
        states.c.programme == programme, states.c.kind == "meeting", states.c.is_open
    )
    read = (Meeting.model_validate_json(state) for state in connection.scalars(found))
    return [each.stream for each in read if matter in each.awaited]


def wake_all(connection: Connection, programme: ProgrammeId, number: int) -> None:
    """Those that are over too: after a restore a workflow may have missed its end."""
    _wake(connection, programme, number)


def _wake(connection: Connection, programme: ProgrammeId, number: int, *which: ColumnElement[bool]) -> None:
    """In one statement, however many they are; a wake-up that is there already is renewed."""
    woken = select(
        states.c.stream, states.c.programme, literal(number), literal(0), true(), literal(0), null()
    ).where(states.c.programme == programme, states.c.kind.in_(sorted(WORKFLOWS)), *which)
    columns = ("stream", "programme", "number", "delivered", "pending", "attempts", "not_before")
    adding = upserting(connection, wakes).from_select(columns, woken)
    renewed = {name: adding.excluded[name] for name in ("number", "pending", "attempts", "not_before")}
    connection.execute(adding.on_conflict_do_update(index_elements=["stream"], set_=renewed))


def post(connection: Connection, line: Recorded, notice: Notice, known: Known) -> None:
    """`known` is what is so after the line. The letter's key holds the instant too: after a restore the same
    number may call for another letter.
    """
    manner, closes = manner_of(notice), closing(known, line, notice)
    connection.execute(
        insert(letters).values(
            id=digest_of(
                known.programme,
                f"{line.number} {line.recorded.isoformat()}",
                notice.kind,
                notice.to,
                notice.seat or "",
            ),
            programme=known.programme,
            number=line.number,
            stream=line.stream,
            subject=line.stream.split("/")[1],
            kind=notice.kind,
            recipient=notice.to,
            seat=notice.seat,
            due=first_due(line.recorded, manner, closes, known.calendar),
            status=WAITING,
            attempts=0,
            closes=closes,
            manner=manner,
        )
    )


def pause_after(attempts: int) -> timedelta:
    """Twice as long each time, five minutes at most: a failing row backs off alone."""
    times: int = 2 ** min(attempts, 10)
    return min(FIRST_PAUSE * times, LONGEST_PAUSE)
