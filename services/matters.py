"""Opening a matter, taking one over half run, and holding, releasing or withdrawing it."""

from models.acts import Acted
from models.commands import AskAgain, FinishAdoption, HoldMatter, OpenMatter, ReleaseMatter, WithdrawMatter
from models.values import BodyId, Instant, MatterId, ProgrammeId, Text, VersionLabel
from services.acting import Caller, House, act


async def open_matter(
    house: House,
    programme: ProgrammeId,
    matter: MatterId,
    version: VersionLabel,
    caller: Caller,
    *,
    closes: Instant | None = None,
    adopting: bool = False,
) -> Acted:
    """`closes` sets when its written procedures end; else each body's own rules do. `adopting` takes
    it over half run: what has happened is entered first, and nobody is written to meanwhile.
    """
    command = OpenMatter(matter=matter, version=version, closes=closes, adopting=adopting)
    return await act(house, programme, f"approval/{matter}", command, caller)


async def finish_adoption(house: House, programme: ProgrammeId, matter: MatterId, caller: Caller) -> Acted:
    return await act(house, programme, f"approval/{matter}", FinishAdoption(), caller)


async def ask_again(
    house: House, programme: ProgrammeId, caller: Caller, *, matter: MatterId, body: BodyId, reason: str
) -> Acted:
    """A body that lapsed, refused or did less than it was asked is asked once more."""
    command = AskAgain(body=body, reason=Text.of(reason))
    return await act(house, programme, f"approval/{matter}", command, caller)


async def hold(house: House, programme: ProgrammeId, matter: MatterId, reason: str, caller: Caller) -> Acted:
    return await act(house, programme, f"approval/{matter}", HoldMatter(reason=Text.of(reason)), caller)


async def release(
    house: House, programme: ProgrammeId, matter: MatterId, reason: str, caller: Caller
) -> Acted:
    return await act(house, programme, f"approval/{matter}", ReleaseMatter(reason=Text.of(reason)), caller)


async def withdraw(
    house: House, programme: ProgrammeId, matter: MatterId, reason: str, caller: Caller
) -> Acted:
    return await act(house, programme, f"approval/{matter}", WithdrawMatter(reason=Text.of(reason)), caller)
