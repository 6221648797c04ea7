"""An entry for a diary read as a mail program reads it: unfolded, by name, its zone taken at its word."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage

_SUNDAY = 6


@dataclass(frozen=True)
class Entry:
    """What one calendar part says."""

    method: str
    parameter: str
    """The method as the part's own header says it."""
    lines: tuple[str, ...]

    def __getitem__(self, name: str) -> str:
        (found,) = [line for line in self._event() if re.match(rf"{name}[:;]", line)]
        return found.partition(":")[2]

    def has(self, name: str) -> bool:
        return any(re.match(rf"{name}[:;]", line) for line in self._event())

    def _event(self) -> tuple[str, ...]:
        return self.lines[self.lines.index("BEGIN:VEVENT") : self.lines.index("END:VEVENT")]


def entry_in(message: EmailMessage) -> Entry | None:
    """The calendar part, which must stand among the alternatives."""
    assert message.get_content_type() == "multipart/alternative" or not message.is_multipart()
    found = [part for part in message.iter_parts() if part.get_content_type() == "text/calendar"]
    if not found:
        return None
    (part,) = found
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    lines = unfolded(raw)
    (method,) = [line.partition(":")[2] for line in lines if line.startswith("METHOD:")]
    return Entry(method=method, parameter=str(part.get_param("method")), lines=lines)


def unfolded(raw: bytes) -> tuple[str, ...]:
    """Each line whole again. Every one must end as the standard says, and none may be too long."""
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    return tuple(raw.replace(b"\r\n ", b"").decode().split("\r\n")[:-1])


def offset_said(lines: tuple[str, ...], at: datetime) -> timedelta:
    """What the entry's own zone says of an instant, by its yearly rules."""
    changes = [change for year in range(at.year - 1, at.year + 1) for change in _changes(lines, year)]
    return max((each for each in changes if each[0] <= at), key=lambda each: each[0])[1]


def _changes(lines: tuple[str, ...], year: int) -> list[tuple[datetime, timedelta]]:
    found = []
    for name in ("DAYLIGHT", "STANDARD"):
        part = lines[lines.index(f"BEGIN:{name}") : lines.index(f"END:{name}")]
        said = dict(line.split(":", 1) for line in part)
        month = re.fullmatch(r"FREQ=YEARLY;BYMONTH=(\d+);BYDAY=-1SU", said["RRULE"])
        assert month
        day = date(year, int(month[1]), 31)
        day -= timedelta(days=(day.weekday() - _SUNDAY) % 7)
        hour = datetime.strptime(said["DTSTART"], "%Y%m%dT%H%M%S").replace(tzinfo=UTC).hour
        began = datetime(day.year, day.month, day.day, hour, tzinfo=UTC) - _offset(said["TZOFFSETFROM"])
        found.append((began, _offset(said["TZOFFSETTO"])))
    return found


def _offset(said: str) -> timedelta:
    sign = -1 if said[0] == "-" else 1
    return sign * timedelta(hours=int(said[1:3]), minutes=int(said[3:]))
