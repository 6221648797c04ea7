"""A board breaks off its meeting and goes on a week later: the real workflows, real mail, time skipped."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TypeVar

import pytest
from a_meeting import HELD, STREAM, a_meeting_partnership, approved_by_all
from a_partnership import BOARD, MATTER, PROGRAMME, SECRETARY, SPONSOR

from models.approval import Approval
from models.commands import AdjournMeeting, CancelMeeting, Command, IssuePapers, RecordMeeting
from models.events import By
from models.meeting import Meeting, MeetingStage
from models.programme import Loaded
from models.sign_off import Decided, SignOff
from models.values import Channel, MatterId, Standing, Text
from rehearsal.hall import Hall, opened
from services import matters, programmes
from services.acting import Caller, act
from storage.register import state_of
from tests.letters.reading import unwrapped

DUES = "harbour-dues"
BEGINS = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
BROKEN_OFF = datetime(2020, 4, 23, 11, 0, tzinfo=UTC)
GOES_ON = datetime(2020, 4, 30, 9, 0, tzinfo=UTC)
HALF_PAST_TEN = time(10, 30)
SECRETARIAT = By(person=SECRETARY, channel=Channel.COMMAND)
WHY = "the water is rising"

Kept = TypeVar("Kept", Approval, Meeting, SignOff)


def two_plans() -> Loaded:
    """The board has two plans on one agenda."""
    loaded = a_meeting_partnership()
    (plan,) = loaded.definition.matters
    dues = plan.model_copy(update={"id": DUES, "title": "The Harbour Dues", "short": "Harbour Dues"})
    definition = loaded.definition.model_copy(update={"matters": (plan, dues)})
    return loaded.model_copy(update={"definition": definition})


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    """Both plans are on the agenda, the papers are out, and the meeting is two hours old."""
    async with opened(tmp_path) as hall:
        await programmes.load(hall.house, two_plans(), Caller(SECRETARIAT, "load"))
        await programmes.set_clock(hall.house, PROGRAMME, BEGINS, Caller(SECRETARIAT, "clock"))
        sponsor = By(person=SPONSOR, channel=Channel.COMMAND)
        for matter in (MATTER, DUES):
            await matters.open_matter(hall.house, PROGRAMME, matter, "1.0", Caller(sponsor, matter))
        await hall.quiet(PROGRAMME)
        await do(hall, IssuePapers())
        await hall.move_to(PROGRAMME, BROKEN_OFF)
        hall.caught.letters.clear()
        yield hall


async def test_each_item_is_decided_at_its_own_sitting(hall: Hall) -> None:
    await do(hall, AdjournMeeting(starts=GOES_ON, reason=Text.of(WHY), record=approved(MATTER)))
    assert (await decided(hall, MATTER)).happened == datetime(2020, 4, 23, 9, 30, tzinfo=UTC)
    assert (await state(hall, f"approval/{MATTER}", Approval)).is_complete
    told = [subject for subject in subjects(hall) if "Decision at" in subject]
    assert {"Thursday 23 April 2020" in subject for subject in told} == {True}
    assert sum("adjourned" in subject for subject in subjects(hall)) == 5, "every member, once"
    waiting = await state(hall, sign_off(DUES), SignOff)
    assert (waiting.standing, waiting.meets) == (Standing.WAITING, GOES_ON)

    await hall.move_to(PROGRAMME, datetime(2020, 5, 3, 12, 0, tzinfo=UTC))
    assert not tasks(hall), "nobody is asked for minutes that are not late"
    await hall.move_to(PROGRAMME, datetime(2020, 5, 4, 12, 0, tzinfo=UTC))
    assert len(tasks(hall)) == 1, "those of the second sitting are"

    await do(hall, approved(DUES))
    assert (await decided(hall, DUES)).happened == datetime(2020, 4, 30, 9, 30, tzinfo=UTC)
    assert (await state(hall, f"approval/{DUES}", Approval)).is_complete
    meeting = await state(hall, STREAM, Meeting)
    assert [each.starts for each in meeting.sittings] == [HELD, GOES_ON]
    assert (meeting.stage, meeting.held) == (MeetingStage.HELD, GOES_ON)


async def test_when_everything_was_decided_before_nobody_is_asked_for_more(hall: Hall) -> None:
    await do(hall, AdjournMeeting(starts=GOES_ON, reason=Text.of(WHY), record=approved(MATTER, DUES)))
    await hall.move_to(PROGRAMME, datetime(2020, 5, 20, 12, 0, tzinfo=UTC))
    assert not tasks(hall)
    assert {(await decided(hall, each)).happened.date() for each in (MATTER, DUES)} == {HELD.date()}


async def test_a_sitting_that_nobody_recorded_in_time_counts_though_the_meeting_never_went_on(
    hall: Hall,
) -> None:
    await do(hall, AdjournMeeting(starts=GOES_ON, reason=Text.of(WHY)))
    await do(hall, CancelMeeting(reason=Text.of(WHY)))
    await hall.move_to(PROGRAMME, datetime(2020, 4, 26, 12, 0, tzinfo=UTC))
    assert not of_the_sitting(hall)
    await hall.move_to(PROGRAMME, datetime(2020, 5, 20, 12, 0, tzinfo=UTC))
    (task,) = of_the_sitting(hall)
    assert "Meeting: Thursday 23 April 2020 at 10am London time" in task
    late = approved(MATTER).model_copy(update={"sitting": 1})
    await do(hall, late)
    assert (await decided(hall, MATTER)).happened == datetime(2020, 4, 23, 9, 30, tzinfo=UTC)
    assert (await state(hall, f"approval/{MATTER}", Approval)).is_complete
    assert not (await state(hall, f"approval/{DUES}", Approval)).is_complete


def approved(*plans: MatterId) -> RecordMeeting:
    """Agreed by all five, half an hour into the sitting."""
    told = approved_by_all()
    (item,) = told.items
    decision = item.decision.model_copy(update={"at": HALF_PAST_TEN})
    items = tuple(item.model_copy(update={"matter": each, "decision": decision}) for each in plans)
    return told.model_copy(update={"items": items})


async def do(hall: Hall, command: Command) -> None:
    acted = await act(hall.house, PROGRAMME, STREAM, command, Caller(SECRETARIAT, f"{command!r}"))
    assert acted.accepted, acted
    await hall.quiet(PROGRAMME)


def sign_off(matter: MatterId) -> str:
    return f"sign-off/{matter}/{BOARD}/1.0"


async def decided(hall: Hall, matter: MatterId) -> Decided:
    found = (await state(hall, sign_off(matter), SignOff)).decided
    assert found is not None
    return found


async def state(hall: Hall, stream: str, kind: type[Kept]) -> Kept:
    found = await hall.database.read(state_of, stream)
    assert isinstance(found, kind)
    return found


def subjects(hall: Hall) -> list[str]:
    return [str(letter["Subject"]) for letter in hall.caught.letters]


def of_the_sitting(hall: Hall) -> list[str]:
    """What the secretary is asked for of the first sitting, once however long nobody records it."""
    asked = "Please record what was decided at sitting 1 of this meeting, before it was adjourned."
    parts = [letter.get_body(("plain",)) for letter in hall.caught.letters]
    texts = [unwrapped(str(part.get_content())) for part in parts if part is not None]
    return [text for text in texts if asked in text]


def tasks(hall: Hall) -> list[str]:
    return [subject for subject in subjects(hall) if "Task for you" in subject]
