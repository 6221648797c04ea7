"""What follows from an answer to an invitation: attendance to be expected, and never a sign-off."""

from enum import StrEnum

import structlog

from models.events import By
from models.icalendar import uid_of
from models.meeting import Meeting
from models.programme import Definition
from models.values import Assurance, Channel, PersonId, SeatId
from rules.calendar import london_day
from services.acting import Caller
from services.house import House
from services.invitation_replies import Reply, Says
from services.meetings import give_apologies, withdraw_apologies
from storage.letters_returned import addressed
from storage.lines import apologies_by
from storage.register import person_of, seated_definition, state_of

log = structlog.get_logger()


class Followed(StrEnum):
    """What became of an answer."""

    APOLOGIES = "apologies"
    COMING = "coming"
    """They had declined, and come after all."""
    UNCHANGED = "unchanged"
    """It is so already, or nothing is to be entered."""
    OVERTAKEN = "overtaken"
    """It answers nothing that stands: another's letter, another meeting, a day since changed."""


async def follow_reply(house: House, letter: str, reply: Reply) -> Followed:
    """Declined is apologies; accepted takes those back that an earlier answer was."""
    to = await house.database.read(addressed, letter)
    meeting = await house.database.read(state_of, to.stream)
    person = await house.database.read(person_of, to.programme, to.recipient)
    if not isinstance(meeting, Meeting) or person is None or reply.says is None:
        return Followed.OVERTAKEN
    is_theirs = reply.attendee.casefold() == person[1].casefold()
    is_of_it = reply.uid == uid_of(to.programme, meeting.meeting)
    if not (is_theirs and is_of_it and meeting.is_to_come and reply.sequence == meeting.times_moved):
        return Followed.OVERTAKEN
    log.info("invitation.answered", letter=letter, said=reply.says.value)
    if reply.says is Says.TENTATIVE:
        return Followed.UNCHANGED
    declined = reply.says is Says.DECLINED
    definition = await house.database.read(seated_definition, to.programme)
    news = False
    for seat, secretary in _seats(definition, meeting, to.recipient):
        by = By(person=secretary, channel=Channel.MAIL, assurance=Assurance.LINK)
        caller = Caller(by=by, key=f"reply {letter} {reply.stamp}".strip())
        if declined:
            acted = await give_apologies(house, to.programme, caller, meeting=meeting.meeting, seat=seat)
        elif await _declined_before(house, meeting, seat):
            acted = await withdraw_apologies(house, to.programme, caller, meeting=meeting.meeting, seat=seat)
        else:
            continue
        news = news or (acted.accepted and not acted.already)
    if not news:
        return Followed.UNCHANGED
    return Followed.APOLOGIES if declined else Followed.COMING


async def _declined_before(house: House, meeting: Meeting, seat: SeatId) -> bool:
    """What somebody told their secretary is for the secretary to take back, and for no diary."""
    given = await house.database.read(apologies_by, meeting.stream, seat)
    return seat in meeting.apologies and given is Channel.MAIL


def _seats(definition: Definition, meeting: Meeting, person: PersonId) -> list[tuple[SeatId, PersonId]]:
    """Those this person holds in the bodies that meet, on the day, each with its body's secretary."""
    bodies = (body for each in meeting.bodies if (body := definition.body(each)))
    return [
        (seat.id, body.secretary)
        for body in bodies
        for seat in body.seats_on(london_day(meeting.starts))
        if seat.held_by == person
    ]
