"""Putting an item on the agenda of a meeting, in time or as a late item (G22)."""

from models.acts import Decision, Entry, Refused
from models.approval import Approval
from models.commands import PutOnAgenda
from models.events import MeetingFixed
from models.meeting import Meeting
from models.meeting_events import ItemPutOnAgenda
from models.values import BodyId, Procedure, Stream, Text
from rules.agenda import asked_through, sign_off_stream, taken_off
from rules.calendar import in_words, last_day_before
from rules.known import Known
from rules.meeting import to_come
from rules.ratifying import put_to_meeting, ratifications_owed
from rules.refusals import refused, refused_having

OUT_OF_MEETING = frozenset({Procedure.WRITTEN, Procedure.NOTICE})
"""What is answered between meetings, whatever else a body decides at them."""


def put_on_agenda(known: Known, stream: Stream, command: PutOnAgenda) -> Decision:
    """An item is put on for each body that is asked and has not decided, or has yet to ratify what its chair
    did; it leaves the meeting it was on. Once the papers are due it is a late item, taken only on the chair's
    opinion of special circumstances, which is on the record.
    """
    meeting = to_come(known, stream)
    if isinstance(meeting, Refused):
        return meeting
    approval = known.approval(command.matter)
    if approval is None:
        return refused("no-such-matter")
    entries: list[Entry] = []
    for body in dict.fromkeys(command.bodies):
        put = _put_on(known, meeting, approval, body, command.special_circumstances)
        if isinstance(put, Refused):
            return put
        entries += put
    return tuple(entries)


def _put_on(
    known: Known, meeting: Meeting, approval: Approval, body: BodyId, special: Text | None
) -> list[Entry] | Refused:
    asked = asked_through(approval, body)
    if asked is None:
        return refused("not-on-agenda")
    if body not in meeting.bodies:
        return refused("not-in-meeting")
    sign_off = known.sign_off(sign_off_stream(approval, asked.body))
    is_before_it = sign_off is not None and sign_off.is_open and sign_off.procedure not in OUT_OF_MEETING
    owed = ratifications_owed(known, approval, body)
    to_ratify = [entry for each in owed for entry in put_to_meeting(known, meeting, each, body)]
    if owed and not is_before_it:
        return to_ratify
    if sign_off is None or not sign_off.is_open:
        return refused("item-closed")
    if not is_before_it:
        return refused("decides-otherwise")
    if special is None and (refusal := _refuses_late(known, meeting, body)):
        return refusal
    item = ItemPutOnAgenda(matter=approval.matter, bodies=(body,), special_circumstances=special)
    return [
        Entry(meeting.stream, item, known.happened),
        *taken_off(known, (approval, asked), leaving_alone=meeting.meeting),
        Entry(sign_off.stream, MeetingFixed(meeting=meeting.meeting, starts=meeting.starts)),
        *to_ratify,
    ]


def _refuses_late(known: Known, meeting: Meeting, body: BodyId) -> Refused | None:
    due = meeting.papers_due.get(body)
    if due is None or known.happened < due or meeting.was_adjourned:
        return None
    return refused_having("late-item", in_words(last_day_before(due)))
