"""Why a body stands where it does, as the ledger tells it: printable as the record of its decision (G48)."""

from datetime import date

from models.gate import Gate
from models.values import BodyId, Instant, MatterId, Sha256, Standing, Text, Value, VersionLabel


class Told(Value):
    """One thing that happened, in its order. `words` name nobody; what was typed stays a digest."""

    happened: Instant
    number: int
    """The line of the ledger that says so."""
    words: str
    quoted: Text | None = None
    unnamed: str = ""
    """Of what is about one member: what everybody may read in its place, without whose it is."""


class Stated(Value):
    """One line of the record of a decision."""

    words: str = ""
    quoted: Text | None = None
    is_for_the_desk: bool = False
    """Whether everybody else reads it without what is quoted, and not at all where that is all it says."""


class Section(Value):
    title: str
    said: tuple[Stated, ...]


class NoticeExplained(Value):
    """An amendment the body was told of, and may object to until then."""

    version: VersionLabel
    told: Instant
    until: Instant
    standing: Standing


class Origin(Value):
    """A body whose place another has taken, and what it had given: an approval keeps where it comes from."""

    body: BodyId
    name: str
    standing: Standing | None = None
    """None where it had not decided."""
    version: VersionLabel | None = None
    decided: Instant | None = None


class Earlier(Value):
    """What a body had decided before it was asked again."""

    version: VersionLabel
    asked: Instant
    decided: Instant
    standing: Standing


class BodyExplained(Value):
    matter: MatterId
    body: BodyId
    name: str = ""
    version: VersionLabel
    content_hash: Sha256
    standing: Standing
    """On that version. Silence on an amendment never changes it (G58)."""
    is_given: bool
    """Whether it has given what it was asked for."""
    answer: str
    """Why, or why not yet, in a sentence."""
    asked: Instant
    decided: Instant | None = None
    recorded: Instant | None = None
    notice: NoticeExplained | None = None
    earlier: tuple[Earlier, ...] = ()
    """What it had decided before it was asked again, the first first."""
    holds_for: tuple[Origin, ...] = ()
    """The bodies whose place it has taken."""
    carried: Instant | None = None
    """Since when it holds what they gave, where it was not asked itself."""
    record: tuple[Section, ...]
    """Of the decision, in the order in which it is printed."""
    story: tuple[Told, ...]


class MatterExplained(Value):
    matter: MatterId
    title: str = ""
    version: VersionLabel
    as_of: Instant
    """What the programme's clock showed."""
    answer: str
    hangs_on: tuple[str, ...]
    gate: Gate
    published: date | None = None
    """The day on which the version under decision was published."""
    bodies: tuple[BodyExplained, ...]
    story: tuple[Told, ...] = ()
    """What happened to the matter as a whole."""
