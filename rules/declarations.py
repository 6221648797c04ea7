"""Standing declarations of interests, made every year by whoever decides, nil returns included (G40)."""

from datetime import date

from models.programme import Body
from rules.calendar import in_words


def declarations_owed(body: Body, day: date) -> str:
    """Whose declaration is missing or over a year old on a day, as one sentence; empty where none is, and of
    a body whose definition gives no days of declaration at all. A warning: it stops nobody from deciding.
    """
    if all(seat.declared is None for seat in body.seats):
        return ""
    seats = [seat for seat in body.seats_on(day) if seat.voting and not seat.is_vacant]
    missing = [seat.title for seat in seats if seat.declared is None]
    old = [
        f"{seat.title} ({in_words(seat.declared)})"
        for seat in seats
        if seat.declared and _is_old(seat.declared, day)
    ]
    parts = (
        f"none on record of {', '.join(missing)}" if missing else "",
        f"over a year old of {', '.join(old)}" if old else "",
    )
    said = "; ".join(part for part in parts if part)
    return f"Yearly declarations of interests: {said}." if said else ""


def _is_old(last: date, day: date) -> bool:
    """A year later to the day is still in time. Of days before the last declaration nothing is known."""
    return (day.year - 1, day.month, day.day) > (last.year, last.month, last.day)
