"""What publication waits for, said so that a board could hear it read aloud."""

from enum import StrEnum

from pydantic import computed_field

from models.values import BodyId, Instant, Value, VersionLabel


class Awaits(StrEnum):
    BODY = "body"
    CONDITION = "condition"
    WINDOW = "window"
    """A body told of an amendment may still object."""
    OBJECTION = "objection"
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
    since: Instant | None = None
    """The instant from which nothing was awaited any more."""

    @computed_field  # type: ignore[prop-decorator]  # pydantic's own way to tell a property to programs
    @property
    def is_open(self) -> bool:
        return not self.waits_for
