"""What a letter says of what a new version changed: the parts by their names, and the page that shows all."""

from rules.version_parts import since
from storage.letter_writing import Facts, Writing

HOW = {"changed": "changed", "added": "new", "removed": "left out"}


def page_of_changes(writing: Writing) -> str:
    """Empty for the first version put to bodies."""
    approval = writing.approval
    version = writing.sign_off.version if writing.sign_off else ""
    if approval is None or version not in approval.versions[1:]:
        return ""
    before = approval.versions[approval.versions.index(version) - 1]
    return f"matters/{approval.matter}/changes/{before}/{version}"


def parts_changed(writing: Writing) -> Facts:
    """As the hashes of the parts tell it."""
    approval = writing.approval
    document = writing.known.definition.document(approval.document) if approval else None
    version = writing.sign_off.version if writing.sign_off else ""
    found = since(approval, document, version) if approval else None
    parts = found.parts if found else ()
    return {"lines": tuple(f"{each.title}: {HOW[each.how]}" for each in parts if each.how in HOW)}
