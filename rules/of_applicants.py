"""Which lines of the record may speak of somebody who applied: their words are erased when the time is up."""

from collections.abc import Iterable

from models.events import RecordCorrected, Recorded
from models.folding import kind_of
from models.post_events import (
    AppointmentProposed,
    RoundClosed,
    RoundFellThrough,
    RoundOpened,
    SignOffRequested,
    StageOmitted,
)

OF_A_DECISION = (RoundOpened, StageOmitted, RoundClosed, RoundFellThrough)
"""Of a round: what was typed in these says why it was done so and what became of it, and stays. What was
typed in every other, and whatever corrects it, may speak of candidates.
"""
ASKED_OUTSIDE = (AppointmentProposed, SignOffRequested)
"""Of an appointment that never began: what was typed in these speaks of steps left out, and stays."""


def of_applicants(lines: Iterable[Recorded]) -> set[int]:
    """Their numbers. `lines` are whole streams, in the order written: a correction speaks of whatever the
    line does that it corrects.
    """
    found: set[int] = set()
    for line in lines:
        if line.event.number in found if isinstance(line.event, RecordCorrected) else _may_speak(line):
            found.add(line.number)
    return found


def _may_speak(line: Recorded) -> bool:
    match kind_of(line.stream):
        case "recruitment":
            return not isinstance(line.event, OF_A_DECISION)
        case "appointment":
            return not isinstance(line.event, ASKED_OUTSIDE)
        case _:
            return False
