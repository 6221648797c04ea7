"""Rules changed while a matter runs (G13): it ends under those it began under, unless two offices decide
otherwise; and what becomes of what was decided, of what is being asked, and of meetings that are fixed.
"""

from collections.abc import Sequence

import pytest
from a_board_with_new_rules import (
    CLERK,
    WHY,
    agreed,
    answers,
    asked,
    loads,
    proposed,
    rules_of,
    told,
    with_new_rules,
)
from a_partnership import (
    APPROVAL,
    BOARD,
    CONTENT,
    DIRECTOR,
    MATTER,
    SECRETARY,
    SIGN_OFF,
    SPONSOR,
    a_rule_set,
    holder,
    seat,
    written,
)
from a_round import APPROVAL as STRATEGY
from a_round import SECRETARIAT, before_everybody, expect, on
from hypothesis import given, settings
from hypothesis import strategies as st

from models.commands import (
    AskAgain,
    CloseSignOff,
    GiveAnswer,
    IssuePapers,
)
from models.course_commands import AgreeRules, ProposeRules, WithdrawRules
from models.course_events import RulesMigrated
from models.letters import LetterKind
from models.programme import DayCount, DaysBefore, Definition
from models.values import Answer, Standing, content_hash
from rules.agenda import papers_due
from rules.course_in_words import of_body_in_words
from rules.waits import sign_off_wait

# --- a definition loaded meanwhile --------------------------------------------------------


def test_a_definition_loaded_meanwhile_never_touches_a_running_matter_g13() -> None:
    register = asked()
    before = rules_of(register)
    answers(register, Answer.APPROVE, 1, 2)
    with_new_rules(register)
    assert rules_of(register) == before
    answers(register, Answer.APPROVE, 3)
    assert register.sign_off(MATTER, BOARD, "1.0").is_open, "three suffice only under the new rules"
    answers(register, Answer.APPROVE, 4)
    assert register.sign_off(MATTER, BOARD, "1.0").is_open, "one objection could still defeat it"
    deadline = register.sign_off(MATTER, BOARD, "1.0").deadline
    assert deadline is not None
    register.at = deadline
    expect(register.do(SIGN_OFF, CloseSignOff(due=deadline)))
    decided = register.sign_off(MATTER, BOARD, "1.0").decided
    assert decided is not None
    assert decided.basis.rule_set == before[0], "the decision says by which rules it was made"


# --- two offices --------------------------------------------------------------------------


def test_it_goes_on_under_the_rules_in_force_once_two_offices_have_said_so_g13() -> None:
    register, rules = with_new_rules()
    before = rules_of(register)
    expect(proposed(register, rules))
    assert rules_of(register) == before, "one office alone changes nothing"
    expect(agreed(register, rules))
    assert rules_of(register) == (rules, rules)
    (changed,) = register.approval(MATTER).course.rules_changed
    assert (changed.before, changed.proposed_by, changed.agreed_by) == (before[0], SECRETARY, DIRECTOR)
    assert register.approval(MATTER).course.proposals == {}


def test_both_offices_stand_in_the_record_by_their_ids_and_are_named_where_it_is_told() -> None:
    register, rules = with_new_rules()
    expect(proposed(register, rules, CLERK))
    expect(agreed(register, rules))
    (line,) = (each for each in register.lines if isinstance(each.event, RulesMigrated))
    assert isinstance(line.event, RulesMigrated)
    assert (line.event.proposed_by, line.event.agreed_by) == (CLERK, DIRECTOR)
    (words,) = of_body_in_words(register.definition, register.approval(MATTER), BOARD)
    assert words == (
        "its rules were changed on Thursday 2 April 2020: "
        "proposed by the secretary of Board, agreed by the director"
    )


def test_whoever_proposed_it_cannot_agree_to_it() -> None:
    register, rules = with_new_rules()
    for office in (SECRETARY, DIRECTOR, CLERK):
        expect(proposed(register, rules, office))
        assert agreed(register, rules, office) == "two-offices-needed"
        expect(register.do(APPROVAL, WithdrawRules(body=BOARD), office))


@pytest.mark.parametrize("person", [SPONSOR, holder(1), "nobody"])
def test_only_three_offices_change_rules(person: str) -> None:
    register, rules = with_new_rules()
    assert proposed(register, rules, person) == "not-for-rules"
    expect(proposed(register, rules))
    assert agreed(register, rules, person) == "not-for-rules"
    assert register.do(APPROVAL, WithdrawRules(body=BOARD), person) == "not-for-rules"


def test_the_others_are_asked_to_agree_and_then_secretary_and_sponsor_are_told() -> None:
    register, rules = with_new_rules()
    expect(proposed(register, rules))
    assert told(register, LetterKind.RULES_PROPOSED) == [CLERK, DIRECTOR]
    expect(agreed(register, rules))
    assert told(register, LetterKind.RULES_MIGRATED) == [CLERK, SPONSOR]


def test_a_proposal_may_be_withdrawn_and_made_anew() -> None:
    register, rules = with_new_rules()
    expect(proposed(register, rules))
    assert proposed(register, rules, DIRECTOR) == "rules-proposed-already"
    expect(register.do(APPROVAL, WithdrawRules(body=BOARD), DIRECTOR))
    assert agreed(register, rules) == "no-rules-proposed"
    expect(proposed(register, rules, DIRECTOR))
    expect(agreed(register, rules, SECRETARY))


def test_a_proposal_the_definition_has_overtaken_is_not_agreed_but_proposed_anew() -> None:
    register, rules = with_new_rules()
    expect(proposed(register, rules))
    newer = loads(register, a_rule_set(written(agreeing=2)))
    assert agreed(register, rules) == "rules-overtaken"
    assert agreed(register, newer) == "other-rules-proposed"
    expect(proposed(register, newer))
    expect(agreed(register, newer))
    assert rules_of(register) == (newer, newer)


# --- what becomes of it -------------------------------------------------------------------


def test_an_open_procedure_keeps_its_deadline_and_answers_and_counts_by_the_new_rules() -> None:
    register, rules = with_new_rules()
    answers(register, Answer.APPROVE, 1, 2)
    answers(register, Answer.OBJECT, 5)
    before = register.sign_off(MATTER, BOARD, "1.0")
    expect(proposed(register, rules))
    expect(agreed(register, rules))
    after = register.sign_off(MATTER, BOARD, "1.0")
    assert after == before.model_copy(update={"rule_set": rules})
    waits = [sign_off_wait(each, register.approval(MATTER)).next_step for each in (before, after)]
    assert waits[0] == waits[1], "nothing falls due otherwise than before"
    register.at = on(2020, 4, 6)
    answers(register, Answer.APPROVE, 3)
    assert register.sign_off(MATTER, BOARD, "1.0").standing is Standing.APPROVED


def test_answers_that_suffice_under_the_new_rules_settle_it_when_they_begin() -> None:
    register, rules = with_new_rules()
    answers(register, Answer.APPROVE, 1, 2, 3)
    expect(proposed(register, rules))
    register.at = on(2020, 4, 7)
    expect(agreed(register, rules))
    decided = register.sign_off(MATTER, BOARD, "1.0").decided
    assert decided is not None
    assert (decided.happened, decided.basis.rule_set) == (register.at, rules)
    assert register.approval(MATTER).has_given(BOARD)


def test_a_body_that_has_decided_stands_where_it_stood_and_decides_by_the_new_rules_when_asked_again() -> (
    None
):
    register = asked()
    answers(register, Answer.OBJECT, 1)
    deadline = register.sign_off(MATTER, BOARD, "1.0").deadline
    assert deadline is not None
    register.at = deadline
    expect(register.do(SIGN_OFF, CloseSignOff(due=deadline)))
    began, decided = rules_of(register)[0], register.approval(MATTER).outcomes[BOARD]
    assert decided.standing is Standing.REFUSED
    _, rules = with_new_rules(register)
    expect(proposed(register, rules))
    expect(agreed(register, rules))
    assert register.approval(MATTER).outcomes[BOARD] == decided
    assert rules_of(register) == (rules, began), "what it decided, it decided under the former rules"
    expect(register.do(APPROVAL, AskAgain(body=BOARD, reason=WHY), SPONSOR))
    assert rules_of(register) == (rules, rules)
    answers(register, Answer.APPROVE, 1, 2, 3)
    assert register.approval(MATTER).has_given(BOARD)


def test_meetings_that_are_fixed_keep_their_dates_for_papers_g15() -> None:
    """Those dates are a meeting's own, made when it was called; later ones are made by the rules in force."""
    register = before_everybody()
    body, meeting = "thurrock-ccg", "thurrock-ccg-2020-02-26"
    fixed = register.meeting(meeting)
    definition: Definition = register.definition
    found = definition.body(body)
    assert found is not None
    earlier = definition.rules_of(found)
    stricter = earlier.model_copy(
        update={"id": "stricter", "papers": DaysBefore(days=14, counted=DayCount.CALENDAR_DAYS)}
    )
    bodies = tuple(
        each.model_copy(update={"rules": "stricter"}) if each.id == body else each
        for each in definition.bodies
    )
    changed = definition.model_copy(update={"rule_sets": (*definition.rule_sets, stricter), "bodies": bodies})
    register.definitions = {content_hash(definition): definition}
    register.loaded = register.loaded.model_copy(update={"definition": changed})
    rules = content_hash(stricter)
    command = ProposeRules(body=body, rule_set=rules, reason=WHY)
    expect(register.do(STRATEGY, command, SECRETARIAT))
    expect(register.do(STRATEGY, AgreeRules(body=body, rule_set=rules), changed.director))
    assert register.meeting(meeting) == fixed
    later = papers_due(register.known(), (body,), fixed.starts)[body]
    assert later < fixed.papers_due[body], "a meeting called from now on has the new date"
    expect(register.do(f"meeting/{meeting}", IssuePapers(), SECRETARIAT))


# --- whatever order things are said in ----------------------------------------------------

OFFICES = (SECRETARY, DIRECTOR, CLERK, SPONSOR, holder(2))
SAID = st.lists(
    st.tuples(
        st.sampled_from(("propose", "agree", "withdraw", "load", "answer", "ask-again")),
        st.sampled_from(OFFICES),
        st.integers(1, 5),
    ),
    max_size=20,
)


@settings(deadline=None)
@given(SAID)
def test_rules_change_only_by_two_different_offices(said: Sequence[tuple[str, str, int]]) -> None:
    register = asked()
    rules = rules_of(register)[0]
    for what, office, number in said:
        before = register.approval(MATTER).rule_sets
        first = len(register.lines)
        match what:
            case "propose":
                proposed(register, rules, office)
            case "agree":
                agreed(register, rules, office)
            case "withdraw":
                register.do(APPROVAL, WithdrawRules(body=BOARD), office)
            case "load":
                rules = loads(register, a_rule_set(written(agreeing=number)))
            case "answer":
                given_ = GiveAnswer(seat=seat(number), answer=Answer.APPROVE, content_hash=CONTENT)
                register.do(SIGN_OFF, given_, holder(number))
            case _:
                register.do(APPROVAL, AskAgain(body=BOARD, reason=WHY), SPONSOR)
        changes = [line.event for line in register.lines[first:] if isinstance(line.event, RulesMigrated)]
        if register.approval(MATTER).rule_sets != before:
            (change,) = changes
            assert change.proposed_by != change.agreed_by
            assert {change.proposed_by, change.agreed_by} <= {SECRETARY, DIRECTOR, CLERK}
        else:
            assert not changes
        sign_off = register.sign_off(MATTER, BOARD, "1.0")
        if sign_off.is_open:
            assert sign_off.rule_set == register.approval(MATTER).rule_sets[BOARD]
