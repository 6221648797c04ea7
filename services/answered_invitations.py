"""What follows from an answer to an invitation: attendance to be expected, and never a sign-off."""

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
from services.meetings import give_apologies
from storage.letters_returned import addressed
from storage.register import definition_in_force, person_of, state_of

log = structlog.get_logger()


async def follow_reply(house: House, letter: str, reply: Reply) -> bool | None:
    """True where apologies are on the record by it now, False where they were or nothing is to be entered,
    None where it answers nothing that stands: another's letter, another meeting, a day since changed.
    """
    to = await house.database.read(addressed, letter)
    meeting = await house.database.read(state_of, to.stream)
    person = await house.database.read(person_of, to.programme, to.recipient)
    if not isinstance(meeting, Meeting) or person is None or reply.says is None:
        return None
    is_theirs = reply.attendee.casefold() == person[1].casefold()
    is_of_it = reply.uid == uid_of(to.programme, meeting.meeting)
    if not (is_theirs and is_of_it and meeting.is_to_come and reply.sequence == meeting.times_moved):
        return None
    log.info("invitation.answered", letter=letter, said=reply.says.value)
    if reply.says is not Says.DECLINED:
        return False
    definition = await house.database.read(definition_in_force, to.programme)
    news = False
    for seat, secretary in _seats(definition, meeting, to.recipient):
        by = By(person=secretary, channel=Channel.MAIL, assurance=Assurance.LINK)
        caller = Caller(by=by, key=f"reply {letter}")
        acted = await give_apologies(house, to.programme, caller, meeting=meeting.meeting, seat=seat)
        news = news or (acted.accepted and not acted.already)
    return news


def _seats(definition: Definition, meeting: Meeting, person: PersonId) -> list[tuple[SeatId, PersonId]]:
    """Those this person holds in the bodies that meet, on the day, each with its body's secretary."""
    bodies = (body for each in meeting.bodies if (body := definition.body(each)))
    return [
        (seat.id, body.secretary)
        for body in bodies
        for seat in body.seats_on(london_day(meeting.starts))
        if seat.held_by == person
    ]
