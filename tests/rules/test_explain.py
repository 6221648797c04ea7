"""Why a body stands where it does is told from the ledger alone, and always agrees with what was folded."""

from datetime import UTC, date, datetime

import pytest
from a_partnership import SECRETARY as SECRETARIAT_OF_HARBOUR
from a_round import MATTER, SECRETARIAT, before_everybody, expect, item, meeting_of, record
from an_amended_plan import MATTER as PLAN
from an_amended_plan import approved_by_all, limited
from explained import R8, quoted, r8_has_met, section, told, why
from hypothesis import given
from hypothesis import strategies as st

from models.commands import (
    CancelMeeting,
    CloseSignOff,
    RaiseConcern,
    WithdrawConcern,
)
from models.sign_off import SignOff
from models.values import Standing, Text, Verb
from rules.explain import explained


def test_an_approval_says_who_was_there_by_which_rule_and_with_which_count() -> None:
    found = why(r8_has_met(), R8)
    assert found.answer.startswith(
        "It was asked to approve version 1.0 at a meeting, and decided on Thursday"
    )
    assert "That is what it was asked for." in found.answer
    (present,) = [line for line in section(found, "Who decided") if line.startswith("Present")]
    assert present.startswith("Present: 10 (")
    rule = section(found, "The rule")
    assert rule[0] == "Constitution of a clinical commissioning group."
    assert (
        "Quorum, each clause to be met: six members; the Accountable Officer or the Chief Finance Officer; "
        "three clinicians; a lay member."
    ) in rule
    assert "To carry, more must vote for it than against, of those present and voting." in rule
    assert rule[-1].startswith("Source:")
    decided = section(found, "What was decided")
    assert decided[0] == "Decided on Thursday 30 January 2020: approved."
    assert any(line.startswith("Quorate:") for line in decided)
    assert quoted(found, "What was decided") == ["RESOLVED to approve"]
    last = found.story[-1]
    assert last.words.startswith("Decided: approved (to approve)")
    assert last.quoted is not None
    assert last.quoted.words == "RESOLVED to approve"


def test_a_body_that_has_not_decided_says_so_and_why_not() -> None:
    found = why(before_everybody(), R8)
    assert found.answer == (
        "It was asked to approve version 1.0 at a meeting, and has not decided: asked, waiting to decide."
    )
    assert not found.is_given


def test_a_lost_meeting_stands_in_the_story() -> None:
    register = before_everybody()
    expect(register.do(meeting_of(register, R8), CancelMeeting(reason=Text.of("storm")), SECRETARIAT))
    assert "Its meeting was lost" in told(why(register, R8))


def test_a_body_with_a_condition_says_what_became_of_it() -> None:
    assert "Its condition is open" in told(why(approved_by_all(), "north-board", PLAN))


def test_silence_on_an_amendment_is_told_as_no_objection_and_never_as_approval() -> None:
    register = limited()
    until = register.approval(PLAN).notices["west-board"].until
    register.at = until
    expect(register.do(f"sign-off/{PLAN}/west-board/1.1", CloseSignOff(due=until)))
    found = why(register, "west-board", PLAN)
    assert (found.standing, found.version) == (Standing.APPROVED, "1.0")
    assert found.notice is not None
    assert (found.notice.standing, found.notice.version) == (Standing.NO_OBJECTION, "1.1")
    assert "It raised no objection to version 1.1, which is no approval of it." in found.answer
    assert "Its window ended: no objection" in told(found)
    assert "Raised no objection in time (silence decides nothing)" in told(found)
    assert not any(each.startswith("Decided: no objection") for each in told(found))
    assert any("silence does not" in line for line in section(found, "The amendment"))


def test_an_objection_that_was_withdrawn_says_which_office_did_and_on_which_day() -> None:
    register, of = limited(), f"sign-off/{PLAN}/west-board/1.1"
    expect(register.do(of, RaiseConcern(words=Text.of("it weakens us"), objects=True), "west-board-clerk"))
    objected = section(why(register, "west-board", PLAN), "The amendment")
    assert "Objected on Thursday 2 April 2020; raised." in objected
    register.at = datetime(2020, 4, 6, 9, tzinfo=UTC)
    expect(register.do(of, WithdrawConcern(concern="c1"), SECRETARIAT_OF_HARBOUR))
    found = why(register, "west-board", PLAN)
    assert "c1 was withdrawn by the secretariat" in told(found)
    assert (
        "Objected on Thursday 2 April 2020; withdrawn on Monday 6 April 2020 by the secretariat."
        in section(found, "The amendment")
    )


def test_each_thing_told_names_the_line_that_says_it() -> None:
    register = r8_has_met()
    for each in why(register, R8).story:
        line = register.lines[each.number - 1]
        assert (line.number, line.happened) == (each.number, each.happened)


@pytest.mark.parametrize("body", ["essex-hosc", "chairs-group", "nhse-i", "partnership-board"])
def test_bodies_asked_for_something_else_are_explained_too(body: str) -> None:
    assert why(r8_has_met(), body).answer


BODIES = (R8, "thurrock-ccg", "southend-hwb", "thurrock-icp", "eput-board")
VERBS = (Verb.APPROVE, Verb.NOTE, Verb.REFUSE, Verb.DEFER)


@given(st.dictionaries(st.sampled_from(BODIES), st.sampled_from(VERBS)))
def test_it_always_agrees_with_what_was_folded(acts: dict[str, Verb]) -> None:
    register = before_everybody()
    register.at = datetime(2020, 3, 1, 18, tzinfo=UTC)
    for body, verb in acts.items():
        said = {"asked_for": Text.of("costs")} if verb is Verb.DEFER else {}
        said |= {"wording": Text.of("no")} if verb is Verb.REFUSE else {}
        held = record((body, "*40"), items=(item(body, verb, **said),))
        register.do(meeting_of(register, body), held, SECRETARIAT)
    for stream, state in register.states.items():
        if isinstance(state, SignOff) and state.version == "1.0":
            found = why(register, state.body)
            assert (found.standing, found.content_hash) == (state.standing, state.content_hash), stream
            assert found.is_given is register.approval(MATTER).has_given(state.body)


def test_what_was_not_asked_is_not_explained() -> None:
    register = before_everybody()
    known = register.known()
    assert date(2019, 12, 18) == register.at.date()
    assert explained("mse-nobody", register.lines, known.definition, known.rule_sets, is_given=False) is None
