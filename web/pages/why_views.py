"""View models of the pages that answer why: a matter's, one body's decision record, what changed."""

from dataclasses import dataclass
from typing import ClassVar

from web.pages.parts import Cell, Link, Row, Tag
from web.pages.views import Page


@dataclass(frozen=True)
class Said:
    """A sentence, with what was typed as a quotation below it."""

    words: str
    quoted: str = ""


@dataclass(frozen=True)
class Part:
    """One section of a decision record."""

    title: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Happened:
    when: str
    words: str
    quoted: str
    line: str
    """The number of its entry in the record."""


@dataclass(frozen=True)
class Day:
    """One body among the days of a round."""

    code: str
    body: str
    href: str
    tag: Tag
    version: str
    asked: str
    decided: str
    may_object: str
    """Until when, or how its window ended."""
    before: tuple[str, ...] = ()
    """What it had decided before it was asked again."""


# --- the picture of the days --------------------------------------------------------------


@dataclass(frozen=True)
class Tick:
    x: int
    words: str


@dataclass(frozen=True)
class Window:
    """In which a body may object."""

    x: int
    width: int


@dataclass(frozen=True)
class Span:
    """From the day a body was asked to the day it decided, before it was asked again."""

    from_: int
    to: int
    mark: Cell


@dataclass(frozen=True)
class Track:
    """One body's row: asked at `from_`, decided at `to` or waiting until today."""

    y: int
    code: str
    earlier: tuple[Span, ...]
    from_: int
    to: int
    mark: Cell | None
    """None while it has not decided."""
    window: Window | None


@dataclass(frozen=True)
class Timeline:
    width: int
    height: int
    left: int
    top: int
    today: int
    ticks: tuple[Tick, ...]
    tracks: tuple[Track, ...]
    finding: str
    """The picture in a sentence, for those who do not see it."""
    has_windows: bool


# --- pages --------------------------------------------------------------------------------


@dataclass(frozen=True)
class WhyPage(Page):
    template: ClassVar[str] = "why.html"
    title: str
    """The question, as it stands now."""
    matter: str
    back: Link
    answer: str
    as_of: str
    publication: str
    waits: tuple[Row, ...]
    """What publication waits for, each with when that ends by itself."""
    pending: tuple[str, ...]
    """What is still open and keeps nothing shut."""
    days: tuple[Day, ...]
    timeline: Timeline | None
    happened: tuple[Happened, ...]


@dataclass(frozen=True)
class DecisionRecordPage(Page):
    template: ClassVar[str] = "decision_record.html"
    matter: str
    body: str
    document: str
    back: Link
    why: Link
    tag: Tag
    answer: str
    as_of: str
    parts: tuple[Part, ...]
    happened: tuple[Happened, ...]
    questions_to: tuple[str, ...]


# --- what a version changed ---------------------------------------------------------------


@dataclass(frozen=True)
class ChangedWords:
    words: str
    how: str
    """`kept`, `added` or `removed`."""


@dataclass(frozen=True)
class ChangedPlace:
    where: str
    words: tuple[ChangedWords, ...]


@dataclass(frozen=True)
class ChangedPart:
    title: str
    how: str
    trouble: str
    """Why no words are shown of a part that changed."""
    places: tuple[ChangedPlace, ...]
    left_out: str
    before_hash: str
    """Empty where that version has no such part."""
    after_hash: str


@dataclass(frozen=True)
class ChangesPage(Page):
    template: ClassVar[str] = "changes.html"
    title: str
    document: str
    back: Link
    reason: str
    summary: str
    parts: tuple[ChangedPart, ...]
    before_hash: str
    after_hash: str
