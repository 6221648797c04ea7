"""The outbox: wake-ups merged for each workflow, letters each with a natural key."""

from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, literal, null, select, true
from sqlalchemy.dialects import postgresql, sqlite

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

_ADD_LETTERS = insert(letters)
_UNDELIVERED = {"delivered": 0, "pending": True, "attempts": 0, "not_before": None}

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=5)


def wake(connection: Connection, line: Recorded, known: Known) -> None:
    """Whoever hears of it; of others than its own stream, those that still wait for something.
    `known` is what is so after the line.
    """
    programme = known.programme
    match hears(line.event, known.states.get(line.stream)):
        case Hears.OWN if has_workflow(line.stream):
            _wake_own(connection, programme, line)
        case Hears.MATTER:
            of_it = states.c.subject == line.stream.split("/")[1]
            takes_it = states.c.stream.in_(_meetings_taking(connection, programme, line.stream.split("/")[1]))
            _wake(connection, programme, line.number, of_it | takes_it, states.c.is_open)
        case Hears.MATTERS:
            _wake(connection, programme, line.number, states.c.kind == "approval", states.c.is_open)
        case Hears.SEATS:
            asked = states.c.kind.in_(("sign-off", "meeting"))
            _wake(connection, programme, line.number, asked, states.c.is_open)
        case Hears.POST:
            _wake_own(connection, programme, line)
            of_it = states.c.subject == line.stream.split("/")[1]
            _wake(connection, programme, line.number, states.c.kind == "appointment", of_it, states.c.is_open)
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


def _wake_own(connection: Connection, programme: ProgrammeId, line: Recorded) -> None:
    row = {"stream": line.stream, "programme": programme, "number": line.number}
    connection.execute(_waking_one(connection.dialect.name), {**row, **_UNDELIVERED})


@cache
def _waking_one(dialect: str) -> postgresql.Insert | sqlite.Insert:
    """Built once: nearly every act says it."""
    return _renewing(upserting(wakes, dialect))


def _wake(connection: Connection, programme: ProgrammeId, number: int, *which: ColumnElement[bool]) -> None:
    """In one statement, however many they are."""
    woken = select(
        states.c.stream, states.c.programme, literal(number), literal(0), true(), literal(0), null()
    ).where(states.c.programme == programme, states.c.kind.in_(sorted(WORKFLOWS)), *which)
    columns = ("stream", "programme", "number", "delivered", "pending", "attempts", "not_before")
    adding = upserting(wakes, connection.dialect.name).from_select(columns, woken)
    connection.execute(_renewing(adding))


def _renewing(adding: postgresql.Insert | sqlite.Insert) -> postgresql.Insert | sqlite.Insert:
    """A wake-up that is there already is renewed."""
    renewed = {name: adding.excluded[name] for name in ("number", "pending", "attempts", "not_before")}
    return adding.on_conflict_do_update(index_elements=["stream"], set_=renewed)


def post(connection: Connection, line: Recorded, called_for: Iterable[Notice], known: Known) -> None:
    """The letters of one line; `known` is what is so after it."""
    if rows := [_letter(line, notice, known) for notice in called_for]:
        connection.execute(_ADD_LETTERS, rows)


def _letter(line: Recorded, notice: Notice, known: Known) -> dict[str, Any]:
    """Its key holds the instant too: after a restore the same number may call for another letter."""
    manner, closes = manner_of(notice), closing(known, line, notice)
    return {
        "id": digest_of(
            known.programme,
            f"{line.number} {line.recorded.isoformat()}",
            notice.kind,
            notice.to,
            notice.seat or "",
        ),
        "programme": known.programme,
        "number": line.number,
        "stream": line.stream,
        "subject": line.stream.split("/")[1],
        "kind": notice.kind,
        "recipient": notice.to,
        "seat": notice.seat,
        "due": first_due(line.recorded, manner, closes, known.calendar),
        "status": WAITING,
        "attempts": 0,
        "closes": closes,
        "manner": manner,
    }


def pause_after(attempts: int) -> timedelta:
    """Twice as long each time, five minutes at most: a failing row backs off alone."""
    times: int = 2 ** min(attempts, 10)
    return min(FIRST_PAUSE * times, LONGEST_PAUSE)
