"""Reading the register: what each stream came to, definitions, rule-sets, people, typed words."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from sqlalchemy import Connection, bindparam, select

from models.events import By, Recorded
from models.folding import STATES, State, kind_of
from models.meeting import Meeting
from models.obligation import Obligation
from models.programme import Definition, RuleSet
from models.tables.ledger import heads, lines, states, texts
from models.tables.partnership import definitions, people, rule_sets
from models.values import Instant, PersonId, ProgrammeId, Sha256, Stream
from rules.known import Known
from rules.of_applicants import of_applicants
from rules.seated import seated
from storage.kept import Kept
from storage.lines import lines_on

EMPTY = "0" * 64
"""The hash before the first line."""

# Built once: for what every act asks, to put the question together takes longer than to answer it.
_STATE_WITHIN = select(states.c.state).where(
    states.c.stream == bindparam("stream"), states.c.programme == bindparam("programme")
)

_definitions = Kept[Definition](64)
_rule_sets = Kept[RuleSet](512)


class StatesRead(Mapping[Stream, State]):
    """The states of one programme's streams, each read once, as they are in this transaction."""

    def __init__(self, connection: Connection, programme: ProgrammeId) -> None:
        self._connection = connection
        self._programme = programme
        self._read: dict[Stream, State | None] = {}

    def __getitem__(self, stream: Stream) -> State:
        if stream not in self._read:
            self._read[stream] = state_within(self._connection, self._programme, stream)
        state = self._read[stream]
        if state is None:
            raise KeyError(stream)
        return state

    def __iter__(self) -> Iterator[Stream]:
        return iter(stream for stream, state in self._read.items() if state is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def is_now(self, stream: Stream, state: State) -> None:
        """What the stream has come to within this act."""
        self._read[stream] = state


class RuleSetsRead(Mapping[Sha256, RuleSet]):
    """Rule-sets by hash."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __getitem__(self, name: Sha256) -> RuleSet:
        return _rule_sets.get(name, lambda: self._read(name))

    def _read(self, name: Sha256) -> RuleSet:
        body = self._connection.scalar(select(rule_sets.c.body).where(rule_sets.c.hash == name))
        if body is None:
            raise KeyError(name)
        return RuleSet.model_validate_json(body)

    def __iter__(self) -> Iterator[Sha256]:
        return iter(self._connection.scalars(select(rule_sets.c.hash)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class DefinitionsRead(Mapping[Sha256, Definition]):
    """Definitions by hash."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __getitem__(self, name: Sha256) -> Definition:
        try:
            return definition_named(self._connection, name)
        except LookupError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[Sha256]:
        return iter(self._connection.scalars(select(definitions.c.hash)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class LinesRead(Mapping[int, Stream]):
    """Which stream each line of the ledger is on, asked of the ledger itself."""

    def __init__(self, connection: Connection, programme: ProgrammeId) -> None:
        self._connection = connection
        self._programme = programme

    def __getitem__(self, number: int) -> Stream:
        found = select(lines.c.stream).where(lines.c.programme == self._programme, lines.c.number == number)
        stream: Stream | None = self._connection.scalar(found)
        if stream is None:
            raise KeyError(number)
        return stream

    def __iter__(self) -> Iterator[int]:
        return iter(range(1, len(self) + 1))

    def __len__(self) -> int:
        return number_of(self._connection, self._programme)


class OfApplicantsRead:
    """Lines that may speak of somebody who applied: of what corrects what, the whole stream tells."""

    def __init__(self, connection: Connection, programme: ProgrammeId) -> None:
        self._connection = connection
        self._programme = programme

    def __contains__(self, number: object) -> bool:
        found = select(lines.c.stream).where(lines.c.programme == self._programme, lines.c.number == number)
        stream = self._connection.scalar(found)
        if stream is None:
            return False
        return number in of_applicants(lines_on(self._connection, self._programme, stream))


class CalledRead:
    """Meetings that were called and are still to come, read once, when somebody asks for them."""

    def __init__(self, connection: Connection, programme: ProgrammeId) -> None:
        self._connection = connection
        self._programme = programme
        self._meetings: tuple[Meeting, ...] | None = None

    def __iter__(self) -> Iterator[Meeting]:
        if self._meetings is None:
            self._meetings = tuple(self._found())
        return iter(self._meetings)

    def _found(self) -> Iterator[Meeting]:
        found = select(states.c.state).where(
            states.c.programme == self._programme, states.c.kind == "meeting", states.c.is_open
        )
        for state in self._connection.scalars(found.order_by(states.c.stream)):
            meeting = Meeting.model_validate_json(state)
            if meeting.is_to_come:  # of one that is over a sitting may still be waited for
                yield meeting


class OwedRead:
    """Everything promised or owed that is still open, read whenever somebody asks."""

    def __init__(self, connection: Connection, programme: ProgrammeId) -> None:
        self._connection = connection
        self._programme = programme

    def __iter__(self) -> Iterator[Obligation]:
        found = select(states.c.state).where(
            states.c.programme == self._programme, states.c.kind == "obligation", states.c.is_open
        )
        for state in self._connection.scalars(found.order_by(states.c.stream)):
            yield Obligation.model_validate_json(state)


class PeopleRead:
    """Whether somebody is known in this programme."""

    def __init__(self, connection: Connection, programme: ProgrammeId) -> None:
        self._connection = connection
        self._programme = programme

    def __contains__(self, person: object) -> bool:
        found = select(people.c.person).where(
            people.c.programme == self._programme, people.c.person == person
        )
        return self._connection.scalar(found) is not None


class TypedRead(Mapping[Sha256, str]):
    """What was typed in this programme and is not erased, each asked for when a rule does."""

    def __init__(self, connection: Connection, programme: ProgrammeId) -> None:
        self._connection = connection
        self._programme = programme

    def __getitem__(self, digest: Sha256) -> str:
        found = select(texts.c.words).where(texts.c.programme == self._programme, texts.c.digest == digest)
        words: str | None = self._connection.scalar(found)
        if words is None:
            raise KeyError(digest)
        return words

    def __iter__(self) -> Iterator[Sha256]:
        kept = (texts.c.programme == self._programme) & texts.c.words.is_not(None)
        return iter(self._connection.scalars(select(texts.c.digest).where(kept)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def known_at(
    connection: Connection,
    programme: ProgrammeId,
    at: Instant,
    by: By | None = None,
    happened: Instant | None = None,
    *,
    definition: Definition | None = None,
) -> Known:
    """`definition` is the one in force, for whoever has it at hand."""
    return Known(
        programme=programme,
        at=at,
        happened=happened or at,
        by=by,
        states=StatesRead(connection, programme),
        definition=definition or definition_in_force(connection, programme),
        rule_sets=RuleSetsRead(connection),
        definitions=DefinitionsRead(connection),
        called=CalledRead(connection, programme),
        owed=OwedRead(connection, programme),
        people=PeopleRead(connection, programme),
        typed=TypedRead(connection, programme),
        lines=LinesRead(connection, programme),
        of_applicants=OfApplicantsRead(connection, programme),
    )


def state_of(connection: Connection, stream: Stream) -> State | None:
    body = connection.scalar(select(states.c.state).where(states.c.stream == stream))
    return None if body is None else STATES[kind_of(stream)].model_validate_json(body)


def state_within(connection: Connection, programme: ProgrammeId, stream: Stream) -> State | None:
    """None also where the stream is another programme's."""
    body = connection.scalar(_STATE_WITHIN, {"stream": stream, "programme": programme})
    return None if body is None else STATES[kind_of(stream)].model_validate_json(body)


def programme_of(connection: Connection, stream: Stream) -> ProgrammeId | None:
    return connection.scalar(select(states.c.programme).where(states.c.stream == stream))


def offset_of(connection: Connection, programme: ProgrammeId) -> timedelta:
    found = select(heads.c.offset_microseconds).where(heads.c.programme == programme)
    return timedelta(microseconds=connection.scalar(found) or 0)


def number_of(connection: Connection, programme: ProgrammeId) -> int:
    return connection.scalar(select(heads.c.number).where(heads.c.programme == programme)) or 0


def definition_in_force(connection: Connection, programme: ProgrammeId) -> Definition:
    name = connection.scalar(select(heads.c.definition).where(heads.c.programme == programme))
    return definition_of(connection, programme, name)


def seated_definition(connection: Connection, programme: ProgrammeId) -> Definition:
    """The one in force, with the holders of its posts in their seats: for whoever asks who sits where."""
    return seated(definition_in_force(connection, programme), StatesRead(connection, programme))


def definition_of(connection: Connection, programme: ProgrammeId, name: Sha256 | None) -> Definition:
    """What the programme's head row names; before the first definition is loaded there are no bodies and
    nobody to write to.
    """
    if name is not None:
        return definition_named(connection, name)
    return Definition(
        id=programme,
        name=programme,
        short=programme,
        director=programme,
        secretariat=programme,
        rule_sets=(),
        bodies=(),
    )


def definition_named(connection: Connection, name: Sha256) -> Definition:
    """Raises LookupError when there is none."""
    return _definitions.get(name, lambda: _definition_read(connection, name))


def _definition_read(connection: Connection, name: Sha256) -> Definition:
    body = connection.scalar(select(definitions.c.body).where(definitions.c.hash == name))
    if body is None:
        raise LookupError(name)
    return Definition.model_validate_json(body)


def words_of(connection: Connection, digest: Sha256) -> str | None:
    """What was typed; None when it was erased."""
    return connection.scalar(select(texts.c.words).where(texts.c.digest == digest))


def words_by_digest(connection: Connection, digests: Iterable[Sha256]) -> dict[Sha256, str]:
    """What was typed, in one question; what was erased is missing."""
    found = select(texts.c.digest, texts.c.words).where(
        texts.c.digest.in_(sorted(set(digests))), texts.c.words.is_not(None)
    )
    return {row.digest: row.words for row in connection.execute(found)}


def person_of(connection: Connection, programme: ProgrammeId, person: PersonId) -> tuple[str, str] | None:
    """Name and address."""
    found = select(people.c.name, people.c.address).where(
        people.c.programme == programme, people.c.person == person
    )
    row = connection.execute(found).one_or_none()
    return (row.name, row.address) if row else None


def line_at(connection: Connection, programme: ProgrammeId, number: int) -> Recorded | None:
    found = select(lines.c.payload).where(lines.c.programme == programme, lines.c.number == number)
    payload = connection.scalar(found)
    return None if payload is None else Recorded.model_validate_json(payload)
