"""A person's meetings as a calendar to subscribe to: its secret link, and what it answers."""

from dataclasses import dataclass
from datetime import timedelta

import structlog

from models.errors import NotFound
from models.icalendar import calendar, event, uid_of
from models.letters import Invitation
from models.meeting import Meeting, MeetingStage
from models.programme import Definition, KnownMeeting
from models.values import BodyId, Instant, PersonId, ProgrammeId, digest_of
from rules.calendar import at_london, london_day
from services.house import House
from storage.calendars import calendar_link, calendar_of_token, holds_a_seat, revoke_calendar
from storage.duties import MeetingsFound, meetings_found
from storage.links import LinkMaker, hash_of_token
from storage.register import offset_of, seated_definition

LONGEST_TOKEN = 100
KEPT_FOR = timedelta(days=30)
"""A meeting stays in the calendar so long after its day."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Subscribed:
    text: str
    tag: str
    """Of what it says and not of when it was asked, so that it changes only with a meeting."""


async def link(house: House, programme: ProgrammeId, person: PersonId, base_url: str, secret: bytes) -> str:
    """The address that stands. Raises NotFound for somebody who holds no seat today."""
    await _must_hold_a_seat(house, programme, person)
    maker = LinkMaker(base_url, secret)
    return await house.database.write(calendar_link, programme, person, maker, await house.clock.now())


async def revoke(house: House, programme: ProgrammeId, person: PersonId) -> bool:
    """Whether there was a link; the next letter about a meeting carries another."""
    is_revoked = await house.database.write(revoke_calendar, programme, person, await house.clock.now())
    log.info("calendar.revoked", person=person, was_there=is_revoked)
    return is_revoked


async def subscribed(house: House, token: str) -> Subscribed | None:
    """All that the person of the token is to sit in; None when it opens no calendar."""
    if len(token) > LONGEST_TOKEN:
        return None
    now = await house.clock.now()
    whose = await house.database.read(calendar_of_token, hash_of_token(token), now)
    if whose is None:
        return None
    found = await house.database.read(meetings_found, whose.programme)
    shows = now + found.offset
    invited = _invitations(found, whose.person, shows - KEPT_FOR)
    lines = (line for each in invited for line in event(each, shows))
    return Subscribed(text=calendar(lines), tag=digest_of(*(each.model_dump_json() for each in invited)))


def _invitations(found: MeetingsFound, person: PersonId, since: Instant) -> list[Invitation]:
    definition = found.definition
    called = {each.meeting for each in found.meetings}
    planned = [each for each in definition.meetings if each.id not in called]
    every = [
        *((each.bodies, _called(found, each)) for each in found.meetings),
        *((each.bodies, _planned(definition, each)) for each in planned),
    ]
    own = [
        invited
        for bodies, invited in every
        if invited.starts >= since and holds_a_seat(definition, person, bodies, invited.starts)
    ]
    return sorted(own, key=lambda each: (each.starts, each.uid))


def _called(found: MeetingsFound, meeting: Meeting) -> Invitation:
    """As the letters have it, so that a diary knows both for one meeting."""
    return Invitation(
        uid=uid_of(found.definition.id, meeting.meeting),
        sequence=meeting.times_moved,
        title=_title(found.definition, meeting.bodies),
        starts=meeting.starts,
        place=found.words.get(meeting.place.digest, "") if meeting.place else "",
        is_cancelled=meeting.stage in {MeetingStage.CANCELLED, MeetingStage.SUSPENDED},
    )


def _planned(definition: Definition, meeting: KnownMeeting) -> Invitation:
    return Invitation(
        uid=uid_of(definition.id, meeting.id),
        sequence=0,
        title=_title(definition, meeting.bodies),
        starts=at_london(meeting.day, meeting.at),
        place=meeting.place,
    )


def _title(definition: Definition, bodies: tuple[BodyId, ...]) -> str:
    known = [body for each in bodies if (body := definition.body(each))]
    names = [body.short for body in known] if len(known) > 1 else [body.name for body in known]
    return f"Meeting of {', '.join(names)}{' in common' if len(names) > 1 else ''}"[:300]


async def _must_hold_a_seat(house: House, programme: ProgrammeId, person: PersonId) -> None:
    definition = await house.database.read(seated_definition, programme)
    today = london_day(await house.clock.now() + await house.database.read(offset_of, programme))
    if not any(seat.held_by == person for body in definition.bodies for seat in body.seats_on(today)):
        raise NotFound("holds-no-seat", f"{person} holds no seat in {definition.name}.")
