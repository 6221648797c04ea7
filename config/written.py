"""What a definition's TOML may say: the shapes a person writes, before anything is expanded.

Each entry is a table named by its id, `[mid-essex-ccg]`; the name of the file says what kind it is.
"""

import re
from datetime import date, time
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from models.organisations import Code, DatedName
from models.programme import AmendmentProtocol, Holder
from models.publication_plan import PublicationPlan
from models.values import (
    Ask,
    BodyId,
    DocumentId,
    MatterId,
    MeetingId,
    OrganisationId,
    PersonId,
    Procedure,
    ProgrammeId,
    SeatId,
    Slug,
    Value,
    VersionLabel,
)

Words = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"[A-Za-z0-9]")]
ADDRESS = r"^[^@\s]+@[^@\s]+\.[^@\s.]+$"
Address = Annotated[str, StringConstraints(pattern=ADDRESS, max_length=254)]


def _as_many(given: object) -> object:
    if isinstance(given, str):
        return (given,)
    return tuple(given) if isinstance(given, list) else given


OneOrMany = Annotated[tuple[PersonId, ...], BeforeValidator(_as_many)]


class WrittenProgramme(Value):
    id: ProgrammeId
    name: Words
    short: Words
    aliases: tuple[Words, ...] = ()
    region: Words = "England"
    extra_holidays: tuple[date, ...] = ()
    lifted_holidays: tuple[date, ...] = ()
    director: PersonId
    secretariat: PersonId
    offices: dict[PersonId, Title] = Field(default_factory=dict)


class WrittenOrganisation(Value):
    """`name` when it never changed, `names` when it did."""

    id: OrganisationId
    name: str = ""
    names: tuple[DatedName, ...] = ()
    aliases: tuple[Words, ...] = ()
    codes: tuple[Code, ...] = ()
    since: date | None = None
    until: date | None = None
    succeeded_by: OrganisationId | None = None
    sector: Slug

    @model_validator(mode="after")
    def _is_named_once(self) -> Self:
        if bool(self.name) == bool(self.names):
            raise ValueError("either `name` or `names`")
        return self


class WrittenSeats(Value):
    """One row for one seat, or for several: `count` numbers them, `titles` names them."""

    category: Words
    title: Title | None = None
    titles: tuple[Title, ...] = ()
    count: int | None = Field(default=None, ge=1, le=200)
    seat: Slug | None = None
    """The seat's own id, when its title makes a poor one."""
    voting: bool = True
    held_by: OneOrMany = ()
    holders: tuple[Holder, ...] = ()
    """Who holds the one seat of the row on dates of its own."""
    declared: date | None = None
    """When whoever is in the row last declared their interests, a nil return included."""
    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _says_how_many(self) -> Self:
        if (self.title is None) == (not self.titles):
            raise ValueError("either `title` or `titles`")
        if self.titles and (self.count or self.seat):
            raise ValueError("`count` and `seat` beside `title` only, not beside `titles`")
        if self.held_by and len(self.held_by) != len(self.named):
            raise ValueError("as many people in `held_by` as the row has seats")
        if self.holders and len(self.named) != 1:
            raise ValueError("`holders` on a row of one seat only")
        return self

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Id and title of each seat of the row."""
        if self.title is None:
            return tuple((slug_of(title), title) for title in self.titles)
        slug = self.seat or slug_of(self.title)
        if self.count is None:
            return ((slug, self.title),)
        return tuple((f"{slug}-{number}", f"{self.title} {number}") for number in range(1, self.count + 1))


def slug_of(title: str) -> str:
    """A title as an id: "Director of Children's Services" is `director-of-childrens-services`."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower().replace("'", "")).strip("-")


class WrittenBody(Value):
    """`chair` and `vice_chair` are ids of its own seats, without the body's id before them."""

    id: BodyId
    code: str = ""
    name: Words
    short: Words
    organisation: OrganisationId | None = None
    parent: BodyId | None = None
    kind: Slug
    place: Slug | None = None
    rules: Slug
    seats: tuple[WrittenSeats, ...] = ()
    chair: Slug | None = None
    vice_chair: Slug | None = None
    secretary: PersonId | None = None
    since: date | None = None
    until: date | None = None
    succeeded_by: BodyId | None = None


class WrittenMeeting(Value):
    """Its id is the first body's and the day unless given; in public if all its bodies' rules are."""

    id: MeetingId | None = None
    bodies: tuple[BodyId, ...] = Field(min_length=1)
    day: date
    at: time = time(10, 0)
    place: str = ""
    in_public: bool | None = None
    title: str = ""


class WrittenPart(Value):
    id: Slug
    title: Words
    file: Words
    on_request: bool = False


class WrittenVersion(Value):
    label: VersionLabel
    title: str = ""
    parts: tuple[WrittenPart, ...] = Field(min_length=1)


class WrittenDocument(Value):
    id: DocumentId
    title: Words
    versions: tuple[WrittenVersion, ...] = ()


class WrittenAsk(Value):
    """The same asked of each of these bodies."""

    bodies: tuple[BodyId, ...] = Field(min_length=1)
    ask: Ask
    required: bool = True
    by: Procedure = Procedure.MEETING
    through: BodyId | SeatId | None = None


class WrittenStage(Value):
    id: Slug
    title: Words
    asks: tuple[WrittenAsk, ...] = Field(min_length=1)


class WrittenRoute(Value):
    owner: BodyId
    policy: str = ""
    protocol: AmendmentProtocol | None = None
    stages: tuple[WrittenStage, ...] = Field(min_length=1)


class WrittenMatter(Value):
    id: MatterId
    title: Words
    short: Words
    document: DocumentId
    sponsor: PersonId
    route: WrittenRoute
    publication: PublicationPlan | None = None


class WrittenPerson(Value):
    id: PersonId
    name: Words
    address: Address


class SeatHolders(Value):
    """How a person is called who holds a seat, or keeps a body's minutes, and is not listed by name."""

    name: Words
    address: Words

    @model_validator(mode="after")
    def _uses_only_what_is_known(self) -> Self:
        known = dict.fromkeys(("title", "seat", "body", "name", "organisation"), "x")
        try:
            self.name.format_map(known)
            address = self.address.format_map(known)
        except (KeyError, IndexError, ValueError, AttributeError, TypeError):
            raise ValueError("in braces only {title}, {seat}, {body}, {name} or {organisation}") from None
        if not re.fullmatch(ADDRESS, address):
            raise ValueError("an e-mail address made of {seat}, {body} and {organisation}")
        return self
