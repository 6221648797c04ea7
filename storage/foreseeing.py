"""Asking the rules without acting, in one view and written nowhere: what a command would do, when it ends."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from models.acts import Decision, Refused
from models.approval import Approval
from models.commands import CallMeeting, Command
from models.errors import Malformed, NotFound
from models.events import By
from models.explaining import BodyExplained, Told
from models.forecasting import Forecast, Supposed
from models.gate import Gate
from models.programme import Definition
from models.streams import of_meeting
from models.urgency import RungFound
from models.values import BodyId, Instant, MatterId, ProgrammeId, Stream
from rules.calendar import at_london
from rules.deciding import decide
from rules.explain import explained, what_happened
from rules.forecast import forecast, supposing
from rules.gate import gate
from rules.known import Known
from rules.urgency import ladder
from storage.as_it_stood import known_as_it_stood
from storage.lines import lines_about
from storage.matters import is_programme
from storage.register import known_at, offset_of


@dataclass(frozen=True)
class MatterTold:
    definition: Definition
    approval: Approval
    gate: Gate
    bodies: tuple[BodyExplained, ...]
    story: tuple[Told, ...]


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


def ways_left(
    connection: Connection, programme: ProgrammeId, at: Instant, stream: Stream, needed_by: date
) -> tuple[RungFound, ...]:
    """Raises NotFound for a sign-off that was not opened."""
    known = known_at(connection, programme, at)
    sign_off = known.sign_off(stream)
    if sign_off is None:
        raise NotFound("no-such-sign-off")
    return ladder(known, sign_off, needed_by)


def told_of(
    connection: Connection, programme: ProgrammeId, at: Instant, matter: MatterId
) -> MatterTold | None:
    """What an explanation is made from: the lines, and what they hang on now."""
    known = known_at(connection, programme, at)
    approval = known.approval(matter)
    if approval is None:
        return None
    lines = lines_about(connection, programme, matter)
    told = tuple(
        explained(body, lines, known.definition, known.rule_sets, is_given=all(map(approval.has_given, held)))
        for body in _with_holders(approval)
        for held in [approval.held_by(body) or (body,)]
    )
    return MatterTold(
        definition=known.definition,
        approval=approval,
        gate=gate(known, approval),
        bodies=tuple(each for each in told if each),
        story=what_happened(lines, known.definition),
    )


def _with_holders(approval: Approval) -> tuple[BodyId, ...]:
    """Every body of the route, and one that took the place of some after the last of those."""
    last = {approval.holder(body): body for body in approval.bodies}
    after = {body: holder for holder, body in last.items() if holder not in approval.bodies}
    return tuple(each for body in approval.bodies for each in (body, after.get(body)) if each)


def foreseen(
    connection: Connection,
    programme: ProgrammeId,
    at: Instant,
    matter: MatterId,
    supposed: Supposed,
) -> Forecast | None:
    """None for a matter that has not been opened. Raises NotFound for a meeting or body that nobody knows,
    and Malformed for a meeting that could not be called.
    """
    return _foreseen(known_at(connection, programme, at), matter, supposed)


def foreseen_then(
    connection: Connection,
    programme: ProgrammeId,
    at: Instant,
    matter: MatterId,
    supposed: Supposed,
) -> Forecast | None:
    """As `foreseen` would have answered at a moment gone by."""
    return _foreseen(known_as_it_stood(connection, programme, at), matter, supposed)


def _foreseen(known: Known, matter: MatterId, supposed: Supposed) -> Forecast | None:
    _must_be_known(known, supposed)
    approval = known.approval(matter)
    if approval is None:
        return None
    for body in supposed.by_chairs_action:
        rules = approval.rule_sets.get(body)
        if rules is not None and known.rule_sets[rules].chairs_action is None:
            said = f"The rules of {body} know no chair's action, so that supposing one changes nothing."
            raise Malformed("no-chairs-action", said)
    return forecast(supposing(known, approval, supposed), approval, supposed.by_chairs_action)


def _must_be_known(known: Known, supposed: Supposed) -> None:
    for meeting in supposed.lost:
        if known.definition.meeting(meeting) is None and known.meeting(meeting) is None:
            raise NotFound("no-such-meeting", f"There is no meeting {meeting} in the calendar to be lost.")
    meeting_then = (body for each in (*supposed.added, *supposed.called) for body in each.bodies)
    for body in (*meeting_then, *supposed.by_chairs_action):
        if known.definition.body(body) is None:
            raise NotFound("unknown-body", f"There is no body {body} that could decide.")
    for each in supposed.called:
        starts = at_london(each.day, each.at)
        calling = CallMeeting(meeting=each.id, bodies=each.bodies, starts=starts)
        refusal = decide(known, of_meeting(each.id), calling)
        if isinstance(refusal, Refused):
            raise Malformed(refusal.code, refusal.words)
