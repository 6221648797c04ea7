"""What may be done with a matter as a whole: opened, its stages opened, held, released, withdrawn."""

from datetime import time

from models.acts import Decision, Entry, Refused
from models.approval import Approval, Progress
from models.commands import FinishAdoption, HoldMatter, OpenMatter, OpenStage, ReleaseMatter, WithdrawMatter
from models.events import (
    AdoptionFinished,
    Event,
    MatterHeld,
    MatterOpened,
    MatterReleased,
    MatterWithdrawn,
    Reminded,
    SignOffOpened,
    SignOffWithdrawn,
    StageOpened,
)
from models.programme import Asked, Body, MatterPlan, Version, WrittenProcedure
from models.values import BodyId, Instant, MatterId, Procedure, Sha256, Stream, content_hash
from rules.agenda import deciding_body, put_on_next, sign_off_stream, taken_off
from rules.calendar import add_working_days, at_london
from rules.known import Known
from rules.refusals import refused
from rules.reminders import escalation_instants, reminder_days

CLOSES_AT = time(17, 0)
"""A written procedure closes at 17:00 London time on its last working day, when offices do."""


def open_matter(known: Known, stream: Stream, command: OpenMatter) -> Decision:
    """A matter opens once, under the rule-sets then in force, and ends under them (G13)."""
    plan = known.definition.matter(command.matter)
    if plan is None:
        return refused("unknown-matter")
    if known.approval(command.matter) is not None:
        return refused("matter-exists")
    if command.closes is not None and command.closes <= known.happened:
        return refused("closes-in-the-past")
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
    return _turn(known, stream, Progress.HELD, "matter-not-held", MatterReleased(reason=command.reason))


def withdraw_matter(known: Known, stream: Stream, command: WithdrawMatter) -> Decision:
    """Withdrawn by its sponsor: every body still asked is told, what was decided stays on the record."""
    approval = known.approval(_matter_of(stream))
    if approval is None:
        return refused("no-such-matter")
    if approval.progress is Progress.WITHDRAWN:
        return ()
    entries = [Entry(stream, MatterWithdrawn(reason=command.reason), known.happened)]
    for asked in _still_asked(known, approval):
        entries.append(Entry(sign_off_stream(approval, asked.body), SignOffWithdrawn()))
        entries += taken_off(known, (approval, asked))
    return tuple(entries)


def refuses_work_on(approval: Approval | None) -> Refused | None:
    """Why nothing can be decided on this matter any more."""
    if approval is None:
        return refused("no-such-matter")
    if approval.progress is Progress.WITHDRAWN:
        return refused("matter-withdrawn")
    return None


def _turn(known: Known, stream: Stream, away_from: Progress, code: str, event: Event) -> Decision:
    approval = known.approval(_matter_of(stream))
    refusal = refuses_work_on(approval)
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


def decides_in_meeting(asked: Asked) -> bool:
    """Whether it needs a meeting: its own, or that of the committee it delegated to."""
    return asked.by is Procedure.MEETING or deciding_body(asked) != asked.body


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


def sign_off_opened(known: Known, approval: Approval, asked: Asked) -> Entry:
    body = known.body(asked.body)
    rule_set = approval.rule_sets[asked.body]
    opened = SignOffOpened(
        matter=approval.matter,
        body=asked.body,
        version=approval.version,
        content_hash=approval.content_hash,
        ask=asked.ask,
        required=asked.required,
        procedure=asked.by,
        rule_set=rule_set,
        entitled=_entitled(known, body),
    )
    written = known.rule_sets[rule_set].written
    if asked.by is Procedure.WRITTEN and written is not None:
        opened = opened.model_copy(update=_window(known, approval, written))
    return Entry(sign_off_stream(approval, asked.body), opened, known.happened)


def _entitled(known: Known, body: Body) -> tuple[str, ...]:
    return tuple(seat.id for seat in body.seats_on(known.day) if seat.voting)


def _window(known: Known, approval: Approval, written: WrittenProcedure) -> dict[str, object]:
    """When a written procedure closes, and on which days those who have not answered are reminded."""
    closing = _closing(known, written.working_days)
    deadline = approval.closes if approval.closes and approval.closes > known.happened else closing
    told = escalation_instants(known.happened, deadline, known.calendar)
    return {
        "deadline": deadline,
        "reminders": reminder_days(known.happened, deadline, known.calendar),
        "secretariat_told": told.secretariat,
        "director_told": told.director,
    }


def _closing(known: Known, working_days: int) -> Instant:
    return at_london(add_working_days(known.day, working_days, known.calendar), CLOSES_AT)
