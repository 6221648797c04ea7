"""A body that ends in mid-round: its approvals are carried to its successor, and what it owed moves there."""

from datetime import time, timedelta

from models.acts import Decision, Entry, NotYet
from models.approval import Approval, fold
from models.commands import Succeed
from models.events import BodySucceeded, Recorded, SignOffWithdrawn
from models.programme import Body, Definition
from models.values import BodyId, Instant, Procedure, Stream, content_hash
from rules.agenda import put_on_next, sign_off_stream, taken_off
from rules.asking import decides_in_meeting, sign_off_opened
from rules.calendar import at_london
from rules.known import Known
from rules.ratifying import ratifications_succeeded


def succession_due(approval: Approval, definition: Definition) -> Succeed | None:
    """The next body of the route to be succeeded, at the first moment of the day after its last."""
    coming = [
        Succeed(body=body.id, due=begins)
        for body in definition.bodies
        if body.id in _concerned(approval)
        and body.id not in approval.succeeded
        and (begins := _successor_begins(body)) is not None
    ]
    return min(coming, key=lambda each: (each.due, each.body), default=None)


def succeed(known: Known, stream: Stream, command: Succeed) -> Decision:
    """Approvals are carried with their origin kept. What the body had not yet given is asked of the one
    that took its place, under that one's own rules.
    """
    approval = known.approval(stream.split("/")[1])
    if approval is None or not approval.is_running or command.body in approval.succeeded:
        return ()
    body = known.definition.body(command.body)
    if body is None or body.succeeded_by is None or _successor_begins(body) != command.due:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    successor = known.body(body.succeeded_by)
    event = BodySucceeded(
        body=body.id,
        successor=successor.id,
        rule_set=content_hash(known.definition.rules_of(successor)),
    )
    owed = ratifications_succeeded(known, approval, body.id, successor.id, command.due)
    return (Entry(stream, event, command.due), *_moved(known, approval, event, command.due), *owed)


def _concerned(approval: Approval) -> frozenset[BodyId]:
    return frozenset(approval.holder(body) for body in approval.bodies)


def _successor_begins(body: Body) -> Instant | None:
    if body.until is None or body.succeeded_by is None:
        return None
    return at_london(body.until + timedelta(days=1), time(0, 0))


def _moved(known: Known, approval: Approval, event: BodySucceeded, at: Instant) -> list[Entry]:
    """What was being asked of the body when it ended is asked of its successor, once for all it inherits."""
    asked, owed = approval.asked(event.body), known.sign_off(sign_off_stream(approval, event.body))
    if asked is None or owed is None or not owed.is_open:
        return []
    line = Recorded(number=0, stream=f"approval/{approval.matter}", event=event, happened=at, recorded=at)
    inherited = fold(approval, line)
    entries = [Entry(owed.stream, SignOffWithdrawn(), at), *taken_off(known, (approval, asked))]
    if known.sign_off(sign_off_stream(inherited, event.successor)) is not None:
        return entries
    by = Procedure.NOTICE if owed.procedure is Procedure.NOTICE else asked.by
    moved = asked.model_copy(update={"body": event.successor, "by": by})
    entries.append(sign_off_opened(known, inherited, moved))
    if decides_in_meeting(moved):
        entries += put_on_next(known, [(inherited, moved)], known.happened)
    return entries
