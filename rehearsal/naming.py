"""Which bodies, people, meetings and other things a rehearsal may name, and where it names another."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from models.programme import Loaded
from models.values import MeetingId, ObligationId, Value
from rehearsal.expected_of_posts import NOBODY
from rehearsal.faults import Place

OPENED_BY_RULES = r"condition-[1-9][0-9]*|(ratification|exception|publish|answer|urgent)(-[1-9][0-9]*)?"
"""How what a decision itself opens is named, after the matter and the body."""


@dataclass
class Names:
    """Everything the definition names, and what earlier steps called or opened."""

    loaded: Loaded
    called: dict[MeetingId, tuple[str, ...]] = field(default_factory=dict)
    """Meetings called by a step, with their bodies."""
    promised: set[ObligationId] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.people = {person.id for person in self.loaded.people}

    def is_body(self, name: str) -> bool:
        return self.loaded.definition.body(name) is not None

    def is_seat(self, name: str) -> bool:
        return self.loaded.definition.seat(name) is not None

    def is_matter(self, name: str) -> bool:
        return self.loaded.definition.matter(name) is not None

    def is_person(self, name: str) -> bool:
        return name in self.people

    def is_person_or_nobody(self, name: str) -> bool:
        return name == NOBODY or self.is_person(name)

    def is_post(self, name: str) -> bool:
        return self.loaded.definition.post(name) is not None

    def is_organisation(self, name: str) -> bool:
        return any(each.id == name for each in self.loaded.definition.organisations)

    def is_meeting(self, name: str) -> bool:
        return bool(self.bodies_of(name))

    def is_obligation(self, name: str) -> bool:
        return name in self.promised or name in self._reports() or self._comes_with_a_decision(name)

    def _comes_with_a_decision(self, name: str) -> bool:
        """A condition, or what a chair's action leaves to be ratified: opened by a rule, of one body."""
        of_body, _, owed = name.rpartition(".")
        asked = {
            f"{plan.id}.{asked.body}"
            for plan in self.loaded.definition.matters
            for stage in plan.route.stages
            for asked in stage.asks
        }
        return of_body in asked and re.fullmatch(OPENED_BY_RULES, owed) is not None

    def _reports(self) -> set[ObligationId]:
        """What a delegated decision opens by itself: the report to the body that delegated it."""
        return {
            f"{plan.id}.{asked.body}.report"
            for plan in self.loaded.definition.matters
            for stage in plan.route.stages
            for asked in stage.asks
            if asked.through
        }

    def is_body_or_seat(self, name: str) -> bool:
        return self.is_body(name) or self.is_seat(name)

    def bodies_of(self, meeting: MeetingId) -> tuple[str, ...]:
        known = self.loaded.definition.meeting(meeting)
        return known.bodies if known else self.called.get(meeting, ())


WHAT: Mapping[str, tuple[str, Callable[[Names, str], bool]]] = {
    "body": ("a body of the programme", Names.is_body),
    "bodies": ("a body of the programme", Names.is_body),
    "to_all_of": ("a body of the programme", Names.is_body),
    "waiting_for": ("a body of the programme", Names.is_body),
    "without": ("a body of the programme", Names.is_body),
    "keeps": ("something promised or owed", Names.is_obligation),
    "caused_by": ("a body of the programme", Names.is_body),
    "through": ("a body or seat of the programme", Names.is_body_or_seat),
    "scrutiny": ("a body of the programme", Names.is_body),
    "agreed_by": ("a seat of the programme", Names.is_seat),
    "unable": ("a seat of the programme", Names.is_seat),
    "seat": ("a seat of the programme", Names.is_seat),
    "presiding": ("a seat of the programme", Names.is_seat),
    "officer": ("a seat of the programme", Names.is_seat),
    "discharged_by": ("a seat of the programme", Names.is_seat),
    "consulting": ("a seat of the programme", Names.is_seat),
    "matter": ("a matter of the programme", Names.is_matter),
    "meeting": ("a meeting of the calendar, or one called by an earlier step", Names.is_meeting),
    "obligation": ("an obligation opened by an earlier step or by a decision", Names.is_obligation),
    "person": ("a person of the programme", Names.is_person),
    "owner": ("a person of the programme", Names.is_person),
    "deputy": ("a person of the programme", Names.is_person),
    "promised_to": ("a person of the programme", Names.is_person),
    "by": ("a person of the programme, or 'letter'", Names.is_person),
    "post": ("a post of the programme", Names.is_post),
    "members": ("a person of the programme", Names.is_person),
    "present": ("a person of the programme", Names.is_person),
    "home": ("an organisation of the programme", Names.is_organisation),
}
"""What a key names, wherever it stands; `to` names a meeting in a decision and a person elsewhere."""

A_PERSON = ("a person of the programme", Names.is_person)
A_HOLDER = ("a person of the programme, or 'nobody'", Names.is_person_or_nobody)
A_MEETING = ("a meeting of the calendar, or one called by an earlier step", Names.is_meeting)


def named_by(key: str, within: str) -> tuple[str, Callable[[Names, str], bool]] | None:
    if key == "held_by" and within in {"PostExpected", "SeatExpected"}:
        return A_HOLDER
    if key == "to":
        return A_MEETING if within == "DecisionRecord" else A_PERSON
    return WHAT.get(key)


def must_know(names: Names, place: Place, value: Value, leaving_out: frozenset[str] = frozenset()) -> None:
    """A fault for every name in the value that stands for nothing. What the command itself brings
    into being is left out."""
    for key, within, name in _names_in(value):
        kind = named_by(key, within)
        if kind is not None and key not in leaving_out and not kind[1](names, name):
            place.fault(key, kind[0], name)


def _names_in(value: object, key: str = "", within: str = "") -> Iterator[tuple[str, str, str]]:
    match value:
        case Value():
            for name in type(value).model_fields:
                yield from _names_in(getattr(value, name), name, type(value).__name__)
        case tuple():
            for each in value:
                yield from _names_in(each, key, within)
        case str():
            yield key, within, str(value)
        case _:
            pass
