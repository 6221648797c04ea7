"""The publication gate: open once every required approval is held and nothing stands against it."""

from collections.abc import Iterator
from datetime import date

from models.approval import Approval, Progress
from models.deciding import ConditionState
from models.gate import Awaited, Awaits, Gate
from models.values import BodyId, Instant, Standing
from rules.calendar import deadline_in_words, end_of, in_words, london_day
from rules.known import Known
from rules.windows import windows_on

CONDITION_WAITS = {
    ConditionState.OPEN: "its condition is not yet met",
    ConditionState.LAPSED: "its condition was not met in time, so its approval no longer holds",
}


def gate(known: Known, approval: Approval) -> Gate:
    """A query never shuts it once answered; an objection does until it is withdrawn or the body decides
    again. While publishing is barred it stays shut, whatever was approved.
    """
    waits = tuple(_waits(known, approval))
    return Gate(version=approval.version, waits_for=waits, since=None if waits else _since(known, approval))


def _waits(known: Known, approval: Approval) -> Iterator[Awaited]:
    yield from _bodies(known, approval)
    yield from _conditions(known, approval)
    yield from _notices(known, approval)
    if approval.progress is Progress.HELD:
        yield Awaited(what=Awaits.HOLD, words="the matter is on hold")
    yield from _barred(known, known.today)


def _bodies(known: Known, approval: Approval) -> Iterator[Awaited]:
    for asked in (each for stage in approval.route.stages for each in stage.asks):
        if asked.required and not approval.has_given(asked.body):
            name, holder = _name(known, asked.body), approval.holder(asked.body)
            whose = f" (now {_name(known, holder)})" if holder != asked.body else ""
            outcome = approval.outcomes.get(asked.body)
            refused = outcome is not None and outcome.standing is Standing.REFUSED
            said = "has refused: not agreed by all" if refused else "has not given what it was asked for"
            yield Awaited(what=Awaits.BODY, body=asked.body, words=f"{name}{whose} {said}")


def _conditions(known: Known, approval: Approval) -> Iterator[Awaited]:
    for condition in approval.conditions.values():
        if condition.state is not ConditionState.MET:
            words = f"{_name(known, condition.body)}: {CONDITION_WAITS[condition.state]}"
            yield Awaited(what=Awaits.CONDITION, body=condition.body, words=words)


def _notices(known: Known, approval: Approval) -> Iterator[Awaited]:
    for body, notice in approval.notices.items():
        if notice.standing is Standing.OBJECTED:
            words = f"{_name(known, body)} objects to version {notice.version}"
            yield Awaited(what=Awaits.OBJECTION, body=body, words=words)
        elif notice.standing is Standing.OPEN:
            until = deadline_in_words(notice.until)
            words = f"{_name(known, body)} may object to version {notice.version} until {until}"
            yield Awaited(what=Awaits.WINDOW, body=body, until=notice.until, words=words)


def _barred(known: Known, day: date) -> Iterator[Awaited]:
    for name in windows_on(known.partnership, day):
        last = known.partnership.windows[name].last
        words = f"nothing may be published until {in_words(last)} has passed"
        yield Awaited(what=Awaits.BARRED, until=end_of(last), words=words)


def _since(known: Known, approval: Approval) -> Instant:
    """The last of what had to happen: an answer, a condition met, a window's end, a release."""
    ended = [
        approval.opened,
        *(outcome.happened for outcome in approval.outcomes.values() if outcome.holds),
        *(condition.since for condition in approval.conditions.values()),
        *(notice.ended for notice in approval.notices.values() if notice.ended),
        *([approval.released] if approval.released else []),
    ]
    return max(*ended, _last_bar(known))


def _last_bar(known: Known) -> Instant:
    """The end of the last window that barred publishing and has passed; a window withdrawn barred nothing."""
    ends = [
        end_of(window.last)
        for window in known.partnership.windows.values()
        if not window.is_withdrawn and window.last < london_day(known.at)
    ]
    return max(ends, default=known.at.min.replace(tzinfo=known.at.tzinfo))


def _name(known: Known, body: BodyId) -> str:
    return known.body(body).name
