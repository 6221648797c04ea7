"""How a body decides in writing, as a member must know it before answering."""

from models.programme import RuleSet, SilenceMeans, VotingRule
from models.sign_off import SignOff
from models.values import Value
from rules.voting import by_answers


class WrittenRule(Value):
    """What one body's rule-set makes of the answers to one request."""

    needed: int
    """How many of those who may vote must agree, as long as nobody has abstained."""
    voters: int
    voting: VotingRule
    is_fixed: bool
    """Whether the number is fixed by the body's rules for writing, whatever its voting rule."""
    objection_defeats: bool
    silence_is_assent: bool
    may_change: bool

    @property
    def settles_early(self) -> bool:
        """Where one objection defeats it and an answer may be changed, anybody could still object until
        the deadline: then it is settled at the deadline and never before.
        """
        return not (self.objection_defeats and self.may_change)


def written_rule(rules: RuleSet, sign_off: SignOff) -> WrittenRule | None:
    """None where the body does not decide in writing. Whoever declared an interest is no voter."""
    if rules.written is None:
        return None
    voters = [seat for seat in sign_off.entitled if seat not in sign_off.interests]
    return WrittenRule(
        needed=by_answers(rules, {}, voters, at_deadline=False).needed or 0,
        voters=len(voters),
        voting=rules.voting,
        is_fixed=rules.written.agreeing > 0,
        objection_defeats=rules.written.objection_defeats,
        silence_is_assent=rules.written.silence is SilenceMeans.ASSENT,
        may_change=rules.written.may_change_answer,
    )
