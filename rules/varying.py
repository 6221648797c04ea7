"""Ways on after a refusal, by the recorded decision of the body that owns the route: another route, going
ahead without, or the end.
"""

from collections.abc import Sequence

from models.acts import Decision, Entry, Refused
from models.approval import Approval
from models.course import Against, EndedBecause, RouteChange
from models.course_commands import EndMatter, GoAheadWithout, OwnersDecision, VaryRoute
from models.course_events import MatterEnded, RouteVaried, WentAheadWithout
from models.outcome import BodyOutcome
from models.programme import Asked, Body, RuleSet
from models.values import BodyId, MeetingId, Procedure, Stream, content_hash
from rules.agenda import put_on_next
from rules.asking import asked_from, decides_in_meeting, refuses_change_of, sign_off_opened
from rules.known import Known
from rules.matter import no_more_asked
from rules.refusals import refused


def vary_route(known: Known, stream: Stream, command: VaryRoute) -> Decision:
    """Who is required is the partnership's policy, and only the body that owns the route changes it. What a
    body had decided stands and is shown; one that is added is asked at once if its stage is open.
    """
    found = _owned(known, stream, command)
    if isinstance(found, Refused):
        return found
    approval, owner = found
    if known.definition.body(command.body) is None:
        return refused("unknown-body")
    if command.change is RouteChange.ADDED:
        return _added(known, stream, command, approval, owner)
    is_required = command.change is RouteChange.REQUIRED
    if not is_required and _is_owner(approval, command.body):
        return refused("owner-stays-required")
    asks = [_asked(approval, body) for body in _meant(approval, command.body)]
    if not asks:
        return refused("not-on-route")
    otherwise = [asked for asked in asks if asked.required is not is_required]
    varied = (
        RouteVaried(body=each.body, change=command.change, **_word(owner, command)) for each in otherwise
    )
    return tuple(Entry(stream, event, known.happened) for event in varied) or refused("varied-so-already")


def go_ahead_without(known: Known, stream: Stream, command: GoAheadWithout) -> Decision:
    """A body that decided against, or did less than it was asked, no longer shuts the gate. That it did is
    not hidden. The leave is for the text the owner ruled on, and ends once the body gives what it was asked.
    """
    found = _owned(known, stream, command)
    if isinstance(found, Refused):
        return found
    approval, owner = found
    if known.definition.body(command.body) is None:
        return refused("unknown-body")
    meant = _meant(approval, command.body)
    if refusal := _refuses_without(approval, command.body, meant):
        return refusal
    against = _against(approval, meant)
    if not against:
        return refused("not-decided-against")
    if known.happened < max(each.happened for each in against):
        return refused("before-its-outcome")
    if approval.course.text_changed and known.happened < approval.course.text_changed:
        return refused("before-this-text")
    event = WentAheadWithout(body=command.body, against=against, **_word(owner, command))
    return (Entry(stream, event, known.happened),)


def end_matter(known: Known, stream: Stream, command: EndMatter) -> Decision:
    """Every body still asked is told, and everything decided stays on the record."""
    found = _owned(known, stream, command)
    if isinstance(found, Refused):
        return found
    approval, owner = found
    if command.because is EndedBecause.NOT_AGREED and not _is_anybody_against(approval):
        return refused("all-agreed-so-far")
    event = MatterEnded(because=command.because, **_word(owner, command))
    return (Entry(stream, event, known.happened), *no_more_asked(known, approval, command.reason))


# --- whose decision it is -----------------------------------------------------------------


def _owned(
    known: Known, stream: Stream, command: VaryRoute | GoAheadWithout | EndMatter
) -> tuple[Approval, Body] | Refused:
    """The matter, and the body that owns its route now; refused without its minute or letter."""
    approval = known.approval(stream.split("/")[1])
    refusal = refuses_change_of(approval)
    if refusal or approval is None:
        return refusal or refused("no-such-matter")
    owner = known.definition.body(approval.holder(approval.route.owner))
    if owner is None:
        return refused("no-route-owner")
    if not command.evidence.words.strip():
        return refused("evidence-missing")
    if not command.reason.words.strip():
        return refused("reason-missing")
    return _refuses_meeting(known, owner, command.meeting) or (approval, owner)


def _refuses_meeting(known: Known, owner: Body, meeting: MeetingId | None) -> Refused | None:
    if meeting is None:
        return None
    found = known.meeting(meeting) or known.definition.meeting(meeting)
    if found is None:
        return refused("no-such-meeting")
    return None if owner.id in found.bodies else refused("not-in-meeting")


def _word(owner: Body, command: OwnersDecision) -> dict[str, object]:
    return {
        "by": owner.id,
        "reason": command.reason,
        "evidence": command.evidence,
        "meeting": command.meeting,
    }


def _is_owner(approval: Approval, body: BodyId) -> bool:
    return body in {approval.route.owner, approval.holder(approval.route.owner)}


# --- which bodies are meant ---------------------------------------------------------------


def _meant(approval: Approval, body: BodyId) -> tuple[BodyId, ...]:
    """The body, or, of one that has taken the place of others, those."""
    return (body,) if body in approval.bodies else approval.held_by(body)


def _asked(approval: Approval, body: BodyId) -> Asked:
    return next(each for stage in approval.route.stages for each in stage.asks if each.body == body)


def _refuses_without(approval: Approval, body: BodyId, meant: Sequence[BodyId]) -> Refused | None:
    if not meant:
        return refused("not-on-route")
    if _is_owner(approval, body):
        return refused("owner-stays-required")
    if not any(_asked(approval, each).required for each in meant):
        return refused("not-awaited")
    if all(approval.goes_without(each) or approval.has_given(each) for each in meant):
        is_so = any(map(approval.goes_without, meant))
        return refused("without-already" if is_so else "not-decided-against")
    return None


def _against(approval: Approval, meant: Sequence[BodyId]) -> tuple[Against, ...]:
    return tuple(
        Against(body=body, standing=found.standing, version=found.version, happened=found.happened)
        for body in meant
        if (found := approval.outcomes.get(body)) and _is_against(found) and not approval.goes_without(body)
    )


def _is_against(found: BodyOutcome) -> bool:
    """What was approved and only waits to take effect is not against anything (G49)."""
    return not found.holds and not found.awaits_effect


def _is_anybody_against(approval: Approval) -> bool:
    """Whether a body has refused, lapsed or done less than it was asked, or objects to the text."""
    has_decided = any(
        asked.required and _is_against(found)
        for stage in approval.route.stages
        for asked in stage.asks
        if (found := approval.outcomes.get(asked.body)) is not None
    )
    has_objected = any(
        approval.has_objected(body) for body in filter(approval.waits_for_notice, approval.notices)
    )
    return has_decided or has_objected or any(map(approval.goes_without, approval.bodies))


# --- a body that is added -----------------------------------------------------------------


def _added(known: Known, stream: Stream, command: VaryRoute, approval: Approval, owner: Body) -> Decision:
    body = known.body(command.body)
    rules = known.definition.rules_of(body)
    asked = Asked(body=body.id, ask=command.ask, required=command.required, by=command.procedure)
    if refusal := _refuses_adding(known, approval, command, body) or _refuses_asking(rules, asked):
        return refusal
    event = RouteVaried(
        body=body.id,
        change=command.change,
        stage=command.stage,
        asked=asked,
        rule_set=content_hash(rules),
        **_word(owner, command),
    )
    varied = Entry(stream, event, known.happened)
    if command.stage not in approval.stages_opened:
        return (varied,)
    rule_sets = {**approval.rule_sets, body.id: content_hash(rules)}
    anew = approval.model_copy(update={"rule_sets": rule_sets})
    entries = [varied, sign_off_opened(known, anew, asked)]
    if decides_in_meeting(asked):
        entries += put_on_next(known, [(anew, asked)], asked_from(known, anew))
    return tuple(entries)


def _refuses_adding(known: Known, approval: Approval, command: VaryRoute, body: Body) -> Refused | None:
    if body.id in approval.rule_sets:
        return refused("on-route-already")
    if body.until is not None and body.until < known.today:
        return refused("body-has-ended")
    if body.since is not None and body.since > known.today:
        return refused("body-not-begun")
    stage = approval.stage(command.stage) if command.stage else None
    if stage is None:
        return refused("no-such-stage")
    is_open = stage.id in approval.stages_opened
    return refused("matter-held") if is_open and not approval.is_running else None


def _refuses_asking(rules: RuleSet, asked: Asked) -> Refused | None:
    """Whether its own rules let it give what it would be asked, in the way it would be asked."""
    if asked.by not in rules.procedures or asked.by in {Procedure.DELEGATED, Procedure.NOTICE}:
        return refused("procedure-not-allowed")
    return None if rules.satisfying.get(asked.ask) else refused("cannot-give-it")
