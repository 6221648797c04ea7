"""Reading a definition's folder: TOML into written entries, and what is wrong with them into faults."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from config.written import (
    SeatHolders,
    WrittenBody,
    WrittenDocument,
    WrittenMatter,
    WrittenMeeting,
    WrittenOrganisation,
    WrittenPerson,
    WrittenProgramme,
)
from models.organisations import Place
from models.posts import Post
from models.programme import RuleSet
from models.values import Value

T = TypeVar("T")
V = TypeVar("V", bound=Value)

OWN = "its-own"
"""Stands for the body whose rules these are in a seat written `/seat`, until the rules are given to it."""


class Fault(Value):
    """One thing wrong with a definition: where, what was expected there, what was found."""

    file: str
    key: str
    """A dotted path into the file; empty when the file as a whole is meant."""
    expected: str
    found: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.key}" if self.key else self.file
        return f"{where}: expected {self.expected}; found {self.found}"


class Kind(StrEnum):
    """What a file holds: `bodies.toml` and `bodies-councils.toml` both hold bodies."""

    PROGRAMME = "programme"
    ORGANISATIONS = "organisations"
    PLACES = "places"
    RULES = "rules"
    BODIES = "bodies"
    MEETINGS = "meetings"
    DOCUMENTS = "documents"
    MATTERS = "matters"
    POSTS = "posts"
    PEOPLE = "people"


REQUIRED = (Kind.PROGRAMME, Kind.RULES, Kind.BODIES, Kind.PEOPLE)


@dataclass(frozen=True)
class Entry(Generic[T]):
    """One entry and where it stands. It has no value when what was written there has faults."""

    file: str
    key: str
    id: str
    value: T | None

    def fault(self, key: str, expected: str, found: str) -> Fault:
        where = f"{self.key}.{key}" if self.key and key else self.key or key
        return Fault(file=self.file, key=where, expected=expected, found=found)


@dataclass
class Folder:
    """Everything read from one folder. Entries of an unreadable file are unknown, not absent."""

    directory: Path
    programme: tuple[Entry[WrittenProgramme], ...] = ()
    organisations: tuple[Entry[WrittenOrganisation], ...] = ()
    places: tuple[Entry[Place], ...] = ()
    rules: tuple[Entry[RuleSet], ...] = ()
    bodies: tuple[Entry[WrittenBody], ...] = ()
    meetings: tuple[Entry[WrittenMeeting], ...] = ()
    documents: tuple[Entry[WrittenDocument], ...] = ()
    matters: tuple[Entry[WrittenMatter], ...] = ()
    posts: tuple[Entry[Post], ...] = ()
    people: tuple[Entry[WrittenPerson], ...] = ()
    seat_holders: SeatHolders | None = None
    unreadable: set[Kind] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def read(directory: Path) -> Folder:
    """Every file of the folder, and every fault that shows without comparing one file with another."""
    folder = Folder(directory)
    tables = _tables(folder)
    entries = {kind: list(_tables_within(kind, tables[kind], folder.faults)) for kind in Kind}
    holders = [each for each in entries[Kind.PEOPLE] if each.id == "for_each_seat"]
    people = [each for each in entries[Kind.PEOPLE] if each.id != "for_each_seat"]

    def validated(kind: Kind, model: type[V]) -> tuple[Entry[V], ...]:
        return tuple(_validated(model, each, folder.faults) for each in entries[kind])

    folder.programme = validated(Kind.PROGRAMME, WrittenProgramme)
    folder.organisations = validated(Kind.ORGANISATIONS, WrittenOrganisation)
    folder.places = validated(Kind.PLACES, Place)
    folder.rules = validated(Kind.RULES, RuleSet)
    folder.bodies = validated(Kind.BODIES, WrittenBody)
    folder.meetings = validated(Kind.MEETINGS, WrittenMeeting)
    folder.documents = validated(Kind.DOCUMENTS, WrittenDocument)
    folder.matters = validated(Kind.MATTERS, WrittenMatter)
    folder.posts = validated(Kind.POSTS, Post)
    folder.people = tuple(_validated(WrittenPerson, each, folder.faults) for each in people)
    for each in holders:
        folder.seat_holders = _validated(SeatHolders, each, folder.faults, named=False).value
        if folder.seat_holders is None:
            folder.unreadable.add(Kind.PEOPLE)
    return folder


# --- files --------------------------------------------------------------------------------


def _tables(folder: Folder) -> Mapping[Kind, list[tuple[str, dict[str, Any]]]]:
    tables: dict[Kind, list[tuple[str, dict[str, Any]]]] = {kind: [] for kind in Kind}
    for path in sorted(folder.directory.glob("*.toml")):
        kind = _kind_of(path)
        if kind is None:
            expected = "a file named after what it holds: " + ", ".join(f"{each}.toml" for each in Kind)
            folder.faults.append(Fault(file=path.name, key="", expected=expected, found=path.name))
            continue
        try:
            tables[kind].append((path.name, tomllib.loads(path.read_text("utf-8"))))
        except (OSError, ValueError, RecursionError) as error:
            folder.unreadable.add(kind)
            found = error.strerror or "an error" if isinstance(error, OSError) else str(error)
            folder.faults.append(Fault(file=path.name, key="", expected="readable TOML", found=found))
    for kind in REQUIRED:
        if not tables[kind] and kind not in folder.unreadable:
            folder.unreadable.add(kind)
            missing = Fault(file=f"{kind}.toml", key="", expected="this file", found="no such file")
            folder.faults.append(missing)
    return tables


def _kind_of(path: Path) -> Kind | None:
    word = path.stem.split("-")[0]
    if word not in set(Kind) or (word == Kind.PROGRAMME and path.stem != word):
        return None
    return Kind(word)


def _tables_within(
    kind: Kind, tables: Iterable[tuple[str, dict[str, Any]]], faults: list[Fault]
) -> Iterator[Entry[dict[str, Any]]]:
    for file, table in tables:
        if kind is Kind.PROGRAMME:
            yield Entry(file=file, key="", id=str(table.get("id", "")), value=table)
            continue
        for key, id_, value in _numbered(table) if kind is Kind.MEETINGS else _keyed(table):
            if isinstance(value, dict):
                yield Entry(file=file, key=key, id=id_, value=value)
            else:
                faults.append(Fault(file=file, key=key, expected="a table", found=shown(value)))


def _keyed(table: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for name, value in table.items():
        yield name, name, value


def _numbered(table: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """The rows of `meetings = [...]`; anything beside it is no table and so a fault."""
    for name, value in table.items():
        if name == "meetings" and isinstance(value, list):
            yield from ((f"meetings[{row}]", "", each) for row, each in enumerate(value))
        else:
            yield name, name, None if isinstance(value, dict) else value


# --- entries ------------------------------------------------------------------------------


def _validated(
    model: type[V], entry: Entry[dict[str, Any]], faults: list[Fault], *, named: bool = True
) -> Entry[V]:
    raw = entry.value or {}
    named = named and bool(entry.key) and bool(entry.id)
    if named and "id" in raw:
        faults.append(entry.fault("id", "no such key: the table's name is the id", shown(raw["id"])))
    given = {**raw, "id": entry.id} if named else raw
    try:
        text = json.dumps(_with_own_seats(given) if model is RuleSet else given, default=_as_text)
        value: V | None = model.model_validate_json(text, strict=True, extra="forbid")
    except ValidationError as error:
        value = None
        faults.extend(faults_of(error, entry, given))
    except RecursionError:
        value = None
        faults.append(entry.fault("", "tables nested less deeply", "too many levels"))
    return Entry(file=entry.file, key=entry.key, id=entry.id, value=value)


def _as_text(value: Any) -> str:  # noqa: ANN401 - json hands over whatever it does not know
    return str(value.isoformat())


def _with_own_seats(value: Any) -> Any:  # noqa: ANN401 - TOML, not yet validated
    """`/accountable-officer` as a seat of the body these rules will be given to."""
    match value:
        case str() if re.fullmatch(r"/[a-z0-9.-]+", value):
            return OWN + value
        case list():
            return [_with_own_seats(each) for each in value]
        case dict():
            return {key: _with_own_seats(each) for key, each in value.items()}
        case _:
            return value


def faults_of(error: ValidationError, entry: Entry[Any], raw: object) -> Iterator[Fault]:
    """A validation error as faults, one for each key that is wrong."""
    seen: set[str] = set()
    for each in error.errors(include_url=False):
        key = _path(raw, each["loc"])
        if key not in seen:
            seen.add(key)
            found = "nothing" if each["type"] == "missing" else shown(each["input"])
            expected = _expected(each["type"], each["msg"], each.get("ctx", {}))
            yield entry.fault("" if key == "id" and entry.key else key, expected, found)


def _path(raw: object, steps: Iterable[int | str]) -> str:
    """The error's place as a dotted path, without the steps that name a type and not a key."""
    path = ""
    for step in steps:
        if isinstance(raw, dict) and isinstance(step, str):
            path = f"{path}.{step}" if path else step
            raw = raw.get(step)
        elif isinstance(raw, list | tuple) and isinstance(step, int):
            path = f"{path}[{step}]"
            raw = raw[step]
        else:
            break
    return path


def _expected(kind: str, message: str, context: Mapping[str, Any]) -> str:
    match kind:
        case "missing":
            return "a value: this key is required"
        case "extra_forbidden":
            return "no such key"
        case "value_error":
            return str(context["error"])
        case "string_pattern_mismatch" if "@" in context["pattern"]:
            return "an e-mail address"
        case "string_pattern_mismatch" if "a-z0-9" in context["pattern"]:
            return "an id in small letters, digits, hyphens and dots"
        case _:
            return re.sub(r"^(Input|String|Value|Tuple|Dictionary) should (be |have |match )?", "", message)


def shown(value: object) -> str:
    """A value as it may stand in a fault: short, and quoted if it is text."""
    longest = 80
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= longest else text[: longest - 1] + "…"
