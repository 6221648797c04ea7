"""What a file says of a meeting or a decision, read against the definition, as the command it stands for.

The format is told, with an example, in docs/recording-a-meeting.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    StrictBool,
    StringConstraints,
    TypeAdapter,
)

from models.commands import BodyPresent, DecisionRecord, ItemRecord, Limb, RecordDecision, RecordMeeting
from models.deciding import Attendance, Consulted, Course, Figures, Interest, Result, Vote
from models.programme import Body, Definition
from models.values import BodyId, MatterId, MeetingId, PersonId, SeatId, Text, Value, Verb
from services.record_files import Sheet, shown
from services.record_shorthand import Unreadable, figures, seat, seat_among, seats, stays


@dataclass(frozen=True)
class Names:
    """What a name in a file can mean: on that day, in this programme."""

    definition: Definition
    day: date
    matters: frozenset[MatterId]
    people: frozenset[PersonId]


@dataclass(frozen=True)
class DecisionWritten:
    """A decision as a file or a command line tells it; `decided` is None where it says no day."""

    command: RecordDecision
    decided: date | None


def _hour(given: object) -> object:
    """A bare number would be taken for seconds, and an hour with a zone for London's."""
    is_hour = isinstance(given, str) or (isinstance(given, time) and given.tzinfo is None)
    if not is_hour:
        raise ValueError("an hour by London's clocks, such as 15:40:00")
    return given


def _of_london(given: time) -> time:
    if given.tzinfo is not None:
        raise ValueError("an hour by London's clocks, without a zone")
    return given


def _tokens(given: object) -> object:
    return given.split() if isinstance(given, str) else given


def _a_limb(given: object) -> object:
    return {"verb": given} if isinstance(given, str) else given


def _a_day(given: object) -> object:
    """A date or a date and time, from TOML itself or from a string."""
    try:
        return a_day_or_moment(given) if isinstance(given, str) else _a_date(given)
    except ValueError:
        raise ValueError("a date such as 2020-02-06, or a date and time") from None


def a_day_or_moment(given: str) -> date:
    """`2020-02-06`, or with an hour `2020-02-06T10:00`, which is a datetime."""
    has_hour = len(given) > len("2020-02-06")
    return datetime.fromisoformat(given) if has_hour else date.fromisoformat(given)


def _a_date(given: object) -> date:
    is_date = isinstance(given, date)
    if not is_date:
        raise ValueError(given)
    return given


Words = Annotated[str, StringConstraints(min_length=1, max_length=10_000, strip_whitespace=True)]
Hour = Annotated[time, BeforeValidator(_hour), AfterValidator(_of_london)]
Day = Annotated[Any, BeforeValidator(_a_day)]


class Written(Value):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WrittenLimb(Written):
    verb: Verb
    words: Words | None = None


class WrittenInterest(Written):
    seat: str
    course: Course


TEXT = TypeAdapter[str](Words)
HOUR = TypeAdapter[time](Hour)
HOURS = TypeAdapter[dict[str, time]](dict[str, Hour])
DAY = TypeAdapter[date](Day)
DAYS = TypeAdapter[dict[str, date]](dict[str, Day])
YES_OR_NO = TypeAdapter[bool](StrictBool)
NAME = TypeAdapter[str](Annotated[str, StringConstraints(min_length=1)])
BODY = TypeAdapter[str](BodyId)
MATTER = TypeAdapter[str](MatterId)
MEETING = TypeAdapter[str](MeetingId)
SEATS = TypeAdapter[tuple[str, ...]](Annotated[tuple[str, ...], BeforeValidator(_tokens)])
PRESENT = TypeAdapter[dict[str, tuple[str, ...]]](
    dict[BodyId, Annotated[tuple[str, ...], BeforeValidator(_tokens)]]
)
PRESIDING = TypeAdapter[dict[str, str]](dict[BodyId, str])
DEPUTIES = TypeAdapter[dict[str, str]](dict[str, PersonId])
VOTES = TypeAdapter[dict[str, Vote]](dict[str, Vote])
LIMBS = TypeAdapter[tuple[WrittenLimb, ...]](tuple[Annotated[WrittenLimb, BeforeValidator(_a_limb)], ...])
INTERESTS = TypeAdapter[tuple[WrittenInterest, ...]](tuple[WrittenInterest, ...])
CASTING = TypeAdapter[Result](Result)
TABLES = TypeAdapter[tuple[dict[str, Any], ...]](tuple[dict[str, Any], ...])

ROOM_KEYS = ("arrived", "left", "deputies")
DECISION_KEYS = (
    *("limbs", "at", "interests", "figures", "votes", "by_assent", "casting"),
    *("wording", "minute", "asked_for", "to"),
)


# --- a meeting ----------------------------------------------------------------------------


def meeting_named(table: Mapping[str, Any]) -> MeetingId | None:
    """Which meeting the file tells of, if it says so in a way that can be understood."""
    return Sheet(table).take("meeting", MEETING)


def meeting_written(table: Mapping[str, Any], names: Names) -> RecordMeeting:
    """Raises FaultyRecord with everything that is wrong with the file."""
    sheet = Sheet(table)
    sheet.only("meeting", "present", "presiding", *ROOM_KEYS, "items")
    sheet.must_take("meeting", MEETING)
    there = _everybody(sheet, names)
    attendance = _attendance(sheet, [each for seats_there in there.values() for each in seats_there], names)
    presiding = _presiding(sheet, there, names)
    items = [_item(each, names) for each in _items(sheet)]
    _each_item_once(sheet, items)
    sheet.must_be_faultless()
    present = tuple(
        BodyPresent(
            body=body,
            attendance=tuple(stay for stay in attendance if stay.seat in seats_there),
            presiding=presiding.get(body),
        )
        for body, seats_there in there.items()
    )
    return RecordMeeting(present=present, items=tuple(each for each in items if each is not None))


def _everybody(sheet: Sheet, names: Names) -> dict[BodyId, tuple[SeatId, ...]]:
    given = sheet.must_take("present", PRESENT)
    if given is not None and not given:
        sheet.fault("present", "at least one body and who was there of it", "nothing")
    there = {}
    for name, tokens in (given or {}).items():
        body = names.definition.body(name)
        if body is None:
            sheet.fault(f"present.{name}", "a body of this programme", shown(name))
        else:
            there[name] = _seats(sheet, f"present.{name}", body, names.day, tokens)
    return there


def _seats(sheet: Sheet, key: str, body: Body, day: date, tokens: tuple[str, ...]) -> tuple[SeatId, ...]:
    try:
        return seats(body, day, tokens)
    except Unreadable as why:
        sheet.fault(key, why.expected, shown(why.found))
        return ()


def _attendance(sheet: Sheet, there: list[SeatId], names: Names) -> tuple[Attendance, ...]:
    arrived = _by_seat(sheet, "arrived", sheet.take("arrived", HOURS), there)
    left = _by_seat(sheet, "left", sheet.take("left", HOURS), there)
    deputies = _by_seat(sheet, "deputies", sheet.take("deputies", DEPUTIES), there)
    for seat_id, person in deputies.items():
        if person not in names.people:
            sheet.fault(f"deputies.{seat_id}", "somebody known in this programme", shown(person))
    return tuple(
        stay for each in there for stay in stays(each, arrived.get(each), left.get(each), deputies.get(each))
    )


def _by_seat(sheet: Sheet, key: str, given: dict[str, Any] | None, there: list[SeatId]) -> dict[SeatId, Any]:
    found = {}
    for name, value in (given or {}).items():
        try:
            found[seat_among(there, name)] = value
        except Unreadable as why:
            sheet.fault(f"{key}.{name}", why.expected, shown(why.found))
    return found


def _presiding(
    sheet: Sheet, there: Mapping[BodyId, tuple[SeatId, ...]], names: Names
) -> dict[BodyId, SeatId]:
    presiding = {}
    for body, name in (sheet.take("presiding", PRESIDING) or {}).items():
        key = f"presiding.{body}"
        known = names.definition.body(body)
        if body not in there or known is None:
            sheet.fault(key, "one of the bodies present", shown(body))
        elif (found := _seat(sheet, key, known, names.day, name)) and found not in there[body]:
            sheet.fault(key, "one of those present", shown(name))
        elif found:
            presiding[body] = found
    return presiding


def _seat(sheet: Sheet, key: str, body: Body, day: date, name: str) -> SeatId | None:
    try:
        return seat(body, day, name)
    except Unreadable as why:
        sheet.fault(key, why.expected, shown(why.found))
        return None


def _items(sheet: Sheet) -> list[Sheet]:
    tables = sheet.take("items", TABLES) or ()
    return [sheet.inside(f"items[{number}]", table) for number, table in enumerate(tables)]


def _item(sheet: Sheet, names: Names) -> ItemRecord | None:
    sheet.only("body", "matter", *DECISION_KEYS)
    name, matter = sheet.must_take("body", BODY), sheet.must_take("matter", MATTER)
    body = names.definition.body(name) if name else None
    if name and body is None:
        sheet.fault("body", "a body of this programme", shown(name))
    if matter and matter not in names.matters:
        sheet.fault(
            "matter", f"a matter of this programme ({', '.join(sorted(names.matters))})", shown(matter)
        )
    decision = _decision(sheet, body, names.day)
    return ItemRecord(body=body.id, matter=matter, decision=decision) if body and matter else None


def _each_item_once(sheet: Sheet, items: list[ItemRecord | None]) -> None:
    seen = set()
    for number, item in enumerate(items):
        if item is None:
            continue
        if (item.body, item.matter) in seen:
            sheet.fault(f"items[{number}]", "each body's item once", f"{item.matter} for {item.body} again")
        seen.add((item.body, item.matter))


# --- what was decided ---------------------------------------------------------------------


def _decision(sheet: Sheet, body: Body | None, day: date) -> DecisionRecord:
    """Best effort where there are faults; nobody uses it then."""
    counted = _figures(sheet)
    votes = {
        found: vote
        for name, vote in (sheet.take("votes", VOTES) or {}).items()
        if body and (found := _seat(sheet, f"votes.{name}", body, day, name))
    }
    by_assent = sheet.take("by_assent", YES_OR_NO) or False
    if by_assent and (counted or votes):
        sheet.fault("by_assent", "either figures or votes, or agreed without a division", "both")
    return DecisionRecord(
        limbs=tuple(
            Limb(verb=each.verb, words=_text(each.words)) for each in sheet.take("limbs", LIMBS) or ()
        ),
        at=sheet.take("at", HOUR),
        interests=_interests(sheet, body, day),
        figures=counted,
        votes=votes,
        by_assent=by_assent,
        casting=sheet.take("casting", CASTING),
        wording=_text(sheet.take("wording", TEXT)),
        minute=_text(sheet.take("minute", TEXT)),
        asked_for=_text(sheet.take("asked_for", TEXT)),
        to=sheet.take("to", MEETING),
    )


def _figures(sheet: Sheet) -> Figures | None:
    given = sheet.take("figures", NAME)
    try:
        return figures(given) if given else None
    except Unreadable as why:
        sheet.fault("figures", why.expected, shown(why.found))
        return None


def _interests(sheet: Sheet, body: Body | None, day: date) -> tuple[Interest, ...]:
    found = []
    given = sheet.take("interests", INTERESTS)
    for number, each in enumerate(given or ()):
        meant = _seat(sheet, f"interests[{number}].seat", body, day, each.seat) if body else None
        if meant:
            found.append(Interest(seat=meant, course=each.course))
    return tuple(found)


def _text(words: str | None) -> Text | None:
    return Text.of(words) if words else None


# --- a letter, an officer -----------------------------------------------------------------


def day_written(table: Mapping[str, Any]) -> date | None:
    """The day, or the moment, of the decision, if it is said in a way that can be understood."""
    return Sheet(table).take("decided", DAY)


def decision_written(table: Mapping[str, Any], body: Body, names: Names) -> DecisionWritten:
    """Raises FaultyRecord with everything that is wrong with the file."""
    sheet = Sheet(table)
    sheet.only("decided", "evidence", "present", *ROOM_KEYS, "officer", "consulted", *DECISION_KEYS)
    decided = sheet.take("decided", DAY)
    evidence = sheet.must_take("evidence", TEXT)
    there = _seats(sheet, "present", body, names.day, sheet.take("present", SEATS) or ())
    officer = sheet.take("officer", NAME)
    command = RecordDecision(
        decision=_decision(sheet, body, names.day),
        attendance=_attendance(sheet, list(there), names),
        officer=_anywhere(sheet, "officer", body, names, officer) if officer else None,
        consulted=_consulted(sheet, body, names),
        evidence=Text.of(evidence or ""),
    )
    sheet.must_be_faultless()
    return DecisionWritten(command, decided)


def _consulted(sheet: Sheet, body: Body, names: Names) -> tuple[Consulted, ...]:
    found = []
    for name, day in (sheet.take("consulted", DAYS) or {}).items():
        meant = _anywhere(sheet, f"consulted.{name}", body, names, name)
        if meant:
            found.append(Consulted(seat=meant, day=day.date() if isinstance(day, datetime) else day))
    return tuple(found)


def _anywhere(sheet: Sheet, key: str, body: Body, names: Names, name: str) -> SeatId | None:
    """A seat of the body itself, or by its whole id of any other."""
    whole = f"{body.id}{name}" if name.startswith("/") else name
    if names.definition.seat(whole) is None:
        sheet.fault(key, "a seat of this programme, such as /chair", shown(name))
        return None
    return whole
