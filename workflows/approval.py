"""One matter on its way: each stage opens when the one before it is over, and what falls due is done."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.ledger import LedgerActivities
    from models.commands import OpenStage
    from models.waits import ApprovalWait, Step
    from workflows.waiting import Facts


@workflow.defn(name="approval")
class ApprovalWorkflow:
    @workflow.init
    def __init__(self, stream: str) -> None:
        self._facts = Facts(stream, LedgerActivities.read_approval, ApprovalWait())

    @workflow.signal
    def wake(self, number: int) -> None:
        self._facts.are_known_up_to(number)

    @workflow.run
    async def run(self, stream: str) -> None:
        del stream
        await self._facts.catch_up()
        while not self._facts.state.is_over:
            await self._facts.until(_has_something_to_do)
            if stage := self._facts.state.next_stage:
                await self._facts.act(OpenStage(stage=stage))
            elif step := self._facts.state.next_step:
                await self._take(step)

    async def _take(self, step: Step) -> None:
        """At its instant, unless facts overtake it or a stage is to open first."""

        def is_overtaken(state: ApprovalWait) -> bool:
            return state.is_over or state.next_stage is not None or state.next_step != step

        if not await self._facts.until(is_overtaken, at=step.at):
            await self._facts.act(step.command)


def _has_something_to_do(state: ApprovalWait) -> bool:
    return state.is_over or state.next_stage is not None or state.next_step is not None
