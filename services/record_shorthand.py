"""Short ways of writing what a record says at length: who was there, how they voted."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, time

from models.deciding import Attendance, Figures, in_turn
from models.programme import Body, Seat
from models.values import PersonId, SeatId

_COUNTED = re.compile(r"(?P<category>.+?)=?(?P<number>[0-9]{1,2})")
_VOTES = re.compile(r"(?P<in_favour>[0-9]{1,3})-(?P<against>[0-9]{1,3})(?:-(?P<abstained>[0-9]{1,3}))?")


class Unreadable(ValueError):
    """A shorthand that says nothing: what was expected there, and what was found."""

    def __init__(self, expected: str, found: object) -> None:
        super().__init__(expected)
        self.expected = expected
        self.found = found


def seats(body: Body, day: date, tokens: Sequence[str]) -> tuple[SeatId, ...]:
    """`K4 O2`, `local-authority=4` or `/chief-finance-officer C5`: seats by name, and the first so many
    of a category, its chair and vice-chair before the others.
    """
    established = _chair_first(body, day)
    found = [seat(body, day, each) for each in tokens if "/" in each]
    for each in tokens:
        if "/" not in each:
            found += _counted(established, each, found)
    if len(set(found)) != len(found):
        raise Unreadable("each seat once", " ".join(tokens))
    return tuple(found)


def seat(body: Body, day: date, name: str) -> SeatId:
    """`/chair` of the body meant, or the whole id `southend-ccg/chair`."""
    whole = f"{body.id}{name}" if name.startswith("/") else name
    if whole not in {each.id for each in body.seats_on(day)}:
        raise Unreadable(f"a seat of {body.id} that day, such as {_example(body, day)}", name)
    return whole


def seat_among(there: Iterable[SeatId], name: str) -> SeatId:
    """`/gp-member-2` where one body has such a member there, else the whole id."""
    meant = [each for each in there if each == name or f"/{each.partition('/')[2]}" == name]
    if len(meant) != 1:
        raise Unreadable("one seat of those present, by its whole id where two bodies have such a seat", name)
    return meant[0]


def stays(
    seat: SeatId, arrived: time | None, left: time | None, deputy: PersonId | None
) -> tuple[Attendance, ...]:
    """Whoever arrived after having left was there, went out and came back: two stays."""
    if arrived is not None and left is not None and in_turn(arrived) > in_turn(left):
        return (
            Attendance(seat=seat, left=left, deputy=deputy),
            Attendance(seat=seat, arrived=arrived, deputy=deputy),
        )
    return (Attendance(seat=seat, arrived=arrived, left=left, deputy=deputy),)


def figures(given: str) -> Figures:
    """`9-0-1`: for, against, abstaining."""
    found = _VOTES.fullmatch(given)
    if found is None:
        raise Unreadable("votes such as 7-2, or 9-0-1 with abstentions", given)
    return Figures.model_validate({name: int(number or 0) for name, number in found.groupdict().items()})


def _chair_first(body: Body, day: date) -> Sequence[Seat]:
    first = [body.chair, body.vice_chair]
    return sorted(body.seats_on(day), key=lambda each: first.index(each.id) if each.id in first else 2)


def _counted(established: Sequence[Seat], token: str, taken: Sequence[SeatId]) -> list[SeatId]:
    counted = _COUNTED.fullmatch(token)
    if counted is None:
        raise Unreadable("a category and how many, such as K4, or a seat such as /chair", token)
    there = (each for each in established if not each.is_vacant)
    of_category = [each.id for each in there if each.category == counted["category"]]
    free = [each for each in of_category if each not in taken]
    number = int(counted["number"])
    if not of_category:
        categories = ", ".join(dict.fromkeys(each.category for each in established))
        raise Unreadable(f"a category of this body ({categories})", token)
    if len(free) < number:
        raise Unreadable(f"at most the {len(of_category)} seats of category {counted['category']}", token)
    return free[:number]


def _example(body: Body, day: date) -> str:
    established = _chair_first(body, day)
    return f"/{established[0].id.partition('/')[2]}" if established else "none: it has no seats"
