"""Putting a new version of a document in the place of the one under decision."""

from models.acts import Acted
from models.commands import IssueVersion
from models.streams import of_matter
from models.values import ChangeClass, MatterId, ProgrammeId, Text, VersionLabel
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
) -> Acted:
    """`change` says how much is different, and so whose decision it reopens."""
    command = IssueVersion(version=version, change=change, reason=Text.of(reason))
    return await act(house, programme, of_matter(matter), command, caller)
