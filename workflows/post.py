"""A post: what was forecast of it is overtaken when its last day has passed and nobody took it up."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.ledger import LedgerActivities
    from models.waits import PostWait
    from workflows.waiting import Facts


@workflow.defn(name="post")
class PostWorkflow:
    @workflow.init
    def __init__(self, stream: str) -> None:
        self._facts = Facts(stream, LedgerActivities.read_post, PostWait())

    @workflow.signal
    def wake(self, number: int) -> None:
        self._facts.are_known_up_to(number)

    @workflow.run
    async def run(self, stream: str) -> None:
        del stream
        await self._facts.catch_up()
        while not self._facts.state.is_over:
            await self._facts.take_next_step()
