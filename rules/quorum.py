"""Whether enough of the right members are in the room (G24-G28, G32, G34, G39)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import time
from fractions import Fraction
from math import ceil

from models.deciding import Attendance, ClauseFound, Course, Interest, QuorumFound
from models.programme import Clause, Denominator, RuleSet, Seat
from models.values import SeatId

NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
"""The numbers a definition writes out, as its body does."""


def sits_by_right(rules: RuleSet, attendance: Attendance) -> bool:
    """A deputy sits only where the body's rules allow deputies (G32)."""
    return attendance.deputy is None or rules.deputies is not None


def counted_for_quorum(
    rules: RuleSet, attendance: Sequence[Attendance], interests: Sequence[Interest], at: time | None
) -> tuple[SeatId, ...]:
    """Who counts when an item is reached. One who leaves the room for an interest does not, unless the
    body's own rules say so; one who stays without voting does (G28).
    """
    sitting = (each for each in attendance if each.is_in_room_at(at) and sits_by_right(rules, each))
    withdrawn = set() if rules.withdrawn_count_for_quorum else _leaving(interests)
    return tuple(seat for seat in one_seat_each(sitting) if seat not in withdrawn)


def quorum(rules: RuleSet, established: Sequence[Seat], counted: Collection[SeatId]) -> QuorumFound:
    """Every clause must be met; only voting seats count, and a person counts once whatever seats they hold.

    `established` are the body's seats of the date, vacant ones included: nobody is counted for those, but
    they are part of the membership unless that is the holders of the day (G34).
    """
    voting = [seat for seat in established if seat.voting]
    membership = _membership(rules.denominator, voting)
    return QuorumFound(clauses=tuple(_find(clause, voting, membership, counted) for clause in rules.quorum))


def quorum_forecast(
    rules: RuleSet,
    established: Sequence[Seat],
    expected_absent: Collection[SeatId],
    interests: Sequence[Interest],
) -> QuorumFound:
    """What the quorum will be if everyone else comes and the chair's rulings on interests stand (G39)."""
    held = (seat for seat in established if not seat.is_vacant)
    coming = [Attendance(seat=seat.id) for seat in held if seat.id not in expected_absent]
    return quorum(rules, established, counted_for_quorum(rules, coming, interests, at=None))


def composition(rules: RuleSet, established: Sequence[Seat]) -> QuorumFound:
    """Whether the seats are held as the body's rules ask: so many members, an officer, a nurse (G73). A body
    that lacks one decides as before (G34).
    """
    voting = [seat for seat in established if seat.voting]
    held = [seat.id for seat in voting if not seat.is_vacant]
    return QuorumFound(clauses=tuple(_find(each, voting, len(voting), held) for each in rules.composition))


def one_seat_each(attendance: Iterable[Attendance]) -> tuple[SeatId, ...]:
    """The seats they sit in, each once; somebody who deputises for two members sits for the first only."""
    sitting: dict[str, SeatId] = {}
    for each in attendance:
        sitting.setdefault(each.deputy or each.seat, each.seat)
    return tuple(dict.fromkeys(sitting.values()))


def _leaving(interests: Sequence[Interest]) -> set[SeatId]:
    return {interest.seat for interest in interests if interest.course is Course.LEAVE}


def _membership(denominator: Denominator, voting: Sequence[Seat]) -> int:
    """What a share of the membership is a share of (G24, G34)."""
    return len(voting) if denominator is Denominator.ESTABLISHED_SEATS else _people(voting)


def _people(seats: Iterable[Seat]) -> int:
    return len({seat.held_by for seat in seats if not seat.is_vacant})


def _find(
    clause: Clause, voting: Sequence[Seat], membership: int, counted: Collection[SeatId]
) -> ClauseFound:
    named = [seat for seat in voting if _is_named(clause, seat)]
    needed = _needed(clause, membership)
    return ClauseFound(
        called=_called(clause, named, needed),
        needed=needed,
        found=_people(seat for seat in named if seat.id in counted),
    )


def _is_named(clause: Clause, seat: Seat) -> bool:
    is_any = not clause.categories and not clause.seats
    return is_any or seat.category in clause.categories or seat.id in clause.seats


def _needed(clause: Clause, membership: int) -> int:
    """So many, or such a share rounded up, whichever is more; a clause without a number asks for one."""
    share = ceil(Fraction(clause.share) * membership) if clause.share else 0
    return max(clause.at_least, share, 1)


def members_called(rules: RuleSet, category: str, number: int) -> str:
    """So many members of a category, as the body's own clauses call one: "2 lay members"."""
    clause = next((each for each in rules.quorum if each.called and each.categories == (category,)), None)
    if not category or clause is None:
        return f"{number} members of category {category}" if category else f"{number} members"
    _, _, named = _uncounted(clause.called).rpartition("an " if clause.called.startswith("an ") else "a ")
    one = named.removesuffix("s")
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def _called(clause: Clause, named: Sequence[Seat], needed: int) -> str:
    """Whom the clause asks for: several so that they can be counted, "clinicians"; one, "a lay member"."""
    if clause.called and needed == 1 and not clause.share:
        return clause.called
    titles = [f"the {seat.title}" for seat in named if seat.id in clause.seats and not clause.called]
    if titles and not clause.categories:
        return " or ".join(titles)
    members = _uncounted(clause.called) or _of_categories(clause.categories)
    return " or ".join([members if needed > 1 else _one_of(members), *titles])


def _uncounted(called: str) -> str:
    """The members without their number: "three clinicians", "a third of the directors"."""
    _, of_the, members = called.rpartition(" of the ")
    if of_the:
        return members
    number, _, members = called.partition(" ")
    return members if number in NUMBERS else called


def _of_categories(categories: Sequence[str]) -> str:
    kinds = " or ".join(category.replace("-", " ") for category in categories)
    return f"{kinds} members".lstrip()


def _one_of(members: str) -> str:
    return f"{'an' if members[0].lower() in 'aeiou' else 'a'} {members.removesuffix('s')}"
