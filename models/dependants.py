"""How what waits for a post stands."""

from datetime import date
from enum import StrEnum

from models.values import Slug, Value


class Waiting(StrEnum):
    READY = "ready"
    WAITING = "waiting"
    """A round is open that may fill the post."""
    BLOCKED = "blocked"
    AT_RISK = "at-risk"
    """Somebody holds the post, and only a permanent holder would do."""


class DependantStands(Value):
    dependant: Slug
    title: str
    waiting: Waiting
    since: date | None = None
