"""What a reader's diary answered to an invitation, read from mail: RFC 5546's REPLY."""

import re
from email import message_from_bytes, policy
from email.message import Message
from enum import StrEnum

from models.values import Value
from services.returned_mail import addressed_in

_ATTENDEE = re.compile(r'ATTENDEE((?:;[^=;:]+=(?:"[^"]*"|[^;:"])*)*):mailto:(.+)', re.IGNORECASE)
_PARTSTAT = re.compile(r';PARTSTAT="?([A-Z-]+)', re.IGNORECASE)
_STAMP = re.compile(r"[0-9]{8}T[0-9]{6}Z")
_NUMBER = re.compile(r"[0-9]{1,9}")


class Says(StrEnum):
    """What becomes something here; all else that diaries say does not."""

    DECLINED = "DECLINED"
    ACCEPTED = "ACCEPTED"
    TENTATIVE = "TENTATIVE"


class Reply(Value):
    """One person's answer to one entry."""

    headers: tuple[str, ...]
    """In one of these stands the return address that the invitation named as its organiser."""
    uid: str
    sequence: int
    """Which day of the meeting it answers: a later one has a higher number."""
    attendee: str
    says: Says | None
    stamp: str = ""
    """When it was given, as `20200402T090000Z`: of one person's answers the last counts. Empty if unsaid."""


def reply_in(raw: bytes) -> Reply | None:
    """None for mail that answers no invitation, or several at once, or for several people."""
    message = message_from_bytes(raw, policy=policy.compat32)
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    lines = _lines(parts[0]) if parts else []
    if "METHOD:REPLY" not in (line.upper() for line in lines):
        return None
    uid, sequence, attendees = _said(lines, "UID"), _said(lines, "SEQUENCE"), _attendees(lines)
    if len(uid) != 1 or len(attendees) != 1 or len(sequence) > 1:
        return None
    (said,) = attendees
    answered = _PARTSTAT.search(re.sub(r'CN="[^"]*"', "", said[1], flags=re.IGNORECASE))
    word = answered[1].upper() if answered else ""
    return Reply(
        headers=addressed_in(message),
        uid=uid[0],
        sequence=int(sequence[0]) if sequence and _NUMBER.fullmatch(sequence[0]) else 0,
        attendee=said[2].strip(),
        says=Says(word) if word in set(Says) else None,
        stamp=next(filter(_STAMP.fullmatch, _said(lines, "DTSTAMP")), ""),
    )


def _lines(part: Message) -> list[str]:
    """Each whole again, however the program that wrote it ends them."""
    content = part.get_payload(decode=True)
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
    return re.sub(r"\r?\n[ \t]", "", text).splitlines()


def _said(lines: list[str], name: str) -> list[str]:
    """What stands behind a name in all of the part."""
    pattern = re.compile(rf"{name}(?:;[^:]*)?:(.*)", re.IGNORECASE)
    return [found[1].strip() for line in lines if (found := pattern.fullmatch(line))]


def _attendees(lines: list[str]) -> list[re.Match[str]]:
    return [found for line in lines if (found := _ATTENDEE.fullmatch(line))]
