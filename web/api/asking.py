"""Who calls, under which key, and what a call that changes something is answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Header, Path, Query
from starlette.requests import Request

from models.acts import Acted
from models.events import By
from models.listings import LetterStatus
from models.values import (
    BodyId,
    Instant,
    MatterId,
    MeetingId,
    ObligationId,
    PersonId,
    ProgrammeId,
    Sha256,
    Slug,
    Stream,
    Value,
)
from services.access import office
from services.acting import Caller, House
from services.bodies import asked
from services.reading import definition_planning
from services.record_telling import Told
from web import errors
from web.given import address_of, given

Person = Annotated[
    PersonId,
    Header(
        alias="Quorate-Person",
        description="The office or secretary you act for, by its id. Nothing proves it yet.",
    ),
]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="Your own name for this call. Sent again with the same content it is one act; with "
        "other content it is another.",
    ),
]
Programme = Annotated[ProgrammeId, Path()]
Matter = Annotated[MatterId, Path()]
Body = Annotated[BodyId, Path()]
Meeting = Annotated[MeetingId, Path()]
Obligation = Annotated[ObligationId, Path()]
Numbered = Annotated[Slug, Path()]
"""The id of a concern, such as `c1`, or of a request for papers, such as `p1`."""

Limit = Annotated[int, Query(ge=1, le=500, description="At most so many on one page.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="Leave out so many; a page says the next.")]
Before = Annotated[Sha256 | None, Query(description="Older ones than this letter; a page says the next.")]
WithStatus = Annotated[
    LetterStatus | None, Query(description="Only letters of which this became; all if not said.")
]
DryRun = Annotated[
    bool, Query(description="Only say what would be recorded: nothing is written, not even a refusal.")
]

T = TypeVar("T")


class Done(Value):
    """What an accepted act came to. `number` is the last line it wrote, or the head of the ledger."""

    number: int
    already: bool
    """Whether it was so before: a call repeated, or nothing left to do."""


class Made(Done):
    """What it made has an id of its own, to answer, send or withdraw it by."""

    made: Slug | None


@dataclass(frozen=True)
class OnProgramme:
    """A call about one programme, by an office of it."""

    house: House
    programme: ProgrammeId
    by: By


@dataclass(frozen=True)
class OnMatter(OnProgramme):
    """A call about one matter, by an office of the programme it is opened or planned in."""

    matter: MatterId


@dataclass(frozen=True)
class OnBody(OnMatter):
    """A call about what one body is asked last."""

    stream: Stream


async def on_programme(request: Request, programme: Programme, person: Person) -> OnProgramme:
    house = given(request).house
    return OnProgramme(house, programme, await office(house, programme, person))


async def on_matter(request: Request, matter: Matter, person: Person) -> OnMatter:
    house = given(request).house
    programme = await definition_planning(house, matter)
    return OnMatter(house, programme, await office(house, programme, person), matter)


async def on_body(on: Annotated[OnMatter, Depends(on_matter)], body: Body) -> OnBody:
    _, stream = await asked(on.house, on.matter, body)
    return OnBody(on.house, on.programme, on.by, on.matter, stream)


ForProgramme = Annotated[OnProgramme, Depends(on_programme)]
ForMatter = Annotated[OnMatter, Depends(on_matter)]
ForBody = Annotated[OnBody, Depends(on_body)]


async def limited(request: Request) -> None:
    given(request).limits.take("calls_by_address", address_of(request))


def caller(by: By, key: str, happened: Instant | None) -> Caller:
    """The key belongs to whoever sent it, so that two offices never share one."""
    return Caller(by, f"{by.person} {key}", happened)


def done(acted: Acted) -> Done:
    """Raises Refusal, which answers 409, for what a rule refused."""
    if not acted.accepted:
        raise errors.Refusal(errors.refused_by_rule(acted.code, acted.words))
    return Done(number=acted.number, already=acted.already)


def made(acted: Acted) -> Made:
    """Raises Refusal as `done` does."""
    return Made(**done(acted).model_dump(), made=acted.made)


def told(told: Told) -> Told:
    """Raises Refusal as `done` does."""
    if not told.accepted:
        raise errors.Refusal(errors.refused_by_rule(told.code, told.words))
    return told


def page_of(every: Sequence[T], offset: int, limit: int) -> tuple[tuple[T, ...], int | None]:
    """One page, and the offset of the next; None when there is none."""
    end = offset + limit
    return tuple(every[offset:end]), end if end < len(every) else None
