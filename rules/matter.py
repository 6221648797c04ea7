"""What may be done with a matter as a whole: opened, its stages opened, held, released, withdrawn."""

from models.acts import Decision, Entry
from models.approval import Approval, Progress
from models.commands import FinishAdoption, HoldMatter, OpenMatter, OpenStage, ReleaseMatter, WithdrawMatter
from models.events import (
    AdoptionFinished,
    DeadlineMoved,
    Event,
    MatterHeld,
    MatterOpened,
    MatterReleased,
    MatterWithdrawn,
    Reminded,
    SignOffWithdrawn,
    StageOpened,
)
from models.programme import Asked, MatterPlan, Version
from models.sign_off import SignOff
from models.values import BodyId, MatterId, Procedure, Sha256, Stream, Text, content_hash
from rules.agenda import deciding_body, put_on_next, sign_off_stream, taken_off
from rules.asking import decides_in_meeting, refuses_change_of, sign_off_opened
from rules.call_in import effects_forgone
from rules.conditions import conditions_ended
from rules.holding import moved_on
from rules.known import Known
from rules.refusals import refused
from rules.tenure import refuses_untested


def open_matter(known: Known, stream: Stream, command: OpenMatter) -> Decision:
    """A matter opens once, under the rule-sets then in force, and ends under them (G13)."""
    plan = known.definition.matter(command.matter)
    if plan is None:
        return refused("unknown-matter")
    if known.approval(command.matter) is not None:
        return refused("matter-exists")
    if command.closes is not None and command.closes <= known.happened:
        return refused("closes-in-the-past")
    if refusal := refuses_untested(known, command.matter):
        return refusal
    version = _version(known, plan, command.version)
    if version is None or version.content_hash is None:
        return refused("unknown-version")
    opened = MatterOpened(
        matter=plan.id,
        document=plan.document,
        version=version.label,
        content_hash=version.content_hash,
        sponsor=plan.sponsor,
        route=plan.route,
        rule_sets=_rule_sets(known, plan),
        closes=command.closes,
        adopting=command.adopting,
        publication=plan.publication,
    )
    return (Entry(stream, opened, known.happened),)


def finish_adoption(known: Known, stream: Stream, command: FinishAdoption) -> Decision:
    """From now on the matter runs: who still owes an answer is asked at once, and what is still owed is
    reminded and closed as ever.
    """
    del command
    approval = known.approval(_matter_of(stream))
    if approval is None:
        return refused("no-such-matter")
    if not approval.adopting:
        return refused("not-adopting")
    return (Entry(stream, AdoptionFinished()), *_asked_now(known, approval))


def _asked_now(known: Known, approval: Approval) -> list[Entry]:
    """Letters were held back while the matter was taken over; those still wanted go now."""
    entries = []
    for asked in _still_asked(known, approval):
        sign_off = known.sign_off(sign_off_stream(approval, asked.body))
        if sign_off is None or sign_off.deadline is None or sign_off.deadline <= known.at:
            continue
        if seats := sign_off.unanswered():
            entries.append(Entry(sign_off.stream, Reminded(due=known.at, seats=seats)))
    return entries


def open_stage(known: Known, stream: Stream, command: OpenStage) -> Decision:
    """A stage opens when every required body of the stages before it has given what it was asked for."""
    approval = known.approval(_matter_of(stream))
    if approval is None:
        return refused("no-such-matter")
    following = approval.next_stage()
    if following is None or following.id != command.stage or approval.progress is not Progress.RUNNING:
        return ()
    opened = tuple(sign_off_opened(known, approval, each) for each in following.asks)
    in_meetings = [(approval, each) for each in following.asks if decides_in_meeting(each)]
    fixed = put_on_next(known, in_meetings, known.happened)
    return (Entry(stream, StageOpened(stage=following.id), known.happened), *opened, *fixed)


def hold_matter(known: Known, stream: Stream, command: HoldMatter) -> Decision:
    """While a matter is on hold nothing falls due: no stage opens, nothing closes, nobody is reminded.
    Members may still answer, and what they answer counts."""
    return _turn(known, stream, Progress.RUNNING, "matter-held", MatterHeld(reason=command.reason))


def release_matter(known: Known, stream: Stream, command: ReleaseMatter) -> Decision:
    """Whoever is still asked has as much time left as when the matter was put on hold."""
    approval = known.approval(_matter_of(stream))
    moved = _moved_on(known, approval) if approval and approval.progress is Progress.HELD else []
    until = {
        sign_off.body: event.deadline
        for sign_off, event in moved
        if sign_off.procedure is Procedure.NOTICE and event.deadline
    }
    event = MatterReleased(reason=command.reason, objections_until=until)
    released = _turn(known, stream, Progress.HELD, "matter-not-held", event)
    if not isinstance(released, tuple):
        return released
    return (*released, *(Entry(sign_off.stream, event) for sign_off, event in moved))


def _moved_on(known: Known, approval: Approval) -> list[tuple[SignOff, DeadlineMoved]]:
    streams = dict.fromkeys(sign_off_stream(approval, asked.body) for asked in approval.asked_so_far)
    sign_offs = (known.sign_off(stream) for stream in streams)
    still_open = (sign_off for sign_off in sign_offs if sign_off is not None and sign_off.is_open)
    moved = ((sign_off, moved_on(known, approval, sign_off)) for sign_off in still_open)
    return [(sign_off, event) for sign_off, event in moved if event is not None]


def withdraw_matter(known: Known, stream: Stream, command: WithdrawMatter) -> Decision:
    """Withdrawn by its sponsor: every body still asked is told, what was decided stays on the record."""
    approval = known.approval(_matter_of(stream))
    if approval is None:
        return refused("no-such-matter")
    if approval.progress is Progress.WITHDRAWN:
        return ()
    if refusal := refuses_change_of(approval):
        return refusal
    withdrawn = Entry(stream, MatterWithdrawn(reason=command.reason), known.happened)
    return (withdrawn, *no_more_asked(known, approval, command.reason))


def no_more_asked(known: Known, approval: Approval, reason: Text) -> list[Entry]:
    """What is still asked is asked no more, in writing or at a meeting, and no condition is to be met. What
    else is owed stays owed: a promise to whom it was made, and a body the word of those who acted for it
    (G10, G42).
    """
    entries = []
    for asked in _still_asked(known, approval):
        entries.append(Entry(sign_off_stream(approval, asked.body), SignOffWithdrawn()))
        entries += taken_off(known, (approval, asked))
    forgone = effects_forgone(known, approval, reason)
    return [*entries, *conditions_ended(known, approval, reason), *forgone]


def _turn(known: Known, stream: Stream, away_from: Progress, code: str, event: Event) -> Decision:
    approval = known.approval(_matter_of(stream))
    refusal = refuses_change_of(approval)
    if refusal or approval is None:
        return refusal or refused("no-such-matter")
    if approval.progress is not away_from:
        return refused(code)
    return (Entry(stream, event, known.happened),)


def _matter_of(stream: Stream) -> MatterId:
    return stream.split("/")[1]


def _version(known: Known, plan: MatterPlan, label: str) -> Version | None:
    document = known.definition.document(plan.document)
    versions = document.versions if document else ()
    return next((version for version in versions if version.label == label), None)


def _rule_sets(known: Known, plan: MatterPlan) -> dict[BodyId, Sha256]:
    """By hash, for every body on the route and every committee that decides for one."""
    asks = [asked for stage in plan.route.stages for asked in stage.asks]
    bodies = dict.fromkeys(body for asked in asks for body in (asked.body, deciding_body(asked)))
    return {body: content_hash(known.definition.rules_of(known.body(body))) for body in bodies}


def _still_asked(known: Known, approval: Approval) -> list[Asked]:
    """What was asked and is not yet decided."""
    found = [
        (asked, known.sign_off(sign_off_stream(approval, asked.body))) for asked in approval.asked_so_far
    ]
    return [asked for asked, sign_off in found if sign_off is not None and sign_off.is_open]
