"""With no workflow kept in memory each task replays the whole run, so that a run cannot lean on memory."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from a_meeting import HELD, STREAM, a_meeting_partnership, approved_by_all
from a_partnership import (
    APPROVAL,
    CONTENT,
    MATTER,
    PROGRAMME,
    SECRETARY,
    SIGN_OFF,
    a_partnership,
    holder,
    seat,
)
from temporalio.client import WorkflowExecutionStatus

from models.commands import GiveAnswer
from models.events import By
from models.meeting import Meeting
from models.programme import Loaded
from models.sign_off import SignOff
from models.values import Answer, Channel, Standing
from rehearsal import hall as halls
from rehearsal.hall import Hall
from services import ledger_checking, matters, programmes
from services.acting import Caller, act
from storage.register import state_of
from worker import worker_for

BEGINS = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
SECRETARIAT = By(person=SECRETARY, channel=Channel.COMMAND)


@pytest.fixture
async def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hall]:
    monkeypatch.setattr(halls, "worker_for", partial(worker_for, cached=0))
    async with halls.opened(tmp_path) as opened:
        yield opened


async def begin(hall: Hall, loaded: Loaded) -> None:
    await programmes.load(hall.house, loaded, Caller(SECRETARIAT, "load"))
    await programmes.set_clock(hall.house, PROGRAMME, BEGINS, Caller(SECRETARIAT, "clock"))
    await matters.open_matter(hall.house, PROGRAMME, MATTER, "1.0", Caller(SECRETARIAT, "open"))
    await hall.quiet(PROGRAMME)


async def kinds(hall: Hall) -> list[str]:
    return [line.event.kind for line in await ledger_checking.lines(hall.house, PROGRAMME)]


async def has_ended(hall: Hall, stream: str) -> bool:
    found = await hall.environment.client.get_workflow_handle(stream).describe()
    return found.status is WorkflowExecutionStatus.COMPLETED


async def test_a_written_procedure_from_beginning_to_end(hall: Hall) -> None:
    await begin(hall, a_partnership())
    await hall.move_to(PROGRAMME, datetime(2020, 4, 14, 10, 0, tzinfo=UTC))
    for number in (1, 2, 3):
        command = GiveAnswer(seat=seat(number), answer=Answer.APPROVE, content_hash=CONTENT)
        by = By(person=holder(number), channel=Channel.LINK)
        await act(hall.house, PROGRAMME, SIGN_OFF, command, Caller(by, f"press-{number}"))
    await hall.quiet(PROGRAMME)
    decided = await hall.database.read(state_of, SIGN_OFF)
    assert isinstance(decided, SignOff)
    assert decided.standing is Standing.APPROVED
    assert (await kinds(hall)).count("reminded") >= 1
    assert await has_ended(hall, SIGN_OFF)
    assert await has_ended(hall, APPROVAL)


async def test_a_meeting_from_its_papers_to_its_late_minutes(hall: Hall) -> None:
    await begin(hall, a_meeting_partnership())
    await hall.move_to(PROGRAMME, datetime(2020, 4, 28, 9, 30, tzinfo=UTC))
    for chased in ("papers-chased", "papers-late", "minutes-chased"):
        assert (await kinds(hall)).count(chased) == 1, chased
    caller = Caller(SECRETARIAT, "minutes", HELD + timedelta(hours=2))
    recorded = await act(hall.house, PROGRAMME, STREAM, approved_by_all(), caller)
    assert recorded.accepted, recorded
    await hall.quiet(PROGRAMME)
    held = await hall.database.read(state_of, STREAM)
    assert isinstance(held, Meeting)
    assert not held.is_to_come
    for stream in (STREAM, SIGN_OFF, APPROVAL):
        assert await has_ended(hall, stream)
