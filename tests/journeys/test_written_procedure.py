"""A board decides by letter: the real workflows, real mail, and time that is skipped."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from a_partnership import (
    BOARD,
    CONTENT,
    MATTER,
    PROGRAMME,
    SECRETARY,
    SIGN_OFF,
    SPONSOR,
    a_partnership,
    holder,
    seat,
)

from models.acts import Acted
from models.commands import GiveAnswer
from models.events import By
from models.sign_off import SignOff
from models.values import Answer, Channel, Standing
from rehearsal.hall import Hall, opened
from services import matters, programmes
from services.acting import Caller, act
from storage.register import state_of

BEGINS = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
SECRETARIAT = By(person=SECRETARY, channel=Channel.COMMAND)


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with opened(tmp_path) as hall:
        await programmes.load(hall.house, a_partnership(), Caller(SECRETARIAT, "load"))
        await programmes.set_clock(hall.house, PROGRAMME, BEGINS, Caller(SECRETARIAT, "clock"))
        await matters.open_matter(
            hall.house, PROGRAMME, MATTER, "1.0", Caller(By(person=SPONSOR, channel=Channel.COMMAND), "open")
        )
        await hall.quiet(PROGRAMME)
        yield hall


async def test_everyone_entitled_is_asked_once_by_letter(hall: Hall) -> None:
    assert subjects(hall) == ["Action needed by Thursday 16 April 2020 - Harbour Plan v1.0"] * 5
    assert len({letter["To"] for letter in hall.caught.letters}) == 5


async def test_only_those_who_have_not_answered_are_reminded_and_then_somebody_is_told(hall: Hall) -> None:
    await answer(hall, 1, Answer.APPROVE)
    await hall.move_to(PROGRAMME, datetime(2020, 4, 16, 9, 30, tzinfo=UTC))
    reminded = [letter["To"] for letter in hall.caught.letters if "Reminder" in letter["Subject"]]
    assert len(reminded) == 3 * 4
    assert not any("member-1@" in to for to in reminded)
    assert sum("Answers missing" in subject for subject in subjects(hall)) == 1
    assert sum("For your attention" in subject for subject in subjects(hall)) == 1


async def test_the_majority_settles_it_and_everyone_concerned_is_told_once(hall: Hall) -> None:
    for number in (1, 2, 3):
        await answer(hall, number, Answer.APPROVE)
    await hall.quiet(PROGRAMME)
    assert (await sign_off(hall)).standing is Standing.APPROVED
    told = [letter["To"] for letter in hall.caught.letters if "Decision at" in letter["Subject"]]
    assert len(told) == len(set(told)) == 7, "the sponsor, the secretary and five members, once each"
    before = len(hall.caught.letters)
    await hall.move_to(PROGRAMME, datetime(2020, 5, 1, tzinfo=UTC))
    assert len(hall.caught.letters) == before, "nobody is reminded of what is decided"


async def test_at_the_deadline_too_few_answers_lapse_and_date_from_the_deadline(hall: Hall) -> None:
    await answer(hall, 1, Answer.APPROVE)
    await hall.move_to(PROGRAMME, datetime(2020, 4, 22, tzinfo=UTC))
    closed = await sign_off(hall)
    assert closed.standing is Standing.LAPSED
    assert closed.decided is not None
    assert closed.decided.happened == closed.deadline == datetime(2020, 4, 16, 16, 0, tzinfo=UTC)


async def test_what_lapsed_is_asked_again_and_its_workflow_reminds_and_closes_once_more(hall: Hall) -> None:
    await hall.move_to(PROGRAMME, datetime(2020, 4, 22, 9, 0, tzinfo=UTC))
    assert (await sign_off(hall)).standing is Standing.LAPSED
    await matters.ask_again(
        hall.house,
        PROGRAMME,
        Caller(SECRETARIAT, "again"),
        matter=MATTER,
        body=BOARD,
        reason="half the members were on leave",
    )
    await hall.quiet(PROGRAMME)
    again = [subject for subject in subjects(hall) if subject.startswith("Action needed by Wednesday 6 May")]
    assert len(again) == 5
    for number in (1, 2):
        await answer(hall, number, Answer.APPROVE)
    await hall.move_to(PROGRAMME, datetime(2020, 5, 7, 9, 0, tzinfo=UTC))
    closed = await sign_off(hall)
    assert closed.standing is Standing.LAPSED
    assert [attempt.standing for attempt in closed.attempts] == [Standing.LAPSED]
    reminded = [subject for subject in subjects(hall) if "Reminder" in subject and "6 May" in subject]
    assert len(reminded) == 3 * 3


async def test_while_on_hold_nothing_falls_due_and_the_release_gives_the_time_back(hall: Hall) -> None:
    """Held on 6 April with ten days to go, released on 4 May: it closes on 14 May, not on 16 April."""
    await hall.move_to(PROGRAMME, datetime(2020, 4, 6, 9, 30, tzinfo=UTC))
    await matters.hold(hall.house, PROGRAMME, MATTER, "waiting for advice", Caller(SECRETARIAT, "hold"))
    await hall.move_to(PROGRAMME, datetime(2020, 5, 4, 9, 0, tzinfo=UTC))
    assert (await sign_off(hall)).standing is Standing.OPEN
    assert not any("Reminder" in subject for subject in subjects(hall))
    assert (await answer(hall, 1, Answer.APPROVE)).accepted, "held over its deadline, and still open"
    await matters.release(hall.house, PROGRAMME, MATTER, "advice came", Caller(SECRETARIAT, "release"))
    await hall.quiet(PROGRAMME)
    assert (await sign_off(hall)).standing is Standing.OPEN
    released = [words(letter) for letter in hall.caught.letters if "No longer on hold" in letter["Subject"]]
    assert sum("5pm on Thursday 14 May 2020" in letter for letter in released) == 4, "who owe an answer"
    assert sum("until Thursday 14 May 2020 at 5pm" in letter for letter in released) == 1, "the secretary"
    assert (await answer(hall, 2, Answer.APPROVE)).accepted
    await hall.move_to(PROGRAMME, datetime(2020, 5, 15, 9, 0, tzinfo=UTC))
    closed = await sign_off(hall)
    assert closed.standing is Standing.LAPSED
    assert closed.decided is not None
    assert closed.decided.happened == datetime(2020, 5, 14, 16, 0, tzinfo=UTC)
    reminded = [str(letter["To"]) for letter in hall.caught.letters if "Reminder" in str(letter["Subject"])]
    assert len(reminded) == 3 * 3, "the three who had not answered, on the mornings that were left"


def words(letter: EmailMessage) -> str:
    body = letter.get_body(preferencelist=("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())


def subjects(hall: Hall) -> list[str]:
    return [str(letter["Subject"]) for letter in hall.caught.letters]


async def answer(hall: Hall, number: int, given: Answer) -> Acted:
    command = GiveAnswer(seat=seat(number), answer=given, content_hash=CONTENT)
    by = By(person=holder(number), channel=Channel.LINK)
    return await act(hall.house, PROGRAMME, SIGN_OFF, command, Caller(by, f"press-{number}"))


async def sign_off(hall: Hall) -> SignOff:
    state = await hall.database.read(state_of, SIGN_OFF)
    assert isinstance(state, SignOff)
    return state
