"""Rules changed while a matter runs: it ends under those it began under, unless two offices say otherwise."""

from models.acts import Decision, Entry, Refused
from models.approval import Approval
from models.course_commands import AgreeRules, ProposeRules, WithdrawRules
from models.course_events import RulesMigrated, RulesProposalWithdrawn, RulesProposed, SignOffMigrated
from models.events import Recorded
from models.programme import Asked, RuleSet
from models.sign_off import SignOff, fold
from models.values import BodyId, Instant, PersonId, Procedure, Sha256, Stream, content_hash
from rules.agenda import sign_off_stream
from rules.asking import refuses_work_on
from rules.holding import has_closed
from rules.known import Known
from rules.refusals import refused
from rules.sign_off import settled


def propose_rules(known: Known, stream: Stream, command: ProposeRules) -> Decision:
    """That a body goes on under the rules now in force for it is proposed by one office and agreed by
    another; until then it decides under those the matter began under (G13).
    """
    approval = _open_to(known, stream, command.body)
    if isinstance(approval, Refused):
        return approval
    if not command.reason.words.strip():
        return refused("reason-missing")
    if command.rule_set != rules_in_force(known, command.body):
        return refused("rules-not-in-force")
    if command.rule_set == approval.rule_sets[command.body]:
        return refused("rules-the-same")
    pending = approval.course.proposals.get(command.body)
    if pending is not None and pending.rule_set == command.rule_set:
        return refused("rules-proposed-already")
    if refusal := _refuses_rules(known, approval, command.body, command.rule_set):
        return refusal
    proposed = RulesProposed(
        body=command.body, rule_set=command.rule_set, by=known.person, reason=command.reason
    )
    return (Entry(stream, proposed),)


def withdraw_rules(known: Known, stream: Stream, command: WithdrawRules) -> Decision:
    approval = _open_to(known, stream, command.body)
    if isinstance(approval, Refused):
        return approval
    pending = approval.course.proposals.get(command.body)
    if pending is None:
        return refused("no-rules-proposed")
    withdrawn = RulesProposalWithdrawn(body=command.body, rule_set=pending.rule_set)
    return (Entry(stream, withdrawn, known.happened),)


def agree_rules(known: Known, stream: Stream, command: AgreeRules) -> Decision:
    """By another office than the one that proposed them, and never as of an earlier day: what was decided
    was decided under the rules of then. An open written procedure keeps its deadline and its answers, and
    counts by the new rules from now on.
    """
    approval = _open_to(known, stream, command.body)
    if isinstance(approval, Refused):
        return approval
    pending = approval.course.proposals.get(command.body)
    if pending is None:
        return refused("no-rules-proposed")
    if pending.by == known.person:
        return refused("two-offices-needed")
    if command.rule_set != pending.rule_set:
        return refused("other-rules-proposed")
    if pending.rule_set != rules_in_force(known, command.body):
        return refused("rules-overtaken")
    if refusal := _refuses_rules(known, approval, command.body, pending.rule_set):
        return refusal
    migrated = RulesMigrated(
        body=command.body,
        before=approval.rule_sets[command.body],
        rule_set=pending.rule_set,
        proposed_by=pending.by,
        agreed_by=known.person,
        reason=pending.reason,
    )
    return (Entry(stream, migrated), *_going_on(known, approval, command.body, pending.rule_set))


def rules_in_force(known: Known, body: BodyId) -> Sha256:
    """What the definition now in force says of it; whatever opens from now on is decided by these."""
    return content_hash(known.definition.rules_of(known.body(body)))


def rules_at(known: Known, approval: Approval, body: BodyId, at: Instant) -> RuleSet:
    """Those the matter began under, until two offices agreed to others: what was decided before that is
    recorded under the rules of then, however late it is recorded (G13).
    """
    changed = (each for each in approval.course.rules_changed if each.body == body and each.agreed > at)
    first = next(changed, None)
    return known.rule_sets[first.before if first else approval.rule_sets[body]]


# --- who may, and on what -----------------------------------------------------------------


def may_change_rules(known: Known, body: BodyId) -> frozenset[PersonId]:
    """The partnership's secretariat, its director, and whoever keeps the body's record."""
    definition = known.definition
    return frozenset({definition.secretariat, definition.director, known.body(body).secretary})


def _open_to(known: Known, stream: Stream, body: BodyId) -> Approval | Refused:
    approval = known.approval(stream.split("/")[1])
    refusal = refuses_work_on(approval)
    if refusal or approval is None:
        return refusal or refused("no-such-matter")
    if known.definition.body(body) is None:
        return refused("unknown-body")
    if body not in approval.rule_sets:
        return refused("not-on-route")
    return approval if known.person in may_change_rules(known, body) else refused("not-for-rules")


# --- what becomes of what it is being asked -----------------------------------------------


def _being_asked(known: Known, approval: Approval, body: BodyId) -> SignOff | None:
    sign_off = known.sign_off(sign_off_stream(approval, body))
    return sign_off if sign_off is not None and sign_off.is_open else None


def _refuses_rules(known: Known, approval: Approval, body: BodyId, name: Sha256) -> Refused | None:
    """A body that is being asked must be able to finish under the new rules in the way it was asked."""
    sign_off, asked, rules = _being_asked(known, approval, body), approval.asked(body), known.rule_sets[name]
    if sign_off is None or asked is None:
        return None
    is_written = sign_off.procedure is Procedure.WRITTEN
    if is_written and has_closed(approval, sign_off, known.at):
        return refused("procedure-over")
    if is_written and rules.written is None:
        return refused("no-written-procedure")
    if sign_off.procedure is Procedure.NOTICE:
        return None
    if sign_off.procedure not in rules.procedures or not _lets_decide(rules, asked):
        return refused("rules-lack-procedure")
    return None if rules.satisfying.get(sign_off.ask) else refused("cannot-give-it")


def _lets_decide(rules: RuleSet, asked: Asked) -> bool:
    """Whether it still delegates to whom it was asked through."""
    return asked.through is None or any(each.to == asked.through for each in rules.delegations)


def _going_on(known: Known, approval: Approval, body: BodyId, name: Sha256) -> tuple[Entry, ...]:
    """What it is being asked goes on; answers that suffice under the new rules settle it now."""
    sign_off = _being_asked(known, approval, body)
    if sign_off is None:
        return ()
    event = SignOffMigrated(rule_set=name)
    line = Recorded(number=0, stream=sign_off.stream, event=event, happened=known.at, recorded=known.at)
    after = fold(sign_off, line)
    is_written = sign_off.procedure is Procedure.WRITTEN
    counted = settled(known, after, at_deadline=False, happened=known.at) if is_written else ()
    return (Entry(sign_off.stream, event), *counted)
