"""Whether a promise about a matter can be kept as things stand, said on the very day it is made (G56)."""

from models.approval import Approval
from models.commands import OpenObligation
from models.forecasting import ForeseenLate
from models.programme import Definition
from models.values import ObligationSort
from rules.calendar import in_words, london_day
from rules.forecast import forecast
from rules.known import Known

ABOUT_THE_WHOLE = frozenset({ObligationSort.PROMISE, ObligationSort.TARGET})
"""What is owed about a matter and may wait for its end; an action or a report has a day of its own."""
NAMED = 3
"""Up to so many bodies are named; of more, how many there are."""


def foreseen_late(known: Known, command: OpenObligation) -> ForeseenLate | None:
    """None where its last day can still be kept, or where it has none or is about no matter on its way."""
    approval = known.approval(command.matter) if command.matter else None
    if approval is None or not _may_wait_for_it(approval, command) or command.due.latest is None:
        return None
    found = forecast(known, approval)
    if found.finish is not None and london_day(found.finish) <= command.due.latest:
        return None
    return ForeseenLate(finish=found.finish, hangs_on=found.critical)


def _may_wait_for_it(approval: Approval, command: OpenObligation) -> bool:
    is_dated = not command.due.is_standing
    return approval.is_running and not approval.adopting and is_dated and command.sort in ABOUT_THE_WHOLE


def late_in_words(definition: Definition, late: ForeseenLate) -> str:
    if late.finish is None:
        return f"{_IF_IT_WAITS}: no finish can be foreseen; there is no date for {_bodies(definition, late)}."
    finish = in_words(london_day(late.finish))
    said = f"{_IF_IT_WAITS}: the earliest lawful finish is {finish}"
    return f"{said}; it hangs on {_bodies(definition, late)}." if late.hangs_on else f"{said}."


_IF_IT_WAITS = "This cannot be kept as things stand, if it waits for the whole to be settled"


def _bodies(definition: Definition, late: ForeseenLate) -> str:
    if len(late.hangs_on) > NAMED:
        return f"{len(late.hangs_on)} bodies"
    found = (definition.body(body) for body in late.hangs_on)
    return " and ".join(body.short for body in found if body)
