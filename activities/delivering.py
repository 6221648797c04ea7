"""One round of the outbox: every wake-up, then letters."""

from temporalio import activity

from activities.letters import LetterActivities
from activities.wakes import WakeActivities
from models.values import ProgrammeId
from models.waits import Delivery


class DeliveringActivities:
    def __init__(self, wakes: WakeActivities, letters: LetterActivities) -> None:
        self._wakes = wakes
        self._letters = letters

    @activity.defn(name="deliver")
    async def deliver(self, programme: ProgrammeId) -> Delivery:
        """Both in one: each activity costs a history six events, three to be done and three to go on."""
        wakes = await self._wakes.deliver_wakes(programme)
        letters = await self._letters.deliver_letters(programme)
        nexts = (each for each in (wakes.next_at, letters.next_at) if each is not None)
        return Delivery(next_at=min(nexts, default=None))
