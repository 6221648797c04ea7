"""State of `obligation/<id>`: something promised or owed, its date as it was said, and what became of it."""

from enum import StrEnum

from models.dates import NoDay, When
from models.deciding import ConditionTerms
from models.events import (
    ObligationCarriedOver,
    ObligationChased,
    ObligationDischarged,
    ObligationDropped,
    ObligationOpened,
    ObligationSlipped,
    Recorded,
)
from models.forecasting import ForeseenLate
from models.values import BodyId, Instant, MatterId, ObligationId, ObligationSort, PersonId, Text, Value


class ObligationStage(StrEnum):
    OPEN = "open"
    LATE = "late"
    KEPT = "kept"
    KEPT_LATE = "kept-late"
    DROPPED = "dropped"


class Obligation(Value):
    obligation: ObligationId
    sort: ObligationSort
    matter: MatterId | None = None
    body: BodyId | None = None
    owner: PersonId
    words: Text | None = None
    source: Text | None = None
    due: When
    promised_to: tuple[PersonId, ...] = ()
    terms: ConditionTerms | None = None
    foreseen_late: ForeseenLate | None = None
    opened: Instant
    stage: ObligationStage = ObligationStage.OPEN
    chased: Instant | None = None
    slips: tuple[Instant, ...] = ()
    slipped: Instant | None = None
    """The instant it last slipped at; a later day may slip too."""
    times_carried_over: int = 0
    ended: Instant | None = None

    @property
    def stream(self) -> str:
        return f"obligation/{self.obligation}"

    @property
    def is_open(self) -> bool:
        return self.stage in {ObligationStage.OPEN, ObligationStage.LATE}


def fold(state: Obligation | None, line: Recorded) -> Obligation:
    event = line.event
    if isinstance(event, ObligationOpened):
        return Obligation(opened=line.happened, **event.model_dump(exclude={"kind"}))
    if state is None:
        raise LookupError(line.stream)
    return state.model_copy(update=_changes(state, line))


def _changes(state: Obligation, line: Recorded) -> dict[str, object]:
    match line.event:
        case ObligationChased(due=due):
            return {"chased": due}
        case ObligationSlipped(due=due):
            return {**_slipped(state, line), "slipped": due}
        case ObligationCarriedOver(due=due, owner=owner):
            return {
                "due": due,
                "owner": owner or state.owner,
                "chased": None,
                "slipped": None,
                "times_carried_over": state.times_carried_over + 1,
            }
        case ObligationDischarged():
            was_late = state.stage is ObligationStage.LATE or bool(state.slips)
            stage = ObligationStage.KEPT_LATE if was_late else ObligationStage.KEPT
            return {"stage": stage, "ended": line.happened}
        case ObligationDropped():
            return {"stage": ObligationStage.DROPPED, "ended": line.happened}
        case _:
            return {}


def _slipped(state: Obligation, line: Recorded) -> dict[str, object]:
    """A promise is late from then on; a target has no date any more until a new one is set."""
    slips = (*state.slips, line.happened)
    if state.sort is ObligationSort.TARGET:
        return {"slips": slips, "due": When.without_a_day(NoDay.UNKNOWN)}
    return {"slips": slips, "stage": ObligationStage.LATE}
