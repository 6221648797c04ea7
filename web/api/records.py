"""Records sent as JSON: read as strictly as the files they have the shape of, every fault told by its key."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from models.values import MeetingId
from services.record_files import FaultyRecord, RecordFault, shown, table_of
from web import errors

_PLACE: Final = re.compile(r"\[([0-9]+)\]")


def record_in(content: bytes) -> dict[str, Any]:
    """Raises FaultyRecord for what is no JSON object, is too large, or has a key twice in one table."""
    if content.lstrip()[:1] not in {b"{", b"["}:
        raise FaultyRecord([RecordFault(key="", expected="a JSON object", found="something else")])
    return table_of(content)


def naming(meeting: MeetingId, table: dict[str, Any]) -> dict[str, Any]:
    """The address says which meeting it is; a record that tells of another came to the wrong place."""
    named = table.get("meeting", meeting)
    if isinstance(named, str) and named != meeting:
        expected = f"{meeting}, as the address says"
        raise FaultyRecord([RecordFault(key="meeting", expected=expected, found=shown(named))])
    return {**table, "meeting": named}


@contextmanager
def within(key: str) -> Iterator[None]:
    """Faults of a record that is sent inside something else are told by where they stand there."""
    try:
        yield
    except FaultyRecord as failure:
        faults = (
            each.model_copy(update={"key": f"{key}.{each.key}" if each.key else key})
            for each in failure.faults
        )
        raise FaultyRecord(faults) from None


async def on_faulty_record(request: Request, failure: Exception) -> Response:
    """Everything that is wrong with it at once, each by its key."""
    if not isinstance(failure, FaultyRecord) or not errors.is_api(request.url.path):
        return await errors.on_known(request, failure)
    faults = [
        {"where": _where(each.key), "what": f"Expected {each.expected}; found {each.found}"}
        for each in failure.faults
    ]
    return errors.as_json(request, errors.problem_for(failure), faults)


def _where(key: str) -> str:
    """As faults of other calls are placed: `body.items.0.figures`."""
    return ".".join(["body", _PLACE.sub(r".\1", key)]) if key else "body"
