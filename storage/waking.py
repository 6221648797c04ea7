"""Waking every workflow of a programme, as after a restore of the database."""

from sqlalchemy import Connection, select

from models.tables.ledger import heads, states
from models.values import ProgrammeId, Stream
from rules.subscriptions import WORKFLOWS
from storage.outbox import wake_all


def streams_with_workflows(connection: Connection, programme: ProgrammeId) -> list[Stream]:
    found = select(states.c.stream).where(
        states.c.programme == programme, states.c.kind.in_(sorted(WORKFLOWS))
    )
    return list(connection.scalars(found.order_by(states.c.stream)))


def wake_everything(connection: Connection, programme: ProgrammeId) -> list[Stream]:
    """Which workflows now have a wake-up in the outbox. The head row is locked first, so that no act
    of this moment has its wake-up overwritten by an older number."""
    head = select(heads.c.number).where(heads.c.programme == programme).with_for_update()
    wake_all(connection, programme, connection.scalar(head) or 0)
    return streams_with_workflows(connection, programme)
