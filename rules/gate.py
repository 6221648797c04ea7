"""The publication gate: open once every required approval is held and nothing stands against it."""

from collections.abc import Iterator
from datetime import date

from models.approval import Approval, Progress
from models.deciding import ConditionState
from models.gate import Awaited, Awaits, Gate
from models.sign_off import Concern
from models.values import BodyId, ObligationSort, Procedure, Standing
from rules.agenda import sign_off_stream
from rules.calendar import deadline_in_words, end_of, in_words
from rules.course_in_words import gone_ahead_in_words
from rules.effect_in_words import awaited_effect
from rules.known import Known
from rules.since import open_since
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
    since = None if waits else open_since(approval, known.partnership, known.at)
    without = gone_ahead_in_words(known.definition, approval)
    pending = tuple(_pending(known, approval))
    return Gate(version=approval.version, waits_for=waits, pending=pending, since=since, without=without)


def _waits(known: Known, approval: Approval) -> Iterator[Awaited]:
    yield from _bodies(known, approval)
    yield from _conditions(known, approval)
    yield from _notices(known, approval)
    if approval.progress is Progress.HELD:
        yield Awaited(what=Awaits.HOLD, words="the matter is on hold")
    yield from _barred(known, known.today)


def _bodies(known: Known, approval: Approval) -> Iterator[Awaited]:
    for asked in (each for stage in approval.route.stages for each in stage.asks):
        if approval.waits_for(asked) and (decided := awaited_effect(known, approval, asked.body)):
            yield decided
        elif approval.waits_for(asked):
            name, holder = _name(known, asked.body), approval.holder(asked.body)
            whose = f" (now {_name(known, holder)})" if holder != asked.body else ""
            outcome = approval.outcomes.get(asked.body)
            refused = outcome is not None and outcome.standing is Standing.REFUSED
            said = "has refused: not agreed by all" if refused else "has not given what it was asked for"
            yield Awaited(what=Awaits.BODY, body=asked.body, words=f"{name}{whose} {said}")


def _conditions(known: Known, approval: Approval) -> Iterator[Awaited]:
    for condition in approval.conditions.values():
        if approval.waits_for_condition(condition):
            words = f"{_name(known, condition.body)}: {CONDITION_WAITS[condition.state]}"
            yield Awaited(what=Awaits.CONDITION, body=condition.body, words=words)


def _notices(known: Known, approval: Approval) -> Iterator[Awaited]:
    for body, notice in approval.notices.items():
        if not approval.waits_for_notice(body):
            continue
        if notice.standing is Standing.OBJECTED:
            words = f"{_name(known, body)} objects to version {notice.version}"
            yield Awaited(what=Awaits.OBJECTION, body=body, words=words)
        elif objections_of(known, approval, body):
            words = f"{_name(known, body)} objects to version {notice.version}, unless it withdraws that"
            yield Awaited(what=Awaits.OBJECTION, body=body, until=None, words=words)
        elif approval.stands_still(notice.until):
            words = f"{_name(known, body)} may object to version {notice.version}; that time stands still"
            yield Awaited(what=Awaits.WINDOW, body=body, words=words)
        else:
            until = deadline_in_words(notice.until)
            words = f"{_name(known, body)} may object to version {notice.version} until {until}"
            yield Awaited(what=Awaits.WINDOW, body=body, until=notice.until, words=words)


def objections_of(known: Known, approval: Approval, body: BodyId) -> tuple[Concern, ...]:
    """Raised while its window still runs, and not withdrawn: they stand from the day they were raised."""
    told = known.sign_off(sign_off_stream(approval, body))
    return told.objections if told is not None and told.procedure is Procedure.NOTICE else ()


def _pending(known: Known, approval: Approval) -> Iterator[Awaited]:
    """A chair's action counts while it waits to be ratified, and shows that it does; a ratification refused
    shows until what follows from it is settled (G42). A question keeps nothing shut, but is not forgotten.
    """
    for body in approval.notices:
        told = known.sign_off(sign_off_stream(approval, body))
        if told is not None and any(each.is_open and not each.objects for each in told.concerns.values()):
            words = f"{_name(known, body)} has asked about version {told.version}, and waits for an answer"
            yield Awaited(what=Awaits.QUESTION, body=body, words=words)
    for owed in known.owed:
        if owed.matter != approval.matter or owed.body is None or not owed.is_open:
            continue
        name = _name(known, owed.body)
        if owed.sort is ObligationSort.RATIFICATION:
            due = f", due {in_words(owed.due.latest)}" if owed.due.latest else ""
            words = f"{name} approved by its chair's action; its ratification is pending{due}"
            yield Awaited(what=Awaits.RATIFICATION, body=owed.body, words=words)
        elif owed.sort is ObligationSort.EXCEPTION:
            words = f"{name} would not ratify its chair's action; the exception is open"
            yield Awaited(what=Awaits.EXCEPTION, body=owed.body, words=words)


def _barred(known: Known, day: date) -> Iterator[Awaited]:
    for name in windows_on(known.partnership, day):
        last = known.partnership.windows[name].last
        words = f"nothing may be published until {in_words(last)} has passed"
        yield Awaited(what=Awaits.BARRED, until=end_of(last), words=words)


def _name(known: Known, body: BodyId) -> str:
    return known.body(body).name
