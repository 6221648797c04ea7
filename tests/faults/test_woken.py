"""Woken needlessly, doubly, late, out of order, after the end or after a restore: no act is done twice."""

import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
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

from activities.wakes import signal_with_start
from models.commands import GiveAnswer
from models.events import By, Recorded
from models.values import Answer, Channel
from rehearsal.hall import Hall, opened
from services import ledger_checking, matters, programmes, waking
from services.acting import Caller, act

BEGINS = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
AFTER = datetime(2020, 4, 22, 9, 0, tzinfo=UTC)
SECRETARIAT = By(person=SECRETARY, channel=Channel.COMMAND)


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with opened(tmp_path) as hall:
        await programmes.load(hall.house, a_partnership(), Caller(SECRETARIAT, "load"))
        await programmes.set_clock(hall.house, PROGRAMME, BEGINS, Caller(SECRETARIAT, "clock"))
        await matters.open_matter(hall.house, PROGRAMME, MATTER, "1.0", Caller(SECRETARIAT, "open"))
        await hall.quiet(PROGRAMME)
        yield hall


async def wake(hall: Hall, stream: str, *numbers: int) -> None:
    for number in numbers:
        await signal_with_start(hall.environment.client, hall.settings.task_queue, stream, "wake", number)
    await hall.quiet(PROGRAMME)


async def lines(hall: Hall) -> list[Recorded]:
    return list(await ledger_checking.lines(hall.house, PROGRAMME))


async def answer(hall: Hall, number: int) -> None:
    command = GiveAnswer(seat=seat(number), answer=Answer.APPROVE, content_hash=CONTENT)
    caller = Caller(By(person=holder(number), channel=Channel.LINK), f"press-{number}")
    assert (await act(hall.house, PROGRAMME, SIGN_OFF, command, caller)).accepted


def doubled(found: list[Recorded]) -> list[str]:
    """Acts of time and process that were done more than once: same stream, same content."""
    acts = Counter((line.stream, line.event.model_dump_json()) for line in found if line.by is None)
    return [stream for (stream, _), times in acts.items() if times > 1]


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param((0,), id="needlessly, of what it knows"),
        pytest.param((6, 6, 6, 6), id="four times over"),
        pytest.param((9, 3, 1), id="late and out of order"),
        pytest.param((1_000_000,), id="of a line the ledger does not have"),
    ],
)
async def test_a_needless_wake_changes_nothing(hall: Hall, numbers: tuple[int, ...]) -> None:
    before, letters = await lines(hall), len(hall.caught.letters)
    for stream in (SIGN_OFF, APPROVAL):
        await wake(hall, stream, *numbers)
    assert await lines(hall) == before
    await hall.move_to(PROGRAMME, AFTER)
    for stream in (SIGN_OFF, APPROVAL):
        await wake(hall, stream, *numbers)
    found = await lines(hall)
    assert doubled(found) == []
    assert sum(line.event.kind == "sign-off-decided" for line in found) == 1
    assert len(hall.caught.letters) > letters


async def test_woken_after_its_end_it_looks_and_ends_again(hall: Hall) -> None:
    for number in (1, 2, 3):
        await answer(hall, number)
    await hall.quiet(PROGRAMME)
    before = await lines(hall)
    for stream in (SIGN_OFF, APPROVAL):
        await wake(hall, stream, 2, 50)
        described = await hall.environment.client.get_workflow_handle(stream).describe()
        assert described.status is WorkflowExecutionStatus.COMPLETED
    assert await lines(hall) == before


async def test_a_stream_that_is_gone_leaves_its_workflow_nothing_to_do(hall: Hall) -> None:
    before = await lines(hall)
    await wake(hall, "sign-off/never-heard-of/harbour-board/1.0", 3)
    assert await lines(hall) == before


async def test_after_a_restore_open_workflows_are_woken_afresh_and_the_round_goes_on(
    hall: Hall, tmp_path: Path
) -> None:
    await answer(hall, 1)
    await hall.quiet(PROGRAMME)
    database, backup = tmp_path / "quorate.db", tmp_path / "backup.db"
    copied(database, backup)
    kept = await lines(hall)
    for number in (2, 3):
        await answer(hall, number)
    await hall.quiet(PROGRAMME)
    copied(backup, database)
    assert await lines(hall) == kept

    assert set(await waking.wake_all_afresh(hall.house, PROGRAMME)) == {APPROVAL, SIGN_OFF}
    await hall.quiet(PROGRAMME)
    assert await lines(hall) == kept, "waking is not acting"
    for number in (2, 3):
        await answer(hall, number)
    await hall.move_to(PROGRAMME, AFTER)
    found = await lines(hall)
    assert doubled(found) == []
    assert [line.event.kind for line in found].count("sign-off-decided") == 1
    assert (await ledger_checking.verify(hall.house, PROGRAMME)).is_whole


def test_control_a_doubled_act_would_be_seen() -> None:
    line = Recorded.model_validate(
        {
            "number": 1,
            "stream": APPROVAL,
            "event": {"kind": "stage-opened", "stage": "board"},
            "happened": BEGINS,
            "recorded": BEGINS,
        }
    )
    assert doubled([line, line.model_copy(update={"number": 2})]) == [APPROVAL]


def copied(origin: Path, to: Path) -> None:
    """As `docs/operating.md` says: SQLite's own copy, which is whole even while somebody writes."""
    with closing(sqlite3.connect(origin)) as reading, closing(sqlite3.connect(to)) as writing:
        reading.backup(writing)
