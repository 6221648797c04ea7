"""Which letters leave the outbox: held ones wait, none is lost unseen, failing ones stand aside."""

from datetime import UTC, datetime, timedelta

import pytest
from a_board import Board
from a_partnership import APPROVAL, PROGRAMME, SECRETARY, SPONSOR, a_partnership, holder
from sqlalchemy import Connection, delete, func, select

from models.commands import HoldMatter, ReleaseMatter, WithdrawMatter
from models.letters import LetterKind
from models.programme import Loaded
from models.tables.ledger import lines
from models.tables.outbox import letters, wakes
from models.tables.partnership import people
from models.values import Text
from storage.database import Database
from storage.letters import TRIES
from storage.sweep import overdue

REASON = "the figures are being checked"
EVENING = datetime(2020, 4, 2, 20, 0, tzinfo=UTC)
MORNING = datetime(2020, 4, 3, 8, 0, tzinfo=UTC)
REQUESTS = [LetterKind.SIGN_OFF_REQUEST] * 5


@pytest.fixture
async def board(database: Database) -> Board:
    """The board was asked in the evening, so that its letters wait for the morning."""
    opened = Board(database)
    opened.clock.shown = EVENING
    await opened.open()
    return opened


async def held(board: Board) -> None:
    await board.act(APPROVAL, HoldMatter(reason=Text.of(REASON)), SPONSOR)
    board.clock.shown = MORNING
    await board.post()


async def test_a_request_whose_matter_is_on_hold_waits_and_goes_after_the_release(board: Board) -> None:
    await held(board)
    assert await board.database.read(statuses, LetterKind.SIGN_OFF_REQUEST) == {"waiting": 5}
    board.clock.shown = MORNING + timedelta(hours=1)
    await board.act(APPROVAL, ReleaseMatter(reason=Text.of(REASON)), SPONSOR)
    assert sorted(set(await board.post())) == [LetterKind.MATTER_RELEASED, LetterKind.SIGN_OFF_REQUEST]
    assert await board.database.read(statuses, LetterKind.SIGN_OFF_REQUEST) == {"sent": 5}


async def test_while_it_is_held_nothing_looks_again_and_again(board: Board) -> None:
    await held(board)
    assert await board.letters.next_at(PROGRAMME) is None
    await board.database.write(wakes_are_delivered)
    assert await board.database.read(overdue, board.clock.shown) == []


async def test_a_hold_between_the_choice_and_the_claim_leaves_the_letter_waiting(board: Board) -> None:
    board.clock.shown = MORNING
    chosen = await board.letters.due(PROGRAMME)
    await board.act(APPROVAL, HoldMatter(reason=Text.of(REASON)), SPONSOR)
    assert [await board.letters.claim(letter) for letter in chosen] == [None] * 5
    assert await board.database.read(statuses, LetterKind.SIGN_OFF_REQUEST) == {"waiting": 5}


async def test_a_request_is_dropped_once_its_matter_is_withdrawn_on_hold_or_not(board: Board) -> None:
    await held(board)
    await board.act(APPROVAL, WithdrawMatter(reason=Text.of(REASON)), SPONSOR)
    assert LetterKind.SIGN_OFF_REQUEST not in await board.post()
    assert await board.database.read(statuses, LetterKind.SIGN_OFF_REQUEST) == {"dropped": 5}
    assert await board.database.read(codes, "dropped") == {"answered-or-closed"}


async def test_a_letter_to_somebody_unknown_is_given_up_and_a_person_hears_of_it(board: Board) -> None:
    await board.database.write(forget, holder(1))
    board.clock.shown = MORNING
    for _ in range(TRIES):
        for letter in await board.letters.due(PROGRAMME):
            try:
                await board.letters.claim(letter)
            except LookupError:
                await board.letters.broken(letter)
            else:
                await board.letters.sent(letter)
        board.clock.shown += timedelta(minutes=10)
    assert await board.database.read(statuses, LetterKind.SIGN_OFF_REQUEST) == {"refused": 1, "sent": 4}
    assert await board.database.read(lines_of_kind, "letter-returned") == 1
    assert await board.database.read(recipients, LetterKind.TASK) == [SECRETARY]


async def test_without_the_bodys_secretary_replies_go_to_the_secretariat(board: Board) -> None:
    one = a_partnership()
    (body,) = one.definition.bodies
    absent = one.definition.model_copy(
        update={"bodies": (body.model_copy(update={"secretary": "absent-clerk"}),)}
    )
    await board.load(Loaded(definition=absent, people=one.people, files=one.files))
    board.clock.shown = MORNING
    (first, *_) = await board.letters.due(PROGRAMME)
    facts = await board.letters.claim(first)
    assert facts is not None
    assert facts.reply_to.address == f"{SECRETARY}@harbour.example"


async def test_a_letter_that_failed_stands_behind_those_not_tried_yet(board: Board) -> None:
    board.clock.shown = MORNING
    first, *others = await board.letters.due(PROGRAMME)
    await board.letters.claim(first)
    again = await board.letters.failed(first)
    assert again > MORNING
    board.clock.shown = again
    assert await board.letters.due(PROGRAMME) == [*others, first]


def statuses(connection: Connection, kind: LetterKind) -> dict[str, int]:
    found = select(letters.c.status, func.count()).where(letters.c.kind == kind)
    return {row[0]: row[1] for row in connection.execute(found.group_by(letters.c.status))}


def codes(connection: Connection, status: str) -> set[str | None]:
    return set(connection.scalars(select(letters.c.code).where(letters.c.status == status)))


def recipients(connection: Connection, kind: LetterKind) -> list[str]:
    return list(connection.scalars(select(letters.c.recipient).where(letters.c.kind == kind)))


def lines_of_kind(connection: Connection, kind: str) -> int:
    return connection.scalar(select(func.count()).select_from(lines).where(lines.c.kind == kind)) or 0


def forget(connection: Connection, person: str) -> None:
    connection.execute(delete(people).where(people.c.person == person))


def wakes_are_delivered(connection: Connection) -> None:
    connection.execute(delete(wakes))
