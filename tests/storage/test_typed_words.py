"""Words typed for a meeting or a promise: told to people, kept beside the ledger and never in it."""

from datetime import UTC, date, datetime

import pytest
from a_board import Board
from a_meeting import MEETING, a_meeting_partnership
from a_partnership import BOARD, PROGRAMME, SECRETARY
from sqlalchemy import Connection, select, update

from models.commands import IssuePapers
from models.events import By
from models.letters import LetterFacts, LetterKind
from models.programme import Loaded
from models.tables.ledger import lines, states, texts
from models.values import Assurance, Channel, ObligationSort
from services import meetings, obligations
from services.acting import Caller, House
from storage.database import Database
from storage.verifying import first_break, rebuild_if_whole
from tests.web.a_web import NobodyHears

HALL, PIER, BRIEF, WHEN = (
    "the harbour hall",
    "the end of the pier",
    "the brief of the chair",
    "early in the new year",
)


def in_the_hall() -> Loaded:
    loaded = a_meeting_partnership()
    (held,) = loaded.definition.meetings
    changed = loaded.definition.model_copy(update={"meetings": (held.model_copy(update={"place": HALL}),)})
    return loaded.model_copy(update={"definition": changed})


@pytest.fixture
async def board(database: Database) -> Board:
    """One meeting of the calendar, one called beside it, and one promise."""
    board = Board(database)
    await board.load(in_the_hall())
    await board.ask()
    caller = Caller(By(person=SECRETARY, channel=Channel.COMMAND, assurance=Assurance.SIGNED_IN), "key")
    starts, said_on = datetime(2020, 5, 6, 13, 30, tzinfo=UTC), datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
    called = await meetings.call_meeting(
        house_of(board), PROGRAMME, caller, meeting="special", bodies=(BOARD,), starts=starts, place=PIER
    )
    opened = await obligations.open_obligation(
        house_of(board),
        PROGRAMME,
        caller,
        obligation="pr1",
        sort=ObligationSort.PROMISE,
        owner=SECRETARY,
        words="the plan is published",
        due=obligations.when_said(WHEN, said_on),
        source=BRIEF,
    )
    assert (called.accepted, opened.accepted) == (True, True)
    return board


def house_of(board: Board) -> House:
    return House(database=board.database, ledger=board.ledger, clock=board.clock, running=NobodyHears())


async def sent(board: Board) -> list[LetterFacts]:
    claimed = [await board.letters.claim(each) for each in await board.letters.due(PROGRAMME)]
    return [facts for facts in claimed if facts]


def stored(connection: Connection) -> str:
    """Every line and every state, as they stand in the database."""
    return "\n".join(
        [*connection.scalars(select(lines.c.payload)), *connection.scalars(select(states.c.state))]
    )


def erase(connection: Connection, words: str) -> None:
    assert connection.execute(update(texts).where(texts.c.words == words).values(words=None)).rowcount == 1


@pytest.mark.parametrize("words", [HALL, PIER, BRIEF, WHEN])
async def test_no_typed_word_stands_in_the_ledger_or_the_register(board: Board, words: str) -> None:
    assert words not in await board.database.read(stored)
    await board.database.write(erase, words)
    assert await board.database.read(first_break, PROGRAMME) is None


async def test_the_register_is_made_anew_as_it_was(board: Board) -> None:
    assert await board.database.write(rebuild_if_whole, PROGRAMME) == (None, ())


async def test_lists_show_the_words(board: Board) -> None:
    house = house_of(board)
    listed = await meetings.meetings(house, PROGRAMME)
    assert {each.meeting: each.place for each in listed} == {MEETING: HALL, "special": PIER}
    assert (await meetings.meeting(house, PROGRAMME, "special")).place == PIER
    (line,) = await obligations.obligations(house, PROGRAMME)
    assert (line.source, line.due.words, line.due.latest) == (BRIEF, WHEN, date(2021, 3, 31))
    assert await obligations.obligation(house, PROGRAMME, "pr1") == line


async def test_letters_say_the_words(board: Board) -> None:
    assert (await board.act(f"meeting/{MEETING}", IssuePapers())).accepted
    letters = await sent(board)
    assert {each.place for each in letters if each.kind is LetterKind.MEETING_NOTICE} == {PIER}
    assert {each.place for each in letters if each.kind is LetterKind.PAPERS_ISSUED} == {HALL}
    (promised,) = {each.due_words for each in letters if each.kind is LetterKind.PROMISE_OPENED}
    assert promised == f"{WHEN}, at the latest on Wednesday 31 March 2021"


async def test_words_that_were_erased_leave_the_dates(board: Board) -> None:
    for words in (PIER, BRIEF, WHEN):
        await board.database.write(erase, words)
    assert (await meetings.meeting(house_of(board), PROGRAMME, "special")).place == "(erased)"
    (line,) = await obligations.obligations(house_of(board), PROGRAMME)
    assert (line.source, line.due.words, line.due.latest) == ("(erased)", "(erased)", date(2021, 3, 31))
