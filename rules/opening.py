"""When the publication gate opens: the instant from which nothing but a day's passing was awaited."""

from collections.abc import Iterator

from models.approval import Approval
from models.gate import Awaits
from models.partnership import Partnership
from models.values import Instant
from rules.calendar import end_of, london_day
from rules.gate import gate
from rules.known import Known
from rules.since import last_that_had_to_happen
from rules.windows import windows_on


def next_opening(known: Known, approval: Approval) -> Instant | None:
    """The first instant at which it opens and has not been said to. None while anything but a day is awaited.
    It does not matter what time it is: the workflow that waits for the instant asks before it has come.
    """
    if approval.publication is None or approval.is_done or approval.adopting or not approval.is_running:
        return None
    if any(each.what is not Awaits.BARRED for each in gate(known, approval).waits_for):
        return None
    told = approval.publishing.gate_opened
    openings = _openings(approval, known.partnership)
    return next((at for at in openings if told is None or at > told), None)


def _openings(approval: Approval, partnership: Partnership) -> Iterator[Instant]:
    """Once all had happened, or when a window that barred that day has passed; and after each later one."""
    first = last_that_had_to_happen(approval)
    yield _unbarred(first, partnership)
    ends = (end_of(window.last) for window in partnership.windows.values() if not window.is_withdrawn)
    for end in sorted(ends):
        if end > first:
            yield _unbarred(end, partnership)


def _unbarred(at: Instant, partnership: Partnership) -> Instant:
    while names := windows_on(partnership, london_day(at)):
        at = end_of(max(partnership.windows[name].last for name in names))
    return at
