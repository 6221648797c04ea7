"""Putting a new version of a document in the place of the one under decision."""

from models.acts import Acted
from models.commands import IssueVersion
from models.streams import of_matter
from models.values import BodyId, ChangeClass, MatterId, ProgrammeId, Text, VersionLabel
from services.acting import Caller, House, act


async def issue(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    matter: MatterId,
    version: VersionLabel,
    change: ChangeClass,
    reason: str,
    caused_by: tuple[BodyId, ...] = (),
) -> Acted:
    """`change` says how much is different, and so whose decision it reopens; `caused_by`, whose conditions
    a limited one is to meet.
    """
    command = IssueVersion(version=version, change=change, reason=Text.of(reason), caused_by=caused_by)
    return await act(house, programme, of_matter(matter), command, caller)
