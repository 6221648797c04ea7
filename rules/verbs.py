"""What a verb is worth: which ask it satisfies, who may use it, where it leaves a body (G5, G12, G20)."""

from collections.abc import Sequence

from models.deciding import Result
from models.programme import RuleSet
from models.values import Ask, Standing, Verb

ANSWERS_NOTHING = frozenset({Verb.REFUSE, Verb.RATIFY, Verb.DELEGATE, Verb.AUTHORISE, Verb.DEFER, Verb.REFER})
LESS_THAN_APPROVAL = frozenset({Verb.RECEIVE, Verb.NOTE, Verb.ENDORSE, Verb.ADVISE, Verb.RECOMMEND})

NEVER_SATISFY: dict[Ask, frozenset[Verb]] = {
    Ask.APPROVE: ANSWERS_NOTHING | LESS_THAN_APPROVAL,
    Ask.ENDORSE: ANSWERS_NOTHING,
    Ask.RECOMMEND: ANSWERS_NOTHING,
    Ask.ADVISE: ANSWERS_NOTHING,
    Ask.NOTE: ANSWERS_NOTHING,
    Ask.BE_INFORMED: ANSWERS_NOTHING,
}
"""What no rule-set can make satisfy an ask, whatever it says."""

LEAVES: dict[Verb, Standing | None] = {
    Verb.RECEIVE: Standing.NOTED,
    Verb.NOTE: Standing.NOTED,
    Verb.ENDORSE: Standing.ENDORSED,
    Verb.ADVISE: Standing.ADVISED,
    Verb.RECOMMEND: Standing.RECOMMENDED,
    Verb.AGREE_THE_DRAFT: Standing.AGREED_THE_DRAFT,
    Verb.APPROVE: Standing.APPROVED,
    Verb.APPROVE_SUBJECT_TO: Standing.APPROVED_WITH_CONDITION,
    Verb.REFUSE: Standing.REFUSED,
    Verb.RATIFY: None,
    Verb.DELEGATE: None,
    Verb.AUTHORISE: None,
    Verb.DEFER: Standing.DEFERRED,
    Verb.REFER: Standing.REFERRED,
}
"""Where each verb leaves a body once carried. Ratifying confirms what was decided before; delegating
and authorising say who does what next: none of the three says where the body stands."""

STRONGEST_FIRST: tuple[Standing, ...] = (
    Standing.APPROVED_WITH_CONDITION,
    Standing.APPROVED,
    Standing.AGREED_THE_DRAFT,
    Standing.ENDORSED,
    Standing.RECOMMENDED,
    Standing.ADVISED,
    Standing.REFERRED,
    Standing.NOTED,
    Standing.INFORMED,
)
"""A condition outranks a plain approval, so that none is ever lost among the limbs."""

OUTRANKS_ALL: tuple[Standing, ...] = (Standing.REFUSED, Standing.DEFERRED)
"""A body that refused or put off any part has not given the rest."""

LOST_DECIDES_NOTHING = frozenset({Verb.DEFER, Verb.REFER, Verb.REFUSE})
"""Losing a motion to do one of these decides nothing: a body that will not defer has not refused, and one
that will not refuse has not approved."""

VERB_IN_WORDS: dict[Verb, str] = {
    Verb.RECEIVE: "receive",
    Verb.NOTE: "note",
    Verb.ENDORSE: "endorse",
    Verb.ADVISE: "advise",
    Verb.RECOMMEND: "recommend",
    Verb.AGREE_THE_DRAFT: "agree the draft",
    Verb.APPROVE: "approve",
    Verb.APPROVE_SUBJECT_TO: "approve subject to a condition",
    Verb.REFUSE: "refuse",
    Verb.RATIFY: "ratify",
    Verb.DELEGATE: "delegate",
    Verb.AUTHORISE: "authorise",
    Verb.DEFER: "defer",
    Verb.REFER: "refer",
}

STANDING_IN_WORDS: dict[Standing, str] = {
    Standing.WAITING: "asked, waiting to decide",
    Standing.OPEN: "asked in writing, not yet decided",
    Standing.DEFERRED: "deferred",
    Standing.INQUORATE: "no decision: inquorate",
    Standing.APPROVED: "approved",
    Standing.APPROVED_WITH_CONDITION: "approved subject to a condition",
    Standing.AGREED_THE_DRAFT: "agreed the draft",
    Standing.ENDORSED: "endorsed",
    Standing.RECOMMENDED: "recommended",
    Standing.ADVISED: "advised",
    Standing.NOTED: "noted",
    Standing.INFORMED: "informed",
    Standing.REFERRED: "referred elsewhere",
    Standing.REFUSED: "refused",
    Standing.LAPSED: "lapsed",
    Standing.WITHDRAWN: "withdrawn",
    Standing.SUPERSEDED: "superseded by a later version",
    Standing.NO_OBJECTION: "no objection",
    Standing.OBJECTED: "objects",
}


def satisfies(rules: RuleSet, ask: Ask, verb: Verb) -> bool:
    """Whether the verb answers the ask: a setting of the body, within what no setting can change (G20).
    Approving subject to a condition answers what approving does, for a body that may approve.
    """
    if verb in NEVER_SATISFY[ask]:
        return False
    settings = rules.satisfying.get(ask, ())
    if verb is Verb.APPROVE_SUBJECT_TO:
        return Verb.APPROVE in rules.may and (verb in settings or Verb.APPROVE in settings)
    return verb in settings


def outside_powers(rules: RuleSet, verbs: Sequence[Verb], under_delegation: bool = False) -> tuple[Verb, ...]:
    """The verbs the body may not use; under delegation, those it reserved to itself as well (G12).
    Whoever may not approve for it may not approve subject to a condition either.
    """
    reserved = set(rules.reserved if under_delegation else ())
    if Verb.APPROVE in reserved:
        reserved.add(Verb.APPROVE_SUBJECT_TO)
    return tuple(verb for verb in dict.fromkeys(verbs) if verb not in rules.may or verb in reserved)


def standing_after(rules: RuleSet, ask: Ask, verbs: Sequence[Verb], result: Result | None) -> Standing:
    """Where a decision of several limbs leaves the body, whatever their order. `result` is None when
    there was no vote; a vote lost refuses what was asked. OPEN when nothing was decided on it.
    """
    if result is Result.LOST:
        return Standing.OPEN if verbs and LOST_DECIDES_NOTHING.issuperset(verbs) else Standing.REFUSED
    given = {_left_by(ask, verb) for verb in verbs}
    for standing in OUTRANKS_ALL:
        if standing in given:
            return standing
    answering = {standing for standing in given if standing and holds(ask, standing, rules)}
    return next((standing for standing in STRONGEST_FIRST if standing in (answering or given)), Standing.OPEN)


def holds(ask: Ask, standing: Standing, rules: RuleSet) -> bool:
    """Whether a body that stands there has given what was asked. An approval subject to a condition
    has; its condition is an obligation of its own. To be informed takes no verb.
    """
    if ask is Ask.BE_INFORMED and standing is Standing.INFORMED:
        return True
    return any(_left_by(ask, verb) is standing and satisfies(rules, ask, verb) for verb in Verb)


def in_words(verb: Verb) -> str:
    return VERB_IN_WORDS[verb]


def standing_in_words(standing: Standing) -> str:
    return STANDING_IN_WORDS[standing]


def _left_by(ask: Ask, verb: Verb) -> Standing | None:
    """A body that was only to be informed is informed once it has received or noted."""
    standing = LEAVES[verb]
    return Standing.INFORMED if ask is Ask.BE_INFORMED and standing is Standing.NOTED else standing
