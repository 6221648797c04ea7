"""What publication waits for, said so that a board could hear it read aloud."""

from enum import StrEnum

from pydantic import computed_field

from models.values import BodyId, Instant, Value, VersionLabel


class Awaits(StrEnum):
    BODY = "body"
    EFFECT = "effect"
    """A body's decision may still be called in, or is (G49)."""
    CONDITION = "condition"
    WINDOW = "window"
    """A body told of an amendment may still object."""
    OBJECTION = "objection"
    RATIFICATION = "ratification"
    """Shown, and never waited for: a chair's action counts while its body has yet to ratify it (G42)."""
    EXCEPTION = "exception"
    """Shown as well: a body would not ratify what its chair did."""
    QUESTION = "question"
    """Shown as well: a body asked about the text it was told of, and has had no answer."""
    HOLD = "hold"
    BARRED = "barred"


class Awaited(Value):
    what: Awaits
    body: BodyId | None = None
    until: Instant | None = None
    """When it ends by itself, if it does."""
    words: str


class Gate(Value):
    version: VersionLabel
    waits_for: tuple[Awaited, ...]
    pending: tuple[Awaited, ...] = ()
    """What is still open and keeps nothing shut: ratifications of what chairs decided."""
    since: Instant | None = None
    """The instant from which nothing was awaited any more."""
    without: tuple[str, ...] = ()
    """Bodies it goes ahead without, by whose decision and against what, so that none of it is hidden."""

    @computed_field  # type: ignore[prop-decorator]  # pydantic's own way to tell a property to programs
    @property
    def is_open(self) -> bool:
        return not self.waits_for
