"""What it means when a mail server reports on a letter: given up, delayed, or nothing to see to."""

from collections.abc import Iterable
from enum import StrEnum

from models.values import Value


class Fate(StrEnum):
    """What a report leaves to be done."""

    RETURNED = "returned"
    """It will never arrive: a named person must see to it."""
    DELAYED = "delayed"
    """It is still on its way: noted, and nobody is asked for anything."""


class Report(Value):
    """What one mail server says of one recipient (RFC 3464)."""

    action: str = ""
    status: str = ""
    """Three numbers, the first of which says whether it is permanent (5), passing (4) or well (2)."""


def fate(reports: Iterable[Report]) -> Fate | None:
    """A letter given up by any server on its way is returned, whatever the cause; else one that any has
    still in hand is delayed; what was delivered, passed on or shared out leaves nothing to be done.
    """
    fates = {_fate(report) for report in reports}
    return next((each for each in (Fate.RETURNED, Fate.DELAYED) if each in fates), None)


def _fate(report: Report) -> Fate | None:
    """A server that tries no more says "failed", even where the cause was a passing one: the silence
    after it is as long. One that names no action is judged by its status.
    """
    by_action = {"failed": Fate.RETURNED, "delayed": Fate.DELAYED}
    if action := report.action.strip().lower():
        return by_action.get(action)
    by_status = {"5": Fate.RETURNED, "4": Fate.DELAYED}
    return by_status.get(report.status.strip()[:1])
