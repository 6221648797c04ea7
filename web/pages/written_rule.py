"""How a body decides in writing, put into a member's words: what is needed, when it is settled, silence."""

from models.programme import VotingRule
from services.written_rules import WrittenRule


def threshold(rule: WrittenRule) -> str:
    """What it takes: "13 of 24 must agree. One objection defeats it."."""
    objection = " One objection defeats it." if rule.objection_defeats else ""
    return f"{_needed(rule)}{objection}"


def settled(rule: WrittenRule, closes: str) -> str:
    """When: at the closing time only, or earlier where no answer to come could change it."""
    if not rule.settles_early:
        return (
            f"It is settled on {closes} and not before, since until then anybody may object "
            "or change their answer."
        )
    return f"It is settled on {closes}, or as soon as no answer still to come could change the outcome."


def silence(rule: WrittenRule) -> str:
    """What becomes of it if this member says nothing."""
    if rule.silence_is_assent:
        return "Your silence is taken as agreement, by this body's own rules."
    return f"Your silence is not agreement and not an objection. {_without_you(rule)}"


def _needed(rule: WrittenRule) -> str:
    if not rule.is_fixed and rule.voting is VotingRule.NO_DISSENT:
        return f"All {rule.voters} must agree, except those who abstain."
    if rule.needed == rule.voters:
        return f"All {rule.voters} must agree."
    return f"{rule.needed} of {rule.voters} must agree."


def _without_you(rule: WrittenRule) -> str:
    if not rule.is_fixed and rule.voting is VotingRule.NO_DISSENT:
        return "It cannot pass while anybody is silent: whoever takes no side must abstain."
    if rule.needed >= rule.voters:
        return "It cannot pass without you, since everybody must agree."
    return f"It does not help it pass: {rule.needed} must agree, and a silent member is not one of them."
