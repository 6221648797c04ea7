"""Since when a gate that is open has been: the last of what had to happen before it could be."""

from datetime import time

from models.approval import Approval
from models.partnership import Partnership, Window
from models.values import Instant
from rules.calendar import at_london, end_of


def open_since(approval: Approval, partnership: Partnership, at: Instant) -> Instant:
    """What is decided while it stands open does not open it anew."""
    told = approval.publishing.gate_opened if approval.publishing.stands_open else None
    bars = (ends for _, ends in bars_on_publishing(partnership) if ends <= at)
    return max([told or last_that_had_to_happen(approval), *bars])


def bars_on_publishing(partnership: Partnership) -> tuple[tuple[Instant, Instant], ...]:
    """From when until when each window barred it. One that was withdrawn barred it until then."""
    return tuple(
        (begins, ends)
        for window in partnership.windows.values()
        if (begins := at_london(window.first, time())) < (ends := _ends(window))
    )


def _ends(window: Window) -> Instant:
    """Of one withdrawn by an older release, nobody knows when: it counts as having barred nothing."""
    if window.is_withdrawn:
        return min(window.withdrawn or at_london(window.first, time()), end_of(window.last))
    return end_of(window.last)


def last_that_had_to_happen(approval: Approval) -> Instant:
    """An answer that was required, a condition met, a window's end, a release, a decision about the route,
    the issue of this version. What a body does that nothing waits for opens nothing.
    """
    course = approval.course
    notices = [notice for body, notice in approval.notices.items() if approval.is_required(body)]
    others = [approval.publishing.issued, approval.released, *(notice.ended for notice in notices)]
    happened = (
        approval.opened,
        *_answers(approval),
        *(each.since for each in approval.conditions.values() if approval.is_required(each.body)),
        *(each.decided for each in (*course.variations, *course.went_without, *course.without.values())),
        *(each for each in others if each is not None),
    )
    return max(happened)


def _answers(approval: Approval) -> list[Instant]:
    """Of the bodies it waited for. One that gave while the matter went ahead without it opened nothing."""
    left = {(gone.against.body, gone.ended) for gone in approval.course.went_without}
    answers = [
        (asked.body, outcome.since)
        for asked in approval.asks
        if asked.required and (outcome := approval.outcomes.get(asked.body)) and outcome.holds
    ]
    return [since for body, since in answers if (body, since) not in left]
