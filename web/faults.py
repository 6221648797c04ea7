"""What is wrong with what a program sent, value by value, in words and without repeating any."""

from collections.abc import Mapping
from typing import Any, Final, get_args

from fastapi.exceptions import RequestValidationError

from models.values import SeatId, Sha256, Slug, Stream, VersionLabel


def _pattern(kind: Any) -> str:  # noqa: ANN401  an annotated string, which has no type of its own
    """By which a value of the kind is known."""
    constraints = get_args(kind)[1]
    return str(constraints.pattern)


EXPECTED: Final[Mapping[str, str]] = {
    _pattern(Slug): "an id: small letters, digits, hyphens and dots",
    _pattern(SeatId): "a seat with its body, both in small letters, such as southend-ccg/chair",
    _pattern(VersionLabel): "a version: a number such as 1.0",
    _pattern(Sha256): "a SHA-256: 64 digits from 0 to f, in small letters",
    _pattern(Stream): "a stream, such as approval/strategy",
}
"""What a pattern asks for, since nobody reads one."""

PLAIN: Final[Mapping[str, str]] = {
    "missing": "This is missing",
    "extra_forbidden": "There is nothing of this name here",
}


def faults_of(failure: RequestValidationError) -> list[dict[str, str]]:
    return [
        {"where": ".".join(str(step) for step in fault["loc"]), "what": _what(fault)}
        for fault in failure.errors()
    ]


def _what(fault: Mapping[str, Any]) -> str:
    pattern = fault.get("ctx", {}).get("pattern") if fault["type"] == "string_pattern_mismatch" else None
    if fault["type"] == "value_error":
        return f"This should be {fault['ctx']['error']}"
    if pattern is None:
        return PLAIN.get(fault["type"], str(fault["msg"]).replace("Input should", "This should"))
    return f"This should be {EXPECTED.get(pattern, 'written in another way')}"
