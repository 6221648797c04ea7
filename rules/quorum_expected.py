"""Who is expected at a meeting to come, clause by clause of the quorum, and who else may stay away (G39)."""

from collections.abc import Collection, Iterator, Sequence

from models.deciding import ClauseFound, Course, Interest
from models.meeting import Meeting
from models.programme import Clause, RuleSet, Seat
from models.quorum_expected import ClauseExpected, QuorumExpected
from models.values import MatterId, SeatId
from rules.conflicts import expected_to_lack
from rules.expecting import Coming
from rules.known import Known
from rules.quorum import NUMBERS, quorum_forecast

COUNTED = ("no", "one", *NUMBERS)


def quorum_expected(known: Known, meeting: Meeting) -> tuple[QuorumExpected, ...]:
    """Of each body for any item, if everyone who has not said otherwise comes; then of each item on its
    agenda, by the rules the matter began under and without whoever declared an interest in it.
    """
    if not meeting.is_to_come or meeting.starts <= known.at:
        return ()
    bodies = (known.body(body) for body in meeting.bodies if known.definition.body(body))
    coming = (Coming(known, meeting, body, meeting.apologies) for body in bodies)
    return tuple(each for one in coming for each in _of_body(one))


def _of_body(coming: Coming) -> Iterator[QuorumExpected]:
    yield _expected(coming, None, coming.known.definition.rules_of(coming.body), ())
    for matter, bodies in coming.meeting.agenda.items():
        if coming.body.id in bodies:
            yield _expected(coming, matter, coming.rules_for(matter), coming.declared_on(matter))


def _expected(
    coming: Coming, matter: MatterId | None, rules: RuleSet, declared: Collection[SeatId]
) -> QuorumExpected:
    seats = coming.seats()
    voting = [seat for seat in seats if seat.voting]
    leaving = [Interest(seat=seat, course=Course.LEAVE) for seat in declared]
    found = quorum_forecast(rules, seats, coming.absent, leaving)
    missing = expected_to_lack(rules, seats, coming.absent, declared)
    clauses = _clauses(rules.quorum, found.clauses)
    away = {*coming.absent, *declared}
    return QuorumExpected(
        body=coming.body.id,
        matter=matter,
        established=len(voting),
        expected=len({seat.held_by for seat in voting if not seat.is_vacant and seat.id not in away}),
        vacant=tuple(seat.id for seat in voting if seat.is_vacant),
        apologies=_among(voting, coming.absent),
        leaving=_among(voting, declared),
        ended=_ended(coming, seats),
        clauses=clauses,
        is_met=not missing,
        missing=missing,
        words=f"{_in_words(rules.quorum, clauses, missing)}{_vacancies(voting)}",
    )


def _among(seats: Sequence[Seat], away: Collection[SeatId]) -> tuple[SeatId, ...]:
    return tuple(seat.id for seat in seats if seat.id in away)


def _vacancies(voting: Sequence[Seat]) -> str:
    titles = [seat.title for seat in voting if seat.is_vacant]
    return f" Vacant: {', '.join(titles)}." if titles else ""


def _ended(coming: Coming, seats: Sequence[Seat]) -> tuple[SeatId, ...]:
    still = {seat.id for seat in seats}
    today = coming.body.seats_on(coming.known.today)
    return tuple(seat.id for seat in today if seat.voting and seat.id not in still)


# --- what may still be lost ---------------------------------------------------------------


def _clauses(asked: Sequence[Clause], found: Sequence[ClauseFound]) -> tuple[ClauseExpected, ...]:
    """Whoever is lost to one clause is lost to the one that counts all members as well."""
    pairs = list(zip(asked, found, strict=True))
    of_all = [each.found - each.needed for clause, each in pairs if _is_of_all(clause)]
    return tuple(ClauseExpected.of(each, max(0, min([each.found - each.needed, *of_all]))) for each in found)


def _is_of_all(clause: Clause) -> bool:
    return not clause.categories and not clause.seats


def _in_words(asked: Sequence[Clause], clauses: Sequence[ClauseExpected], missing: Sequence[str]) -> str:
    if missing:
        return f"Not expected to be quorate: {'; '.join(missing)}."
    if not clauses:
        return "No quorum is set."
    return f"Expected to be quorate: {'; '.join(each.words for each in clauses)}. {_bears(asked, clauses)}"


def _bears(asked: Sequence[Clause], clauses: Sequence[ClauseExpected]) -> str:
    of_all = [each for clause, each in zip(asked, clauses, strict=True) if _is_of_all(clause)]
    most = min((each.can_lose for each in of_all), default=None)
    if most == 0:
        return "It can lose nobody."
    tight = [each for each in clauses if each not in of_all and (most is None or each.can_lose < most)]
    lost = [_lost(each) for each in tight]
    if most is None:
        return f"It can lose {', '.join(lost)}."
    members = f"{_count(most)} {'member' if most == 1 else 'members'}"
    return f"It can lose {members}, of them {', '.join(lost)}." if lost else f"It can lose {members}."


def _lost(clause: ClauseExpected) -> str:
    """Such as "at most one clinician", "not the Accountable Officer", "no lay member"."""
    called = clause.called
    if called.startswith("the "):
        return f"at most {_count(clause.can_lose)} of {called}" if clause.can_lose else f"not {called}"
    one = called.removeprefix("an ").removeprefix("a ").removesuffix("s")
    if clause.can_lose == 0:
        return f"no {one}"
    return f"at most {_count(clause.can_lose)} {one}{'' if clause.can_lose == 1 else 's'}"


def _count(number: int) -> str:
    return COUNTED[number] if number < len(COUNTED) else str(number)
