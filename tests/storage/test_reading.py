"""What is read back: rewritten words are noticed, an act's first line is found, few questions are asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from a_board import Board
from a_partnership import MATTER, PROGRAMME, SECRETARY, SIGN_OFF, SPONSOR, a_partnership
from sqlalchemy import Connection, event, insert, select, text, update

from models.commands import OpenObligation, RaiseConcern, SetClock
from models.dates import When
from models.programme import Definition
from models.tables.ledger import lines, texts
from models.tables.partnership import definitions
from models.values import ObligationSort, Text, content_hash
from storage import register
from storage.database import Database
from storage.duties import obligations_found
from storage.kept import Kept
from storage.lines import first_of_act, lines_of_act
from storage.register import definition_named
from storage.verifying import first_break, rebuild_if_whole


@pytest.fixture
async def board(database: Database) -> Board:
    opened = Board(database)
    await opened.open()
    return opened


async def ask_twice(board: Board) -> int:
    """The number of the second question's line."""
    for words in ("what does it cost?", "who pays?"):
        asked = await board.act(SIGN_OFF, RaiseConcern(words=Text.of(words)), SPONSOR)
        assert asked.accepted
    return asked.number


async def test_verify_names_the_line_whose_words_were_rewritten(board: Board) -> None:
    second = await ask_twice(board)
    assert await board.database.read(first_break, PROGRAMME) is None
    await board.database.write(rewritten, "who pays?", "nobody asks")
    assert await board.database.read(first_break, PROGRAMME) == second


async def test_words_that_were_erased_are_no_fault(board: Board) -> None:
    await ask_twice(board)
    await board.database.write(rewritten, "who pays?", None)
    assert await board.database.read(first_break, PROGRAMME) is None


async def test_the_register_holds_no_words_so_rewritten_ones_do_not_keep_it_from_being_made_anew(
    board: Board,
) -> None:
    await ask_twice(board)
    await board.database.write(rewritten, "who pays?", "nobody asks")
    assert await board.database.write(rebuild_if_whole, PROGRAMME) == (None, ())


async def test_an_act_begins_after_the_one_told_before_it_whichever_of_its_lines_is_asked(
    board: Board,
) -> None:
    await board.act(f"programme/{PROGRAMME}", SetClock(offset=timedelta(hours=1)))
    for number, command_id in await board.database.read(numbers_and_acts):
        of_it = [each for each, id_ in await board.database.read(numbers_and_acts) if id_ == command_id]
        with counted(board.database) as asked:
            first = await board.database.read(first_of_act, PROGRAMME, number)
        assert first is not None
        assert (first.number, len(asked)) == (of_it[0], 1)
        written = await board.database.read(lines_of_act, PROGRAMME, of_it[-1])
        assert [line.number for line in written] == of_it


async def test_a_line_that_is_not_there_began_no_act(board: Board) -> None:
    assert await board.database.read(first_of_act, PROGRAMME, 0) is None
    last = (await board.database.read(numbers_and_acts))[-1][0]
    assert await board.database.read(first_of_act, PROGRAMME, last + 1) is None


async def test_the_obligations_of_one_matter_and_their_words_are_two_questions(board: Board) -> None:
    for number in range(4):
        matter = MATTER if number % 2 else None
        await board.act(f"obligation/o{number}", promised(f"o{number}", matter))
    with counted(board.database) as asked:
        found = await board.database.read(obligations_found, PROGRAMME, MATTER)
    assert [each.obligation for each in found.obligations] == ["o1", "o3"]
    assert sorted(set(found.words.values())) == ["do o1", "do o3", "when it is ready"]
    assert len(asked) == 4  # and the programme's offset and definition, however many there are
    assert len((await board.database.read(obligations_found, PROGRAMME, None)).obligations) == 4


async def test_of_definitions_only_those_used_last_are_kept_in_memory(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "_definitions", Kept[Definition](2))
    names = [await board.database.write(a_definition_titled, f"Title {number}") for number in range(3)]
    for name in (names[0], names[1], names[0], names[2]):
        assert content_hash(await board.database.read(definition_named, name)) == name
    assert register._definitions.names == (names[0], names[2])


def promised(name: str, matter: str | None) -> OpenObligation:
    return OpenObligation(
        obligation=name,
        sort=ObligationSort.PROMISE,
        matter=matter,
        owner=SECRETARY,
        words=Text.of(f"do {name}"),
        due=When.unknown("when it is ready"),
    )


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The questions readers asked meanwhile, without the beginning and the end of the view."""
    asked: list[str] = []

    def note(_: Connection, __: object, statement: str, *___: object) -> None:
        if statement.lower().startswith("select"):
            asked.append(statement)

    engine = database.readers
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def rewritten(connection: Connection, words: str, by: str | None) -> None:
    assert connection.execute(update(texts).where(texts.c.words == words).values(words=by)).rowcount == 1


def numbers_and_acts(connection: Connection) -> list[tuple[int, str]]:
    found = connection.execute(select(lines.c.number, lines.c.payload).order_by(lines.c.number))
    return [(row.number, register.Recorded.model_validate_json(row.payload).command_id) for row in found]


def a_definition_titled(connection: Connection, name: str) -> str:
    definition = a_partnership().definition.model_copy(update={"name": name})
    row = {"hash": content_hash(definition), "programme": PROGRAMME, "body": definition.model_dump_json()}
    connection.execute(insert(definitions).values(loaded=text("current_timestamp"), **row))
    return content_hash(definition)
