"""Since when a gate that is open has been: the last of what had to happen before it could be."""

from models.approval import Approval
from models.partnership import Partnership
from models.values import Instant
from rules.calendar import end_of, london_day


def open_since(approval: Approval, partnership: Partnership, at: Instant) -> Instant:
    return max([last_that_had_to_happen(approval), *_bars_passed(partnership, at)])


def last_that_had_to_happen(approval: Approval) -> Instant:
    """An answer that was required, a condition met, a window's end, a release, a decision about the route,
    the issue of this version. What a body does that nothing waits for opens nothing.
    """
    course, notices = approval.course, approval.notices.values()
    others = [approval.publishing.issued, approval.released, *(notice.ended for notice in notices)]
    happened = (
        approval.opened,
        *_answers(approval),
        *(condition.since for condition in approval.conditions.values()),
        *(each.decided for each in (*course.variations, *course.without.values())),
        *(each for each in others if each is not None),
    )
    return max(happened)


def _answers(approval: Approval) -> list[Instant]:
    asks = [asked for stage in approval.route.stages for asked in stage.asks]
    waited_for = {each.body for each in asks if each.required} - set(approval.course.without)
    return [each.since for body, each in approval.outcomes.items() if body in waited_for and each.holds]


def _bars_passed(partnership: Partnership, at: Instant) -> list[Instant]:
    """The ends of windows that barred publishing and have passed; one that was withdrawn barred nothing."""
    windows = partnership.windows.values()
    return [end_of(each.last) for each in windows if not each.is_withdrawn and each.last < london_day(at)]
