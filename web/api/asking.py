"""Who calls, under which key, and what a call that changes something is answered."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Path
from starlette.requests import Request

from models.acts import Acted
from models.events import By
from models.values import BodyId, Instant, MatterId, PersonId, ProgrammeId, Stream, Value
from services.access import office
from services.acting import Caller, House
from services.bodies import asked
from services.reading import definition_planning
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


class Done(Value):
    """What an accepted act came to. `number` is the last line it wrote, or the head of the ledger."""

    number: int
    already: bool
    """Whether it was so before: a call repeated, or nothing left to do."""


@dataclass(frozen=True)
class OnMatter:
    """A call about one matter, by an office of the programme it is opened or planned in."""

    house: House
    programme: ProgrammeId
    matter: MatterId
    by: By


@dataclass(frozen=True)
class OnBody(OnMatter):
    """A call about what one body is asked last."""

    stream: Stream


async def office_of_programme(request: Request, programme: Programme, person: Person) -> By:
    return await office(given(request).house, programme, person)


async def on_matter(request: Request, matter: Matter, person: Person) -> OnMatter:
    house = given(request).house
    programme = await definition_planning(house, matter)
    return OnMatter(house, programme, matter, await office(house, programme, person))


async def on_body(on: Annotated[OnMatter, Depends(on_matter)], body: Body) -> OnBody:
    _, stream = await asked(on.house, on.matter, body)
    return OnBody(on.house, on.programme, on.matter, on.by, stream)


ForProgramme = Annotated[By, Depends(office_of_programme)]
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
