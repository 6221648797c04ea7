"""What was decided about a matter on its way: its route varied, bodies gone ahead without, rules changed."""

from collections.abc import Iterable
from enum import StrEnum

from models.programme import Asked, Route
from models.values import (
    BodyId,
    ChangeClass,
    Instant,
    MeetingId,
    PersonId,
    Sha256,
    Slug,
    Standing,
    Text,
    Value,
    VersionLabel,
)


class RouteChange(StrEnum):
    """What the owner of a route may do with a body."""

    REQUIRED = "required"
    NOT_REQUIRED = "not-required"
    ADDED = "added"
    """A body that was not on the route is asked as well."""


class EndedBecause(StrEnum):
    NOT_AGREED = "not-agreed-by-all"
    OTHER = "another-reason"


class Against(Value):
    """Where a body stood that the matter went ahead without: what it did stays in the open."""

    body: BodyId
    standing: Standing
    version: VersionLabel
    happened: Instant


class OwnersWord(Value):
    """A decision of the body that owns the route, and what it rests on."""

    by: BodyId
    decided: Instant
    recorded: Instant
    reason: Text
    evidence: Text
    meeting: MeetingId | None = None


class Variation(OwnersWord):
    body: BodyId
    change: RouteChange
    stage: Slug | None = None
    """Where a body was added."""


class GoneAhead(OwnersWord):
    against: Against
    ended: Instant | None = None
    """When the body gave what it was asked, or the text became another."""


class Ending(OwnersWord):
    because: EndedBecause


class RulesProposal(Value):
    """Rules that one office wants a body to decide under from now on; another has to agree (G13)."""

    rule_set: Sha256
    by: PersonId
    proposed: Instant
    reason: Text


class RulesChange(Value):
    """A body's rules changed in mid-course, by two offices."""

    body: BodyId
    before: Sha256
    rule_set: Sha256
    proposed_by: PersonId
    agreed_by: PersonId
    agreed: Instant
    reason: Text


class MatterCourse(Value):
    route_at_first: Route | None = None
    """As the matter opened with it; None while it was never varied."""
    variations: tuple[Variation, ...] = ()
    without: dict[BodyId, GoneAhead] = {}
    """Bodies the matter goes ahead without, until they give what they were asked or the text is another."""
    went_without: tuple[GoneAhead, ...] = ()
    """Each time it went ahead without one and does so no more, the oldest first."""
    text_changed: Instant | None = None
    """When the text last became one that not every decision on the former holds for."""
    ending: Ending | None = None
    proposals: dict[BodyId, RulesProposal] = {}
    rules_changed: tuple[RulesChange, ...] = ()


def leaves_ended(course: MatterCourse, bodies: Iterable[BodyId], at: Instant) -> MatterCourse:
    """What the owner decided then stands on the record, and holds no more."""
    ending = tuple(bodies)
    went = (course.without[body].model_copy(update={"ended": at}) for body in ending)
    left = {body: gone for body, gone in course.without.items() if body not in ending}
    return course.model_copy(update={"without": left, "went_without": (*course.went_without, *went)})


def text_changed(course: MatterCourse, change: ChangeClass, at: Instant) -> MatterCourse:
    """The owner ruled on the text it had before it, and on no other."""
    if change.keeps_decisions:
        return course
    return leaves_ended(course, course.without, at).model_copy(update={"text_changed": at})


def route_with(route: Route, stage: Slug, asked: Asked) -> Route:
    """The same route, with one more body asked in a stage."""
    stages = tuple(
        each.model_copy(update={"asks": (*each.asks, asked)}) if each.id == stage else each
        for each in route.stages
    )
    return route.model_copy(update={"stages": stages})


def route_requiring(route: Route, body: BodyId, *, required: bool) -> Route:
    """The same route, but that it waits for the body, or does not."""
    stages = tuple(
        each.model_copy(update={"asks": tuple(_asked(asked, body, required=required) for asked in each.asks)})
        for each in route.stages
    )
    return route.model_copy(update={"stages": stages})


def _asked(asked: Asked, body: BodyId, *, required: bool) -> Asked:
    return asked.model_copy(update={"required": required}) if asked.body == body else asked
