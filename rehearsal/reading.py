"""Reading a rehearsal from its file: strictly, every fault at once, never a traceback."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from config.loading import FaultyDefinition, load
from config.reading import Fault
from config.settings import CHECKOUT
from models.errors import Malformed
from models.programme import Loaded
from rehearsal import shorthand
from rehearsal.expected import SUBJECTS, Expected
from rehearsal.faults import Place
from rehearsal.naming import WHAT, Names, must_know
from rehearsal.step_reading import StepReader, day_of
from rehearsal.steps import Look, Rehearsal, Step
from services.record_shorthand import Unreadable

SAY_ALL_BY_THEMSELVES = frozenset({"publishing", "letters"})
"""Subjects whose own value is what is expected."""

BESIDE = frozenset({"matter", "post"})
"""Keys that say of what more closely, and expect nothing themselves."""

FILE_KEYS = frozenset({"programme", "matter", "starts", "step", "expect"})
ROUNDS = "rounds"

Table = dict[str, Any]


class FaultyRehearsal(Malformed):
    """The file is no rehearsal; `faults` says everything that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("faulty-rehearsal", "\n".join(map(str, faults)))
        self.faults = faults


def read(path: Path) -> Rehearsal:
    """The round in the file, or those it plays on one clock, with its partnership; or `FaultyRehearsal`."""
    return _read(path, FILE_KEYS | {ROUNDS})


def _read(path: Path, keys: frozenset[str]) -> Rehearsal:
    place = Place(path.name)
    table = _toml(path, place)
    loaded = _partnership(path, place, table) if table is not None else None
    if table is None or loaded is None:
        raise FaultyRehearsal(tuple(place.faults))
    place.unknown(table, keys)
    rehearsal = _rehearsal(path, place, table, loaded)
    if place.faults or rehearsal is None:
        raise FaultyRehearsal(tuple(place.faults))
    return rehearsal


def _toml(path: Path, place: Place) -> Table | None:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        place.fault("", "a file that can be read", error.strerror or "an error")
    except (ValueError, RecursionError) as error:
        place.fault("", "TOML", str(error))
    return None


def _partnership(path: Path, place: Place, table: Table) -> Loaded | None:
    """The definition, named from the checkout or from where the file lies."""
    named = table.get("programme")
    if not isinstance(named, str):
        place.fault("programme", "the folder of a definition", named if named is not None else "nothing")
        return None
    beside, in_checkout = path.parent / named, CHECKOUT / named
    try:
        return load(beside if beside.is_dir() else in_checkout)
    except FaultyDefinition as faulty:
        for each in faulty.faults:
            place.fault("programme", "a definition without faults", str(each))
        return None


def _rehearsal(path: Path, place: Place, table: Table, loaded: Loaded) -> Rehearsal | None:
    names, starts = Names(loaded), _starts(place, table)
    matter = table.get("matter", "")
    if matter and not (isinstance(matter, str) and names.is_matter(matter)):
        place.fault("matter", WHAT["matter"][0], matter)
        matter = ""
    tables = table.get("step"), table.get("expect", [])
    rounds = list(_rounds(place, table[ROUNDS], path, loaded)) if ROUNDS in table else []
    reader = StepReader(names, matter)
    for each in rounds:
        if isinstance(each, Step):
            reader.brings(each.command)
    is_told = starts is not None and not (rounds and "step" not in table)
    steps = list(_steps(place, tables[0], reader, matter)) if is_told else []
    looks = list(_looks(place, tables[1], names, matter))
    if starts is None:
        return None
    moments: list[Step | Look] = [*rounds, *steps, *looks]
    for moment in moments:
        if moment.at < starts:
            place.within(moment.name).fault("at", "a time after the clock starts", moment.at)
    ordered = sorted(moments, key=lambda moment: (moment.at, isinstance(moment, Look)))
    return Rehearsal(path=path, loaded=loaded, starts=starts, moments=tuple(ordered))


def _starts(place: Place, table: Table) -> datetime | None:
    if "starts" not in table:
        place.fault("starts", "a value: this key is required", "nothing")
        return None
    try:
        return shorthand.moment(table["starts"])
    except Unreadable as unread:
        place.fault("starts", unread.expected, unread.found)
        return None


# --- rounds on one clock ------------------------------------------------------------------


def _rounds(place: Place, given: object, path: Path, loaded: Loaded) -> Iterator[Step | Look]:
    """Every moment of other rounds of the same partnership, in files beside this one."""
    if not isinstance(given, list) or not given:
        place.fault(ROUNDS, "a list of files beside this one", given or "nothing")
        return
    for name in given:
        if not isinstance(name, str):
            place.fault(ROUNDS, "the name of a file", name)
            continue
        try:
            round_ = _read(path.parent / name, FILE_KEYS)
        except FaultyRehearsal as faulty:
            place.faults.extend(faulty.faults)
            continue
        if round_.loaded.definition != loaded.definition:
            place.fault(ROUNDS, "rounds of the same partnership", name)
        yield from (replace(moment, of=round_.path.stem) for moment in round_.moments)


# --- steps --------------------------------------------------------------------------------


def _steps(place: Place, given: object, reader: StepReader, matter: str) -> Iterator[Step]:
    latest: datetime | None = None
    for number, table in _numbered(place, "step", given):
        name = f"step {number} ({table['id']})" if table.get("id") else f"step {number}"
        here, at = place.within(name), day_of(table)
        if at is None:
            here.fault("at", "a date, or a date and time", table.get("at", "nothing"))
            continue
        if latest is not None and at < latest:
            here.fault("at", "a time no earlier than the step before", table["at"])
        latest = max(at, latest or at)
        step = reader.read(here, number, table, at)
        expects = tuple(_expects(here, table.get("expect", []), reader.names, matter))
        if step is not None:
            yield step.with_expects(expects)


def _looks(place: Place, given: object, names: Names, matter: str) -> Iterator[Look]:
    read = []
    for number, table in _numbered(place, "expect", given):
        here, at = place.within(f"expect {number}"), day_of(table)
        if at is None:
            here.fault("at", "a date, or a date and time", table.get("at", "nothing"))
            continue
        written = {key: value for key, value in table.items() if key != "at"}
        read += [(at, number, each) for each in _expects(here, [written], names, matter)]
    for at, together in groupby(sorted(read, key=lambda each: each[0]), key=lambda each: each[0]):
        blocks = list(together)
        yield Look(number=blocks[0][1], at=at, expects=tuple(block[2] for block in blocks))


def _numbered(place: Place, key: str, given: object) -> Iterator[tuple[int, Table]]:
    if not isinstance(given, list) or (key == "step" and not given):
        place.fault(key, f"blocks [[{key}]]", given or "nothing")
        return
    for number, table in enumerate(given, 1):
        if isinstance(table, dict):
            yield number, table
        else:
            place.fault(f"{key} {number}", "a table", table)


# --- what is expected ---------------------------------------------------------------------


def _expects(place: Place, given: object, names: Names, matter: str) -> Iterator[Expected]:
    for _, table in _numbered(place, "expect", given):
        subject = next((key for key in SUBJECTS if key in table), None)
        if subject is None:
            place.fault("expect", f"one of {', '.join(SUBJECTS)}", next(iter(table), "nothing"))
            continue
        model, written = SUBJECTS[subject], shorthand.in_london(table)
        if "matter" in model.model_fields and matter:
            written.setdefault("matter", matter)
        here = place.within(f"{place.name}, expect {subject} {_said(table[subject])}".strip())
        expected = here.read(model, written)
        if expected is not None:
            must_know(names, here, expected)
            if subject not in SAY_ALL_BY_THEMSELVES and not expected.model_fields_set - {subject, *BESIDE}:
                here.fault("", "something that is expected", "nothing")
            yield expected


def _said(subject: object) -> str:
    return str(subject) if isinstance(subject, str | int) else ""
