"""That a gate has opened is said once for each time it was shut, by the matter or by days barred."""

from datetime import date

from a_partnership import SECRETARY, SPONSOR
from a_plan_to_publish import NORTH, WHY, agreed, opened, wait_of
from a_refused_plan import CLERK, gate_of, varied
from a_register import Register
from a_round import expect, on
from an_amended_plan import APPROVAL, MATTER, WATCHER

from models.commands import BarPublishing, HoldMatter, ReleaseMatter, WithdrawWindow
from models.course import RouteChange
from models.publication_events import GateOpened
from models.values import Instant
from rules.gate import gate
from rules.opening import next_opening

PROGRAMME = "programme/harbour"
BARRED = BarPublishing(window="elections", first=date(2020, 4, 6), last=date(2020, 4, 17), reason=WHY)


def said(register: Register) -> list[Instant]:
    return [line.happened for line in register.lines if isinstance(line.event, GateOpened)]


def barred() -> Register:
    """It stands open from 1 April; publishing is barred from Monday 6 April."""
    register = opened(agreed())
    register.at = on(2020, 4, 3)
    expect(register.do(PROGRAMME, BARRED, SECRETARY))
    return register


def test_a_variation_that_changes_nothing_opens_no_gate_that_stands_open() -> None:
    register = opened(agreed())
    before = gate_of(register).since
    register.at = on(2020, 4, 8)
    expect(register.do(APPROVAL, varied(WATCHER), CLERK))
    assert next_opening(register.known(), register.approval(MATTER)) is None
    assert wait_of(register).next_step is None, "the workflow has nothing to ask for either"
    assert gate_of(register).since == before, "it has been open all the while"


def test_a_variation_that_shuts_it_and_another_that_opens_it_are_told() -> None:
    register = opened(agreed())
    register.at = on(2020, 4, 2)
    expect(register.do(APPROVAL, varied(NORTH), CLERK))
    expect(register.do(APPROVAL, HoldMatter(reason=WHY), SPONSOR))
    assert not register.approval(MATTER).publishing.stands_open
    register.at = on(2020, 4, 8)
    expect(register.do(APPROVAL, ReleaseMatter(reason=WHY), SPONSOR))
    expect(register.do(APPROVAL, varied(NORTH, RouteChange.REQUIRED), CLERK))
    opened(register)
    assert said(register) == [on(2020, 4, 1), on(2020, 4, 8)]


def test_a_window_withdrawn_after_it_had_shut_the_gate_opens_it_and_that_is_told() -> None:
    register = barred()
    register.at = on(2020, 4, 8)
    assert not gate_of(register).is_open
    expect(register.do(PROGRAMME, WithdrawWindow(window="elections"), SECRETARY))
    opened(register)
    assert said(register) == [on(2020, 4, 1), on(2020, 4, 8)]
    assert gate_of(register).since == on(2020, 4, 8)
    assert wait_of(register).next_step is None, "once"


def test_a_window_withdrawn_before_it_began_never_shut_the_gate() -> None:
    register = barred()
    expect(register.do(PROGRAMME, WithdrawWindow(window="elections"), SECRETARY))
    register.at = on(2020, 4, 20)
    assert wait_of(register).next_step is None
    assert gate_of(register).since == on(2020, 4, 1)


def test_a_window_that_has_passed_opens_it_and_that_is_told_though_nothing_else_shut_it() -> None:
    register = barred()
    opened(register)
    assert said(register) == [on(2020, 4, 1), on(2020, 4, 17, 23)]
    assert gate(register.known(), register.approval(MATTER)).is_open
