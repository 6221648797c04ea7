"""Links that stop letters which only inform: one to a person, kept only as a hash, in each such letter."""

from datetime import timedelta

from sqlalchemy import Connection, insert, select, update

from models.tables.partnership import links
from models.values import Instant, PersonId, ProgrammeId, Value, digest_of
from storage.links import LinkMaker, hash_of_token

UNSUBSCRIBE = "unsubscribe"
LIFETIME = timedelta(days=800)
"""Counted anew from each letter that carries it: somebody may press the button of an old one."""


class Reader(Value):
    """Whose letters a token stops, and of which programme."""

    programme: ProgrammeId
    person: PersonId


def unsubscribe_link(connection: Connection, reader: Reader, maker: LinkMaker, now: Instant) -> str:
    """For one reader always the same: which letter it is in tells nothing of what they want."""
    name = digest_of(UNSUBSCRIBE, reader.programme, reader.person)
    token = maker.token(name)
    kept = links.c.token_hash == hash_of_token(token)
    if not connection.execute(update(links).where(kept).values(expires=now + LIFETIME)).rowcount:
        blank = {"stream": "", "seat": "", "letter": name}
        hashed = {"token_hash": hash_of_token(token), "expires": now + LIFETIME}
        connection.execute(
            insert(links).values(purpose=UNSUBSCRIBE, **hashed, **reader.model_dump(), **blank)
        )
    return f"{maker.base_url}/unsubscribe/{token}"


def reader_of_token(connection: Connection, token_hash: str, now: Instant) -> Reader | None:
    """None for a token that is unknown, expired or for anything else."""
    found = select(links.c.programme, links.c.person).where(
        links.c.token_hash == token_hash,
        links.c.purpose == UNSUBSCRIBE,
        links.c.expires > now,
        links.c.revoked.is_(None),
    )
    row = connection.execute(found).one_or_none()
    return None if row is None else Reader(programme=row.programme, person=row.person)
