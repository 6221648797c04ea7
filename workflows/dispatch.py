"""The outbox of one programme: wake-ups first, then letters, then wait to be nudged."""

import asyncio
from datetime import datetime, timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.delivering import DeliveringActivities
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
        self._alarm = Alarm()

    @workflow.signal
    def nudge(self) -> None:
        self._is_nudged = True

    @workflow.run
    async def run(self, id_: str) -> None:
        began = workflow.now()
        while not _is_long(began):
            self._is_nudged = False
            if workflow.patched("deliver-in-one"):
                delivery = await workflow.execute_activity_method(
                    DeliveringActivities.deliver, self._programme, **DELIVER
                )
                self._alarm.set_for(_first(began, delivery.next_at))
                await workflow.wait_condition(lambda: self._is_nudged or self._alarm.has_rung)
            else:
                await self._deliver_in_two(began)
        workflow.continue_as_new(id_)

    async def _deliver_in_two(self, began: datetime) -> None:
        """As those runs do to their end that began so."""
        wakes = await workflow.execute_activity_method(
            WakeActivities.deliver_wakes, self._programme, **DELIVER
        )
        letters = await workflow.execute_activity_method(
            LetterActivities.deliver_letters, self._programme, **DELIVER
        )
        left = max(_first(began, wakes.next_at, letters.next_at) - workflow.now(), timedelta(0))
        try:
            await workflow.wait_condition(lambda: self._is_nudged, timeout=left)
        except TimeoutError:
            return


class Alarm:
    """One timer, kept while the instant it is set for stays the same: a nudge seldom changes that, and to
    take a timer back and start another costs a history two events.
    """

    def __init__(self) -> None:
        self._at: datetime | None = None
        self._timer: asyncio.Task[None] | None = None

    @property
    def has_rung(self) -> bool:
        return self._timer is not None and self._timer.done()

    def set_for(self, at: datetime) -> None:
        if self._timer is not None and not self._timer.done():
            if at == self._at:
                return
            self._timer.cancel()
        self._at = at
        self._timer = asyncio.create_task(workflow.sleep(max(at - workflow.now(), timedelta(0))))


def _first(began: datetime, *nexts: datetime | None) -> datetime:
    """When there is something to do again, or the run is long."""
    return min([began + LONGEST_RUN, *(each for each in nexts if each is not None)])


def _is_long(began: datetime) -> bool:
    return workflow.info().is_continue_as_new_suggested() or workflow.now() >= began + LONGEST_RUN
