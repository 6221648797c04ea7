"""Who held each post and when, as a picture and as the rows of a table: terms, vacancies, today."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from models.post_events import TenureKind
from models.post_listings import PostRead, TenureShown
from web.pages import presenters
from web.pages.day_scale import DayScale
from web.pages.parts import Tag
from web.pages.post_presenters import HOLDS, VACANT, counted
from web.pages.post_views import Bar, HeldLine, PostRow, TenureKey, TenurePicture

WIDTH: Final = 300
LEFT: Final = 24
"""Where the days begin; before it stands the letter of each bar."""
RIGHT: Final = 276
"""Where they end: half the label of a month has room behind it."""
TOP: Final = 22
TITLE: Final = 19
NAME: Final = 13
BAR: Final = 12
LANE: Final = 32
"""A name, its bar and the room below it."""
AFTER: Final = 8
BOTTOM: Final = 17
LONGEST: Final = 46
"""Letters that have room above a bar; the table has all of them."""
AHEAD: Final = timedelta(days=31)
"""Beyond the last known day, so that only what has no end reaches the edge."""
ONE_DAY: Final = timedelta(days=1)
PAPER: Final = "#ffffff"


@dataclass(frozen=True)
class Holding:
    """A time in a post; without a kind nobody held it, without a last day it goes on."""

    first: date
    last: date | None
    kind: TenureKind | None = None
    who: str = ""


def holdings(post: PostRead) -> tuple[Holding, ...]:
    """Terms and the vacancies between them, from the day the post was established."""
    known = sorted(post.tenures, key=lambda each: each.first)
    terms = [Holding(each.first, each.last, each.kind, each.name) for each in known]
    if post.established is None:
        return tuple(terms)
    gaps = _vacancies(presenters.local_day(post.established), known, presenters.local_day(post.as_of))
    return tuple(sorted([*terms, *gaps], key=lambda each: each.first))


def _vacancies(day: date, known: Iterable[TenureShown], today: date) -> Iterator[Holding]:
    for each in known:
        if day < each.first:
            yield Holding(day, each.first - ONE_DAY)
        if each.last is None or each.last == date.max:
            return
        day = max(day, each.last + ONE_DAY)
    if day <= today:
        yield Holding(day, None)


# --- as a table ---------------------------------------------------------------------------


def held_lines(posts: Iterable[PostRead]) -> tuple[HeldLine, ...]:
    """Numbered as their bars are."""
    every = ((post.title, each) for post in posts for each in holdings(post))
    return tuple(_line(number, title, each) for number, (title, each) in enumerate(every, start=1))


def _line(number: int, title: str, each: Holding) -> HeldLine:
    goes_on = "Until further notice" if each.kind else "Still vacant"
    return HeldLine(
        number=str(number),
        post=title,
        who=each.who or "Nobody",
        tag=_look(each)[0],
        first=presenters.day(each.first),
        last=presenters.day(each.last) if each.last else goes_on,
    )


def _look(each: Holding) -> tuple[Tag, str]:
    return HOLDS[each.kind] if each.kind else VACANT


# --- as a picture -------------------------------------------------------------------------


def tenure_picture(posts: Sequence[PostRead], *, is_titled: bool = True) -> TenurePicture | None:
    """None before any post was established. On the page of one post its row needs no title."""
    drawn = [(post, held) for post in posts if (held := holdings(post))]
    if not drawn:
        return None
    today = presenters.local_day(drawn[0][0].as_of)
    every = [each for _, held in drawn for each in held]
    scale = DayScale(
        first=min(today, *(each.first for each in every)),
        last=max(today, *(each.last or each.first for each in every)) + AHEAD,
        left=LEFT,
        right=RIGHT,
    )
    rows = tuple(_rows(drawn, scale, today, TITLE if is_titled else 0))
    return TenurePicture(
        width=WIDTH,
        height=max(bar.y for row in rows for bar in row.bars) + BAR + BOTTOM,
        bar=BAR,
        today=scale.x(today),
        ticks=tuple(scale.ticks()),
        rows=rows,
        keys=tuple(_keys(every)),
        finding=finding(posts),
        has_no_end=any(each.kind and each.last is None for each in every),
    )


def finding(posts: Sequence[PostRead]) -> str:
    """How many are held today and how, those not established left out."""
    known = [post for post in posts if post.established or post.tenures]
    kinds = [post.holder.kind if post.holder else None for post in known]
    said = [
        f"{kinds.count(kind)} {words}"
        for kind, words in (
            (TenureKind.PERMANENT, "held permanently"),
            (TenureKind.INTERIM, "held by an interim"),
            (TenureKind.SECONDMENT, "held on secondment"),
            (None, "vacant"),
        )
        if kind in kinds
    ]
    return f"{counted(len(known), 'post', 'posts')}: {', '.join(said)} today."


def _rows(
    drawn: Iterable[tuple[PostRead, Sequence[Holding]]], scale: DayScale, today: date, title: int
) -> Iterator[PostRow]:
    """Each term and vacancy below the one before it, under its name: no words lie upon a bar or a line."""
    y, number = TOP, 1
    for post, held in drawn:
        first = y + title + NAME
        bars = tuple(
            _bar(each, number + place, scale, today, first + LANE * place) for place, each in enumerate(held)
        )
        yield PostRow(y=y + NAME, title=_short(post.title) if title else "", bars=bars)
        y += title + LANE * len(held) + AFTER
        number += len(held)


def _bar(each: Holding, number: int, scale: DayScale, today: date, y: int) -> Bar:
    goes_on_to = scale.last if each.kind else max(today, each.first)
    begins = scale.x(each.first)
    ends = each.last + ONE_DAY if each.last and each.last < date.max else goes_on_to
    width = max(scale.x(ends) - begins, 2)
    tag, letter = _look(each)
    fill, ink = presenters.INKS[tag.colour]
    return Bar(
        x=begins,
        y=y,
        width=width,
        name=_short(f"{number}. {each.who or tag.words}"),
        letter=letter,
        fill=fill if each.kind else PAPER,
        ink=ink,
        dash="" if each.kind else "3 2",
    )


def _keys(every: Sequence[Holding]) -> Iterator[TenureKey]:
    shown = {each.kind for each in every}
    for kind in (*TenureKind, None):
        if kind in shown:
            tag, letter = HOLDS[kind] if kind else VACANT
            fill, ink = presenters.INKS[tag.colour]
            yield TenureKey(letter, tag.words, fill if kind else PAPER, ink, "" if kind else "3 2")


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
