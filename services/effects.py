"""What a decision that has not taken effect waits for, told beside where its body stands (G49)."""

from models.approval import Approval
from models.sign_off import SignOff
from rules.call_in import awaits_effect
from rules.effect_in_words import in_stage, not_in_effect


def effect_of(approval: Approval, sign_off: SignOff) -> str:
    """Nothing of a decision that is in effect, or that took effect at once."""
    if awaits_effect(sign_off, approval):
        return not_in_effect(sign_off)
    is_asked_back = sign_off.was_referred_back and sign_off.is_open
    return in_stage(sign_off.call_in) if is_asked_back and sign_off.call_in else ""
