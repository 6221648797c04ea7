"""Windows in which nothing is published: entered and withdrawn."""

from datetime import date

from models.acts import Acted
from models.commands import BarPublishing, WithdrawWindow
from models.streams import of_programme
from models.values import ProgrammeId, Slug, Text
from services.acting import Caller, House, act


async def enter(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    window: Slug,
    first: date,
    last: date,
    reason: str,
) -> Acted:
    """First and last day are both within it."""
    command = BarPublishing(window=window, first=first, last=last, reason=Text.of(reason))
    return await act(house, programme, of_programme(programme), command, caller)


async def withdraw(house: House, programme: ProgrammeId, caller: Caller, *, window: Slug) -> Acted:
    return await act(house, programme, of_programme(programme), WithdrawWindow(window=window), caller)
