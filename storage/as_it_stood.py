"""What was on record at a moment gone by, read off the ledger itself."""

from sqlalchemy import Connection, select

from models.events import DefinitionLoaded, Recorded
from models.folding import State, folded
from models.meeting import Meeting
from models.programme import Definition
from models.tables.ledger import lines
from models.values import Instant, ProgrammeId, Stream
from rules.known import Known
from storage.register import (
    DefinitionsRead,
    LinesRead,
    PeopleRead,
    RuleSetsRead,
    definition_in_force,
    definition_named,
)


def known_as_it_stood(connection: Connection, programme: ProgrammeId, at: Instant) -> Known:
    """Every line written until then and nothing of what was written later, however early that happened."""
    states: dict[Stream, State] = {}
    definition: Definition | None = None
    for line in _written_until(connection, programme, at):
        states[line.stream] = folded(states.get(line.stream), line)
        if isinstance(line.event, DefinitionLoaded):
            definition = definition_named(connection, line.event.definition)
    return Known(
        programme=programme,
        at=at,
        happened=at,
        by=None,
        states=states,
        definition=definition or definition_in_force(connection, programme),
        rule_sets=RuleSetsRead(connection),
        definitions=DefinitionsRead(connection),
        called=[each for each in states.values() if isinstance(each, Meeting) and each.is_to_come],
        people=PeopleRead(connection, programme),
        lines=LinesRead(connection, programme),
    )


def _written_until(connection: Connection, programme: ProgrammeId, at: Instant) -> list[Recorded]:
    """A clock that was set back leaves lines of a later day before those of an earlier one: the order in
    which they were written decides.
    """
    found = select(lines.c.payload).where(lines.c.programme == programme).order_by(lines.c.number)
    every = [Recorded.model_validate_json(payload) for payload in connection.scalars(found)]
    last = max((line.number for line in every if line.recorded <= at), default=0)
    return [line for line in every if line.number <= last]
