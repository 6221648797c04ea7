"""What an executive's own rules add to a decision: notice of key ones, and call-in (G45-G51)."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from models.values import BodyId, Instant, SeatId, Slug, Text, Value

# --- a body's rules -----------------------------------------------------------------------


class ClearDays(Value):
    """So many days between two others, neither of them counted (G17)."""

    days: int = Field(ge=0, le=120)
    working: bool = False
    """Whether weekends and bank holidays are left out, as courts do with the notice of a meeting."""


class KeyDecisions(Value):
    """A key decision is not taken until its notice has been public long enough (G45-G47)."""

    notice: ClearDays = ClearDays(days=28)
    exception: ClearDays | None = ClearDays(days=5, working=True)
    """After written notice to the scrutiny chair, with published reasons; None where there is no such way."""
    scrutiny_chair: SeatId
    urgency: tuple[SeatId, ...] = ()
    """Who may agree to special urgency: the chair named first, then each fall-back in order."""


class CallInRules(Value):
    """A decision is published, and takes effect only when it was not called in (G49, G50)."""

    by: BodyId
    """The scrutiny body that may call a decision in."""
    published_within: int = Field(default=2, ge=0, le=60)
    """Working days after the decision."""
    open_for: int = Field(default=5, ge=1, le=60)
    """Working days after publication."""
    scrutiny_within: int = Field(default=15, ge=1, le=120)
    """Working days after the call-in in which scrutiny meets; else the decision takes effect."""
    answered_within: int = Field(default=7, ge=1, le=120)
    """Days, weekends counted, in which the decider answers a referral back."""
    urgency: tuple[SeatId, ...] = ()
    """Who may agree that a decision is too urgent to be called in, in order."""
    reported_to: BodyId | None = None
    """The full council, whose next meeting hears of each urgent decision."""


# --- a key decision -----------------------------------------------------------------------


class KeyException(StrEnum):
    """Ways to a key decision whose notice has not been public long enough."""

    GENERAL_EXCEPTION = "general-exception"
    SPECIAL_URGENCY = "special-urgency"


class KeyNotice(Value):
    """What is to be decided by whom is public; between which days, and how its papers are got."""

    published: Instant
    first: date
    last: date
    parts: tuple[Slug, ...]
    obtained: Text


class ExceptionUsed(Value):
    exception: KeyException
    used: Instant
    """When the scrutiny chair was told in writing, or agreed."""
    reason: Text
    agreed_by: SeatId | None = None
    unable: tuple[SeatId, ...] = ()
    told: Instant | None = None
    """When the scrutiny chair could know of it, where that was another instant."""

    @property
    def runs_from(self) -> Instant:
        """From when its clear days are counted (G46)."""
        return self.told or self.used


class KeyDecision(Value):
    """What allows one body to take a key decision, as far as it is on the record."""

    notice: KeyNotice | None = None
    exceptions: tuple[ExceptionUsed, ...] = ()


# --- a decision that may be called in -----------------------------------------------------


class Exemption(Value):
    """The published record says that a decision is urgent, and the chair named agreed (G50)."""

    reason: Text
    agreed_by: SeatId | None = None
    unable: tuple[SeatId, ...] = ()
    """Those named before them in the body's rules, who could not be asked."""


class DecisionNotice(Value):
    """What is published of a decision beside the decision itself (G48); its interests are on its basis."""

    reasons: Text
    rejected: Text | None = None
    """Alternatives considered and rejected; None when there were none."""
    conflicts: Text | None = None
    """Declared by whoever decided or was consulted, beside those ruled upon in the meeting."""
    dispensations: Text | None = None


class ScrutinySays(StrEnum):
    """What the scrutiny body does with a decision it called in."""

    STANDS = "stands"
    REFERRED_BACK = "referred-back"


class InEffectBecause(StrEnum):
    NOT_CALLED_IN = "not-called-in"
    LET_STAND = "let-stand"
    SCRUTINY_DID_NOT_MEET = "scrutiny-did-not-meet"
    EXEMPT = "exempt"


class CallInStage(StrEnum):
    """How far a decision that may be called in is on its way to taking effect."""

    TO_BE_PUBLISHED = "to-be-published"
    MAY_BE_CALLED_IN = "may-be-called-in"
    CALLED_IN = "called-in"
    REFERRED_BACK = "referred-back"
    IN_EFFECT = "in-effect"


class CallIn(Value):
    """One decision between being taken and taking effect."""

    publish_by: Instant
    published: Instant | None = None
    open_until: Instant | None = None
    record: DecisionNotice | None = None
    exempt: Exemption | None = None
    called_in: Instant | None = None
    scrutiny_by: Instant | None = None
    """By when scrutiny must meet."""
    answered: Instant | None = None
    answer_by: Instant | None = None
    """By when the decider answers a referral back."""
    effective: Instant | None = None
    because: InEffectBecause | None = None
    decided_again: Instant | None = None
    """When its decider decided what had been referred back: what it decides after that is called in anew."""
    forgone: Instant | None = None
    """When its matter ended before it took effect."""

    @property
    def awaits_effect(self) -> bool:
        """Whether it may still take effect, by time alone or once it is published."""
        is_over = self.stage in {CallInStage.REFERRED_BACK, CallInStage.IN_EFFECT}
        return self.forgone is None and not is_over

    @property
    def stage(self) -> CallInStage:
        if self.answer_by is not None:
            return CallInStage.REFERRED_BACK
        if self.effective is not None:
            return CallInStage.IN_EFFECT
        if self.called_in is not None:
            return CallInStage.CALLED_IN
        return CallInStage.MAY_BE_CALLED_IN if self.published else CallInStage.TO_BE_PUBLISHED

    @property
    def effective_at(self) -> Instant | None:
        """When it takes effect if nothing else happens; None where nothing but time would not do."""
        if self.forgone is not None:
            return None
        match self.stage:
            case CallInStage.MAY_BE_CALLED_IN:
                return self.open_until
            case CallInStage.CALLED_IN:
                return self.scrutiny_by
            case _:
                return None
