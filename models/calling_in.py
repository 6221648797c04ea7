"""How far a decision that may be called in has come towards taking effect, folded from its events."""

from typing import Protocol

from models.events import Recorded, SignOffDecided
from models.executive import CallIn, CallInStage
from models.executive_events import (
    CallInAnswered,
    DecisionCalledIn,
    DecisionPublished,
    DecisionTookEffect,
    EffectForgone,
)


class Decided(Protocol):
    @property
    def call_in(self) -> CallIn | None: ...
    @property
    def turn(self) -> int: ...


def begun(state: Decided, line: Recorded, decided: SignOffDecided) -> dict[str, object]:
    """A decision that may be called in begins its way to effect; one on what was referred back ends it."""
    if decided.publish_by:
        return {"call_in": CallIn(publish_by=decided.publish_by)}
    if state.call_in is not None and state.call_in.stage is CallInStage.REFERRED_BACK:
        return {"call_in": state.call_in.model_copy(update={"decided_again": line.happened})}
    return {}


def kept_when_asked_anew(state: Decided) -> CallIn | None:
    """What scrutiny referred back is decided once more without a call-in, and no later decision is."""
    call_in = state.call_in
    if call_in is None or call_in.stage is not CallInStage.REFERRED_BACK:
        return None
    return call_in if call_in.decided_again is None else None


def called_in(state: Decided, line: Recorded) -> dict[str, object]:
    """A call-in begins another wait, with a turn of its own: it may end at the instant the first one did."""
    changes = _changes(line)
    if state.call_in is None or not changes:
        return {}
    turn = state.turn + isinstance(line.event, DecisionCalledIn)
    return {"call_in": state.call_in.model_copy(update=changes), "turn": turn}


def _changes(line: Recorded) -> dict[str, object]:
    match line.event:
        case DecisionPublished(notice=record, open_until=open_until, exempt=exempt):
            published = {"published": line.happened, "open_until": open_until}
            return {**published, "record": record, "exempt": exempt}
        case DecisionCalledIn(scrutiny_by=scrutiny_by):
            effect = {"effective": None, "because": None}
            return {"called_in": line.happened, "scrutiny_by": scrutiny_by, **effect}
        case CallInAnswered(answer_by=answer_by):
            return {"answered": line.happened, "answer_by": answer_by}
        case DecisionTookEffect(because=because):
            return {"effective": line.happened, "because": because}
        case EffectForgone():
            return {"forgone": line.happened}
        case _:
            return {}
