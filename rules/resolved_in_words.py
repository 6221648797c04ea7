"""Who decided, and how that is said: the body, its chair for it, a committee, or an officer on its behalf."""

from collections.abc import Iterable, Mapping

from models.deciding import Basis, Result
from models.sign_off import Decided, SignOff
from models.values import BodyId, Procedure, SeatId, Standing, Verb
from rules.verbs import in_words as verb_in_words
from rules.verbs import standing_in_words

SILENT = "Raised no objection in time (silence decides nothing)"


def resolved(state: SignOff, decided: Decided, names: Mapping[str, str]) -> str:
    """What was resolved and by whom, without a full stop. A body did not resolve what its chair or its
    officer decided for it, nor what was put to it and lost.
    """
    verbs = _verbs(decided.verbs)
    basis = decided.basis
    if basis.urgency is not None:
        return f"{_acting(basis, names)} decided for it to {verbs}; {_ratification(state)}"
    if basis.counted is not None and basis.counted.result is Result.LOST:
        return f"It was put to the vote to {verbs}, and lost"
    if basis.through is not None and not _is_an_officer(basis.through):
        return f"{names.get(basis.through, basis.through)} resolved for it to {verbs}"
    if basis.through is None:
        return f"The body resolved to {verbs}"
    officer = f"Its {names.get(basis.through, basis.through)}"
    is_agreeing = state.procedure is not basis.procedure and decided.verbs == (Verb.APPROVE,)
    if is_agreeing:
        return f"{officer} agreed version {state.version} on its behalf"
    return f"{officer} decided on its behalf to {verbs}"


def outcome(standing: Standing, verbs: Iterable[Verb], basis: Basis, names: Mapping[str, str]) -> str:
    """How it came out, for the story: who decided it, where that was not the body itself."""
    if basis.procedure is Procedure.NOTICE:
        return no_decision(standing)
    by = f" (to {said})" if (said := _verbs(verbs)) else ""
    return f"Decided{_by_whom(basis, names)}: {standing_in_words(standing)}{by}"


def no_decision(standing: Standing) -> str:
    """How the time to object ended, in which nobody is asked to decide (G58)."""
    return SILENT if standing is Standing.NO_OBJECTION else "Objects to it"


def _by_whom(basis: Basis, names: Mapping[str, str]) -> str:
    if basis.urgency is not None:
        acting = _acting(basis, names)
        return f" for it by {acting[:1].lower()}{acting[1:]}"
    if basis.through is None:
        return ""
    name = names.get(basis.through, basis.through)
    return f" on its behalf by its {name}" if _is_an_officer(basis.through) else f" for it by {name}"


def _acting(basis: Basis, names: Mapping[str, str]) -> str:
    seats = basis.urgency.acting if basis.urgency else {}
    return f"Its {' and '.join(names.get(seat, seat) for seat in seats)}" if seats else "Its chair"


def _ratification(state: SignOff) -> str:
    if state.ratified is None:
        return "the body is to ratify it"
    return "the body has ratified it" if state.ratified.is_ratified else "the body did not ratify it"


def _is_an_officer(through: BodyId | SeatId) -> bool:
    return "/" in through


def _verbs(verbs: Iterable[Verb]) -> str:
    return " and ".join(verb_in_words(verb) for verb in verbs)
