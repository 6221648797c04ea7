"""Keeping a partnership: its definition and rule-sets by hash, its people, its documents' bytes."""

from collections.abc import Iterable

from sqlalchemy import Connection, Table, insert, select, update

from models.errors import Malformed
from models.programme import Definition, Loaded, Person
from models.tables.ledger import heads, states
from models.tables.partnership import definitions, files, people, rule_sets
from models.values import Instant, ProgrammeId, Sha256, Stream, content_hash
from storage.register import definition_named

PDF = "application/pdf"


def keep(connection: Connection, loaded: Loaded, now: Instant) -> Sha256:
    """Everything a loaded definition brings; idempotent, since all but people is named by its hash. Raises
    Malformed for an id that another programme uses: streams, and so workflows, are named by it.
    """
    _must_be_free(connection, loaded.definition)
    name = content_hash(loaded.definition)
    _keep_definition(connection, name, loaded.definition, now)
    for rule_set in loaded.definition.rule_sets:
        _once(connection, rule_sets, content_hash(rule_set), body=rule_set.model_dump_json())
    for sha256, content in loaded.files.items():
        if connection.scalar(select(files.c.sha256).where(files.c.sha256 == sha256)) is None:
            connection.execute(
                insert(files).values(sha256=sha256, media_type=PDF, size=len(content), content=content)
            )
    _keep_people(connection, loaded.definition.id, loaded.people)
    return name


def file_named(connection: Connection, sha256: Sha256) -> tuple[str, bytes] | None:
    """Media type and bytes."""
    found = select(files.c.media_type, files.c.content).where(files.c.sha256 == sha256)
    row = connection.execute(found).one_or_none()
    return (row.media_type, row.content) if row else None


def _must_be_free(connection: Connection, definition: Definition) -> None:
    taken = _streams_of(definition) & _taken_by_others(connection, definition.id)
    if taken:
        ids = ", ".join(stream.replace("approval/", "matter ").replace("/", " ") for stream in sorted(taken))
        raise Malformed(
            "taken-elsewhere", f"Another programme kept here has this already: {ids}. Choose other ids."
        )


def _taken_by_others(connection: Connection, programme: ProgrammeId) -> set[Stream]:
    """What others' definitions in force plan, and what they ever opened."""
    planned = select(heads.c.definition).where(
        heads.c.programme != programme, heads.c.definition.is_not(None)
    )
    begun = select(states.c.stream).where(
        states.c.programme != programme, states.c.kind.in_(("approval", "meeting"))
    )
    definitions_ = [definition_named(connection, name) for name in connection.scalars(planned).all()]
    return set(connection.scalars(begun)).union(*(_streams_of(each) for each in definitions_))


def _streams_of(definition: Definition) -> set[Stream]:
    matters = {f"approval/{plan.id}" for plan in definition.matters}
    return matters | {f"meeting/{meeting.id}" for meeting in definition.meetings}


def _keep_definition(connection: Connection, name: Sha256, definition: Definition, now: Instant) -> None:
    if connection.scalar(select(definitions.c.hash).where(definitions.c.hash == name)) is None:
        connection.execute(
            insert(definitions).values(
                hash=name, programme=definition.id, body=definition.model_dump_json(), loaded=now
            )
        )


def _once(connection: Connection, table: Table, name: Sha256, body: str) -> None:
    if connection.scalar(select(table.c.hash).where(table.c.hash == name)) is None:
        connection.execute(insert(table).values(hash=name, body=body))


def _keep_people(connection: Connection, programme: ProgrammeId, given: Iterable[Person]) -> None:
    """Addresses change without a new definition; a person who is gone stays, for what they did."""
    known = {
        row.person: row for row in connection.execute(select(people).where(people.c.programme == programme))
    }
    for person in given:
        row = known.get(person.id)
        values = {"name": person.name, "address": person.address}
        if row is None:
            connection.execute(insert(people).values(programme=programme, person=person.id, **values))
        elif (row.name, row.address) != (person.name, person.address):
            connection.execute(
                update(people)
                .where(people.c.programme == programme, people.c.person == person.id)
                .values(**values)
            )
