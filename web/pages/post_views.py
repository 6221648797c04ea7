"""View models of the pages about posts: at a glance, one post, a round, an appointment, and their papers."""

from dataclasses import dataclass
from typing import ClassVar

from web.pages.parts import Link, Row, Tag
from web.pages.views import Page
from web.pages.why_views import Happened, Part, Tick

# --- the picture of who held what -----------------------------------------------------------


@dataclass(frozen=True)
class Bar:
    """A time in which somebody held a post, or nobody did."""

    x: int
    y: int
    width: int
    name: str
    """Its number in the table and who it is, above it."""
    letter: str
    """Of how the post was held, before it."""
    fill: str
    ink: str
    dash: str
    """Of a vacancy, so that a grey print tells it apart too."""


@dataclass(frozen=True)
class PostRow:
    y: int
    """Where its title stands."""
    title: str
    """Empty where the page is about one post."""
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class TenureKey:
    letter: str
    words: str
    fill: str
    ink: str
    dash: str


@dataclass(frozen=True)
class TenurePicture:
    width: int
    height: int
    bar: int
    """How high each bar is."""
    today: int
    ticks: tuple[Tick, ...]
    rows: tuple[PostRow, ...]
    keys: tuple[TenureKey, ...]
    finding: str
    """The picture in a sentence, for those who do not see it."""
    has_no_end: bool
    """Whether a bar goes on beyond its edge."""


# --- parts --------------------------------------------------------------------------------


@dataclass(frozen=True)
class HeldLine:
    """One row of the table that says what the picture shows."""

    number: str
    post: str
    who: str
    tag: Tag
    first: str
    last: str


@dataclass(frozen=True)
class DependantLine:
    title: str
    due: str
    tag: Tag
    words: str
    missed: Tag | None = None
    """Of one whose day passed before it was ready."""


@dataclass(frozen=True)
class PostCard:
    title: str
    href: str
    tag: Tag
    words: str
    roles: str
    """Empty of a post that is one role, which is its title."""
    round: Link | None
    """That is open."""
    dependants: tuple[DependantLine, ...]


@dataclass(frozen=True)
class ForecastLine:
    words: str
    source: str
    given: str
    tag: Tag
    overtaken: str


@dataclass(frozen=True)
class RoundRow:
    link: Link
    opened: str
    tag: Tag
    words: str


@dataclass(frozen=True)
class AppointmentRow:
    link: Link
    who: str
    kind: str
    tag: Tag
    words: str


@dataclass(frozen=True)
class ToldLine:
    when: str
    of: str
    words: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class StageCard:
    """One stage of a round on its board."""

    number: int
    title: str
    tag: Tag
    lines: tuple[str, ...]
    quoted: str = ""
    """Why it was left out."""
    is_now: bool = False


@dataclass(frozen=True)
class MemberLine:
    name: str
    words: str


# --- pages --------------------------------------------------------------------------------


@dataclass(frozen=True)
class PostsPage(Page):
    """Every post of a partnership at a glance."""

    template: ClassVar[str] = "posts.html"
    as_of: str
    cards: tuple[PostCard, ...]
    picture: TenurePicture | None
    held: tuple[HeldLine, ...]
    ends: tuple[str, ...]
    """Terms that end within six months."""
    back: Link


@dataclass(frozen=True)
class PostPage(Page):
    template: ClassVar[str] = "post.html"
    title: str
    tag: Tag
    words: str
    as_of: str
    about: tuple[Row, ...]
    matter: Link | None
    """By which each body agreed to it."""
    picture: TenurePicture | None
    held: tuple[HeldLine, ...]
    ends: tuple[str, ...]
    dependants: tuple[DependantLine, ...]
    forecasts: tuple[ForecastLine, ...]
    rounds: tuple[RoundRow, ...]
    appointments: tuple[AppointmentRow, ...]
    told: tuple[ToldLine, ...]
    back: Link


@dataclass(frozen=True)
class RoundPage(Page):
    """One round of recruitment as a board of its stages; candidates are a count and their references."""

    template: ClassVar[str] = "round.html"
    title: str
    post: str
    tag: Tag
    words: str
    as_of: str
    outcome: tuple[Row, ...]
    stages: tuple[StageCard, ...]
    decides: str
    """Said when the choice is what comes next, which is no stage."""
    members: tuple[MemberLine, ...]
    panel: str
    candidates: str
    references: tuple[MemberLine, ...]
    kept: str
    """Until when the candidates' particulars are kept, or that they are gone."""
    overtaken: tuple[ForecastLine, ...]
    pack: Link
    record: Link
    back: Link


@dataclass(frozen=True)
class PackPage(Page):
    """What a panel and those who are asked to confirm are given of a round, fit to print."""

    template: ClassVar[str] = "recruitment_pack.html"
    title: str
    post: str
    as_of: str
    about: tuple[Row, ...]
    apply: str
    """To whom applications go, and until when."""
    stages: tuple[Row, ...]
    """With their days."""
    order: tuple[str, ...]
    """The stages where none of them has a day yet."""
    panel: str
    members: tuple[MemberLine, ...]
    after: tuple[str, ...]
    """What follows the panel's choice, in order."""
    dependants: tuple[str, ...]
    back: Link


@dataclass(frozen=True)
class PostRecordPage(Page):
    """The record of a round or of an appointment, to print."""

    template: ClassVar[str] = "post_record.html"
    title: str
    post: str
    answer: str
    note: str
    """What is not told here, or of whom."""
    as_of: str
    parts: tuple[Part, ...]
    happened: tuple[Happened, ...]
    back: Link


@dataclass(frozen=True)
class AppointmentPage(Page):
    template: ClassVar[str] = "appointment.html"
    title: str
    post: str
    tag: Tag
    words: str
    as_of: str
    waits: tuple[str, ...]
    next: str
    about: tuple[Row, ...]
    confirmations: tuple[MemberLine, ...]
    matter: Link | None
    """By which each body confirms it."""
    extension: tuple[Row, ...]
    extended_by: tuple[MemberLine, ...]
    """Whether each body has confirmed the extension."""
    extension_matter: Link | None
    record: Link
    back: Link
