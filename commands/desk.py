"""Where a command sits down to work: the house opened, the programme chosen, the person known."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import typer

from config.settings import Settings
from models.errors import NotFound, NotPermitted
from models.events import By
from models.programme import Definition
from models.values import Assurance, Channel, Instant, PersonId, ProgrammeId
from services import overview, programmes
from services.access import offices
from services.acting import Caller, House
from services.opening import opened
from services.reported import reported_at

T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    """One programme, as one command sees it."""

    house: House
    definition: Definition
    shows: Instant
    """What the programme's clock showed when the command sat down."""

    @property
    def programme(self) -> ProgrammeId:
        return self.definition.id

    def caller(self, person: PersonId | None, key: str | None, happened: date | None = None) -> Caller:
        """`happened` is a day, or a day and an hour, when what is reported took place before now."""
        moment = reported_at(happened, self.shows) if happened else None
        return caller(self.definition, person, key, moment)


def caller(
    definition: Definition, person: PersonId | None, key: str | None, happened: Instant | None = None
) -> Caller:
    """Whoever acts: the partnership's secretariat unless another office, a sponsor or a body's secretary
    is named; what each may act on, the services judge. They reached this machine's command line, so
    they have signed in to it.
    """
    acting = person or definition.secretariat
    if acting not in offices(definition):
        raise NotPermitted(
            "not-an-office", f"{acting} is no office, sponsor or secretary of {definition.name}."
        )
    by = By(person=acting, channel=Channel.COMMAND, assurance=Assurance.SIGNED_IN)
    return Caller(by=by, key=key or secrets.token_hex(16), happened=happened)


def in_the_house(settings: Settings, work: Callable[[House], Awaitable[T]]) -> T:
    """Do the work and close up; what cannot be done ends as one of our errors."""

    async def run() -> T:
        async with _open(settings) as house:
            return await work(house)

    return asyncio.run(run())


def at_the_desk(settings: Settings, programme: ProgrammeId | None, work: Callable[[Desk], Awaitable[T]]) -> T:
    """The same, for one programme: the one named, or the only one loaded."""

    async def run(house: House) -> T:
        chosen = await _chosen(house, programme)
        definition = await programmes.in_force(house, chosen)
        return await work(Desk(house, definition, (await overview.clock(house, chosen)).shows))

    return in_the_house(settings, run)


@asynccontextmanager
async def _open(settings: Settings) -> AsyncIterator[House]:
    async with opened(
        settings.database_url, settings.temporal_address, settings.temporal_namespace, settings.task_queue
    ) as house:
        yield house


async def _chosen(house: House, asked: ProgrammeId | None) -> ProgrammeId:
    loaded = await overview.programmes(house)
    if not loaded:
        raise NotFound("no-programme", "No programme is loaded yet. Load one with: quorate load DIR")
    if asked is None and len(loaded) > 1:
        raise typer.BadParameter(
            f"several are loaded, name one of {', '.join(loaded)}", param_hint="--programme"
        )
    if asked is not None and asked not in loaded:
        raise NotFound("unknown-programme", f"No programme {asked} is loaded; there is {', '.join(loaded)}.")
    return asked or loaded[0]
