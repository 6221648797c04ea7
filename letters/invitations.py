"""A meeting as an entry for the reader's diary, in iCalendar (RFC 5545 and 5546): pure."""

from datetime import UTC, datetime

from models.letters import Correspondent, DiaryEntry, Invitation
from models.values import LONDON

LASTS = "PT2H"
"""Nobody fixes when a meeting ends; an entry without a length would hide among the others of its day."""

_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZNAME:BST
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE""".splitlines()
"""London's clocks since 1996, said by rule: some programs know no zones, and lists of years run out."""

_LINE_AT_MOST = 75
"""Octets; a longer line goes on in the next, behind a blank."""


def diary_entry(
    invitation: Invitation, organiser: Correspondent, reader: Correspondent, written: datetime
) -> DiaryEntry:
    """An entry that replaces any the reader has of the same meeting, or takes it away. It asks for no reply:
    whoever cannot come tells the secretary, as the letter says.
    """
    method, status = ("CANCEL", "CANCELLED") if invitation.is_cancelled else ("REQUEST", "CONFIRMED")
    place = [f"LOCATION:{_text(invitation.place)}"] if invitation.place else []
    lines = [
        *("BEGIN:VCALENDAR", "PRODID:-//Quorate//Meetings//EN", "VERSION:2.0", f"METHOD:{method}"),
        *_ZONE,
        "BEGIN:VEVENT",
        f"UID:{invitation.uid}",
        f"SEQUENCE:{invitation.sequence}",
        f"DTSTAMP:{written.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"ORGANIZER;CN={_name(organiser)}:mailto:{organiser.address}",
        f"ATTENDEE;CN={_name(reader)};ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:{reader.address}",
        f"SUMMARY:{_text(invitation.title)}",
        *place,
        f"DTSTART;TZID=Europe/London:{invitation.starts.astimezone(LONDON):%Y%m%dT%H%M%S}",
        f"DURATION:{LASTS}",
        f"STATUS:{status}",
        *("END:VEVENT", "END:VCALENDAR"),
    ]
    return DiaryEntry(method=method, text="".join(f"{_folded(line)}\r\n" for line in lines))


def _text(words: str) -> str:
    for mark in "\\;,":
        words = words.replace(mark, f"\\{mark}")
    return words


def _name(correspondent: Correspondent) -> str:
    """A name between quotation marks may hold anything but them."""
    return '"' + correspondent.title.replace('"', "'") + '"'


def _folded(line: str) -> str:
    """Never in the middle of a letter that takes several octets."""
    pieces, room = [""], _LINE_AT_MOST
    for each in line:
        size = len(each.encode())
        if size > room:
            pieces.append("")
            room = _LINE_AT_MOST - 1
        pieces[-1] += each
        room -= size
    return "\r\n ".join(pieces)
