"""Ways on after a refusal: going ahead without a body, or the end, by the owner of the route.

One body's refusal shuts the gate; it opens again when the body decides again, or when the owner of the route,
by a decision of its own on the record, changes who is required, goes ahead without it, or ends the matter.
"""

from collections.abc import Sequence
from datetime import timedelta

from a_partnership import SPONSOR
from a_refused_plan import (
    ADDED,
    CLERK,
    NEW,
    NORTH,
    SOUTH,
    WEST,
    ended,
    gate_of,
    refused_by_one,
    refuses,
    told,
    varied,
    with_another,
    without,
)
from a_register import Register
from a_round import APPROVAL as STRATEGY
from a_round import SECRETARIAT, before_everybody, expect, item, meeting_of, on, record
from an_amended_plan import (
    APPROVAL,
    MATTER,
    OTHERS,
    OWNER,
    WATCHER,
    asked,
    decided,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from models.approval import Progress
from models.command import Command
from models.commands import (
    AskAgain,
    HoldMatter,
    WithdrawMatter,
)
from models.course import EndedBecause, RouteChange
from models.folding import is_open
from models.letters import LetterKind
from models.meeting_events import ItemRefused
from models.values import Standing, Text, Verb
from rules.course_in_words import gone_ahead_in_words, of_body_in_words
from rules.forecast import forecast
from rules.waits import approval_wait, obligation_wait

# --- going ahead without ------------------------------------------------------------------


def test_one_refusal_shuts_the_gate_until_the_owner_goes_ahead_without() -> None:
    register = refused_by_one()
    (awaited,) = gate_of(register).waits_for
    assert awaited.words == "South-Board has refused: not agreed by all"
    expect(register.do(APPROVAL, without(), CLERK))
    found = gate_of(register)
    assert found.is_open
    assert register.approval(MATTER).is_complete
    assert found.since == register.at, "it has been open only since the owner decided so"
    foreseen = forecast(register.known(), register.approval(MATTER))
    assert "but for those the matter goes ahead without" in foreseen.words


def test_what_it_refused_stays_in_the_open_with_who_went_ahead_and_when() -> None:
    register = refused_by_one()
    expect(register.do(APPROVAL, without(), CLERK))
    (words,) = gate_of(register).without
    assert words == (
        "went ahead without South-Board, which refused on Wednesday 1 April 2020; "
        "decided by Owner-Board on Friday 3 April 2020"
    )
    approval = register.approval(MATTER)
    assert approval.outcomes[SOUTH].standing is Standing.REFUSED
    assert gone_ahead_in_words(register.definition, approval) == (words,)
    assert of_body_in_words(register.definition, approval, SOUTH) == (
        (
            "the matter went ahead without it, which had refused on Wednesday 1 April 2020; "
            "decided by Owner-Board on Friday 3 April 2020"
        ),
    )


def test_should_it_decide_again_and_approve_that_shows() -> None:
    register = refused_by_one()
    expect(register.do(APPROVAL, without(), CLERK))
    register.at = on(2020, 4, 6)
    expect(register.do(APPROVAL, AskAgain(body=SOUTH, reason=Text.of("a new chair")), SPONSOR))
    assert gate_of(register).is_open, "nothing waits for it while it is asked again"
    decided(register, SOUTH)
    found, approval = gate_of(register), register.approval(MATTER)
    assert (found.is_open, found.without) == (True, ())
    assert (approval.outcomes[SOUTH].standing, approval.has_given(SOUTH)) == (Standing.APPROVED, True)
    (gone,) = approval.course.went_without
    assert (gone.against.body, gone.ended) == (SOUTH, register.at), "that it once was is not forgotten"
    (words,) = of_body_in_words(register.definition, approval, SOUTH)
    assert words.endswith("decided by Owner-Board on Friday 3 April 2020; so until Monday 6 April 2020")


def test_should_it_refuse_again_the_matter_still_goes_ahead_without_it() -> None:
    register = refused_by_one()
    expect(register.do(APPROVAL, without(), CLERK))
    register.at = on(2020, 4, 6)
    expect(register.do(APPROVAL, AskAgain(body=SOUTH, reason=Text.of("a new chair")), SPONSOR))
    refuses(register, SOUTH)
    assert gate_of(register).is_open
    assert register.do(APPROVAL, without(), CLERK) == "without-already"


def test_a_body_whose_approval_lapsed_with_its_condition_may_be_gone_ahead_without() -> None:
    register = asked()
    for body in (OWNER, SOUTH, WEST):
        decided(register, body)
    decided(register, NORTH, Verb.APPROVE_SUBJECT_TO)
    decided(register, WATCHER, Verb.NOTE)
    assert register.do(APPROVAL, without(NORTH), CLERK) == "not-decided-against", "it still holds"
    (stream,) = (each for each in register.states if each.startswith("obligation/"))
    for _ in ("its owner is reminded", "its last day passes"):
        owed = register.obligation(stream.split("/")[1])
        step = obligation_wait(owed, register.known().calendar).next_step
        assert step is not None
        register.at = step.at
        expect(register.do(stream, step.command))
    assert not register.approval(MATTER).has_given(NORTH)
    expect(register.do(APPROVAL, without(NORTH), CLERK))
    found = gate_of(register)
    assert found.is_open, "neither the body nor its condition is waited for"
    assert "which approved subject to a condition that was not met in time, on Wednesday" in found.without[0]


def test_a_body_whose_approval_only_waits_to_take_effect_is_not_against_it_g49() -> None:
    register = refused_by_one()
    approval = register.approval(MATTER)
    waiting = approval.outcomes[NORTH].model_copy(update={"holds": False, "awaits_effect": True})
    outcomes = {**approval.outcomes, NORTH: waiting}
    register.states[APPROVAL] = approval.model_copy(update={"outcomes": outcomes})
    assert register.do(APPROVAL, without(NORTH), CLERK) == "not-decided-against"


def test_its_chair_its_secretary_the_owner_and_the_sponsor_are_told() -> None:
    register = refused_by_one()
    expect(register.do(APPROVAL, without(), CLERK))
    assert told(register, LetterKind.WENT_AHEAD_WITHOUT) == ["south-board-clerk", CLERK, SPONSOR]


# --- the end ------------------------------------------------------------------------------


def test_a_matter_ends_as_not_agreed_by_all_and_nothing_more_can_be_decided() -> None:
    register = asked()
    refuses(register, SOUTH)
    register.told.clear()
    expect(register.do(APPROVAL, ended(), CLERK))
    approval = register.approval(MATTER)
    assert approval.progress is Progress.ENDED
    assert approval.course.ending is not None
    assert approval.course.ending.because is EndedBecause.NOT_AGREED
    assert not is_open(approval)
    assert approval_wait(approval, register.definition).is_over
    assert register.sign_off(MATTER, NORTH, "1.0").standing is Standing.WITHDRAWN
    assert register.sign_off(MATTER, SOUTH, "1.0").standing is Standing.REFUSED, "what was decided stands"
    again = AskAgain(body=SOUTH, reason=Text.of("x"))
    for command in (
        again,
        without(),
        varied(SOUTH),
        ended(),
        HoldMatter(reason="x"),
        WithdrawMatter(reason="x"),
    ):
        assert register.do(APPROVAL, command, SPONSOR) == "matter-ended"
    assert forecast(register.known(), approval).finish is None


def test_everybody_who_was_asked_and_the_sponsor_are_told_of_the_end() -> None:
    register = asked()
    refuses(register, SOUTH)
    register.told.clear()
    expect(register.do(APPROVAL, ended(), CLERK))
    people = told(register, LetterKind.MATTER_ENDED)
    assert sorted(people) == sorted([*(f"{body}-clerk" for body in (OWNER, *OTHERS, WATCHER)), SPONSOR])


def test_a_meeting_that_took_it_all_the_same_is_recorded_and_the_item_becomes_a_task() -> None:
    register = before_everybody()
    body = "castle-point-rochford-ccg"
    meeting = meeting_of(register, body)
    end = ended(EndedBecause.OTHER)
    expect(register.do(STRATEGY, end, SECRETARIAT))
    register.at = register.meeting(meeting.split("/")[1]).starts + timedelta(hours=4)
    held = record((body, "*20"), items=(item(body, Verb.APPROVE),))
    expect(register.do(meeting, held, SECRETARIAT))
    (refused,) = (line.event for line in register.lines if isinstance(line.event, ItemRefused))
    assert refused.code == "matter-ended"


def test_a_matter_nobody_is_against_ends_for_another_reason() -> None:
    register = asked()
    assert register.do(APPROVAL, ended(), CLERK) == "all-agreed-so-far"
    expect(register.do(APPROVAL, ended(EndedBecause.OTHER), CLERK))
    assert register.approval(MATTER).progress is Progress.ENDED


# --- whatever is decided on the way -------------------------------------------------------

BODIES = (OWNER, *OTHERS, WATCHER)
ACTS = st.one_of(
    st.builds(varied, st.sampled_from(BODIES)),
    st.builds(lambda body: varied(body, RouteChange.REQUIRED), st.sampled_from(BODIES)),
    st.builds(without, st.sampled_from(BODIES)),
    st.builds(lambda body: AskAgain(body=body, reason=Text.of("x")), st.sampled_from(BODIES)),
    st.just(varied(NEW, RouteChange.ADDED, **ADDED)),
)
SAID = st.dictionaries(st.sampled_from(BODIES), st.sampled_from((Verb.APPROVE, Verb.REFUSE, Verb.NOTE)))


@settings(deadline=None)
@given(said=SAID, acts=st.lists(ACTS, max_size=8))
def test_no_variation_loses_or_invents_an_approval(said: dict[str, Verb], acts: Sequence[Command]) -> None:
    """Only what a body decides itself makes an approval, and only asking it again reopens one."""
    register = with_another(asked())
    for body, verb in said.items():
        (refuses if verb is Verb.REFUSE else decided)(register, body, verb)
    for act in acts:
        before = register.approval(MATTER)
        code = register.do(APPROVAL, act, CLERK)
        after = register.approval(MATTER)
        is_asked_again = isinstance(act, AskAgain) and code == "done"
        if not is_asked_again:
            assert after.outcomes == before.outcomes
        assert set(after.outcomes) <= set(before.outcomes)
        if code != "done":
            assert after == before
        owners = [each for stage in after.route.stages for each in stage.asks if each.body == OWNER]
        assert [each.required for each in owners] == [True], "the owner is always waited for"


@settings(deadline=None)
@given(said=SAID, acts=st.lists(ACTS, max_size=8))
def test_the_gate_waits_for_each_required_body_unless_the_owner_went_ahead_without_it(
    said: dict[str, Verb], acts: Sequence[Command]
) -> None:
    register = with_another(asked())
    for body, verb in said.items():
        (refuses if verb is Verb.REFUSE else decided)(register, body, verb)
    for act in acts:
        register.do(APPROVAL, act, CLERK)
    approval = register.approval(MATTER)
    missing = {
        each.body
        for stage in approval.route.stages
        for each in stage.asks
        if each.required and not approval.has_given(each.body)
    }
    shutting = {each.body for each in gate_of(register).waits_for}
    assert shutting == missing - set(approval.course.without)
    assert len(gate_of(register).without) == len(set(approval.course.without) - _given(register))


def _given(register: Register) -> set[str]:
    approval = register.approval(MATTER)
    return {body for body in approval.bodies if approval.has_given(body)}
