"""What candidates said of themselves is erased when its time is up, and nothing else is touched."""

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from a_board import Board
from a_partnership import PROGRAMME, SECRETARY
from a_post import (
    ON_POST,
    PANEL,
    PARTICULARS,
    PERMANENT,
    POST,
    RECRUIT,
    RECRUITER,
    ROUND,
    TOWNS,
    a_partnership_with_a_post,
    confirming,
)
from sqlalchemy import Connection, delete, select

from letters.compose import compose
from models.acts import Due
from models.commands import Command, CorrectRecord
from models.post_commands import (
    DeclarePanelInterest,
    EnterCandidate,
    EstablishPost,
    OpenRound,
    SetPanel,
    WithdrawRound,
)
from models.recruitment import Round
from models.tables.ledger import lines, states, texts, told
from models.tables.outbox import letters
from models.tables.partnership import people
from models.values import Text
from rules.waits import recruitment_wait
from storage.database import Database
from storage.listings import lines_of
from storage.register import state_of
from storage.verifying import first_break, rebuild_if_whole
from tests.letters.sample_facts import QUORATE

WORDS = PARTICULARS.split(", ")
KNOWN_HERE = PERMANENT
"""The second candidate, who is somebody here already: in no seat, so nothing but the people holds the id."""
NATURE, CORRECTION = "we shared an office for years", "this one is called otherwise"
WHY = "the post is not needed any more"


@pytest.fixture
async def board(database: Database) -> Board:
    return await after_a_round(database)


async def after_a_round(database: Database, *, withdrawn: bool = True) -> Board:
    """Of two candidates, withdrawn: what they said is kept for 30 days."""
    opened = Board(database)
    opened.clock.shown = datetime(2020, 1, 6, 10, 0, tzinfo=UTC)
    await opened.load(a_partnership_with_a_post(retention_days=30))
    for stream, command, person in confirming(RECRUIT, TOWNS):
        await does(opened, stream, command, person)
    await does(opened, ON_POST, EstablishPost(matter=RECRUIT))
    await does(opened, ROUND, OpenRound(post=POST, number=1))
    await does(opened, ROUND, SetPanel(members=PANEL, quorum=2))
    for reference, known_as in (("c-1", None), ("c-2", Text.of(KNOWN_HERE))):
        particulars = Text.of(f"{reference}: {PARTICULARS}")
        entering = EnterCandidate(reference=reference, particulars=particulars, person=known_as)
        await does(opened, ROUND, entering)
    await does(opened, ROUND, DeclarePanelInterest(person=PANEL[0], nature=Text.of(NATURE)))
    entered = (await opened.database.read(lines_of, PROGRAMME, ROUND, 1))[0].number
    await does(opened, ROUND, SetPanel(members=PANEL[1:], quorum=2))
    await does(opened, ROUND, CorrectRecord(number=entered, words=Text.of(CORRECTION)), SECRETARY)
    if withdrawn:
        await does(opened, ROUND, WithdrawRound(reason=Text.of(WHY)))
    return opened


async def does(board: Board, stream: str, command: Command, person: str | None = RECRUITER) -> None:
    acted = await board.act(stream, command, person)
    assert acted.accepted, acted


async def erase(board: Board) -> None:
    """As the round's workflow does when the time is up."""
    round_ = await board.database.read(state_of, ROUND)
    assert isinstance(round_, Round)
    step = recruitment_wait(round_).next_step
    assert step is not None
    board.clock.shown = step.at
    assert (await board.ledger.do_due(Due(stream=ROUND, command=step.command))).accepted


def stored(connection: Connection) -> str:
    columns = (lines.c.payload, states.c.state, texts.c.words, texts.c.salt, told.c.answer, letters.c.kind)
    return "\n".join(str(each) for column in columns for each in connection.scalars(select(column)))


def on_record(connection: Connection) -> str:
    columns = (lines.c.payload, states.c.state)
    return "\n".join(str(each) for column in columns for each in connection.scalars(select(column)))


def kept(connection: Connection) -> set[str]:
    return {str(words) for words in connection.scalars(select(texts.c.words))}


def leave_only_the_record_of(connection: Connection, person: str) -> None:
    connection.execute(delete(people).where(people.c.person == person))


def files_of(database: Database) -> Iterator[bytes]:
    """Of a SQLite file, with its log, as they lie on the disk."""
    folder = Path(str(database.url.database)).parent
    for path in folder.glob("quorate.db*"):
        yield path.read_bytes()


async def test_what_candidates_said_is_gone_and_what_others_said_is_not(board: Board) -> None:
    before = await board.database.read(stored)
    assert all(word in before for word in (*WORDS, KNOWN_HERE, NATURE, CORRECTION))
    await erase(board)
    assert board.clock.shown.date() == date(2020, 2, 5)
    after = await board.database.read(stored)
    assert not [word for word in (*WORDS, KNOWN_HERE, NATURE, CORRECTION) if word in after]
    assert WHY in await board.database.read(kept)
    assert "few are expected to apply" in await board.database.read(kept)


async def test_that_a_candidate_is_somebody_known_here_keeps_them_off_the_panel_and_is_on_no_record(
    database: Database,
) -> None:
    board = await after_a_round(database, withdrawn=False)
    before = await board.database.read(on_record)
    joining = SetPanel(members=(*PANEL, KNOWN_HERE), quorum=2)
    refused = await board.act(ROUND, joining, RECRUITER)
    assert (refused.code, refused.number) == ("candidate-on-panel", 0)
    assert await board.database.read(on_record) == before
    assert KNOWN_HERE not in before


async def test_the_ledger_is_whole_after_it_and_gives_the_same_register(board: Board) -> None:
    await erase(board)
    assert await board.database.read(first_break, PROGRAMME) is None
    assert await board.database.write(rebuild_if_whole, PROGRAMME) == (None, ())
    round_ = await board.database.read(state_of, ROUND)
    assert isinstance(round_, Round)
    assert round_.erased is not None
    assert len(round_.candidates) == 2


async def test_no_file_of_ours_holds_the_words_after_it(
    sqlite: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """A server overwrites its own files in its own time. Whoever is known here already stands among the
    people too: that row is taken away first, so that what is left of the id would be of the candidate.
    """
    with caplog.at_level(logging.DEBUG):
        board = await after_a_round(sqlite)
        await sqlite.write(leave_only_the_record_of, KNOWN_HERE)
        assert await sqlite.read(kept) > {KNOWN_HERE}
        assert any(WORDS[0].encode() in content for content in files_of(sqlite))
        await erase(board)
    said = (*WORDS, KNOWN_HERE)
    assert not [word for word in said for each in files_of(sqlite) if word.encode() in each]
    assert not [word for word in said if word in caplog.text]


async def test_no_letter_holds_them_before_or_after(board: Board) -> None:
    await erase(board)
    board.clock.shown = datetime(2020, 2, 6, 10, 0, tzinfo=UTC)
    written = []
    while due := await board.letters.due(PROGRAMME):
        for letter in due:
            if facts := await board.letters.claim(letter):
                written.append(compose(facts, QUORATE))
                await board.letters.sent(letter)
    assert len(written) > 4
    said = (*WORDS, KNOWN_HERE)
    assert not [each for each in written if any(word in f"{each.subject}{each.text}" for word in said)]


async def test_before_the_time_is_up_nothing_is_erased(board: Board) -> None:
    round_ = await board.database.read(state_of, ROUND)
    assert isinstance(round_, Round)
    step = recruitment_wait(round_).next_step
    assert step is not None
    acted = await board.ledger.do_due(Due(stream=ROUND, command=step.command))
    assert acted.not_before == step.at
    still = await board.database.read(stored)
    assert all(word in still for word in WORDS)
