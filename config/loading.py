"""Reading a partnership from its folder of TOML: strictly, every fault at once, never a traceback."""

from collections.abc import Iterable
from pathlib import Path

from config.checking import faults_in
from config.comparing import compare
from config.expanding import Draft, expand
from config.holidays import with_holidays
from config.reading import Entry, Fault, T, read
from config.written import WrittenProgramme
from models.errors import Malformed
from models.programme import Definition, Loaded, Office

__all__ = ["Fault", "FaultyDefinition", "check", "compare", "load"]

YEARS = range(2019, 2031)
"""The years whose bank holidays are written into a definition."""


class FaultyDefinition(Malformed):
    """The folder is no definition; `faults` says everything that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("faulty-definition", "\n".join(map(str, faults)))
        self.faults = faults


def check(directory: Path) -> tuple[Fault, ...]:
    """Everything that is wrong with a definition; nothing is changed anywhere."""
    return _checked(directory)[1]


def load(directory: Path) -> Loaded:
    """The definition, its people and its files' bytes, or `FaultyDefinition`."""
    draft, faults = _checked(directory)
    programme = draft.programme if draft else None
    if faults or draft is None or programme is None or programme.value is None:
        raise FaultyDefinition(faults)
    definition = _definition(draft, programme.value)
    return Loaded(definition=definition, people=_values(draft.people), files=draft.files)


def _checked(directory: Path) -> tuple[Draft | None, tuple[Fault, ...]]:
    if not directory.is_dir():
        found = "no such folder" if not directory.exists() else "a file"
        return None, (Fault(file=directory.name, key="", expected="a folder of TOML files", found=found),)
    draft = expand(read(directory))
    every = dict.fromkeys((*draft.faults, *faults_in(draft)))
    return draft, tuple(sorted(every, key=lambda fault: (fault.file, fault.key)))


def _definition(draft: Draft, written: WrittenProgramme) -> Definition:
    """Put together; a body whose rules name its own seats has them as a set of its own."""
    given = {body.id: rules for body in _values(draft.bodies) if (rules := draft.rules_of(body))}
    bodies = tuple(body.model_copy(update={"rules": given[body.id].id}) for body in _values(draft.bodies))
    definition = Definition(
        **written.model_dump(exclude={"offices"}),
        offices=tuple(Office(id=id_, title=title) for id_, title in written.offices.items()),
        organisations=_values(draft.organisations),
        places=_values(draft.places),
        rule_sets=tuple({rules.id: rules for rules in given.values()}.values()),
        bodies=bodies,
        meetings=_values(draft.meetings),
        documents=_values(draft.documents),
        matters=_values(draft.matters),
        posts=_values(draft.posts),
    )
    return with_holidays(definition, YEARS)


def _values(entries: Iterable[Entry[T]]) -> tuple[T, ...]:
    return tuple(entry.value for entry in entries if entry.value is not None)
