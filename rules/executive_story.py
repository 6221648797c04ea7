"""What happened around an executive's decision, in words: its notice, its publication, its call-in."""

from collections.abc import Callable, Mapping
from typing import Any

from models.executive import KeyException, ScrutinySays
from models.executive_events import (
    CallInAnswered,
    DecisionCalledIn,
    DecisionPublished,
    DecisionTookEffect,
    EffectForgone,
    EffectStands,
    KeyExceptionUsed,
    KeyNoticePublished,
)
from models.fact import Fact
from models.values import SeatId, Text
from rules.calendar import deadline_in_words, in_words
from rules.effect_in_words import BECAUSE
from rules.record_in_words import Names

Tale = tuple[str, Text | None]


def _notice(event: KeyNoticePublished, _: Names) -> Tale:
    days = f"between {in_words(event.first)} and {in_words(event.last)}"
    if event.first == event.last:
        days = f"on {in_words(event.first)}"
    return f"Notice of a key decision was published, to be taken {days}", event.obtained


def _exception(event: KeyExceptionUsed, names: Names) -> Tale:
    if event.exception is KeyException.GENERAL_EXCEPTION:
        return "Written notice of a general exception went to the chair of scrutiny", event.reason
    return f"Special urgency was agreed{_agreed(event.agreed_by, event.unable, names)}", event.reason


def _published(event: DecisionPublished, names: Names) -> Tale:
    if event.exempt is not None:
        agreed = f"agreed{_agreed(event.exempt.agreed_by, event.exempt.unable, names)}"
        return f"Its decision was published as urgent and exempt from call-in, {agreed}", event.exempt.reason
    closes = deadline_in_words(event.open_until) if event.open_until else ""
    until = f", which may be called in until {closes}" if closes else ""
    return f"Its decision was published{until}", event.notice.reasons


def _agreed(by: SeatId | None, unable: tuple[SeatId, ...], names: Names) -> str:
    could_not = " and ".join(names.get(each, each) for each in unable)
    since = f", since {could_not} could not be asked" if unable else ""
    return f" by {names.get(by, by)}{since}" if by else since


def _called_in(event: DecisionCalledIn, names: Names) -> Tale:
    who, until = names.get(event.scrutiny, event.scrutiny), deadline_in_words(event.scrutiny_by)
    return f"{who} called its decision in, and is to meet by {until}", event.reason


def _answered(event: CallInAnswered, names: Names) -> Tale:
    who = names.get(event.scrutiny, event.scrutiny)
    if event.outcome is ScrutinySays.STANDS or event.answer_by is None:
        return f"{who} let its decision stand", event.reason
    until = deadline_in_words(event.answer_by)
    return f"{who} referred its decision back, to be answered by {until}", event.reason


def _stands(event: EffectStands, _: Names) -> Tale:
    if event.in_effect:
        return "From then on its decision holds", None
    return "Its decision was taken to be in effect, and was called in in time: it does not hold", None


TELLS_OF_EXECUTIVES: Mapping[type[Fact], Callable[[Any, Names], Tale]] = {
    KeyNoticePublished: _notice,
    KeyExceptionUsed: _exception,
    DecisionPublished: _published,
    DecisionCalledIn: _called_in,
    CallInAnswered: _answered,
    DecisionTookEffect: lambda event, _: (f"Its decision took effect: {BECAUSE[event.because]}", None),
    EffectStands: _stands,
    EffectForgone: lambda _, __: ("Its decision had not taken effect by then, and never will", None),
}
