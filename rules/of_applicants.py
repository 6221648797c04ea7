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

WORDS_STAY = {"recruitment": OF_A_DECISION, "appointment": ASKED_OUTSIDE}
"""The kinds of stream on which somebody who applied is spoken of, and the lines of each that do not."""

SAY_WHO_APPLIED = frozenset({"candidate-on-panel", "candidate-runs-post", "appointee-not-chosen"})
"""Refusals that would tell for ever who is a candidate, or is not: one beside the panel as it was before and
after, or whoever guesses what was asked; one beside the definition, which names who runs the post; one to
whoever guesses who was proposed. They stand in no line and among no answers that are kept.
"""


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
    staying = WORDS_STAY.get(kind_of(line.stream))
    return staying is not None and not isinstance(line.event, staying)
