"""A route varied by the body that owns it: who is waited for, and who is asked as well."""

from datetime import date

from a_partnership import SPONSOR
from a_refused_plan import (
    CLERK,
    NEW,
    SOUTH,
    gate_of,
    refused_by_one,
    varied,
    with_another,
    without,
)
from a_register import Register
from a_round import expect, on
from an_amended_plan import (
    APPROVAL,
    MATTER,
    OWNER,
    WATCHER,
    a_body,
    bodies_before_the_plan,
    decided,
    of,
)

from models.commands import (
    OpenMatter,
    OpenStage,
)
from models.course import RouteChange
from models.programme import Body, KnownMeeting
from models.values import Ask, Procedure, Standing
from rules.course_in_words import variation_in_words
from rules.succession import succession_due
from rules.waits import approval_wait, sign_off_wait

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
    assert variation_in_words(register.definition, variation) == (
        "South-Board: the whole no longer waits for it, decided by Owner-Board on Friday 3 April 2020"
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


def test_a_body_added_that_decides_in_meetings_is_put_on_its_next_one() -> None:
    register = with_another(refused_by_one())
    meeting = KnownMeeting(id="east-board-2020-04-20", bodies=(NEW,), day=date(2020, 4, 20))
    definition = register.definition.model_copy(update={"meetings": (meeting,)})
    register.loaded = register.loaded.model_copy(update={"definition": definition})
    expect(register.do(APPROVAL, varied(NEW, RouteChange.ADDED, stage="everybody"), CLERK))
    assert register.sign_off(MATTER, NEW, "1.0").meeting == meeting.id
    assert register.meeting(meeting.id).agenda == {MATTER: (NEW,)}


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
