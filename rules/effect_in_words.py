"""What a decision that has not taken effect waits for, said so that a board could hear it read aloud."""

from models.approval import Approval
from models.executive import CallIn, CallInStage, InEffectBecause
from models.gate import Awaited, Awaits
from models.programme import Asked
from models.sign_off import SignOff
from models.values import Ask, BodyId, Instant
from rules.calendar import deadline_after, deadline_in_words, in_words, london_day
from rules.known import Known

STAGE_IN_WORDS: dict[CallInStage, str] = {
    CallInStage.TO_BE_PUBLISHED: "not yet in effect: to be published by {publish_by}",
    CallInStage.MAY_BE_CALLED_IN: "not yet in effect: may be called in until {open_until}",
    CallInStage.CALLED_IN: "called in on {called_in}: suspended, scrutiny meets by {scrutiny_by}",
    CallInStage.REFERRED_BACK: "referred back on {answered}, to be answered by {answer_by}",
    CallInStage.IN_EFFECT: "in effect since {effective}",
}

BECAUSE: dict[InEffectBecause, str] = {
    InEffectBecause.NOT_CALLED_IN: "nobody called it in",
    InEffectBecause.LET_STAND: "scrutiny let it stand",
    InEffectBecause.SCRUTINY_DID_NOT_MEET: "it was called in, and scrutiny did not meet in time",
    InEffectBecause.EXEMPT: "it was published as urgent and exempt from call-in",
}

DAYS = frozenset({"called_in", "answered", "effective"})
"""Told as days; the others are the last minute that is still in time."""


def in_stage(call_in: CallIn) -> str:
    """Such as "not yet in effect: may be called in until Friday 10 April 2020 at 11:59pm"."""
    told = {name: _told(name, value) for name, value in dict(call_in).items() if name in _SAID}
    return STAGE_IN_WORDS[call_in.stage].format(**told)


_SAID = frozenset({"publish_by", "open_until", "scrutiny_by", "answer_by"}) | DAYS


def _told(name: str, moment: Instant | None) -> str:
    if moment is None:
        return "a day not known"
    return in_words(london_day(moment)) if name in DAYS else deadline_in_words(moment)


def not_in_effect(sign_off: SignOff) -> str:
    """Of a decision that gives what was asked and does not hold yet; nothing of any other."""
    call_in = sign_off.call_in
    if call_in is None or sign_off.decided is None:
        return ""
    if not call_in.awaits_effect:
        return ""
    return in_stage(call_in)


def awaited_effect(known: Known, approval: Approval, body: BodyId) -> Awaited | None:
    """What the gate waits for of a body that has decided, or that scrutiny has asked to decide again."""
    sign_off = deciding_sign_off(known, approval, body)
    if sign_off is None or sign_off.call_in is None or approval.has_given(body):
        return None
    outcome = approval.outcomes.get(body)
    if outcome is not None and not outcome.awaits_effect:
        return None
    if outcome is None and not (sign_off.was_referred_back and sign_off.is_open):
        return None
    decided = "decided, " if outcome else ""
    words = f"{known.body(body).name}: {decided}{in_stage(sign_off.call_in)}"
    what = Awaits.EFFECT if outcome else Awaits.BODY
    return Awaited(what=what, body=body, until=sign_off.effective_at, words=words)


def deciding_sign_off(known: Known, approval: Approval, body: BodyId) -> SignOff | None:
    """The sign-off on which the body, or the one that has taken its place, decided or decides."""
    outcome = approval.outcomes.get(body)
    version = outcome.version if outcome else approval.version
    for each in (body, approval.holder(body)):
        sign_off = known.sign_off(f"sign-off/{approval.matter}/{each}/{version}")
        if sign_off is not None and sign_off.call_in is not None:
            return sign_off
    return None


def earliest_effect(known: Known, approval: Approval, asked: Asked, decided: Instant) -> Instant:
    """When what a body decides then could take effect: published that day, and called in by nobody (G49)."""
    sign_off = deciding_sign_off(known, approval, asked.body)
    rules = known.rule_sets[approval.rule_sets[asked.body]].call_in
    is_asked_back = sign_off is not None and sign_off.was_referred_back
    if rules is None or asked.ask is not Ask.APPROVE or is_asked_back:
        return decided
    return deadline_after(london_day(decided), rules.open_for, known.calendar).instant
