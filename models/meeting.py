"""State of `meeting/<meeting>`: one meeting of a body, or of several in common."""

from datetime import date
from enum import StrEnum

from models.deciding import Attendance
from models.events import Recorded
from models.meeting_events import (
    ApologiesGiven,
    ApologiesWithdrawn,
    ItemPutOnAgenda,
    ItemTakenOff,
    MeetingAdjourned,
    MeetingCalled,
    MeetingCancelled,
    MeetingHeld,
    MeetingMoved,
    MeetingSuspended,
    MembersChanged,
    MinutesChased,
    PapersChased,
    PapersIssued,
    PapersLate,
    SittingRecorded,
)
from models.values import (
    LONDON,
    BodyId,
    Instant,
    MatterId,
    MeetingId,
    ObligationId,
    PersonId,
    SeatId,
    Text,
    Value,
)


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
    agenda: dict[MatterId, tuple[BodyId, ...]] = {}
    """What was still to be taken when it was adjourned; empty of the last."""
    chased: Instant | None = None


class Expected(Value):
    """What a body is expected to lack at a meeting to come, for all its items or for one (G39)."""

    body: BodyId
    matter: MatterId | None = None
    missing: tuple[str, ...]
    words: str


class ToRatify(Value):
    matter: MatterId
    body: BodyId


class Meeting(Value):
    meeting: MeetingId
    bodies: tuple[BodyId, ...]
    starts: Instant
    place: Text | None = None
    in_public: bool = False
    papers_due: dict[BodyId, Instant] = {}
    told_on: date | None = None
    """On which day its members were told of it, by its notice or calendar, or when others took seats; None of
    what an earlier release folded.
    """
    is_in_diaries: bool = False
    """Whether a letter brought every member an entry for the diary; else only those invited since."""
    invited: tuple[PersonId, ...] = ()
    stage: MeetingStage = MeetingStage.CALLED
    was_adjourned: bool = False
    times_moved: int = 0
    """Moved or adjourned; what fell due for the former date is not asked for any more."""
    moved_from: Instant | None = None
    agenda: dict[MatterId, tuple[BodyId, ...]] = {}
    ratifications: dict[ObligationId, ToRatify] = {}
    """Items of the agenda at which a body ratifies what its chair decided (G42)."""
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
    def unrecorded(self) -> tuple[int, ...]:
        """The sittings it was adjourned from that nobody has recorded, nor been asked to: once for each."""
        numbered = enumerate(self.sittings, start=1)
        return tuple(number for number, sat in numbered if sat.agenda and not (sat.recorded or sat.chased))

    @property
    def awaited(self) -> frozenset[MatterId]:
        """What it is to take, or took at a sitting that is still to be recorded."""
        of_sittings = (self.sittings[number - 1].agenda for number in self.unrecorded)
        return frozenset(matter for agenda in (self.agenda, *of_sittings) for matter in agenda)

    @property
    def awaits_papers(self) -> bool:
        """A meeting that was adjourned had its papers, or went without; none are owed when it goes on."""
        return self.papers_issued is None and not self.was_adjourned

    def papers_late_for(self, at: Instant) -> tuple[BodyId, ...]:
        """The bodies by whose rules the papers went out too late, or should be out by then and are not."""
        is_owed = self.is_to_come and self.awaits_papers and bool(self.agenda)
        never = self.held if self.papers_issued is None and self.papers_late is not None else None
        out = self.papers_issued or never or (at if is_owed else None)
        return tuple(body for body, due in self.papers_due.items() if out is not None and out >= due)


def fold(state: Meeting | None, line: Recorded) -> Meeting:
    event = line.event
    if isinstance(event, MeetingCalled):
        if state is not None:
            raise LookupError(line.stream)
        said = event.model_dump(exclude={"kind", "from_calendar"})
        return Meeting(told_on=_day_of(line.recorded), is_in_diaries=not event.from_calendar, **said)
    if state is None:
        raise LookupError(line.stream)
    return state.model_copy(update=_changes(state, line))


def _changes(state: Meeting, line: Recorded) -> dict[str, object]:
    match line.event:
        case ItemPutOnAgenda() as item:
            return _listed(state, item)
        case ItemTakenOff() as taken:
            return _unlisted(state, taken)
        case PapersIssued():
            return {"papers_issued": line.happened}
        case PapersChased(due=due):
            return {"papers_chased": due}
        case PapersLate(due=due):
            return {"papers_late": due}
        case MinutesChased(due=due, sitting=None):
            return {"minutes_chased": due}
        case MinutesChased(due=due, sitting=int() as number):
            return {"sittings": _with(state.sittings, number, {"chased": due})}
        case ApologiesGiven(seat=seat):
            return {"apologies": (*state.apologies, seat)}
        case ApologiesWithdrawn(seat=seat):
            return {"apologies": tuple(each for each in state.apologies if each != seat)}
        case _:
            return _turns(state, line)


def _listed(state: Meeting, item: ItemPutOnAgenda) -> dict[str, object]:
    listed = state.agenda.get(item.matter, ())
    together = (*listed, *(body for body in item.bodies if body not in listed))
    changed: dict[str, object] = {"agenda": {**state.agenda, item.matter: together}}
    if item.ratifies:
        to_ratify = ToRatify(matter=item.matter, body=item.bodies[0])
        changed["ratifications"] = {**state.ratifications, item.ratifies: to_ratify}
    return changed


def _unlisted(state: Meeting, taken: ItemTakenOff) -> dict[str, object]:
    """A body that decides the matter elsewhere may still ratify here what its chair did."""
    left = {name: item for name, item in state.ratifications.items() if name != taken.ratifies}
    staying = {item.body for item in left.values() if item.matter == taken.matter}
    gone = tuple(body for body in taken.bodies if body not in staying)
    agenda = _without(state.agenda, taken.model_copy(update={"bodies": gone}))
    return {"agenda": agenda, "ratifications": left}


def _without(
    agenda: dict[MatterId, tuple[BodyId, ...]], taken: ItemTakenOff
) -> dict[MatterId, tuple[BodyId, ...]]:
    left = tuple(body for body in agenda.get(taken.matter, ()) if body not in taken.bodies)
    others = {matter: bodies for matter, bodies in agenda.items() if matter != taken.matter}
    return {**others, taken.matter: left} if left else others


def _turns(state: Meeting, line: Recorded) -> dict[str, object]:
    """Held, moved, adjourned, suspended or cancelled; or others are to come to it."""
    match line.event:
        case MembersChanged(invited=invited):
            return {"told_on": _day_of(line.recorded), "invited": (*state.invited, *invited)}
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
            return {"sittings": _with(state.sittings, number, told)}
        case MeetingMoved(starts=starts, papers_due=papers_due):
            moved = {"starts": starts, "moved_from": state.starts, "papers_due": papers_due}
            return {**moved, **_nothing_chased(state)}
        case MeetingAdjourned(starts=starts):
            sat = Sitting(
                starts=state.starts, ended=line.happened, agenda=state.agenda, chased=state.minutes_chased
            )
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


def _with(sittings: tuple[Sitting, ...], number: int, changes: dict[str, object]) -> tuple[Sitting, ...]:
    """The sitting of that number changed."""
    changed = sittings[number - 1].model_copy(update=changes)
    return (*sittings[: number - 1], changed, *sittings[number:])


def _nothing_chased(state: Meeting) -> dict[str, object]:
    chased = ("papers_chased", "papers_late", "minutes_chased")
    return {**dict.fromkeys(chased), "times_moved": state.times_moved + 1, "is_in_diaries": True}


def _day_of(moment: Instant) -> date:
    return moment.astimezone(LONDON).date()
