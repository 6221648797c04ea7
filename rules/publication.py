"""From the gate to the public page: it opens, somebody sets the day, and on it the text is published."""

from dataclasses import replace
from datetime import date

from models.acts import Decision, Entry, NotYet, Refused
from models.approval import Approval
from models.gate import Gate
from models.programme import Part, Version
from models.publication_commands import AnswerComment, ChasePublication, OpenGate, Publish, SetPublicationDate
from models.publication_events import (
    CommentAnswered,
    GateOpened,
    MatterPublished,
    PartOf,
    PublicationChased,
    PublicationDated,
    PublishedPart,
)
from models.publication_plan import PublicationPlan
from models.values import Slug, Stream, VersionLabel
from rules.asking import refuses_change_of, refuses_work_on
from rules.calendar import end_of, in_words, london_day
from rules.gate import gate
from rules.keeping import kept_by, refuses_to_keep
from rules.known import Known
from rules.opening import next_opening
from rules.refusals import refused, refused_having
from rules.windows import is_too_far, windows_on


def open_gate(known: Known, stream: Stream, command: OpenGate) -> Decision:
    """It opens by itself, at the first moment at which nothing is awaited; a person then sets the day. It may
    be shut again by a hold, a new version, a lapsed condition or days barred, and open another time.
    """
    approval = known.approval(stream.split("/")[1])
    if approval is None or approval.version != command.version:
        return ()
    if next_opening(known, approval) != command.due:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    return (Entry(stream, GateOpened(version=command.version), command.due),)


def set_publication_date(known: Known, stream: Stream, command: SetPublicationDate) -> Decision:
    """Once the gate is open, and never for a day that has passed or on which publishing is barred. The day
    may be changed until the text is out.
    """
    approval = _to_be_published(known, stream)
    if isinstance(approval, Refused):
        return approval
    if refusal := _refuses_while_shut(known, approval):
        return refusal
    if command.day < known.day:
        return refused("publication-in-the-past")
    if is_too_far(known, command.day):
        return refused("publication-too-far")
    if barred := windows_on(known.partnership, command.day):
        last = max(known.partnership.windows[name].last for name in barred)
        return refused_having("day-barred", in_words(command.day), in_words(last))
    if refusal := refuses_to_keep(known, approval.matter, command.keeps):
        return refusal
    if _day_that_counts(known, approval) == command.day and not command.keeps:
        return ()
    dated = PublicationDated(version=approval.version, day=command.day, kept=command.keeps)
    evidence = f"The day of publication was set: {in_words(command.day)}."
    return (Entry(stream, dated, known.happened), *kept_by(known, stream, command.keeps, evidence))


def publish(known: Known, stream: Stream, command: Publish) -> Decision:
    """Only the version under decision, only while its gate is open, and not before the day that was set."""
    approval = _to_be_published(known, stream)
    if isinstance(approval, Refused):
        done = known.approval(stream.split("/")[1])
        return () if done and _is_out(done, command.version) else approval
    if refusal := _refuses_to_publish(known, approval, command):
        return refusal
    parts = _parts(known, approval)
    if isinstance(parts, Refused):
        return parts
    published = MatterPublished(
        version=approval.version,
        content_hash=approval.content_hash,
        day=known.day,
        parts=parts,
        kept=command.keeps,
    )
    evidence = f"Version {approval.version} was published on {in_words(known.day)}."
    return (Entry(stream, published, known.happened), *kept_by(known, stream, command.keeps, evidence))


def publication_overdue(approval: Approval) -> ChasePublication | None:
    """Once for each day that was set, when it has passed and nothing is out: the gate may be shut, or whoever
    meant to publish forgot.
    """
    publishing = approval.publishing
    may_go_on = approval.is_running and not approval.is_done and not approval.adopting
    if approval.publication is None or not may_go_on or publishing.day is None or publishing.chased:
        return None
    return ChasePublication(due=end_of(publishing.day), turn=publishing.times_dated)


def chase_publication(known: Known, stream: Stream, command: ChasePublication) -> Decision:
    approval = known.approval(stream.split("/")[1])
    if approval is None or approval.publishing.day is None or publication_overdue(approval) != command:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    chased = PublicationChased(version=approval.version, day=approval.publishing.day, due=command.due)
    return (Entry(stream, chased),)


def answer_comment(known: Known, stream: Stream, command: AnswerComment) -> Decision:
    """What was done with what a body had said, before the text is published or after."""
    approval = known.approval(stream.split("/")[1])
    refusal = refuses_work_on(approval)
    if refusal or approval is None:
        return refusal or refused("no-such-matter")
    said = [each for each in approval.comments if each.body == command.body and each.words is not None]
    if not said:
        return refused("no-comment-there")
    if not any(each.awaits_answer for each in said):
        return refused("comment-answered")
    return (Entry(stream, CommentAnswered(body=command.body, words=command.words), known.happened),)


def _to_be_published(known: Known, stream: Stream) -> Approval | Refused:
    approval = known.approval(stream.split("/")[1])
    refusal = refuses_change_of(approval)
    if refusal or approval is None:
        return refusal or refused("no-such-matter")
    return approval if approval.publication else refused("not-to-be-published")


def _is_out(approval: Approval, version: VersionLabel) -> bool:
    published = approval.publishing.published
    return published is not None and published.version == version


def _refuses_to_publish(known: Known, approval: Approval, command: Publish) -> Refused | None:
    if command.version != approval.version:
        gate = _gate(known, approval)
        stands = "It may be published itself" if gate.is_open else f"It waits for this: {_awaited(gate)}"
        return refused_having("another-version", approval.version, stands)
    if refusal := _refuses_while_shut(known, approval):
        return refusal
    day = _day_that_counts(known, approval)
    if day is None:
        return refused("no-publication-date")
    if known.day < day:
        return refused_having("before-publication-date", in_words(day))
    return refuses_to_keep(known, approval.matter, command.keeps)


def _refuses_while_shut(known: Known, approval: Approval) -> Refused | None:
    """By what is known now, and by the windows of the day that is reported."""
    found = _gate(known, approval)
    if not found.is_open:
        return refused_having("gate-shut", approval.version, _awaited(found))
    if found.since is not None and found.since > known.happened:
        return refused_having("before-the-gate", in_words(london_day(found.since)))
    return None


def _day_that_counts(known: Known, approval: Approval) -> date | None:
    """None where the gate was shut and has opened anew since it was said, though that is not noted yet."""
    dated, since = approval.publishing.dated, _gate(known, approval).since
    if dated is not None and since is not None and since > dated:
        return None
    return approval.publishing.day


def _gate(known: Known, approval: Approval) -> Gate:
    """As on the day of what is reported."""
    return gate(replace(known, at=known.happened), approval)


def _awaited(found: Gate) -> str:
    return "; ".join(each.words for each in found.waits_for) or "nothing"


def _parts(known: Known, approval: Approval) -> tuple[PublishedPart, ...] | Refused:
    """The files of the version, by what they are to their readers; what is on request is not among them."""
    document = known.definition.document(approval.document)
    versions = document.versions if document else ()
    version = next((each for each in versions if each.label == approval.version), None)
    if version is None or approval.publication is None or version.content_hash != approval.content_hash:
        return refused("unknown-version")
    wanted = _named(approval.publication)
    files = _enclosed(version)
    if missing := [part for part in wanted if part not in files]:
        return refused_having("part-missing", approval.version, ", ".join(missing))
    return tuple(
        PublishedPart(part=part, of=of, sha256=sha256)
        for part, of in wanted.items()
        if (sha256 := files[part].sha256) is not None
    )


def _named(plan: PublicationPlan) -> dict[Slug, PartOf]:
    return dict.fromkeys(plan.full, PartOf.FULL) | dict.fromkeys(plan.summary, PartOf.SUMMARY)


def _enclosed(version: Version) -> dict[Slug, Part]:
    return {part.id: part for part in version.parts if not part.on_request and part.sha256}
