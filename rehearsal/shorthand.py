"""Short ways of writing what a record says at length: who was there, how they voted, on which day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from models.dates import When, read_when
from models.programme import Body
from models.values import LONDON, BodyId, SeatId
from services import record_shorthand
from services.record_shorthand import Unreadable

NOON = time(12, 0)

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
        return When.on(given).model_dump(mode="json")
    if isinstance(given, str):
        return read_when(given, said_on).model_dump(mode="json") | {"words": given}
    return given


# --- who was there ------------------------------------------------------------------------


def seats(body: Body, day: date, given: object) -> tuple[SeatId, ...]:
    """`"K4 O2"` or `["/chief-finance-officer", "C5"]`, as in the record of a meeting."""
    tokens = given.split() if isinstance(given, str) else given
    if not isinstance(tokens, list) or not all(isinstance(each, str) for each in tokens):
        raise Unreadable("seats such as 'K4 O2', or a list of seats and counts", given)
    return record_shorthand.seats(body, day, tokens)


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


TERMS = frozenset({"due", "discharged_by", "consulting", "may_agree"})


def decision(given: Mapping[str, Any], body: BodyId = "") -> dict[str, Any]:
    """A decision with its votes as a minute gives them, its limbs as bare verbs, and the terms of a
    condition beside its words; `/chair` is a seat of the body that decides.
    """
    written = dict(given)
    if isinstance(written.get("votes"), str):
        written["figures"] = record_shorthand.figures(written.pop("votes")).model_dump()
    if isinstance(written.get("limbs"), list):
        written["limbs"] = [_limb(each, body) for each in written["limbs"]]
    return written


def _limb(given: Any, body: BodyId) -> Any:  # noqa: ANN401  whatever a file holds
    if isinstance(given, str):
        return {"verb": given}
    if not isinstance(given, dict) or not TERMS.intersection(given):
        return given
    terms = {key: each for key, each in given.items() if key in TERMS}
    for key in ("discharged_by", "consulting"):
        if key in terms:
            terms[key] = _of_the_body(terms[key], body)
    return {key: each for key, each in given.items() if key not in TERMS} | {"terms": terms}


def _of_the_body(named: Any, body: BodyId) -> Any:  # noqa: ANN401  whatever a file holds
    if isinstance(named, list):
        return [_of_the_body(each, body) for each in named]
    return f"{body}{named}" if isinstance(named, str) and named.startswith("/") else named
