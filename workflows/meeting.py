"""One meeting: its papers are chased and noted late, its minutes are chased, until it is on the record."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.ledger import LedgerActivities
    from models.waits import MeetingWait
    from workflows.waiting import Facts


@workflow.defn(name="meeting")
class MeetingWorkflow:
    @workflow.init
    def __init__(self, stream: str) -> None:
        self._facts = Facts(stream, LedgerActivities.read_meeting, MeetingWait())

    @workflow.signal
    def wake(self, number: int) -> None:
        self._facts.are_known_up_to(number)

    @workflow.run
    async def run(self, stream: str) -> None:
        del stream
        await self._facts.catch_up()
        while not self._facts.state.is_over:
            await self._facts.take_next_step()
