"""State of `meeting/<meeting>`: one meeting of a body, or of several in common."""

from enum import StrEnum

from models.deciding import Attendance
from models.events import (
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
    Recorded,
)
from models.values import BodyId, Instant, MatterId, MeetingId, SeatId, Value


class MeetingStage(StrEnum):
    CALLED = "called"
    HELD = "held"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class Meeting(Value):
    meeting: MeetingId
    bodies: tuple[BodyId, ...]
    starts: Instant
    place: str = ""
    in_public: bool = False
    papers_due: dict[BodyId, Instant] = {}
    stage: MeetingStage = MeetingStage.CALLED
    was_adjourned: bool = False
    times_moved: int = 0
    """Moved or adjourned; what fell due for the former date is not asked for any more."""
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

    @property
    def stream(self) -> str:
        return f"meeting/{self.meeting}"

    @property
    def is_to_come(self) -> bool:
        return self.stage is MeetingStage.CALLED


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
            return {
                "stage": MeetingStage.HELD,
                "attendance": attendance,
                "presiding": presiding,
                "held": line.happened,
                "recorded": line.recorded,
            }
        case MeetingMoved(starts=starts, papers_due=papers_due):
            return {"starts": starts, "papers_due": papers_due, **_nothing_chased(state)}
        case MeetingAdjourned(starts=starts):
            return {"starts": starts, "was_adjourned": True, **_nothing_chased(state)}
        case MeetingSuspended():
            return {"stage": MeetingStage.SUSPENDED}
        case MeetingCancelled():
            return {"stage": MeetingStage.CANCELLED}
        case _:
            return {}


def _nothing_chased(state: Meeting) -> dict[str, object]:
    chased = ("papers_chased", "papers_late", "minutes_chased")
    return {**dict.fromkeys(chased), "times_moved": state.times_moved + 1}
