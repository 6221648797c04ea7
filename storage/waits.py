"""What workflows wait on, read from the register in one view."""

from sqlalchemy import Connection

from models.appointment import Appointment
from models.approval import Approval
from models.dates import WorkingCalendar
from models.meeting import Meeting
from models.obligation import Obligation
from models.post import PostHeld
from models.recruitment import Round
from models.sign_off import SignOff
from models.values import ProgrammeId, Stream
from models.waits import (
    AppointmentWait,
    ApprovalWait,
    MeetingWait,
    ObligationWait,
    PostWait,
    RecruitmentWait,
    SignOffWait,
)
from rules.leaving import hand_over_of
from rules.members import members_change_at
from rules.opening import next_opening
from rules.passing_on import passes_at
from rules.waits import (
    appointment_wait,
    approval_wait,
    meeting_wait,
    obligation_wait,
    post_wait,
    recruitment_wait,
    sign_off_wait,
)
from storage.database import Database
from storage.register import definition_in_force, known_at, number_of, offset_of, programme_of, state_of


class Waits:
    """The port through which workflows read. A stream that is gone is over."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def approval(self, stream: Stream) -> ApprovalWait:
        return await self._database.read(_approval, stream)

    async def sign_off(self, stream: Stream) -> SignOffWait:
        return await self._database.read(_sign_off, stream)

    async def meeting(self, stream: Stream) -> MeetingWait:
        return await self._database.read(_meeting, stream)

    async def obligation(self, stream: Stream) -> ObligationWait:
        return await self._database.read(_obligation, stream)

    async def post(self, stream: Stream) -> PostWait:
        return await self._database.read(_post, stream)

    async def recruitment(self, stream: Stream) -> RecruitmentWait:
        return await self._database.read(_recruitment, stream)

    async def appointment(self, stream: Stream) -> AppointmentWait:
        return await self._database.read(_appointment, stream)

    async def programme_of(self, stream: Stream) -> ProgrammeId | None:
        return await self._database.read(programme_of, stream)


def _approval(connection: Connection, stream: Stream) -> ApprovalWait:
    state = state_of(connection, stream)
    if not isinstance(state, Approval):
        return ApprovalWait(is_over=True)
    known = known_at(connection, programme_of(connection, stream) or "", state.opened)
    wait = approval_wait(state, known.definition, next_opening(known, state))
    return wait.model_copy(update=_read_at(connection, stream))


def _sign_off(connection: Connection, stream: Stream) -> SignOffWait:
    state = state_of(connection, stream)
    approval = state_of(connection, f"approval/{stream.split('/')[1]}")
    if not isinstance(state, SignOff) or not isinstance(approval, Approval):
        return SignOffWait(is_over=True)
    known = known_at(connection, programme_of(connection, stream) or "", state.opened)
    wait = sign_off_wait(state, approval, passes_at(known, state))
    return wait.model_copy(update=_read_at(connection, stream))


def _meeting(connection: Connection, stream: Stream) -> MeetingWait:
    state = state_of(connection, stream)
    if not isinstance(state, Meeting):
        return MeetingWait(is_over=True)
    approvals = {matter: state_of(connection, f"approval/{matter}") for matter in state.awaited}
    resting = {
        matter
        for matter, approval in approvals.items()
        if isinstance(approval, Approval) and not approval.is_running
    }
    known = known_at(connection, programme_of(connection, stream) or "", state.starts)
    wait = meeting_wait(state, known.calendar, resting, members_change_at(known, state))
    return wait.model_copy(update=_read_at(connection, stream))


def _obligation(connection: Connection, stream: Stream) -> ObligationWait:
    state = state_of(connection, stream)
    if not isinstance(state, Obligation):
        return ObligationWait(is_over=True)
    calendar = _calendar(connection, stream)
    return obligation_wait(state, calendar).model_copy(update=_read_at(connection, stream))


def _post(connection: Connection, stream: Stream) -> PostWait:
    state = state_of(connection, stream)
    if not isinstance(state, PostHeld):
        return PostWait(is_over=True)
    return post_wait(state).model_copy(update=_read_at(connection, stream))


def _recruitment(connection: Connection, stream: Stream) -> RecruitmentWait:
    state = state_of(connection, stream)
    if not isinstance(state, Round):
        return RecruitmentWait(is_over=True)
    return recruitment_wait(state).model_copy(update=_read_at(connection, stream))


def _appointment(connection: Connection, stream: Stream) -> AppointmentWait:
    state = state_of(connection, stream)
    if not isinstance(state, Appointment):
        return AppointmentWait(is_over=True)
    known = known_at(connection, programme_of(connection, stream) or "", state.opened)
    wait = appointment_wait(state, known.calendar, hand_over_of(known, state))
    return wait.model_copy(update=_read_at(connection, stream))


def _calendar(connection: Connection, stream: Stream) -> WorkingCalendar:
    definition = definition_in_force(connection, programme_of(connection, stream) or "")
    return WorkingCalendar(holidays=frozenset(definition.holidays))


def _read_at(connection: Connection, stream: Stream) -> dict[str, object]:
    programme = programme_of(connection, stream) or ""
    return {"number": number_of(connection, programme), "offset": offset_of(connection, programme)}
