"""What an executive's rules add to a forecast: notice of a key decision, and time to call it in (G45-G50)."""

from dataclasses import dataclass, replace

from models.approval import Approval
from models.programme import Asked
from models.values import BodyId, Instant, MeetingId
from rules.calendar import deadline_after, in_words, london_day
from rules.effect_in_words import deciding_sign_off, earliest_effect, in_stage
from rules.known import Known


@dataclass(frozen=True)
class Day:
    """When at the earliest, and why then; None where there is no date."""

    earliest: Instant | None
    because: str
    meeting: MeetingId | None = None


@dataclass(frozen=True)
class Opens:
    """From when a body may be asked, and before when it may not decide though it is asked."""

    at: Instant
    lawful: Instant | None = None

    @property
    def after(self) -> Instant:
        return max(self.at, self.lawful) if self.lawful else self.at


def not_before(lawful: Instant | None, day: Day) -> Day:
    if lawful is None or day.earliest is None or lawful <= day.earliest:
        return day
    said = f"once notice of its key decision has been public long enough, on {in_words(london_day(lawful))}"
    return replace(day, earliest=lawful, because=said)


def in_effect(known: Known, approval: Approval, asked: Asked, decides: Day) -> Day:
    """What such a body decides counts once nobody may call it in any more, if it is published that day."""
    if decides.earliest is None:
        return decides
    effect = earliest_effect(known, approval, asked, decides.earliest)
    if effect == decides.earliest:
        return decides
    said = f"in effect on {in_words(london_day(effect))}, if published at once and not called in"
    return replace(decides, earliest=effect, because=f"{decides.because}; {said}")


def taking_effect(known: Known, approval: Approval, body: BodyId) -> Day:
    """Of a decision that is taken and may still be called in, or is."""
    sign_off = deciding_sign_off(known, approval, body)
    if sign_off is None or sign_off.call_in is None:
        return Day(None, "it has not taken effect")
    call_in = known.rule_sets[sign_off.rule_set].call_in
    effect = sign_off.effective_at
    if sign_off.call_in.published is None and call_in is not None:
        effect = deadline_after(known.today, call_in.open_for, known.calendar).instant
    return Day(effect, in_stage(sign_off.call_in))
