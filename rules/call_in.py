"""From a decision to its effect: published, called in or not, referred back or let stand (G48-G51)."""

from collections.abc import Iterator

from models.acts import Decision, Entry, NotYet, Refused
from models.approval import Approval
from models.events import BodyDecided, SignOffDecided
from models.executive import CallInRules, CallInStage, InEffectBecause, ScrutinySays
from models.executive_commands import AnswerCallIn, CallInDecision, PublishDecision, TakeEffect
from models.executive_events import (
    CallInAnswered,
    DecisionCalledIn,
    DecisionPublished,
    DecisionTookEffect,
    EffectForgone,
    EffectStands,
)
from models.outcome import BodyOutcome
from models.sign_off import SignOff
from models.values import Ask, BodyId, Instant, Stream, Text
from rules.asking import asked_from, asked_once_more, refuses_work_on
from rules.calendar import deadline_after, deadline_in_words, london_day
from rules.key_decision import refuses_agreement
from rules.known import Known
from rules.owed_by_executives import (
    answer_given,
    answer_owed,
    answered_by,
    owed_no_more,
    publication_made,
    publication_owed,
    report_owed,
)
from rules.refusals import refused, refused_having
from rules.verbs import holds

# --- what a decision is worth -------------------------------------------------------------


def decision_told(known: Known, sign_off: SignOff, decided: SignOffDecided) -> tuple[Entry, ...]:
    """On the body's own record and on the matter's. A board's decision is in effect at once; one that may be
    called in holds only once it has taken effect (G51). What was referred back is not called in again.
    """
    rules = known.rule_sets[sign_off.rule_set]
    gives = holds(sign_off.ask, decided.standing, rules)
    told = BodyDecided(body=sign_off.body, version=sign_off.version, standing=decided.standing, holds=gives)
    owed: tuple[Entry, ...] = ()
    if sign_off.was_referred_back:
        owed = answer_given(known, sign_off)
    elif rules.call_in is not None and gives and sign_off.ask is Ask.APPROVE:
        publish_by = deadline_after(known.day, rules.call_in.published_within, known.calendar)
        decided = decided.model_copy(update={"publish_by": publish_by.instant})
        told = told.model_copy(update={"holds": False, "awaits_effect": True})
        owed = publication_owed(known, sign_off, publish_by.day)
    return (
        Entry(sign_off.stream, decided, known.happened),
        Entry(f"approval/{sign_off.matter}", told, known.happened),
        *owed,
    )


def outcome_of(sign_off: SignOff, approval: Approval) -> BodyOutcome | None:
    """What this very decision is worth to the matter; None where a version or a decision has overtaken it."""
    return next((approval.outcomes[body] for body in _decided_for(sign_off, approval)), None)


def _decided_for(sign_off: SignOff, approval: Approval) -> tuple[BodyId, ...]:
    """The body itself, or those whose place it has taken and for which it decided."""
    found = {body: approval.outcomes.get(body) for body in (sign_off.body, *approval.held_by(sign_off.body))}
    return tuple(
        body
        for body, outcome in found.items()
        if outcome is not None
        and outcome.version == sign_off.version
        and (outcome.awaits_effect or outcome.effective is not None)
    )


def awaits_effect(sign_off: SignOff, approval: Approval) -> bool:
    outcome = outcome_of(sign_off, approval)
    return outcome is not None and outcome.awaits_effect


def effect_due(sign_off: SignOff, approval: Approval) -> TakeEffect | None:
    """What time alone brings about. A hold is the partnership's and stops no council's clock; while a matter
    is being taken over, what happened to it then is still to be entered.
    """
    due = sign_off.effective_at
    if due is None or approval.adopting or approval.is_ended or not awaits_effect(sign_off, approval):
        return None
    return TakeEffect(due=due, turn=sign_off.turn)


# --- published ----------------------------------------------------------------------------


def publish_decision(known: Known, stream: Stream, command: PublishDecision) -> Decision:
    """From the day of publication the call-in runs, but never from before our letter tells scrutiny of it; an
    urgent decision is exempt only if the record says so and the chair named agreed, and the full council
    hears of it (G50).
    """
    found = _waiting(known, stream)
    if isinstance(found, Refused):
        return found
    sign_off, rules = found
    if sign_off.call_in is None or sign_off.call_in.published is not None:
        return refused("published-already")
    if sign_off.decided is not None and known.happened < sign_off.decided.happened:
        return refused("before-its-outcome")
    if not command.notice.reasons.words.strip():
        return refused("reason-missing")
    if command.exempt is not None:
        return _published_as_urgent(known, sign_off, rules, command)
    until = deadline_after(london_day(_told_from(known, sign_off)), rules.open_for, known.calendar).instant
    published = DecisionPublished(notice=command.notice, open_until=until)
    return (Entry(stream, published, known.happened), *publication_made(known, sign_off))


def _told_from(known: Known, sign_off: SignOff) -> Instant:
    approval = known.approval(sign_off.matter)
    return asked_from(known, approval) if approval else known.at


def _published_as_urgent(
    known: Known, sign_off: SignOff, rules: CallInRules, command: PublishDecision
) -> Decision:
    exempt = command.exempt
    if exempt is None or not exempt.reason.words.strip():
        return refused("reason-missing")
    if refusal := refuses_agreement(rules.urgency, exempt.agreed_by, exempt.unable):
        return refusal
    published = DecisionPublished(notice=command.notice, exempt=exempt)
    return (
        Entry(sign_off.stream, published, known.happened),
        *publication_made(known, sign_off),
        *_took_effect(sign_off, InEffectBecause.EXEMPT, known.happened),
        *report_owed(known, sign_off, rules),
    )


# --- called in ----------------------------------------------------------------------------


def call_in_decision(known: Known, stream: Stream, command: CallInDecision) -> Decision:
    """By the scrutiny body the rules name, once, while it may be. One that came in time and is entered late
    suspends the decision all the same, though it was taken to be in effect.
    """
    found = _published(known, stream)
    if isinstance(found, Refused):
        return found
    sign_off, rules = found
    call_in = sign_off.call_in
    if command.scrutiny != rules.by:
        return refused("may-not-call-in")
    if call_in is None or call_in.called_in is not None:
        return refused("called-in-already")
    if call_in.open_until is None or call_in.published is None:
        return refused("exempt-from-call-in")
    if known.happened < call_in.published:
        return refused("not-published-yet")
    if known.happened >= call_in.open_until:
        return refused_having("call-in-over", deadline_in_words(call_in.open_until))
    if not command.reason.words.strip():
        return refused("reason-missing")
    scrutiny_by = deadline_after(known.day, rules.scrutiny_within, known.calendar).instant
    event = DecisionCalledIn(scrutiny=command.scrutiny, reason=command.reason, scrutiny_by=scrutiny_by)
    suspended = _effect(sign_off, known.happened, in_effect=False) if call_in.effective is not None else ()
    return (Entry(stream, event, known.happened), *suspended)


def answer_call_in(known: Known, stream: Stream, command: AnswerCallIn) -> Decision:
    """Scrutiny met in time: the decision stands, in effect from then, or its decider decides again (G49).
    A meeting in time that is entered late still refers back what was taken to be in effect.
    """
    found = _published(known, stream)
    if isinstance(found, Refused):
        return found
    sign_off, rules = found
    call_in = sign_off.call_in
    if command.scrutiny != rules.by:
        return refused("may-not-call-in")
    if call_in is None or call_in.called_in is None or call_in.scrutiny_by is None:
        return refused("not-called-in")
    if call_in.answered is not None:
        return refused("call-in-answered")
    if known.happened < call_in.called_in:
        return refused("before-the-call-in")
    if known.happened >= call_in.scrutiny_by:
        return refused_having("scrutiny-too-late", deadline_in_words(call_in.scrutiny_by))
    if command.outcome is ScrutinySays.STANDS:
        return _let_stand(known, sign_off, command)
    return _referred_back(known, sign_off, rules, command)


def _let_stand(known: Known, sign_off: SignOff, command: AnswerCallIn) -> Decision:
    answered = CallInAnswered(scrutiny=command.scrutiny, outcome=command.outcome, reason=command.reason)
    said = Entry(sign_off.stream, answered, known.happened)
    if sign_off.call_in is not None and sign_off.call_in.effective is not None:
        return (said,)
    return (said, *_took_effect(sign_off, InEffectBecause.LET_STAND, known.happened))


def _referred_back(known: Known, sign_off: SignOff, rules: CallInRules, command: AnswerCallIn) -> Decision:
    """The body is asked again, on the text now under decision, and its answer is owed within so many days."""
    approval = known.approval(sign_off.matter)
    asked = approval.asked(approval.holder(sign_off.body)) if approval else None
    if approval is None or asked is None:
        return refused("no-such-sign-off")
    if command.reason is None or not command.reason.words.strip():
        return refused("reason-missing")
    due = answered_by(known.day, rules)
    answered = CallInAnswered(
        scrutiny=command.scrutiny, outcome=command.outcome, reason=command.reason, answer_by=due.instant
    )
    reopened = _decided_for(sign_off, approval)
    return (
        Entry(sign_off.stream, answered, known.happened),
        *asked_once_more(known, approval, asked, reopened, command.reason),
        *answer_owed(known, sign_off, asked.body, due.day),
    )


# --- in effect ----------------------------------------------------------------------------


def take_effect(known: Known, stream: Stream, command: TakeEffect) -> Decision:
    """At its instant, however late it is noticed: nobody called it in, or scrutiny did not meet in time."""
    sign_off = known.sign_off(stream)
    approval = known.approval(stream.split("/")[1])
    if sign_off is None or approval is None or effect_due(sign_off, approval) != command:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    is_called_in = sign_off.call_in is not None and sign_off.call_in.stage is CallInStage.CALLED_IN
    because = InEffectBecause.SCRUTINY_DID_NOT_MEET if is_called_in else InEffectBecause.NOT_CALLED_IN
    return _took_effect(sign_off, because, command.due)


def _took_effect(sign_off: SignOff, because: InEffectBecause, at: Instant) -> tuple[Entry, ...]:
    return (
        Entry(sign_off.stream, DecisionTookEffect(because=because), at),
        *_effect(sign_off, at, in_effect=True),
    )


def _effect(sign_off: SignOff, at: Instant, *, in_effect: bool) -> tuple[Entry, ...]:
    stands = EffectStands(body=sign_off.body, version=sign_off.version, in_effect=in_effect)
    return (Entry(f"approval/{sign_off.matter}", stands, at),)


def effects_forgone(known: Known, approval: Approval, reason: Text) -> list[Entry]:
    """When its matter ends: what had not taken effect by then never does, and nothing is owed for it."""
    bodies = dict.fromkeys((*approval.bodies, *map(approval.holder, approval.bodies)))
    return [entry for body in bodies for entry in effect_forgone(known, approval, body, reason)]


def effect_forgone(known: Known, approval: Approval, body: BodyId, reason: Text) -> list[Entry]:
    """Of one body, when its matter ends or a new text takes the place of the one it decided on."""
    entries: list[Entry] = []
    for sign_off in _on_their_way(known, approval, body):
        if sign_off.call_in is not None and sign_off.call_in.awaits_effect:
            entries.append(Entry(sign_off.stream, EffectForgone(), known.happened))
        entries += owed_no_more(known, sign_off, reason)
    return entries


def _on_their_way(known: Known, approval: Approval, body: BodyId) -> Iterator[SignOff]:
    """Every sign-off of the body, on any version, with a decision that may be called in."""
    for version in approval.versions:
        found = known.sign_off(f"sign-off/{approval.matter}/{body}/{version}")
        if found is not None and found.call_in is not None:
            yield found


# --- which decision it is -----------------------------------------------------------------


def _waiting(known: Known, stream: Stream) -> tuple[SignOff, CallInRules] | Refused:
    """A decision that has not taken effect yet, under rules that let it be called in."""
    found = _decided(known, stream)
    approval = known.approval(stream.split("/")[1])
    if isinstance(found, Refused) or approval is None:
        return found if isinstance(found, Refused) else refused("no-such-matter")
    return found if awaits_effect(found[0], approval) else refused("nothing-awaits-effect")


def _published(known: Known, stream: Stream) -> tuple[SignOff, CallInRules] | Refused:
    """One that was published, and that nothing has overtaken since."""
    found = _decided(known, stream)
    approval = known.approval(stream.split("/")[1])
    if isinstance(found, Refused) or approval is None:
        return found if isinstance(found, Refused) else refused("no-such-matter")
    sign_off, _ = found
    if sign_off.call_in is None or sign_off.call_in.published is None:
        return refused("not-published-yet")
    return found if outcome_of(sign_off, approval) else refused("nothing-awaits-effect")


def _decided(known: Known, stream: Stream) -> tuple[SignOff, CallInRules] | Refused:
    sign_off = known.sign_off(stream)
    refusal = refuses_work_on(known.approval(stream.split("/")[1]))
    if refusal or sign_off is None:
        return refusal or refused("no-such-sign-off")
    rules = known.rule_sets[sign_off.rule_set].call_in
    if rules is None:
        return refused("not-called-in-here")
    return (sign_off, rules) if sign_off.call_in is not None else refused("nothing-awaits-effect")
