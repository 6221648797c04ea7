"""Apologies for a meeting, given and taken back, and what its quorum then lacks (G39)."""

from models.acts import Decision, Entry, Refused
from models.commands import GiveApologies, WithdrawApologies
from models.meeting_events import ApologiesGiven, ApologiesWithdrawn
from models.values import Stream
from rules.expecting import Coming
from rules.known import Known
from rules.meeting import to_come
from rules.refusals import refused, refused_having


def give_apologies(known: Known, stream: Stream, command: GiveApologies) -> Decision:
    """The quorum to be expected is worked out at once, so that nobody learns it in the room (G39)."""
    meeting = to_come(known, stream)
    if isinstance(meeting, Refused):
        return meeting
    body_id = command.seat.split("/")[0]
    if body_id not in meeting.bodies or known.definition.seat(command.seat) is None:
        return refused_having("unknown-seat", command.seat)
    if command.seat in meeting.apologies:
        return ()
    absent = (*meeting.apologies, command.seat)
    coming = Coming(known, meeting, known.body(body_id), absent)
    given = ApologiesGiven(seat=command.seat, missing=coming.lacks(), items=coming.lacks_more())
    return (Entry(stream, given, known.happened),)


def withdraw_apologies(known: Known, stream: Stream, command: WithdrawApologies) -> Decision:
    """A member comes after all: what the quorum still lacks is worked out anew (G39)."""
    meeting = to_come(known, stream)
    if isinstance(meeting, Refused):
        return meeting
    if command.seat not in meeting.apologies:
        return refused("no-apologies")
    body = known.body(command.seat.split("/")[0])
    others = tuple(seat for seat in meeting.apologies if seat != command.seat)
    before = Coming(known, meeting, body, meeting.apologies)
    after = Coming(known, meeting, body, others)
    missing, items = after.lacks(), after.lacks_more()
    withdrawn = ApologiesWithdrawn(
        seat=command.seat,
        missing=missing,
        items=items,
        restored=bool(before.lacks() or before.lacks_more()) and not (missing or items),
    )
    return (Entry(stream, withdrawn, known.happened),)
