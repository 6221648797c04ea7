"""What is kept of those who applied: in one table, by no digest that a guess confirms, and not for ever."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from a_board import Board
from a_partnership import PROGRAMME, SECRETARY
from a_post import (
    APPOINTMENT,
    CONFIRM,
    INTERIM,
    ON_POST,
    PANEL,
    PERMANENT,
    POST,
    RECRUIT,
    RECRUITER,
    ROUND,
    TERM,
    TOWNS,
    a_partnership_with_a_post,
    confirming,
)
from sqlalchemy import Connection, select
from structlog.testing import capture_logs

from models.acts import Acted, Due, Sent
from models.appointment import Appointment
from models.commands import Command, CorrectRecord
from models.dates import When, WorkingCalendar
from models.errors import Unavailable
from models.events import By
from models.post_commands import (
    DeclarePanelInterest,
    EnterCandidate,
    EstablishPost,
    OpenRound,
    PauseRound,
    ProposeAppointment,
    RecordEligibility,
    ResumeRound,
    SetPanel,
    WithdrawAppointment,
    WithdrawRound,
)
from models.post_events import TenureKind
from models.recruitment import Round
from models.tables.ledger import texts
from models.tables.schema import METADATA
from models.values import Channel, Text
from rules.waits import appointment_wait, recruitment_wait
from services.acting import Caller, command_id
from storage.corrections import corrections
from storage.database import Database
from storage.listings import lines_of
from storage.posts import particulars_found
from storage.register import state_of
from storage.verifying import first_break, rebuild_if_whole

WHO, NATURE, CORRECTION = "JANE ROE of Mill Lane", "JANE ROE is my sister", "it was JANE ROE of Mill Street"
PAUSED, RESUMED, WHY = "JANE ROE cannot come", "JANE ROE has come back", "the post is not needed any more"
SEEN, GAVE_UP = "the file of JANE ROE", "JANE ROE has a post elsewhere"
NAME = "JANE ROE"


@pytest.fixture
async def board(database: Database) -> Board:
    return await a_round_open(database)


async def a_round_open(database: Database) -> Board:
    """With its panel; what is typed in it is kept for 30 days."""
    opened = Board(database)
    opened.clock.shown = datetime(2020, 1, 6, 10, 0, tzinfo=UTC)
    await opened.load(a_partnership_with_a_post(retention_days=30))
    for stream, command, person in confirming(RECRUIT, TOWNS):
        await does(opened, stream, command, person)
    await does(opened, ON_POST, EstablishPost(matter=RECRUIT))
    await does(opened, ROUND, OpenRound(post=POST, number=1))
    await does(opened, ROUND, SetPanel(members=PANEL, quorum=2))
    return opened


async def does(board: Board, stream: str, command: Command, person: str | None = RECRUITER) -> Acted:
    acted = await board.act(stream, command, person)
    assert acted.accepted, acted
    return acted


def entering(words: str = WHO) -> EnterCandidate:
    return EnterCandidate(reference="c-1", particulars=Text.of(words))


async def erase(board: Board, stream: str = ROUND) -> None:
    assert (await board.ledger.do_due(await erasure_due(board, stream))).accepted


async def erasure_due(board: Board, stream: str = ROUND) -> Due:
    """What the stream's workflow asks for, now that the time is up."""
    state = await board.database.read(state_of, stream)
    assert isinstance(state, Round | Appointment)
    at_work = WorkingCalendar(holidays=frozenset())
    waits = recruitment_wait(state) if isinstance(state, Round) else appointment_wait(state, at_work)
    step = waits.next_step
    assert step is not None
    board.clock.shown = step.at
    return Due(stream=stream, command=step.command)


def everywhere(connection: Connection) -> Mapping[str, str]:
    """Every table as it stands."""
    return {
        table.name: "\n".join(map(str, connection.execute(select(table)))) for table in METADATA.sorted_tables
    }


async def tables_that_name(board: Board, words: str = NAME) -> set[str]:
    found = await board.database.read(everywhere)
    return {name for name, rows in found.items() if words in rows}


async def line_of(board: Board, kind: str, stream: str = ROUND) -> int:
    found = await board.database.read(lines_of, PROGRAMME, stream, None)
    return next(line.number for line in found if line.event.kind == kind)


async def correct(board: Board, kind: str, words: str = CORRECTION) -> Acted:
    command = CorrectRecord(number=await line_of(board, kind), words=Text.of(words))
    return await board.act(ROUND, command, SECRETARY)


# --- a round ------------------------------------------------------------------------------


async def test_words_about_candidates_stand_in_one_table_while_they_are_kept_and_then_in_none(
    board: Board,
) -> None:
    """Not in the ledger, the register, the outbox or an answer that was told; nor in a line of the log."""
    with capture_logs() as logged:
        await does(board, ROUND, entering())
        await does(board, ROUND, DeclarePanelInterest(person=PANEL[0], nature=Text.of(NATURE)))
        await does(board, ROUND, PauseRound(reason=Text.of(PAUSED)))
        await does(board, ROUND, ResumeRound(reason=Text.of(RESUMED)))
        assert (await board.act(ROUND, entering(), RECRUITER)).code == "candidate-exists"
        assert (await correct(board, "candidate-entered")).accepted
        assert (await correct(board, "record-corrected")).accepted
        await does(board, ROUND, WithdrawRound(reason=Text.of(WHY)))
        assert await tables_that_name(board) == {"texts"}
        await erase(board)
    assert await tables_that_name(board) == set()
    assert await tables_that_name(board, WHY) == {"texts"}, "why it ended is the record of a decision"
    assert NAME not in str(logged)
    assert await board.database.read(first_break, PROGRAMME) is None
    assert await board.database.write(rebuild_if_whole, PROGRAMME) == (None, ())


async def test_an_interest_in_somebody_who_never_applied_is_erased_too(board: Board) -> None:
    await does(board, ROUND, DeclarePanelInterest(person=PANEL[0], nature=Text.of(NATURE)))
    await does(board, ROUND, SetPanel(members=PANEL[1:], quorum=2))
    await does(board, ROUND, WithdrawRound(reason=Text.of(WHY)))
    await erase(board)
    assert await tables_that_name(board) == set()


async def test_what_is_known_of_candidates_is_not_kept_because_a_round_stands_still(board: Board) -> None:
    await does(board, ROUND, entering())
    await does(board, ROUND, PauseRound(reason=Text.of(PAUSED)))
    await erase(board)
    assert await tables_that_name(board) == set()


async def test_what_was_erased_is_not_written_down_again_by_whoever_corrects_it_g53(board: Board) -> None:
    await does(board, ROUND, entering())
    await does(board, ROUND, WithdrawRound(reason=Text.of(WHY)))
    await erase(board)
    for kind in ("candidate-entered", "panel-set", "candidates-erased"):
        assert (await correct(board, kind)).code == "line-forgotten", kind
    assert await tables_that_name(board) == set()
    assert (await correct(board, "round-closed", "it was a day before")).accepted


async def test_a_copy_made_after_it_holds_nothing(sqlite: Database, tmp_path: Path) -> None:
    board = await a_round_open(sqlite)
    await does(board, ROUND, entering())
    await does(board, ROUND, WithdrawRound(reason=Text.of(WHY)))
    await erase(board)
    copy = tmp_path / "copy.db"
    origin = str(sqlite.url.database)
    with closing(sqlite3.connect(origin)) as reading, closing(sqlite3.connect(copy)) as writing:
        reading.backup(writing)
    assert WHY.encode() in copy.read_bytes()
    assert NAME.encode() not in copy.read_bytes()


def names_in_files(database: Database) -> set[str]:
    """Which files of the database hold the name, as they lie on the disk."""
    path = Path(str(database.url.database))
    return {each.name for each in path.parent.glob(f"{path.name}*") if NAME.encode() in each.read_bytes()}


async def test_an_erasure_is_tried_again_until_whoever_reads_lets_the_log_be_emptied(
    sqlite: Database,
) -> None:
    board = await a_round_open(sqlite)
    await does(board, ROUND, entering())
    await does(board, ROUND, WithdrawRound(reason=Text.of(WHY)))
    due = await erasure_due(board)
    with closing(sqlite3.connect(str(sqlite.url.database), isolation_level=None)) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM lines").fetchone()
        for _ in range(2):
            with pytest.raises(Unavailable) as told:
                await board.ledger.do_due(due)
            assert told.value.code == "database-log-read"
        assert names_in_files(sqlite)
        number = await line_of(board, "post-established", ON_POST)
        await does(board, ON_POST, CorrectRecord(number=number, words=Text.of(WHY)), SECRETARY)
    again = await board.ledger.do_due(due)
    assert (again.accepted, again.already) == (True, True)
    assert names_in_files(sqlite) == set()


# --- corrections --------------------------------------------------------------------------


async def test_what_a_line_about_a_candidate_should_have_said_is_with_the_particulars_alone(
    board: Board,
) -> None:
    await does(board, ROUND, entering())
    for kind in ("candidate-entered", "record-corrected", "panel-set"):
        assert (await correct(board, kind)).accepted
    assert (await correct(board, "round-opened", "it was a day before")).accepted
    found = await board.database.read(corrections, PROGRAMME)
    assert [each.words for each in found] == ["", "", "", "it was a day before"]
    assert [each.is_of_an_applicant for each in found] == [True, True, True, False]
    particulars = await board.database.read(particulars_found, PROGRAMME, ROUND)
    assert particulars is not None
    assert [particulars.words[event.words.digest] for _, event in particulars.corrections] == [CORRECTION] * 3


# --- ids of acts --------------------------------------------------------------------------

BY = By(person=RECRUITER, channel=Channel.API)
CALLER = Caller(BY, "candidate-1")


async def press(board: Board, command: Command, stream: str = ROUND) -> Acted:
    """As a program does with a key of its own, which may be nothing but a number."""
    sent = Sent(id=command_id(CALLER, stream, command), by=BY)
    return await board.ledger.act(PROGRAMME, stream, command, sent)


async def test_no_id_of_an_act_confirms_a_guess_of_who_it_was_even_to_whoever_knows_its_key(
    board: Board,
) -> None:
    assert (await press(board, entering())).accepted
    guess = command_id(CALLER, ROUND, entering())
    assert await tables_that_name(board, guess) == set()
    await does(board, ROUND, WithdrawRound(reason=Text.of(WHY)))
    salts = await board.database.read(salts_of_ids)
    assert len(salts) == 1
    await erase(board)
    assert await board.database.read(salts_of_ids) == set()
    again = await press(board, entering())
    assert (again.code, again.already) == ("round-closed", False)
    assert await board.database.read(salts_of_ids) == set(), "nothing would erase it any more"
    assert await tables_that_name(board, guess) == set()


async def test_the_same_press_is_one_act_also_where_its_id_is_salted(board: Board) -> None:
    first = await press(board, entering())
    again = await press(board, entering())
    assert (again.number, again.accepted, again.already) == (first.number, True, True)
    refused = await press(board, entering("SOMEBODY ELSE"))
    assert (refused.code, refused.already) == ("candidate-exists", False)
    assert (await press(board, entering("SOMEBODY ELSE"))).already


async def test_what_a_former_release_told_is_told_again(board: Board) -> None:
    """It kept the id as it is given."""
    former = command_id(CALLER, ROUND, entering())
    by_nobody = Sent(id=former, by=None)
    first = await board.ledger.act(PROGRAMME, ROUND, entering(), by_nobody)
    again = await press(board, entering())
    assert (again.number, again.already) == (first.number, True)


async def test_an_act_whose_words_stay_keeps_its_id_as_it_was(board: Board) -> None:
    opening = OpenRound(post=POST, number=1)
    hold = CorrectRecord(number=await line_of(board, "post-established", ON_POST), words=Text.of(WHY))
    for stream, command in ((ROUND, opening), (ON_POST, hold)):
        await press(board, command, stream)
        assert "told" in await tables_that_name(board, command_id(CALLER, stream, command))


async def test_an_appointment_proposed_twice_by_one_press_is_one_act_whatever_it_says_of_its_start(
    board: Board,
) -> None:
    """There is no stream yet to keep a salt for, and what is typed in it stays."""
    hoped = When.within("in early spring", date(2020, 3, 1), date(2020, 4, 30))
    terms = {"tenure": TenureKind.INTERIM, "person": INTERIM, "matter": CONFIRM, "last": TERM}
    proposing = ProposeAppointment.model_validate({"post": POST, "number": 1, "hoped": hoped, **terms})
    first = await press(board, proposing, APPOINTMENT)
    assert first.accepted
    await does(board, APPOINTMENT, WithdrawAppointment(reason=Text.of(GAVE_UP)))
    again = await press(board, proposing, APPOINTMENT)
    assert (again.number, again.accepted, again.already) == (first.number, True, True)


# --- refusals that say who applied --------------------------------------------------------


async def test_that_a_candidate_was_to_sit_on_the_panel_is_kept_under_no_id_that_a_guess_finds(
    board: Board,
) -> None:
    particulars, person = Text.of(WHO), Text.of(PERMANENT)
    await does(board, ROUND, EnterCandidate(reference="c-1", particulars=particulars, person=person))
    joining = SetPanel(members=(*PANEL, PERMANENT), quorum=2)
    for _ in range(2):
        refused = await press(board, joining)
        assert (refused.code, refused.number, refused.already) == ("candidate-on-panel", 0, False)
    assert await tables_that_name(board, command_id(CALLER, ROUND, joining)) == set()
    assert await tables_that_name(board, "candidate-on-panel") == set()


async def test_that_whoever_runs_the_post_applied_for_it_is_on_no_record(board: Board) -> None:
    """One person runs it, so the code alone is a name."""
    person = Text.of(RECRUITER)
    applying = EnterCandidate(reference="c-1", particulars=Text.of(WHO), person=person)
    with capture_logs() as logged:
        refused = await press(board, applying)
    assert (refused.code, refused.number) == ("candidate-runs-post", 0)
    assert await tables_that_name(board, "candidate-runs-post") == set()
    assert "candidate-runs-post" not in str(logged)
    entered = EnterCandidate(reference="c-1", particulars=Text.of(WHO))
    assert (await press(board, entered)).accepted


def salts_of_ids(connection: Connection) -> set[str]:
    return set(connection.scalars(select(texts.c.salt).where(texts.c.words.is_(None))))


# --- an appointment that never began ------------------------------------------------------


async def proposed(board: Board) -> None:
    terms = {"tenure": TenureKind.INTERIM, "person": INTERIM, "matter": CONFIRM, "last": TERM}
    await does(board, APPOINTMENT, ProposeAppointment.model_validate({"post": POST, "number": 1, **terms}))
    await does(board, APPOINTMENT, RecordEligibility(passed=False, evidence=Text.of(SEEN)))


async def test_what_was_typed_of_somebody_who_never_held_the_post_is_erased(board: Board) -> None:
    await proposed(board)
    await does(board, APPOINTMENT, WithdrawAppointment(reason=Text.of(GAVE_UP)))
    assert await tables_that_name(board) == {"texts"}
    await erase(board, APPOINTMENT)
    assert await tables_that_name(board) == set()
    correcting = CorrectRecord(
        number=await line_of(board, "eligibility-tested", APPOINTMENT), words=Text.of(CORRECTION)
    )
    assert (await board.act(APPOINTMENT, correcting, SECRETARY)).code == "line-forgotten"
    state = await board.database.read(state_of, APPOINTMENT)
    assert isinstance(state, Appointment)
    assert state.is_done
