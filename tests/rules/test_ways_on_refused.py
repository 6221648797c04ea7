"""What the owner of a route cannot decide, or not so: each is refused with what to do."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from a_partnership import MATTER as HARBOUR
from a_partnership import SPONSOR
from a_refused_plan import (
    ADDED,
    CLERK,
    NEW,
    NORTH,
    SOUTH,
    ended,
    refused_by_one,
    refuses,
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
    asked,
)

from models.command import Command
from models.commands import (
    HoldMatter,
    WithdrawMatter,
)
from models.course import RouteChange
from models.programme import Definition
from models.values import Ask, Procedure, Text

# --- what is refused ----------------------------------------------------------------------


def held() -> Register:
    register = with_another(refused_by_one())
    expect(register.do(APPROVAL, HoldMatter(reason="x"), SPONSOR))
    return register


def withdrawn() -> Register:
    register = refused_by_one()
    expect(register.do(APPROVAL, WithdrawMatter(reason="x"), SPONSOR))
    return register


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
        pytest.param(
            lambda: with_another(refused_by_one(), since=date(2020, 4, 4)),
            varied(NEW, RouteChange.ADDED, **ADDED),
            "body-not-begun",
            id="one added that does not exist yet",
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
