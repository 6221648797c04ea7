"""A body's rule-set in words: its quorum clause by clause, what carries, and where the rule stands."""

from collections.abc import Iterator, Mapping

from models.delegation import Delegation
from models.programme import (
    ChairsAction,
    Clause,
    Denominator,
    RuleSet,
    SilenceMeans,
    VotingRule,
)
from models.values import Ask, Procedure
from rules.verbs import in_words as verb_in_words

VOTING: Mapping[VotingRule, str] = {
    VotingRule.MAJORITY: "more must vote for it than against, of those present and voting",
    VotingRule.NO_DISSENT: "nobody voting may be against it; an abstention is not dissent",
    VotingRule.UNANIMITY: "every member entitled to vote must be for it",
}

SHARE_OF: Mapping[Denominator, str] = {
    Denominator.ESTABLISHED_SEATS: "of the established seats, vacancies included",
    Denominator.HOLDERS_OF_THE_DAY: "of those who hold a seat that day",
}

SILENCE: Mapping[SilenceMeans, str] = {
    SilenceMeans.NOTHING: "Silence counts neither for nor against",
    SilenceMeans.ASSENT: "Silence is taken as agreement",
}

ON_AN_AMENDMENT = (
    "An open objection when the window ends keeps the text from being published; silence does not, and is "
    "no approval of it"
)


def rule_in_words(rules: RuleSet, procedure: Procedure, ask: Ask, names: Mapping[str, str]) -> Iterator[str]:
    """The title first and the source last, as a secretary would cite it."""
    yield rules.title or rules.id
    if procedure is Procedure.NOTICE:
        yield ON_AN_AMENDMENT
    elif procedure is Procedure.CHAIRS_ACTION and rules.chairs_action is not None:
        yield _by_the_chair(rules.chairs_action, names)
    elif procedure is Procedure.WRITTEN and rules.written is not None:
        yield from _in_writing(rules)
    else:
        yield from _in_a_room(rules)
    satisfying = " or ".join(verb_in_words(verb) for verb in rules.satisfying.get(ask, ()))
    if satisfying:
        yield f"What it was asked for is given by a decision to {satisfying}"
    if rules.source:
        yield f"Source: {rules.source}"


def delegation_in_words(rules: RuleSet, names: Mapping[str, str]) -> Iterator[str]:
    """What the body lets others decide for it (G4, G10)."""
    yield rules.title or rules.id
    yield from (_delegated(each, names) for each in rules.delegations)


def quorum_in_words(rules: RuleSet) -> str:
    """Every clause must be met at once (G24)."""
    if not rules.quorum:
        return "No quorum is set"
    clauses = "; ".join(map(_clause, rules.quorum))
    share = (
        f", a share being {SHARE_OF[rules.denominator]}" if any(each.share for each in rules.quorum) else ""
    )
    return f"Quorum, each clause to be met: {clauses}{share}"


def composition_in_words(rules: RuleSet) -> str:
    """Who is to hold its seats, and that it decides all the same while one is vacant (G34, G73)."""
    members = "; ".join(map(_clause, rules.composition))
    return f"Its members are to be at least: {members}; a vacancy among them invalidates no decision"


def _clause(clause: Clause) -> str:
    if clause.called:
        return clause.called
    of = " or ".join(clause.categories) or "any"
    number = f"{clause.share} of the members" if clause.share else f"{max(clause.at_least, 1)}"
    return f"{number} from: {of}" if not clause.seats else f"{number} of the seats named"


def _by_the_chair(action: ChairsAction, names: Mapping[str, str]) -> str:
    """Urgent decision between meetings (G42)."""
    officers = " or ".join(names.get(each, each) for each in action.officers) or "an officer"
    asking = f", after consulting {action.consulting} members" if action.consulting else ""
    return (
        f"Between meetings its chair may act for it together with the {officers}{asking}; its first formal "
        "meeting held after that is to ratify it"
    )


def _delegated(delegation: Delegation, names: Mapping[str, str]) -> str:
    verbs = ", ".join(verb_in_words(verb) for verb in delegation.verbs)
    reported = "; what it does is reported to the body" if delegation.reported_to_parent else ""
    return f"{names.get(delegation.to, delegation.to)} has authority to {verbs}{reported}"


def _in_a_room(rules: RuleSet) -> Iterator[str]:
    yield quorum_in_words(rules)
    if rules.quorum:
        withdrawn = "counts as well" if rules.withdrawn_count_for_quorum else "does not count"
        yield f"Who stays without voting counts for the quorum; who leaves for an interest {withdrawn}"
    if rules.composition:
        yield composition_in_words(rules)
    yield f"To carry, {VOTING[rules.voting]}"
    if rules.casting_vote:
        yield "On a tie whoever presides has a casting vote"


def _in_writing(rules: RuleSet) -> Iterator[str]:
    written = rules.written
    if written is None:
        return
    carried = f"{written.agreeing} must agree" if written.agreeing else VOTING[rules.voting]
    yield f"To carry in writing, {carried}"
    if written.objection_defeats:
        yield "One objection defeats it"
    yield SILENCE[written.silence]
