"""State of `approval/<matter>`: one matter on its way through its bodies."""

from enum import StrEnum

from models.events import (
    BodyDecided,
    MatterHeld,
    MatterOpened,
    MatterReleased,
    MatterWithdrawn,
    Recorded,
    StageOpened,
)
from models.programme import Asked, Route, Stage
from models.values import (
    BodyId,
    DocumentId,
    Instant,
    MatterId,
    PersonId,
    Sha256,
    Slug,
    Standing,
    Value,
    VersionLabel,
)


class Progress(StrEnum):
    RUNNING = "running"
    HELD = "held"
    WITHDRAWN = "withdrawn"


class BodyOutcome(Value):
    """What a body's decision is worth to the whole; `happened` is the day it decided."""

    standing: Standing
    holds: bool
    version: VersionLabel
    happened: Instant


class Approval(Value):
    matter: MatterId
    document: DocumentId
    version: VersionLabel
    content_hash: Sha256
    sponsor: PersonId
    route: Route
    rule_sets: dict[BodyId, Sha256]
    opened: Instant
    closes: Instant | None = None
    progress: Progress = Progress.RUNNING
    stages_opened: tuple[Slug, ...] = ()
    outcomes: dict[BodyId, BodyOutcome] = {}

    @property
    def is_running(self) -> bool:
        return self.progress is Progress.RUNNING

    def stage(self, stage: Slug) -> Stage | None:
        return next((each for each in self.route.stages if each.id == stage), None)

    def is_over(self, stage: Stage) -> bool:
        """Whether every body the stage must wait for has given what it was asked for."""
        return stage.id in self.stages_opened and all(
            self._holds(asked.body) for asked in stage.asks if asked.required
        )

    @property
    def is_complete(self) -> bool:
        """Whether every stage is over: nothing more is asked of anybody."""
        return all(self.is_over(stage) for stage in self.route.stages)

    def _holds(self, body: BodyId) -> bool:
        outcome = self.outcomes.get(body)
        return outcome is not None and outcome.holds

    def next_stage(self) -> Stage | None:
        """The stage to open next: the first unopened one, once all before it are over."""
        for stage in self.route.stages:
            if stage.id not in self.stages_opened:
                return stage
            if not self.is_over(stage):
                return None
        return None

    def asked(self, body: BodyId) -> Asked | None:
        return next(
            (asked for stage in self.route.stages for asked in stage.asks if asked.body == body), None
        )


def fold(state: Approval | None, line: Recorded) -> Approval:
    event = line.event
    if isinstance(event, MatterOpened):
        return Approval(opened=line.happened, **event.model_dump(exclude={"kind"}))
    if state is None:
        raise LookupError(line.stream)
    return state.model_copy(update=_changes(state, line))


def _changes(state: Approval, line: Recorded) -> dict[str, object]:
    match line.event:
        case StageOpened(stage=stage):
            return {"stages_opened": (*state.stages_opened, stage)}
        case BodyDecided(body=body) as decided:
            outcome = BodyOutcome(
                standing=decided.standing,
                holds=decided.holds,
                version=decided.version,
                happened=line.happened,
            )
            return {"outcomes": {**state.outcomes, body: outcome}}
        case MatterHeld():
            return {"progress": Progress.HELD}
        case MatterReleased():
            return {"progress": Progress.RUNNING}
        case MatterWithdrawn():
            return {"progress": Progress.WITHDRAWN}
        case _:
            return {}
