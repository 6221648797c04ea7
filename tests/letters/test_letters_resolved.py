"""What letters say when they are sent, resolved from the register and read as their recipients read them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from a_board import Board
from a_meeting import STREAM, a_meeting_partnership, approved_by_all
from a_partnership import APPROVAL, CONTENT, DIRECTOR, MATTER, SECRETARY, SIGN_OFF, SPONSOR, holder, seat

from letters.compose import compose
from models.commands import (
    AdjournMeeting,
    AnswerConcern,
    CancelMeeting,
    ChasePapers,
    CloseSignOff,
    GiveAnswer,
    HoldMatter,
    IssuePapers,
    MoveMeeting,
    OpenObligation,
    RaiseConcern,
    ReleaseMatter,
    SlipObligation,
)
from models.dates import When
from models.letters import LetterFacts, LetterKind, Role
from models.values import Answer, ObligationSort, Text
from storage.database import Database
from tests.letters.reading import unwrapped
from tests.letters.sample_facts import QUORATE

CHASED = datetime(2020, 4, 14, 8, 0, tzinfo=UTC)
MAY = When.within("in May", date(2020, 5, 1), date(2020, 5, 31))
TERMS = Text.of("provided the figures are audited")


@pytest.fixture
async def board(sqlite: Database) -> Board:
    opened = Board(sqlite)
    await opened.open()
    await sent(opened)
    return opened


async def sent(board: Board) -> list[LetterFacts]:
    """Every letter that leaves now."""
    found = []
    for letter in await board.letters.due("harbour"):
        if facts := await board.letters.claim(letter):
            found.append(facts)
            await board.letters.sent(letter)
    return found


async def the_letter(board: Board, kind: LetterKind, to: str) -> LetterFacts:
    (found,) = [
        facts
        for facts in await sent(board)
        if facts.kind is kind and facts.recipient.address.startswith(f"{to}@")
    ]
    return found


def text_of(facts: LetterFacts) -> str:
    return unwrapped(compose(facts, QUORATE).text)


async def given(board: Board, number: int, answer: Answer, reason: Text | None = None) -> None:
    command = GiveAnswer(seat=seat(number), answer=answer, content_hash=CONTENT, reason=reason)
    assert (await board.act(SIGN_OFF, command, holder(number))).accepted


async def test_a_changed_answer_tells_what_it_replaces(board: Board) -> None:
    await given(board, 2, Answer.ABSTAIN)
    await sent(board)
    board.clock.shown += timedelta(days=1)
    await given(board, 2, Answer.APPROVE)
    letter = await the_letter(board, LetterKind.RECEIPT, holder(2))
    assert 'It replaces the earlier answer "I abstain" of Thursday 2 April 2020.' in text_of(letter)


async def test_a_first_answer_replaces_nothing_and_counts_from_no_other_day(board: Board) -> None:
    await given(board, 1, Answer.ABSTAIN)
    await given(board, 2, Answer.APPROVE)
    letter = await the_letter(board, LetterKind.RECEIPT, holder(2))
    assert (letter.replaces, letter.counts_from) == ("", None)


async def test_a_condition_is_told_as_one_and_the_decision_shows_how_it_ended(board: Board) -> None:
    await given(board, 1, Answer.APPROVE_SUBJECT_TO, TERMS)
    condition = await the_letter(board, LetterKind.CONDITION_SET, SPONSOR)
    assert (condition.concern, condition.quoted) == ("c1", TERMS.words)
    assert "To answer it, reply to this letter" in text_of(condition)
    assert "quorate concern" not in text_of(condition), "a sponsor has no command line"
    await board.act(SIGN_OFF, AnswerConcern(concern="c1", words=Text.of("They are.")), SPONSOR)
    answered = await the_letter(board, LetterKind.CONDITION_ANSWERED, holder(1))
    assert "Your approval stands" in text_of(answered)
    await given(board, 2, Answer.APPROVE)
    await given(board, 3, Answer.APPROVE)
    decision = await the_letter(board, LetterKind.DECISION_RETURNED, SPONSOR)
    assert decision.lines == (f"Condition of Member 1: {TERMS.words} (answered)",)
    assert decision.ways_on == ""


async def test_a_lapse_is_no_decision_and_only_the_sponsor_reads_the_ways_on(board: Board) -> None:
    due = await deadline(board)
    board.clock.shown = due
    assert (await board.act(SIGN_OFF, CloseSignOff(due=due), None)).accepted
    board.clock.shown += timedelta(days=4)
    found = [facts for facts in await sent(board) if facts.kind is LetterKind.DECISION_RETURNED]
    assert len(found) == 7
    for facts in found:
        assert "no decision, too few agreed in time" in text_of(facts)
        assert "lapsed" not in text_of(facts).lower()
        is_sponsor = facts.recipient.address.startswith(f"{SPONSOR}@")
        assert ("to ask it again, or to withdraw the matter" in text_of(facts)) is is_sponsor
        assert ("You do not need to do anything." in text_of(facts)) is not is_sponsor


async def deadline(board: Board) -> datetime:
    asked = RaiseConcern(seat=seat(5), words=Text.of("By when?"), questions=1)
    assert (await board.act(SIGN_OFF, asked, holder(5))).accepted
    letter = await the_letter(board, LetterKind.QUESTION_ASKED, SPONSOR)
    assert letter.deadline is not None
    return letter.deadline


@pytest.mark.parametrize("has_answered", [True, False], ids=["who has answered", "who has not"])
async def test_the_answer_to_a_question_reaches_one_who(board: Board, *, has_answered: bool) -> None:
    asked = RaiseConcern(seat=seat(1), words=Text.of("Why?"), questions=1)
    assert (await board.act(SIGN_OFF, asked, holder(1))).accepted
    if has_answered:
        await given(board, 1, Answer.ABSTAIN)
    await board.act(SIGN_OFF, AnswerConcern(concern="c1", words=Text.of("Because.")), SPONSOR)
    text = text_of(await the_letter(board, LetterKind.QUESTION_ANSWERED, holder(1)))
    assert ("no decision is recorded for you" in text) is not has_answered


async def test_a_hold_and_a_release_open_the_members_page_and_the_deadline_returns(board: Board) -> None:
    assert (await board.act(APPROVAL, HoldMatter(reason=Text.of("checks")), SPONSOR)).accepted
    held = await the_letter(board, LetterKind.MATTER_HELD, holder(1))
    assert held.deadline is None
    assert held.link is not None
    assert held.link_is_personal
    assert "You may still answer, and your answer counts" in text_of(held)
    assert (await board.act(APPROVAL, ReleaseMatter(reason=Text.of("done")), SPONSOR)).accepted
    released = {facts.recipient.address: facts for facts in await sent(board)}
    member, secretary = released[f"{holder(1)}@harbour.example"], released[f"{SECRETARY}@harbour.example"]
    assert member.deadline is not None
    assert member.link_is_personal
    assert (secretary.deadline, secretary.link) == (None, f"http://127.0.0.1/matters/{MATTER}")


# --- obligations and meetings -------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "said"),
    [
        pytest.param(MAY, "in May, at the latest on Sunday 31 May 2020", id="a window has a last day"),
        pytest.param(When.unknown("shortly"), "shortly", id="no day is invented"),
    ],
)
async def test_owner_and_others_each_read_their_own_letter(board: Board, due: When, said: str) -> None:
    command = OpenObligation(
        obligation="pr1",
        sort=ObligationSort.PROMISE,
        owner=SPONSOR,
        words=Text.of("It will be published"),
        due=due,
        promised_to=(holder(1),),
    )
    assert (await board.act("obligation/pr1", command)).accepted
    told = {facts.role: facts for facts in await sent(board) if facts.kind is LetterKind.PROMISE_OPENED}
    assert set(told) == {Role.OWNER, Role.PROMISED_TO}
    assert {facts.due_words for facts in told.values()} == {said}
    assert "write to the secretariat by replying to this letter" in text_of(told[Role.OWNER])
    assert "quorate obligation" not in text_of(told[Role.OWNER])


async def test_owner_and_sponsor_read_at_once_of_a_promise_that_cannot_be_kept(board: Board) -> None:
    yesterday = board.clock.shown.date() - timedelta(days=1)
    command = OpenObligation(
        obligation="pr1",
        sort=ObligationSort.PROMISE,
        matter=MATTER,
        owner=SECRETARY,
        words=Text.of("It will be published"),
        due=When.on(yesterday),
        promised_to=(holder(1),),
    )
    assert (await board.act("obligation/pr1", command)).accepted
    told = [facts for facts in await sent(board) if facts.kind is LetterKind.PROMISE_OPENED]
    warned = {facts.recipient.address.split("@")[0] for facts in told if "cannot be kept" in text_of(facts)}
    assert warned == {SECRETARY, SPONSOR}
    assert len(told) == 3, "whoever it was promised to is told only that it is on record"


async def test_the_owner_of_a_target_that_was_missed_reads_that_it_has_no_day(board: Board) -> None:
    command = OpenObligation(
        obligation="t1",
        sort=ObligationSort.TARGET,
        owner=SPONSOR,
        words=Text.of("The pier is open"),
        due=When.on(date(2020, 4, 30)),
    )
    assert (await board.act("obligation/t1", command)).accepted
    due = datetime(2020, 4, 30, 23, 0, tzinfo=UTC)
    board.clock.shown = due + timedelta(hours=9)
    assert (await board.act("obligation/t1", SlipObligation(due=due), None)).accepted
    letter = await the_letter(board, LetterKind.OBLIGATION_SLIPPED, SPONSOR)
    assert (letter.has_no_day, letter.deadline) == (True, due)


def nothing_since() -> None:
    return None


def papers_issued() -> IssuePapers:
    return IssuePapers()


def cancelled() -> CancelMeeting:
    return CancelMeeting(reason=Text.of("no room"))


def moved() -> MoveMeeting:
    return MoveMeeting(starts=datetime(2020, 4, 30, 9, 0, tzinfo=UTC), reason=Text.of("no room"))


@pytest.mark.parametrize(
    ("since", "is_sent"),
    [(nothing_since, True), (papers_issued, False), (cancelled, False), (moved, False)],
    ids=["nothing has happened", "the papers are issued", "it is cancelled", "it is moved"],
)
async def test_a_task_for_papers_is_sent_unless(
    sqlite: Database, since: Callable[[], IssuePapers | CancelMeeting | MoveMeeting | None], *, is_sent: bool
) -> None:
    board = Board(sqlite)
    await board.load(a_meeting_partnership())
    await board.ask()
    await sent(board)
    board.clock.shown = CHASED
    assert (await board.act(STREAM, ChasePapers(due=CHASED, turn=0), None)).accepted
    if command := since():
        assert (await board.act(STREAM, command)).accepted, command
    tasks = [facts.asked for facts in await sent(board) if facts.kind is LetterKind.TASK]
    assert any("issue the papers" in asked for asked in tasks) is is_sent


async def test_a_meeting_that_goes_on_with_nothing_left_says_so_and_promises_no_papers(
    sqlite: Database,
) -> None:
    board = Board(sqlite)
    await board.load(a_meeting_partnership())
    await board.ask()
    await sent(board)
    board.clock.shown = datetime(2020, 4, 23, 10, 0, tzinfo=UTC)
    goes_on = AdjournMeeting(
        starts=datetime(2020, 4, 30, 9, 0, tzinfo=UTC), reason=Text.of("the tide"), record=approved_by_all()
    )
    assert (await board.act(STREAM, goes_on)).accepted
    found = [facts for facts in await sent(board) if facts.kind is LetterKind.MEETING_CHANGED]
    assert {facts.lines for facts in found} == {("Nothing is left for it to decide",)}


async def test_replies_to_a_letter_about_a_meeting_go_to_the_secretary_of_its_body(sqlite: Database) -> None:
    board = Board(sqlite)
    one = a_meeting_partnership()
    elsewhere = one.definition.model_copy(update={"secretariat": DIRECTOR})
    await board.load(one.model_copy(update={"definition": elsewhere}))
    await board.ask()
    await sent(board)
    assert (await board.act(STREAM, IssuePapers())).accepted
    found = [facts for facts in await sent(board) if facts.kind is LetterKind.PAPERS_ISSUED]
    assert {facts.reply_to.address for facts in found} == {f"{SECRETARY}@harbour.example"}
