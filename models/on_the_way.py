"""How an approval is changed by what is decided about its course."""

from typing import Any, Protocol

from models.course import (
    Ending,
    GoneAhead,
    MatterCourse,
    RouteChange,
    RulesChange,
    RulesProposal,
    Variation,
    route_requiring,
    route_with,
)
from models.course_events import (
    DecidedByOwner,
    MatterEnded,
    RouteVaried,
    RulesMigrated,
    RulesProposalWithdrawn,
    RulesProposed,
    WentAheadWithout,
)
from models.events import Recorded
from models.programme import Route
from models.values import BodyId, Sha256


class Approving(Protocol):
    """What of an approval its course is about."""

    @property
    def route(self) -> Route: ...
    @property
    def rule_sets(self) -> dict[BodyId, Sha256]: ...
    @property
    def course(self) -> MatterCourse: ...


def on_the_way(state: Approving, line: Recorded) -> dict[str, object]:
    course = state.course
    match line.event:
        case RouteVaried() as varied:
            return _varied(state, varied, line)
        case WentAheadWithout() as ahead:
            said = _owners_word(ahead, line)
            gone = {each.body: GoneAhead(against=each, **said) for each in ahead.against}
            return _course(course, without={**course.without, **gone})
        case MatterEnded() as ended:
            return _course(course, ending=Ending(because=ended.because, **_owners_word(ended, line)))
        case RulesProposed() as proposed:
            proposal = RulesProposal(
                rule_set=proposed.rule_set, by=proposed.by, proposed=line.happened, reason=proposed.reason
            )
            return _course(course, proposals={**course.proposals, proposed.body: proposal})
        case RulesProposalWithdrawn(body=body):
            return _course(course, proposals=_without(course, body))
        case RulesMigrated() as migrated:
            return _migrated(state, migrated, line)
        case _:
            return {}


def _varied(state: Approving, varied: RouteVaried, line: Recorded) -> dict[str, object]:
    """The route is another from now on; the one the matter opened with is kept beside it."""
    course = state.course
    variation = Variation(
        body=varied.body, change=varied.change, stage=varied.stage, **_owners_word(varied, line)
    )
    changed = _course(
        course,
        route_at_first=course.route_at_first or state.route,
        variations=(*course.variations, variation),
    )
    if varied.asked is None or varied.stage is None or varied.rule_set is None:
        is_required = varied.change is RouteChange.REQUIRED
        return {**changed, "route": route_requiring(state.route, varied.body, required=is_required)}
    return {
        **changed,
        "route": route_with(state.route, varied.stage, varied.asked),
        "rule_sets": {**state.rule_sets, varied.body: varied.rule_set},
    }


def _migrated(state: Approving, migrated: RulesMigrated, line: Recorded) -> dict[str, object]:
    changed = RulesChange(agreed=line.happened, **migrated.model_dump(exclude={"kind"}))
    course = state.course
    return {
        **_course(
            course,
            proposals=_without(course, migrated.body),
            rules_changed=(*course.rules_changed, changed),
        ),
        "rule_sets": {**state.rule_sets, migrated.body: migrated.rule_set},
    }


def _course(course: MatterCourse, **changes: object) -> dict[str, object]:
    return {"course": course.model_copy(update=changes)}


def _without(course: MatterCourse, body: BodyId) -> dict[BodyId, RulesProposal]:
    return {each: proposal for each, proposal in course.proposals.items() if each != body}


def _owners_word(event: DecidedByOwner, line: Recorded) -> dict[str, Any]:
    return {
        "by": event.by,
        "decided": line.happened,
        "recorded": line.recorded,
        "reason": event.reason,
        "evidence": event.evidence,
        "meeting": event.meeting,
    }
