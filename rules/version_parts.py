"""Which parts of a document a version changed, by their hashes."""

from models.approval import Approval
from models.comparing import PartChange, PartCompared, Since
from models.programme import Document, Part, Version
from models.values import VersionLabel


def by_hash(before: Version, after: Version) -> tuple[PartCompared, ...]:
    """The parts of the later version in its order, then those that it has no more."""
    old = {part.id: part for part in before.parts}
    new = {part.id: part for part in after.parts}
    return (
        *(_compared(old.get(part.id), part) for part in after.parts),
        *(_compared(part, None) for part in before.parts if part.id not in new),
    )


def since(approval: Approval, document: Document | None, version: VersionLabel) -> Since | None:
    """What changed from the version put to bodies before this one. None for the first."""
    earlier = approval.versions[: approval.versions.index(version)] if version in approval.versions else ()
    versions = {each.label: each for each in document.versions} if document else {}
    if not earlier or earlier[-1] not in versions or version not in versions:
        return None
    parts = by_hash(versions[earlier[-1]], versions[version])
    return Since(before=earlier[-1], after=version, parts=parts)


def _compared(before: Part | None, after: Part | None) -> PartCompared:
    named = after or before
    if named is None:
        raise LookupError
    if before is None or after is None:
        how = PartChange.ADDED if before is None else PartChange.REMOVED
    else:
        how = PartChange.UNCHANGED if before.sha256 == after.sha256 else PartChange.CHANGED
    return PartCompared(
        part=named.id,
        title=named.title,
        how=how,
        before=before.sha256 if before else None,
        after=after.sha256 if after else None,
    )
