"""Letters the mail catcher of a practice copy kept, one file each: listed by name, newest first."""

import re
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

from models.errors import NotFound
from models.values import Value

NAME = re.compile(r"^[0-9]{8}T[0-9]{6}\.[0-9]{6}Z-[0-9a-f]{8}\.eml$")


class CaughtLine(Value):
    file: str
    to: str
    """The title of the role it went to."""
    subject: str
    written: datetime | None


class CaughtPage(Value):
    letters: tuple[CaughtLine, ...]
    has_older: bool


class CaughtLetter(CaughtLine):
    text: str
    html: str


def page(folder: Path, number: int, size: int) -> CaughtPage:
    """The page of that number, from 1; a folder that is not there yet holds nothing."""
    names = sorted((each.name for each in folder.glob("*.eml") if NAME.match(each.name)), reverse=True)
    first = (number - 1) * size
    shown = [_line(folder, name) for name in names[first : first + size]]
    return CaughtPage(letters=tuple(shown), has_older=len(names) > first + size)


def letter(folder: Path, name: str) -> CaughtLetter:
    """Raises NotFound for a name the catcher would not give, or of no letter."""
    path = folder / name
    if not NAME.match(name) or not path.is_file():
        raise NotFound("no-such-letter", "There is no letter of that name in the outbox.")
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    line = _described(name, message)
    return CaughtLetter(text=_part(message, "plain"), html=_part(message, "html"), **line.model_dump())


def _line(folder: Path, name: str) -> CaughtLine:
    with (folder / name).open("rb") as file:
        return _described(name, BytesHeaderParser(policy=policy.default).parse(file))


def _described(name: str, message: EmailMessage) -> CaughtLine:
    to = [title or address for title, address in getaddresses([str(message["To"] or "")])]
    return CaughtLine(
        file=name,
        to=", ".join(to) or "Nobody named",
        subject=str(message["Subject"] or "(no subject)"),
        written=_date(message),
    )


def _date(message: EmailMessage) -> datetime | None:
    try:
        written = parsedate_to_datetime(str(message["Date"]))
    except ValueError:
        return None
    return written if written.tzinfo else None


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    return str(body.get_content()) if body is not None else ""
