"""The real web over a real database and the small partnership, asked without a network."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from a_partnership import APPROVAL, MATTER, PROGRAMME, SECRETARY, SPONSOR, a_partnership
from httpx2 import ASGITransport, AsyncClient, Response
from sqlalchemy import Connection, select
from starlette.types import ASGIApp

from config.settings import Settings, secret_of
from models.acts import Sent
from models.commands import Command, OpenStage
from models.events import By
from models.letters import LetterKind
from models.programme import Loaded
from models.sign_off import SignOff
from models.tables.outbox import letters
from models.values import Channel, Instant, ProgrammeId
from services import matters, programmes
from services.acting import Caller, House
from services.running import Running
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from storage.links import Link, LinkMaker, hash_of_token, keep_link
from storage.register import number_of, state_of
from web.app import create_app
from web.limits import Limits

BEGINS = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
"""A Thursday in office hours, so that letters leave at once; it closes on Thursday 16 April at 17:00."""

BASE = "http://127.0.0.1:8000"


class NobodyHears(Running):
    """People act while Temporal is down: nobody is there to be nudged."""

    def __init__(self) -> None:
        self.nudged: list[ProgrammeId] = []

    def nudge_soon(self, programme: ProgrammeId) -> None:
        self.nudged.append(programme)

    async def close(self) -> None:
        pass


@dataclass
class AWeb:
    settings: Settings
    database: Database
    house: House
    app: ASGIApp

    @asynccontextmanager
    async def browser(self, base: str = BASE) -> AsyncIterator[AsyncClient]:
        """One browser with its own cookies. It follows no redirect by itself."""
        transport = ASGITransport(app=self.app, raise_app_exceptions=False)
        async with AsyncClient(transport=transport, base_url=base) as client:
            yield client

    async def link(self, person: str, version: str = "") -> str:
        """The path of the link in the first letter that asked this person for an answer, to one version if
        said.
        """
        maker = LinkMaker(self.settings.base_url, secret_of(self.settings))
        token = await self.database.write(keep_link_of, person, maker, await self.house.clock.now(), version)
        return f"/s/{token}"

    async def head(self) -> int:
        """The number of the ledger's last line."""
        return await self.database.read(number_of, PROGRAMME)

    async def do(self, stream: str, command: Command, happened: datetime | None = None) -> None:
        """What a workflow would do."""
        sent = Sent(id=f"{stream} {command.model_dump_json()}", happened=happened)
        acted = await self.house.ledger.act(PROGRAMME, stream, command, sent)
        assert acted.accepted, acted.code

    async def sign_off(self, stream: str) -> SignOff:
        state = await self.database.read(state_of, stream)
        assert isinstance(state, SignOff)
        return state

    async def clock_shows(self, at: datetime) -> None:
        await programmes.set_clock(self.house, PROGRAMME, at, by(SECRETARY, f"clock {at}"))


def keep_link_of(
    connection: Connection, person: str, maker: LinkMaker, now: Instant, version: str = ""
) -> str:
    """What the postman does when that letter leaves: the token, whose hash is kept."""
    asks = (LetterKind.SIGN_OFF_REQUEST, LetterKind.DEPUTY_ASKED)
    found = select(letters).where(letters.c.recipient == person, letters.c.kind.in_(asks))
    found = found.where(letters.c.stream.endswith(f"/{version}")) if version else found
    row = connection.execute(found.order_by(letters.c.number)).first()
    assert row is not None, f"{person} was not asked"
    token = maker.token(row.id)
    link = Link(
        token_hash=hash_of_token(token),
        programme=row.programme,
        stream=row.stream,
        seat=row.seat,
        person=person,
        letter=row.id,
    )
    keep_link(connection, link, now)
    return token


def by(person: str, key: str) -> Caller:
    return Caller(By(person=person, channel=Channel.COMMAND), key)


async def a_web(
    folder: Path,
    database: Database,
    loaded: Loaded | None = None,
    limits: Limits | None = None,
    base_url: str = BASE,
) -> AWeb:
    """Up, with one matter open and its board asked."""
    settings = Settings(var=folder, base_url=base_url, production=False)
    clock = RealClock()
    house = House(database, Ledger(database, clock), clock, NobodyHears())
    web = AWeb(settings, database, house, create_app(settings, house, limits))
    await programmes.load(house, loaded or a_partnership(), by(SECRETARY, "load"))
    await web.clock_shows(BEGINS)
    await matters.open_matter(house, PROGRAMME, MATTER, "1.0", by(SPONSOR, "open"))
    await web.do(APPROVAL, OpenStage(stage="board"))
    return web


# --- what a browser does ------------------------------------------------------------------


async def come_by(client: AsyncClient, link: str) -> Response:
    """Follow the link of a letter to the page it leads to."""
    opened = await client.get(link)
    assert opened.status_code == 303, opened.text
    return await client.get(opened.headers["location"])


async def look(client: AsyncClient, way: str = "") -> Response:
    """A page of the letter opened last."""
    own = await client.get("/sign-off")
    return await client.get(own.headers["location"] + way) if own.status_code == 303 else own


def own(page: Response) -> str:
    """The address of the request that a page is about."""
    found = re.match(r"/sign-off/[0-9a-f]{10}", page.url.path)
    assert found, page.url
    return found[0]


def form_in(page: Response, way: str = "") -> dict[str, str]:
    """The hidden fields of one form of a page."""
    action = own(page) + way
    found = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page.text, re.DOTALL)
    assert found, f"no form to {action} in:\n{page.text}"
    return dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', found[0]))


async def press(client: AsyncClient, page: Response, way: str = "", **typed: str) -> Response:
    return await client.post(own(page) + way, data=form_in(page, way) | typed)


async def receipt_of(client: AsyncClient, pressed: Response) -> Response:
    assert pressed.status_code == 303, pressed.text
    return await client.get(pressed.headers["location"])
