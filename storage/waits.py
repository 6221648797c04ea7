"""What workflows wait on, read from the register in one view."""

from sqlalchemy import Connection

from models.approval import Approval
from models.sign_off import SignOff
from models.values import ProgrammeId, Stream
from models.waits import ApprovalWait, SignOffWait
from rules.waits import approval_wait, sign_off_wait
from storage.database import Database
from storage.register import number_of, offset_of, programme_of, state_of


class Waits:
    """The port through which workflows read. A stream that is gone is over."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def approval(self, stream: Stream) -> ApprovalWait:
        return await self._database.read(_approval, stream)

    async def sign_off(self, stream: Stream) -> SignOffWait:
        return await self._database.read(_sign_off, stream)

    async def programme_of(self, stream: Stream) -> ProgrammeId | None:
        return await self._database.read(programme_of, stream)


def _approval(connection: Connection, stream: Stream) -> ApprovalWait:
    state = state_of(connection, stream)
    if not isinstance(state, Approval):
        return ApprovalWait(is_over=True)
    return approval_wait(state).model_copy(update=_read_at(connection, stream))


def _sign_off(connection: Connection, stream: Stream) -> SignOffWait:
    state = state_of(connection, stream)
    approval = state_of(connection, f"approval/{stream.split('/')[1]}")
    if not isinstance(state, SignOff) or not isinstance(approval, Approval):
        return SignOffWait(is_over=True)
    return sign_off_wait(state, approval).model_copy(update=_read_at(connection, stream))


def _read_at(connection: Connection, stream: Stream) -> dict[str, object]:
    programme = programme_of(connection, stream) or ""
    return {"number": number_of(connection, programme), "offset": offset_of(connection, programme)}


