"""Who is woken: of all that hear of an event, those that still wait; and none is left in a full bag."""

from datetime import date, timedelta

import pytest
from a_board import NOW, Board
from a_meeting import HELD, STREAM, a_meeting_partnership
from a_partnership import APPROVAL, BOARD, PROGRAMME, SIGN_OFF, SPONSOR
from sqlalchemy import Connection, delete, select

from models.commands import (
    AdjournMeeting,
    BarPublishing,
    CallMeeting,
    CancelMeeting,
    Command,
    Discharge,
    HoldMatter,
    OpenObligation,
    ReleaseMatter,
    SetClock,
    WithdrawMatter,
    WithdrawWindow,
)
from models.dates import When
from models.tables.outbox import wakes
from models.values import ObligationSort, Text
from storage import wakes as storage_wakes
from storage.database import Database
from storage.waits import Waits
from storage.wakes import Wakes

OBLIGATION = "obligation/publish"
REASON = Text.of("it was replaced")


@pytest.fixture
async def board(database: Database) -> Board:
    opened = Board(database)
    await opened.open()
    promised = OpenObligation(
        obligation="publish",
        sort=ObligationSort.PROMISE,
        owner=SPONSOR,
        words=Text.of("publish it"),
        due=When.unknown("when it is ready"),
    )
    assert (await opened.act(OBLIGATION, promised)).accepted
    await database.write(all_delivered)
    return opened


async def test_the_clock_wakes_everything_that_still_waits(board: Board) -> None:
    await turn(board)
    assert await board.database.read(pending) == [APPROVAL, OBLIGATION, SIGN_OFF]


@pytest.mark.parametrize(
    ("stream", "ending", "left"),
    [
        (OBLIGATION, Discharge(evidence=REASON), [APPROVAL, SIGN_OFF]),
        (APPROVAL, WithdrawMatter(reason=REASON), [OBLIGATION]),
    ],
    ids=["an obligation kept", "a matter withdrawn"],
)
async def test_the_clock_wakes_nothing_that_has_ended(
    board: Board, stream: str, ending: Command, left: list[str]
) -> None:
    assert (await board.act(stream, ending)).accepted
    await board.database.write(all_delivered)
    await turn(board)
    assert await board.database.read(pending) == left


async def test_a_bar_and_its_withdrawal_wake_the_matters_that_wait_and_nothing_else(board: Board) -> None:
    bar = BarPublishing(
        window="w", first=date(2020, 4, 3), last=date(2020, 4, 9), reason=Text.of("elections")
    )
    for command in (bar, WithdrawWindow(window="w")):
        await board.database.write(all_delivered)
        assert (await board.act(f"programme/{PROGRAMME}", command)).accepted
        assert await board.database.read(pending) == [APPROVAL]


async def test_an_end_wakes_its_own_workflow(board: Board) -> None:
    await board.act(APPROVAL, WithdrawMatter(reason=REASON))
    assert await board.database.read(pending) == [APPROVAL, SIGN_OFF]


async def test_a_wake_up_already_there_is_renewed_up_to_the_last_line(board: Board) -> None:
    await turn(board)
    last = await turn(board)
    assert {wake.number for wake in await port(board).pending(PROGRAMME)} == {last}


async def test_a_hold_wakes_its_matter_and_what_is_asked_of_it(board: Board) -> None:
    await board.act(APPROVAL, HoldMatter(reason=REASON))
    assert await board.database.read(pending) == [APPROVAL, SIGN_OFF]


async def test_a_hold_wakes_the_meeting_that_takes_the_matter_and_no_other(database: Database) -> None:
    board = Board(database)
    await board.load(a_meeting_partnership())
    await board.ask()
    other = CallMeeting(meeting="other", bodies=(BOARD,), starts=NOW + timedelta(days=5))
    assert (await board.act("meeting/other", other)).accepted
    for turning in (HoldMatter(reason=REASON), ReleaseMatter(reason=Text.of("it may go on"))):
        await board.database.write(all_delivered)
        assert (await board.act(APPROVAL, turning)).accepted
        assert await board.database.read(pending) == [APPROVAL, STREAM, SIGN_OFF]


async def test_a_hold_wakes_a_meeting_that_is_over_while_a_sitting_of_it_is_to_be_recorded(
    database: Database,
) -> None:
    board = Board(database)
    await board.load(a_meeting_partnership())
    await board.ask()
    board.clock.shown = HELD + timedelta(hours=1)
    adjourned = AdjournMeeting(starts=HELD + timedelta(days=7), reason=Text.of("floods"))
    for command in (adjourned, CancelMeeting(reason=Text.of("more floods"))):
        assert (await board.act(STREAM, command)).accepted
    owed = await Waits(database).meeting(STREAM)
    assert owed.next_step is not None
    await board.act(APPROVAL, HoldMatter(reason=REASON))
    assert (await Waits(database).meeting(STREAM)).is_over
    await database.write(all_delivered)
    await board.act(APPROVAL, ReleaseMatter(reason=Text.of("it may go on")))
    assert STREAM in await database.read(pending)
    assert (await Waits(database).meeting(STREAM)).next_step == owed.next_step
    board.clock.shown = owed.next_step.at
    assert (await board.act(STREAM, owed.next_step.command, None)).accepted
    assert (await Waits(database).meeting(STREAM)).is_over
    await database.write(all_delivered)
    await turn(board)
    assert STREAM not in await database.read(pending)


async def test_a_meeting_whose_only_matter_is_held_waits_for_nothing(database: Database) -> None:
    board = Board(database)
    await board.load(a_meeting_partnership())
    await board.ask()
    assert (await Waits(database).meeting(STREAM)).next_step is not None
    await board.act(APPROVAL, HoldMatter(reason=REASON))
    held = await Waits(database).meeting(STREAM)
    assert (held.next_step, held.is_over) == (None, False)
    await board.act(APPROVAL, ReleaseMatter(reason=Text.of("it may go on")))
    assert (await Waits(database).meeting(STREAM)).next_step is not None


async def test_a_bag_too_full_for_one_round_is_gone_on_with_at_once(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage_wakes, "AT_ONCE", 2)
    await turn(board)
    given = await port(board).pending(PROGRAMME)
    assert len(given) == 2
    await port(board).delivered(given)
    assert await port(board).next_at(PROGRAMME) == NOW
    await port(board).delivered(await port(board).pending(PROGRAMME))
    assert await port(board).next_at(PROGRAMME) is None


async def test_one_that_failed_alone_is_waited_for(board: Board) -> None:
    await board.act(OBLIGATION, Discharge(evidence=REASON))
    (wake,) = await port(board).pending(PROGRAMME)
    await port(board).failed(wake)
    again = await port(board).next_at(PROGRAMME)
    assert again is not None
    assert again > NOW


def port(board: Board) -> Wakes:
    return Wakes(board.database, board.clock)


async def turn(board: Board) -> int:
    turned = await board.act(f"programme/{PROGRAMME}", SetClock(offset=timedelta(hours=board._sent)))
    assert turned.accepted
    return turned.number


def pending(connection: Connection) -> list[str]:
    return list(connection.scalars(select(wakes.c.stream).where(wakes.c.pending).order_by(wakes.c.stream)))


def all_delivered(connection: Connection) -> None:
    connection.execute(delete(wakes))
