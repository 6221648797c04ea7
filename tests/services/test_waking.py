"""Workflows ended and woken afresh go on from the register, and no act is done twice."""

from datetime import UTC, datetime
from pathlib import Path

from a_partnership import APPROVAL, MATTER, PROGRAMME, SECRETARY, SIGN_OFF, a_partnership
from temporalio.client import WorkflowExecutionStatus

from models.events import By
from models.sign_off import SignOff
from models.values import Channel, Standing
from rehearsal.hall import opened
from services import ledger_checking, matters, programmes, waking
from services.acting import Caller
from storage.register import state_of

BEGINS = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
SECRETARIAT = By(person=SECRETARY, channel=Channel.COMMAND)


async def test_woken_afresh_a_round_goes_on_and_nobody_is_asked_twice(tmp_path: Path) -> None:
    async with opened(tmp_path) as hall:
        await programmes.load(hall.house, a_partnership(), Caller(SECRETARIAT, "load"))
        await programmes.set_clock(hall.house, PROGRAMME, BEGINS, Caller(SECRETARIAT, "clock"))
        await matters.open_matter(hall.house, PROGRAMME, MATTER, "1.0", Caller(SECRETARIAT, "open"))
        await hall.quiet(PROGRAMME)
        handle = hall.environment.client.get_workflow_handle(SIGN_OFF)
        before = await handle.describe()
        letters, lines = len(hall.caught.letters), await ledger_checking.lines(hall.house, PROGRAMME)

        assert set(await waking.wake_all_afresh(hall.house, PROGRAMME)) == {APPROVAL, SIGN_OFF}
        await hall.quiet(PROGRAMME)
        after = await handle.describe()
        assert after.run_id != before.run_id
        assert after.status is WorkflowExecutionStatus.RUNNING
        assert len(hall.caught.letters) == letters
        assert await ledger_checking.lines(hall.house, PROGRAMME) == lines

        await hall.move_to(PROGRAMME, datetime(2020, 4, 22, tzinfo=UTC))
        closed = await hall.database.read(state_of, SIGN_OFF)
        assert isinstance(closed, SignOff)
        assert closed.standing is Standing.LAPSED
