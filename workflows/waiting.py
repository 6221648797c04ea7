"""The one wait: for facts to be so or an instant to come, over months and over restarts."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Generic, TypeVar

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.ledger import Done, LedgerActivities
    from activities.options import READ, RECORD
    from models.acts import Due
    from models.commands import AnyCommand
    from models.values import Instant, Stream
    from models.waits import Wait

W = TypeVar("W", bound=Wait)

Read = Callable[[LedgerActivities, Stream], Awaitable[W]]

LONGEST_RUN = timedelta(days=31)
"""What lives longer continues as new, so that patches can retire."""

SECOND_LOOK = timedelta(hours=1)
"""How long to leave a due command alone that the ledger saw no reason for."""


class Facts(Generic[W]):
    """What one workflow waits on: its state as the ledger gave it, up to a number."""

    def __init__(self, stream: Stream, read: Read[W], first: W) -> None:
        self._stream = stream
        self._read_from_ledger = read
        self.state = first
        self._announced = 0
        self._read = -1

    def are_known_up_to(self, number: int) -> None:
        self._announced = max(self._announced, number)

    async def catch_up(self) -> None:
        """Read again. The number announced when reading began is remembered, so that numbers of
        other streams never make it spin."""
        announced = self._announced
        self.state = await workflow.execute_activity_method(self._read_from_ledger, self._stream, **READ)
        self._read = max(announced, self.state.number)

    async def until(self, holds: Callable[[W], bool], at: Instant | None = None) -> bool:
        """Wait until it holds (True) or the instant of the programme clock comes (False)."""
        while not holds(self.state):
            left = None if at is None else at - self.state.offset - workflow.now()
            if left is not None and left <= timedelta(0):
                return False
            await self._news(left)
        return True

    async def act(self, command: AnyCommand) -> None:
        """Ask for what is due, then read again: never go on because you acted, but because it is so."""
        before = self.state
        done: Done = await workflow.execute_activity_method(
            LedgerActivities.do_due, Due(stream=self._stream, command=command), **RECORD
        )
        await self.catch_up()
        if self.state.model_copy(update={"number": before.number}) == before:
            await self._news(self._patience(done))

    async def take_next_step(self) -> None:
        """Wait for the next step there is, and for its instant; what facts overtake is left."""
        await self.until(lambda state: state.is_over or state.next_step is not None)
        step = self.state.next_step
        if step is None or self.state.is_over:
            return
        is_overtaken = await self.until(lambda state: state.next_step != step, at=step.at)
        if not is_overtaken:
            await self.act(step.command)

    def _patience(self, done: Done) -> timedelta:
        """How long to leave alone what the ledger saw no reason for, or said was not yet due."""
        if done.not_before is None:
            return SECOND_LOOK
        return max(done.not_before - self.state.offset - workflow.now(), timedelta(seconds=1))

    async def _news(self, patience: timedelta | None) -> None:
        """Wait for word of something new and read it; or until the time is up, or the run is long."""
        until_long = workflow.info().start_time + LONGEST_RUN - workflow.now()
        left = until_long if patience is None else min(patience, until_long)
        try:
            await workflow.wait_condition(
                lambda: self._announced > self._read, timeout=max(left, timedelta(0))
            )
        except TimeoutError:
            self._begin_afresh_if_long()
        else:
            await self.catch_up()
            self._begin_afresh_if_long()

    def _begin_afresh_if_long(self) -> None:
        """Nothing is carried over: the new run reads the ledger first, as every run does."""
        is_old = workflow.now() >= workflow.info().start_time + LONGEST_RUN
        if is_old or workflow.info().is_continue_as_new_suggested():
            workflow.continue_as_new(self._stream)
