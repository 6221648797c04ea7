"""Short ways of writing what a record says at length: who was there, how they voted, on which day."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from models.dates import read_when
from models.programme import Body, Seat
from models.values import LONDON, SeatId

NOON = time(12, 0)

_COUNTED = re.compile(r"(?P<category>.+?)=?(?P<number>[0-9]{1,2})")
_VOTES = re.compile(r"(?P<in_favour>[0-9]{1,3})-(?P<against>[0-9]{1,3})(?:-(?P<abstained>[0-9]{1,3}))?")


class Unreadable(ValueError):
    """A shorthand that says nothing: what was expected there, and what was found."""

    def __init__(self, expected: str, found: object) -> None:
        super().__init__(expected)
        self.expected = expected
        self.found = found


# --- days and hours -----------------------------------------------------------------------


def in_london(given: Any) -> Any:  # noqa: ANN401  whatever a file holds
    """Every date and time without a zone is London's, wherever it stands."""
    match given:
        case datetime():
            return given if given.tzinfo else given.replace(tzinfo=LONDON)
        case dict():
            return {key: in_london(value) for key, value in given.items()}
        case list():
            return [in_london(each) for each in given]
        case _:
            return given


def moment(given: object) -> datetime:
    """A day alone means noon."""
    if isinstance(given, datetime):
        return given if given.tzinfo else given.replace(tzinfo=LONDON)
    if isinstance(given, date):
        return datetime.combine(given, NOON, LONDON)
    raise Unreadable("a date, or a date and time", given)


def due(given: object, said_on: date) -> object:
    """A date in words, read as of the day they were said; anything else is left as it is."""
    if isinstance(given, date) and not isinstance(given, datetime):
        return read_when(f"{given:%d} {given:%B} {given:%Y}", said_on).model_dump(mode="json")
    return read_when(given, said_on).model_dump(mode="json") if isinstance(given, str) else given


# --- who was there ------------------------------------------------------------------------


def seats(body: Body, day: date, given: object) -> tuple[SeatId, ...]:
    """`"K4 O2"`, `"local-authority=4"` or `["/chief-finance-officer", "C5"]`: seats by name, and the
    first so many of a category, its chair and vice-chair before the others."""
    tokens = given.split() if isinstance(given, str) else given
    if not isinstance(tokens, list) or not all(isinstance(each, str) for each in tokens):
        raise Unreadable("seats such as 'K4 O2', or a list of seats and counts", given)
    established = _in_order(body, day)
    named = [_named(body, established, each) for each in tokens if each.startswith("/")]
    found = list(named)
    for each in tokens:
        if not each.startswith("/"):
            found += _counted(established, each, found)
    if len(set(found)) != len(found):
        raise Unreadable("each seat once", given)
    return tuple(found)


def _in_order(body: Body, day: date) -> Sequence[Seat]:
    first = [body.chair, body.vice_chair]
    return sorted(
        body.seats_on(day), key=lambda seat: first.index(seat.id) if seat.id in first else len(first)
    )


def _named(body: Body, established: Iterable[Seat], token: str) -> SeatId:
    seat = f"{body.id}{token}"
    if seat not in {each.id for each in established}:
        raise Unreadable(f"a seat of {body.id}", token)
    return seat


def _counted(established: Iterable[Seat], token: str, taken: Sequence[SeatId]) -> list[SeatId]:
    counted = _COUNTED.fullmatch(token)
    if counted is None:
        raise Unreadable("a category and how many, such as K4", token)
    of_category = [seat.id for seat in established if seat.category == counted["category"]]
    free = [seat for seat in of_category if seat not in taken]
    number = int(counted["number"])
    if not of_category or len(free) < number:
        raise Unreadable(f"at most the {len(of_category)} seats of that category", token)
    return free[:number]


def stays(
    present: Iterable[SeatId], arrives: Mapping[str, object], leaves: Mapping[str, object]
) -> list[dict[str, object]]:
    """Attendance as the command has it. Whoever comes late or leaves early is named by seat."""
    there = tuple(present)
    came, went = _by_seat(there, arrives), _by_seat(there, leaves)
    return [{"seat": seat, "arrived": came.get(seat), "left": went.get(seat)} for seat in there]


def _by_seat(there: Sequence[SeatId], given: Mapping[str, object]) -> dict[SeatId, object]:
    """`gp-member-2` where one body has such a member there, else `southend-ccg/gp-member-2`."""
    times: dict[SeatId, object] = {}
    for name, at in given.items():
        meant = [seat for seat in there if seat == name or seat.partition("/")[2] == name]
        if len(meant) != 1:
            raise Unreadable("one seat of those who were there", name)
        times[meant[0]] = at
    return times


# --- how they voted -----------------------------------------------------------------------


def figures(given: str) -> dict[str, int]:
    """`"9-0-1"`: for, against, abstaining."""
    found = _VOTES.fullmatch(given)
    if found is None:
        raise Unreadable("votes such as 7-2, or 9-0-1 with abstentions", given)
    return {name: int(number or 0) for name, number in found.groupdict().items()}


def decision(given: Mapping[str, Any]) -> dict[str, Any]:
    """A decision with its votes as a minute gives them and its limbs as bare verbs."""
    written = dict(given)
    if isinstance(written.get("votes"), str):
        written["figures"] = figures(written.pop("votes"))
    if isinstance(written.get("limbs"), list):
        written["limbs"] = [{"verb": each} if isinstance(each, str) else each for each in written["limbs"]]
    return written
