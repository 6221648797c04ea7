"""Who is told around an executive's decision: scrutiny, the decider, the sponsor (G46, G49)."""

from collections.abc import Callable, Mapping
from typing import Any

from models.events import Recorded
from models.executive import CallInRules, KeyException, ScrutinySays
from models.executive_events import CallInAnswered, DecisionPublished, KeyExceptionUsed
from models.letters import LetterKind
from models.values import PersonId, Stream
from rules.addressees import holder_of, offices_of, sign_off_on, sponsor_of
from rules.key_decision import key_rules
from rules.known import Known
from rules.notice import Notices, to_each


def exception_used(known: Known, line: Recorded, used: KeyExceptionUsed) -> Notices:
    """The written notice that a general exception begins with is this letter (G46)."""
    approval = known.approval(line.stream.split("/")[1])
    rules = key_rules(known, approval, used.body) if approval else None
    if rules is None or used.exception is not KeyException.GENERAL_EXCEPTION:
        return ()
    return to_each(LetterKind.KEY_EXCEPTION, (holder_of(known, rules.scrutiny_chair),))


def published(known: Known, line: Recorded, event: DecisionPublished) -> Notices:
    """Whoever may call it in hears of it, and until when. An urgent one is told of as it takes effect."""
    if event.exempt is not None:
        return ()
    return to_each(LetterKind.DECISION_PUBLISHED, _scrutiny(known, line.stream))


def called_in(known: Known, line: Recorded, _: object) -> Notices:
    return to_each(LetterKind.DECISION_CALLED_IN, _deciders(known, line.stream))


def answered(known: Known, line: Recorded, event: CallInAnswered) -> Notices:
    """A decision that stands takes effect in the same act, and that is told."""
    if event.outcome is ScrutinySays.STANDS:
        return ()
    return to_each(LetterKind.DECISION_REFERRED_BACK, _deciders(known, line.stream))


def took_effect(known: Known, line: Recorded, _: object) -> Notices:
    people = (*_deciders(known, line.stream), *_scrutiny(known, line.stream))
    return to_each(LetterKind.DECISION_IN_EFFECT, people)


def _deciders(known: Known, stream: Stream) -> tuple[PersonId, ...]:
    decider = known.body(sign_off_on(known, stream).body)
    return (sponsor_of(known, stream), *offices_of(known, decider))


def _scrutiny(known: Known, stream: Stream) -> tuple[PersonId, ...]:
    rules = _rules(known, stream)
    return offices_of(known, known.body(rules.by)) if rules else ()


def _rules(known: Known, stream: Stream) -> CallInRules | None:
    return known.rule_sets[sign_off_on(known, stream).rule_set].call_in


AUDIENCES: Mapping[str, Callable[[Known, Recorded, Any], Notices]] = {
    "key-exception-used": exception_used,
    "decision-published": published,
    "decision-called-in": called_in,
    "call-in-answered": answered,
    "decision-took-effect": took_effect,
}
