"""State of `meeting/<meeting>`: one meeting of a body, or of several in common."""

from enum import StrEnum

from models.deciding import Attendance
from models.events import Recorded
from models.meeting_events import (
    ApologiesGiven,
    ItemPutOnAgenda,
    ItemTakenOff,
    MeetingAdjourned,
    MeetingCalled,
    MeetingCancelled,
    MeetingHeld,
    MeetingMoved,
    MeetingSuspended,
    MinutesChased,
    PapersChased,
    PapersIssued,
    PapersLate,
    SittingRecorded,
)
from models.values import BodyId, Instant, MatterId, MeetingId, SeatId, Text, Value


class MeetingStage(StrEnum):
    CALLED = "called"
    HELD = "held"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class Sitting(Value):
    """A meeting sits once, or, when it is adjourned, several times, each with those who were there then."""

    starts: Instant
    ended: Instant | None = None
    """When it was adjourned; None for the last."""
    attendance: dict[BodyId, tuple[Attendance, ...]] = {}
    presiding: dict[BodyId, SeatId] = {}
    recorded: Instant | None = None
    """None while nobody has put it on the record."""


class Expected(Value):
    """What a body is expected to lack at a meeting to come, for all its items or for one (G39)."""

    body: BodyId
    matter: MatterId | None = None
    missing: tuple[str, ...]
    words: str


class Meeting(Value):
    meeting: MeetingId
    bodies: tuple[BodyId, ...]
    starts: Instant
    place: Text | None = None
    in_public: bool = False
    papers_due: dict[BodyId, Instant] = {}
    stage: MeetingStage = MeetingStage.CALLED
    was_adjourned: bool = False
    times_moved: int = 0
    """Moved or adjourned; what fell due for the former date is not asked for any more."""
    moved_from: Instant | None = None
    agenda: dict[MatterId, tuple[BodyId, ...]] = {}
    apologies: tuple[SeatId, ...] = ()
    papers_issued: Instant | None = None
    papers_chased: Instant | None = None
    papers_late: Instant | None = None
    minutes_chased: Instant | None = None
    attendance: dict[BodyId, tuple[Attendance, ...]] = {}
    presiding: dict[BodyId, SeatId] = {}
    held: Instant | None = None
    recorded: Instant | None = None
    sittings: tuple[Sitting, ...] = ()
    """Those it was adjourned from, and the last once it is on the record."""

    @property
    def stream(self) -> str:
        return f"meeting/{self.meeting}"

    @property
    def is_to_come(self) -> bool:
        return self.stage is MeetingStage.CALLED

    @property
    def awaits_papers(self) -> bool:
        """A meeting that was adjourned had its papers, or went without; none are owed when it goes on."""
        return self.papers_issued is None and not self.was_adjourned

    def papers_late_for(self, at: Instant) -> tuple[BodyId, ...]:
        """The bodies by whose rules the papers went out too late, or should be out by then and are not."""
        is_owed = self.is_to_come and self.awaits_papers and bool(self.agenda)
        out = self.papers_issued or (at if is_owed else None)
        return tuple(body for body, due in self.papers_due.items() if out is not None and out >= due)


def fold(state: Meeting | None, line: Recorded) -> Meeting:
    event = line.event
    if isinstance(event, MeetingCalled):
        if state is not None:
            raise LookupError(line.stream)
        return Meeting(**event.model_dump(exclude={"kind", "from_calendar"}))
    if state is None:
        raise LookupError(line.stream)
    return state.model_copy(update=_changes(state, line))


def _changes(state: Meeting, line: Recorded) -> dict[str, object]:
    match line.event:
        case ItemPutOnAgenda(matter=matter, bodies=bodies):
            listed = state.agenda.get(matter, ())
            together = (*listed, *(body for body in bodies if body not in listed))
            return {"agenda": {**state.agenda, matter: together}}
        case ItemTakenOff() as taken:
            return {"agenda": _without(state.agenda, taken)}
        case PapersIssued():
            return {"papers_issued": line.happened}
        case PapersChased(due=due):
            return {"papers_chased": due}
        case PapersLate(due=due):
            return {"papers_late": due}
        case MinutesChased(due=due):
            return {"minutes_chased": due}
        case ApologiesGiven(seat=seat):
            return {"apologies": (*state.apologies, seat)}
        case _:
            return _turns(state, line)


def _without(
    agenda: dict[MatterId, tuple[BodyId, ...]], taken: ItemTakenOff
) -> dict[MatterId, tuple[BodyId, ...]]:
    left = tuple(body for body in agenda.get(taken.matter, ()) if body not in taken.bodies)
    others = {matter: bodies for matter, bodies in agenda.items() if matter != taken.matter}
    return {**others, taken.matter: left} if left else others


def _turns(state: Meeting, line: Recorded) -> dict[str, object]:
    """Held, moved, adjourned, suspended or cancelled."""
    match line.event:
        case MeetingHeld(attendance=attendance, presiding=presiding):
            told = {"attendance": attendance, "presiding": presiding, "recorded": line.recorded}
            last = Sitting(starts=state.starts).model_copy(update=told)
            return {
                "stage": MeetingStage.HELD,
                "held": line.happened,
                "sittings": (*state.sittings, last),
                **told,
            }
        case SittingRecorded(sitting=number, attendance=attendance, presiding=presiding):
            told = {"attendance": attendance, "presiding": presiding, "recorded": line.recorded}
            before, sat, after = _around(state.sittings, number)
            return {"sittings": (*before, sat.model_copy(update=told), *after)}
        case MeetingMoved(starts=starts, papers_due=papers_due):
            moved = {"starts": starts, "moved_from": state.starts, "papers_due": papers_due}
            return {**moved, **_nothing_chased(state)}
        case MeetingAdjourned(starts=starts):
            sat = Sitting(starts=state.starts, ended=line.happened)
            return {
                "starts": starts,
                "was_adjourned": True,
                "sittings": (*state.sittings, sat),
                **_nothing_chased(state),
            }
        case MeetingSuspended():
            return {"stage": MeetingStage.SUSPENDED}
        case MeetingCancelled():
            return {"stage": MeetingStage.CANCELLED}
        case _:
            return {}


def _around(
    sittings: tuple[Sitting, ...], number: int
) -> tuple[tuple[Sitting, ...], Sitting, tuple[Sitting, ...]]:
    return sittings[: number - 1], sittings[number - 1], sittings[number:]


def _nothing_chased(state: Meeting) -> dict[str, object]:
    chased = ("papers_chased", "papers_late", "minutes_chased")
    return {**dict.fromkeys(chased), "times_moved": state.times_moved + 1}
