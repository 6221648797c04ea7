"""Links in letters: 256 bits each, made from the letter's id, kept only as a hash."""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Connection, bindparam, insert, select, update

from models.tables.partnership import links, sessions
from models.values import Instant, PersonId, ProgrammeId, SeatId, Stream, Value, digest_of

SIGN_OFF = "sign-off"

LIFETIME = timedelta(days=120)
"""A link outlives its request, so that the page can say what became of it; it decides nothing then."""

MARK = 10
"""Letters of a request's mark: enough to tell apart the few requests one browser has open."""

IDLE = timedelta(hours=12)


class Link(Value):
    """One request for one person: what a token opens, and nothing else."""

    token_hash: str
    programme: ProgrammeId
    stream: Stream
    seat: SeatId
    person: PersonId
    letter: str

    @property
    def mark(self) -> str:
        """Names the request in the addresses of its pages. No secret: it opens nothing by itself."""
        return digest_of(self.stream, self.seat, self.person)[:MARK]


@dataclass(frozen=True)
class LinkMaker:
    """A letter sent twice carries the same link, so the token is derived and never drawn."""

    base_url: str
    secret: bytes = field(repr=False)

    def token(self, letter: str) -> str:
        digest = hmac.new(self.secret, f"link {letter}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def url(self, letter: str) -> str:
        return f"{self.base_url}/s/{self.token(letter)}"


def hash_of_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def keep_link(connection: Connection, link: Link, now: Instant) -> None:
    """Idempotent: the letter is the key."""
    if connection.scalar(select(links.c.token_hash).where(links.c.token_hash == link.token_hash)):
        return
    connection.execute(insert(links).values(purpose=SIGN_OFF, expires=now + LIFETIME, **link.model_dump()))


STANDS = (links.c.purpose == SIGN_OFF) & (links.c.expires > bindparam("now")) & links.c.revoked.is_(None)
"""Whether it is a link to a sign-off that opens anything `now`."""


def link_of_token(connection: Connection, token_hash: str, now: Instant) -> Link | None:
    """What the token opens, while it stands."""
    found = select(links).where(links.c.token_hash == token_hash, STANDS)
    row = connection.execute(found, {"now": now}).one_or_none()
    return None if row is None else Link.model_validate(row._mapping)  # noqa: SLF001  the row's public mapping


def begin_session(connection: Connection, session_hash: str, token_hash: str, now: Instant) -> None:
    connection.execute(
        insert(sessions).values(session_hash=session_hash, token_hash=token_hash, started=now, seen=now)
    )


def touch_session(connection: Connection, session_hash: str, now: Instant) -> None:
    connection.execute(update(sessions).where(sessions.c.session_hash == session_hash).values(seen=now))
