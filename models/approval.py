"""State of `approval/<matter>`: one matter on its way through its bodies."""

from enum import StrEnum

from models.consent import (
    AskedAgain,
    BodyCondition,
    NoticeGiven,
    asked_again,
    condition_stands,
    decided_anew,
    notices_of,
    notices_until,
)
from models.course import MatterCourse, leaves_ended, text_changed
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
from models.publication_events import (
    CommentAnswered,
    GateOpened,
    MatterPublished,
    PublicationChased,
    PublicationDated,
)
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


class Ratification(Value):
    """How a body stands to what its chair decided for it (G42)."""

    body: BodyId
    version: VersionLabel | None = None
    state: RatificationState
    since: Instant


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
    ratifications: dict[ObligationId, Ratification] = {}
    """Each time a chair acted for a body, by what is owed for it."""
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
        outcome = self.outcomes.get(body)
        decided_by = outcome.decided_by if outcome and outcome.decided_by else body
        conditions = (each for each in self.conditions.values() if each.body == decided_by)
        return any(each.state is ConditionState.LAPSED for each in conditions)

    def waits_for(self, asked: Asked) -> bool:
        """Whether the whole cannot go on without what this body was asked for."""
        return asked.required and not self.has_given(asked.body) and asked.body not in self.course.without

    def goes_without(self, body: BodyId) -> bool:
        """Whether it goes on though the body has not given what it was asked."""
        return body in self.course.without and not self.has_given(body)

    def waits_for_condition(self, condition: BodyCondition) -> bool:
        """Whether the whole cannot go on before it is met: an answer that is waited for hangs on it."""
        if condition.state not in {ConditionState.OPEN, ConditionState.LAPSED}:
            return False
        return any(self._hangs_on(asked, condition.body) for asked in self.asks)

    def _hangs_on(self, asked: Asked, set_by: BodyId) -> bool:
        if not asked.required or self.goes_without(asked.body):
            return False
        outcome = self.outcomes.get(asked.body)
        if outcome is None:
            return set_by in self._line_of(asked.body)
        return set_by == (outcome.decided_by or asked.body)

    def waits_for_notice(self, body: BodyId) -> bool:
        """Whether the whole cannot go on while a body may object, or does. A required body is not passed
        over in that: it withdraws its objection, or decides again.
        """
        if self.notices[body].standing not in {Standing.OPEN, Standing.OBJECTED}:
            return False
        return self.is_required(body)

    def is_required(self, body: BodyId) -> bool:
        """For itself, or as one that took the place of others."""
        return any(asked.required and body in self._line_of(asked.body) for asked in self.asks)

    @property
    def is_shut(self) -> bool:
        """Whether the matter itself keeps its gate shut; days barred are the programme's."""
        return (
            self.progress is Progress.HELD
            or any(map(self.waits_for, self.asks))
            or any(map(self.waits_for_condition, self.conditions.values()))
            or any(map(self.waits_for_notice, self.notices))
        )

    def next_stage(self) -> Stage | None:
        """The stage to open next: the first unopened one, once all before it are over."""
        for stage in self.route.stages:
            if stage.id not in self.stages_opened:
                return stage
            if not self.is_over(stage):
                return None
        return None

    @property
    def asks(self) -> tuple[Asked, ...]:
        return tuple(asked for stage in self.route.stages for asked in stage.asks)

    @property
    def bodies(self) -> tuple[BodyId, ...]:
        """Every body on the route, in its order."""
        return tuple(asked.body for asked in self.asks)

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
        return self._line_of(body)[-1]

    def _line_of(self, body: BodyId) -> tuple[BodyId, ...]:
        """The body, and one after another those that took its place."""
        line: tuple[BodyId, ...] = (body,)
        while line[-1] in self.succeeded:
            line = (*line, self.succeeded[line[-1]])
        return line

    def held_by(self, holder: BodyId) -> tuple[BodyId, ...]:
        """The bodies of the route whose place it has taken."""
        return tuple(body for body in self.bodies if body != holder and self.holder(body) == holder)

    def asked(self, body: BodyId) -> Asked | None:
        """What is asked of a body, or of those whose place it has taken."""
        asks = (each for each in self.asks if body in {each.body, self.holder(each.body)})
        return next((each.model_copy(update={"body": body}) for each in asks), None)

    def is_asked(self, body: BodyId) -> bool:
        return any(each.body == body for each in self.asked_so_far)


def fold(state: Approval | None, line: Recorded) -> Approval:
    event = line.event
    if isinstance(event, MatterOpened):
        return Approval(opened=line.happened, versions=(event.version,), **event.model_dump(exclude={"kind"}))
    if state is None:
        raise LookupError(line.stream)
    after = state.model_copy(update=_changes(state, line))
    return after.model_copy(update=_following(after, line))


def _following(state: Approval, line: Recorded) -> dict[str, object]:
    """The leave to go ahead without a body ends once that gives what it was asked; and a gate that stood open
    stands so no more once anything is waited for.
    """
    given = tuple(filter(state.has_given, state.course.without))
    changes: dict[str, object] = {"course": leaves_ended(state.course, given, line.happened)} if given else {}
    if state.publishing.stands_open and state.is_shut:
        changes["publishing"] = state.publishing.model_copy(update={"stands_open": False})
    return changes


def _changes(state: Approval, line: Recorded) -> dict[str, object]:
    match line.event:
        case StageOpened(stage=stage):
            return {"stages_opened": (*state.stages_opened, stage)}
        case BodyDecided(body=body) as decided:
            worth = decided.model_dump(exclude={"kind", "body"})
            outcome = BodyOutcome(happened=line.happened, **worth)
            given = _for_all_it_holds(state, body, outcome)
            conditions = decided_anew(state, body, given)
            return {"outcomes": {**state.outcomes, **given}, "conditions": conditions}
        case BodySucceeded() as event:
            return _succeeded(state, event)
        case BodyAskedAgain() as again:
            return asked_again(state, again, line)
        case VersionIssued() | ConditionStands() | NoticeServed() | NoticeEnded() | RatificationStands():
            return _consent_changed(state, line)
        case CommentLogged() | CommentAnswered():
            return {"comments": comments_after(state.comments, line)}
        case PapersRequested() | PapersSent() | PapersRefused():
            return {"requests": requests_after(state.requests, line)}
        case GateOpened() | PublicationDated() | PublicationChased() | MatterPublished():
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
                "notices": notices_of(state, issued),
                "course": text_changed(state.course, issued.change, line.happened),
                "publishing": after(state.publishing, line),
            }
        case ConditionStands() as condition:
            return condition_stands(state, condition, line)
        case RatificationStands() as stands:
            ratification = Ratification(
                body=stands.body, version=stands.version, state=stands.state, since=line.happened
            )
            return {"ratifications": {**state.ratifications, stands.obligation: ratification}}
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
    for_others = dict.fromkeys(owed, outcome.model_copy(update={"decided_by": body}))
    return {body: outcome, **for_others} if body in state.bodies or not owed else for_others


def _succeeded(state: Approval, event: BodySucceeded) -> dict[str, object]:
    notices = {
        event.successor if body == event.body else body: notice for body, notice in state.notices.items()
    }
    return {
        "succeeded": {**state.succeeded, event.body: event.successor},
        "rule_sets": {**state.rule_sets, event.successor: event.rule_set},
        "notices": notices,
    }


def _progress(state: Approval, line: Recorded) -> dict[str, object]:
    match line.event:
        case AdoptionFinished():
            return {"adopting": False}
        case MatterHeld():
            return {"progress": Progress.HELD, "held": line.happened}
        case MatterReleased(objections_until=until):
            notices = notices_until(state, until)
            return {"progress": Progress.RUNNING, "released": line.happened, "notices": notices}
        case MatterWithdrawn():
            return {"progress": Progress.WITHDRAWN}
        case MatterEnded():
            return {"progress": Progress.ENDED, **on_the_way(state, line)}
        case _:
            return on_the_way(state, line)
