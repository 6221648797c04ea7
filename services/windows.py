"""Windows in which nothing is published: entered, withdrawn, listed."""

from datetime import date

from models.acts import Acted
from models.commands import BarPublishing, WithdrawWindow
from models.listings import WindowLine
from models.partnership import Partnership
from models.streams import of_programme
from models.values import ProgrammeId, Slug, Text
from rules.calendar import london_day
from rules.windows import windows_on
from services.acting import Caller, House, act
from storage.register import offset_of, state_of


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


async def windows(house: House, programme: ProgrammeId) -> tuple[WindowLine, ...]:
    """All that were entered, by their first day; which bar publishing today, and which are withdrawn."""
    state = await house.database.read(state_of, of_programme(programme))
    if not isinstance(state, Partnership):
        return ()
    today = london_day(await house.clock.now() + await house.database.read(offset_of, programme))
    barring = windows_on(state, today)
    lines = [
        WindowLine(
            window=name,
            first=window.first,
            last=window.last,
            is_withdrawn=window.is_withdrawn,
            bars_today=name in barring,
        )
        for name, window in state.windows.items()
    ]
    return tuple(sorted(lines, key=lambda each: (each.first, each.window)))
