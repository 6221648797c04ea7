"""Each time a body took an item without giving what it was asked: what came of it, and what it said."""

from collections.abc import Iterator, Mapping

from models.sign_off import Attempt, SignOff
from models.values import Sha256, Standing, Text
from rules.calendar import in_words, london_day
from rules.conflicts import quorum_in_words
from rules.verbs import standing_in_words


def rounds(sign_off: SignOff, typed: Mapping[Sha256, str]) -> tuple[str, ...]:
    """The oldest first, with the figures and the reason of each."""
    return tuple(_in_words(each, typed) for each in sign_off.attempts)


def typed_in(sign_off: SignOff) -> Iterator[Sha256]:
    """The words of the body itself, never what a member wrote."""
    said = (_said(each) for each in sign_off.attempts)
    return (text.digest for text in said if text is not None)


def _said(attempt: Attempt) -> Text | None:
    """Of an item taken in private, why it was, and nothing of what was said (G19)."""
    if attempt.basis.in_private:
        return attempt.basis.in_private
    return attempt.asked_for or (attempt.decided.wording if attempt.decided else None)


def _in_words(attempt: Attempt, typed: Mapping[Sha256, str]) -> str:
    text, day = _said(attempt), in_words(london_day(attempt.happened))
    said = typed.get(text.digest, "(erased)") if text else ""
    if attempt.basis.in_private:
        return f"{day}: {standing_in_words(attempt.standing)}. Taken in private by resolution: {said}"
    if attempt.standing is Standing.INQUORATE:
        return f"{day}: {quorum_in_words(attempt.basis) or 'Not quorate.'}"
    if attempt.decided is not None:
        counted = attempt.basis.counted.words if attempt.basis.counted else ""
        return " ".join(filter(None, (f"{day}: {standing_in_words(attempt.standing)}.", counted, said)))
    return f"{day}: deferred. It asked for: {said}" if said else f"{day}: deferred."
