"""What loading another definition may not take away from a matter or a duty that still needs it (G13)."""

from collections.abc import Callable
from datetime import date

import pytest
from a_board_with_new_rules import CLERK
from a_partnership import APPROVAL as BOARDS_APPROVAL
from a_partnership import MATTER as BOARDS_MATTER
from a_partnership import SIGN_OFF, SPONSOR, a_partnership, a_rule_set, seat, written
from a_register import Register
from a_round import expect, on
from an_executive import (
    APPROVAL,
    COUNCIL,
    KEY,
    SCRUTINY,
    WHY,
    Cabinet,
    called_in,
    decided,
    published,
)

from models.commands import LoadDefinition, OpenMatter, OpenStage, WithdrawMatter
from models.deciding import Rung
from models.programme import ChairsAction, Definition
from models.urgency_commands import RungReason, TakeChairsAction
from models.values import content_hash


def loading(register: Register, offered: Definition) -> str:
    register.definitions[content_hash(offered)] = offered
    command = LoadDefinition(definition=content_hash(offered))
    return register.do(f"programme/{offered.id}", command, SPONSOR)


def without_body(register: Register, body: str) -> Definition:
    bodies = tuple(each for each in register.definition.bodies if each.id != body)
    return register.definition.model_copy(update={"bodies": bodies})


def without_seat(register: Register, seat_id: str) -> Definition:
    bodies = tuple(
        body.model_copy(update={"seats": tuple(each for each in body.seats if each.id != seat_id)})
        for body in register.definition.bodies
    )
    return register.definition.model_copy(update={"bodies": bodies})


@pytest.mark.parametrize("body", [SCRUTINY, COUNCIL])
@pytest.mark.parametrize(
    "so_far",
    [
        pytest.param(decided, id="a decision to be published"),
        pytest.param(published, id="a decision that may be called in"),
        pytest.param(called_in, id="a decision called in"),
    ],
)
def test_a_body_that_only_the_rules_of_a_call_in_name_is_not_dropped(
    so_far: Callable[[], Cabinet], body: str
) -> None:
    """The scrutiny body and the full council are on no route here but the council's own (G49, G50)."""
    cabinet = so_far()
    assert loading(cabinet.register, without_body(cabinet.register, body)) == "still-in-use"


@pytest.mark.parametrize("role", ["chair"])
def test_a_seat_that_may_agree_to_urgency_is_not_dropped(role: str) -> None:
    cabinet = decided()
    assert loading(cabinet.register, without_seat(cabinet.register, f"{SCRUTINY}/{role}")) == "still-in-use"


def test_the_scrutiny_chair_who_hears_of_a_key_decision_is_not_dropped() -> None:
    """G46: a general exception begins with written notice to that seat."""
    cabinet = Cabinet(key=KEY, call_in=None)
    assert loading(cabinet.register, without_seat(cabinet.register, f"{SCRUTINY}/chair")) == "still-in-use"


def test_a_seat_of_scrutiny_that_no_rule_names_may_go() -> None:
    cabinet = decided()
    assert loading(cabinet.register, without_seat(cabinet.register, f"{SCRUTINY}/member")) == "done"


def test_once_the_matter_is_withdrawn_the_scrutiny_body_may_go() -> None:
    """The duty to publish went with the matter, so nothing owes or needs it any more."""
    cabinet = published()
    expect(cabinet.register.do(APPROVAL, WithdrawMatter(reason=WHY), SPONSOR))
    assert loading(cabinet.register, without_body(cabinet.register, SCRUTINY)) == "done"


def test_the_plan_of_an_open_matter_is_not_dropped() -> None:
    cabinet = published()
    offered = cabinet.register.definition.model_copy(update={"matters": ()})
    assert loading(cabinet.register, offered) == "still-in-use"


# --- what bodies still owe ------------------------------------------------------------------


def acted_by_its_chair() -> Register:
    """Complete, with nothing to publish; but the board has still to ratify what its chair did (G42)."""
    began = a_rule_set(written(agreeing=4, objection_defeats=True), chairs_action=ChairsAction())
    loaded = a_partnership(5, began)
    (board,) = loaded.definition.bodies
    board = board.model_copy(update={"secretary": CLERK, "chair": seat(1)})
    definition = loaded.definition.model_copy(update={"bodies": (board,)})
    register = Register(loaded.model_copy(update={"definition": definition}), at=on(2020, 4, 2))
    expect(register.do(BOARDS_APPROVAL, OpenMatter(matter=BOARDS_MATTER, version="1.0"), SPONSOR))
    expect(register.do(BOARDS_APPROVAL, OpenStage(stage="board")))
    shut = (Rung.NEXT_MEETING, Rung.SPECIAL_MEETING, Rung.WRITTEN_PROCEDURE)
    action = TakeChairsAction(
        needed_by=date(2020, 4, 3),
        reason=WHY,
        evidence=WHY,
        cannot=tuple(RungReason(rung=rung, reason=WHY) for rung in shut),
    )
    expect(register.do(SIGN_OFF, action, CLERK))
    return register


def test_a_body_that_has_still_to_ratify_is_not_dropped_though_the_matter_is_complete() -> None:
    register = acted_by_its_chair()
    assert register.approval(BOARDS_MATTER).is_complete
    assert loading(register, without_body(register, "harbour-board")) == "still-in-use"


def test_nor_once_the_matter_has_left_the_definition() -> None:
    """G42: the ratification is the body's own duty, whatever became of the matter's plan."""
    register = acted_by_its_chair()
    known = register.known()
    register.loaded = register.loaded.model_copy(
        update={"definition": known.definition.model_copy(update={"matters": ()})}
    )
    assert loading(register, without_body(register, "harbour-board")) == "still-in-use"
