"""Links to subscribed calendars: one to a person, kept only as a hash, good until it is revoked."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from models.programme import Definition
from models.tables.partnership import links
from models.values import BodyId, Instant, PersonId, ProgrammeId, Value, digest_of
from rules.calendar import london_day
from storage.links import LinkMaker, hash_of_token

CALENDAR = "calendar"
LIFETIME = timedelta(days=800)
"""Counted anew from each letter that carries it: a calendar nobody is written to about closes by itself."""


class CalendarLink(Value):
    """Whose meetings a token shows."""

    programme: ProgrammeId
    person: PersonId


def calendar_link(
    connection: Connection, programme: ProgrammeId, person: PersonId, maker: LinkMaker, now: Instant
) -> str:
    """The address that stands for this person; each revoked one makes the next another."""
    revoked = select(func.count()).select_from(links).where(*_of(programme, person))
    turn = connection.scalar(revoked.where(links.c.revoked.is_not(None)))
    name = digest_of(CALENDAR, programme, person, str(turn))
    token = maker.token(name)
    kept = links.c.token_hash == hash_of_token(token)
    if connection.scalar(select(links.c.token_hash).where(kept)):
        connection.execute(update(links).where(kept).values(expires=now + LIFETIME))
    else:
        blank = {"stream": "", "seat": "", "letter": name}
        whose = {"purpose": CALENDAR, "programme": programme, "person": person}
        hashed = {"token_hash": hash_of_token(token), "expires": now + LIFETIME}
        connection.execute(insert(links).values(**hashed, **whose, **blank))
    return f"{maker.base_url}/calendar/{token}.ics"


def calendar_of_token(connection: Connection, token_hash: str, now: Instant) -> CalendarLink | None:
    """None for a token that is unknown, revoked, expired or for anything else."""
    found = select(links.c.programme, links.c.person).where(
        links.c.token_hash == token_hash,
        links.c.purpose == CALENDAR,
        links.c.expires > now,
        links.c.revoked.is_(None),
    )
    row = connection.execute(found).one_or_none()
    return None if row is None else CalendarLink(programme=row.programme, person=row.person)


def revoke_calendar(connection: Connection, programme: ProgrammeId, person: PersonId, now: Instant) -> bool:
    """Whether there was one to revoke."""
    standing = update(links).where(*_of(programme, person), links.c.revoked.is_(None))
    return connection.execute(standing.values(revoked=now)).rowcount > 0


def holds_a_seat(seated: Definition, person: PersonId, bodies: Iterable[BodyId], starts: Instant) -> bool:
    """Whether the person sits on one of the bodies on the day of the meeting."""
    day, wanted = london_day(starts), set(bodies)
    return any(
        seat.held_by == person for body in seated.bodies if body.id in wanted for seat in body.seats_on(day)
    )


def _of(programme: ProgrammeId, person: PersonId) -> tuple[ColumnElement[bool], ...]:
    return (links.c.purpose == CALENDAR, links.c.programme == programme, links.c.person == person)
