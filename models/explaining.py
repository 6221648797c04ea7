"""Why a body stands where it does, as the ledger tells it: printable as the record of its decision (G48)."""

from models.values import BodyId, Instant, MatterId, Sha256, Standing, Text, Value, VersionLabel


class Told(Value):
    """One thing that happened, in its order. `words` name nobody; what was typed stays a digest."""

    happened: Instant
    number: int
    """The line of the ledger that says so."""
    words: str
    quoted: Text | None = None


class BodyExplained(Value):
    matter: MatterId
    body: BodyId
    version: VersionLabel
    content_hash: Sha256
    standing: Standing
    is_given: bool
    """Whether it has given what it was asked for."""
    answer: str
    """Why, or why not yet, in a sentence."""
    who: tuple[str, ...]
    rule: tuple[str, ...]
    """The rule that applied, in words, with where it comes from."""
    story: tuple[Told, ...]


class MatterExplained(Value):
    matter: MatterId
    answer: str
    hangs_on: tuple[str, ...]
    bodies: tuple[BodyExplained, ...]
