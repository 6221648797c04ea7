"""The rules played in memory: decide, fold, look; no database, no clock but the one the test moves."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeVar

from models.acts import Entry, NotYet, Refused
from models.approval import Approval
from models.commands import Command
from models.events import By, Event, Recorded
from models.folding import State, folded
from models.meeting import Meeting
from models.obligation import Obligation
from models.programme import Definition, Loaded, RuleSet
from models.sign_off import SignOff
from models.values import Channel, Instant, Stream, Value, content_hash, texts_in
from rules.deciding import decide
from rules.known import Known
from rules.notice import Notice
from rules.notices import notices
from rules.of_applicants import of_applicants

V = TypeVar("V", bound=Value)


def _by_hash(values: tuple[V, ...]) -> dict[str, V]:
    return {_hash_of(each): each for each in values}


_hashes: dict[int, tuple[Value, str]] = {}
"""Of values that were hashed before, each kept beside its hash so that its id stays its own."""


def _hash_of(value: Value) -> str:
    if id(value) not in _hashes:
        _hashes[id(value)] = (value, content_hash(value))
    return _hashes[id(value)][1]


@dataclass
class Register:
    """What is known, and every line there ever was."""

    loaded: Loaded
    at: Instant = datetime(2020, 1, 1, 9, 0, tzinfo=UTC)
    states: dict[Stream, State] = field(default_factory=dict)
    lines: list[Recorded] = field(default_factory=list)
    told: list[Notice] = field(default_factory=list)
    definitions: dict[str, Definition] = field(default_factory=dict)

    @property
    def definition(self) -> Definition:
        return self.loaded.definition

    def known(self, by: By | None = None, happened: Instant | None = None) -> Known:
        return Known(
            programme=self.definition.id,
            at=self.at,
            happened=happened or self.at,
            by=by,
            states=dict(self.states),
            definition=self.definition,
            rule_sets=self._rule_sets(),
            definitions={**_by_hash((self.definition,)), **self.definitions},
            called=[each for each in self.states.values() if isinstance(each, Meeting) and each.is_to_come],
            owed=[each for each in self.states.values() if isinstance(each, Obligation) and each.is_open],
            people={person.id for person in self.loaded.people},
            typed={text.digest: text.words for line in self.lines for text in texts_in(line.event)},
            lines={line.number: line.stream for line in self.lines},
            of_applicants=of_applicants(self.lines),
        )

    def _rule_sets(self) -> dict[str, RuleSet]:
        """Of every definition there ever was: a matter ends under those it began under (G13)."""
        every = (*self.definitions.values(), self.definition)
        return _by_hash(tuple(rules for each in every for rules in each.rule_sets))

    def do(
        self, stream: Stream, command: Command, person: str | None = None, happened: Instant | None = None
    ) -> str:
        """The code it was refused with, `not-yet`, `nothing`, or `done`."""
        by = By(person=person, channel=Channel.COMMAND) if person else None
        known = self.known(by, happened)
        decision = decide(known, stream, command)
        if isinstance(decision, Refused):
            return decision.code
        if isinstance(decision, NotYet):
            return "not-yet"
        for entry in decision:
            self._append(known, entry, by)
        return "done" if decision else "nothing"

    def holds(self, stream: Stream, event: Event) -> None:
        """A line as an earlier release wrote it, which no command would write now."""
        self._append(self.known(), Entry(stream, event), None)

    def _append(self, known: Known, entry: Entry, by: By | None) -> None:
        line = Recorded(
            number=len(self.lines) + 1,
            stream=entry.stream,
            event=entry.event,
            happened=entry.happened or self.at,
            recorded=self.at,
            by=by,
        )
        self.lines.append(line)
        self.states[entry.stream] = folded(self.states.get(entry.stream), line)
        owed = [each for each in self.states.values() if isinstance(each, Obligation) and each.is_open]
        self.told += notices(replace(known, states=self.states, owed=owed), line)

    def approval(self, matter: str) -> Approval:
        state = self.states[f"approval/{matter}"]
        assert isinstance(state, Approval)
        return state

    def sign_off(self, matter: str, body: str, version: str) -> SignOff:
        state = self.states[f"sign-off/{matter}/{body}/{version}"]
        assert isinstance(state, SignOff)
        return state

    def meeting(self, meeting: str) -> Meeting:
        state = self.states[f"meeting/{meeting}"]
        assert isinstance(state, Meeting)
        return state

    def obligation(self, obligation: str) -> Obligation:
        state = self.states[f"obligation/{obligation}"]
        assert isinstance(state, Obligation)
        return state
