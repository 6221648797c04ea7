"""Ways on after a refusal: the route varied by the body that owns it, going ahead without, or the end.

One body's refusal shuts the gate; it opens again when the body decides again, or when the owner of the route,
by a decision of its own on the record, changes who is required, goes ahead without it, or ends the matter.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from a_partnership import MATTER as HARBOUR
from a_partnership import SPONSOR
from a_register import Register
from a_round import expect, on
from an_amended_plan import (
    APPROVAL,
    MATTER,
    OTHERS,
    OWNER,
    WATCHER,
    a_body,
    asked,
    bodies_before_the_plan,
    decided,
    of,
    there,
)
from hypothesis import given
from hypothesis import strategies as st

from models.approval import Progress
from models.command import Command
from models.commands import (
    AskAgain,
    DecisionRecord,
    HoldMatter,
    Limb,
    OpenMatter,
    OpenStage,
    RecordDecision,
    WithdrawMatter,
)
from models.course import EndedBecause, RouteChange
from models.course_commands import EndMatter, GoAheadWithout, VaryRoute
from models.folding import is_open
from models.gate import Gate
from models.letters import LetterKind
from models.programme import Body, Definition
from models.values import Ask, Procedure, Standing, Text, Verb
from rules.course_in_words import gone_ahead_in_words, of_body_in_words, route_in_words
from rules.forecast import forecast
from rules.gate import gate
from rules.succession import succession_due
from rules.waits import approval_wait, obligation_wait, sign_off_wait

WORD = {"reason": Text.of("it will not be moved"), "evidence": Text.of("minute 7")}
SOUTH, NORTH, WEST = "south-board", "north-board", "west-board"
NEW = "east-board"
CLERK = f"{OWNER}-clerk"


def without(body: str = SOUTH) -> GoAheadWithout:
    return GoAheadWithout(body=body, **WORD)


def varied(body: str, change: RouteChange = RouteChange.NOT_REQUIRED, **more: object) -> VaryRoute:
    return VaryRoute.model_validate({"body": body, "change": change, **WORD, **more})


def ended(because: EndedBecause = EndedBecause.NOT_AGREED) -> EndMatter:
    return EndMatter(because=because, **WORD)


def refused_by_one() -> Register:
    """Three have approved; the south has refused, and the watchers have noted."""
    register = asked()
    for body in (OWNER, NORTH, WEST):
        decided(register, body)
    decided(register, WATCHER, Verb.NOTE)
    refuses(register, SOUTH)
    register.at = on(2020, 4, 3)
    register.told.clear()
    return register


def refuses(register: Register, body: str, _: Verb = Verb.REFUSE) -> None:
    record = DecisionRecord(limbs=(Limb(verb=Verb.REFUSE),), by_assent=True, wording=Text.of("too vague"))
    letter = RecordDecision(decision=record, evidence=Text.of("letter"), attendance=there(body))
    expect(register.do(of(body), letter, f"{body}-clerk"))


def with_another(register: Register, **about: object) -> Register:
    """The definition in force gets one more board, which is on nobody's route."""
    definition = register.definition
    another = a_body(NEW).model_copy(update=about)
    grown = definition.model_copy(update={"bodies": (*definition.bodies, another)})
    register.definitions = {}
    register.loaded = register.loaded.model_copy(update={"definition": grown})
    return register


def gate_of(register: Register) -> Gate:
    return gate(register.known(), register.approval(MATTER))


def told(register: Register, kind: LetterKind) -> list[str]:
    return [notice.to for notice in register.told if notice.kind is kind]


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
    assert SOUTH in approval.course.without, "that it was once gone ahead without is not forgotten"


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


def test_its_chair_its_secretary_the_owner_and_the_sponsor_are_told() -> None:
    register = refused_by_one()
    expect(register.do(APPROVAL, without(), CLERK))
    assert told(register, LetterKind.WENT_AHEAD_WITHOUT) == ["south-board-clerk", CLERK, SPONSOR]


# --- the route varied ---------------------------------------------------------------------


def test_a_body_no_longer_required_shuts_nothing_and_what_it_decided_stands() -> None:
    register = refused_by_one()
    before = register.approval(MATTER).route
    expect(register.do(APPROVAL, varied(SOUTH), CLERK))
    approval = register.approval(MATTER)
    assert gate_of(register).is_open
    assert approval.outcomes[SOUTH].standing is Standing.REFUSED
    assert approval.course.route_at_first == before, "the route it opened with is kept"
    (variation,) = approval.course.variations
    assert (variation.body, variation.by, variation.decided) == (SOUTH, OWNER, register.at)
    assert route_in_words(register.definition, approval) == (
        "South-Board: the whole no longer waits for it, decided by Owner-Board on Friday 3 April 2020",
    )


def test_it_may_be_required_again_and_then_shuts_the_gate() -> None:
    register = refused_by_one()
    expect(register.do(APPROVAL, varied(SOUTH), CLERK))
    expect(register.do(APPROVAL, varied(SOUTH, RouteChange.REQUIRED), CLERK))
    approval = register.approval(MATTER)
    assert not gate_of(register).is_open
    assert [each.change for each in approval.course.variations] == ["not-required", "required"]
    assert approval.route == approval.course.route_at_first


def test_a_body_that_only_noted_may_come_to_be_waited_for() -> None:
    """It gave what it was asked, so being required shuts nothing."""
    register = refused_by_one()
    expect(register.do(APPROVAL, varied(SOUTH), CLERK))
    assert register.do(APPROVAL, varied(WATCHER, RouteChange.REQUIRED), CLERK) == "varied-so-already"
    expect(register.do(APPROVAL, varied(WATCHER), CLERK))
    assert gate_of(register).is_open


def test_a_body_added_to_an_open_stage_is_asked_at_once_and_shuts_the_gate_until_it_gives_it() -> None:
    register = with_another(refused_by_one())
    expect(register.do(APPROVAL, varied(SOUTH), CLERK))
    added = varied(NEW, RouteChange.ADDED, stage="everybody", procedure=Procedure.LETTER)
    expect(register.do(APPROVAL, added, CLERK))
    sign_off = register.sign_off(MATTER, NEW, "1.0")
    assert (sign_off.is_open, sign_off.ask, sign_off.entitled) == (
        True,
        Ask.APPROVE,
        (f"{NEW}/chair", f"{NEW}/vice-chair", f"{NEW}/director"),
    )
    assert [each.body for each in gate_of(register).waits_for] == [NEW]
    assert sign_off_wait(sign_off, register.approval(MATTER)).next_step is not None, "it is not forgotten"
    decided(register, NEW)
    assert gate_of(register).is_open


def test_a_body_added_to_a_stage_to_come_is_asked_when_that_opens() -> None:
    loaded = bodies_before_the_plan(None)
    (plan,) = loaded.definition.matters
    (stage,) = plan.route.stages
    first, then = (
        stage.model_copy(update={"id": "first", "asks": stage.asks[:1]}),
        stage.model_copy(update={"id": "then", "asks": stage.asks[1:]}),
    )
    route = plan.route.model_copy(update={"stages": (first, then)})
    definition = loaded.definition.model_copy(update={"matters": (plan.model_copy(update={"route": route}),)})
    register = with_another(Register(loaded.model_copy(update={"definition": definition}), at=on(2020, 4, 1)))
    expect(register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR))
    expect(register.do(APPROVAL, OpenStage(stage="first")))
    added = varied(NEW, RouteChange.ADDED, stage="then", procedure=Procedure.LETTER)
    expect(register.do(APPROVAL, added, CLERK))
    assert of(NEW) not in register.states
    decided(register, OWNER)
    expect(register.do(APPROVAL, OpenStage(stage="then")))
    assert register.sign_off(MATTER, NEW, "1.0").is_open


def test_a_body_no_longer_required_lets_the_next_stage_open() -> None:
    register = refused_by_one()
    assert approval_wait(register.approval(MATTER), register.definition).is_over is False
    expect(register.do(APPROVAL, varied(SOUTH), CLERK))
    assert approval_wait(register.approval(MATTER), register.definition).is_over


def test_of_a_successor_the_bodies_whose_place_it_took_are_meant() -> None:
    register = refused_by_one()
    definition = register.definition
    ends = tuple(_ending(each) if each.id == SOUTH else each for each in (*definition.bodies, a_body(NEW)))
    changed = definition.model_copy(update={"bodies": ends})
    register.loaded = register.loaded.model_copy(update={"definition": changed})
    step = succession_due(register.approval(MATTER), register.definition)
    assert step is not None
    register.at = step.due
    expect(register.do(APPROVAL, step))
    expect(register.do(APPROVAL, without(NEW), CLERK))
    approval = register.approval(MATTER)
    assert set(approval.course.without) == {SOUTH}
    assert gate_of(register).is_open


def _ending(body: Body) -> Body:
    return body.model_copy(update={"until": date(2020, 4, 3), "succeeded_by": NEW})


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


def test_a_matter_nobody_is_against_ends_for_another_reason() -> None:
    register = asked()
    assert register.do(APPROVAL, ended(), CLERK) == "all-agreed-so-far"
    expect(register.do(APPROVAL, ended(EndedBecause.OTHER), CLERK))
    assert register.approval(MATTER).progress is Progress.ENDED


# --- what is refused ----------------------------------------------------------------------


def held() -> Register:
    register = with_another(refused_by_one())
    expect(register.do(APPROVAL, HoldMatter(reason="x"), SPONSOR))
    return register


def withdrawn() -> Register:
    register = refused_by_one()
    expect(register.do(APPROVAL, WithdrawMatter(reason="x"), SPONSOR))
    return register


ADDED = {"stage": "everybody", "procedure": Procedure.LETTER}


@pytest.mark.parametrize(
    ("register", "command", "code"),
    [
        pytest.param(refused_by_one, varied("nobody"), "unknown-body", id="a body nobody knows"),
        pytest.param(refused_by_one, without("nobody"), "unknown-body", id="without a body nobody knows"),
        pytest.param(
            lambda: with_another(refused_by_one()), varied(NEW), "not-on-route", id="a body off the route"
        ),
        pytest.param(
            lambda: with_another(refused_by_one()), without(NEW), "not-on-route", id="without one off it"
        ),
        pytest.param(
            refused_by_one,
            varied(SOUTH, RouteChange.REQUIRED),
            "varied-so-already",
            id="required as it is already",
        ),
        pytest.param(
            refused_by_one, varied(OWNER), "owner-stays-required", id="the owner makes itself not required"
        ),
        pytest.param(refused_by_one, without(OWNER), "owner-stays-required", id="the owner without itself"),
        pytest.param(
            refused_by_one, without(NORTH), "not-decided-against", id="without a body that has approved"
        ),
        pytest.param(asked, without(SOUTH), "not-decided-against", id="without a body still asked"),
        pytest.param(
            refused_by_one,
            varied(NORTH, RouteChange.ADDED, **ADDED),
            "on-route-already",
            id="one added that is on the route",
        ),
        pytest.param(
            lambda: with_another(refused_by_one()),
            varied(NEW, RouteChange.ADDED, procedure=Procedure.LETTER),
            "no-such-stage",
            id="added to no stage",
        ),
        pytest.param(
            lambda: with_another(refused_by_one()),
            varied(NEW, RouteChange.ADDED, stage="later", procedure=Procedure.LETTER),
            "no-such-stage",
            id="added to a stage there is not",
        ),
        pytest.param(
            lambda: with_another(refused_by_one()),
            varied(NEW, RouteChange.ADDED, stage="everybody", procedure=Procedure.WRITTEN),
            "procedure-not-allowed",
            id="added in a way its rules do not know",
        ),
        pytest.param(
            lambda: with_another(refused_by_one()),
            varied(NEW, RouteChange.ADDED, **ADDED, ask=Ask.RECOMMEND),
            "cannot-give-it",
            id="added for what it has no power to give",
        ),
        pytest.param(
            lambda: with_another(refused_by_one(), until=date(2020, 4, 2)),
            varied(NEW, RouteChange.ADDED, **ADDED),
            "body-has-ended",
            id="one added that has ended",
        ),
        pytest.param(held, varied(NEW, RouteChange.ADDED, **ADDED), "matter-held", id="added while held"),
        pytest.param(withdrawn, varied(SOUTH), "matter-withdrawn", id="varied once withdrawn"),
        pytest.param(withdrawn, ended(), "matter-withdrawn", id="ended once withdrawn"),
        pytest.param(
            refused_by_one,
            without().model_copy(update={"evidence": Text.of(" ")}),
            "evidence-missing",
            id="no evidence",
        ),
        pytest.param(
            refused_by_one,
            ended().model_copy(update={"reason": Text.of("")}),
            "reason-missing",
            id="no reason",
        ),
        pytest.param(
            refused_by_one,
            varied(SOUTH, meeting="no-such-meeting"),
            "no-such-meeting",
            id="decided at a meeting nobody called",
        ),
    ],
)
def test_it_is_refused(register: Callable[[], Register], command: Command, code: str) -> None:
    assert register().do(APPROVAL, command, CLERK) == code


def test_the_whole_does_not_wait_for_one_that_is_not_required() -> None:
    register = refused_by_one()
    expect(register.do(APPROVAL, varied(SOUTH), CLERK))
    assert register.do(APPROVAL, without(), CLERK) == "not-awaited"


@pytest.mark.parametrize(
    ("days", "code"),
    [
        pytest.param(30, "before-it-opened", id="before the matter opened"),
        pytest.param(-1, "in-the-future", id="tomorrow"),
    ],
)
def test_the_owner_decided_neither_before_the_matter_opened_nor_later_than_now(days: int, code: str) -> None:
    register = refused_by_one()
    happened = register.at - timedelta(days=days)
    assert register.do(APPROVAL, varied(SOUTH), CLERK, happened) == code


def test_the_owner_cannot_have_gone_ahead_without_a_body_before_it_refused() -> None:
    register = refused_by_one()
    decision = register.approval(MATTER).outcomes[SOUTH].happened
    opened = register.approval(MATTER).opened
    assert decision == opened
    register = asked()
    register.at = on(2020, 4, 3)
    refuses(register, SOUTH)
    assert register.do(APPROVAL, without(), CLERK, on(2020, 4, 2)) == "before-its-outcome"


def test_an_owner_that_is_not_in_the_definition_decides_nothing() -> None:
    register = refused_by_one()
    definition: Definition = register.definition
    left = tuple(body for body in definition.bodies if body.id != OWNER)
    shrunk = definition.model_copy(update={"bodies": left})
    register.loaded = register.loaded.model_copy(update={"definition": shrunk})
    assert register.do(APPROVAL, without(), CLERK) == "no-route-owner"


def test_a_matter_that_was_not_opened_has_no_way_on() -> None:
    assert asked().do(f"approval/{HARBOUR}", without(), CLERK) == "no-such-matter"


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
