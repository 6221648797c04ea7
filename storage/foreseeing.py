"""Asking the rules without acting, in one view and written nowhere: what a command would do, when it ends."""

from dataclasses import dataclass

from sqlalchemy import Connection

from models.acts import Decision
from models.commands import Command
from models.errors import NotFound
from models.events import By
from models.explaining import BodyExplained
from models.forecasting import Forecast, Supposed
from models.gate import Gate
from models.values import Instant, MatterId, ProgrammeId, Stream
from rules.deciding import decide
from rules.explain import explained
from rules.forecast import forecast, supposing
from rules.gate import gate
from storage.lines import lines_about
from storage.matters import is_programme
from storage.register import known_at, offset_of


@dataclass(frozen=True)
class MatterTold:
    gate: Gate
    is_complete: bool
    bodies: tuple[BodyExplained, ...]


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


def gate_of(connection: Connection, programme: ProgrammeId, at: Instant, matter: MatterId) -> Gate | None:
    """None for a matter that has not been opened."""
    known = known_at(connection, programme, at)
    approval = known.approval(matter)
    return None if approval is None else gate(known, approval)


def told_of(
    connection: Connection, programme: ProgrammeId, at: Instant, matter: MatterId
) -> MatterTold | None:
    """What an explanation is made from: the lines, and what they hang on now."""
    known = known_at(connection, programme, at)
    approval = known.approval(matter)
    if approval is None:
        return None
    lines = lines_about(connection, programme, matter)
    bodies = tuple(dict.fromkeys(approval.holder(body) for body in approval.bodies))
    told = tuple(
        explained(body, lines, known.definition, known.rule_sets, is_given=all(map(approval.has_given, held)))
        for body in dict.fromkeys((*approval.bodies, *bodies))
        for held in [approval.held_by(body) or (body,)]
    )
    return MatterTold(
        gate=gate(known, approval),
        is_complete=approval.is_complete,
        bodies=tuple(each for each in told if each),
    )


def foreseen(
    connection: Connection,
    programme: ProgrammeId,
    at: Instant,
    matter: MatterId,
    supposed: Supposed,
) -> Forecast | None:
    """None for a matter that has not been opened."""
    known = known_at(connection, programme, at)
    approval = known.approval(matter)
    return None if approval is None else forecast(supposing(known, approval, supposed), approval)
