"""What happens before and after an executive's decision: key-decision notice, call-in, effect (G45-G50)."""

from datetime import date
from typing import Literal

from models.executive import DecisionNotice, Exemption, InEffectBecause, KeyException, ScrutinySays
from models.fact import Fact
from models.values import BodyId, Instant, SeatId, Slug, Text, VersionLabel

# --- approval/<matter> --------------------------------------------------------------------


class KeyNoticePublished(Fact):
    """What a body is to decide, between which days, on which documents, and how they are got (G45)."""

    kind: Literal["key-notice-published"] = "key-notice-published"
    body: BodyId
    first: date
    last: date
    parts: tuple[Slug, ...]
    obtained: Text


class KeyExceptionUsed(Fact):
    """A key decision will be taken without the whole notice, for published reasons (G46, G47)."""

    kind: Literal["key-exception-used"] = "key-exception-used"
    body: BodyId
    exception: KeyException
    reason: Text
    agreed_by: SeatId | None = None
    unable: tuple[SeatId, ...] = ()
    """Those named before the one who agreed, who could not be asked."""
    told: Instant | None = None
    """When the scrutiny chair could know of a general exception: the clear days run from then. None in lines
    written before that was kept, of which they run from the day reported."""


class EffectStands(Fact):
    """Whether what a body decided on a version has taken effect: only then does it hold (G51). False when
    a call-in that came in time is recorded after it was taken to be in effect."""

    kind: Literal["effect-stands"] = "effect-stands"
    body: BodyId
    version: VersionLabel
    in_effect: bool


# --- sign-off/<matter>/<body>/<version> ---------------------------------------------------


class DecisionPublished(Fact):
    """The record of a decision is public (G48); until when it may be called in, if it may."""

    kind: Literal["decision-published"] = "decision-published"
    notice: DecisionNotice
    open_until: Instant | None = None
    exempt: Exemption | None = None


class DecisionCalledIn(Fact):
    """Suspended until the scrutiny body has met, or its time is up (G49)."""

    kind: Literal["decision-called-in"] = "decision-called-in"
    scrutiny: BodyId
    reason: Text
    scrutiny_by: Instant


class CallInAnswered(Fact):
    """The scrutiny body met: the decision stands, or its decider answers a referral back in time."""

    kind: Literal["call-in-answered"] = "call-in-answered"
    scrutiny: BodyId
    outcome: ScrutinySays
    reason: Text | None = None
    answer_by: Instant | None = None


class DecisionTookEffect(Fact):
    kind: Literal["decision-took-effect"] = "decision-took-effect"
    because: InEffectBecause


class EffectForgone(Fact):
    """The matter ended before the decision took effect, so it never will."""

    kind: Literal["effect-forgone"] = "effect-forgone"


ExecutiveEvent = (
    KeyNoticePublished
    | KeyExceptionUsed
    | EffectStands
    | DecisionPublished
    | DecisionCalledIn
    | CallInAnswered
    | DecisionTookEffect
    | EffectForgone
)
