"""What was on record at a moment gone by is read off the ledger, line for line as it was then."""

from datetime import timedelta

import pytest
from a_board import Board
from a_partnership import APPROVAL, PROGRAMME, SECRETARY, SIGN_OFF, a_partnership
from sqlalchemy import Connection

from models.commands import HoldMatter
from models.folding import State
from models.values import Instant, Text
from rules.known import Known
from storage.as_it_stood import known_as_it_stood
from storage.database import Database
from storage.register import known_at

STREAMS = (APPROVAL, SIGN_OFF)


@pytest.fixture
async def board(sqlite: Database) -> Board:
    opened = Board(sqlite)
    await opened.open()
    return opened


def now(connection: Connection, at: Instant) -> dict[str, State | None]:
    return states(known_at(connection, PROGRAMME, at))


def then(connection: Connection, at: Instant) -> dict[str, State | None]:
    return states(known_as_it_stood(connection, PROGRAMME, at))


def states(known: Known) -> dict[str, State | None]:
    return {stream: known.states.get(stream) for stream in STREAMS}


async def test_every_moment_is_told_as_the_register_had_it_then(board: Board) -> None:
    stood = {board.clock.shown: await board.database.read(now, board.clock.shown)}
    for number in (1, 2):
        board.clock.shown += timedelta(hours=3)
        assert (await board.answer(number)).accepted
        stood[board.clock.shown] = await board.database.read(now, board.clock.shown)
    board.clock.shown += timedelta(days=1)
    assert (await board.act(APPROVAL, HoldMatter(reason=Text.of("advice")), SECRETARY)).accepted
    assert len({str(each) for each in stood.values()}) == 3, "each moment differs from the others"
    for at, was in stood.items():
        assert await board.database.read(then, at) == was


async def test_what_happened_before_and_was_written_later_was_not_known(board: Board) -> None:
    before = board.clock.shown
    was = await board.database.read(now, before)
    board.clock.shown += timedelta(days=2)
    assert (await board.answer(1)).accepted
    assert await board.database.read(then, before + timedelta(days=1)) == was


async def test_before_the_first_line_there_is_nothing(board: Board) -> None:
    found = await board.database.read(then, board.clock.shown - timedelta(days=1))
    assert set(found.values()) == {None}


async def test_the_definition_is_the_one_in_force_then(board: Board) -> None:
    before = board.clock.shown
    loaded = a_partnership(7)
    board.clock.shown += timedelta(days=1)
    await board.load(loaded)

    def seats(connection: Connection, at: Instant) -> int:
        return len(known_as_it_stood(connection, PROGRAMME, at).definition.bodies[0].seats)

    assert await board.database.read(seats, before) == 5
    assert await board.database.read(seats, board.clock.shown) == 7
