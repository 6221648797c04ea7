"""A meeting as an entry for the reader's diary, in iCalendar (RFC 5545 and 5546): pure."""

from datetime import datetime

from models.diary import DiaryEntry
from models.icalendar import calendar, event
from models.letters import Correspondent, Invitation


def diary_entry(
    invitation: Invitation, organiser: Correspondent, reader: Correspondent, written: datetime
) -> DiaryEntry:
    """An entry that replaces any the reader has of the same meeting, or takes it away. Its organiser is the
    address that reads answers; one that declines is taken as apologies.
    """
    method, asks = ("CANCEL", "FALSE") if invitation.is_cancelled else ("REQUEST", "TRUE")
    between = (
        f"ORGANIZER;CN={_name(organiser)}:mailto:{invitation.answers_to or organiser.address}",
        f"ATTENDEE;CN={_name(reader)};ROLE=REQ-PARTICIPANT;RSVP={asks}:mailto:{reader.address}",
    )
    return DiaryEntry(method=method, text=calendar(event(invitation, written, between), method))


def _name(correspondent: Correspondent) -> str:
    """A name between quotation marks may hold anything but them."""
    return '"' + correspondent.title.replace('"', "'") + '"'
