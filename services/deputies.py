"""Whom a member can choose as deputy from a short list on a page."""

from collections.abc import Mapping

from models.programme import Body, Definition, Person
from models.values import BodyId, PersonId, Value


class Candidate(Value):
    id: PersonId
    title: str


def candidates(
    definition: Definition, people: Mapping[PersonId, Person], body: BodyId, member: PersonId
) -> tuple[Candidate, ...]:
    """Known people who do not sit in the body: colleagues from the member's own organisations, the
    body's secretary, and those who sit nowhere. Anybody else is named by reply to the letter.
    """
    asked = definition.body(body)
    if asked is None:
        return ()
    sitting = {seat.held_by for seat in asked.seats}
    strangers = _of_other_organisations(definition, asked, member)
    chosen = [each for each in people.values() if each.id not in sitting | strangers]
    return tuple(
        Candidate(id=each.id, title=each.name) for each in sorted(chosen, key=lambda each: each.name)
    )


def _of_other_organisations(definition: Definition, asked: Body, member: PersonId) -> set[PersonId]:
    """Members and secretaries of bodies the member has nothing to do with."""
    own = _own_organisations(definition, asked, member)
    near = [each for each in definition.bodies if each is asked or (each.organisation or "") in own]
    return _people_of(definition.bodies) - _people_of(near)


def _own_organisations(definition: Definition, asked: Body, member: PersonId) -> set[str]:
    theirs = [each for each in definition.bodies if member in {seat.held_by for seat in each.seats}]
    return {each.organisation for each in (asked, *theirs) if each.organisation}


def _people_of(bodies: tuple[Body, ...] | list[Body]) -> set[PersonId]:
    return {seat.held_by for body in bodies for seat in body.seats} | {body.secretary for body in bodies}
