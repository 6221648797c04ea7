"""A key decision waits for its notice: 28 clear days, or the ways around them (G45, G46, G47)."""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta

from models.acts import Decision, Entry, Refused
from models.approval import Approval
from models.dates import ONE_DAY, WorkingCalendar
from models.executive import ClearDays, KeyDecision, KeyDecisions, KeyException
from models.executive_commands import PublishKeyNotice, UseKeyException
from models.executive_events import KeyExceptionUsed, KeyNoticePublished
from models.programme import Asked
from models.values import Ask, BodyId, Instant, SeatId, Slug, Stream
from rules.asking import asked_from, refuses_work_on
from rules.calendar import add_working_days, at_london, in_words, london_day
from rules.known import Known
from rules.refusals import refused, refused_having

# --- when it may be taken -----------------------------------------------------------------


def first_day_after(day: date, clear: ClearDays, calendar: WorkingCalendar) -> date:
    """The first day that has so many clear days between itself and the other (G17)."""
    last = add_working_days(day, clear.days, calendar) if clear.working else day + timedelta(days=clear.days)
    return last + ONE_DAY


def refuses_key_decision(known: Known, approval: Approval, body: BodyId) -> Refused | None:
    """An approval of a body with such rules, as of the day it was taken. Whatever else a body does with an
    item, defer or refuse it, needs no notice.
    """
    rules = key_rules(known, approval, body)
    if rules is None:
        return None
    lawful = lawful_from(known, approval, body, rules)
    if lawful is None:
        day = first_day_after(known.today, rules.notice, known.calendar)
        return refused_having("key-notice-missing", in_words(day))
    if known.happened >= lawful:
        return None
    return refused_having("key-decision-too-early", in_words(london_day(lawful)))


def earliest_decision(known: Known, approval: Approval, asked: Asked) -> Instant | None:
    """Before which a body may not take its key decision; as if notice were given today where none was. None
    where nothing of the kind holds it back.
    """
    rules = key_rules(known, approval, asked.body) if asked.ask is Ask.APPROVE else None
    if rules is None:
        return None
    lawful = lawful_from(known, approval, asked.body, rules)
    return lawful or _begins(first_day_after(known.today, rules.notice, known.calendar))


def key_rules(known: Known, approval: Approval, body: BodyId) -> KeyDecisions | None:
    """Those the matter began under (G13), of a body that is asked to approve."""
    asked = approval.asked(body)
    if asked is None or asked.ask is not Ask.APPROVE or body not in approval.rule_sets:
        return None
    return known.rule_sets[approval.rule_sets[body]].key_decision


def lawful_from(known: Known, approval: Approval, body: BodyId, rules: KeyDecisions) -> Instant | None:
    """By the first of the ways that are on the record."""
    found = _on_record(approval, body)
    return min(_ways(found, rules, known.calendar), default=None)


def _on_record(approval: Approval, body: BodyId) -> KeyDecision:
    """Notice given by a body whose place this one has taken is notice of the same decision."""
    for each in (body, *approval.held_by(body)):
        if each in approval.key_decisions:
            return approval.key_decisions[each]
    return KeyDecision()


def _ways(found: KeyDecision, rules: KeyDecisions, calendar: WorkingCalendar) -> Iterator[Instant]:
    if found.notice is not None:
        yield _begins(first_day_after(london_day(found.notice.published), rules.notice, calendar))
    for used in found.exceptions:
        if used.exception is KeyException.SPECIAL_URGENCY:
            yield used.used
        elif rules.exception is not None:
            yield _begins(first_day_after(london_day(used.runs_from), rules.exception, calendar))


def _begins(day: date) -> Instant:
    return at_london(day, time(0, 0))


# --- what is put on record ----------------------------------------------------------------


def publish_key_notice(known: Known, stream: Stream, command: PublishKeyNotice) -> Decision:
    """Who decides, on what and by which members the system knows; the notice adds the days and how the
    documents are got. It is refused where the body could not lawfully decide on any of those days.
    """
    approval = known.approval(stream.split("/")[1])
    rules = _rules_for(known, approval, command.body)
    if isinstance(rules, Refused) or approval is None:
        return rules if isinstance(rules, Refused) else refused("no-such-matter")
    if command.last < command.first:
        return refused("window-backwards")
    if not command.obtained.words.strip():
        return refused("reason-missing")
    before = _on_record(approval, command.body).notice
    published = london_day(before.published) if before else known.day
    earliest = first_day_after(published, rules.notice, known.calendar)
    if command.last < earliest:
        return refused_having("key-notice-too-short", in_words(earliest))
    event = KeyNoticePublished(
        body=command.body,
        first=command.first,
        last=command.last,
        parts=_parts(known, approval),
        obtained=command.obtained,
    )
    return (Entry(stream, event, known.happened),)


def use_key_exception(known: Known, stream: Stream, command: UseKeyException) -> Decision:
    """By general exception the scrutiny chair is told in writing and the reasons are public, and then so many
    clear days pass (G46), from when our letter tells the chair; by special urgency one of those the rules
    name has agreed, in their order (G47).
    """
    approval = known.approval(stream.split("/")[1])
    rules = _rules_for(known, approval, command.body)
    if isinstance(rules, Refused) or approval is None:
        return rules if isinstance(rules, Refused) else refused("no-such-matter")
    if not command.reason.words.strip():
        return refused("reason-missing")
    is_urgent = command.exception is KeyException.SPECIAL_URGENCY
    if not is_urgent and rules.exception is None:
        return refused("no-general-exception")
    if is_urgent and (refusal := refuses_agreement(rules.urgency, command.agreed_by, command.unable)):
        return refusal
    event = KeyExceptionUsed(
        body=command.body,
        exception=command.exception,
        reason=command.reason,
        agreed_by=command.agreed_by if is_urgent else None,
        unable=command.unable if is_urgent else (),
        told=None if is_urgent else asked_from(known, approval),
    )
    return (Entry(stream, event, known.happened),)


def refuses_agreement(
    order: Sequence[SeatId], agreed_by: SeatId | None, unable: Sequence[SeatId]
) -> Refused | None:
    """The chair named agrees; a fall-back only where all named before could not (G47, G50)."""
    if agreed_by is None or agreed_by not in order:
        return refused("not-who-agrees")
    before = order[: order.index(agreed_by)]
    return None if set(before) <= set(unable) else refused("fall-back-too-soon")


def _rules_for(known: Known, approval: Approval | None, body: BodyId) -> KeyDecisions | Refused:
    refusal = refuses_work_on(approval)
    if refusal or approval is None:
        return refusal or refused("no-such-matter")
    if approval.asked(body) is None:
        return refused("not-on-route")
    return key_rules(known, approval, body) or refused("not-a-key-decision")


def _parts(known: Known, approval: Approval) -> tuple[Slug, ...]:
    """Of the version under decision."""
    document = known.definition.document(approval.document)
    versions = document.versions if document else ()
    found = next((each for each in versions if each.label == approval.version), None)
    return tuple(part.id for part in found.parts) if found else ()
