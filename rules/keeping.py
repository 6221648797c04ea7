"""Promises and targets that a publication keeps, each in the open, and late where it is late (G56)."""

from collections.abc import Iterable
from datetime import date

from models.acts import Entry, Refused
from models.events import ObligationDischarged, ObligationSlipped
from models.obligation import Obligation
from models.values import MatterId, ObligationId, ObligationSort, Stream, Text
from rules.calendar import in_words, last_minute_of, london_day
from rules.known import Known
from rules.obligation import late_from
from rules.refusals import refused

MAY_BE_KEPT = frozenset({ObligationSort.PROMISE, ObligationSort.TARGET})


def refuses_to_keep(known: Known, matter: MatterId, keeps: Iterable[ObligationId]) -> Refused | None:
    """The first of them that cannot be kept by this, and why."""
    for name in keeps:
        obligation = known.obligation(name)
        if obligation is None:
            return refused("no-such-obligation", about=name)
        if not obligation.is_open:
            return refused("obligation-closed", about=name)
        if obligation.matter != matter or obligation.sort not in MAY_BE_KEPT:
            return refused("not-kept-by-this", about=name)
    return None


def kept_by(known: Known, stream: Stream, keeps: Iterable[ObligationId], evidence: str) -> tuple[Entry, ...]:
    return tuple(
        entry
        for name in dict.fromkeys(keeps)
        if (obligation := known.obligation(name)) is not None
        for entry in (*_slipped(known, obligation), _kept(known, obligation, stream, evidence))
    )


def _slipped(known: Known, obligation: Obligation) -> tuple[Entry, ...]:
    """Its day had passed, though no workflow had come to say so: nothing late is kept as if in time."""
    late = late_from(obligation.due)
    if late is None or obligation.due.latest is None or obligation.slipped == late or late > known.happened:
        return ()
    slipped = ObligationSlipped(due=late)
    return (Entry(obligation.stream, slipped, last_minute_of(obligation.due.latest)),)


def _kept(known: Known, obligation: Obligation, stream: Stream, evidence: str) -> Entry:
    seen = Text.standing_in(evidence, stream, obligation.stream, known.happened.isoformat())
    return Entry(obligation.stream, ObligationDischarged(evidence=seen), known.happened)


def how_kept(obligation: Obligation) -> str:
    """In the open: that it was kept, and how many days late."""
    due = london_day(obligation.slips[0]) if obligation.slips else None
    if obligation.ended is None and obligation.due.is_standing:
        return "still stands"
    if obligation.ended is None:
        return f"was due {in_words(due)}, and is not kept yet" if due else "not kept yet"
    ended = london_day(obligation.ended)
    if due is None or ended <= due:
        return f"kept on {in_words(ended)}"
    return f"kept late, on {in_words(ended)}, {_days(due, ended)} after {in_words(due)}"


def _days(due: date, ended: date) -> str:
    count = (ended - due).days
    return "one day" if count == 1 else f"{count} days"


def promised(known: Known, matter: MatterId) -> tuple[Obligation, ...]:
    """What is still promised of a matter, or aimed at."""
    return tuple(each for each in known.owed if each.matter == matter and each.sort in MAY_BE_KEPT)
