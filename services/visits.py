"""Opening the link of a letter: from a token to a visit, and from the visit to what it is for."""

import hashlib
import secrets
from datetime import timedelta

from pydantic import Field

from models.values import Value
from services.house import House
from storage.links import Link, hash_of_token, link_of_token, touch_session
from storage.visits import begin_visit, visit_found

LONGEST_TOKEN = 100
SEEN_AGAIN_AFTER = timedelta(minutes=10)
"""A visit is noted as still going on no more often than this, so that reading hardly writes."""


class Visit(Value):
    """One browser that came by one link. `session` is its secret, kept by the browser alone."""

    link: Link
    session: str = Field(repr=False)


async def open_link(house: House, token: str) -> Visit | None:
    """A new visit; None when the link is unknown, expired or revoked. Nothing is spent:
    the link opens as often as it is followed, by whoever's software follows it first.
    """
    if len(token) > LONGEST_TOKEN:
        return None
    now, token_hash = await house.clock.now(), hash_of_token(token)
    link = await house.database.read(link_of_token, token_hash, now)
    if link is None:
        return None
    session = secrets.token_urlsafe(32)
    await house.database.write(begin_visit, _hash(session), token_hash, now)
    return Visit(link=link, session=session)


async def visit_of(house: House, session: str) -> Visit | None:
    """What this browser came for; None when it never came, stayed away too long or left."""
    if not session or len(session) > LONGEST_TOKEN:
        return None
    now = await house.clock.now()
    found = await house.database.read(visit_found, _hash(session), now)
    if found is None:
        return None
    if found.seen < now - SEEN_AGAIN_AFTER:
        await house.database.write(touch_session, _hash(session), now)
    return Visit(link=found.link, session=session)


def _hash(session: str) -> str:
    return hashlib.sha256(f"session {session}".encode()).hexdigest()
