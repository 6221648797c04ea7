"""Who is told of what is promised or owed, and of what an approval is subject to."""

from models.events import ObligationOpened, Recorded
from models.letters import LetterKind
from models.obligation import Obligation
from models.ratifying_events import RatificationDecided
from models.values import ObligationSort, PersonId
from rules.addressees import chair_of, holder_of, obligation_on, offices_of, sign_off_on, sponsor_of
from rules.known import Known
from rules.notice import Notice, Notices, to_each

REMINDERS = {
    ObligationSort.CONDITION: LetterKind.CONDITION_REMINDER,
    ObligationSort.RATIFICATION: LetterKind.RATIFICATION_OWED,
}


def opened(known: Known, _: Recorded, opened: ObligationOpened) -> Notices:
    """A condition is told to whoever is to meet it, and is a task of the officer who may call it met."""
    if opened.terms is not None:
        officer = holder_of(known, opened.terms.discharged_by)
        owner = Notice(kind=LetterKind.CONDITION_OPENED, to=opened.owner)
        return (owner, *to_each(LetterKind.TASK, (officer,)))
    match opened.sort:
        case ObligationSort.RATIFICATION:
            return to_each(LetterKind.RATIFICATION_OWED, (opened.owner,))
        case ObligationSort.EXCEPTION:
            return ()  # its owner learns of it from the letter that tells of the refusal
        case _:
            people = (opened.owner, *opened.promised_to, *_sponsor(known, opened))
            return to_each(LetterKind.PROMISE_OPENED, people)


def chased(known: Known, line: Recorded, _: object) -> Notices:
    obligation = obligation_on(known, line.stream)
    kind = REMINDERS.get(obligation.sort, LetterKind.OBLIGATION_REMINDER)
    has_no_meeting = obligation.sort is ObligationSort.RATIFICATION and obligation.due.latest is None
    also = (known.definition.director,) if has_no_meeting else ()
    return to_each(kind, (obligation.owner, *also))


def slipped(known: Known, line: Recorded, _: object) -> Notices:
    """Nothing is late without a named person knowing, nor without those it was promised to. With a
    condition the approval lapses, which only the body that set it can mend, through its secretary.
    """
    obligation, director = obligation_on(known, line.stream), known.definition.director
    if obligation.sort is ObligationSort.CONDITION:
        people = (obligation.owner, *_secretary(known, obligation), director)
        return to_each(LetterKind.CONDITION_LAPSED, people)
    if obligation.sort is ObligationSort.RATIFICATION:
        chair = chair_of(known, known.body(obligation.body)) if obligation.body else ()
        return to_each(LetterKind.RATIFICATION_MISSED, (obligation.owner, *chair, director))
    if line.by is not None:
        return ()  # the publication that finds it late keeps it, and tells of both
    return to_each(LetterKind.OBLIGATION_SLIPPED, (obligation.owner, director, *obligation.promised_to))


def _sponsor(known: Known, opened: ObligationOpened) -> tuple[PersonId, ...]:
    """Of the matter that a promise waits for and cannot be finished by its day, as things stand."""
    approval = known.approval(opened.matter) if opened.matter and opened.foreseen_late else None
    return (approval.sponsor,) if approval else ()


def ratified(known: Known, line: Recorded, decided: RatificationDecided) -> Notices:
    """Whoever was told of the chair's action hears what its body said of it; a refusal, the director too."""
    body = known.body(sign_off_on(known, line.stream).body)
    told = [sponsor_of(known, line.stream), *offices_of(known, body)]
    if not decided.ratified:
        told.append(known.definition.director)
    return to_each(LetterKind.RATIFICATION_DECIDED, told)


def _secretary(known: Known, obligation: Obligation) -> tuple[PersonId, ...]:
    return (known.body(obligation.body).secretary,) if obligation.body else ()
