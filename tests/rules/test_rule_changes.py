"""Rules changed while a matter runs (G13): it ends under those it began under, unless two offices decide
otherwise; and what becomes of what was decided, of what is being asked, and of meetings that are fixed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from a_partnership import (
    APPROVAL,
    BOARD,
    CONTENT,
    DIRECTOR,
    MATTER,
    SECRETARY,
    SIGN_OFF,
    SPONSOR,
    a_partnership,
    a_rule_set,
    holder,
    seat,
    written,
)
from a_register import Register
from a_round import APPROVAL as STRATEGY
from a_round import SECRETARIAT, before_everybody, expect, on
from hypothesis import given
from hypothesis import strategies as st

from models.command import Command
from models.commands import (
    AskAgain,
    CloseSignOff,
    GiveAnswer,
    IssuePapers,
    LoadDefinition,
    OpenMatter,
    OpenStage,
    WithdrawMatter,
)
from models.course_commands import AgreeRules, ProposeRules, WithdrawRules
from models.course_events import RulesMigrated
from models.letters import LetterKind
from models.programme import DayCount, DaysBefore, Definition, RuleSet
from models.values import Answer, Procedure, Sha256, Standing, Text, content_hash
from rules.agenda import papers_due
from rules.course_in_words import of_body_in_words
from rules.waits import sign_off_wait

CLERK = "board-clerk"
WHY = Text.of("the standing orders were amended")
PROGRAMME = "programme/harbour"


def asked(**rules: object) -> Register:
    """Five are asked in writing; four must agree, and one objection defeats it."""
    began = a_rule_set(written(agreeing=4, objection_defeats=True), **rules)
    loaded = a_partnership(5, began)
    (board,) = loaded.definition.bodies
    bodies = (board.model_copy(update={"secretary": CLERK}),)
    definition = loaded.definition.model_copy(update={"bodies": bodies})
    register = Register(loaded.model_copy(update={"definition": definition}), at=on(2020, 4, 2))
    expect(register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR))
    expect(register.do(APPROVAL, OpenStage(stage="board")))
    register.told.clear()
    return register


def loads(register: Register, rules: RuleSet) -> Sha256:
    """Another definition is in force, in which the board has these rules."""
    before = register.definition
    changed = before.model_copy(update={"rule_sets": (rules,)})
    register.definitions = {
        **register.definitions,
        content_hash(before): before,
        content_hash(changed): changed,
    }
    loaded = register.do(PROGRAMME, LoadDefinition(definition=content_hash(changed)), SECRETARY)
    assert loaded in {"done", "nothing"}, loaded
    register.loaded = register.loaded.model_copy(update={"definition": changed})
    return content_hash(rules)


def with_new_rules(register: Register | None = None, **changed: object) -> tuple[Register, Sha256]:
    """Three suffice now, and an objection defeats nothing."""
    found = register or asked()
    rules = a_rule_set(written(agreeing=3), **changed)
    return found, loads(found, rules)


def proposed(register: Register, rules: Sha256, by: str = SECRETARY) -> str:
    return register.do(APPROVAL, ProposeRules(body=BOARD, rule_set=rules, reason=WHY), by)


def agreed(register: Register, rules: Sha256, by: str = DIRECTOR) -> str:
    return register.do(APPROVAL, AgreeRules(body=BOARD, rule_set=rules), by)


def answers(register: Register, said: Answer, *numbers: int) -> None:
    for number in numbers:
        command = GiveAnswer(seat=seat(number), answer=said, content_hash=CONTENT, reason=Text.of("so"))
        expect(register.do(SIGN_OFF, command, holder(number)))


def rules_of(register: Register) -> tuple[Sha256, Sha256]:
    """Those of the matter, and those of what the board is being asked."""
    return register.approval(MATTER).rule_sets[BOARD], register.sign_off(MATTER, BOARD, "1.0").rule_set


def told(register: Register, kind: LetterKind) -> list[str]:
    return [notice.to for notice in register.told if notice.kind is kind]


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


# --- what is refused ----------------------------------------------------------------------


@dataclass(frozen=True)
class Bad:
    register: Callable[[], tuple[Register, Sha256]]
    command: Callable[[Sha256], Command]
    code: str


def withdrawn() -> tuple[Register, Sha256]:
    register, rules = with_new_rules()
    expect(register.do(APPROVAL, WithdrawMatter(reason="x"), SPONSOR))
    return register, rules


def unchanged() -> tuple[Register, Sha256]:
    register = asked()
    return register, rules_of(register)[0]


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(
            Bad(
                with_new_rules,
                lambda _: ProposeRules(body=BOARD, rule_set="0" * 64, reason=WHY),
                "rules-not-in-force",
            ),
            id="rules that are not in force",
        ),
        pytest.param(
            Bad(
                unchanged,
                lambda rules: ProposeRules(body=BOARD, rule_set=rules, reason=WHY),
                "rules-the-same",
            ),
            id="the rules it runs under already",
        ),
        pytest.param(
            Bad(
                with_new_rules,
                lambda rules: ProposeRules(body="nobody", rule_set=rules, reason=WHY),
                "unknown-body",
            ),
            id="a body nobody knows",
        ),
        pytest.param(
            Bad(
                with_new_rules,
                lambda rules: ProposeRules(body=BOARD, rule_set=rules, reason=Text.of(" ")),
                "reason-missing",
            ),
            id="without a reason",
        ),
        pytest.param(
            Bad(
                withdrawn,
                lambda rules: ProposeRules(body=BOARD, rule_set=rules, reason=WHY),
                "matter-withdrawn",
            ),
            id="once it was withdrawn",
        ),
        pytest.param(
            Bad(with_new_rules, lambda _: WithdrawRules(body=BOARD), "no-rules-proposed"),
            id="nothing to withdraw",
        ),
        pytest.param(
            Bad(
                lambda: with_new_rules(None, written=None, procedures=(Procedure.MEETING,)),
                lambda rules: ProposeRules(body=BOARD, rule_set=rules, reason=WHY),
                "no-written-procedure",
            ),
            id="a written procedure is open and the new rules have none",
        ),
        pytest.param(
            Bad(
                lambda: with_new_rules(None, satisfying={}),
                lambda rules: ProposeRules(body=BOARD, rule_set=rules, reason=WHY),
                "cannot-give-it",
            ),
            id="rules under which it could never give what it is asked",
        ),
        pytest.param(
            Bad(
                lambda: with_new_rules(None, procedures=(Procedure.LETTER,)),
                lambda rules: ProposeRules(body=BOARD, rule_set=rules, reason=WHY),
                "rules-lack-procedure",
            ),
            id="rules that do not know the way it is being asked",
        ),
    ],
)
def test_it_is_refused(bad: Bad) -> None:
    register, rules = bad.register()
    assert register.do(APPROVAL, bad.command(rules), SECRETARY) == bad.code


def test_a_procedure_past_its_deadline_is_closed_under_the_rules_it_began_under() -> None:
    register, rules = with_new_rules()
    answers(register, Answer.APPROVE, 1, 2, 3)
    expect(proposed(register, rules))
    deadline = register.sign_off(MATTER, BOARD, "1.0").deadline
    assert deadline is not None
    register.at = deadline
    assert agreed(register, rules) == "procedure-over"
    expect(register.do(SIGN_OFF, CloseSignOff(due=deadline)))
    assert register.approval(MATTER).outcomes[BOARD].standing is Standing.LAPSED
    expect(agreed(register, rules))


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
