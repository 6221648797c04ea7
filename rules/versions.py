"""A new version in the place of the one under decision, and what becomes of what was asked before."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.acts import Decision, Entry, Refused
from models.approval import Approval
from models.commands import IssueVersion
from models.consent import NoticeGiven
from models.events import (
    BodyAskedAgain,
    MeetingFixed,
    NoticeServed,
    SignOffReopened,
    SignOffSuperseded,
    VersionIssued,
)
from models.programme import Asked, Version
from models.sign_off import SignOff
from models.values import Ask, BodyId, ChangeClass, Instant, Procedure, Standing, Stream, VersionLabel
from rules.agenda import put_on_next, sign_off_stream
from rules.asking import asked_from, decides_in_meeting, refuses_change_of, sign_off_opened
from rules.calendar import deadline_after, london_day
from rules.call_in import effect_forgone
from rules.known import Known
from rules.refusals import refused

SAYS_NOTHING_OF_THE_TEXT = frozenset({Standing.ADVISED, Standing.NOTED, Standing.INFORMED})
"""Where a body stands that has heard of a draft without making it its own."""


@dataclass(frozen=True)
class Reach:
    """Whose approvals a change reopens, and who is only told and may object, until when."""

    reopened: tuple[Asked, ...] = ()
    notified: tuple[Asked, ...] = ()
    until: Instant | None = None


def issue_version(known: Known, stream: Stream, command: IssueVersion) -> Decision:
    """An editorial change keeps every decision made; whoever has not decided is asked about the new text.
    A new draft does the same, as long as nobody has recommended or approved what it changes. A limited
    change reopens what the amendment protocol says, and a material one every approval (G57, G58).
    """
    approval = known.approval(stream.split("/")[1])
    refusal = refuses_change_of(approval)
    if refusal or approval is None:
        return refusal or refused("no-such-matter")
    version = _version(known, approval, command)
    if isinstance(version, Refused) or version.content_hash is None:
        return version if isinstance(version, Refused) else refused("unknown-version")
    reach = reach_of(known, approval, command.change, command.caused_by)
    issued = VersionIssued(
        version=version.label,
        content_hash=version.content_hash,
        change=command.change,
        reason=command.reason,
        caused_by=command.caused_by,
        notified=tuple(asked.body for asked in reach.notified),
        objections_until=reach.until,
    )
    anew = _anew(approval, issued)
    return (
        Entry(stream, issued, known.happened),
        *_still_open(known, approval, anew, command.change),
        *_reopened(known, anew, reach.reopened, command),
        *(sign_off_opened(known, anew, asked) for asked in reach.notified),
    )


class Effect(StrEnum):
    """What a change does to one body's approval of a former text."""

    KEPT = "kept"
    TOLD = "told"
    REOPENED = "reopened"


def effect_on(approval: Approval, body: BodyId, change: ChangeClass, caused_by: Sequence[BodyId]) -> Effect:
    if change.keeps_decisions:
        return Effect.KEPT
    if change is ChangeClass.MATERIAL or approval.route.protocol is None:
        return Effect.REOPENED
    anew = {approval.holder(each) for each in (approval.route.owner, *caused_by)}
    return Effect.REOPENED if approval.holder(body) in anew else Effect.TOLD


def effect_since(approval: Approval, body: BodyId, version: VersionLabel) -> Effect:
    """What all changes after a version do to a body's approval of it: the strongest of them."""
    later = approval.versions[approval.versions.index(version) + 1 :]
    effects = {effect_on(approval, body, approval.changes[each], approval.causes[each]) for each in later}
    return max(effects, key=list(Effect).index, default=Effect.KEPT)


def told_late(known: Known, approval: Approval, asked: Asked) -> list[Entry]:
    """It had approved a former text before this one was issued, though that was recorded only now: it is not
    asked any more, and may object within a window of its own.
    """
    until = objections_end(known, approval)
    if until is None:
        return []
    served = NoticeServed(body=asked.body, version=approval.version, until=until)
    notice = SignOffReopened(procedure=Procedure.NOTICE, deadline=until)
    return [
        Entry(f"approval/{approval.matter}", served),
        Entry(sign_off_stream(approval, asked.body), notice),
    ]


def reach_of(
    known: Known, approval: Approval, change: ChangeClass, caused_by: Sequence[BodyId] = ()
) -> Reach:
    """Silence on a notice is no objection and never an approval; what was approved stays what it was."""
    effects = {
        asked.body: (asked, effect_on(approval, asked.body, change, caused_by))
        for asked in _approved_by_holder(approval)
    }
    told = [asked for asked, effect in effects.values() if effect is Effect.TOLD]
    return Reach(
        reopened=tuple(asked for asked, effect in effects.values() if effect is Effect.REOPENED),
        notified=tuple(asked.model_copy(update={"by": Procedure.NOTICE}) for asked in told),
        until=objections_end(known, approval) if told else None,
    )


def objections_end(known: Known, approval: Approval) -> Instant | None:
    """The end of the last working day of the window, counted from the day bodies are told."""
    protocol = approval.route.protocol
    if protocol is None:
        return None
    begins = london_day(asked_from(known, approval))
    return deadline_after(begins, protocol.objection_days, known.calendar).instant


def _approved_by_holder(approval: Approval) -> list[Asked]:
    """Three approvals carried to one successor are its own three: it is asked, or told, once."""
    holders = {
        approval.holder(asked.body): asked
        for asked in approval.asked_so_far
        if _has_approved(approval, asked)
    }
    return [asked.model_copy(update={"body": holder}) for holder, asked in holders.items()]


def _has_approved(approval: Approval, asked: Asked) -> bool:
    outcome = approval.outcomes.get(asked.body)
    return asked.ask is Ask.APPROVE and outcome is not None and (outcome.holds or outcome.awaits_effect)


def _version(known: Known, approval: Approval, command: IssueVersion) -> Version | Refused:
    if command.version in approval.versions:
        return refused("version-exists" if command.version == approval.version else "version-was-put")
    document = known.definition.document(approval.document)
    versions = document.versions if document else ()
    version = next((each for each in versions if each.label == command.version), None)
    if version is None or version.content_hash is None:
        return refused("unknown-version")
    if version.content_hash == approval.content_hash:
        return refused("same-content")
    if command.change is ChangeClass.DRAFT and _is_drafted(approval):
        return refused("drafting-is-over")
    if not all(_set_a_condition(approval, body) for body in command.caused_by):
        return refused("no-condition-there")
    return version


def _set_a_condition(approval: Approval, body: BodyId) -> bool:
    """Itself, or as one whose place it has taken."""
    outcomes = (approval.outcomes.get(each) for each in (body, *approval.held_by(body)))
    return any(each is not None and each.standing is Standing.APPROVED_WITH_CONDITION for each in outcomes)


def _is_drafted(approval: Approval) -> bool:
    return any(outcome.standing not in SAYS_NOTHING_OF_THE_TEXT for outcome in approval.outcomes.values())


def _anew(approval: Approval, issued: VersionIssued) -> Approval:
    until = issued.objections_until
    notices = {body: NoticeGiven(version=issued.version, until=until) for body in issued.notified if until}
    changed = {"version": issued.version, "content_hash": issued.content_hash, "notices": notices}
    return approval.model_copy(update=changed)


def _still_open(known: Known, approval: Approval, anew: Approval, change: ChangeClass) -> list[Entry]:
    """Who has not decided is asked about the new text, at the meeting the item was on. A notice of the
    former text ends with it, but for a change that keeps every decision."""
    entries: list[Entry] = []
    for asked in approval.asked_so_far:
        before = known.sign_off(sign_off_stream(approval, asked.body))
        if before is None or not before.is_open:
            continue
        if before.procedure is Procedure.NOTICE and change.keeps_decisions:
            continue
        entries.append(Entry(before.stream, SignOffSuperseded(version=anew.version), known.happened))
        if before.procedure is not Procedure.NOTICE:
            again = asked.model_copy(update={"by": before.procedure})
            entries += [sign_off_opened(known, anew, again), *_same_meeting(before, anew.version)]
    return entries


def _reopened(known: Known, anew: Approval, reopened: Sequence[Asked], command: IssueVersion) -> list[Entry]:
    """In writing where the body's rules allow it, between its meetings; else at its next one."""
    entries: list[Entry] = []
    wanted = []
    for asked in reopened:
        again = between_meetings(known, anew, asked)
        held = (asked.body, *anew.held_by(asked.body))
        asked_again = BodyAskedAgain(body=asked.body, of=held, version=anew.version, reason=command.reason)
        entries.append(Entry(f"approval/{anew.matter}", asked_again, known.happened))
        entries += [each for body in held for each in effect_forgone(known, anew, body, command.reason)]
        entries.append(sign_off_opened(known, anew, again))
        if decides_in_meeting(again):
            wanted.append((anew, again))
    return entries + put_on_next(known, wanted, asked_from(known, anew))


def between_meetings(known: Known, approval: Approval, asked: Asked) -> Asked:
    """As it is asked of a text it had approved before: in writing, where its rules know that."""
    rules = known.rule_sets[approval.rule_sets[asked.body]]
    return asked.model_copy(update={"by": Procedure.WRITTEN}) if rules.written is not None else asked


def _same_meeting(before: SignOff, version: str) -> list[Entry]:
    """The item stays on the meeting it was on."""
    if before.meeting is None or before.meets is None:
        return []
    stream = f"sign-off/{before.matter}/{before.body}/{version}"
    return [Entry(stream, MeetingFixed(meeting=before.meeting, starts=before.meets))]
