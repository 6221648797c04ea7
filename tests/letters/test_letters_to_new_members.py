"""What whoever takes a seat, or left it, reads of a meeting that was called before (G73)."""

from datetime import UTC, datetime, time

import pytest
from a_post import INTERIM

from letters.compose import compose
from models.commands import CallMeeting, InviteMembers, IssuePapers
from models.letters import LetterFacts, LetterKind
from models.waits import Step
from rules.calendar import at_london
from storage.database import Database
from storage.waits import Waits
from tests.letters.reading import unwrapped
from tests.letters.sample_facts import QUORATE
from tests.services.test_holders_of_the_day import BEFORE, FIRST, FORMER, Filled

MEETING = "meeting/north-special"
STARTS = datetime(2020, 1, 30, 9, 0, tzinfo=UTC)
MIDNIGHT = at_london(FIRST, time(0))


@pytest.fixture
async def filled(sqlite: Database) -> Filled:
    """A meeting of Thursday 30 January was called, and its notice sent, before the interim's first day."""
    filled = await Filled(sqlite).open()
    await filled.until(BEFORE)
    calling = CallMeeting(meeting="north-special", bodies=("north",), starts=STARTS)
    await filled.does(MEETING, calling, "north-clerk")
    await filled.sent()
    return filled


async def sent_since_the_start(filled: Filled) -> dict[tuple[LetterKind, str], LetterFacts]:
    await filled.until(FIRST)
    await filled.does(MEETING, InviteMembers(due=MIDNIGHT), None)
    filled.at(FIRST)
    left = (await filled.sent()).values()
    return {(each.kind, each.recipient.address): each for each in left}


async def test_g73_the_meeting_waits_for_the_first_day_of_whoever_takes_a_seat(filled: Filled) -> None:
    wait = await Waits(filled.house.database).meeting(MEETING)
    assert wait.next_step == Step(at=MIDNIGHT, command=InviteMembers(due=MIDNIGHT))


async def test_g73_the_new_holder_gets_the_notice_with_an_entry_for_the_diary(filled: Filled) -> None:
    left = await sent_since_the_start(filled)
    notice = left[LetterKind.MEETING_NOTICE, f"{INTERIM}@towns.example"]
    assert notice.invitation is not None
    assert (notice.invitation.starts, notice.invitation.is_cancelled) == (STARTS, False)
    assert notice.subscription
    assert [to for kind, to in left if kind is LetterKind.MEETING_NOTICE] == [f"{INTERIM}@towns.example"]


async def test_g73_the_former_holder_gets_a_letter_that_takes_it_out_of_the_diary(filled: Filled) -> None:
    left = await sent_since_the_start(filled)
    released = left[LetterKind.MEETING_RELEASED, f"{FORMER}@towns.example"]
    assert released.invitation is not None
    assert released.invitation.is_cancelled
    assert released.subscription is None
    text = unwrapped(compose(released, QUORATE).text)
    assert "You hold no seat any more at the meeting of" in text
    assert "on Thursday 30 January 2020 at 9am London time" in text


async def test_g73_the_new_holder_reads_that_the_papers_went_out_before(filled: Filled) -> None:
    await filled.does(MEETING, IssuePapers(), "north-clerk")
    left = await sent_since_the_start(filled)
    notice = left[LetterKind.MEETING_NOTICE, f"{INTERIM}@towns.example"]
    text = unwrapped(compose(notice, QUORATE).text)
    assert "Its papers went out on Friday 10 January 2020; please ask its secretary for them." in text
