"""An act: what is sent, what a rule decides, what the caller is told."""

from dataclasses import dataclass

from models.commands import AnyCommand
from models.events import By, Event
from models.values import Instant, Slug, Stream, Value, digest_of


@dataclass(frozen=True)
class Entry:
    """An event on its way to the ledger. `happened` None means: when it is recorded."""

    stream: Stream
    event: Event
    happened: Instant | None = None


@dataclass(frozen=True)
class Refused:
    """A refusal: a stable code and a sentence a secretary understands."""

    code: str
    words: str


@dataclass(frozen=True)
class NotYet:
    """Nothing is due before this instant of the programme clock."""

    until: Instant


Decision = tuple[Entry, ...] | Refused | NotYet
"""An empty tuple means: nothing to do, it is already so."""


class Sent(Value):
    """A command's envelope: its id (which covers the content), who sends it, and when what it
    reports happened, if that was before now."""

    id: str
    by: By | None = None
    happened: Instant | None = None


class Acted(Value):
    """What the caller is told, after the commit. The same command id gives the same answer again."""

    accepted: bool
    number: int = 0
    """Of the last line written, or of the ledger's head when nothing was."""
    first: int = 0
    """Of the first line written, where it wrote several; else 0."""
    code: str = ""
    words: str = ""
    not_before: Instant | None = None
    already: bool = False
    """Whether this was so before: a second press, or nothing left to do."""
    made: Slug | None = None
    """The id of what it made, where the record numbers it: a concern, a request for papers."""


class Due(Value):
    """What a workflow does when an instant has come; its id is the same however often it is tried."""

    stream: Stream
    command: AnyCommand

    @property
    def id(self) -> str:
        return digest_of(self.stream, self.command.model_dump_json())
