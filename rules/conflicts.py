"""What a declared interest does to an item (G28, G37-G39, G41)."""

from collections.abc import Collection, Sequence
from datetime import time

from models.acts import Refused
from models.deciding import NOBODY_TO_VOTE, Attendance, Basis, Course, Interest
from models.programme import RuleSet, Seat
from models.values import SeatId
from rules.quorum import counted_for_quorum, one_seat_each, quorum, quorum_forecast, sits_by_right
from rules.refusals import refused, refused_having

WAY_ON = (
    "The way on is in the body's own rules for conflicts: a conflict panel that reports to it, a committee "
    "it delegates to, or members of other bodies who join it for the item."
)
"""Where enough members come and interests alone stop them, meeting again is not enough (G39)."""


def quorum_in_words(basis: Basis) -> str:
    """How it stood with the quorum, and the way on where interests alone broke it (G39)."""
    return f"{basis.quorum_words} {WAY_ON}" if basis.stopped_by else basis.quorum_words


def may_vote(seat: SeatId, interests: Sequence[Interest]) -> bool:
    """No vote once an interest is declared, unless the chair recorded a dispensation or found no
    conflict; of several interests the strictest ruling holds (G37).
    """
    return all(interest.course is Course.STAY_AND_VOTE for interest in interests if interest.seat == seat)


def present_to_vote(
    attendance: Sequence[Attendance], interests: Sequence[Interest], at: time | None
) -> tuple[SeatId, ...]:
    """Who is in the room when the item is reached and may vote on it; one person has one vote.
    `attendance` is that of voting seats, sitting by right.
    """
    there = one_seat_each(each for each in attendance if each.is_in_room_at(at))
    return tuple(seat for seat in there if may_vote(seat, interests))


def cannot_decide_because_of(
    rules: RuleSet,
    established: Sequence[Seat],
    attendance: Sequence[Attendance],
    interests: Sequence[Interest],
    at: time | None,
) -> tuple[Interest, ...]:
    """The interests that stop a body, otherwise quorate, from deciding: they break its quorum or leave
    nobody to vote. It is then for a conflict panel (G39). None when interests are not what stops it.
    """
    votes = {seat.id for seat in established if seat.voting}
    members = [each for each in attendance if each.seat in votes and sits_by_right(rules, each)]
    if not _can_decide(rules, established, members, (), at):
        return ()
    if _can_decide(rules, established, members, interests, at):
        return ()
    there = counted_for_quorum(rules, members, (), at)
    return tuple(each for each in interests if each.seat in there and each.course is not Course.STAY_AND_VOTE)


def expected_to_lack(
    rules: RuleSet, established: Sequence[Seat], absent: Collection[SeatId], conflicted: Collection[SeatId]
) -> tuple[str, ...]:
    """What the body would lack for an item if everyone else came, and whoever declared an interest left
    the room for it: the chair has not ruled yet, and nobody is counted on a guess (G39).
    """
    leaving = [Interest(seat=seat, course=Course.LEAVE) for seat in conflicted]
    expected = quorum_forecast(rules, established, absent, leaving)
    coming = [
        Attendance(seat=seat.id)
        for seat in established
        if seat.voting and not seat.is_vacant and seat.id not in absent
    ]
    if not expected.is_met or not leaving or present_to_vote(coming, leaving, at=None):
        return expected.missing
    return (NOBODY_TO_VOTE,)


def refuses_rulings(
    established: Sequence[Seat],
    present: Collection[SeatId],
    declared: Collection[SeatId],
    interests: Sequence[Interest],
) -> Refused | None:
    """The chair rules on each interest (G38), also on one declared before the meeting by somebody who was in
    the room. When it is their own pay or terms there is one course only, to leave (G41).
    """
    if any(each.own_terms and each.course is not Course.LEAVE for each in interests):
        return refused("own-terms")
    ruled = {each.seat for each in interests}
    awaiting = {seat for seat in declared if seat in present and seat not in ruled}
    unruled = [seat.title for seat in established if seat.id in awaiting]
    return refused_having("ruling-missing", ", ".join(unruled)) if unruled else None


def _can_decide(
    rules: RuleSet,
    established: Sequence[Seat],
    members: Sequence[Attendance],
    interests: Sequence[Interest],
    at: time | None,
) -> bool:
    counted = counted_for_quorum(rules, members, interests, at)
    return quorum(rules, established, counted).is_met and bool(present_to_vote(members, interests, at))
