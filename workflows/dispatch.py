"""The outbox of one programme: wake-ups first, then letters, then wait to be nudged."""

from datetime import datetime, timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.letters import LetterActivities
    from activities.options import DELIVER
    from activities.wakes import WakeActivities
    from workflows.waiting import LONGEST_RUN


@workflow.defn(name="dispatch")
class DispatchWorkflow:
    @workflow.init
    def __init__(self, id_: str) -> None:
        self._programme = id_.split("/", 1)[1]
        self._is_nudged = False

    @workflow.signal
    def nudge(self) -> None:
        self._is_nudged = True

    @workflow.run
    async def run(self, id_: str) -> None:
        began = workflow.now()
        while not _is_long(began):
            self._is_nudged = False
            wakes = await workflow.execute_activity_method(
                WakeActivities.deliver_wakes, self._programme, **DELIVER
            )
            letters = await workflow.execute_activity_method(
                LetterActivities.deliver_letters, self._programme, **DELIVER
            )
            await self._rest(began, wakes.next_at, letters.next_at)
        workflow.continue_as_new(id_)

    async def _rest(self, began: datetime, *nexts: datetime | None) -> None:
        until = min([began + LONGEST_RUN, *(each for each in nexts if each is not None)])
        left = max(until - workflow.now(), timedelta(0))
        try:
            await workflow.wait_condition(lambda: self._is_nudged, timeout=left)
        except TimeoutError:
            return


def _is_long(began: datetime) -> bool:
    return workflow.info().is_continue_as_new_suggested() or workflow.now() >= began + LONGEST_RUN
