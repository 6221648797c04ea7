"""Files that tell of a meeting or a decision: TOML or JSON, read whole or refused with every fault."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from models.errors import Malformed
from models.values import Value

T = TypeVar("T")

LARGEST = 1_000_000
"""Bytes; the minutes of a long day in words are a tenth of it."""

_LONGEST_SHOWN = 80


class RecordFault(Value):
    """One thing wrong with a file: where, what was expected there, what was found."""

    key: str
    """A dotted path into the file; empty when the file as a whole is meant."""
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.key or 'The file'}: expected {self.expected}; found {self.found}"


class FaultyRecord(Malformed):
    """The file does not say what happened; `faults` is everything that is wrong with it."""

    def __init__(self, faults: Iterable[RecordFault]) -> None:
        self.faults = tuple(faults)
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        sentences = "\n".join(map(str, self.faults))
        super().__init__("faulty-record", f"{count}; nothing was recorded.\n{sentences}")


# --- a file -------------------------------------------------------------------------------


def table_in(path: Path) -> dict[str, Any]:
    """What the file holds. Raises FaultyRecord when it cannot be read, is too large, or is neither TOML
    nor JSON.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise _as_a_whole("a file that can be read", error.strerror or "an error") from None
    return table_of(content)


def table_of(content: bytes) -> dict[str, Any]:
    """A brace begins every JSON object and no TOML."""
    if len(content) > LARGEST:
        raise _as_a_whole("at most 1 MB", "a larger file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _as_a_whole("TOML or JSON, in UTF-8", "bytes that are no text") from None
    is_json = text.lstrip().startswith(("{", "["))
    try:
        table = json.loads(text, object_pairs_hook=_each_key_once) if is_json else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _as_a_whole("JSON" if is_json else "TOML or JSON", str(error)) from None
    if not isinstance(table, dict):
        raise _as_a_whole("a table with keys", shown(table))
    if not table:
        raise _as_a_whole("what happened", "nothing")
    return table


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON lets a key stand twice and forgets the first; in a record that loses what somebody said."""
    table = dict(pairs)
    if len(table) != len(pairs):
        twice = next(key for key, _ in pairs if [each for each, _ in pairs].count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one table")
    return table


def _as_a_whole(expected: str, found: str) -> FaultyRecord:
    return FaultyRecord([RecordFault(key="", expected=expected, found=found)])


# --- its keys -----------------------------------------------------------------------------


@dataclass
class Sheet:
    """A table taken key by key; whatever is wrong is kept, so that it can be told all at once."""

    table: Mapping[str, Any]
    within: str = ""
    faults: list[RecordFault] = field(default_factory=list)

    def only(self, *keys: str) -> None:
        for key, value in self.table.items():
            if key not in keys:
                self.fault(key, f"one of the keys {', '.join(keys)}", f"{key} = {shown(value)}")

    def take(self, key: str, expected: TypeAdapter[T]) -> T | None:
        """None when the key is not there, or what it holds has faults."""
        return self._read(key, self.table[key], expected) if key in self.table else None

    def must_take(self, key: str, expected: TypeAdapter[T]) -> T | None:
        if key not in self.table:
            self.fault(key, "a value: this key is required", "nothing")
        return self.take(key, expected)

    def entries(self, key: str, expected: TypeAdapter[T]) -> dict[str, T]:
        """What a table holds under each of its names, without those that have faults."""
        table = self.table.get(key, {})
        if not isinstance(table, dict):
            self.fault(key, "a table of names", shown(table))
            return {}
        taken = {name: self._read(f"{key}.{name}", value, expected) for name, value in table.items()}
        return {name: value for name, value in taken.items() if value is not None}

    def rows(self, key: str, expected: TypeAdapter[T]) -> list[tuple[int, T]]:
        """What a list holds in each of its places, without those that have faults."""
        listed = self.table.get(key, [])
        if not isinstance(listed, list):
            self.fault(key, "a list", shown(listed))
            return []
        taken = [(place, self._read(f"{key}[{place}]", row, expected)) for place, row in enumerate(listed)]
        return [(place, row) for place, row in taken if row is not None]

    def _read(self, key: str, value: object, expected: TypeAdapter[T]) -> T | None:
        try:
            return expected.validate_python(value)
        except ValidationError as error:
            for each in error.errors(include_url=False):
                where = _path(key, value, each["loc"])
                found = "nothing" if each["type"] == "missing" else shown(each["input"])
                self.fault(where, _expected(each["type"], each["msg"], each.get("ctx", {})), found)
            return None

    def inside(self, key: str, table: Mapping[str, Any]) -> "Sheet":
        """A table of this one; its faults are gathered with the rest."""
        return Sheet(table, f"{self.within}{key}.", self.faults)

    def fault(self, key: str, expected: str, found: str) -> None:
        self.faults.append(RecordFault(key=f"{self.within}{key}", expected=expected, found=found))

    def must_be_faultless(self) -> None:
        if self.faults:
            raise FaultyRecord(self.faults)


def shown(value: object) -> str:
    """A value as it may stand in a fault: short, and quoted if it is text."""
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _path(key: str, value: object, steps: Iterable[int | str]) -> str:
    """The place of an error as a dotted path, without the steps that name a type and not a key."""
    path = key
    for step in steps:
        if isinstance(value, dict) and step in value:
            path, value = f"{path}.{step}", value[step]
        elif isinstance(value, list) and isinstance(step, int):
            path, value = f"{path}[{step}]", value[step]
        elif isinstance(value, dict) and isinstance(step, str) and not step.startswith("["):
            return f"{path}.{step}"
    return path


def _expected(kind: str, message: str, context: Mapping[str, Any]) -> str:
    match kind:
        case "missing":
            return "a value: this key is required"
        case "extra_forbidden":
            return "no such key"
        case "value_error":
            return str(context["error"])
        case "dict_type":
            return "a table"
        case "bool_type":
            return "true or false"
        case "string_type":
            return "words"
        case "time_parsing":
            return "an hour by London's clocks, such as 15:40:00"
        case "string_pattern_mismatch":
            return "an id in small letters, digits, hyphens and dots"
        case _:
            return message.removeprefix("Input should be ").removeprefix("String should ")
