"""`act` on both engines: one transaction, one answer, a chain that shows every change."""

import asyncio
from datetime import UTC, datetime

import pytest
from a_partnership import (
    APPROVAL,
    CONTENT,
    MATTER,
    PROGRAMME,
    SECRETARY,
    SIGN_OFF,
    SPONSOR,
    a_partnership,
    a_rule_set,
    holder,
    seat,
    written,
)
from sqlalchemy import Connection, delete, select, text, update
from sqlalchemy.exc import DBAPIError

from models.acts import Acted, Sent
from models.commands import Command, GiveAnswer, LoadDefinition, OpenMatter, OpenStage, RaiseConcern
from models.events import By
from models.programme import RuleSet
from models.sign_off import SignOff
from models.tables.ledger import lines, states
from models.tables.outbox import letters, wakes
from models.values import Answer, Channel, Instant, Standing, Text
from storage import partnership
from storage.database import Database
from storage.ledger import Ledger
from storage.register import state_of
from storage.verifying import first_break, rebuild

NOW = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)


class SetClockTo:
    """A clock that shows what the test says."""

    def __init__(self, now: Instant) -> None:
        self.shown = now

    async def now(self) -> Instant:
        return self.shown


class Board:
    """The harbour board's ledger, and the few things a test asks of it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = SetClockTo(NOW)
        self.ledger = Ledger(database, self.clock)
        self._sent = 0

    async def act(self, stream: str, command: Command, person: str = SECRETARY, id_: str = "") -> Acted:
        self._sent += 1
        by = By(person=person, channel=Channel.COMMAND)
        return await self.ledger.act(PROGRAMME, stream, command, Sent(id=id_ or f"id-{self._sent}", by=by))

    async def open(self, members: int = 5, rules: RuleSet | None = None) -> None:
        await self.ledger.begin_programme(PROGRAMME)
        name = await self.database.write(partnership.keep, a_partnership(members, rules), NOW)
        await self.act(f"programme/{PROGRAMME}", LoadDefinition(definition=name))
        await self.act(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR)
        await self.ledger.act(PROGRAMME, APPROVAL, OpenStage(stage="board"), Sent(id="open-stage"))

    async def answer(self, number: int, answer: Answer, reason: str = "", id_: str = "") -> Acted:
        command = GiveAnswer(
            seat=seat(number),
            answer=answer,
            content_hash=CONTENT,
            reason=Text.of(reason) if reason else None,
        )
        return await self.act(SIGN_OFF, command, holder(number), id_)

    async def sign_off(self) -> SignOff:
        state = await self.database.read(state_of, SIGN_OFF)
        assert isinstance(state, SignOff)
        return state


@pytest.fixture
async def board(database: Database) -> Board:
    opened = Board(database)
    await opened.open()
    return opened


async def test_a_majority_of_answers_settles_the_sign_off_in_the_same_act(board: Board) -> None:
    for number in (1, 2):
        await board.answer(number, Answer.APPROVE)
    assert (await board.sign_off()).standing is Standing.OPEN
    await board.answer(3, Answer.APPROVE)
    assert (await board.sign_off()).standing is Standing.APPROVED


async def test_the_same_command_id_is_one_act_and_gets_the_same_answer(board: Board) -> None:
    first = await board.answer(1, Answer.APPROVE, id_="pressed")
    again = await board.answer(1, Answer.APPROVE, id_="pressed")
    assert (first.number, again.number, again.already) == (first.number, first.number, True)
    assert len(await board.database.read(_lines_of_kind, "answer-given")) == 1


async def test_two_presses_at_once_are_one_act(board: Board) -> None:
    told = await asyncio.gather(*(board.answer(1, Answer.APPROVE, id_="pressed") for _ in range(8)))
    assert {answer.number for answer in told} == {told[0].number}
    assert sum(not answer.already for answer in told) == 1


async def test_a_known_persons_refusal_is_on_the_record(board: Board) -> None:
    refused = await board.answer(1, Answer.OBJECT)
    assert (refused.accepted, refused.code) == (False, "reason-missing")
    (line,) = await board.database.read(_lines_of_kind, "act-refused")
    assert "reason-missing" in line


async def test_an_act_calls_for_its_letters_and_wakes_in_the_same_transaction(board: Board) -> None:
    await board.answer(1, Answer.APPROVE)
    assert await board.database.read(_letters) == ["sign-off-request"] * 5 + ["receipt"]
    assert await board.database.read(_woken) == [APPROVAL, SIGN_OFF]


async def test_typed_words_are_never_in_the_ledger(board: Board) -> None:
    await board.answer(1, Answer.OBJECT, reason="my private reason")
    payloads = await board.database.read(_all_payloads)
    assert not any("my private reason" in payload for payload in payloads)


async def test_verify_names_the_first_line_that_was_changed(board: Board) -> None:
    assert await board.database.read(first_break, PROGRAMME) is None
    await board.database.write(_forge, 4)
    assert await board.database.read(first_break, PROGRAMME) == 4


@pytest.mark.parametrize("rewriting", ["update lines set payload = ''", "delete from lines"])
async def test_the_database_itself_refuses_to_rewrite_the_ledger(board: Board, rewriting: str) -> None:
    with pytest.raises(DBAPIError, match="only ever added to"):
        await board.database.write(lambda connection: connection.execute(text(rewriting)))


async def test_verify_names_a_line_that_was_taken_out(board: Board) -> None:
    await board.database.write(_take_out, 3)
    assert await board.database.read(first_break, PROGRAMME) == 3


async def test_the_register_rebuilt_from_the_ledger_is_the_same(board: Board) -> None:
    await board.answer(1, Answer.APPROVE)
    assert await board.database.write(rebuild, PROGRAMME) == ()
    await board.database.write(_spoil_states)
    assert await board.database.write(rebuild, PROGRAMME) == (SIGN_OFF,)
    assert (await board.sign_off()).answers[seat(1)].answer is Answer.APPROVE


async def test_no_update_is_lost_between_eight_who_write_at_once(board: Board) -> None:
    """8 tasks x 25 acts, each reading the concerns there are and adding the next number."""

    async def add(times: int) -> None:
        for _ in range(times):
            await board.act(SIGN_OFF, RaiseConcern(words=Text.of("why?")), SPONSOR)

    await asyncio.gather(*(add(25) for _ in range(8)))
    assert list((await board.sign_off()).concerns)[-1] == "c200"


async def test_a_written_procedure_ends_under_the_rules_it_began_under(board: Board) -> None:
    stricter = a_rule_set(written(agreeing=5), id="board-rules")
    name = await board.database.write(partnership.keep, a_partnership(5, stricter), NOW)
    await board.act(f"programme/{PROGRAMME}", LoadDefinition(definition=name))
    for number in (1, 2, 3):
        await board.answer(number, Answer.APPROVE)
    assert (await board.sign_off()).standing is Standing.APPROVED


def _lines_of_kind(connection: Connection, kind: str) -> list[str]:
    return list(connection.scalars(select(lines.c.payload).where(lines.c.kind == kind)))


def _all_payloads(connection: Connection) -> list[str]:
    return list(connection.scalars(select(lines.c.payload)))


def _letters(connection: Connection) -> list[str]:
    return list(connection.scalars(select(letters.c.kind).order_by(letters.c.number)))


def _woken(connection: Connection) -> list[str]:
    return list(connection.scalars(select(wakes.c.stream).order_by(wakes.c.stream)))


def _without_guards(connection: Connection) -> None:
    """As somebody could who holds the database's own password."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("drop trigger lines_are_kept on lines"))
    else:
        connection.execute(text("drop trigger lines_are_not_changed"))
        connection.execute(text("drop trigger lines_are_not_deleted"))


def _forge(connection: Connection, number: int) -> None:
    _without_guards(connection)
    connection.execute(update(lines).where(lines.c.number == number).values(payload=lines.c.payload + " "))


def _take_out(connection: Connection, number: int) -> None:
    _without_guards(connection)
    connection.execute(delete(lines).where(lines.c.number == number))


def _spoil_states(connection: Connection) -> None:
    row = connection.execute(select(states).where(states.c.stream == SIGN_OFF)).one()
    spoilt = SignOff.model_validate_json(row.state).model_copy(update={"answers": {}})
    connection.execute(
        update(states).where(states.c.stream == SIGN_OFF).values(state=spoilt.model_dump_json())
    )
