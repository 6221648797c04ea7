"""How a body decides in writing, as a letter says it: read off its rule-set, by which votes are counted."""

from models.programme import RuleSet, SilenceMeans, VotingRule, WrittenProcedure
from models.sign_off import SignOff

_DEFEATED_BY_ONE = frozenset({VotingRule.NO_DISSENT, VotingRule.UNANIMITY})


def rule_in_words(rules: RuleSet, sign_off: SignOff) -> str:
    """Who must agree, what an objection does, when it is settled and what silence does (G43, G44)."""
    written = rules.written
    if written is None:
        return ""
    members = len([seat for seat in sign_off.entitled if seat not in sign_off.interests])
    agreeing = _agreeing(rules, written, members)
    return f"{agreeing}; {_objection(rules, written)}; {_settled(written)}. {_silence(written)}"


def _agreeing(rules: RuleSet, written: WrittenProcedure, members: int) -> str:
    if written.agreeing:
        return f"{written.agreeing} of the {members} members who may answer must agree"
    if rules.voting is VotingRule.MAJORITY:
        return f"a majority must agree, {members // 2 + 1} of the {members} members who may answer"
    if rules.voting is VotingRule.UNANIMITY:
        return f"all {members} members who may answer must agree"
    return f"every one of the {members} members who may answer must agree, unless they abstain"


def _objection(rules: RuleSet, written: WrittenProcedure) -> str:
    by_voting = not written.agreeing and rules.voting in _DEFEATED_BY_ONE
    if written.objection_defeats or by_voting:
        return "one objection that stands defeats it"
    return "one objection alone does not defeat it"


def _settled(written: WrittenProcedure) -> str:
    if not written.may_change_answer:
        return "it is settled as soon as no answer still to come can change the result"
    if written.objection_defeats:
        return "it is settled only at the deadline"
    return "it passes as soon as enough have agreed, and can fail only at the deadline"


def _silence(written: WrittenProcedure) -> str:
    if written.silence is SilenceMeans.ASSENT:
        return "A member who is silent until the deadline is taken to agree."
    return "A silent member does not help it pass."
