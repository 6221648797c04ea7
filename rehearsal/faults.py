"""What is wrong with a rehearsal, gathered as it is read, each fault with its step and key."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from config.reading import Entry, Fault, faults_of, shown
from models.values import Value

V = TypeVar("V", bound=Value)


@dataclass
class Place:
    """One block of the file, and the faults found in it so far."""

    file: str
    name: str = ""
    faults: list[Fault] = field(default_factory=list)

    def within(self, name: str) -> "Place":
        """A block of this file; what is wrong with it is gathered with the rest."""
        return Place(self.file, name, self.faults)

    def fault(self, key: str, expected: str, found: object) -> None:
        where = ", ".join(each for each in (self.name, key) if each)
        self.faults.append(
            Fault(
                file=self.file,
                key=where,
                expected=expected,
                found=found if found == "nothing" else shown(found),
            )
        )

    def unknown(self, table: Mapping[str, object], allowed: frozenset[str]) -> None:
        for key in table:
            if key not in allowed:
                self.fault(key, "no such key", table[key])

    def read(self, model: type[V], given: Mapping[str, Any]) -> V | None:
        """The value these keys make, or what is wrong with each."""
        try:
            text = json.dumps(given, default=lambda value: value.isoformat())
            return model.model_validate_json(text, strict=True, extra="forbid")
        except ValidationError as error:
            for each in faults_of(error, Entry(file=self.file, key="", id="", value=None), given):
                where = ", ".join(part for part in (self.name, each.key) if part)
                self.faults.append(each.model_copy(update={"key": where}))
            return None
