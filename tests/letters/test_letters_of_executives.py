"""What people read around an executive decision: that it may be called in, was, is in effect (G46-G49)."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from a_board import Board
from a_partnership import SPONSOR
from an_executive import (
    APPROVAL,
    CABINET,
    CABINETS,
    CALL_IN,
    CLERKS,
    KEY,
    MATTER,
    SCRUTINY,
    WHY,
    a_council,
)

from letters.compose import compose
from models.commands import Command, DecisionRecord, Limb, OpenMatter, OpenStage, RecordDecision
from models.deciding import Attendance
from models.executive import DecisionNotice, KeyException, ScrutinySays
from models.executive_commands import (
    AnswerCallIn,
    CallInDecision,
    PublishDecision,
    TakeEffect,
    UseKeyException,
)
from models.letters import LetterFacts, LetterKind
from models.sign_off import SignOff
from models.values import Text, Verb
from storage.database import Database
from storage.register import state_of
from tests.letters.reading import unwrapped
from tests.letters.sample_facts import QUORATE

RECORD = DecisionNotice(reasons=Text.of("the quay is worn out"), rejected=Text.of("do nothing"))
APPROVE = RecordDecision(
    decision=DecisionRecord(limbs=(Limb(verb=Verb.APPROVE),), by_assent=True),
    attendance=tuple(Attendance(seat=f"{CABINET}/{role}") for role in ("chair", "vice-chair", "member")),
    evidence=Text.of("its minute"),
)
URGENTLY = UseKeyException(
    body=CABINET,
    exception=KeyException.SPECIAL_URGENCY,
    reason=WHY,
    agreed_by=f"{SCRUTINY}/chair",
)


@pytest.fixture
async def board(sqlite: Database) -> Board:
    """The cabinet is asked on Wednesday 1 April 2020, and all letters of that are sent."""
    opened = Board(sqlite)
    opened.clock.shown = datetime(2020, 4, 1, 9, 0, tzinfo=UTC)
    await opened.load(a_council(CALL_IN, KEY))
    await does(opened, APPROVAL, OpenMatter(matter=MATTER, version="1.0"))
    await does(opened, APPROVAL, OpenStage(stage="cabinet"))
    return opened


async def does(board: Board, stream: str, command: Command) -> list[LetterFacts]:
    acted = await board.act(stream, command)
    assert acted.accepted, acted
    found = []
    for letter in await board.letters.due("harbour"):
        if facts := await board.letters.claim(letter):
            found.append(facts)
            await board.letters.sent(letter)
    return found


def text(letters: Sequence[LetterFacts], kind: LetterKind, person: str) -> str:
    (facts,) = (
        each for each in letters if each.kind is kind and each.recipient.address.startswith(f"{person}@")
    )
    return unwrapped(compose(facts, QUORATE).text)


async def published(board: Board) -> list[LetterFacts]:
    await does(board, APPROVAL, URGENTLY)
    await does(board, CABINETS, APPROVE)
    return await does(board, CABINETS, PublishDecision(notice=RECORD))


async def test_the_chair_of_scrutiny_reads_of_a_general_exception_from_which_day_g46(board: Board) -> None:
    general = URGENTLY.model_copy(
        update={"exception": KeyException.GENERAL_EXCEPTION, "agreed_by": None, "reason": Text.of("it leaks")}
    )
    letter = text(await does(board, APPROVAL, general), LetterKind.KEY_EXCEPTION, f"{SCRUTINY}.chair")
    assert "The cabinet is to take a key decision" in letter
    assert "It may take the decision from Thursday 9 April 2020." in letter
    assert "> it leaks" in letter


async def test_the_sponsor_reads_that_a_decision_is_not_in_effect_yet(board: Board) -> None:
    await does(board, APPROVAL, URGENTLY)
    letters = await does(board, CABINETS, APPROVE)
    letter = text(letters, LetterKind.DECISION_RETURNED, SPONSOR)
    assert "It is not in effect yet: it is to be published by Friday 3 April 2020 at 11:59pm" in letter


async def test_scrutiny_reads_the_record_and_until_when_it_may_call_in_g48(board: Board) -> None:
    letter = text(await published(board), LetterKind.DECISION_PUBLISHED, CLERKS[SCRUTINY])
    assert "it may be called in by the end of Wednesday 8 April 2020" in letter
    assert "> the quay is worn out" in letter
    assert "Alternatives considered and rejected: do nothing" in letter
    assert "Conflicts of interest declared: none" in letter
    assert f"quorate call-in enter {MATTER} {CABINET} --scrutiny" in letter


async def test_the_decider_and_the_sponsor_read_who_called_it_in_and_why(board: Board) -> None:
    await published(board)
    letters = await does(board, CABINETS, CallInDecision(scrutiny=SCRUTINY, reason=Text.of("the ferry")))
    for person in (SPONSOR, CLERKS[CABINET], f"{CABINET}.chair"):
        letter = text(letters, LetterKind.DECISION_CALLED_IN, person)
        assert "The scrutiny has called in what The cabinet decided" in letter
        assert "is to meet about it by the end of Friday 24 April 2020" in letter
        assert "> the ferry" in letter


async def test_they_read_of_a_referral_until_when_it_is_answered(board: Board) -> None:
    await published(board)
    await does(board, CABINETS, CallInDecision(scrutiny=SCRUTINY, reason=Text.of("the ferry")))
    back = AnswerCallIn(
        scrutiny=SCRUTINY, outcome=ScrutinySays.REFERRED_BACK, reason=Text.of("ask the ferry")
    )
    letter = text(await does(board, CABINETS, back), LetterKind.DECISION_REFERRED_BACK, CLERKS[CABINET])
    assert "The cabinet decides again by the end of Wednesday 8 April 2020" in letter
    assert "> ask the ferry" in letter


async def test_they_read_that_it_took_effect_and_why(board: Board) -> None:
    await published(board)
    state = await board.database.read(state_of, CABINETS)
    assert isinstance(state, SignOff)
    assert state.effective_at is not None
    board.clock.shown = state.effective_at
    assert (await board.act(CABINETS, TakeEffect(due=state.effective_at, turn=state.turn), None)).accepted
    board.clock.shown = datetime(2020, 4, 9, 9, 0, tzinfo=UTC)
    found = [
        facts
        for letter in await board.letters.due("harbour")
        if (facts := await board.letters.claim(letter)) is not None
    ]
    letter = text(found, LetterKind.DECISION_IN_EFFECT, SPONSOR)
    assert "took effect on Thursday 9 April 2020: nobody called it in." in letter
