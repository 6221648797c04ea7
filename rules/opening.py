"""When the publication gate opens: the instant from which nothing but a day's passing was awaited."""

from collections.abc import Iterator, Sequence

from models.approval import Approval
from models.gate import Awaits
from models.partnership import Partnership
from models.values import Instant
from rules.gate import gate
from rules.known import Known
from rules.since import bars_on_publishing, last_that_had_to_happen


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
    """Once all had happened, or when a window that barred that day has passed; and after each later one.
    While it stands open only days barred can have shut it.
    """
    told = approval.publishing.gate_opened if approval.publishing.stands_open else None
    bars = bars_on_publishing(partnership)
    first = told or last_that_had_to_happen(approval)
    yield _unbarred(first, bars)
    for _, ends in sorted(bars, key=lambda bar: bar[1]):
        if ends > first:
            yield _unbarred(ends, bars)


def _unbarred(at: Instant, bars: Sequence[tuple[Instant, Instant]]) -> Instant:
    while over := [ends for begins, ends in bars if begins <= at < ends]:
        at = max(over)
    return at
