"""What was opened in a programme, by name alone: nothing of it is parsed."""

from sqlalchemy import Connection, select

from models.tables.ledger import states
from models.values import MatterId, ProgrammeId


def matters_opened(connection: Connection, programme: ProgrammeId) -> frozenset[MatterId]:
    found = select(states.c.subject).where(states.c.programme == programme, states.c.kind == "approval")
    return frozenset(connection.scalars(found))
