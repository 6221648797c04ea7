"""What came of a rehearsal: its timeline, where each body stands at the end, and what was not as expected."""

from models.post_listings import PostRead
from models.values import Ask, BodyId, Instant, MatterId, ProgrammeId, Standing, Value, VersionLabel


class Unmet(Value):
    """An expectation that does not hold, with the moment it was made at."""

    where: str
    at: Instant
    about: str
    key: str
    expected: str
    found: str


class Happened(Value):
    """One moment of the timeline: what was done, what followed from it or from time alone."""

    id: str
    at: Instant
    words: tuple[str, ...] = ()
    letters: int = 0
    refused: str = ""
    """The code the step was refused with."""


class BodyEnds(Value):
    """Where one body stands at the end; `decided` and `recorded` may be different days."""

    body: BodyId
    code: str
    name: str
    ask: Ask
    standing: Standing | None
    """None while its stage has not opened."""
    words: str
    holds: bool
    version: VersionLabel | None
    decided: Instant | None
    recorded: Instant | None


class MatterEnds(Value):
    matter: MatterId
    title: str
    rows: tuple[BodyEnds, ...]


class Report(Value):
    file: str
    programme: ProgrammeId
    starts: Instant
    ends: Instant
    steps: int
    expectations: int
    letters: int
    seconds: float
    timeline: tuple[Happened, ...]
    matters: tuple[MatterEnds, ...]
    posts: tuple[PostRead, ...] = ()
    """Those that were established."""
    unmet: tuple[Unmet, ...]

    @property
    def is_as_expected(self) -> bool:
        return not self.unmet
