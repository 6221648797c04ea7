"""One round of recruitment: applications close in time, and its candidates are forgotten in time."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.ledger import LedgerActivities
    from models.waits import RecruitmentWait
    from workflows.waiting import Facts


@workflow.defn(name="recruitment")
class RecruitmentWorkflow:
    @workflow.init
    def __init__(self, stream: str) -> None:
        self._facts = Facts(stream, LedgerActivities.read_recruitment, RecruitmentWait())

    @workflow.signal
    def wake(self, number: int) -> None:
        self._facts.are_known_up_to(number)

    @workflow.run
    async def run(self, stream: str) -> None:
        del stream
        await self._facts.catch_up()
        while not self._facts.state.is_over:
            await self._facts.take_next_step()
