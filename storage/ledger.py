"""`act`, the only way to change anything: one transaction from the question to the answer."""

import hashlib
from collections.abc import Iterable, Sequence
from contextvars import Context, copy_context
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, bindparam, insert, select, update

from models.acts import Acted, Decision, Due, Entry, NotYet, Refused, Sent
from models.commands import Command
from models.errors import NotFound
from models.events import ActRefused, ClockSet, DefinitionLoaded, Recorded
from models.folding import State, folded, is_held, is_open, kind_of
from models.post_commands import EraseCandidates
from models.tables.ledger import heads, lines, states, texts, told
from models.values import Instant, ProgrammeId, Sha256, Stream, texts_in
from rules.deciding import decide
from rules.known import Known
from rules.notices import is_adopting, notices
from rules.of_applicants import SAY_WHO_APPLIED
from rules.refusals import refused
from storage import outbox
from storage.act_ids import is_erasable, salted
from storage.clock import Clock
from storage.database import Database
from storage.forgetting import forget
from storage.register import EMPTY, StatesRead, definition_of, known_at, programme_of
from storage.together import Together

log = structlog.get_logger()

# Statements every act makes are built once: to put one together takes longer than to carry it out.
_LOCK_HEAD = select(heads).where(heads.c.programme == bindparam("programme")).with_for_update()
_TOLD = select(told.c.answer).where(
    told.c.programme == bindparam("programme"), told.c.command_id == bindparam("command_id")
)
_ADD_LINE, _ADD_STATE, _ADD_TOLD = insert(lines), insert(states), insert(told)
_UPDATE_HEAD = update(heads).where(heads.c.programme == bindparam("of_programme"))
_UPDATE_STATE = update(states).where(
    states.c.stream == bindparam("of_stream"), states.c.programme == bindparam("of_programme")
)


@dataclass(frozen=True)
class _Asked:
    """What somebody asks for, and the context in which they do, for what is logged of it."""

    stream: Stream
    command: Command
    sent: Sent
    context: Context


class Ledger:
    """The record of one deployment. Whoever is answered has been answered after the commit."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._together = Together(self._written)

    async def act(self, programme: ProgrammeId, stream: Stream, command: Command, sent: Sent) -> Acted:
        """Ask the rules what the command does, and make it so.

        Raises NotFound for a programme that does not exist, Unavailable when the database is not there and,
        after an erasure, while its log still holds what was erased: asked again, the log is emptied then.
        """
        acted = await self._together.answer(programme, _Asked(stream, command, sent, copy_context()))
        if isinstance(command, EraseCandidates) and acted.accepted:
            await self._database.empty_log()
        return acted

    async def _written(self, programme: ProgrammeId, asked: Sequence[_Asked]) -> list[Acted]:
        """The clock is read once the programme is ours, so that no line is older than the one before it."""
        async with self._database.writing() as connection:
            await connection.run_sync(_lock_head, programme)
            now = await self._clock.now()
            return await connection.run_sync(_act_in_turn, programme, asked, now)

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
class _Head:
    """Where a programme's ledger stood when this act began."""

    number: int
    hash: Sha256
    offset: timedelta
    definition: Sha256 | None


@dataclass(frozen=True)
class _Act:
    programme: ProgrammeId
    head: _Head
    stream: Stream
    command: Command
    sent: Sent
    at: Instant


def _begin(connection: Connection, programme: ProgrammeId) -> None:
    if connection.scalar(select(heads.c.programme).where(heads.c.programme == programme)) is None:
        connection.execute(
            insert(heads).values(programme=programme, number=0, hash=EMPTY, offset_microseconds=0)
        )


def _lock_head(connection: Connection, programme: ProgrammeId) -> _Head:
    """First and alone: one writer at a time in a programme, so that nothing read here can change."""
    row = connection.execute(_LOCK_HEAD, {"programme": programme}).one_or_none()
    if row is None:
        raise NotFound("unknown-programme")
    return _Head(row.number, row.hash, timedelta(microseconds=row.offset_microseconds), row.definition)


def _act_in_turn(
    connection: Connection, programme: ProgrammeId, asked: Iterable[_Asked], now: Instant
) -> list[Acted]:
    """Each knows what those before it did."""
    answers = []
    for each in asked:
        head = _lock_head(connection, programme)
        act = _Act(programme, head, each.stream, each.command, each.sent, now + head.offset)
        answers.append(each.context.run(_act, connection, act))
    return answers


def _act(connection: Connection, act: _Act) -> Acted:
    before = _told_before(connection, act)
    if before is None and act.sent.by is not None and is_erasable(act.stream, act.command):
        act = _salted(connection, act)
        before = _told_before(connection, act)
    if before is not None:
        return before.model_copy(update={"already": True})
    definition = definition_of(connection, act.programme, act.head.definition)
    known = known_at(connection, act.programme, act.at, act.sent.by, act.sent.happened, definition=definition)
    decision = decide(known, act.stream, act.command)
    answer = _carry_out(connection, act, known, decision)
    if _is_kept(act, answer):
        _remember(connection, act, answer)
    return answer


def _is_kept(act: _Act, answer: Acted) -> bool:
    """A refusal that says who applied is decided again whenever the same is asked."""
    if act.sent.by is None:
        return answer.accepted and not answer.already
    return answer.code not in SAY_WHO_APPLIED


def _salted(connection: Connection, act: _Act) -> _Act:
    """Under the id by which it is on the record. Former releases wrote the one given."""
    given = salted(connection, act.programme, act.stream, act.sent.id)
    return replace(act, sent=act.sent.model_copy(update={"id": given}))


def _carry_out(connection: Connection, act: _Act, known: Known, decision: Decision) -> Acted:
    match decision:
        case NotYet(until=until):
            return Acted(accepted=False, not_before=until, code="not-yet")
        case Refused(code=code, words=words) if code in SAY_WHO_APPLIED:
            return Acted(accepted=False, code=code, words=words)
        case Refused(code=code, words=words):
            log.info("act.refused", stream=act.stream, command=_kind(act.command), code=code)
            number = _on_record(connection, act, known, code)
            return Acted(accepted=False, number=number, code=code, words=words)
        case ():
            return Acted(accepted=True, already=True, number=act.head.number)
        case entries if _is_taken_elsewhere(connection, act.programme, known, entries):
            return _carry_out(connection, act, known, refused("taken-elsewhere"))
        case entries:
            number = _append(connection, act, known, entries)
            first = number - len(entries) + 1
            return Acted(accepted=True, number=number, first=first if first < number else 0)


def _is_taken_elsewhere(
    connection: Connection, programme: ProgrammeId, known: Known, entries: Iterable[Entry]
) -> bool:
    """A stream's name is a workflow's, so no two programmes share one; nobody writes on another's."""
    beginning = {entry.stream for entry in entries if entry.stream not in known.states}
    if not beginning:
        return False
    found = select(states.c.stream).where(
        states.c.stream.in_(sorted(beginning)), states.c.programme != programme
    )
    return connection.scalar(found.limit(1)) is not None


def _on_record(connection: Connection, act: _Act, known: Known, code: str) -> int:
    """A known person's refusal on a stream that exists is an event like any other."""
    if act.sent.by is None or act.stream not in known.states:
        return 0
    refusal = Entry(act.stream, ActRefused(command=_kind(act.command), code=code))
    return _append(connection, act, known, (refusal,))


def _append(connection: Connection, act: _Act, known: Known, entries: Iterable[Entry]) -> int:
    number, previous = act.head.number, act.head.hash
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
    changes = {name: value for line in recorded for name, value in _head_changes(line).items()}
    connection.execute(
        _UPDATE_HEAD, {"of_programme": act.programme, "number": number, "hash": previous, **changes}
    )
    _keep_words(connection, act.programme, recorded)
    for line in recorded:
        forget(connection, act.programme, line)
    _tell(connection, known, recorded)
    return number


def _write(connection: Connection, programme: ProgrammeId, line: Recorded, previous: str) -> str:
    payload = line.model_dump_json()
    line_hash = hash_of(previous, payload)
    row = {
        "programme": programme,
        "number": line.number,
        "stream": line.stream,
        "kind": line.event.kind,
        "payload": payload,
        "previous_hash": previous,
        "hash": line_hash,
    }
    connection.execute(_ADD_LINE, row)
    return line_hash


def _keep_words(connection: Connection, programme: ProgrammeId, recorded: list[Recorded]) -> None:
    """Typed words beside the ledger, each once, where they can be erased without breaking the chain."""
    texts_by_digest = {text.digest: text for line in recorded for text in texts_in(line.event) if text.words}
    for text in texts_by_digest.values():
        connection.execute(
            insert(texts).values(digest=text.digest, programme=programme, salt=text.salt, words=text.words)
        )


def _project(connection: Connection, programme: ProgrammeId, known: Known, line: Recorded) -> None:
    """Fold the line into its stream's state."""
    before = known.states.get(line.stream)
    after = folded(before, line)
    if isinstance(known.states, StatesRead):
        known.states.is_now(line.stream, after)
    row = state_row(programme, line.stream, line.number, after)
    if before is None:
        connection.execute(_ADD_STATE, row)
    else:
        connection.execute(_UPDATE_STATE, {"of_stream": line.stream, "of_programme": programme, **row})


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
    """What every act must know at once stands in the head too."""
    match line.event:
        case ClockSet(offset=offset):
            return {"offset_microseconds": offset // timedelta(microseconds=1)}
        case DefinitionLoaded(definition=definition):
            return {"definition": definition}
        case _:
            return {}


def _tell(connection: Connection, known: Known, recorded: list[Recorded]) -> None:
    for line in recorded:
        if not is_adopting(known, line.stream):
            outbox.wake(connection, line, known)
        outbox.post(connection, line, notices(known, line), known)


def _told_before(connection: Connection, act: _Act) -> Acted | None:
    answer = connection.scalar(_TOLD, {"programme": act.programme, "command_id": act.sent.id})
    return None if answer is None else Acted.model_validate_json(answer)


def _remember(connection: Connection, act: _Act, answer: Acted) -> None:
    row = {
        "programme": act.programme,
        "command_id": act.sent.id,
        "number": answer.number,
        "answer": answer.model_dump_json(),
    }
    connection.execute(_ADD_TOLD, row)


def _kind(command: Command) -> str:
    return str(command.model_dump(include={"kind"})["kind"])


def hash_of(previous: str, payload: str) -> str:
    """A line's hash covers the line before it and its own text as stored."""
    return hashlib.sha256(f"{previous}\n{payload}".encode()).hexdigest()
