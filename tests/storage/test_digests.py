"""A person's letters of one day: two alone, the rest together, none lost and none too many."""

from datetime import UTC, datetime, timedelta

import pytest
from a_board import RETURNS, Board
from a_partnership import (
    PROGRAMME,
    SECRETARY,
    SIGN_OFF,
    SPONSOR,
    a_partnership,
    holder,
    seat,
)

from letters.compose import compose
from models.commands import HoldMatter, RaiseConcern, ReleaseMatter, WithdrawMatter
from models.letters import TELLING, Correspondent, LetterFacts, LetterKind
from models.listings import PostedLetter
from models.programme import Loaded
from models.values import Text
from storage.database import Database
from storage.letter_rows import posted

MORNING = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
AT_FOUR = datetime(2020, 4, 2, 15, 0, tzinfo=UTC)
NEXT_MORNING = datetime(2020, 4, 3, 6, 30, tzinfo=UTC)
SENDER = Correspondent(title="Quorate", address="letters@harbour.example")
WITHDRAWN = WithdrawMatter(reason=Text.of("another plan"))
MATTERS = ("harbour-plan", "quay-plan", "dock-plan", "mole-plan")


def four_matters() -> Loaded:
    """The same plan put to the board four times under other names: each member is asked four times."""
    one = a_partnership()
    (plan,) = one.definition.matters
    plans = tuple(
        plan.model_copy(update={"id": each, "title": f"The {each}", "short": each}) for each in MATTERS
    )
    return one.model_copy(update={"definition": one.definition.model_copy(update={"matters": plans})})


@pytest.fixture
async def board(database: Database) -> Board:
    asked = Board(database, a_day=6)
    await asked.load(four_matters())
    for matter in MATTERS:
        await asked.ask(matter=matter)
    return asked


async def post(board: Board) -> list[LetterFacts]:
    """Every letter that leaves now, however many rounds it takes."""
    left = []
    while due := await board.letters.due(PROGRAMME):
        for letter in due:
            if facts := await board.letters.claim(letter):
                left.append(facts)
                await board.letters.sent(letter)
    return left


def kinds_to(left: list[LetterFacts], person: str) -> list[LetterKind]:
    return [facts.kind for facts in left if facts.recipient.address.startswith(f"{person}@")]


async def outbox(board: Board, person: str) -> list[PostedLetter]:
    found = await board.database.read(posted, PROGRAMME, None)
    return [each for each in found if each.recipient == person]


async def test_two_requests_go_alone_and_the_others_together_each_with_its_own_link(board: Board) -> None:
    alone = await post(board)
    assert kinds_to(alone, holder(1)) == [LetterKind.SIGN_OFF_REQUEST] * 2
    assert await board.letters.next_at(PROGRAMME) == AT_FOUR
    board.clock.shown = AT_FOUR
    together = await post(board)
    assert kinds_to(together, holder(1)) == [LetterKind.DIGEST]
    (digest,) = [each for each in together if each.recipient.address.startswith(f"{holder(1)}@")]
    links = {each.link for each in (*alone, *digest.items) if each.recipient == digest.recipient}
    assert len(links) == len(MATTERS)
    letter = compose(digest, SENDER)
    for item in digest.items:
        assert item.link is not None
        assert item.link in letter.text.splitlines()
        assert f'href="{item.link}"' in letter.html
        assert item.title in letter.text
    assert not letter.may_be_unsubscribed  # it asks for answers
    assert digest.deadline == min(each.deadline for each in digest.items if each.deadline)
    assert {each.status for each in await outbox(board, holder(1))} == {"sent"}


async def test_a_link_of_a_digest_opens_the_request_it_stands_with(board: Board) -> None:
    await post(board)
    board.clock.shown = AT_FOUR
    digests = [each for each in await post(board) if each.kind is LetterKind.DIGEST]
    gathered = {each.id: each for person in range(1, 6) for each in await outbox(board, holder(person))}
    for digest in digests:
        for item in digest.items:
            assert gathered[item.key].stream.split("/")[1] in item.title


async def test_what_is_answered_before_its_hour_leaves_the_digest_and_a_last_one_goes_as_itself(
    board: Board,
) -> None:
    await post(board)
    await board.act("approval/mole-plan", WITHDRAWN, SPONSOR)
    board.clock.shown = AT_FOUR
    assert LetterKind.DIGEST not in {each.kind for each in await post(board)}
    statuses = [each.status for each in await outbox(board, holder(1)) if each.kind == "sign-off-request"]
    assert sorted(statuses) == ["dropped", "sent", "sent", "sent"]


async def test_what_asks_for_something_comes_before_what_only_tells(board: Board) -> None:
    await post(board)
    await board.act(f"approval/{MATTERS[0]}", HoldMatter(reason=Text.of("advice")), SPONSOR)
    await board.act(f"approval/{MATTERS[0]}", ReleaseMatter(reason=Text.of("done")), SPONSOR)
    await post(board)
    board.clock.shown = AT_FOUR
    digests = [each for each in await post(board) if each.kind is LetterKind.DIGEST]
    kinds = [[item.kind for item in each.items] for each in digests]
    assert any(LetterKind.MATTER_HELD in each for each in kinds)
    for each in kinds:
        assert each == sorted(each, key=lambda kind: kind in TELLING)


async def test_what_a_hold_keeps_back_leaves_the_digest_and_goes_after_the_release(board: Board) -> None:
    await post(board)
    for matter in MATTERS[2:]:
        await board.act(f"approval/{matter}", HoldMatter(reason=Text.of("advice")), SPONSOR)
    board.clock.shown = AT_FOUR
    left = await post(board)
    assert LetterKind.SIGN_OFF_REQUEST not in {item.kind for each in left for item in (each, *each.items)}
    for matter in MATTERS[2:]:
        await board.act(f"approval/{matter}", ReleaseMatter(reason=Text.of("done")), SPONSOR)
    board.clock.shown = NEXT_MORNING
    await post(board)
    board.clock.shown = AT_FOUR + timedelta(days=1)
    await post(board)
    asked = [each for each in await outbox(board, holder(1)) if each.kind == "sign-off-request"]
    assert [each.status for each in asked] == ["sent"] * 4


async def test_a_letter_called_for_after_the_digest_waits_for_the_morning(board: Board) -> None:
    await post(board)
    board.clock.shown = AT_FOUR
    await post(board)
    for number in range(3):
        asked = RaiseConcern(seat=seat(1), words=Text.of(f"Question {number}"), questions=1)
        assert (await board.act(SIGN_OFF, asked, holder(1))).accepted
    assert kinds_to(await post(board), SPONSOR) == [LetterKind.QUESTION_ASKED] * 2
    board.clock.shown = NEXT_MORNING
    assert kinds_to(await post(board), SPONSOR) == [LetterKind.QUESTION_ASKED]


async def test_a_digest_that_comes_back_gives_up_every_letter_in_it_and_asks_a_person_once(
    board: Board,
) -> None:
    await post(board)
    board.clock.shown = AT_FOUR
    await post(board)
    (digest,) = [each for each in await outbox(board, holder(1)) if each.kind == "digest"]
    await board.letters.refused(digest.id, "5.1.1")
    statuses = [each.status for each in await outbox(board, holder(1))]
    assert statuses.count("refused") == 3
    assert statuses.count("sent") == 2
    tasks = [each for each in await outbox(board, SECRETARY) if each.kind == "task"]
    assert len(tasks) == 1


async def test_a_digest_that_cannot_be_written_falls_apart_and_its_letters_go_by_themselves(
    board: Board,
) -> None:
    await post(board)
    (digest,) = [each for each in await outbox(board, holder(1)) if each.kind == "digest"]
    board.clock.shown = AT_FOUR
    await board.letters.broken(digest.id)
    left = await post(board)
    assert kinds_to(left, holder(1)) == [LetterKind.SIGN_OFF_REQUEST] * 2


async def test_while_mail_is_away_a_digest_waits_whole_and_its_letters_are_not_counted(board: Board) -> None:
    await post(board)
    (digest,) = [each for each in await outbox(board, holder(1)) if each.kind == "digest"]
    board.clock.shown = AT_FOUR
    assert await board.letters.claim(digest.id) is not None
    again = await board.letters.failed(digest.id)
    board.clock.shown = again
    left = await post(board)
    assert kinds_to(left, holder(1)) == [LetterKind.DIGEST]


async def test_a_digest_has_a_return_address_of_its_own(board: Board) -> None:
    await post(board)
    (digest,) = [each for each in await outbox(board, holder(1)) if each.kind == "digest"]
    board.clock.shown = AT_FOUR
    facts = await board.letters.claim(digest.id)
    assert facts is not None
    assert (facts.key, facts.return_to) == (digest.id, RETURNS.of(digest.id))
