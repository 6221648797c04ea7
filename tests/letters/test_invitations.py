"""Entries for diaries: one for each meeting, newer in place of older, and nothing of what is to be heard."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from a_board import Board
from a_meeting import STREAM, a_meeting_partnership
from a_partnership import BOARD, MATTER, PROGRAMME

from letters.compose import compose
from letters.envelope import enveloped
from models.commands import (
    AdjournMeeting,
    CallMeeting,
    CancelMeeting,
    Command,
    MoveMeeting,
    PutOnAgenda,
    SuspendMeeting,
)
from models.letters import INVITING, Invitation, LetterFacts, LetterKind
from models.values import LONDON, Text, digest_of
from storage.database import Database
from tests.letters.reading import unwrapped
from tests.letters.reading_diaries import Entry, entry_in, offset_said
from tests.letters.sample_facts import QUORATE, facts_of

REASON = "the hall floods"
FORMER = datetime(2020, 4, 23, 9, 0, tzinfo=UTC)
MOVED_TO = datetime(2020, 4, 30, 9, 0, tzinfo=UTC)
MOVED_AGAIN = datetime(2020, 5, 7, 9, 0, tzinfo=UTC)
LATER = datetime(2020, 5, 21, 9, 0, tzinfo=UTC)
INVITED = Invitation(
    uid=digest_of("meeting"),
    sequence=2,
    title="Meeting of the board, and of others; in common",
    starts=datetime(2020, 3, 30, 9, 0, tzinfo=UTC),
    place="Câmara \\ Committee Room 1, " + "é" * 90,
)


def arrived(facts: LetterFacts) -> EmailMessage:
    message = message_from_bytes(enveloped(compose(facts, QUORATE)).as_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def entry(facts: LetterFacts) -> Entry:
    found = entry_in(arrived(facts))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("is_cancelled", "method", "status", "asks"),
    [(False, "REQUEST", "CONFIRMED", "TRUE"), (True, "CANCEL", "CANCELLED", "FALSE")],
    ids=["a meeting to come is asked to", "one that is cancelled is taken away"],
)
def test_of(method: str, status: str, asks: str, *, is_cancelled: bool) -> None:
    invited = INVITED.model_copy(update={"is_cancelled": is_cancelled})
    found = entry(facts_of(LetterKind.MEETING_NOTICE, invitation=invited))
    assert (found.method, found.parameter, found["STATUS"]) == (method, method, status)
    assert (found["UID"], found["SEQUENCE"]) == (INVITED.uid, "2")
    assert found["DTSTART"] == "20200330T100000"
    assert found["DTSTAMP"] == "20200124T090000Z"
    assert found["SUMMARY"] == "Meeting of the board\\, and of others\\; in common"
    assert found["LOCATION"] == "Câmara \\\\ Committee Room 1\\, " + "é" * 90
    assert found["ORGANIZER"].endswith(":letters@quorate.example")
    assert "mailto:lay.member@mid-essex.example" in found["ATTENDEE"]
    assert any(line.startswith("ATTENDEE") and f";RSVP={asks}:" in line for line in found.lines)


def test_it_is_answered_where_answers_are_read() -> None:
    invited = INVITED.model_copy(update={"answers_to": "letters+mark@quorate.example"})
    found = entry(facts_of(LetterKind.MEETING_NOTICE, invitation=invited))
    assert found["ORGANIZER"].endswith(":letters+mark@quorate.example")


def test_it_stands_last_among_the_alternatives() -> None:
    message = arrived(facts_of(LetterKind.MEETING_CHANGED, invitation=INVITED))
    parts = [part.get_content_type() for part in message.iter_parts()]
    assert parts == ["text/plain", "text/html", "text/calendar"]


def test_a_name_cannot_say_more_than_a_name() -> None:
    named = {"title": 'The "chair":mailto:x', "address": "lay.member@mid-essex.example"}
    found = entry(facts_of(LetterKind.MEETING_NOTICE, invitation=INVITED, recipient=named))
    assert any(line.startswith("ATTENDEE;CN=\"The 'chair':mailto:x\";ROLE=") for line in found.lines)


def test_of_a_private_meeting_it_says_only_when() -> None:
    found = entry(facts_of(LetterKind.MEETING_NOTICE, invitation=INVITED, confidential=True))
    assert found["SUMMARY"] == "Private meeting"
    assert not found.has("LOCATION")


def test_its_zone_is_london_hour_by_hour_for_thirty_years() -> None:
    lines = entry(facts_of(LetterKind.MEETING_NOTICE, invitation=INVITED)).lines
    at, end = datetime(2010, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
    while at < end:
        assert offset_said(lines, at) == at.astimezone(LONDON).utcoffset(), at
        is_near_a_change = at.month in {3, 10} and at.day > 23
        at += timedelta(hours=1 if is_near_a_change else 24)


@pytest.mark.parametrize("kind", sorted(set(LetterKind) - INVITING), ids=str)
def test_other_letters_bring_none(kind: LetterKind) -> None:
    assert entry_in(arrived(facts_of(kind))) is None


# --- from the register --------------------------------------------------------------------


@pytest.fixture
async def board(sqlite: Database) -> Board:
    """The board's meeting takes the plan; nobody has been written to about it yet."""
    opened = Board(sqlite)
    await opened.load(a_meeting_partnership())
    await opened.ask()
    await told(opened)
    return opened


async def told(board: Board) -> list[LetterFacts]:
    left = []
    for letter in await board.letters.due(PROGRAMME):
        if facts := await board.letters.claim(letter):
            left.append(facts)
            await board.letters.sent(letter)
    return [facts for facts in left if facts.kind in INVITING]


def moved(to: datetime) -> MoveMeeting:
    return MoveMeeting(starts=to, reason=Text.of(REASON))


async def did(board: Board, command: Command) -> None:
    answer = await board.act(STREAM, command)
    assert answer.accepted, answer


async def test_each_move_raises_the_number_and_the_last_word_is_a_cancellation(board: Board) -> None:
    found = []
    for command in (moved(MOVED_TO), moved(MOVED_AGAIN), CancelMeeting(reason=Text.of(REASON))):
        await did(board, command)
        letters = await told(board)
        assert len(letters) == 5
        found.append(entry(letters[0]))
    assert [each.method for each in found] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [each["SEQUENCE"] for each in found] == ["1", "2", "2"]
    assert [each["DTSTART"] for each in found] == ["20200430T100000", "20200507T100000", "20200507T100000"]
    assert len({each["UID"] for each in found}) == 1


async def test_a_letter_that_waited_brings_the_meeting_as_it_is_when_it_leaves(board: Board) -> None:
    await did(board, moved(MOVED_TO))
    await did(board, CancelMeeting(reason=Text.of(REASON)))
    assert {entry(each).method for each in await told(board)} == {"CANCEL"}


async def test_notice_of_a_meeting_that_is_called_brings_its_first_entry(board: Board) -> None:
    called = CallMeeting(meeting="extra", bodies=(BOARD,), starts=MOVED_AGAIN, place=Text.of("Room 2"))
    assert (await board.act("meeting/extra", called)).accepted
    letters = await told(board)
    assert {each.kind for each in letters} == {LetterKind.MEETING_NOTICE}
    found = entry(letters[0])
    assert (found.method, found["SEQUENCE"], found["LOCATION"]) == ("REQUEST", "0", "Room 2")
    await did(board, moved(MOVED_TO))
    assert entry((await told(board))[0])["UID"] != found["UID"]


async def test_an_entry_says_nothing_of_the_business_nor_of_the_reason(board: Board) -> None:
    await did(board, moved(MOVED_TO))
    (letter, *_) = await told(board)
    said = "\n".join(entry(letter).lines)
    assert "Harbour Plan" in compose(letter, QUORATE).text
    for words in (REASON, "Plan", MATTER):
        assert words not in said


async def test_a_meeting_suspended_without_a_day_leaves_the_diary(board: Board) -> None:
    await did(board, SuspendMeeting(reason=Text.of(REASON)))
    letters = await told(board)
    assert letters
    assert {entry(each).method for each in letters} == {"CANCEL"}


async def test_of_a_meeting_not_held_it_is_said_where_its_business_goes(board: Board) -> None:
    await did(board, SuspendMeeting(reason=Text.of(REASON)))
    (letter, *_) = await told(board)
    assert letter.lines == ("The Harbour Plan: no meeting is known yet that takes it",)
    called = CallMeeting(meeting="extra", bodies=(BOARD,), starts=MOVED_AGAIN, place=Text.of("Room 2"))
    assert (await board.act("meeting/extra", called)).accepted
    assert (await board.act("meeting/extra", PutOnAgenda(matter=MATTER, bodies=(BOARD,)))).accepted
    other = "meeting/extra"
    again = CallMeeting(meeting="later", bodies=(BOARD,), starts=LATER, place=Text.of("Room 2"))
    assert (await board.act("meeting/later", again)).accepted
    await told(board)
    assert (await board.act(other, CancelMeeting(reason=Text.of(REASON)))).accepted
    (letter, *_) = await told(board)
    assert letter.lines == ("The Harbour Plan: it goes to the meeting of Thursday 21 May 2020",)


async def test_an_adjourned_meeting_goes_on_in_the_diary_on_its_new_day(board: Board) -> None:
    board.clock.shown = FORMER + timedelta(hours=1)
    await did(board, AdjournMeeting(starts=MOVED_TO, reason=Text.of(REASON)))
    found = entry((await told(board))[0])
    assert (found.method, found["SEQUENCE"], found["DTSTART"]) == ("REQUEST", "1", "20200430T100000")


async def test_a_letter_about_a_move_says_the_former_day_and_the_new_one(board: Board) -> None:
    await did(board, moved(MOVED_TO))
    await did(board, moved(MOVED_AGAIN))
    first, *_ = letters = await told(board)
    assert {each.meeting_at for each in letters} == {FORMER, MOVED_TO}
    text = unwrapped(compose(first, QUORATE).text)
    assert "on Thursday 23 April 2020 at 10am London time is moved." in text
    assert "The new date is Thursday 7 May 2020 at 10am London time" in text


async def test_a_letter_about_a_meeting_tells_each_member_how_to_follow_all_of_theirs(board: Board) -> None:
    await did(board, moved(MOVED_TO))
    letters = await told(board)
    links = [str(each.subscription) for each in letters]
    assert len(set(links)) == len(links) == 5
    letter = compose(letters[0], QUORATE)
    assert f"Subscribe to your meetings: {links[0]}" in unwrapped(letter.text)
    assert links[0] in letter.html
    assert "The link is personal" in unwrapped(letter.text)
    await did(board, moved(MOVED_AGAIN))
    assert {str(each.subscription) for each in await told(board)} == set(links)
