"""State of `approval/<matter>`: one matter on its way through its bodies."""

from enum import StrEnum

from models.events import (
    AdoptionFinished,
    BodyAskedAgain,
    BodyDecided,
    CommentLogged,
    MatterHeld,
    MatterOpened,
    MatterReleased,
    MatterWithdrawn,
    NoticeEnded,
    PapersRefused,
    PapersRequested,
    PapersSent,
    Recorded,
    StageOpened,
    VersionIssued,
)
from models.programme import Asked, Route, Stage
from models.values import (
    BodyId,
    DocumentId,
    Instant,
    MatterId,
    PersonId,
    SeatId,
    Sha256,
    Slug,
    Standing,
    Text,
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


class AskedAgain(Value):
    """A body asked once more, why, and where it had stood."""

    body: BodyId
    version: VersionLabel
    asked: Instant
    reason: Text
    after: BodyOutcome


class NoticeGiven(Value):
    """A body told of an amendment, until when it may object, and how that stands."""

    version: VersionLabel
    until: Instant
    standing: Standing = Standing.OPEN


class Comment(Value):
    """One visit to a body to hear what it thinks of the draft."""

    body: BodyId
    visited: Instant
    words: Text | None = None


class RequestStage(StrEnum):
    ASKED = "asked"
    SENT = "sent"
    REFUSED = "refused"


class PapersRequest(Value):
    """Parts that were not enclosed, asked for by a body or member; logged for each requester."""

    id: Slug
    body: BodyId
    seat: SeatId | None = None
    by: PersonId
    parts: tuple[Slug, ...]
    asked: Instant
    stage: RequestStage = RequestStage.ASKED
    ended: Instant | None = None


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
    adopting: bool = False
    progress: Progress = Progress.RUNNING
    stages_opened: tuple[Slug, ...] = ()
    outcomes: dict[BodyId, BodyOutcome] = {}
    versions: tuple[VersionLabel, ...] = ()
    """Every version put to bodies so far, the one under decision last."""
    reasons: dict[VersionLabel, Text] = {}
    """Why each version after the first was issued."""
    comments: tuple[Comment, ...] = ()
    requests: dict[Slug, PapersRequest] = {}
    asked_again: tuple[AskedAgain, ...] = ()
    notices: dict[BodyId, NoticeGiven] = {}
    """Of the version now under decision: whoever approved a former one and may object to it."""

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

    @property
    def bodies(self) -> tuple[BodyId, ...]:
        """Every body on the route, in its order."""
        return tuple(asked.body for stage in self.route.stages for asked in stage.asks)

    @property
    def asked_so_far(self) -> tuple[Asked, ...]:
        """What the stages opened so far have asked."""
        opened = (stage for stage in self.route.stages if stage.id in self.stages_opened)
        return tuple(asked for stage in opened for asked in stage.asks)

    def has_objected(self, body: BodyId) -> bool:
        notice = self.notices.get(body)
        return notice is not None and notice.standing is Standing.OBJECTED

    def asked(self, body: BodyId) -> Asked | None:
        return next(
            (asked for stage in self.route.stages for asked in stage.asks if asked.body == body), None
        )


def fold(state: Approval | None, line: Recorded) -> Approval:
    event = line.event
    if isinstance(event, MatterOpened):
        return Approval(opened=line.happened, versions=(event.version,), **event.model_dump(exclude={"kind"}))
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
        case BodyAskedAgain() as again:
            return _asked_again(state, again, line)
        case VersionIssued() as issued:
            return {
                "version": issued.version,
                "content_hash": issued.content_hash,
                "versions": (*state.versions, issued.version),
                "reasons": {**state.reasons, issued.version: issued.reason},
                "notices": _notices(issued),
            }
        case NoticeEnded(body=body, standing=standing):
            notice = state.notices[body].model_copy(update={"standing": standing})
            return {"notices": {**state.notices, body: notice}}
        case CommentLogged(body=body, words=words):
            comment = Comment(body=body, visited=line.happened, words=words)
            return {"comments": (*state.comments, comment)}
        case PapersRequested() | PapersSent() | PapersRefused():
            return {"requests": _requests(state, line)}
        case _:
            return _progress(line)


def _notices(issued: VersionIssued) -> dict[BodyId, NoticeGiven]:
    if issued.objections_until is None:
        return {}
    given = NoticeGiven(version=issued.version, until=issued.objections_until)
    return dict.fromkeys(issued.notified, given)


def _asked_again(state: Approval, again: BodyAskedAgain, line: Recorded) -> dict[str, object]:
    """Its outcome counts no more; it is kept with the reason for which it was asked again."""
    asked = AskedAgain(
        body=again.body,
        version=again.version,
        asked=line.happened,
        reason=again.reason,
        after=state.outcomes[again.body],
    )
    left = {body: outcome for body, outcome in state.outcomes.items() if body != again.body}
    notices = {body: notice for body, notice in state.notices.items() if body != again.body}
    return {"outcomes": left, "notices": notices, "asked_again": (*state.asked_again, asked)}


def _progress(line: Recorded) -> dict[str, object]:
    match line.event:
        case AdoptionFinished():
            return {"adopting": False}
        case MatterHeld():
            return {"progress": Progress.HELD}
        case MatterReleased():
            return {"progress": Progress.RUNNING}
        case MatterWithdrawn():
            return {"progress": Progress.WITHDRAWN}
        case _:
            return {}


def _requests(state: Approval, line: Recorded) -> dict[Slug, PapersRequest]:
    match line.event:
        case PapersRequested() as asked:
            request = PapersRequest(
                id=asked.request,
                body=asked.body,
                seat=asked.seat,
                by=asked.by,
                parts=asked.parts,
                asked=line.happened,
            )
        case PapersSent(request=id_):
            ended = {"stage": RequestStage.SENT, "ended": line.happened}
            request = state.requests[id_].model_copy(update=ended)
        case PapersRefused(request=id_):
            ended = {"stage": RequestStage.REFUSED, "ended": line.happened}
            request = state.requests[id_].model_copy(update=ended)
        case _:
            return state.requests
    return {**state.requests, request.id: request}
