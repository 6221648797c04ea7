"""Return addresses: each letter has its own, so that mail which comes back says which letter it was."""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from models.tables.outbox import letters
from models.values import Value

_HALF = 16
"""Hexadecimal digits of each half of a mark: the whole stays well within the 64 characters that mail
allows before the @, and means the same when a server on the way writes it in capitals."""


class Mark(Value):
    """What stands behind the + of a return address: how the letter's id begins, and a seal over it."""

    begins: str
    seal: str


@dataclass(frozen=True)
class ReturnAddresses:
    """Sealed, so that nobody can make a letter come back who was not written to."""

    address: str
    secret: bytes = field(repr=False)

    def of(self, letter: str) -> str:
        name, _, domain = self.address.rpartition("@")
        return f"{name}+{letter[:_HALF]}{self._seal(letter)}@{domain}"

    def marks_in(self, words: Iterable[str]) -> tuple[Mark, ...]:
        """Of every return address of ours in these headers, each once, in their order."""
        name, _, domain = self.address.rpartition("@")
        half = f"([0-9a-f]{{{_HALF}}})"
        pattern = re.compile(rf"{re.escape(name)}\+{half}{half}@{re.escape(domain)}", re.IGNORECASE)
        found = (each.groups() for line in words for each in pattern.finditer(line))
        marks = (Mark(begins=begins.lower(), seal=seal.lower()) for begins, seal in found)
        return tuple(dict.fromkeys(marks))

    def is_of(self, mark: Mark, letter: str) -> bool:
        return hmac.compare_digest(mark.seal, self._seal(letter))

    def _seal(self, letter: str) -> str:
        return hmac.new(self.secret, f"return {letter}".encode(), hashlib.sha256).hexdigest()[:_HALF]


def letter_marked(connection: Connection, returns: ReturnAddresses, marks: Iterable[Mark]) -> str | None:
    """The letter that was sent under one of these marks."""
    for mark in marks:
        found = connection.scalars(select(letters.c.id).where(letters.c.id.startswith(mark.begins)))
        for letter in found:
            if returns.is_of(mark, letter):
                return str(letter)
    return None
