"""Mail that came back, read from files: which of it reports on a letter, and what it says."""

import mailbox
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from pathlib import Path

from models.values import Value
from rules.bounces import Report

_STATUS = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}")
_MBOX = b"From "
_ADDRESSED = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "Return-Path")
"""Headers in which mail servers keep the address that a report was sent to."""


class Returned(Value):
    """A report of a mail server on one letter."""

    headers: tuple[str, ...]
    """In one of these stands the return address of the letter."""
    reports: tuple[Report, ...]

    @property
    def status(self) -> str:
        """The first status that says what is wrong; empty where none does."""
        return next((each.status for each in self.reports if each.status), "")


def messages_in(path: Path) -> Iterator[bytes]:
    """Of one message in a file, of an mbox, of a maildir, or of a folder of files. Nothing is changed."""
    if not path.is_dir():
        yield from _in_file(path)
    elif (path / "new").is_dir() and (path / "cur").is_dir():
        for folder in (path / "new", path / "cur"):
            yield from _in_folder(folder)
    else:
        yield from _in_folder(path)


def _in_folder(folder: Path) -> Iterator[bytes]:
    for each in sorted(folder.iterdir()):
        if each.is_file() and not each.name.startswith("."):
            yield from _in_file(each)


def _in_file(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        is_mbox = file.read(len(_MBOX)) == _MBOX
    if not is_mbox:
        yield path.read_bytes()
        return
    box = mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            yield box.get_bytes(key)
    finally:
        box.close()


def returned_in(raw: bytes) -> Returned | None:
    """None for mail that is no report on delivery: a holiday notice, another robot, a person."""
    # The older policy: it reads headers as they are, where the newer one may stumble over a broken one.
    message = message_from_bytes(raw, policy=policy.compat32)
    if message.get_content_type() != "multipart/report" or not message.is_multipart():
        return None
    reports = tuple(report for part in message.walk() for report in _reports(part))
    return Returned(headers=addressed_in(message), reports=reports) if reports else None


def addressed_in(message: Message) -> tuple[str, ...]:
    """Headers that may hold a return address."""
    return tuple(_addressed(message))


def _reports(part: Message) -> Iterator[Report]:
    """The first block speaks of the message, each further one of a recipient."""
    if part.get_content_type() != "message/delivery-status" or not part.is_multipart():
        return
    for block in part.get_payload():
        if isinstance(block, Message) and (block["Action"] or block["Status"]):
            found = _STATUS.search(str(block["Status"] or ""))
            yield Report(action=str(block["Action"] or ""), status=found[0] if found else "")


def _addressed(message: Message) -> Iterator[str]:
    """Of the report itself and of the letter enclosed with it, whole or only its headers."""
    for part in message.walk():
        for name in _ADDRESSED:
            yield from (str(each) for each in part.get_all(name, []))
        if part.get_content_type() == "text/rfc822-headers":
            yield from str(part.get_payload()).splitlines()
