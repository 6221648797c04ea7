"""One body and what it is asked: remind those who have not answered, tell who must know, close in time."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.ledger import LedgerActivities
    from models.waits import SignOffWait, Step
    from workflows.waiting import Facts


@workflow.defn(name="sign-off")
class SignOffWorkflow:
    @workflow.init
    def __init__(self, stream: str) -> None:
        self._facts = Facts(stream, LedgerActivities.read_sign_off, SignOffWait())

    @workflow.signal
    def wake(self, number: int) -> None:
        self._facts.are_known_up_to(number)

    @workflow.run
    async def run(self, stream: str) -> None:
        del stream
        await self._facts.catch_up()
        while not self._facts.state.is_over:
            await self._facts.until(lambda state: state.is_over or state.next_step is not None)
            if step := self._facts.state.next_step:
                await self._take(step)

    async def _take(self, step: Step) -> None:
        """Wait for the step's instant; if it is overtaken by facts, leave it."""
        is_overtaken = await self._facts.until(lambda state: state.next_step != step, at=step.at)
        if not is_overtaken:
            await self._facts.act(step.command)
