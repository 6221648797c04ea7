"""Lists for tables: matters and their sign-offs, letters, lines of the ledger, people."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, select

from models.approval import Approval
from models.events import Recorded
from models.listings import PostedLetter
from models.programme import Definition, Person
from models.sign_off import SignOff
from models.tables.ledger import lines, states
from models.tables.outbox import letters
from models.tables.partnership import people
from models.values import MatterId, ProgrammeId, Stream
from storage.register import definition_in_force, number_of, offset_of


def approvals(
    connection: Connection, programme: ProgrammeId, matter: MatterId | None = None
) -> list[Approval]:
    """Every matter that was opened, or only the one."""
    found = select(states.c.state).where(states.c.programme == programme, states.c.kind == "approval")
    if matter is not None:
        found = found.where(states.c.subject == matter)
    return [
        Approval.model_validate_json(each) for each in connection.scalars(found.order_by(states.c.stream))
    ]


def sign_offs(connection: Connection, programme: ProgrammeId, matter: MatterId) -> list[SignOff]:
    """Every one of the matter, of all versions."""
    found = select(states.c.state).where(
        states.c.programme == programme, states.c.kind == "sign-off", states.c.subject == matter
    )
    found = found.order_by(states.c.stream)
    return [SignOff.model_validate_json(each) for each in connection.scalars(found)]


@dataclass(frozen=True)
class MatterView:
    """One matter and what its table needs, all as it was at one moment."""

    definition: Definition
    approval: Approval | None
    sign_offs: list[SignOff]
    offset: timedelta
    number: int


def matter_view(connection: Connection, programme: ProgrammeId, matter: MatterId) -> MatterView:
    opened = iter(approvals(connection, programme, matter))
    return MatterView(
        definition=definition_in_force(connection, programme),
        approval=next(opened, None),
        sign_offs=sign_offs(connection, programme, matter),
        offset=offset_of(connection, programme),
        number=number_of(connection, programme),
    )


def posted(connection: Connection, programme: ProgrammeId, matter: MatterId | None) -> list[PostedLetter]:
    found = select(letters).where(letters.c.programme == programme)
    if matter is not None:
        found = found.where(letters.c.subject == matter)
    rows = connection.execute(found.order_by(letters.c.number, letters.c.kind, letters.c.recipient))
    return [PostedLetter.model_validate(dict(row)) for row in rows.mappings()]


def lines_of(
    connection: Connection, programme: ProgrammeId, stream: Stream | None, last: int | None
) -> list[Recorded]:
    """In the order written; only the last so many if said."""
    found = select(lines.c.payload).where(lines.c.programme == programme)
    if stream is not None:
        found = found.where(lines.c.stream == stream)
    payloads = connection.scalars(found.order_by(lines.c.number.desc()).limit(last))
    return [Recorded.model_validate_json(each) for each in payloads][::-1]


def people_of(connection: Connection, programme: ProgrammeId) -> list[Person]:
    found = select(people).where(people.c.programme == programme).order_by(people.c.person)
    return [Person(id=row.person, name=row.name, address=row.address) for row in connection.execute(found)]
