"""Which meetings to come are not expected to be able to decide, as the register has it."""

from sqlalchemy import Connection

from models.meeting import Expected, Meeting
from models.quorum_expected import QuorumExpected
from models.values import Instant, MeetingId, ProgrammeId
from rules.expecting import expected
from rules.quorum_expected import quorum_expected
from storage.register import known_at, offset_of


def expected_at(
    connection: Connection, programme: ProgrammeId, now: Instant, meetings: tuple[Meeting, ...]
) -> dict[MeetingId, tuple[Expected, ...]]:
    """Of those that have not begun; `now` is the machine's clock."""
    known = known_at(connection, programme, now + offset_of(connection, programme))
    ahead = (each for each in meetings if each.is_to_come and each.starts > known.at)
    return {each.meeting: expected(known, each) for each in ahead}


def quorums_at(
    connection: Connection, programme: ProgrammeId, now: Instant, meetings: tuple[Meeting, ...]
) -> dict[MeetingId, tuple[QuorumExpected, ...]]:
    """Of each, also of one that is only in the calendar and has nothing on it yet."""
    known = known_at(connection, programme, now + offset_of(connection, programme))
    return {each.meeting: quorum_expected(known, each) for each in meetings}
