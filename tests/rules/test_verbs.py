"""What each verb is worth to each ask, and where it leaves a body."""

from collections.abc import Mapping
from enum import StrEnum
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.deciding import Result
from models.programme import RuleSet
from models.values import Ask, Procedure, Standing, Verb
from rules.verbs import (
    ANSWERS_NOTHING,
    LEAVES,
    LESS_THAN_APPROVAL,
    NEVER_SATISFY,
    OUTRANKS_ALL,
    STANDING_IN_WORDS,
    STRONGEST_FIRST,
    VERB_IN_WORDS,
    holds,
    in_words,
    outside_powers,
    satisfies,
    standing_after,
    standing_in_words,
)

CARRIED, LOST = Result.CARRIED, Result.LOST


def rules(
    satisfying: Mapping[Ask, tuple[Verb, ...]],
    *,
    may: tuple[Verb, ...] = tuple(Verb),
    reserved: tuple[Verb, ...] = (),
) -> RuleSet:
    return RuleSet(
        id="rules",
        procedures=(Procedure.MEETING,),
        may=may,
        reserved=reserved,
        satisfying=dict(satisfying),
    )


BOARD = rules(
    {
        Ask.APPROVE: (Verb.APPROVE,),
        Ask.ENDORSE: (Verb.ENDORSE, Verb.APPROVE),
        Ask.RECOMMEND: (Verb.RECOMMEND,),
        Ask.ADVISE: (Verb.ADVISE, Verb.RECOMMEND),
        Ask.NOTE: (Verb.NOTE, Verb.RECEIVE),
        Ask.BE_INFORMED: (Verb.NOTE, Verb.RECEIVE),
    }
)
COUNCIL = rules({Ask.APPROVE: (Verb.APPROVE, Verb.AGREE_THE_DRAFT)})


# --- the tables are complete --------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "of"),
    [
        pytest.param(NEVER_SATISFY, Ask, id="what never satisfies each ask"),
        pytest.param(LEAVES, Verb, id="where each verb leaves a body"),
        pytest.param(VERB_IN_WORDS, Verb, id="each verb in words"),
        pytest.param(STANDING_IN_WORDS, Standing, id="each standing in words"),
    ],
)
def test_a_table_is_complete(table: Mapping[StrEnum, object], of: type[StrEnum]) -> None:
    assert set(table) == set(of)


def test_every_standing_a_verb_can_leave_has_its_rank() -> None:
    ranked = [*OUTRANKS_ALL, *STRONGEST_FIRST]
    assert len(ranked) == len(set(ranked))
    assert set(ranked) == {standing for standing in LEAVES.values() if standing} | {Standing.INFORMED}


def test_words_are_plain() -> None:
    assert in_words(Verb.APPROVE_SUBJECT_TO) == "approve subject to a condition"
    assert standing_in_words(Standing.AGREED_THE_DRAFT) == "agreed the draft"


# --- which verb satisfies which ask -------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "ask", "verb", "does"),
    [
        pytest.param(BOARD, Ask.APPROVE, Verb.APPROVE, True, id="approve is approve"),
        pytest.param(BOARD, Ask.APPROVE, Verb.APPROVE_SUBJECT_TO, True, id="a condition does not undo it"),
        pytest.param(BOARD, Ask.APPROVE, Verb.AGREE_THE_DRAFT, False, id="a trust does not agree drafts"),
        pytest.param(
            COUNCIL, Ask.APPROVE, Verb.AGREE_THE_DRAFT, True, id="a Health and Wellbeing Board does"
        ),
        pytest.param(BOARD, Ask.APPROVE, Verb.NOTE, False, id="to note is not to approve"),
        pytest.param(BOARD, Ask.ENDORSE, Verb.APPROVE, True, id="who approves endorses, if the body says so"),
        pytest.param(BOARD, Ask.ENDORSE, Verb.APPROVE_SUBJECT_TO, True, id="and so with a condition"),
        pytest.param(BOARD, Ask.RECOMMEND, Verb.APPROVE, False, id="unless it does not say so"),
        pytest.param(BOARD, Ask.NOTE, Verb.RECEIVE, True, id="received is noted, if the body says so"),
        pytest.param(
            COUNCIL, Ask.NOTE, Verb.NOTE, False, id="an ask without a setting is satisfied by nothing"
        ),
    ],
)
def test_which_verb_satisfies_which_ask(body: RuleSet, ask: Ask, verb: Verb, does: bool) -> None:
    assert satisfies(body, ask, verb) is does


def test_a_condition_satisfies_only_for_a_body_that_may_approve() -> None:
    setting = {Ask.APPROVE: (Verb.APPROVE, Verb.APPROVE_SUBJECT_TO)}
    cannot_approve = rules(setting, may=(Verb.NOTE, Verb.APPROVE_SUBJECT_TO))
    assert not satisfies(cannot_approve, Ask.APPROVE, Verb.APPROVE_SUBJECT_TO)


# --- powers -------------------------------------------------------------------------------


def test_a_scrutiny_committee_may_not_approve() -> None:
    scrutiny = rules({}, may=(Verb.NOTE, Verb.ADVISE, Verb.RECOMMEND, Verb.REFER))
    assert outside_powers(scrutiny, [Verb.NOTE, Verb.APPROVE, Verb.REFER, Verb.APPROVE]) == (Verb.APPROVE,)
    assert outside_powers(scrutiny, [Verb.NOTE, Verb.RECOMMEND]) == ()


def test_what_a_body_reserved_only_the_body_itself_may_do() -> None:
    board = rules({}, reserved=(Verb.RATIFY, Verb.DELEGATE))
    verbs = [Verb.APPROVE, Verb.RATIFY]
    assert outside_powers(board, verbs) == ()
    assert outside_powers(board, verbs, under_delegation=True) == (Verb.RATIFY,)


def test_a_reserved_approval_is_not_got_round_by_a_condition() -> None:
    board = rules({}, reserved=(Verb.APPROVE,))
    assert outside_powers(board, [Verb.APPROVE_SUBJECT_TO], under_delegation=True) == (
        Verb.APPROVE_SUBJECT_TO,
    )


# --- where a decision leaves a body -------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "ask", "verbs", "result", "standing"),
    [
        pytest.param(BOARD, Ask.APPROVE, [Verb.APPROVE], CARRIED, Standing.APPROVED, id="R5 approves"),
        pytest.param(
            BOARD,
            Ask.APPROVE,
            [Verb.RECEIVE, Verb.NOTE, Verb.APPROVE],
            CARRIED,
            Standing.APPROVED,
            id="three verbs",
        ),
        pytest.param(
            BOARD, Ask.APPROVE, [Verb.APPROVE], None, Standing.APPROVED, id="R10 by chair's action, no vote"
        ),
        pytest.param(
            COUNCIL,
            Ask.APPROVE,
            [Verb.APPROVE_SUBJECT_TO, Verb.DELEGATE, Verb.AUTHORISE],
            CARRIED,
            Standing.APPROVED_WITH_CONDITION,
            id="R13 approves subject to C1 and authorises an officer",
        ),
        pytest.param(
            COUNCIL,
            Ask.APPROVE,
            [Verb.NOTE, Verb.AGREE_THE_DRAFT],
            CARRIED,
            Standing.AGREED_THE_DRAFT,
            id="R15 agrees the draft",
        ),
        pytest.param(COUNCIL, Ask.APPROVE, [Verb.DEFER], CARRIED, Standing.DEFERRED, id="R14 defers"),
        pytest.param(COUNCIL, Ask.APPROVE, [Verb.DEFER], LOST, Standing.OPEN, id="a lost motion to defer"),
        pytest.param(
            BOARD, Ask.APPROVE, [Verb.APPROVE], LOST, Standing.REFUSED, id="a lost motion to approve"
        ),
        pytest.param(
            BOARD, Ask.APPROVE, [Verb.APPROVE, Verb.REFER], LOST, Standing.REFUSED, id="lost with a limb"
        ),
        pytest.param(BOARD, Ask.APPROVE, [Verb.REFUSE], CARRIED, Standing.REFUSED, id="refuses"),
        pytest.param(
            BOARD,
            Ask.APPROVE,
            [Verb.REFUSE],
            LOST,
            Standing.OPEN,
            id="a lost refusal decides nothing",
        ),
        pytest.param(BOARD, Ask.APPROVE, [], LOST, Standing.REFUSED, id="the question itself was lost"),
        pytest.param(
            BOARD, Ask.APPROVE, [Verb.NOTE], CARRIED, Standing.NOTED, id="notes though asked to approve"
        ),
        pytest.param(BOARD, Ask.APPROVE, [Verb.NOTE, Verb.REFER], CARRIED, Standing.REFERRED, id="refers"),
        pytest.param(
            BOARD, Ask.APPROVE, [Verb.APPROVE, Verb.REFER], CARRIED, Standing.APPROVED, id="and refers"
        ),
        pytest.param(
            BOARD, Ask.APPROVE, [Verb.APPROVE, Verb.DEFER], CARRIED, Standing.DEFERRED, id="a part put off"
        ),
        pytest.param(
            BOARD,
            Ask.APPROVE,
            [Verb.APPROVE, Verb.APPROVE_SUBJECT_TO],
            CARRIED,
            Standing.APPROVED_WITH_CONDITION,
            id="a condition is never lost among the limbs",
        ),
        pytest.param(BOARD, Ask.ENDORSE, [Verb.ENDORSE], CARRIED, Standing.ENDORSED, id="endorses"),
        pytest.param(
            BOARD, Ask.RECOMMEND, [Verb.RECOMMEND], CARRIED, Standing.RECOMMENDED, id="N1 recommends"
        ),
        pytest.param(BOARD, Ask.ADVISE, [Verb.ADVISE], None, Standing.ADVISED, id="N3 advises by letter"),
        pytest.param(BOARD, Ask.BE_INFORMED, [Verb.RECEIVE], None, Standing.INFORMED, id="N2 receives"),
        pytest.param(BOARD, Ask.BE_INFORMED, [Verb.NOTE], None, Standing.INFORMED, id="informed by noting"),
        pytest.param(
            BOARD,
            Ask.NOTE,
            [Verb.NOTE, Verb.REFER],
            None,
            Standing.NOTED,
            id="N4 notes, as asked, and refers",
        ),
        pytest.param(
            BOARD, Ask.APPROVE, [Verb.RATIFY], CARRIED, Standing.OPEN, id="ratifying decides nothing anew"
        ),
        pytest.param(BOARD, Ask.APPROVE, [], None, Standing.OPEN, id="nothing decided"),
    ],
)
def test_where_a_decision_leaves_a_body(
    body: RuleSet, ask: Ask, verbs: list[Verb], result: Result | None, standing: Standing
) -> None:
    assert standing_after(body, ask, verbs, result) is standing


@pytest.mark.parametrize(
    ("body", "ask", "standing", "does"),
    [
        pytest.param(BOARD, Ask.APPROVE, Standing.APPROVED, True, id="approved"),
        pytest.param(
            BOARD, Ask.APPROVE, Standing.APPROVED_WITH_CONDITION, True, id="approved with a condition"
        ),
        pytest.param(
            BOARD, Ask.APPROVE, Standing.AGREED_THE_DRAFT, False, id="agreed the draft: not for a trust"
        ),
        pytest.param(
            COUNCIL, Ask.APPROVE, Standing.AGREED_THE_DRAFT, True, id="agreed the draft: for a council"
        ),
        pytest.param(BOARD, Ask.APPROVE, Standing.NOTED, False, id="noted"),
        pytest.param(BOARD, Ask.APPROVE, Standing.DEFERRED, False, id="deferred"),
        pytest.param(BOARD, Ask.APPROVE, Standing.INQUORATE, False, id="inquorate"),
        pytest.param(BOARD, Ask.NOTE, Standing.NOTED, True, id="noted, as asked"),
        pytest.param(BOARD, Ask.NOTE, Standing.INFORMED, False, id="informed is not noted"),
        pytest.param(COUNCIL, Ask.BE_INFORMED, Standing.INFORMED, True, id="to be informed takes no verb"),
    ],
)
def test_which_standing_holds_what_was_asked(body: RuleSet, ask: Ask, standing: Standing, does: bool) -> None:
    assert holds(ask, standing, body) is does


# --- whatever a rule-set says -------------------------------------------------------------

some_verbs = st.lists(st.sampled_from(Verb), max_size=4)
rule_sets = st.builds(
    lambda satisfying, may: rules(satisfying, may=tuple(may)),
    st.dictionaries(st.sampled_from(Ask), some_verbs.map(tuple)),
    some_verbs,
)
results = st.sampled_from([CARRIED, LOST, None])


@settings(deadline=None)
@given(rule_sets, st.sampled_from(sorted(LESS_THAN_APPROVAL | ANSWERS_NOTHING)))
def test_note_receive_and_endorse_never_satisfy_approve(body: RuleSet, verb: Verb) -> None:
    says_so = body.model_copy(update={"satisfying": {Ask.APPROVE: tuple(Verb)}})
    assert not satisfies(says_so, Ask.APPROVE, verb)
    assert not holds(Ask.APPROVE, standing_after(says_so, Ask.APPROVE, [verb], CARRIED), says_so)


@settings(deadline=None)
@given(rule_sets, some_verbs, results)
def test_nothing_holds_an_approval_but_a_verb_that_satisfies_it(
    body: RuleSet, verbs: list[Verb], result: Result | None
) -> None:
    standing = standing_after(body, Ask.APPROVE, verbs, result)
    given_it = any(satisfies(body, Ask.APPROVE, verb) for verb in verbs)
    assert given_it or not holds(Ask.APPROVE, standing, body)


@settings(deadline=None)
@given(rule_sets, st.sampled_from(Ask), some_verbs)
def test_a_lost_vote_gives_nothing(body: RuleSet, ask: Ask, verbs: list[Verb]) -> None:
    assert not holds(ask, standing_after(body, ask, verbs, LOST), body)


@settings(deadline=None)
@given(rule_sets, st.sampled_from(Ask), some_verbs, results, st.randoms(use_true_random=False))
def test_the_order_of_the_limbs_does_not_matter(
    body: RuleSet, ask: Ask, verbs: list[Verb], result: Result | None, shuffling: Random
) -> None:
    shuffled = list(verbs)
    shuffling.shuffle(shuffled)
    assert standing_after(body, ask, shuffled, result) is standing_after(body, ask, verbs, result)


@settings(deadline=None)
@given(rule_sets, st.sampled_from(Ask), some_verbs)
def test_a_limb_that_gives_what_was_asked_is_not_lost_among_others(
    body: RuleSet, ask: Ask, verbs: list[Verb]
) -> None:
    standing = standing_after(body, ask, verbs, CARRIED)
    gives_it = any(satisfies(body, ask, verb) for verb in verbs)
    assert not gives_it or standing in OUTRANKS_ALL or holds(ask, standing, body)
