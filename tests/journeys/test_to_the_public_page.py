"""From the last approval to the public page: with the real act on both databases, and with real workflows."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from a_board import Board
from a_partnership import DIRECTOR, PDF, PROGRAMME, SECRETARY, SPONSOR
from a_plan_to_publish import (
    NORTH,
    PLAN,
    PROMISED_TO,
    SOUTH,
    SUMMARY,
    THE_DAY,
    a_plan_to_publish,
    publish,
)
from a_round import on
from an_amended_plan import APPROVAL, BODIES, MATTER, OWNER, WATCHER, of, there

from letters.compose import compose
from models.approval import Approval
from models.commands import (
    BarPublishing,
    Command,
    DecisionRecord,
    HoldMatter,
    Limb,
    LogComment,
    OpenMatter,
    OpenObligation,
    OpenStage,
    RecordDecision,
    ReleaseMatter,
)
from models.dates import When
from models.errors import NotFound
from models.events import By
from models.letters import LetterFacts, LetterKind
from models.obligation import Obligation, ObligationStage
from models.publication_commands import AnswerComment, SetPublicationDate
from models.publication_events import PartOf
from models.values import Channel, Instant, ObligationSort, Text, Verb
from rehearsal.hall import Hall, opened
from services import programmes, publication, published
from services.acting import Caller, House, act
from storage.database import Database
from storage.register import state_of
from storage.waits import Waits
from tests.letters.reading import unwrapped
from tests.letters.sample_facts import QUORATE
from tests.web.a_web import NobodyHears

PROMISE = "obligation/pr1"
HOW = "kept late, on Thursday 30 April 2020, 23 days after Tuesday 7 April 2020"


def why() -> Text:
    return Text.of("because")


def promised(due: When) -> OpenObligation:
    return OpenObligation(
        obligation="pr1",
        sort=ObligationSort.PROMISE,
        matter=MATTER,
        owner=SPONSOR,
        words=Text.of("The plan is on the website in the first week of April"),
        due=due,
        promised_to=(PROMISED_TO,),
    )


def decision(body: str) -> RecordDecision:
    verb = Verb.NOTE if body == WATCHER else Verb.APPROVE
    record = DecisionRecord(limbs=(Limb(verb=verb),), by_assent=True)
    return RecordDecision(decision=record, evidence=why(), attendance=there(body))


# --- with the real act, on both databases -------------------------------------------------


@pytest.fixture
async def board(database: Database) -> Board:
    """Heard, promised and approved by all but the south, on Wednesday 1 April 2020."""
    board = Board(database)
    board.clock.shown = on(2020, 4, 1)
    await board.load(a_plan_to_publish())
    await done(board, APPROVAL, OpenMatter(matter=MATTER, version="1.0"))
    await done(board, APPROVAL, OpenStage(stage="everybody"), None)
    await done(board, APPROVAL, LogComment(body=NORTH, words=Text.of("The bridge is too dear.")))
    await done(board, APPROVAL, LogComment(body=SOUTH, words=Text.of("The ferry is too slow.")))
    await done(board, PROMISE, promised(When.on(date(2020, 4, 7))))
    for body in (OWNER, NORTH, "west-board", WATCHER):
        await done(board, of(body), decision(body))
    return board


async def done(board: Board, stream: str, command: Command, person: str | None = SECRETARY) -> None:
    acted = await board.act(stream, command, person)
    assert acted.accepted, acted


async def sent(board: Board) -> list[LetterFacts]:
    found = []
    for letter in await board.letters.due(PROGRAMME):
        if facts := await board.letters.claim(letter):
            found.append(facts)
            await board.letters.sent(letter)
    return found


def house_of(board: Board) -> House:
    return House(board.database, board.ledger, board.clock, NobodyHears())


def text_of(facts: LetterFacts) -> str:
    return unwrapped(compose(facts, QUORATE).text)


def to(letters: list[LetterFacts], person: str) -> LetterFacts:
    (found,) = [each for each in letters if each.recipient.address == f"{person}@harbour.example"]
    return found


async def out(board: Board) -> Board:
    """The south approves, the gate opens, the day is set, and comes."""
    await done(board, of(SOUTH), decision(SOUTH))
    step = (await Waits(board.database).approval(APPROVAL)).next_step
    assert step is not None
    await done(board, APPROVAL, step.command, None)
    await done(board, APPROVAL, SetPublicationDate(day=THE_DAY), SPONSOR)
    await done(board, APPROVAL, AnswerComment(body=NORTH, words=Text.of("It is cheaper now.")))
    board.clock.shown = on(2020, 4, 30)
    await sent(board)
    await done(board, APPROVAL, publish("1.0", "pr1"), SPONSOR)
    return board


async def test_while_a_body_is_awaited_nothing_falls_due_and_nothing_is_to_be_seen(board: Board) -> None:
    wait = await Waits(board.database).approval(APPROVAL)
    assert (wait.is_over, wait.next_step) == (False, None)
    refused = await board.act(APPROVAL, publish("1.0"), SPONSOR)
    assert refused.code == "gate-shut"
    assert refused.words.endswith("It waits for this: South-Board has not given what it was asked for.")
    with pytest.raises(NotFound):
        await published.published(house_of(board), MATTER)
    with pytest.raises(NotFound):
        await published.file(house_of(board), MATTER, "plan")


async def test_the_gate_opens_as_soon_as_it_may_and_asks_for_a_day(board: Board) -> None:
    await sent(board)
    await done(board, of(SOUTH), decision(SOUTH))
    step = (await Waits(board.database).approval(APPROVAL)).next_step
    assert step is not None
    assert step.at == board.clock.shown
    await done(board, APPROVAL, step.command, None)
    assert (await board.act(APPROVAL, step.command, None)).already, "asking twice is asking once"
    asking = [each for each in await sent(board) if each.kind is LetterKind.GATE_OPENED]
    assert {each.recipient.address.split("@")[0] for each in asking} == {SPONSOR, DIRECTOR}
    words = text_of(asking[0])
    assert "may be published since Wednesday 1 April 2020 at 10am London time" in words
    assert "quorate publication" not in words, "a sponsor has no command line"


async def test_a_letter_that_asks_for_a_day_is_not_sent_once_the_gate_is_shut_again(board: Board) -> None:
    await done(board, of(SOUTH), decision(SOUTH))
    step = (await Waits(board.database).approval(APPROVAL)).next_step
    assert step is not None
    await done(board, APPROVAL, step.command, None)
    await done(board, APPROVAL, HoldMatter(reason=why()), SPONSOR)
    assert LetterKind.GATE_OPENED not in [each.kind for each in await sent(board)]
    await done(board, APPROVAL, ReleaseMatter(reason=why()), SPONSOR)


async def test_a_day_that_is_changed_is_told_as_it_stands(board: Board) -> None:
    await done(board, of(SOUTH), decision(SOUTH))
    await sent(board)
    await done(board, APPROVAL, SetPublicationDate(day=date(2020, 4, 3)), SPONSOR)
    await done(board, APPROVAL, SetPublicationDate(day=THE_DAY), SPONSOR)
    (letter,) = [each for each in await sent(board) if each.kind is LetterKind.PUBLICATION_DATED]
    words = text_of(letter)
    assert (
        "is to be published on Thursday 30 April 2020. This takes the place of Friday 3 April 2020." in words
    )
    assert "The plan is on the website in the first week of April”: not kept yet" in words


async def test_what_is_published_is_told_to_each_once_with_what_is_theirs(board: Board) -> None:
    letters = [each for each in await sent(await out(board)) if each.kind is LetterKind.PUBLISHED]
    people = {each.recipient.address.split("@")[0] for each in letters}
    assert people == {*(f"{body}-clerk" for body in BODIES), f"{OWNER}.chair", PROMISED_TO}
    assert len(letters) == len(people)
    users, north, south = (to(letters, each) for each in (PROMISED_TO, f"{NORTH}-clerk", f"{SOUTH}-clerk"))
    assert users.link == "http://127.0.0.1/published/plan"
    assert users.lines == (f"“The plan is on the website in the first week of April”: {HOW}",)
    done_with = "What was done with it"
    assert north.lines == (f"North-Board said: “The bridge is too dear.” {done_with}: It is cheaper now.",)
    (told,) = south.lines
    assert told.startswith(
        f"South-Board said: “The ferry is too slow.” {done_with}: nothing is on the record"
    )
    assert told.endswith("To ask, reply to this letter")
    assert to(letters, f"{WATCHER}-clerk").lines == ()
    assert "Read it:" in text_of(south)


async def test_the_secretary_sees_which_comments_nobody_has_answered(board: Board) -> None:
    await out(board)
    read = await publication.publication(house_of(board), PROGRAMME, MATTER)
    assert (read.unanswered, read.day, read.promises) == ((SOUTH,), THE_DAY, ())
    await sent(board)
    await done(board, APPROVAL, AnswerComment(body=SOUTH, words=Text.of("It is faster now.")))
    (letter,) = await sent(board)
    assert letter.kind is LetterKind.COMMENT_ANSWERED
    assert (letter.quoted, letter.replied) == ("The ferry is too slow.", "It is faster now.")
    heard = await publication.comments(house_of(board), MATTER)
    assert [(each.body, each.answer) for each in heard] == [
        (NORTH, "It is cheaper now."),
        (SOUTH, "It is faster now."),
    ]


async def test_the_page_says_what_from_whom_and_how_late(board: Board) -> None:
    read = await published.published(house_of(await out(board)), MATTER)
    assert (read.title, read.version, read.day) == ("The Harbour Plan", "1.0", THE_DAY)
    assert [(each.part, each.of) for each in read.files] == [
        ("plan", PartOf.FULL),
        ("summary", PartOf.SUMMARY),
    ]
    assert read.on_request == ("The annex",)
    assert [row.body for row in read.rows] == list(BODIES)
    assert [each.how for each in read.promises] == [HOW]
    for part, content in (("plan", PDF), ("summary", SUMMARY)):
        name, media_type, found = await published.file(house_of(board), MATTER, part)
        assert (name, media_type, found) == (f"plan-1.0-{part}.pdf", "application/pdf", content)
    with pytest.raises(NotFound):
        await published.file(house_of(board), MATTER, "annex")


async def test_a_bar_wakes_the_matters_that_still_wait_and_its_end_opens_the_gate_anew(board: Board) -> None:
    await done(board, of(SOUTH), decision(SOUTH))
    first = (await Waits(board.database).approval(APPROVAL)).next_step
    barred = BarPublishing(window="w", first=date(2020, 4, 1), last=date(2020, 4, 6), reason=why())
    await done(board, f"programme/{PROGRAMME}", barred)
    second = (await Waits(board.database).approval(APPROVAL)).next_step
    assert first is not None
    assert second is not None
    assert (first.at, second.at) == (on(2020, 4, 1), on(2020, 4, 6, 23))


async def test_the_promise_ends_kept_late_and_the_matter_is_over(board: Board) -> None:
    await out(board)
    promise = await board.database.read(state_of, PROMISE)
    assert isinstance(promise, Obligation)
    assert promise.stage is ObligationStage.KEPT_LATE
    assert (await Waits(board.database).approval(APPROVAL)).is_over


# --- with the real workflows, time skipped ------------------------------------------------

BY = By(person=SECRETARY, channel=Channel.COMMAND)
BEGINS = datetime(2020, 4, 1, 9, 0, tzinfo=UTC)
BAR_ENDS: Instant = on(2020, 4, 20, 23)


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    """Approved by all, while publishing is barred to Monday 20 April 2020."""
    async with opened(tmp_path) as hall:
        await programmes.load(hall.house, a_plan_to_publish(PLAN), Caller(BY, "load"))
        await programmes.set_clock(hall.house, PROGRAMME, BEGINS, Caller(BY, "clock"))
        barred = BarPublishing(window="w", first=date(2020, 4, 1), last=date(2020, 4, 20), reason=why())
        await take(hall, f"programme/{PROGRAMME}", barred)
        await take(hall, APPROVAL, OpenMatter(matter=MATTER, version="1.0"))
        for body in BODIES:
            await take(hall, of(body), decision(body))
        hall.caught.letters.clear()
        yield hall


async def take(hall: Hall, stream: str, command: Command) -> None:
    acted = await act(hall.house, PROGRAMME, stream, command, Caller(BY, f"{stream} {command!r}"))
    assert acted.accepted, acted
    await hall.quiet(PROGRAMME)


async def approval(hall: Hall) -> Approval:
    found = await hall.database.read(state_of, APPROVAL)
    assert isinstance(found, Approval)
    return found


async def test_the_workflow_opens_the_gate_at_its_instant_and_ends_when_it_is_published(hall: Hall) -> None:
    await hall.move_to(PROGRAMME, on(2020, 4, 20, 22))
    assert (await approval(hall)).publishing.gate_opened is None
    await hall.move_to(PROGRAMME, on(2020, 4, 21, 9))
    assert (await approval(hall)).publishing.gate_opened == BAR_ENDS
    subjects = [str(letter["Subject"]) for letter in hall.caught.letters]
    assert sum(subject.startswith("May be published") for subject in subjects) == 2
    await take(hall, APPROVAL, SetPublicationDate(day=THE_DAY))
    await hall.move_to(PROGRAMME, on(2020, 4, 30, 9))
    await take(hall, APPROVAL, publish("1.0"))
    running = await hall.environment.client.get_workflow_handle(APPROVAL).describe()
    assert running.status is not None
    assert running.status.name == "COMPLETED"
