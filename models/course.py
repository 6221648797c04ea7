"""What was decided about a matter on its way: its route varied, bodies gone ahead without, rules changed."""

from enum import StrEnum

from models.programme import Asked, Route
from models.values import (
    BodyId,
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
    """Bodies the matter goes ahead without until they give what they were asked; kept in the open after."""
    ending: Ending | None = None
    proposals: dict[BodyId, RulesProposal] = {}
    rules_changed: tuple[RulesChange, ...] = ()


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
