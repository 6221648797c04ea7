"""What a new version of a document changed: part by part by hash, and in words where a file can be read."""

import asyncio
import json
import sys
from collections import OrderedDict
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from models.approval import Approval
from models.comparing import Differences, PartChange, PartCompared, VersionsCompared
from models.errors import NotFound
from models.programme import Document, Version
from models.values import MatterId, ProgrammeId, Sha256, VersionLabel
from rules.refusals import refused
from rules.version_parts import by_hash
from services.house import House
from storage.partnership import file_named
from storage.register import definition_in_force, state_within, words_by_digest

CHECKOUT: Final = Path(__file__).resolve().parents[1]
PATIENCE: Final = 20.0
"""Seconds for one pair of files."""
LARGEST: Final = 25 * 1024 * 1024
KEPT: Final = 256
"""Pairs of files whose differences are remembered: a hash names one content for ever."""
NOT_ENCLOSED: Final = "It is sent on request only, so that its words are not shown here."
TOO_SLOW: Final = "Its words could not be compared in time. Open this page again later."
NOT_READ: Final = "Its words could not be read, so that only the hashes tell what changed."

_known: OrderedDict[tuple[Sha256, Sha256], Differences] = OrderedDict()


async def compare(
    house: House, programme: ProgrammeId, matter: MatterId, before: VersionLabel, after: VersionLabel
) -> VersionsCompared:
    """Raises NotFound for a matter that was not opened and for a version its document does not have."""
    approval, document = await _document(house, programme, matter)
    first, last = _version(document, before), _version(document, after)
    reason = approval.reasons.get(after)
    typed = await house.database.read(words_by_digest, [reason.digest]) if reason else {}
    return VersionsCompared(
        document=document.title,
        before=before,
        after=after,
        before_hash=first.content_hash,
        after_hash=last.content_hash,
        reason=typed.get(reason.digest, "(erased)") if reason else "",
        parts=tuple([await _in_words(house, each, first, last) for each in by_hash(first, last)]),
    )


async def _document(house: House, programme: ProgrammeId, matter: MatterId) -> tuple[Approval, Document]:
    approval = await house.database.read(state_within, programme, f"approval/{matter}")
    definition = await house.database.read(definition_in_force, programme)
    document = definition.document(approval.document) if isinstance(approval, Approval) else None
    if not isinstance(approval, Approval) or document is None:
        raise NotFound("no-such-matter", refused("no-such-matter").words)
    return approval, document


def _version(document: Document, label: VersionLabel) -> Version:
    found = next((each for each in document.versions if each.label == label), None)
    if found is None:
        raise NotFound("unknown-version", f"The document has no version {label}.")
    return found


# --- in words -----------------------------------------------------------------------------


async def _in_words(house: House, part: PartCompared, first: Version, last: Version) -> PartCompared:
    if part.how is not PartChange.CHANGED or part.before is None or part.after is None:
        return part
    is_on_request = any(each.on_request for each in (*first.parts, *last.parts) if each.id == part.part)
    told = (
        Differences(trouble=NOT_ENCLOSED)
        if is_on_request
        else await _differences(house, part.before, part.after)
    )
    return part.model_copy(update={"differences": told})


async def _differences(house: House, before: Sha256, after: Sha256) -> Differences:
    if (found := _known.get((before, after))) is not None:
        _known.move_to_end((before, after))
        return found
    read = [await house.database.read(file_named, name) for name in (before, after)]
    files = [each for each in read if each is not None and len(each[1]) <= LARGEST]
    told = await _told_by_child(files) if len(files) == len(read) else Differences(trouble=NOT_READ)
    if told.trouble != TOO_SLOW:
        _known[before, after] = told
    while len(_known) > KEPT:
        _known.popitem(last=False)
    return told


async def _told_by_child(files: list[tuple[str, bytes]]) -> Differences:
    """Of files that anybody may have made: their reading is another process's, and it may fail."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "services.text_differences",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=CHECKOUT,
    )
    about = json.dumps([{"kind": kind, "size": len(content)} for kind, content in files])
    sent = b"\n".join([about.encode(), b"".join(content for _, content in files)])
    try:
        said, _ = await asyncio.wait_for(child.communicate(sent), PATIENCE)
        return Differences.model_validate_json(said)
    except TimeoutError:
        return Differences(trouble=TOO_SLOW)
    except (ValidationError, BrokenPipeError, ConnectionResetError):
        return Differences(trouble=NOT_READ)
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
