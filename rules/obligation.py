"""What may be done with something promised or owed: opened, chased, slipped, carried over, ended (G56)."""

from dataclasses import replace
from datetime import time

from models.acts import Decision, Entry, NotYet, Refused
from models.commands import (
    CarryOver,
    ChaseObligation,
    Discharge,
    DropObligation,
    OpenObligation,
    SlipObligation,
)
from models.dates import When, WorkingCalendar
from models.events import (
    ObligationCarriedOver,
    ObligationChased,
    ObligationDischarged,
    ObligationDropped,
    ObligationOpened,
    ObligationSlipped,
)
from models.obligation import Obligation
from models.values import Instant, ObligationSort, Stream
from rules.calendar import (
    add_working_days,
    at_london,
    end_of,
    last_minute_of,
    london_day,
    working_days_before,
)
from rules.conditions import lapsed
from rules.known import Known
from rules.promising import foreseen_late
from rules.ratifying import put_on_the_next
from rules.refusals import refused

CHASED_AT = time(9, 0)
CHASED_WORKING_DAYS_BEFORE = 5
ASKED_AFTER, ASKED_AGAIN_AFTER = 5, 20
"""Working days without a meeting for a ratification, until it is asked after first, and each time again."""


def open_obligation(known: Known, stream: Stream, command: OpenObligation) -> Decision:
    if known.obligation(command.obligation) is not None:
        return refused("obligation-exists")
    if command.sort is ObligationSort.CONDITION:
        return refused("conditions-come-with-decisions")
    if command.sort is ObligationSort.RATIFICATION:
        return refused("ratifications-come-with-actions")
    if not known.is_known_person(command.owner):
        return refused("unknown-owner")
    late = foreseen_late(known, command)
    opened = ObligationOpened(**{**dict(command), "kind": "obligation-opened", "foreseen_late": late})
    return (Entry(stream, opened, known.happened),)


def slips_at(obligation: Obligation) -> Instant | None:
    """When its time is up. A ratification is late only once its meeting was held without it (G42)."""
    is_of_meeting = obligation.sort is ObligationSort.RATIFICATION
    return None if is_of_meeting else late_from(obligation.due)


def late_from(due: When) -> Instant | None:
    """The first moment that is too late; a date that is open at the end is never late."""
    return end_of(due.latest) if due.latest and not due.is_standing else None


def chased_at(due: When, calendar: WorkingCalendar) -> Instant | None:
    """The owner is reminded at nine, five working days before the last day."""
    if due.latest is None or due.is_standing:
        return None
    day = working_days_before(due.latest, CHASED_WORKING_DAYS_BEFORE, calendar)
    return at_london(day, CHASED_AT)


def asked_for_at(obligation: Obligation, calendar: WorkingCalendar) -> Instant | None:
    """When its owner is reminded next. A ratification for which no meeting is known is asked after again and
    again, for nothing else would ever bring it to one.
    """
    if obligation.sort is not ObligationSort.RATIFICATION or obligation.due.latest is not None:
        return None if obligation.chased else chased_at(obligation.due, calendar)
    since, days = obligation.opened, ASKED_AFTER
    if obligation.chased:
        since, days = obligation.chased, ASKED_AGAIN_AFTER
    return at_london(add_working_days(london_day(since), days, calendar), CHASED_AT)


def chase_obligation(known: Known, stream: Stream, command: ChaseObligation) -> Decision:
    obligation = _open(known, stream)
    if isinstance(obligation, Refused) or _is_slipped(obligation):
        return ()
    if asked_for_at(obligation, known.calendar) != command.due or _is_former(obligation, command.turn):
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    found = put_on_the_next(known, obligation) if obligation.sort is ObligationSort.RATIFICATION else []
    return (Entry(stream, ObligationChased(due=command.due)), *found)


def slip_obligation(known: Known, stream: Stream, command: SlipObligation) -> Decision:
    """The slip is on the record as of the last minute of the last day, however late it is noticed."""
    obligation = _open(known, stream)
    if isinstance(obligation, Refused) or _is_slipped(obligation) or obligation.due.latest is None:
        return ()
    if slips_at(obligation) != command.due or _is_former(obligation, command.turn):
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    slipped = ObligationSlipped(due=command.due)
    as_of = last_minute_of(obligation.due.latest)
    return (Entry(stream, slipped, as_of), *lapsed(replace(known, happened=as_of), obligation))


def carry_over(known: Known, stream: Stream, command: CarryOver) -> Decision:
    """Still owed, to a new date, also a vague one; a promise that was late stays late."""
    obligation = _open(known, stream)
    if isinstance(obligation, Refused):
        return obligation
    if refusal := _refuses_by_hand(obligation):
        return refusal
    if command.due.latest is not None and command.due.latest < known.day:
        return refused("due-in-the-past")
    carried = ObligationCarriedOver(due=command.due, reason=command.reason)
    return (Entry(stream, carried, known.happened),)


def discharge(known: Known, stream: Stream, command: Discharge) -> Decision:
    obligation = _open(known, stream)
    if isinstance(obligation, Refused):
        return obligation
    if refusal := _refuses_by_hand(obligation):
        return refusal
    return (Entry(stream, ObligationDischarged(evidence=command.evidence), known.happened),)


def drop_obligation(known: Known, stream: Stream, command: DropObligation) -> Decision:
    obligation = _open(known, stream)
    if isinstance(obligation, Refused):
        return obligation
    if refusal := _refuses_by_hand(obligation):
        return refusal
    return (Entry(stream, ObligationDropped(reason=command.reason), known.happened),)


def _refuses_by_hand(obligation: Obligation) -> Refused | None:
    """What only the body that set it, or the meeting it is put to, can move or end."""
    match obligation.sort:
        case ObligationSort.CONDITION:
            return refused("a-condition")
        case ObligationSort.RATIFICATION:
            return refused("a-ratification")
        case _:
            return None


def _is_slipped(obligation: Obligation) -> bool:
    """Whether it has slipped for the day it is due now."""
    return obligation.slipped is not None and late_from(obligation.due) == obligation.slipped


def _is_former(obligation: Obligation, turn: int) -> bool:
    return turn != obligation.times_carried_over


def _open(known: Known, stream: Stream) -> Obligation | Refused:
    obligation = known.obligation(stream.split("/")[1])
    if obligation is None:
        return refused("no-such-obligation")
    return obligation if obligation.is_open else refused("obligation-closed")
