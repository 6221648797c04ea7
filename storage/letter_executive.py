"""What letters say around an executive's decision: that it may be called in, was, and took effect."""

from collections.abc import Callable, Iterator, Mapping

from models.executive_events import (
    CallInAnswered,
    DecisionCalledIn,
    DecisionPublished,
    DecisionTookEffect,
    KeyExceptionUsed,
)
from models.letters import LetterKind
from models.sign_off import SignOff
from rules.calendar import in_words, london_day
from rules.effect_in_words import BECAUSE
from rules.key_decision import first_day_after, key_rules
from rules.verbs import standing_in_words
from storage.letter_writing import Facts, Writing

_NOTHING_ASKED: Facts = {"asked": "", "asked_by": "", "next_reminder": None, "rule": ""}


def published(writing: Writing) -> Facts:
    event, sign_off = writing.event(DecisionPublished), writing.the_sign_off()
    return _NOTHING_ASKED | {
        "outcome": _outcome(sign_off),
        "happened": _decided(writing, sign_off),
        "deadline": event.open_until,
        "quoted": writing.words(event.notice.reasons),
        "lines": tuple(_record(writing, event)),
        "answered_with": f"quorate call-in enter {sign_off.matter} {sign_off.body}",
    }


def called_in(writing: Writing) -> Facts:
    event = writing.event(DecisionCalledIn)
    return _NOTHING_ASKED | {
        "deadline": event.scrutiny_by,
        "quoted": writing.words(event.reason),
        "quoted_by": writing.body_name(event.scrutiny),
        "happened": writing.line.happened,
    }


def referred_back(writing: Writing) -> Facts:
    event = writing.event(CallInAnswered)
    return _NOTHING_ASKED | {
        "deadline": event.answer_by,
        "quoted": writing.words(event.reason),
        "quoted_by": writing.body_name(event.scrutiny),
        "happened": writing.line.happened,
    }


def in_effect(writing: Writing) -> Facts:
    event = writing.event(DecisionTookEffect)
    return _NOTHING_ASKED | {
        "deadline": None,
        "outcome": BECAUSE[event.because],
        "happened": writing.line.happened,
    }


def key_exception(writing: Writing) -> Facts:
    event, approval = writing.event(KeyExceptionUsed), writing.approval
    rules = key_rules(writing.known, approval, event.body) if approval else None
    if rules is None or rules.exception is None:
        raise LookupError(writing.line.stream)
    day = first_day_after(
        london_day(event.told or writing.line.happened), rules.exception, writing.known.calendar
    )
    return {
        "body": writing.body_name(event.body),
        "outcome": in_words(day),
        "quoted": writing.words(event.reason),
        "happened": writing.line.happened,
    }


def _outcome(sign_off: SignOff) -> str:
    return standing_in_words(sign_off.standing)


def _decided(writing: Writing, sign_off: SignOff) -> object:
    return sign_off.decided.happened if sign_off.decided else writing.line.happened


def _record(writing: Writing, event: DecisionPublished) -> Iterator[str]:
    """Besides its reasons, what the record of a decision has to say (G48)."""
    said = (
        ("Alternatives considered and rejected", event.notice.rejected),
        ("Conflicts of interest declared", event.notice.conflicts),
        ("Dispensations", event.notice.dispensations),
    )
    for what, words in said:
        yield f"{what}: {writing.words(words) if words else 'none'}"


SAYS: Mapping[LetterKind, Callable[[Writing], Facts]] = {
    LetterKind.DECISION_PUBLISHED: published,
    LetterKind.DECISION_CALLED_IN: called_in,
    LetterKind.DECISION_REFERRED_BACK: referred_back,
    LetterKind.DECISION_IN_EFFECT: in_effect,
    LetterKind.KEY_EXCEPTION: key_exception,
}
