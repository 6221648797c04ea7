"""What publication waits for: bodies, conditions, objections and windows, holds and barred days, in words."""

from datetime import date, timedelta

import pytest
from a_partnership import SPONSOR
from a_register import Register
from a_round import expect, on
from an_amended_plan import APPROVAL, MATTER, OWNER, WATCHER, approved_by_all, asked, decided, limited, of

from models.commands import (
    AnswerConcern,
    BarPublishing,
    CloseSignOff,
    DischargeCondition,
    HoldMatter,
    RaiseConcern,
    ReleaseMatter,
    WithdrawConcern,
    WithdrawWindow,
)
from models.deciding import Consulted
from models.gate import Awaits, Gate
from models.values import Text, Verb
from rules.gate import gate

NORTH, WEST = "north-board", "west-board"
CONDITION = f"obligation/{MATTER}.{NORTH}.condition-1"
WHY = Text.of("because")


def of_the_plan(register: Register) -> Gate:
    return gate(register.known(), register.approval(MATTER))


def awaited(register: Register) -> list[tuple[Awaits, str | None]]:
    return [(each.what, each.body) for each in of_the_plan(register).waits_for]


def ready() -> Register:
    """Version 1.1 is agreed by all, its condition met, and nobody has objected when the window ends."""
    register = limited()
    decided(register, OWNER, version="1.1")
    register.at = on(2020, 4, 9, 15)
    met = DischargeCondition(
        officer=f"{NORTH}/director",
        consulted=tuple(
            Consulted(seat=f"{NORTH}/{role}", day=date(2020, 4, 8)) for role in ("chair", "vice-chair")
        ),
        evidence=WHY,
        agrees="1.1",
    )
    expect(register.do(CONDITION, met, f"{NORTH}-clerk"))
    return register


def windows_end(register: Register) -> Register:
    for body, notice in register.approval(MATTER).notices.items():
        register.at = max(register.at, notice.until)
        expect(register.do(of(body, "1.1"), CloseSignOff(due=notice.until)))
    return register


def test_while_bodies_are_asked_it_waits_for_each_that_is_required() -> None:
    register = asked()
    decided(register, WATCHER, Verb.NOTE)
    assert awaited(register) == [(Awaits.BODY, body) for body in (OWNER, NORTH, "south-board", WEST)]


def test_with_every_approval_it_still_waits_for_an_open_condition() -> None:
    assert awaited(approved_by_all()) == [(Awaits.CONDITION, NORTH)]


def test_a_limited_change_waits_for_those_asked_again_and_for_the_windows_of_the_others() -> None:
    assert set(awaited(limited())) == {
        (Awaits.BODY, OWNER),
        (Awaits.BODY, NORTH),
        (Awaits.CONDITION, NORTH),
        (Awaits.WINDOW, "south-board"),
        (Awaits.WINDOW, WEST),
    }


def test_it_opens_at_the_first_moment_after_the_last_window() -> None:
    register = windows_end(ready())
    found = of_the_plan(register)
    assert found.is_open
    assert found.since == on(2020, 4, 20, 23), "midnight in London"


@pytest.mark.parametrize("is_answered", [True, False])
def test_a_query_does_not_keep_it_shut(is_answered: bool) -> None:
    register = ready()
    expect(register.do(of(WEST, "1.1"), RaiseConcern(words=WHY), f"{WEST}-clerk"))
    if is_answered:
        expect(register.do(of(WEST, "1.1"), AnswerConcern(concern="c1", words=WHY), SPONSOR))
    pending = [each.what for each in of_the_plan(register).pending]
    assert pending == ([] if is_answered else [Awaits.QUESTION])
    assert of_the_plan(windows_end(register)).is_open


def test_an_objection_is_shown_from_the_day_it_is_raised_and_no_more_once_it_is_withdrawn() -> None:
    register = ready()
    expect(register.do(of(WEST, "1.1"), RaiseConcern(words=WHY, objects=True), f"{WEST}-clerk"))
    assert (Awaits.OBJECTION, WEST) in awaited(register)
    expect(register.do(of(WEST, "1.1"), WithdrawConcern(concern="c1"), f"{WEST}-clerk"))
    assert (Awaits.WINDOW, WEST) in awaited(register)


def test_an_objection_shuts_it_until_it_is_withdrawn() -> None:
    register = ready()
    expect(register.do(of(WEST, "1.1"), RaiseConcern(words=WHY, objects=True), f"{WEST}-clerk"))
    windows_end(register)
    assert awaited(register) == [(Awaits.OBJECTION, WEST)]
    register.at += timedelta(days=1)
    expect(register.do(of(WEST, "1.1"), WithdrawConcern(concern="c1"), f"{WEST}-clerk"))
    assert of_the_plan(register).since == register.at


def test_a_hold_shuts_it_and_it_opens_with_the_release() -> None:
    register = windows_end(ready())
    expect(register.do(APPROVAL, HoldMatter(reason=WHY), SPONSOR))
    assert awaited(register) == [(Awaits.HOLD, None)]
    register.at += timedelta(days=3)
    expect(register.do(APPROVAL, ReleaseMatter(reason=WHY), SPONSOR))
    assert of_the_plan(register).since == register.at


def test_a_barred_window_shuts_it_for_its_days_unless_it_is_withdrawn() -> None:
    register = windows_end(ready())
    programme = f"programme/{register.definition.id}"
    barred = BarPublishing(window="elections", first=date(2020, 4, 1), last=date(2020, 5, 7), reason=WHY)
    expect(register.do(programme, barred, register.definition.secretariat))
    (only,) = of_the_plan(register).waits_for
    assert (only.what, only.words) == (
        Awaits.BARRED,
        "nothing may be published until Thursday 7 May 2020 has passed",
    )
    expect(register.do(programme, WithdrawWindow(window="elections"), register.definition.secretariat))
    assert of_the_plan(register).is_open


def test_after_the_last_barred_day_it_opens_with_the_next() -> None:
    register = windows_end(ready())
    programme = f"programme/{register.definition.id}"
    barred = BarPublishing(window="elections", first=date(2020, 4, 1), last=date(2020, 5, 7), reason=WHY)
    expect(register.do(programme, barred, register.definition.secretariat))
    register.at = on(2020, 5, 9)
    assert of_the_plan(register).since == on(2020, 5, 7, 23)
