"""Lists for tables: matters and their sign-offs, letters, lines of the ledger, people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, select

from models.approval import Approval
from models.events import BodySucceeded, Recorded
from models.meeting import Meeting
from models.obligation import Obligation
from models.programme import Definition, Person
from models.sign_off import SignOff
from models.streams import of_matter
from models.tables.ledger import lines, states
from models.tables.partnership import people
from models.values import BodyId, Instant, MatterId, ObligationId, ProgrammeId, Stream
from storage.register import definition_in_force, number_of, offset_of, state_of


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
    conditions: dict[ObligationId, Obligation]
    ratifications: dict[ObligationId, Obligation]
    """Owed for what chairs decided for their bodies."""
    """What its approvals are subject to."""
    meetings: tuple[Meeting, ...]
    """Every meeting of the programme that was called."""
    ended: dict[BodyId, Instant]
    """Bodies of the matter that have ended, each with the moment since which another holds their place."""
    offset: timedelta
    number: int


def matter_view(connection: Connection, programme: ProgrammeId, matter: MatterId) -> MatterView:
    approval = next(iter(approvals(connection, programme, matter)), None)
    return MatterView(
        definition=definition_in_force(connection, programme),
        approval=approval,
        sign_offs=sign_offs(connection, programme, matter),
        conditions=conditions_of(connection, approval) if approval else {},
        ratifications=_owed(connection, approval.ratifications) if approval else {},
        meetings=meetings_called(connection, programme),
        ended=_ended(connection, programme, approval) if approval and approval.succeeded else {},
        offset=offset_of(connection, programme),
        number=number_of(connection, programme),
    )


def _ended(connection: Connection, programme: ProgrammeId, approval: Approval) -> dict[BodyId, Instant]:
    written = lines_of(connection, programme, of_matter(approval.matter), None)
    return {line.event.body: line.happened for line in written if isinstance(line.event, BodySucceeded)}


def meetings_called(connection: Connection, programme: ProgrammeId) -> tuple[Meeting, ...]:
    found = select(states.c.state).where(states.c.programme == programme, states.c.kind == "meeting")
    stored = connection.scalars(found.order_by(states.c.stream))
    return tuple(Meeting.model_validate_json(each) for each in stored)


def conditions_of(connection: Connection, approval: Approval) -> dict[ObligationId, Obligation]:
    return _owed(connection, approval.conditions)


def _owed(connection: Connection, names: Iterable[ObligationId]) -> dict[ObligationId, Obligation]:
    found = {name: state_of(connection, f"obligation/{name}") for name in names}
    return {name: state for name, state in found.items() if isinstance(state, Obligation)}


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
