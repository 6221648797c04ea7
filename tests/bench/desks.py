"""Callers that cost next to nothing themselves: one connection each, requests prepared beforehand."""

import asyncio
import secrets
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from a_partnership import CONTENT
from sqlalchemy import Connection, select

from config.settings import Settings, secret_of
from models.letters import LetterKind
from models.tables.outbox import letters
from models.values import Instant, MatterId
from services.visits import _hash as hash_of_session
from storage.links import Link, LinkMaker, hash_of_token, keep_link
from storage.visits import begin_visit
from tests.faults.a_stack import Stack
from web.pages.requests import SIGN_OFF, at
from web.security import form_token

DONE = b"HTTP/1.1 303"


@dataclass(frozen=True)
class Measured:
    """Answers a second, and how long each took, in milliseconds."""

    callers: int
    seconds: float
    took: Sequence[float]

    @property
    def rate(self) -> float:
        return len(self.took) / self.seconds

    @property
    def median(self) -> float:
        return statistics.median(self.took)

    @property
    def p99(self) -> float:
        return sorted(self.took)[int(len(self.took) * 0.99) - 1]

    @property
    def longest(self) -> float:
        return max(self.took)


async def presses(stack: Stack, matter: MatterId) -> list[bytes]:
    """One for each member asked: the link of the letter opened, the form filled in, nothing sent."""
    maker = LinkMaker(stack.settings.base_url, secret_of(stack.settings))
    now = await stack.house.clock.now()
    opened = await stack.house.database.write(_open_links, matter, maker, now)
    return [_press(stack.settings, at(mark), session) for mark, session in opened]


def _open_links(
    connection: Connection, matter: MatterId, maker: LinkMaker, now: Instant
) -> list[tuple[str, str]]:
    """The mark of each request and the secret of the visit that came for it."""
    found = select(letters).where(
        letters.c.subject == matter,
        letters.c.kind == LetterKind.SIGN_OFF_REQUEST,
        letters.c.seat.is_not(None),
    )
    visits = []
    for row in connection.execute(found.order_by(letters.c.seat)).all():
        token_hash = hash_of_token(maker.token(row.id))
        link = Link(
            token_hash=token_hash,
            programme=row.programme,
            stream=row.stream,
            seat=row.seat,
            person=row.recipient,
            letter=row.id,
        )
        keep_link(connection, link, now)
        session = secrets.token_urlsafe(32)
        begin_visit(connection, hash_of_session(session), token_hash, now)
        visits.append((link.mark, session))
    return visits


def some_presses(settings: Settings, count: int) -> list[bytes]:
    """Forms of the same size, of visits that never were: for who only writes them down."""
    return [_press(settings, SIGN_OFF, secrets.token_urlsafe(32)) for _ in range(count)]


def _press(settings: Settings, action: str, session: str) -> bytes:
    fields = {
        "form_token": form_token(secret_of(settings), session, action),
        "command_id": secrets.token_hex(16),
        "content_hash": CONTENT,
        "answer": "approve",
    }
    body = urlencode(fields).encode()
    head = (
        f"POST {action} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: quorate={session}\r\n"
        "content-type: application/x-www-form-urlencoded\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def pressed(port: int, callers: int, requests: list[bytes]) -> Measured:
    """All of them, by so many callers side by side. Raises AssertionError unless each was accepted."""
    waiting = iter(requests)
    took: list[float] = []

    async def call(place: int) -> None:
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", port, local_addr=(f"127.0.0.{100 + place}", 0)
        )
        for request in waiting:
            began = time.perf_counter()
            writer.write(request)
            await _accepted(reader)
            took.append((time.perf_counter() - began) * 1000)
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(call(place) for place in range(callers)))
    return Measured(callers, time.perf_counter() - began, took)


async def _accepted(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(DONE), head.decode()
    length = next(
        (
            int(line.split(b":")[1])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length")
        ),
        0,
    )
    await reader.readexactly(length)
