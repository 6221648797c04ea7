"""What a declared interest does to an item (G28, G37-G39, G41)."""

from collections.abc import Sequence
from datetime import time

from models.deciding import Attendance, Course, Interest
from models.programme import RuleSet, Seat
from models.values import SeatId
from rules.quorum import counted_for_quorum, one_seat_each, quorum, sits_by_right


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


def _can_decide(
    rules: RuleSet,
    established: Sequence[Seat],
    members: Sequence[Attendance],
    interests: Sequence[Interest],
    at: time | None,
) -> bool:
    counted = counted_for_quorum(rules, members, interests, at)
    return quorum(rules, established, counted).is_met and bool(present_to_vote(members, interests, at))
