"""Whom a member can choose as deputy from a short list on a page."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from models.programme import Body, Definition, Person
from models.values import BodyId, PersonId, Value


class Candidate(Value):
    id: PersonId
    title: str


def candidates(
    seated: Definition,
    people: Mapping[PersonId, Person],
    body: BodyId,
    member: PersonId,
    taken: Collection[PersonId],
    *,
    today: date,
) -> tuple[Candidate, ...]:
    """Known people who do not sit in the body and ask or administer nothing in it: first colleagues from
    the member's own organisations and place, then those who sit nowhere. `taken` are the matter's
    sponsor and those who are somebody's deputy already. Anybody else is named by reply to the letter.
    """
    asked = seated.body(body)
    if asked is None:
        return ()
    barred = _members([asked], today) | _offices(seated) | set(taken)
    colleagues = _members(_near(seated, asked, member, today), today)
    strangers = _sitting_or_serving(seated, today) - colleagues
    chosen = [each for each in people.values() if each.id not in barred | strangers]
    in_order = sorted(chosen, key=lambda each: (each.id not in colleagues, each.name))
    return tuple(Candidate(id=each.id, title=each.name) for each in in_order)


def _members(bodies: Iterable[Body], today: date) -> set[PersonId]:
    """Whoever sits in them today."""
    return {seat.held_by for each in bodies for seat in each.seats_on(today) if seat.held_by}


def _near(definition: Definition, asked: Body, member: PersonId, today: date) -> list[Body]:
    """Bodies of the organisations and at the place that the member's own bodies belong to."""
    own = [each for each in definition.bodies if member in _members([each], today)]
    organisations = {each.organisation for each in (asked, *own) if each.organisation}
    places = {each.place for each in (asked, *own) if each.place}
    return [each for each in definition.bodies if each.organisation in organisations or each.place in places]


def _offices(definition: Definition) -> set[PersonId]:
    return {definition.director, definition.secretariat, *(office.id for office in definition.offices)}


def _sitting_or_serving(definition: Definition, today: date) -> set[PersonId]:
    """Members and secretaries of bodies, and those who bring matters before them."""
    members = _members(definition.bodies, today)
    secretaries = {body.secretary for body in definition.bodies}
    secretaries |= {f"{body.id}.secretary" for body in definition.bodies}  # a body's own, serving or not
    return members | secretaries | {matter.sponsor for matter in definition.matters}
