"""Who is told of what is promised or owed, and of what an approval is subject to."""

from collections.abc import Iterable

from models.events import ObligationOpened, Recorded
from models.letters import LetterKind
from models.obligation import Obligation
from models.values import ObligationSort, PersonId
from rules.addressees import holder_of, obligation_on
from rules.known import Known
from rules.notice import Notice, Notices


def opened(known: Known, _: Recorded, opened: ObligationOpened) -> Notices:
    """A condition is told to whoever is to meet it, and is a task of the officer who may call it met."""
    if opened.terms is not None:
        officer = holder_of(known, opened.terms.discharged_by)
        owner = Notice(kind=LetterKind.CONDITION_OPENED, to=opened.owner)
        return (owner, Notice(kind=LetterKind.TASK, to=officer))
    return _to(LetterKind.PROMISE_OPENED, (opened.owner, *opened.promised_to))


def chased(known: Known, line: Recorded, _: object) -> Notices:
    obligation = obligation_on(known, line.stream)
    is_condition = obligation.sort is ObligationSort.CONDITION
    kind = LetterKind.CONDITION_REMINDER if is_condition else LetterKind.OBLIGATION_REMINDER
    return _to(kind, (obligation.owner,))


def slipped(known: Known, line: Recorded, _: object) -> Notices:
    """Nothing is late without a named person knowing, nor without those it was promised to. With a
    condition the approval lapses, which only the body that set it can mend, through its secretary.
    """
    obligation, director = obligation_on(known, line.stream), known.definition.director
    if obligation.sort is ObligationSort.CONDITION:
        people = (obligation.owner, *_secretary(known, obligation), director)
        return _to(LetterKind.CONDITION_LAPSED, people)
    return _to(LetterKind.OBLIGATION_SLIPPED, (obligation.owner, director, *obligation.promised_to))


def _secretary(known: Known, obligation: Obligation) -> tuple[PersonId, ...]:
    return (known.body(obligation.body).secretary,) if obligation.body else ()


def _to(kind: LetterKind, people: Iterable[PersonId]) -> Notices:
    return tuple(Notice(kind=kind, to=person) for person in dict.fromkeys(people))
