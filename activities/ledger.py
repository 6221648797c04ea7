"""What a workflow may do: read what it waits on, and ask for what is due."""

from typing import Protocol

from temporalio import activity

from models.acts import Acted, Due
from models.values import Instant, ProgrammeId, Stream, Value
from models.waits import (
    AppointmentWait,
    ApprovalWait,
    MeetingWait,
    ObligationWait,
    PostWait,
    RecruitmentWait,
    SignOffWait,
)


class Ledger(Protocol):
    async def do_due(self, due: Due) -> Acted: ...


class Waits(Protocol):
    async def approval(self, stream: Stream) -> ApprovalWait: ...
    async def sign_off(self, stream: Stream) -> SignOffWait: ...
    async def meeting(self, stream: Stream) -> MeetingWait: ...
    async def obligation(self, stream: Stream) -> ObligationWait: ...
    async def post(self, stream: Stream) -> PostWait: ...
    async def recruitment(self, stream: Stream) -> RecruitmentWait: ...
    async def appointment(self, stream: Stream) -> AppointmentWait: ...
    async def programme_of(self, stream: Stream) -> ProgrammeId | None: ...


class Nudges(Protocol):
    async def nudge(self, programme: ProgrammeId) -> None: ...


class Done(Value):
    """What came of a due command, as far as a workflow needs it."""

    accepted: bool
    number: int
    not_before: Instant | None = None


class LedgerActivities:
    def __init__(self, ledger: Ledger, waits: Waits, nudges: Nudges) -> None:
        self._ledger = ledger
        self._waits = waits
        self._nudges = nudges

    @activity.defn(name="do-due")
    async def do_due(self, due: Due) -> Done:
        """Act, and see to it that what follows is delivered before saying so. Also when it was so before:
        the try that did it may have died before its nudge."""
        acted = await self._ledger.do_due(due)
        if acted.accepted and (programme := await self._waits.programme_of(due.stream)):
            await self._nudges.nudge(programme)
        return Done(accepted=acted.accepted, number=acted.number, not_before=acted.not_before)

    @activity.defn(name="read-approval")
    async def read_approval(self, stream: Stream) -> ApprovalWait:
        return await self._waits.approval(stream)

    @activity.defn(name="read-sign-off")
    async def read_sign_off(self, stream: Stream) -> SignOffWait:
        return await self._waits.sign_off(stream)

    @activity.defn(name="read-meeting")
    async def read_meeting(self, stream: Stream) -> MeetingWait:
        return await self._waits.meeting(stream)

    @activity.defn(name="read-obligation")
    async def read_obligation(self, stream: Stream) -> ObligationWait:
        return await self._waits.obligation(stream)

    @activity.defn(name="read-post")
    async def read_post(self, stream: Stream) -> PostWait:
        return await self._waits.post(stream)

    @activity.defn(name="read-recruitment")
    async def read_recruitment(self, stream: Stream) -> RecruitmentWait:
        return await self._waits.recruitment(stream)

    @activity.defn(name="read-appointment")
    async def read_appointment(self, stream: Stream) -> AppointmentWait:
        return await self._waits.appointment(stream)
