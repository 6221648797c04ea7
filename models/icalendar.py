"""Meetings in iCalendar (RFC 5545): what an entry in a letter and a whole subscribed calendar write alike."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from models.letters import Invitation
from models.values import LONDON, MeetingId, ProgrammeId, Sha256, digest_of

LASTS = "PT2H"
"""Nobody fixes when a meeting ends; an entry without a length would hide among the others of its day."""

ZONE = """\
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


def uid_of(programme: ProgrammeId, meeting: MeetingId) -> Sha256:
    """The same in every letter about a meeting and in every calendar that has it."""
    return digest_of("meeting", programme, meeting)


def event(invitation: Invitation, written: datetime, between: Sequence[str] = ()) -> list[str]:
    """`between` says who invites whom; a subscribed calendar says nothing of it."""
    place = [f"LOCATION:{text(invitation.place)}"] if invitation.place else []
    return [
        "BEGIN:VEVENT",
        f"UID:{invitation.uid}",
        f"SEQUENCE:{invitation.sequence}",
        f"DTSTAMP:{written.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        *between,
        f"SUMMARY:{text(invitation.title)}",
        *place,
        f"DTSTART;TZID=Europe/London:{invitation.starts.astimezone(LONDON):%Y%m%dT%H%M%S}",
        f"DURATION:{LASTS}",
        f"STATUS:{'CANCELLED' if invitation.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def calendar(events: Iterable[str], method: str = "") -> str:
    """A calendar somebody subscribes to has no method."""
    lines = [
        *("BEGIN:VCALENDAR", "PRODID:-//Quorate//Meetings//EN", "VERSION:2.0"),
        *([f"METHOD:{method}"] if method else []),
        *ZONE,
        *events,
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def text(words: str) -> str:
    for mark in "\\;,":
        words = words.replace(mark, f"\\{mark}")
    return words


def folded(line: str) -> str:
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
