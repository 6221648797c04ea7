"""State of `approval/<matter>`: one matter on its way through its bodies."""

from collections.abc import Mapping
from enum import StrEnum

from models.course import MatterCourse
from models.course_events import MatterEnded
from models.deciding import ConditionState, RatificationState
from models.events import (
    AdoptionFinished,
    BodyAskedAgain,
    BodyDecided,
    BodySucceeded,
    CommentLogged,
    ConditionStands,
    MatterHeld,
    MatterOpened,
    MatterReleased,
    MatterWithdrawn,
    NoticeEnded,
    NoticeServed,
    PapersRefused,
    PapersRequested,
    PapersSent,
    Recorded,
    StageOpened,
    VersionIssued,
)
from models.executive import KeyDecision
from models.executive_events import EffectStands, KeyExceptionUsed, KeyNoticePublished
from models.on_the_way import on_the_way
from models.outcome import BodyOutcome, of_executives
from models.papers import Comment, PapersRequest, comments_after, requests_after
from models.programme import Asked, Route, Stage
from models.publication_events import CommentAnswered, GateOpened, MatterPublished, PublicationDated
from models.publication_plan import PublicationPlan
from models.publishing import Publishing, after
from models.ratifying_events import RatificationStands
from models.values import (
    BodyId,
    ChangeClass,
    DocumentId,
    Instant,
    MatterId,
    ObligationId,
    PersonId,
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
    ENDED = "ended"
    """By the body that owns the route, as not agreed by all or for another reason."""


class AskedAgain(Value):
    """A body asked once more, why, and where it had stood."""

    body: BodyId
    version: VersionLabel
    asked: Instant
    reason: Text
    after: BodyOutcome


class BodyCondition(Value):
    """What a body's approval hangs on, and since when it stands so."""

    body: BodyId
    state: ConditionState
    since: Instant


class Ratification(Value):
    """How a body stands to what its chair decided for it (G42)."""

    obligation: ObligationId
    state: RatificationState
    since: Instant


class NoticeGiven(Value):
    """A body told of an amendment, until when it may object, and how that stands."""

    version: VersionLabel
    until: Instant
    standing: Standing = Standing.OPEN
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
    publication: PublicationPlan | None = None
    """How it ends in public; None for what ends once it is complete."""
    publishing: Publishing = Publishing()
    progress: Progress = Progress.RUNNING
    stages_opened: tuple[Slug, ...] = ()
    outcomes: dict[BodyId, BodyOutcome] = {}
    versions: tuple[VersionLabel, ...] = ()
    """Every version put to bodies so far, the one under decision last."""
    reasons: dict[VersionLabel, Text] = {}
    """Why each version after the first was issued."""
    changes: dict[VersionLabel, ChangeClass] = {}
    """How much each changed."""
    causes: dict[VersionLabel, tuple[BodyId, ...]] = {}
    """Whose conditions each was to meet."""
    comments: tuple[Comment, ...] = ()
    requests: dict[Slug, PapersRequest] = {}
    asked_again: tuple[AskedAgain, ...] = ()
    held: Instant | None = None
    """When it was last put on hold."""
    released: Instant | None = None
    """When it was last let go on after a hold."""
    succeeded: dict[BodyId, BodyId] = {}
    """Bodies that have ended, each with the one that has taken its place."""
    conditions: dict[ObligationId, BodyCondition] = {}
    ratifications: dict[BodyId, Ratification] = {}
    """Of bodies whose chair acted for them."""
    notices: dict[BodyId, NoticeGiven] = {}
    """Of the version now under decision: whoever approved a former one and may object to it."""

    key_decisions: dict[BodyId, KeyDecision] = {}
    """What allows bodies to take a key decision (G45)."""
    course: MatterCourse = MatterCourse()
    """What was decided about its route and its bodies' rules on the way."""

    @property
    def is_running(self) -> bool:
        return self.progress is Progress.RUNNING

    @property
    def is_ended(self) -> bool:
        """Whether nothing can be decided on it any more."""
        return self.progress in {Progress.WITHDRAWN, Progress.ENDED}

    def stage(self, stage: Slug) -> Stage | None:
        return next((each for each in self.route.stages if each.id == stage), None)

    def is_over(self, stage: Stage) -> bool:
        """Whether the stage waits for no body any more."""
        return stage.id in self.stages_opened and not any(map(self.waits_for, stage.asks))

    @property
    def is_complete(self) -> bool:
        """Whether every stage is over: nothing more is asked of anybody."""
        return all(self.is_over(stage) for stage in self.route.stages)

    @property
    def is_done(self) -> bool:
        """Whether nothing more is to happen: it has ended, or is published, or, where nothing is to be
        published, is complete.
        """
        return self.is_ended or (self.is_published if self.publication else self.is_complete)

    @property
    def is_published(self) -> bool:
        return self.publishing.published is not None

    def has_given(self, body: BodyId) -> bool:
        outcome = self.outcomes.get(body)
        return outcome is not None and outcome.holds

    def has_lapsed(self, body: BodyId) -> bool:
        """Whether a condition of the body's approval was not met in time."""
        conditions = (each for each in self.conditions.values() if each.body == body)
        return any(each.state is ConditionState.LAPSED for each in conditions)

    def waits_for(self, asked: Asked) -> bool:
        """Whether the whole cannot go on without what this body was asked for."""
        return asked.required and not self.has_given(asked.body) and asked.body not in self.course.without

    def goes_without(self, body: BodyId) -> bool:
        """Whether it goes on though the body has not given what it was asked."""
        return body in self.course.without and not self.has_given(body)

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
        """What the stages opened so far have asked, of those that took a body's place as well."""
        opened = (stage for stage in self.route.stages if stage.id in self.stages_opened)
        asked = tuple(asked for stage in opened for asked in stage.asks)
        inherited = {self.holder(each.body): each for each in asked if self.holder(each.body) != each.body}
        moved = (each.model_copy(update={"body": holder}) for holder, each in inherited.items())
        return (*asked, *moved)

    def has_objected(self, body: BodyId) -> bool:
        notice = self.notices.get(body)
        return notice is not None and notice.standing is Standing.OBJECTED

    def stands_still(self, until: Instant) -> bool:
        """Whether what was to end then does not, because the matter was put on hold before."""
        return self.progress is Progress.HELD and (self.held is None or self.held < until)

    def holder(self, body: BodyId) -> BodyId:
        """Who holds what was asked of a body: itself, or the last of those that took its place."""
        while body in self.succeeded:
            body = self.succeeded[body]
        return body

    def held_by(self, holder: BodyId) -> tuple[BodyId, ...]:
        """The bodies of the route whose place it has taken."""
        return tuple(body for body in self.bodies if body != holder and self.holder(body) == holder)

    def asked(self, body: BodyId) -> Asked | None:
        """What is asked of a body, or of those whose place it has taken."""
        for stage in self.route.stages:
            for asked in stage.asks:
                if body in {asked.body, self.holder(asked.body)}:
                    return asked.model_copy(update={"body": body})
        return None

    def is_asked(self, body: BodyId) -> bool:
        return any(each.body == body for each in self.asked_so_far)


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
            worth = decided.model_dump(exclude={"kind", "body"})
            outcome = BodyOutcome(happened=line.happened, **worth)
            return {"outcomes": {**state.outcomes, **_for_all_it_holds(state, body, outcome)}}
        case BodySucceeded() as event:
            return _succeeded(state, event)
        case BodyAskedAgain() as again:
            return _asked_again(state, again, line)
        case VersionIssued() | ConditionStands() | NoticeServed() | NoticeEnded() | RatificationStands():
            return _consent_changed(state, line)
        case CommentLogged() | CommentAnswered():
            return {"comments": comments_after(state.comments, line)}
        case PapersRequested() | PapersSent() | PapersRefused():
            return {"requests": requests_after(state.requests, line)}
        case GateOpened() | PublicationDated() | MatterPublished():
            return {"publishing": after(state.publishing, line)}
        case KeyNoticePublished() | KeyExceptionUsed() | EffectStands():
            return of_executives(state, line)
        case _:
            return _progress(state, line)


def _consent_changed(state: Approval, line: Recorded) -> dict[str, object]:
    """A new version, and what becomes of consent to the former: notices of it, conditions it is to meet; and
    what a body said of consent its chair gave for it.
    """
    match line.event:
        case VersionIssued() as issued:
            return {
                "version": issued.version,
                "content_hash": issued.content_hash,
                "versions": (*state.versions, issued.version),
                "reasons": {**state.reasons, issued.version: issued.reason},
                "changes": {**state.changes, issued.version: issued.change},
                "causes": {**state.causes, issued.version: issued.caused_by},
                "notices": {**_still_running(state, issued), **_notices(issued)},
                "publishing": after(state.publishing, line),
            }
        case ConditionStands() as condition:
            return _condition(state, condition, line)
        case RatificationStands(body=body, obligation=obligation, state=stands):
            ratification = Ratification(obligation=obligation, state=stands, since=line.happened)
            return {"ratifications": {**state.ratifications, body: ratification}}
        case NoticeServed(body=body, version=version, until=until):
            return {"notices": {**state.notices, body: NoticeGiven(version=version, until=until)}}
        case NoticeEnded(body=body, standing=standing):
            ended = {"standing": standing, "ended": line.happened}
            notice = state.notices[body].model_copy(update=ended)
            return {"notices": {**state.notices, body: notice}}
        case _:
            return {}


def _for_all_it_holds(state: Approval, body: BodyId, outcome: BodyOutcome) -> dict[BodyId, BodyOutcome]:
    """A successor decides for each body whose place it took and that had not given it itself."""
    found = {each: state.outcomes.get(each) for each in state.held_by(body)}
    owed = [each for each, before in found.items() if before is None or before.falls_short]
    return dict.fromkeys((body, *owed) if body in state.bodies or not owed else owed, outcome)


def _succeeded(state: Approval, event: BodySucceeded) -> dict[str, object]:
    notices = {
        event.successor if body == event.body else body: notice for body, notice in state.notices.items()
    }
    return {
        "succeeded": {**state.succeeded, event.body: event.successor},
        "rule_sets": {**state.rule_sets, event.successor: event.rule_set},
        "notices": notices,
    }


def _condition(state: Approval, condition: ConditionStands, line: Recorded) -> dict[str, object]:
    """An approval holds until its condition has lapsed, and again once that is extended or met."""
    stands = BodyCondition(body=condition.body, state=condition.state, since=line.happened)
    conditions = {**state.conditions, condition.obligation: stands}
    outcome = state.outcomes.get(condition.body)
    if outcome is None or outcome.standing is not Standing.APPROVED_WITH_CONDITION:
        return {"conditions": conditions}
    has_lapsed = any(
        each.body == condition.body and each.state is ConditionState.LAPSED for each in conditions.values()
    )
    renewed = outcome.model_copy(update={"holds": not has_lapsed and not outcome.awaits_effect})
    return {"conditions": conditions, "outcomes": {**state.outcomes, condition.body: renewed}}


def _still_running(state: Approval, issued: VersionIssued) -> dict[BodyId, NoticeGiven]:
    """A change that keeps every decision keeps the objections to the text before it as well."""
    return state.notices if issued.change.keeps_decisions else {}


def _notices(issued: VersionIssued) -> dict[BodyId, NoticeGiven]:
    if issued.objections_until is None:
        return {}
    given = NoticeGiven(version=issued.version, until=issued.objections_until)
    return dict.fromkeys(issued.notified, given)


def _asked_again(state: Approval, again: BodyAskedAgain, line: Recorded) -> dict[str, object]:
    """Its outcome counts no more; it is kept with the reason for which it was asked again."""
    reopened = [body for body in again.of or (again.body,) if body in state.outcomes]
    asked = tuple(
        AskedAgain(
            body=body,
            version=again.version,
            asked=line.happened,
            reason=again.reason,
            after=state.outcomes[body],
        )
        for body in reopened
    )
    left = {body: outcome for body, outcome in state.outcomes.items() if body not in reopened}
    notices = {body: notice for body, notice in state.notices.items() if body != again.body}
    return {"outcomes": left, "notices": notices, "asked_again": (*state.asked_again, *asked)}


def _notices_until(state: Approval, until: Mapping[BodyId, Instant]) -> dict[BodyId, NoticeGiven]:
    return {
        body: notice.model_copy(update={"until": until.get(body, notice.until)})
        for body, notice in state.notices.items()
    }


def _progress(state: Approval, line: Recorded) -> dict[str, object]:
    match line.event:
        case AdoptionFinished():
            return {"adopting": False}
        case MatterHeld():
            return {"progress": Progress.HELD, "held": line.happened}
        case MatterReleased(objections_until=until):
            notices = _notices_until(state, until)
            return {"progress": Progress.RUNNING, "released": line.happened, "notices": notices}
        case MatterWithdrawn():
            return {"progress": Progress.WITHDRAWN}
        case MatterEnded():
            return {"progress": Progress.ENDED, **on_the_way(state, line)}
        case _:
            return on_the_way(state, line)
