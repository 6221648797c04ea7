"""Two versions of a document side by side: which parts changed, and in which words."""

from enum import StrEnum

from models.values import Sha256, Slug, Value, VersionLabel


class Kept(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


class Run(Value):
    """Words next to each other that fared alike."""

    words: str
    how: Kept


class Change(Value):
    """One place where the text differs, with a few words round it. Pages count from 1; None where the text of
    a kind that has none, or where nothing stands on that side.
    """

    before_page: int | None = None
    after_page: int | None = None
    runs: tuple[Run, ...]


class Differences(Value):
    """What could be told of two texts. `trouble` says why nothing could."""

    changes: tuple[Change, ...] = ()
    left_out: int = 0
    """Further changes, beyond those told."""
    trouble: str = ""


class PartChange(StrEnum):
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class PartCompared(Value):
    """One part of the two versions, by its id. A hash is None where the version has no such part."""

    part: Slug
    title: str
    how: PartChange
    before: Sha256 | None = None
    after: Sha256 | None = None
    differences: Differences = Differences()


class VersionsCompared(Value):
    document: str
    before: VersionLabel
    after: VersionLabel
    before_hash: Sha256 | None
    after_hash: Sha256 | None
    reason: str = ""
    """Why the later one was issued, in the words given."""
    parts: tuple[PartCompared, ...]


class Since(Value):
    """What a reader is told a version changed, by the hashes of its parts alone."""

    before: VersionLabel
    after: VersionLabel
    parts: tuple[PartCompared, ...]
