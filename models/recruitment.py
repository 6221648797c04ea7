"""State of `recruitment/<post>/<round>`: one round, its stages, its panel, its candidates, its outcome."""

from datetime import date
from enum import StrEnum

from models.deciding import Figures
from models.events import Recorded
from models.post_events import (
    CandidateEntered,
    CandidateLeft,
    CandidatesErased,
    ClosingDayMoved,
    PanelInterestDeclared,
    PanelSet,
    RoundClosed,
    RoundFellThrough,
    RoundOpened,
    RoundOutcome,
    RoundPaused,
    RoundResumed,
    StageOmitted,
    StageReached,
)
from models.posts import RoundStage
from models.round_planning import StagesPlanned
from models.values import Instant, PersonId, PostId, Slug, Text, Value


class RoundProgress(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    CLOSED = "closed"


class Candidate(Value):
    reference: Slug
    particulars: Text
    known_as: Text | None = None
    person: PersonId | None = None
    """From a line of a former release, until it is erased."""
    left: Instant | None = None


class Panel(Value):
    members: tuple[PersonId, ...]
    quorum: int
    interests: dict[PersonId, Text] = {}
    """What each declared first."""
    besides: dict[PersonId, tuple[Text, ...]] = {}
    """What they declared later, as of another candidate."""

    @property
    def declared(self) -> dict[PersonId, tuple[Text, ...]]:
        return {each: (first, *self.besides.get(each, ())) for each, first in self.interests.items()}

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
    fell_through: Instant | None = None
    """When it became known that whoever was chosen does not come."""
    erase_from: date | None = None
    erased: Instant | None = None
    times_resumed: int = 0
    """What fell due before a pause is not asked for any more."""
    resumed: Instant | None = None
    """When it last was: days planned before that are planned no longer."""

    @property
    def stream(self) -> str:
        return f"recruitment/{self.post}/{self.number}"

    @property
    def is_running(self) -> bool:
        return self.progress is RoundProgress.RUNNING

    @property
    def has_chosen(self) -> bool:
        """Whether its panel chose somebody, who may still come."""
        return self.outcome is RoundOutcome.APPOINTED and self.fell_through is None

    @property
    def is_done(self) -> bool:
        """Whether nothing of it falls due any more: closed, and what was typed of candidates gone. A line of
        a former release may name no day for that.
        """
        is_closed = self.progress is RoundProgress.CLOSED
        return is_closed and (self.erased is not None or self.erase_from is None)

    @property
    def speaks_of_candidates(self) -> bool:
        """Whether there is anything by which one could be known."""
        return bool(self.candidates or (self.panel and self.panel.interests))

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
        case StagesPlanned(planned=planned):
            return {"planned": {**state.planned, **planned}}
        case StageReached(stage=stage, closes=closes):
            is_advertised = stage is RoundStage.ADVERTISED
            return {
                "reached": {**state.reached, stage: line.happened},
                "closes": (closes if is_advertised else None) or state.closes,
            }
        case ClosingDayMoved(closes=closes):
            return {"closes": closes}
        case StageOmitted(step=step):
            return {"omitted": {**state.omitted, step.stage: step.reason}}
        case PanelSet(members=members, quorum=quorum):
            before = state.panel or Panel(members=members, quorum=quorum)
            return {"panel": before.model_copy(update={"members": members, "quorum": quorum})}
        case PanelInterestDeclared(person=person, nature=nature):
            return {"panel": _with_interest(state.panel, person, nature)}
        case CandidateEntered() | CandidateLeft():
            return {"candidates": _candidates(state, line)}
        case _:
            return _progress(state, line)


def _progress(state: Round, line: Recorded) -> dict[str, object]:
    match line.event:
        case RoundPaused(erase_from=erase_from):
            return {"progress": RoundProgress.PAUSED, "paused": line.happened, "erase_from": erase_from}
        case RoundResumed(closes=closes):
            return {
                "progress": RoundProgress.RUNNING,
                "paused": None,
                "erase_from": None,
                "closes": state.closes if state.is_behind(RoundStage.CLOSED) else closes or state.closes,
                "times_resumed": state.times_resumed + 1,
                "resumed": line.happened,
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
        case RoundFellThrough():
            return {"fell_through": line.happened}
        case CandidatesErased():
            return {"erased": line.happened, "candidates": _nobody(state.candidates)}
        case _:
            return {}


def _with_interest(panel: Panel | None, person: PersonId, nature: Text) -> Panel | None:
    if panel is None:
        return None
    if person not in panel.interests:
        return panel.model_copy(update={"interests": {**panel.interests, person: nature}})
    besides = (*panel.besides.get(person, ()), nature)
    return panel.model_copy(update={"besides": {**panel.besides, person: besides}})


def _candidates(state: Round, line: Recorded) -> dict[Slug, Candidate]:
    match line.event:
        case CandidateEntered() as entered:
            candidate = Candidate(
                reference=entered.reference,
                particulars=entered.particulars,
                known_as=entered.known_as,
                person=entered.person,
            )
        case CandidateLeft(reference=reference):
            candidate = state.candidates[reference].model_copy(update={"left": line.happened})
        case _:
            return state.candidates
    return {**state.candidates, candidate.reference: candidate}


def _nobody(candidates: dict[Slug, Candidate]) -> dict[Slug, Candidate]:
    return {reference: each.model_copy(update={"person": None}) for reference, each in candidates.items()}
