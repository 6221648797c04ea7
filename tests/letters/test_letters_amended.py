"""What people read of a condition of an approval and of a version their body is asked about again."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from a_board import Board
from a_partnership import DIRECTOR, SPONSOR, written
from an_amended_plan import (
    APPROVAL,
    BODIES,
    MATTER,
    OWNER,
    TEN_DAYS,
    TERMS,
    WATCHER,
    bodies_before_the_plan,
    issued,
    of,
    there,
)

from letters.compose import compose
from models.commands import (
    AnswerConcern,
    CloseSignOff,
    Command,
    DecisionRecord,
    DischargeCondition,
    Limb,
    OpenMatter,
    OpenStage,
    RaiseConcern,
    RecordDecision,
)
from models.dates import WorkingCalendar
from models.deciding import Consulted
from models.letters import LetterFacts, LetterKind, Role
from models.obligation import Obligation
from models.programme import Document, Loaded, Stage
from models.sign_off import SignOff
from models.values import ChangeClass, Procedure, Text, Verb, digest_of
from rules.waits import obligation_wait
from storage.database import Database
from storage.register import state_of
from tests.letters.reading import unwrapped
from tests.letters.sample_facts import QUORATE

NORTH, OFFICER = "north-board", "north-board.director"
CONDITION = f"obligation/{MATTER}.{NORTH}.condition-1"
SOUGHT = Text.of("The plan says who pays for the bridge")
CONDITIONS = (LetterKind.CONDITION_OPENED, LetterKind.CONDITION_REMINDER, LetterKind.CONDITION_LAPSED)


def who_decide_in_writing_too() -> Loaded:
    """Each board by letter or between its meetings; the west only after the others."""
    loaded = bodies_before_the_plan(TEN_DAYS)
    (rules,) = loaded.definition.rule_sets
    procedures = (*rules.procedures, Procedure.WRITTEN)
    rules = rules.model_copy(update={"written": written(3), "procedures": procedures})
    (plan,) = loaded.definition.matters
    (stage,) = plan.route.stages
    west = next(asked for asked in stage.asks if asked.body == "west-board")
    later = Stage(id="later", title="Later", asks=(west.model_copy(update={"by": Procedure.WRITTEN}),))
    first = stage.model_copy(update={"asks": tuple(each for each in stage.asks if each is not west)})
    route = plan.route.model_copy(update={"stages": (first, later)})
    plans = (plan.model_copy(update={"route": route}),)
    changed = {"rule_sets": (rules,), "matters": plans, "documents": (_in_three_texts(loaded),)}
    definition = loaded.definition.model_copy(update=changed)
    clerks = tuple(
        loaded.people[0].model_copy(
            update={"id": f"{body}-clerk", "address": f"{body}-clerk@harbour.example"}
        )
        for body in BODIES
    )
    return loaded.model_copy(update={"definition": definition, "people": (*loaded.people, *clerks)})


def _in_three_texts(loaded: Loaded) -> Document:
    """Each version has another text of its one part."""
    (document,) = loaded.definition.documents
    versions = [
        each.model_copy(
            update={"parts": (each.parts[0].model_copy(update={"sha256": digest_of(each.label)}),)}
        )
        for each in document.versions
    ]
    return document.model_copy(update={"versions": tuple(versions)})


@pytest.fixture
async def board(sqlite: Database) -> Board:
    """Asked on Wednesday 1 April 2020, all letters of that sent."""
    opened = Board(sqlite)
    opened.clock.shown = datetime(2020, 4, 1, 9, 0, tzinfo=UTC)
    await opened.load(who_decide_in_writing_too())
    await accepted(opened, APPROVAL, OpenMatter(matter=MATTER, version="1.0"))
    await accepted(opened, APPROVAL, OpenStage(stage="everybody"))
    await sent(opened)
    return opened


async def accepted(board: Board, stream: str, command: Command) -> None:
    acted = await board.act(stream, command)
    assert acted.accepted, acted


async def decided(board: Board, body: str, limb: Limb) -> None:
    letter = RecordDecision(
        decision=DecisionRecord(limbs=(limb,), by_assent=True),
        evidence=Text.of("letter"),
        attendance=there(body),
    )
    await accepted(board, of(body), letter)


async def sent(board: Board) -> list[LetterFacts]:
    found = []
    for letter in await board.letters.due("harbour"):
        if facts := await board.letters.claim(letter):
            found.append(facts)
            await board.letters.sent(letter)
    return found


def text_of(facts: LetterFacts) -> str:
    return unwrapped(compose(facts, QUORATE).text)


def to(person: str, letters: Sequence[LetterFacts], *kinds: LetterKind) -> list[LetterFacts]:
    return [
        each for each in letters if each.kind in kinds and each.recipient.address.startswith(f"{person}@")
    ]


async def sets_its_condition(board: Board) -> None:
    await decided(board, NORTH, Limb(verb=Verb.APPROVE_SUBJECT_TO, words=SOUGHT, terms=TERMS))


async def next_steps(board: Board) -> list[LetterFacts]:
    """All that falls due on the condition, each at its instant; the letters that leave meanwhile."""
    found: list[LetterFacts] = []
    calendar = WorkingCalendar(holidays=frozenset({date(2020, 4, 10), date(2020, 4, 13)}))
    while True:
        state = await board.database.read(state_of, CONDITION)
        assert isinstance(state, Obligation)
        step = obligation_wait(state, calendar).next_step
        if step is None:
            board.clock.shown = datetime(2020, 4, 14, 9, 0, tzinfo=UTC)
            return found + await sent(board)
        board.clock.shown = max(board.clock.shown, step.at)
        assert (await board.act(CONDITION, step.command, None)).accepted
        found += await sent(board)


# --- a condition --------------------------------------------------------------------------


async def test_its_owner_reads_of_a_condition_and_of_no_promise(board: Board) -> None:
    await sets_its_condition(board)
    letters = await sent(board)
    assert not [each for each in letters if each.kind is LetterKind.PROMISE_OPENED]
    (letter,) = to(SPONSOR, letters, LetterKind.CONDITION_OPENED)
    text = text_of(letter)
    assert "North-Board approves The Harbour Plan, version 1.0, subject to a condition." in text
    assert "by the end of Thursday 9 April 2020" in text
    assert SOUGHT.words in text
    assert "- director may say for the body that it is met" in text
    assert "promise" not in text.lower()


async def test_the_officer_named_is_asked_to_say_when_it_is_met(board: Board) -> None:
    await sets_its_condition(board)
    (letter,) = to(OFFICER, await sent(board), LetterKind.TASK)
    text = text_of(letter)
    assert "You may say for North-Board that this condition is met." in text
    assert "Please do this by the end of Thursday 9 April 2020" in text
    assert SOUGHT.words in text
    assert letter.lines == (
        "To be consulted first: chair",
        "To be consulted first: vice-chair",
        "You may then agree, for the body, the version that meets it",
    )


async def test_the_officer_is_not_asked_for_what_was_called_met_already(board: Board) -> None:
    board.clock.shown = datetime(2020, 4, 1, 20, 0, tzinfo=UTC)  # in quiet hours
    await sets_its_condition(board)
    consulted = tuple(Consulted(seat=seat, day=date(2020, 4, 1)) for seat in TERMS.consulting)
    met = DischargeCondition(officer=TERMS.discharged_by, consulted=consulted, evidence=Text.of("note"))
    await accepted(board, CONDITION, met)
    board.clock.shown = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
    assert to(OFFICER, await sent(board), LetterKind.TASK) == []


async def test_reminder_and_lapse_speak_of_the_approval_and_reach_whoever_can_mend_it(board: Board) -> None:
    await sets_its_condition(board)
    await sent(board)
    letters = await next_steps(board)
    assert {each.kind for each in letters} <= set(CONDITIONS)
    (reminder,) = to(SPONSOR, letters, LetterKind.CONDITION_REMINDER)
    assert "only the body that set a condition extends it" in text_of(reminder)
    lapsed = {each.role: each for each in letters if each.kind is LetterKind.CONDITION_LAPSED}
    assert set(lapsed) == {Role.OWNER, Role.SECRETARY, Role.DIRECTOR}
    assert to(DIRECTOR, letters, LetterKind.CONDITION_LAPSED)
    assert '"quorate obligation extend plan.north-board.condition-1"' in text_of(lapsed[Role.SECRETARY])
    for each in lapsed.values():
        text = text_of(each)
        assert "The approval no longer holds." in text
        assert "by the end of Thursday 9 April 2020" in text
        assert "quorate obligation keep" not in text
        assert "promise" not in text.lower()


async def meets_the_condition_of_the_north(board: Board) -> list[LetterFacts]:
    """Version 1.1 is issued for it, and its officer may agree that."""
    await sets_its_condition(board)
    await sent(board)
    await accepted(board, APPROVAL, issued(ChangeClass.LIMITED, NORTH))
    return await sent(board)


async def test_the_officer_reads_of_the_version_they_may_agree_when_it_is_issued_g58(board: Board) -> None:
    (letter,) = to(OFFICER, await meets_the_condition_of_the_north(board), LetterKind.TASK)
    text = text_of(letter)
    assert "You may agree version 1.1 for North-Board, if it meets the condition below" in text
    assert "Please do this by the end of Thursday 9 April 2020" in text
    assert SOUGHT.words in text
    assert "To be consulted first: vice-chair" in letter.lines


async def test_what_an_officer_agreed_is_told_as_theirs_and_promises_no_report_g58(board: Board) -> None:
    await meets_the_condition_of_the_north(board)
    consulted = tuple(Consulted(seat=seat, day=date(2020, 4, 1)) for seat in TERMS.consulting)
    met = DischargeCondition(
        officer=TERMS.discharged_by, consulted=consulted, evidence=Text.of("note"), agrees="1.1"
    )
    await accepted(board, CONDITION, met)
    letters = await sent(board)
    assert not [each for each in letters if each.kind is LetterKind.REPORTED_TO_PARENT]
    (letter,) = to(SPONSOR, letters, LetterKind.DECISION_RETURNED)
    text = text_of(letter)
    assert (
        "Director has agreed version 1.1 for North-Board, by the authority it gave on Wednesday 1 April"
        in text
    )
    assert "report" not in text


# --- an objection -------------------------------------------------------------------------


async def given_notice(board: Board) -> str:
    await decided(board, NORTH, Limb(verb=Verb.APPROVE))
    await accepted(board, APPROVAL, issued(ChangeClass.LIMITED))
    await sent(board)
    return of(NORTH, "1.1")


async def notice_ends(board: Board, notice: str) -> list[LetterFacts]:
    state = await board.database.read(state_of, notice)
    assert isinstance(state, SignOff)
    assert state.deadline is not None
    board.clock.shown = state.deadline
    assert (await board.act(notice, CloseSignOff(due=state.deadline), None)).accepted
    board.clock.shown += timedelta(days=2, hours=10)  # over the week-end
    return to(SPONSOR, await sent(board), LetterKind.DECISION_RETURNED)


async def test_the_notice_leads_to_the_page_of_what_changed(board: Board) -> None:
    await decided(board, NORTH, Limb(verb=Verb.APPROVE))
    await accepted(board, APPROVAL, issued(ChangeClass.LIMITED))
    letters = [each for each in await sent(board) if each.kind is LetterKind.AMENDMENT_NOTICE]
    assert letters
    for letter in letters:
        assert str(letter.link).endswith(f"/matters/{MATTER}/changes/1.0/1.1")
        assert "See what changed:" in text_of(letter)


async def test_whoever_objected_reads_that_an_answer_does_not_end_the_objection(board: Board) -> None:
    notice = await given_notice(board)
    await accepted(board, notice, RaiseConcern(words=Text.of("our place suffers"), objects=True))
    await sent(board)
    await accepted(board, notice, AnswerConcern(concern="c1", words=Text.of("it does not")))
    letters = await sent(board)
    assert LetterKind.QUESTION_ANSWERED not in {each.kind for each in letters}
    (letter,) = [each for each in letters if each.kind is LetterKind.OBJECTION_ANSWERED]
    text = text_of(letter)
    assert "The objection still stands: an answer does not end it, only its withdrawal does." in text
    assert "To withdraw it, write to the secretariat by replying to this letter" in text


async def test_a_secretary_is_told_to_write_to_somebody_else_than_themselves(board: Board) -> None:
    await decided(board, NORTH, Limb(verb=Verb.APPROVE))
    await accepted(board, APPROVAL, issued(ChangeClass.LIMITED))
    letters = [each for each in await sent(board) if each.kind is LetterKind.AMENDMENT_NOTICE]
    assert letters
    assert all(each.reply_to.address != each.recipient.address for each in letters)


async def test_a_bodys_objection_is_told_to_the_sponsor_as_one(board: Board) -> None:
    notice = await given_notice(board)
    await accepted(board, notice, RaiseConcern(words=Text.of("our place suffers"), objects=True))
    (letter,) = to(SPONSOR, await sent(board), LetterKind.CONCERN_RAISED)
    assert "It is an objection to the amendment" in text_of(letter)
    (ended,) = await notice_ends(board, notice)
    assert ended.outcome == "objects"
    assert ended.lines[0].startswith("Objection told by ")
    assert ended.lines[0].endswith("our place suffers (not withdrawn)")


async def test_silence_is_told_as_no_approval(board: Board) -> None:
    (ended,) = await notice_ends(board, await given_notice(board))
    assert ended.outcome == "no objection"
    text = text_of(ended)
    assert "No objection was raised in time; that is no decision." in text
    assert "This is no approval of the new text." in text
    assert "Its decision" not in text
    assert compose(ended, QUORATE).subject == "No objection in time at North-Board - Harbour Plan v1.1"


async def test_a_question_about_an_amendment_is_no_objection(board: Board) -> None:
    await accepted(board, await given_notice(board), RaiseConcern(words=Text.of("what changes?")))
    (letter,) = to(SPONSOR, await sent(board), LetterKind.CONCERN_RAISED)
    assert "objection" not in text_of(letter)


# --- a version ----------------------------------------------------------------------------


async def test_members_asked_again_in_writing_read_what_changed(board: Board) -> None:
    await decided(board, OWNER, Limb(verb=Verb.APPROVE))
    await sent(board)
    await accepted(board, APPROVAL, issued(ChangeClass.LIMITED))
    (letter,) = to(f"{OWNER}.chair", await sent(board), LetterKind.SIGN_OFF_REQUEST)
    text = text_of(letter)
    assert (letter.version, letter.quoted) == ("1.1", "one paragraph")
    assert "Owner-Board was asked about a former version." in text
    assert "What changed, and why:" in text
    assert "- The plan: changed" in text
    assert str(letter.changes_at).endswith(f"/matters/{MATTER}/changes/1.0/1.1")
    assert f"What changed: {letter.changes_at}" in text


async def test_members_asked_for_the_first_time_read_of_no_change(board: Board) -> None:
    for body in (OWNER, NORTH, "south-board"):
        await decided(board, body, Limb(verb=Verb.APPROVE))
    await decided(board, WATCHER, Limb(verb=Verb.NOTE))
    await accepted(board, APPROVAL, issued(ChangeClass.EDITORIAL))
    await accepted(board, APPROVAL, OpenStage(stage="later"))
    (letter,) = to("west-board.chair", await sent(board), LetterKind.SIGN_OFF_REQUEST)
    assert (letter.version, letter.quoted) == ("1.1", "")
    assert "former version" not in text_of(letter)


async def test_g73_a_new_secretary_reads_in_the_same_words_of_the_window_that_is_open(board: Board) -> None:
    await decided(board, NORTH, Limb(verb=Verb.APPROVE))
    await accepted(board, APPROVAL, issued(ChangeClass.LIMITED))
    (before,) = to(f"{NORTH}-clerk", await sent(board), LetterKind.AMENDMENT_NOTICE)
    loaded = who_decide_in_writing_too()
    bodies = tuple(
        each.model_copy(update={"secretary": DIRECTOR}) if each.id == NORTH else each
        for each in loaded.definition.bodies
    )
    changed = loaded.definition.model_copy(update={"bodies": bodies})
    await board.load(loaded.model_copy(update={"definition": changed}))
    (letter,) = to(DIRECTOR, await sent(board), LetterKind.AMENDMENT_NOTICE)
    assert (letter.body, letter.deadline, letter.quoted) == (before.body, before.deadline, before.quoted)
