"""What a body's decision is worth to the whole, and since when."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from models.events import Recorded
from models.executive import ExceptionUsed, KeyDecision, KeyNotice
from models.executive_events import EffectStands, KeyExceptionUsed, KeyNoticePublished
from models.values import BodyId, Instant, Standing, Value, VersionLabel


class BodyOutcome(Value):
    """What a body's decision is worth to the whole; `happened` is the day it decided."""

    standing: Standing
    holds: bool
    version: VersionLabel
    happened: Instant
    awaits_effect: bool = False
    """It may still be called in, or is (G49): it holds once it has taken effect."""
    effective: Instant | None = None
    """When it took effect, where that was not at once."""
    decided_by: BodyId | None = None
    """The successor that decided in its place, where the body did not decide itself."""

    @property
    def falls_short(self) -> bool:
        """Whether it does not give what was asked, and will not by the passing of time."""
        return not self.holds and not self.awaits_effect

    @property
    def since(self) -> Instant:
        """From when it counts."""
        return self.effective or self.happened


class Deciding(Protocol):
    """What of an approval an executive's decision is about."""

    @property
    def outcomes(self) -> dict[BodyId, BodyOutcome]: ...
    @property
    def key_decisions(self) -> dict[BodyId, KeyDecision]: ...
    def held_by(self, holder: BodyId) -> Iterable[BodyId]: ...
    def has_lapsed(self, body: BodyId) -> bool: ...


def of_executives(state: Deciding, line: Recorded) -> dict[str, object]:
    match line.event:
        case KeyNoticePublished() as notice:
            return _key_decision(state, notice.body, {"notice": _notice(state, notice, line)})
        case KeyExceptionUsed() as used:
            before = state.key_decisions.get(used.body, KeyDecision()).exceptions
            exception = ExceptionUsed(used=line.happened, **used.model_dump(exclude={"kind", "body"}))
            return _key_decision(state, used.body, {"exceptions": (*before, exception)})
        case EffectStands() as stands:
            return {"outcomes": {**state.outcomes, **_in_effect(state, stands, line)}}
        case _:
            return {}


def _key_decision(state: Deciding, body: BodyId, changes: Mapping[str, object]) -> dict[str, object]:
    before = state.key_decisions.get(body, KeyDecision())
    return {"key_decisions": {**state.key_decisions, body: before.model_copy(update=changes)}}


def _notice(state: Deciding, notice: KeyNoticePublished, line: Recorded) -> KeyNotice:
    """A further notice names other days; what is to be decided has been public since the first."""
    before = state.key_decisions.get(notice.body, KeyDecision()).notice
    published = before.published if before else line.happened
    return KeyNotice(published=published, **notice.model_dump(exclude={"kind", "body"}))


def _in_effect(state: Deciding, stands: EffectStands, line: Recorded) -> dict[BodyId, BodyOutcome]:
    """Of the body, and of those whose place it has taken and for which it decided."""
    changed = {}
    for body in (stands.body, *state.held_by(stands.body)):
        outcome = state.outcomes.get(body)
        if outcome is None or outcome.version != stands.version:
            continue
        if stands.in_effect and outcome.awaits_effect:
            is_conditional = outcome.standing is Standing.APPROVED_WITH_CONDITION
            holds = not (is_conditional and state.has_lapsed(body))
            effect: dict[str, object] = {"awaits_effect": False, "effective": line.happened, "holds": holds}
            changed[body] = outcome.model_copy(update=effect)
        elif not stands.in_effect and outcome.effective is not None:
            effect = {"awaits_effect": True, "effective": None, "holds": False}
            changed[body] = outcome.model_copy(update=effect)
    return changed
