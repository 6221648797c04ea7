"""Days along the width of a picture: where each stands, and the months that are marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from web.pages.why_views import Tick

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TICKS_AT_MOST: Final = 4
STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months from one tick to the next."""


@dataclass(frozen=True)
class DayScale:
    first: date
    last: date
    left: int
    right: int

    def x(self, day: date) -> int:
        within = min(max(day, self.first), self.last)
        share = (within - self.first).days / max((self.last - self.first).days, 1)
        return self.left + round(share * (self.right - self.left))

    def ticks(self) -> Iterator[Tick]:
        """The first of a month, as many as can be read beside each other."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next((each for each in STEPS if months / each <= TICKS_AT_MOST), STEPS[-1])
        first = self.first.year * 12 + self.first.month
        for number in range(first, first + months, step):
            year, month = divmod(number, 12)
            yield Tick(self.x(date(year, month + 1, 1)), f"{MONTHS[month]} {year}")
