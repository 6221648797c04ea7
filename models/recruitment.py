"""State of `recruitment/<post>/<round>`: one round, its stages, its panel, its candidates, its outcome."""

from datetime import date
from enum import StrEnum

from models.deciding import Figures
from models.events import Recorded
from models.post_events import (
    CandidateEntered,
    CandidateLeft,
    CandidatesErased,
    PanelInterestDeclared,
    PanelSet,
    RoundClosed,
    RoundOpened,
    RoundOutcome,
    RoundPaused,
    RoundResumed,
    StageOmitted,
    StageReached,
)
from models.posts import RoundStage
from models.values import Instant, PersonId, PostId, Slug, Text, Value


class RoundProgress(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    CLOSED = "closed"


class Candidate(Value):
    reference: Slug
    particulars: Text
    person: PersonId | None = None
    left: Instant | None = None


class Panel(Value):
    members: tuple[PersonId, ...]
    quorum: int
    interests: dict[PersonId, Text] = {}

    @property
    def may_decide(self) -> tuple[PersonId, ...]:
        """Whoever has no interest in a candidate."""
        return tuple(each for each in self.members if each not in self.interests)


class Round(Value):
    post: PostId
    number: int
    after: int | None = None
    opened: Instant
    progress: RoundProgress = RoundProgress.RUNNING
    paused: Instant | None = None
    """Since when, while it is."""
    planned: dict[RoundStage, date] = {}
    reached: dict[RoundStage, Instant] = {}
    omitted: dict[RoundStage, Text] = {}
    closes: date | None = None
    panel: Panel | None = None
    candidates: dict[Slug, Candidate] = {}
    outcome: RoundOutcome | None = None
    candidate: Slug | None = None
    figures: Figures | None = None
    present: tuple[PersonId, ...] = ()
    closed: Instant | None = None
    erase_from: date | None = None
    erased: Instant | None = None
    times_resumed: int = 0
    """What fell due before a pause is not asked for any more."""

    @property
    def stream(self) -> str:
        return f"recruitment/{self.post}/{self.number}"

    @property
    def is_running(self) -> bool:
        return self.progress is RoundProgress.RUNNING

    @property
    def is_done(self) -> bool:
        """Whether nothing of it falls due any more: closed, and its candidates' data gone."""
        return self.progress is RoundProgress.CLOSED and (self.erased is not None or not self.candidates)

    @property
    def stage(self) -> RoundStage | None:
        """The last stage it has come to."""
        return next((each for each in reversed(RoundStage) if each in self.reached), None)

    @property
    def standing_candidates(self) -> tuple[Candidate, ...]:
        return tuple(each for each in self.candidates.values() if each.left is None)

    def is_behind(self, stage: RoundStage) -> bool:
        return stage in self.reached or stage in self.omitted


def fold(state: Round | None, line: Recorded) -> Round:
    event = line.event
    if isinstance(event, RoundOpened):
        return Round(
            post=event.post,
            number=event.number,
            after=event.after,
            opened=line.happened,
            planned=event.planned,
            omitted={each.stage: each.reason for each in event.omitted},
        )
    if state is None:
        raise LookupError(line.stream)
    return state.model_copy(update=_changes(state, line))


def _changes(state: Round, line: Recorded) -> dict[str, object]:
    match line.event:
        case StageReached(stage=stage, closes=closes):
            return {
                "reached": {**state.reached, stage: line.happened},
                "closes": closes or state.closes,
            }
        case StageOmitted(step=step):
            return {"omitted": {**state.omitted, step.stage: step.reason}}
        case PanelSet(members=members, quorum=quorum):
            return {"panel": Panel(members=members, quorum=quorum)}
        case PanelInterestDeclared(person=person, nature=nature):
            return {"panel": _with_interest(state.panel, person, nature)}
        case CandidateEntered() | CandidateLeft():
            return {"candidates": _candidates(state, line)}
        case _:
            return _progress(state, line)


def _progress(state: Round, line: Recorded) -> dict[str, object]:
    match line.event:
        case RoundPaused():
            return {"progress": RoundProgress.PAUSED, "paused": line.happened}
        case RoundResumed(closes=closes):
            return {
                "progress": RoundProgress.RUNNING,
                "paused": None,
                "closes": closes or state.closes,
                "times_resumed": state.times_resumed + 1,
            }
        case RoundClosed() as closed:
            return {
                "progress": RoundProgress.CLOSED,
                "paused": None,
                "outcome": closed.outcome,
                "candidate": closed.candidate,
                "figures": closed.figures,
                "present": closed.present,
                "closed": line.happened,
                "erase_from": closed.erase_from,
            }
        case CandidatesErased():
            return {"erased": line.happened}
        case _:
            return {}


def _with_interest(panel: Panel | None, person: PersonId, nature: Text) -> Panel | None:
    if panel is None:
        return None
    return panel.model_copy(update={"interests": {**panel.interests, person: nature}})


def _candidates(state: Round, line: Recorded) -> dict[Slug, Candidate]:
    match line.event:
        case CandidateEntered() as entered:
            candidate = Candidate(
                reference=entered.reference, particulars=entered.particulars, person=entered.person
            )
        case CandidateLeft(reference=reference):
            candidate = state.candidates[reference].model_copy(update={"left": line.happened})
        case _:
            return state.candidates
    return {**state.candidates, candidate.reference: candidate}
