"""How a matter stands as a whole, in the same words and the same count on every page."""

from collections.abc import Mapping, Sequence
from typing import Final

from models.listings import MatrixRow
from models.values import LONDON, BodyId, Standing
from services.counting import counted_rows
from web.pages import presenters

AGAINST: Final = {Standing.REFUSED: "refused", Standing.LAPSED: "lapsed"}


def standing(rows: Sequence[MatrixRow], *, is_complete: bool, still_open: Sequence[str] = ()) -> str:
    """The partial outcome in a sentence: so many of those that the whole waits for."""
    if still_open:
        return f"Every body has given what it was asked for. Still open: {'; '.join(still_open)}."
    if is_complete:
        return "Complete: every body it waits for has given what it was asked for."
    required = [row for row in rows if row.required and not row.gone_without]
    if len(required) == 1:
        return "The one body it waits for has not yet given what it was asked for."
    return presenters.sentence(counted_rows(rows).words)


def not_agreed(rows: Sequence[MatrixRow], names: Mapping[BodyId, str]) -> str:
    """Who has ended it without agreeing, and when; empty while nobody has."""
    said = [
        f"{names.get(row.body, row.name)} {AGAINST[row.standing]}{_on(row)}{_went_on(row)}"
        for row in rows
        if row.standing in AGAINST
    ]
    return f"Not agreed by all: {'; '.join(said)}." if said else ""


def late(rows: Sequence[MatrixRow], names: Mapping[BodyId, str]) -> tuple[str, ...]:
    """What should have happened by now, and who owes it."""
    return tuple(
        f"{names.get(row.body, row.name)} {row.next_step.words}"
        for row in rows
        if row.next_step and row.next_step.is_late
    )


def _went_on(row: MatrixRow) -> str:
    return f" ({row.gone_without})" if row.gone_without else ""


def _on(row: MatrixRow) -> str:
    return f" on {presenters.day(row.decided.astimezone(LONDON).date())}" if row.decided else ""
