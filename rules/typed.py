"""Whether the same was said again: words have a salt of their own each time, and are compared as typed."""

from models.dates import When
from models.values import Text
from rules.known import Known


def is_typed_again(known: Known, kept: Text | None, given: Text | None) -> bool:
    if kept is None or given is None:
        return kept is given
    return kept.digest == given.digest or known.typed.get(kept.digest) == given.words


def is_said_again(known: Known, kept: When | None, given: When | None) -> bool:
    """The same day or window, in the same words."""
    if kept is None or given is None:
        return kept is given
    days = (kept.earliest, kept.latest, kept.is_standing) == (given.earliest, given.latest, given.is_standing)
    return days and is_typed_again(known, kept.words, given.words)
