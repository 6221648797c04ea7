"""The days of a round as a picture: when each body was asked and decided, who may object until when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from models.explaining import Earlier
from models.values import LONDON, Instant, Standing
from web.pages import presenters
from web.pages.day_scale import DayScale
from web.pages.parts import Cell
from web.pages.why_views import Span, Timeline, Track, Window

WIDTH: Final = 340
LEFT: Final = 34
"""Where the days begin; before it stand the codes of the bodies."""
RIGHT: Final = 318
"""Where they end: half the label of a month has room behind it."""
TOP: Final = 30
ROW: Final = 16
BOTTOM: Final = 18
MARK: Final = 11


@dataclass(frozen=True)
class Course:
    """What one body's row is drawn from."""

    code: str
    asked: Instant
    decided: Instant | None
    standing: Standing
    told: Instant | None = None
    may_object_until: Instant | None = None
    earlier: tuple[Earlier, ...] = ()
    """What it had decided before it was asked again."""
    is_carried: bool = False
    """Whether others decided, whose place it has taken: it is marked at the day it did."""


def timeline(courses: Sequence[Course], today: Instant) -> Timeline | None:
    """None before anybody was asked."""
    if not courses:
        return None
    days = [_day(at) for each in courses for at in _instants(each)]
    scale = DayScale(min(days), max(*days, _day(today)) + timedelta(days=1), LEFT, RIGHT)
    return Timeline(
        width=WIDTH,
        height=TOP + ROW * len(courses) + BOTTOM,
        left=LEFT,
        top=TOP,
        today=scale.x(_day(today)),
        ticks=tuple(scale.ticks()),
        tracks=tuple(_track(each, place, scale, today) for place, each in enumerate(courses)),
        finding=finding(courses),
        has_windows=any(each.may_object_until for each in courses),
    )


def finding(courses: Sequence[Course]) -> str:
    own = [each for each in courses if not each.is_carried]
    decided = sorted(each.decided for each in own if each.decided)
    left = len(own) - len(decided)
    waiting = {0: "Every body asked so far has decided.", 1: "One body has yet to decide."}.get(
        left, f"{left} bodies have yet to decide."
    )
    if not decided:
        return f"No body has decided. {waiting}{_asked_again(courses)}"
    first, last = (presenters.day(_day(at)) for at in (decided[0], decided[-1]))
    when = f"on {first}" if first == last else f"from {first} to {last}"
    many = "One body" if len(decided) == 1 else f"{len(decided)} bodies"
    return f"{many} decided, {when}. {waiting}{_asked_again(courses)}"


def _asked_again(courses: Sequence[Course]) -> str:
    again = sum(bool(each.earlier) for each in courses)
    if not again:
        return ""
    many = "One body" if again == 1 else f"{again} bodies"
    return f" {many} had decided before, and {'was' if again == 1 else 'were'} asked again."


def _instants(course: Course) -> Iterator[Instant]:
    yield from filter(None, (course.asked, course.decided, course.told, course.may_object_until))
    for each in course.earlier:
        yield from (each.asked, each.decided)


def _day(at: Instant) -> date:
    return at.astimezone(LONDON).date()


def _track(course: Course, place: int, scale: DayScale, today: Instant) -> Track:
    y = TOP + ROW * place
    ends = scale.x(_day(course.decided or today))
    return Track(
        y=y,
        code=course.code,
        earlier=tuple(_span(each, scale, course.code, y) for each in course.earlier),
        from_=min(scale.x(_day(course.asked)), ends),
        to=ends,
        mark=_mark(course.standing, course.code, ends, y) if course.decided else None,
        window=_window(course, scale),
    )


def _span(earlier: Earlier, scale: DayScale, code: str, y: int) -> Span:
    ends = scale.x(_day(earlier.decided))
    begins = min(scale.x(_day(earlier.asked)), ends)
    return Span(from_=begins, to=ends, mark=_mark(earlier.standing, code, ends, y))


def _mark(standing: Standing, code: str, x: int, y: int) -> Cell:
    fill, ink = presenters.INKS[presenters.tag(standing).colour]
    return Cell(
        x=x - MARK // 2,
        y=y + (ROW - MARK) // 2,
        letter=presenters.letter(standing),
        code=code,
        fill=fill,
        ink=ink,
        dash="",
    )


def _window(course: Course, scale: DayScale) -> Window | None:
    if course.told is None or course.may_object_until is None:
        return None
    begins, ends = scale.x(_day(course.told)), scale.x(_day(course.may_object_until))
    return Window(x=begins, width=max(ends - begins, 2))
