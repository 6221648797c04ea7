"""A new version in the place of the one under decision, and what becomes of what was asked before."""

from models.acts import Decision, Entry
from models.approval import Approval
from models.commands import IssueVersion
from models.events import MeetingFixed, SignOffSuperseded, VersionIssued
from models.sign_off import SignOff
from models.values import ChangeClass, Standing, Stream
from rules.agenda import sign_off_stream
from rules.known import Known
from rules.matter import refuses_work_on, sign_off_opened
from rules.refusals import refused

SAYS_NOTHING_OF_THE_TEXT = frozenset({Standing.ADVISED, Standing.NOTED, Standing.INFORMED})
"""Where a body stands that has heard of a draft without making it its own."""


def issue_version(known: Known, stream: Stream, command: IssueVersion) -> Decision:
    """An editorial change keeps every decision made; whoever has not decided is asked about the new text.
    A new draft does the same, as long as nobody has recommended or approved what it changes."""
    approval = known.approval(stream.split("/")[1])
    refusal = refuses_work_on(approval)
    if refusal or approval is None:
        return refusal or refused("no-such-matter")
    if command.version in approval.versions:
        return refused("version-exists")
    document = known.definition.document(approval.document)
    versions = document.versions if document else ()
    version = next((each for each in versions if each.label == command.version), None)
    if version is None or version.content_hash is None:
        return refused("unknown-version")
    if version.content_hash == approval.content_hash:
        return refused("same-content")
    if command.change is ChangeClass.DRAFT and _is_drafted(approval):
        return refused("drafting-is-over")
    issued = VersionIssued(
        version=version.label,
        content_hash=version.content_hash,
        change=command.change,
        reason=command.reason,
    )
    anew = approval.model_copy(update={"version": version.label, "content_hash": version.content_hash})
    entries = [Entry(stream, issued, known.happened)]
    for asked in approval.asked_so_far:
        before = known.sign_off(sign_off_stream(approval, asked.body))
        if before is not None and before.is_open:
            superseded = SignOffSuperseded(version=version.label)
            entries.append(Entry(before.stream, superseded, known.happened))
            entries += [sign_off_opened(known, anew, asked), *_same_meeting(before, anew.version)]
    return tuple(entries)


def _is_drafted(approval: Approval) -> bool:
    return any(outcome.standing not in SAYS_NOTHING_OF_THE_TEXT for outcome in approval.outcomes.values())


def _same_meeting(before: SignOff, version: str) -> list[Entry]:
    """The item stays on the meeting it was on."""
    if before.meeting is None or before.meets is None:
        return []
    stream = f"sign-off/{before.matter}/{before.body}/{version}"
    return [Entry(stream, MeetingFixed(meeting=before.meeting, starts=before.meets))]
