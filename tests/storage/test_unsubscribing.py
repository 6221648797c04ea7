"""Who wants no more letters for information gets all others, and what they did not get is told as such."""

from datetime import UTC, date, datetime, timedelta

import pytest
from a_board import LINKS, Board
from a_partnership import PROGRAMME, SECRETARY, SPONSOR, a_partnership, holder
from sqlalchemy import Connection, select

from letters.compose import compose
from models.commands import (
    ChaseObligation,
    Command,
    OpenObligation,
    WithdrawMatter,
)
from models.dates import When
from models.letter_commands import ResumeLetters, StopLetters
from models.letters import Correspondent, LetterFacts, LetterKind
from models.listings import PostedLetter
from models.tables.partnership import links
from models.values import ObligationSort, Text
from storage.database import Database
from storage.letter_rows import posted
from storage.links import hash_of_token
from storage.unsubscribing import Reader, reader_of_token

STREAM = f"programme/{PROGRAMME}"
READER = holder(1)
SENDER = Correspondent(title="Quorate", address="letters@harbour.example")
AT_FOUR = datetime(2020, 4, 2, 15, 0, tzinfo=UTC)


@pytest.fixture
async def board(database: Database) -> Board:
    loaded = Board(database, a_day=6)
    await loaded.load(a_partnership())
    return loaded


async def do(board: Board, stream: str, command: Command) -> None:
    assert (await board.act(stream, command)).accepted


async def promise(board: Board, name: str, owner: str = SPONSOR, to: str = READER) -> None:
    await do(
        board,
        f"obligation/{name}",
        OpenObligation(
            obligation=name,
            sort=ObligationSort.PROMISE,
            owner=owner,
            words=Text.of("It will be published"),
            due=When.on(date(2020, 5, 29)),
            promised_to=(to,),
        ),
    )


async def stop(board: Board, person: str = READER) -> None:
    await do(board, STREAM, StopLetters(person=person))


async def post(board: Board, person: str = READER) -> list[LetterFacts]:
    """What this person gets now, of all that leaves."""
    left = []
    while due := await board.letters.due(PROGRAMME):
        for letter in due:
            if facts := await board.letters.claim(letter):
                left.append(facts)
                await board.letters.sent(letter)
    return [each for each in left if each.recipient.address.startswith(f"{person}@")]


async def outbox(board: Board, person: str = READER) -> list[PostedLetter]:
    found = await board.database.read(posted, PROGRAMME, None)
    return [each for each in found if each.recipient == person]


def kept_links(connection: Connection) -> list[str]:
    return list(connection.scalars(select(links.c.token_hash).where(links.c.purpose == "unsubscribe")))


async def test_what_only_informs_is_not_sent_and_says_why(board: Board) -> None:
    await stop(board)
    await promise(board, "pr1")
    assert await post(board) == []
    (letter,) = await outbox(board)
    assert (letter.status, letter.code, letter.sent) == ("dropped", "unsubscribed", None)


async def test_one_that_waits_when_its_reader_stops_is_not_sent_either(board: Board) -> None:
    await promise(board, "pr1")
    await stop(board)
    assert await post(board) == []


async def test_whoever_did_not_ask_is_still_informed(board: Board) -> None:
    await stop(board, holder(2))
    await promise(board, "pr1")
    assert [each.kind for each in await post(board)] == [LetterKind.PROMISE_OPENED]


async def test_resumed_they_come_again_and_may_be_stopped_again(board: Board) -> None:
    for turn in range(2):
        await stop(board)
        await promise(board, f"stopped-{turn}")
        assert await post(board) == []
        await do(board, STREAM, ResumeLetters(person=READER))
        await promise(board, f"resumed-{turn}")
        assert [each.kind for each in await post(board)] == [LetterKind.PROMISE_OPENED]


async def test_stopped_twice_is_stopped_once(board: Board) -> None:
    await stop(board)
    again = await board.act(STREAM, StopLetters(person=READER))
    assert (again.accepted, again.already) == (True, True)


async def test_a_person_the_programme_does_not_know_is_refused(board: Board) -> None:
    for command in (StopLetters(person="nobody"), ResumeLetters(person="nobody")):
        assert (await board.act(STREAM, command)).code == "unknown-person"


async def test_sign_off_requests_and_what_is_owed_are_never_held_back(board: Board) -> None:
    for person in (READER, SPONSOR, SECRETARY):
        await stop(board, person)
    await board.ask()
    assert [each.kind for each in await post(board)] == [LetterKind.SIGN_OFF_REQUEST]
    for number in (1, 2, 3):
        assert (await board.answer(number)).accepted
    assert LetterKind.RECEIPT in [each.kind for each in await post(board)]
    assert "unsubscribed" not in {each.code for each in await outbox(board)}


async def test_a_promise_and_its_reminder_reach_their_owner_all_the_same(board: Board) -> None:
    await stop(board, SPONSOR)
    await promise(board, "pr1")
    (told,) = await post(board, SPONSOR)
    assert (told.kind, told.unsubscribe) == (LetterKind.PROMISE_OPENED, None)
    assert not compose(told, SENDER).may_be_unsubscribed
    due = datetime(2020, 5, 22, 8, 0, tzinfo=UTC)
    board.clock.shown = due
    acted = await board.act("obligation/pr1", ChaseObligation(due=due), None)
    assert acted.accepted
    assert [each.kind for each in await post(board, SPONSOR)] == [LetterKind.OBLIGATION_REMINDER]


# --- together -----------------------------------------------------------------------------


async def test_a_digest_of_what_informs_can_be_stopped_and_one_that_asks_cannot(board: Board) -> None:
    for number in range(4):
        await promise(board, f"pr{number}")
    await post(board)
    board.clock.shown = AT_FOUR
    (digest,) = await post(board)
    assert digest.kind is LetterKind.DIGEST
    letter = compose(digest, SENDER)
    assert letter.may_be_unsubscribed
    assert letter.unsubscribe == digest.unsubscribe is not None
    board.clock.shown = AT_FOUR + timedelta(hours=18)
    for number in range(4, 7):
        await promise(board, f"pr{number}")
    await board.ask()
    await post(board)
    board.clock.shown = AT_FOUR + timedelta(days=1)
    (mixed,) = await post(board)
    assert {each.kind for each in mixed.items} == {LetterKind.PROMISE_OPENED, LetterKind.SIGN_OFF_REQUEST}
    letter = compose(mixed, SENDER)
    assert (letter.may_be_unsubscribed, letter.unsubscribe) == (False, None)
    assert "/unsubscribe/" not in letter.text


async def test_what_waits_in_a_digest_is_left_out_and_the_rest_goes(board: Board) -> None:
    for number in range(4):
        await promise(board, f"pr{number}")
    await board.ask()
    await post(board)
    await stop(board)
    board.clock.shown = AT_FOUR
    assert [each.kind for each in await post(board)] == [LetterKind.SIGN_OFF_REQUEST]
    left_out = [each for each in await outbox(board) if each.code == "unsubscribed"]
    assert {each.status for each in left_out} == {"dropped"}
    assert {each.kind for each in left_out} == {"promise-opened"}
    assert len(left_out) == 2


async def test_a_digest_of_nothing_else_is_not_sent(board: Board) -> None:
    for number in range(4):
        await promise(board, f"pr{number}")
    await post(board)
    await stop(board)
    board.clock.shown = AT_FOUR
    assert await post(board) == []
    assert {each.status for each in await outbox(board)} == {"sent", "dropped"}


# --- the link -----------------------------------------------------------------------------


async def test_the_link_is_the_readers_in_every_letter_and_kept_only_as_a_hash(board: Board) -> None:
    await promise(board, "pr1")
    await promise(board, "pr2")
    first, second = await post(board)
    assert first.unsubscribe is not None
    assert first.unsubscribe == second.unsubscribe
    token = first.unsubscribe.removeprefix(f"{LINKS.base_url}/unsubscribe/")
    now = board.clock.shown
    found = await board.database.read(reader_of_token, hash_of_token(token), now)
    assert found == Reader(programme=PROGRAMME, person=READER)
    assert await board.database.read(reader_of_token, hash_of_token(token), now + timedelta(days=801)) is None
    assert await board.database.read(kept_links) == [hash_of_token(token)]
    assert READER not in first.unsubscribe


async def test_no_letter_that_asks_carries_it(board: Board) -> None:
    await board.ask()
    await do(board, "approval/harbour-plan", WithdrawMatter(reason=Text.of("another plan")))
    told = await post(board)
    assert {each.unsubscribe for each in told} == {None}
    assert await board.database.read(kept_links) == []
