"""Asking the rules without acting: what a command would do, read in one view and written nowhere."""

from dataclasses import dataclass

from sqlalchemy import Connection

from models.acts import Decision
from models.commands import Command
from models.errors import NotFound
from models.events import By
from models.values import Instant, ProgrammeId, Stream
from rules.deciding import decide
from storage.matters import is_programme
from storage.register import known_at, offset_of


@dataclass(frozen=True)
class Question:
    """What would this command do to this stream now? `now` is the machine's clock."""

    programme: ProgrammeId
    stream: Stream
    command: Command
    now: Instant
    by: By
    happened: Instant | None


def decision_on(connection: Connection, question: Question) -> Decision:
    """Raises NotFound for a programme that does not exist."""
    programme = question.programme
    if not is_programme(connection, programme):
        raise NotFound("unknown-programme")
    at = question.now + offset_of(connection, programme)
    known = known_at(connection, programme, at, question.by, question.happened)
    return decide(known, question.stream, question.command)
