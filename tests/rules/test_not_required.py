"""Of a body nobody waits for nothing shuts the gate, and all it did stands and is shown."""

from a_refused_plan import CLERK, NORTH, SOUTH, WEST, ended, gate_of, varied, without
from a_register import Register
from a_round import expect, on
from an_amended_plan import APPROVAL, MATTER, OWNER, WATCHER, approved_by_all, decided, limited, of

from models.commands import CloseSignOff, RaiseConcern
from models.course import RouteChange
from models.forecasting import LegKind
from models.gate import Awaits
from models.values import Standing, Text
from rules.forecast import forecast
from rules.waits import obligation_wait, sign_off_wait

CONDITION = f"obligation/{MATTER}.{NORTH}.condition-1"


def of_south(register: Register) -> set[Awaits]:
    return {each.what for each in gate_of(register).waits_for if each.body == SOUTH}


def foreseen(register: Register) -> set[tuple[LegKind, str]]:
    legs = forecast(register.known(), register.approval(MATTER)).legs
    return {(leg.kind, leg.body) for leg in legs if leg.required and not leg.is_done}


def lapsed() -> Register:
    register = approved_by_all()
    for _ in ("its owner is reminded", "its last day passes"):
        owed = register.obligation(CONDITION.split("/")[1])
        step = obligation_wait(owed, register.known().calendar).next_step
        assert step is not None
        register.at = max(register.at, step.at)
        expect(register.do(CONDITION, step.command))
    return register


def objected() -> Register:
    register = limited()
    for body in (OWNER, NORTH):
        decided(register, body, version="1.1")
    concern = RaiseConcern(concern="c1", words=Text.of("no"), objects=True)
    expect(register.do(of(SOUTH, "1.1"), concern, f"{SOUTH}-clerk"))
    for body in (SOUTH, WEST):
        until = register.approval(MATTER).notices[body].until
        register.at = until
        expect(register.do(of(body, "1.1"), CloseSignOff(due=until)))
    return register


def test_its_lapsed_condition_shuts_nothing_and_there_is_nothing_to_go_ahead_without() -> None:
    register = lapsed()
    assert not gate_of(register).is_open
    expect(register.do(APPROVAL, varied(NORTH), CLERK))
    assert gate_of(register).is_open
    assert foreseen(register) == set()
    assert register.do(APPROVAL, without(NORTH), CLERK) == "not-awaited"
    assert not register.approval(MATTER).has_given(NORTH), "it lost its approval, and that stands"


def test_its_open_condition_shuts_nothing() -> None:
    register = approved_by_all()
    assert foreseen(register) >= {(LegKind.CONDITION, NORTH)}
    expect(register.do(APPROVAL, varied(NORTH), CLERK))
    assert gate_of(register).is_open
    assert foreseen(register) == set()


def test_its_objection_shuts_nothing_and_stands_in_the_open_g58() -> None:
    register = objected()
    assert of_south(register) == {Awaits.OBJECTION}
    expect(register.do(APPROVAL, varied(SOUTH), CLERK))
    assert of_south(register) == set()
    assert (LegKind.WINDOW, SOUTH) not in foreseen(register)
    assert register.approval(MATTER).notices[SOUTH].standing is Standing.OBJECTED
    assert register.do(APPROVAL, without(SOUTH), CLERK) == "not-awaited"
    code = register.do(APPROVAL, ended(), CLERK)
    assert code == "all-agreed-so-far", "nobody who is waited for is against it"


def test_required_again_its_objection_counts_again_g58() -> None:
    register = objected()
    expect(register.do(APPROVAL, varied(SOUTH), CLERK))
    expect(register.do(APPROVAL, varied(SOUTH, RouteChange.REQUIRED), CLERK))
    assert of_south(register) == {Awaits.OBJECTION}


def test_the_time_it_has_to_object_is_not_waited_for_and_still_ends() -> None:
    register = limited()
    assert of_south(register) == {Awaits.WINDOW}
    expect(register.do(APPROVAL, varied(SOUTH), CLERK))
    assert of_south(register) == set()
    assert (LegKind.WINDOW, SOUTH) not in foreseen(register)
    notice = register.sign_off(MATTER, SOUTH, "1.1")
    assert sign_off_wait(notice, register.approval(MATTER)).next_step is not None


def test_whoever_only_notes_is_waited_for_no_less_where_it_is_required_g20() -> None:
    register = approved_by_all()
    register.at = on(2020, 4, 3)
    expect(register.do(APPROVAL, varied(WATCHER), CLERK))
    assert [each.body for each in gate_of(register).waits_for] == [NORTH], "the others count as they did"
