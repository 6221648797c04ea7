"""Whom a member can choose as deputy from a short list on a page."""

from collections.abc import Collection, Mapping

from models.programme import Body, Definition, Person
from models.values import BodyId, PersonId, Value


class Candidate(Value):
    id: PersonId
    title: str


def candidates(
    definition: Definition,
    people: Mapping[PersonId, Person],
    body: BodyId,
    member: PersonId,
    taken: Collection[PersonId],
) -> tuple[Candidate, ...]:
    """Known people who do not sit in the body and ask or administer nothing in it: first colleagues from
    the member's own organisations and place, then those who sit nowhere. `taken` are the matter's
    sponsor and those who are somebody's deputy already. Anybody else is named by reply to the letter.
    """
    asked = definition.body(body)
    if asked is None:
        return ()
    barred = {seat.held_by for seat in asked.seats} | _offices(definition) | set(taken)
    colleagues = {seat.held_by for each in _near(definition, asked, member) for seat in each.seats}
    strangers = _sitting_or_serving(definition) - colleagues
    chosen = [each for each in people.values() if each.id not in barred | strangers]
    in_order = sorted(chosen, key=lambda each: (each.id not in colleagues, each.name))
    return tuple(Candidate(id=each.id, title=each.name) for each in in_order)


def _near(definition: Definition, asked: Body, member: PersonId) -> list[Body]:
    """Bodies of the organisations and at the place that the member's own bodies belong to."""
    own = [each for each in definition.bodies if member in {seat.held_by for seat in each.seats}]
    organisations = {each.organisation for each in (asked, *own) if each.organisation}
    places = {each.place for each in (asked, *own) if each.place}
    return [each for each in definition.bodies if each.organisation in organisations or each.place in places]


def _offices(definition: Definition) -> set[PersonId]:
    return {definition.director, definition.secretariat, *(office.id for office in definition.offices)}


def _sitting_or_serving(definition: Definition) -> set[PersonId]:
    """Members and secretaries of bodies, and those who bring matters before them."""
    members = {seat.held_by for body in definition.bodies for seat in body.seats}
    secretaries = {body.secretary for body in definition.bodies}
    secretaries |= {f"{body.id}.secretary" for body in definition.bodies}  # a body's own, serving or not
    return members | secretaries | {matter.sponsor for matter in definition.matters}
