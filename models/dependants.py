"""How what waits for a post stands."""

from datetime import date
from enum import StrEnum

from models.values import Slug, Value


class Waiting(StrEnum):
    READY = "ready"
    WAITING = "waiting"
    """A round is open that may fill the post, or somebody has been chosen who has still to begin."""
    BLOCKED = "blocked"
    AT_RISK = "at-risk"
    """Somebody holds the post, and only a permanent holder would do."""


class DependantStands(Value):
    dependant: Slug
    title: str
    waiting: Waiting
    since: date | None = None
    missed: date | None = None
    """Its day, where that has passed and it was not ready on it."""
    is_chosen: bool = False
    """Whether it waits for somebody who has been chosen."""
