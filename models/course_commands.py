"""What can be asked for about the course of a matter: its route, its end, its bodies' rules."""

from typing import Literal

from models.command import Command
from models.course import EndedBecause, RouteChange
from models.values import Ask, BodyId, MeetingId, Procedure, Sha256, Slug, Text


class OwnersDecision(Command):
    """What the body that owns the route decided, as its minute or letter tells it."""

    reason: Text
    evidence: Text
    meeting: MeetingId | None = None
    """The owner's meeting that decided it, where it was one."""


class VaryRoute(OwnersDecision):
    """Let the whole wait for a body, or not wait for it, or ask a body that was not on the route."""

    kind: Literal["vary-route"] = "vary-route"
    body: BodyId
    change: RouteChange
    stage: Slug | None = None
    """Of a body to be added, and what it is asked there."""
    ask: Ask = Ask.APPROVE
    procedure: Procedure = Procedure.MEETING
    required: bool = True


class GoAheadWithout(OwnersDecision):
    """Go ahead without a body that refused, lapsed or did less than it was asked."""

    kind: Literal["go-ahead-without"] = "go-ahead-without"
    body: BodyId


class EndMatter(OwnersDecision):
    """End a matter, as not agreed by all or for another reason."""

    kind: Literal["end-matter"] = "end-matter"
    because: EndedBecause = EndedBecause.NOT_AGREED


class ProposeRules(Command):
    """Propose that a body goes on under the rules now in force for it; another office has to agree (G13)."""

    kind: Literal["propose-rules"] = "propose-rules"
    body: BodyId
    rule_set: Sha256
    reason: Text


class AgreeRules(Command):
    """Agree to the rules another office has proposed for a body."""

    kind: Literal["agree-rules"] = "agree-rules"
    body: BodyId
    rule_set: Sha256


class WithdrawRules(Command):
    """Take back what was proposed for a body's rules."""

    kind: Literal["withdraw-rules"] = "withdraw-rules"
    body: BodyId
