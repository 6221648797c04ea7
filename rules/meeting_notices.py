"""Who is told of what becomes of a meeting."""

from collections.abc import Iterable

from models.events import Recorded
from models.letters import LetterKind
from models.meeting_events import (
    ApologiesGiven,
    ApologiesWithdrawn,
    ItemRefused,
    MeetingCalled,
    MembersChanged,
    MinutesChased,
)
from models.values import BodyId
from rules.addressees import deciding_in, meeting_on
from rules.known import Known
from rules.notice import Notice, Notices, to_each


def called(known: Known, _: Recorded, event: MeetingCalled) -> Notices:
    """Members know the calendar; of a meeting called beside it they are given notice."""
    return () if event.from_calendar else _to_members(known, event.bodies, LetterKind.MEETING_NOTICE)


def members_changed(_: Known, __: Recorded, event: MembersChanged) -> Notices:
    invited = to_each(LetterKind.MEETING_NOTICE, event.invited)
    return (*invited, *to_each(LetterKind.MEETING_RELEASED, event.released))


def papers_issued(known: Known, line: Recorded, _: object) -> Notices:
    bodies = deciding_in(meeting_on(known, line.stream))
    return _to_members(known, bodies, LetterKind.PAPERS_ISSUED)


def changed(known: Known, line: Recorded, _: object) -> Notices:
    return _to_members(known, meeting_on(known, line.stream).bodies, LetterKind.MEETING_CHANGED)


def chased(known: Known, line: Recorded, _: object) -> Notices:
    bodies = deciding_in(meeting_on(known, line.stream))
    return tuple(Notice(kind=LetterKind.TASK, to=known.body(body).secretary) for body in bodies)


def minutes_chased(known: Known, line: Recorded, event: MinutesChased) -> Notices:
    if event.sitting is None:
        return chased(known, line, event)
    agenda = meeting_on(known, line.stream).sittings[event.sitting - 1].agenda
    bodies = dict.fromkeys(body for bodies in agenda.values() for body in bodies)
    return tuple(Notice(kind=LetterKind.TASK, to=known.body(body).secretary) for body in bodies)


def papers_late(known: Known, line: Recorded, late: object) -> Notices:
    to_secretariat = Notice(kind=LetterKind.TASK, to=known.definition.secretariat)
    return (*chased(known, line, late), to_secretariat)


def apologies(known: Known, _: Recorded, given: ApologiesGiven) -> Notices:
    if not given.missing and not given.items:
        return ()
    return (Notice(kind=LetterKind.TASK, to=known.body(given.seat.split("/")[0]).secretary),)


def apologies_withdrawn(known: Known, _: Recorded, withdrawn: ApologiesWithdrawn) -> Notices:
    """Who was told of a quorum in danger hears what is left of the danger."""
    secretary = known.body(withdrawn.seat.split("/")[0]).secretary
    if withdrawn.restored:
        return (Notice(kind=LetterKind.QUORUM_EXPECTED, to=secretary),)
    if not withdrawn.missing and not withdrawn.items:
        return ()
    return (Notice(kind=LetterKind.TASK, to=secretary),)


def item_refused(known: Known, _: Recorded, item: ItemRefused) -> Notices:
    return (Notice(kind=LetterKind.TASK, to=known.body(item.body).secretary),)


def _to_members(known: Known, bodies: Iterable[BodyId], kind: LetterKind) -> Notices:
    """One letter for each person, though one may sit in two bodies of a meeting in common."""
    return to_each(kind, (seat.held_by for body in bodies for seat in known.body(body).seats_on(known.today)))
