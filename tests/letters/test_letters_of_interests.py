"""What letters say of interests at a meeting: told before it, and where they alone stop a body (G38, G39)."""

import pytest
from a_board import Board
from a_meeting import HELD, STREAM, a_meeting_partnership
from a_partnership import BOARD, MATTER, PROGRAMME, SECRETARY, SIGN_OFF, SPONSOR, holder, seat

from letters.compose import compose
from models.commands import (
    BodyPresent,
    DecisionRecord,
    DeclareInterest,
    GiveApologies,
    ItemRecord,
    RecordMeeting,
    WithdrawApologies,
)
from models.deciding import Attendance, Course, Interest
from models.letters import LetterFacts, LetterKind
from models.programme import Clause
from models.values import Text
from services import reading
from services.acting import House
from storage.database import Database
from tests.letters.reading import unwrapped
from tests.letters.sample_facts import QUORATE
from tests.web.a_web import NobodyHears

NATURE = "my firm bids for the works"


@pytest.fixture
async def board(sqlite: Database) -> Board:
    """Four of five make a quorum; one has an interest already."""
    board = Board(sqlite)
    loaded = a_meeting_partnership()
    (rules,) = loaded.definition.rule_sets
    four = rules.model_copy(update={"quorum": (Clause(at_least=4),)})
    changed = loaded.definition.model_copy(update={"rule_sets": (four,)})
    await board.load(loaded.model_copy(update={"definition": changed}))
    await board.ask()
    await declared(board, 1)
    await told(board)
    return board


async def declared(board: Board, number: int) -> None:
    command = DeclareInterest(seat=seat(number), nature=Text.of(NATURE))
    assert (await board.act(SIGN_OFF, command)).accepted


async def told(board: Board) -> list[LetterFacts]:
    """Every letter that leaves now."""
    found = []
    for letter in await board.letters.due(PROGRAMME):
        if facts := await board.letters.claim(letter):
            found.append(facts)
            await board.letters.sent(letter)
    return found


def the_letter(found: list[LetterFacts], kind: LetterKind, to: str) -> str:
    (facts,) = [each for each in found if each.kind is kind and each.recipient.address.startswith(f"{to}@")]
    return unwrapped(compose(facts, QUORATE).text)


async def test_g39_the_secretary_is_told_at_once_what_an_interest_leaves_missing(board: Board) -> None:
    await declared(board, 2)
    task = the_letter(await told(board), LetterKind.TASK, SECRETARY)
    assert "After the interest declared by Member 2 it is not expected that this body can decide" in task
    assert "3 of 4 members" in task
    assert "a conflict panel that reports to it" in task
    assert NATURE not in task


async def test_g39_apologies_tell_of_the_item_that_interests_make_worse(board: Board) -> None:
    assert (await board.act(STREAM, GiveApologies(seat=seat(3)))).accepted
    task = the_letter(await told(board), LetterKind.TASK, SECRETARY)
    assert "for The Harbour Plan, with the interests declared, 3 of 4 members" in task


async def test_g39_apologies_taken_back_tell_the_secretary_what_is_left_of_the_danger(board: Board) -> None:
    for number in (3, 4):
        assert (await board.act(STREAM, GiveApologies(seat=seat(number)))).accepted
    await told(board)
    assert (await board.act(STREAM, WithdrawApologies(seat=seat(4)))).accepted
    task = the_letter(await told(board), LetterKind.TASK, SECRETARY)
    assert "Apologies were taken back, and still the meeting is not expected to be quorate" in task
    assert "for The Harbour Plan, with the interests declared, 3 of 4 members" in task
    assert (await board.act(STREAM, WithdrawApologies(seat=seat(3)))).accepted
    letter = the_letter(await told(board), LetterKind.QUORUM_EXPECTED, SECRETARY)
    assert "Apologies for the meeting of Harbour Board" in letter
    assert "What you were asked to do about the quorum is settled." in letter


async def test_g39_nobody_is_asked_about_apologies_that_were_taken_back_before_the_letter_went(
    board: Board,
) -> None:
    assert (await board.act(STREAM, GiveApologies(seat=seat(3)))).accepted
    assert (await board.act(STREAM, WithdrawApologies(seat=seat(3)))).accepted
    assert [each.kind for each in await told(board)] == [LetterKind.QUORUM_EXPECTED]


async def test_g39_a_quorum_is_not_said_to_be_expected_once_others_have_sent_apologies(board: Board) -> None:
    assert (await board.act(STREAM, GiveApologies(seat=seat(3)))).accepted
    assert (await board.act(STREAM, WithdrawApologies(seat=seat(3)))).accepted
    assert (await board.act(STREAM, GiveApologies(seat=seat(4)))).accepted
    assert [each.kind for each in await told(board)] == [LetterKind.TASK]


async def test_g38_before_a_meeting_the_chair_is_said_to_rule(board: Board) -> None:
    await declared(board, 2)
    found = await told(board)
    to_member = the_letter(found, LetterKind.INTEREST_RECORDED, holder(2))
    to_chair = the_letter(found, LetterKind.INTEREST_DECLARED, holder(1))
    for letter in (to_member, to_chair):
        assert "The chair decides at the meeting what follows" in letter
        assert "takes no part" not in letter
        assert "take no part" not in letter


async def test_g39_letter_and_page_say_that_interests_alone_stopped_the_body(board: Board) -> None:
    board.clock.shown = HELD.replace(hour=17)
    left = tuple(Interest(seat=seat(number), course=Course.LEAVE) for number in (1, 2))
    everybody = tuple(Attendance(seat=seat(number)) for number in range(1, 6))
    record = RecordMeeting(
        present=(BodyPresent(body=BOARD, attendance=everybody),),
        items=(ItemRecord(body=BOARD, matter=MATTER, decision=DecisionRecord(interests=left)),),
    )
    assert (await board.act(STREAM, record)).accepted
    letter = the_letter(await told(board), LetterKind.INQUORATE, SPONSOR)
    assert "Harbour Board was stopped by interests alone" in letter
    assert "enough members were there, and the interests declared alone kept it from deciding" in letter
    assert "3 of 4 members" in letter
    assert "To meet again is not enough while the interests stand." in letter
    house = House(board.database, board.ledger, board.clock, NobodyHears())
    (said,) = (await reading.matter(house, MATTER)).bodies[BOARD].put_off
    assert "interests alone stopped it: 3 of 4 members." in said
    assert "a conflict panel that reports to it" in said
