"""What a file says of a meeting or a decision, read against the definition, as the command it stands for.

The format is told, with an example, in docs/recording-a-meeting.md.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from models.commands import BodyPresent, DecisionRecord, ItemRecord, Limb, RecordDecision, RecordMeeting
from models.deciding import Attendance, ConditionTerms, Consulted, Figures, Interest
from models.programme import Body, Definition
from models.values import BodyId, MatterId, MeetingId, PersonId, SeatId, Text
from services.record_files import Sheet, shown
from services.record_shorthand import Unreadable, figures, seat, seat_among, seats, stays
from services.written_values import (
    BODY,
    CASTING,
    DAY,
    HOUR,
    INTEREST,
    LIMB,
    MATTER,
    MEETING,
    NAME,
    PERSON,
    SEATS,
    SITTING,
    TABLE,
    TEXT,
    VOTE,
    YES_OR_NO,
    WrittenLimb,
)

T = TypeVar("T")

ROOM_KEYS = ("arrived", "left", "deputies")
DECISION_KEYS = (
    *("limbs", "at", "interests", "figures", "votes", "by_assent", "casting", "lost"),
    *("in_private", "wording", "minute", "asked_for", "to"),
)


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


# --- a meeting ----------------------------------------------------------------------------


def meeting_named(table: Mapping[str, Any]) -> MeetingId | None:
    """Which meeting the file tells of, if it says so in a way that can be understood."""
    return Sheet(table).take("meeting", MEETING)


def sitting_named(table: Mapping[str, Any]) -> int | None:
    """Which sitting of it, if the file says so in a way that can be understood."""
    return Sheet(table).take("sitting", SITTING)


def meeting_written(table: Mapping[str, Any], names: Names) -> RecordMeeting:
    """Raises FaultyRecord with everything that is wrong with the file."""
    sheet = Sheet(table)
    sheet.only("meeting", "sitting", "present", "presiding", *ROOM_KEYS, "items")
    sheet.must_take("meeting", MEETING)
    sitting = sheet.take("sitting", SITTING)
    there = _everybody(sheet, names)
    is_clear = not any(fault.key.startswith("present") for fault in sheet.faults)
    everybody = [each for seats_there in there.values() for each in seats_there]
    attendance = _attendance(sheet, everybody if is_clear else None, names)
    presiding = _presiding(sheet, there, names)
    items = [_item(each, names) for each in _items(sheet)]
    _must_stand_once(sheet, [item for item in items if item is not None])
    sheet.must_be_faultless()
    present = tuple(
        BodyPresent(
            body=body,
            attendance=tuple(stay for stay in attendance if stay.seat in seats_there),
            presiding=presiding.get(body),
        )
        for body, seats_there in there.items()
    )
    told = tuple(each for each in items if each is not None)
    return RecordMeeting(present=present, items=told, sitting=sitting)


def _everybody(sheet: Sheet, names: Names) -> dict[BodyId, tuple[SeatId, ...]]:
    if not sheet.table.get("present"):
        sheet.fault("present", "at least one body, and who was there of it", "nothing")
    there = {}
    for name, tokens in sheet.entries("present", SEATS).items():
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


def _attendance(sheet: Sheet, there: list[SeatId] | None, names: Names) -> tuple[Attendance, ...]:
    """`there` is None while it is not clear who was: then nobody is missed among them."""
    arrived = _by_seat(sheet, "arrived", sheet.entries("arrived", HOUR), there)
    left = _by_seat(sheet, "left", sheet.entries("left", HOUR), there)
    given = sheet.entries("deputies", PERSON)
    for name, person in given.items():
        if person not in names.people:
            sheet.fault(f"deputies.{name}", "somebody known in this programme", shown(person))
    deputies = _by_seat(sheet, "deputies", given, there)
    return tuple(
        stay
        for each in there or ()
        for stay in stays(each, arrived.get(each), left.get(each), deputies.get(each))
    )


def _by_seat(sheet: Sheet, key: str, given: Mapping[str, T], there: list[SeatId] | None) -> dict[SeatId, T]:
    found: dict[SeatId, T] = {}
    for name, value in given.items() if there is not None else ():
        try:
            found[seat_among(there or (), name)] = value
        except Unreadable as why:
            sheet.fault(f"{key}.{name}", why.expected, shown(why.found))
    return found


def _presiding(
    sheet: Sheet, there: Mapping[BodyId, tuple[SeatId, ...]], names: Names
) -> dict[BodyId, SeatId]:
    presiding = {}
    for body, name in sheet.entries("presiding", NAME).items():
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
    return [sheet.inside(f"items[{place}]", table) for place, table in sheet.rows("items", TABLE)]


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
    decision = _decision(sheet, body, names)
    return ItemRecord(body=body.id, matter=matter, decision=decision) if body and matter else None


def _must_stand_once(sheet: Sheet, items: list[ItemRecord]) -> None:
    for item, times in Counter((each.body, each.matter) for each in items).items():
        if times > 1:
            sheet.fault("items", "each matter once for a body", f"{item[1]} for {item[0]} {times} times")


# --- what was decided ---------------------------------------------------------------------


def _decision(sheet: Sheet, body: Body | None, names: Names) -> DecisionRecord:
    """Best effort where there are faults; nobody uses it then."""
    day = names.day
    counted = _figures(sheet)
    votes = {
        found: vote
        for name, vote in sheet.entries("votes", VOTE).items()
        if body and (found := _seat(sheet, f"votes.{name}", body, day, name))
    }
    by_assent = sheet.take("by_assent", YES_OR_NO) or False
    if by_assent and (counted or votes):
        sheet.fault("by_assent", "either figures or votes, or agreed without a division", "both")
    return DecisionRecord(
        limbs=tuple(_limb(sheet, body, names, row, each) for row, each in sheet.rows("limbs", LIMB)),
        at=sheet.take("at", HOUR),
        interests=_interests(sheet, body, day),
        figures=counted,
        votes=votes,
        by_assent=by_assent,
        casting=sheet.take("casting", CASTING),
        lost=sheet.take("lost", YES_OR_NO) or False,
        in_private=_text(sheet.take("in_private", TEXT)),
        wording=_text(sheet.take("wording", TEXT)),
        minute=_text(sheet.take("minute", TEXT)),
        asked_for=_text(sheet.take("asked_for", TEXT)),
        to=sheet.take("to", MEETING),
    )


def _limb(sheet: Sheet, body: Body | None, names: Names, place: int, written: WrittenLimb) -> Limb:
    """A condition without its terms is left to the rule, which says what it needs. Its officer may be
    another body's: one that has no seats here names somebody of a body that has.
    """
    limb = Limb(verb=written.verb, words=_text(written.words))
    if body is None or written.due is None or not written.discharged_by:
        return limb
    named = [
        _seat(sheet, f"limbs[{place}].{key}", _whose(name, body, names), names.day, name)
        for key, given in (("discharged_by", (written.discharged_by,)), ("consulting", written.consulting))
        for name in given
    ]
    found = [seat for seat in named if seat]
    if len(found) < len(named):
        return limb
    terms = ConditionTerms(
        due=written.due,
        discharged_by=found[0],
        consulting=tuple(found[1:]),
        may_agree=written.may_agree,
    )
    return limb.model_copy(update={"terms": terms})


def _whose(name: str, body: Body, names: Names) -> Body:
    return names.definition.body(name.partition("/")[0]) or body


def _figures(sheet: Sheet) -> Figures | None:
    given = sheet.take("figures", NAME)
    try:
        return figures(given) if given else None
    except Unreadable as why:
        sheet.fault("figures", why.expected, shown(why.found))
        return None


def _interests(sheet: Sheet, body: Body | None, day: date) -> tuple[Interest, ...]:
    found = []
    for place, each in sheet.rows("interests", INTEREST):
        meant = _seat(sheet, f"interests[{place}].seat", body, day, each.seat) if body else None
        if meant:
            found.append(Interest(seat=meant, course=each.course, own_terms=each.own_terms))
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
    is_clear = not any(fault.key == "present" for fault in sheet.faults)
    officer = sheet.take("officer", NAME)
    command = RecordDecision(
        decision=_decision(sheet, body, names),
        attendance=_attendance(sheet, list(there) if is_clear else None, names),
        officer=_anywhere(sheet, "officer", body, names, officer) if officer else None,
        consulted=_consulted(sheet, body, names),
        evidence=Text.of(evidence or ""),
    )
    sheet.must_be_faultless()
    return DecisionWritten(command, decided)


def _consulted(sheet: Sheet, body: Body, names: Names) -> tuple[Consulted, ...]:
    found = []
    for name, day in sheet.entries("consulted", DAY).items():
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
