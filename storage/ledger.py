"""`act`, the only way to change anything: one transaction from the question to the answer."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, insert, select, update

from models.acts import Acted, Decision, Due, Entry, NotYet, Refused, Sent
from models.commands import Command
from models.errors import NotFound
from models.events import ActRefused, ClockSet, DefinitionLoaded, Recorded
from models.folding import State, folded, is_held, is_open, kind_of
from models.post_commands import EraseCandidates
from models.tables.ledger import heads, lines, states, texts, told
from models.values import Instant, ProgrammeId, Stream, texts_in
from rules.deciding import decide
from rules.known import Known
from rules.notices import is_adopting, notices
from rules.refusals import refused
from storage import outbox
from storage.clock import Clock
from storage.database import Database, is_postgresql
from storage.forgetting import forget
from storage.register import EMPTY, StatesRead, known_at, programme_of

log = structlog.get_logger()


class Ledger:
    """The record of one deployment. Whoever is answered has been answered after the commit."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def act(self, programme: ProgrammeId, stream: Stream, command: Command, sent: Sent) -> Acted:
        """Ask the rules what the command does, and make it so.

        Raises NotFound for a programme that does not exist, Unavailable when the database is not there.
        """
        async with self._database.writing() as connection:
            offset = await connection.run_sync(_lock_head, programme)
            at = await self._clock.now() + offset
            acted = await connection.run_sync(_act, _Act(programme, stream, command, sent, at))
        if isinstance(command, EraseCandidates) and acted.accepted:
            await self._database.empty_log()
        return acted

    async def do_due(self, due: Due) -> Acted:
        """What a workflow does at an instant; a stream that is gone leaves nothing to do."""
        programme = await self._database.read(programme_of, due.stream)
        if programme is None:
            return Acted(accepted=False, already=True)
        return await self.act(programme, due.stream, due.command, Sent(id=due.id))

    async def begin_programme(self, programme: ProgrammeId) -> None:
        """The head row of a new programme; nothing if it is there."""
        await self._database.write(_begin, programme)


@dataclass(frozen=True)
class _Act:
    programme: ProgrammeId
    stream: Stream
    command: Command
    sent: Sent
    at: Instant


def _begin(connection: Connection, programme: ProgrammeId) -> None:
    if connection.scalar(select(heads.c.programme).where(heads.c.programme == programme)) is None:
        connection.execute(
            insert(heads).values(programme=programme, number=0, hash=EMPTY, offset_microseconds=0)
        )


def _lock_head(connection: Connection, programme: ProgrammeId) -> timedelta:
    """First and alone: one writer at a time in a programme, so that nothing read here can change."""
    find = select(heads.c.offset_microseconds).where(heads.c.programme == programme)
    offset = connection.scalar(find.with_for_update() if is_postgresql(connection) else find)
    if offset is None:
        raise NotFound("unknown-programme")
    return timedelta(microseconds=offset)


def _act(connection: Connection, act: _Act) -> Acted:
    if (before := _told_before(connection, act)) is not None:
        return before.model_copy(update={"already": True})
    known = known_at(connection, act.programme, act.at, act.sent.by, act.sent.happened)
    decision = decide(known, act.stream, act.command)
    answer = _carry_out(connection, act, known, decision)
    if act.sent.by is not None or (answer.accepted and not answer.already):
        _remember(connection, act, answer)
    return answer


def _carry_out(connection: Connection, act: _Act, known: Known, decision: Decision) -> Acted:
    match decision:
        case NotYet(until=until):
            return Acted(accepted=False, not_before=until, code="not-yet")
        case Refused(code=code, words=words):
            log.info("act.refused", stream=act.stream, command=_kind(act.command), code=code)
            number = _on_record(connection, act, known, code)
            return Acted(accepted=False, number=number, code=code, words=words)
        case ():
            return Acted(accepted=True, already=True, number=_head(connection, act.programme)[0])
        case entries if _is_taken_elsewhere(connection, act.programme, entries):
            return _carry_out(connection, act, known, refused("taken-elsewhere"))
        case entries:
            return Acted(accepted=True, number=_append(connection, act, known, entries))


def _is_taken_elsewhere(connection: Connection, programme: ProgrammeId, entries: Iterable[Entry]) -> bool:
    """A stream's name is a workflow's, so no two programmes share one; nobody writes on another's."""
    found = select(states.c.stream).where(
        states.c.stream.in_(sorted({entry.stream for entry in entries})), states.c.programme != programme
    )
    return connection.scalar(found.limit(1)) is not None


def _on_record(connection: Connection, act: _Act, known: Known, code: str) -> int:
    """A known person's refusal on a stream that exists is an event like any other."""
    if act.sent.by is None or act.stream not in known.states:
        return 0
    refusal = Entry(act.stream, ActRefused(command=_kind(act.command), code=code))
    return _append(connection, act, known, (refusal,))


def _append(connection: Connection, act: _Act, known: Known, entries: Iterable[Entry]) -> int:
    number, previous = _head(connection, act.programme)
    recorded = []
    for entry in entries:
        number += 1
        line = Recorded(
            number=number,
            stream=entry.stream,
            event=entry.event,
            happened=entry.happened or act.at,
            recorded=act.at,
            by=act.sent.by,
            command_id=act.sent.id,
        )
        previous = _write(connection, act.programme, line, previous)
        _project(connection, act.programme, known, line)
        recorded.append(line)
    connection.execute(
        update(heads).where(heads.c.programme == act.programme).values(number=number, hash=previous)
    )
    _keep_words(connection, act.programme, recorded)
    for line in recorded:
        forget(connection, act.programme, known, line)
    _tell(connection, act, known, recorded)
    return number


def _write(connection: Connection, programme: ProgrammeId, line: Recorded, previous: str) -> str:
    payload = line.model_dump_json()
    line_hash = hash_of(previous, payload)
    connection.execute(
        insert(lines).values(
            programme=programme,
            number=line.number,
            stream=line.stream,
            kind=line.event.kind,
            payload=payload,
            previous_hash=previous,
            hash=line_hash,
        )
    )
    return line_hash


def _keep_words(connection: Connection, programme: ProgrammeId, recorded: list[Recorded]) -> None:
    """Typed words beside the ledger, each once, where they can be erased without breaking the chain."""
    texts_by_digest = {text.digest: text for line in recorded for text in texts_in(line.event) if text.words}
    for text in texts_by_digest.values():
        connection.execute(
            insert(texts).values(digest=text.digest, programme=programme, salt=text.salt, words=text.words)
        )


def _project(connection: Connection, programme: ProgrammeId, known: Known, line: Recorded) -> None:
    """Fold the line into its stream's state, and into the head what every act must know at once."""
    before = known.states.get(line.stream)
    after = folded(before, line)
    if isinstance(known.states, StatesRead):
        known.states.is_now(line.stream, after)
    row = state_row(programme, line.stream, line.number, after)
    if before is None:
        connection.execute(insert(states).values(**row))
    else:
        is_it = (states.c.stream == line.stream) & (states.c.programme == programme)
        connection.execute(update(states).where(is_it).values(**row))
    if changes := _head_changes(line):
        connection.execute(update(heads).where(heads.c.programme == programme).values(**changes))


def state_row(programme: ProgrammeId, stream: Stream, number: int, state: State) -> dict[str, Any]:
    """A stream's row in the register, whole, with what is read off the state to find it by."""
    return {
        "stream": stream,
        "programme": programme,
        "kind": kind_of(stream),
        "subject": stream.split("/")[1],
        "number": number,
        "is_open": is_open(state),
        "is_held": is_held(state),
        "state": state.model_dump_json(),
    }


def _head_changes(line: Recorded) -> dict[str, Any]:
    match line.event:
        case ClockSet(offset=offset):
            return {"offset_microseconds": offset // timedelta(microseconds=1)}
        case DefinitionLoaded(definition=definition):
            return {"definition": definition}
        case _:
            return {}


def _tell(connection: Connection, act: _Act, known: Known, recorded: list[Recorded]) -> None:
    for line in recorded:
        if not is_adopting(known, line.stream):
            outbox.wake(connection, act.programme, line)
        for notice in notices(known, line):
            outbox.post(connection, line, notice, known)


def _head(connection: Connection, programme: ProgrammeId) -> tuple[int, str]:
    row = connection.execute(select(heads.c.number, heads.c.hash).where(heads.c.programme == programme)).one()
    return row.number, row.hash


def _told_before(connection: Connection, act: _Act) -> Acted | None:
    found = select(told.c.answer).where(told.c.programme == act.programme, told.c.command_id == act.sent.id)
    answer = connection.scalar(found)
    return None if answer is None else Acted.model_validate_json(answer)


def _remember(connection: Connection, act: _Act, answer: Acted) -> None:
    connection.execute(
        insert(told).values(
            programme=act.programme,
            command_id=act.sent.id,
            number=answer.number,
            answer=answer.model_dump_json(),
        )
    )


def _kind(command: Command) -> str:
    return str(command.model_dump(include={"kind"})["kind"])


def hash_of(previous: str, payload: str) -> str:
    """A line's hash covers the line before it and its own text as stored."""
    return hashlib.sha256(f"{previous}\n{payload}".encode()).hexdigest()
