"""Windows in which nothing is published; everything else goes on."""

from datetime import date, timedelta

from models.acts import Decision, Entry
from models.commands import BarPublishing, WithdrawWindow
from models.dates import ONE_DAY
from models.events import PublishingBarred, WindowWithdrawn
from models.partnership import Partnership
from models.values import Slug, Stream
from rules.known import Known
from rules.refusals import refused

FURTHEST = timedelta(days=731)
"""Two years ahead at most: whatever is said of a later day is a slip of the pen."""


def bar_publishing(known: Known, stream: Stream, command: BarPublishing) -> Decision:
    if command.window in known.partnership.windows:
        return refused("window-exists")
    if command.last < command.first:
        return refused("window-backwards")
    if is_too_far(known, command.last):
        return refused("window-too-far")
    barred = PublishingBarred(
        window=command.window, first=command.first, last=command.last, reason=command.reason
    )
    return (Entry(stream, barred, known.happened),)


def withdraw_window(known: Known, stream: Stream, command: WithdrawWindow) -> Decision:
    window = known.partnership.windows.get(command.window)
    if window is None:
        return refused("unknown-window")
    if window.is_withdrawn:
        return ()
    return (Entry(stream, WindowWithdrawn(window=command.window), known.happened),)


def windows_on(partnership: Partnership, day: date) -> tuple[Slug, ...]:
    """Which windows bar publishing on that day; none means nothing does."""
    return tuple(
        name
        for name, window in partnership.windows.items()
        if not window.is_withdrawn and window.first <= day <= window.last
    )


def first_unbarred(partnership: Partnership, day: date) -> date:
    """That day, or the first after the windows that bar it and whatever follows on them."""
    while names := windows_on(partnership, day):
        day = max(partnership.windows[name].last for name in names) + ONE_DAY
    return day


def is_too_far(known: Known, day: date) -> bool:
    return day > known.today + FURTHEST
