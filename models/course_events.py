"""What happens to a matter's course: one frozen model each, named by a past participle, never renamed."""

from typing import Literal

from models.course import Against, EndedBecause, RouteChange
from models.fact import Fact
from models.programme import Asked
from models.values import BodyId, MeetingId, PersonId, Sha256, Slug, Text


class DecidedByOwner(Fact):
    """Something the body that owns the route decided, why, and by which minute or letter it is known."""

    by: BodyId
    reason: Text
    evidence: Text
    meeting: MeetingId | None = None


class RouteVaried(DecidedByOwner):
    """A body is required from now on, or is not, or is asked as well. What it had decided stands."""

    kind: Literal["route-varied"] = "route-varied"
    body: BodyId
    change: RouteChange
    stage: Slug | None = None
    asked: Asked | None = None
    """Of a body that was added: what it is asked, and by which rules it decides."""
    rule_set: Sha256 | None = None


class WentAheadWithout(DecidedByOwner):
    """The whole no longer waits for bodies that decided against it; that they did stays in the open."""

    kind: Literal["went-ahead-without"] = "went-ahead-without"
    body: BodyId
    against: tuple[Against, ...]
    """Of the body, or of those whose place it took, what each had decided."""


class MatterEnded(DecidedByOwner):
    """Ended by the body that owns the route: nothing more is asked of anybody, what was decided stands."""

    kind: Literal["matter-ended"] = "matter-ended"
    because: EndedBecause


class RulesProposed(Fact):
    """One office proposes that a body goes on under the rules now in force for it (G13)."""

    kind: Literal["rules-proposed"] = "rules-proposed"
    body: BodyId
    rule_set: Sha256
    by: PersonId
    reason: Text


class RulesProposalWithdrawn(Fact):
    kind: Literal["rules-proposal-withdrawn"] = "rules-proposal-withdrawn"
    body: BodyId
    rule_set: Sha256


class RulesMigrated(Fact):
    """A second office agreed: the matter goes on under other rules of this body than it began under (G13)."""

    kind: Literal["rules-migrated"] = "rules-migrated"
    body: BodyId
    before: Sha256
    rule_set: Sha256
    proposed_by: PersonId
    agreed_by: PersonId
    reason: Text


class SignOffMigrated(Fact):
    """What the body is being asked goes on under its new rules: deadline and answers stay."""

    kind: Literal["sign-off-migrated"] = "sign-off-migrated"
    rule_set: Sha256
