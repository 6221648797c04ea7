"""The sample rounds go as their tables say, and leave nobody's name in a workflow's history."""

import pytest

from tests.rehearsals.a_played_round import Ran

EVENTS = [*(f"A{number:02}" for number in (*range(1, 23), *range(24, 38))), "A23a", "A23b"]
NOBODY_ACTS = {"A16", "A25", "A29", "A34", "A35"}
"""A day that passes, a summit, a merger, a window that ends, a gate that opens: nobody acts."""

EVENTS_OF_THE_POST = [*(f"B{number:02}" for number in (*range(1, 8), *range(9, 20)))]
NOBODY_ACTS_THERE = {"B17", "B19"}
"""The chair's action is the strategy's, and what is at risk is only looked at."""


def test_the_strategy_goes_as_its_tables_say(strategy: Ran) -> None:
    assert strategy.report.unmet == ()
    assert strategy.report.is_as_expected


def test_a_written_procedure_by_real_letters_and_pages_goes_as_expected(finance: Ran) -> None:
    assert finance.report.unmet == ()


def test_the_joint_post_goes_as_its_tables_say(officer: Ran) -> None:
    assert officer.report.unmet == ()
    assert officer.report.is_as_expected


def test_every_event_of_the_joint_post_is_played(officer: Ran) -> None:
    told = {each.id for each in officer.report.timeline}
    assert set(EVENTS_OF_THE_POST) - NOBODY_ACTS_THERE <= told


def test_every_event_of_the_round_is_played(strategy: Ran) -> None:
    told = {each.id for each in strategy.report.timeline}
    assert set(EVENTS) - NOBODY_ACTS <= told


def test_the_timeline_is_in_the_order_of_time(strategy: Ran) -> None:
    at = [each.at for each in strategy.report.timeline]
    assert at == sorted(at)


def test_the_report_ends_with_all_twenty_three_bodies_and_the_successor_of_three(strategy: Ran) -> None:
    (matter,) = strategy.report.matters
    by_code = {row.code: row.body for row in matter.rows}
    assert by_code.pop("") == "mid-and-south-essex-trust-board"
    assert set(by_code) == {
        *(f"R{number}" for number in range(1, 20)),
        *(f"N{number}" for number in range(1, 5)),
    }


@pytest.mark.parametrize("round_", ["strategy", "finance", "officer"])
def test_no_history_holds_a_name_or_an_address(round_: str, request: pytest.FixtureRequest) -> None:
    ran: Ran = request.getfixturevalue(round_)
    words = [word.encode() for person in ran.people for word in (person.name, person.address)]
    assert len(words) > 100
    found = [(id_, word) for id_, history in ran.histories.items() for word in words if word in history]
    assert found == []


def test_the_scan_would_find_what_is_there(strategy: Ran) -> None:
    """Ids may stand in a history, and are found in it: so would a name be."""
    assert b"design-group" in strategy.histories["sign-off/strategy/design-group/0.1"]
    kinds = {id_.split("/")[0] for id_, history in strategy.histories.items() if history}
    assert kinds == {"approval", "sign-off", "meeting", "obligation", "dispatch"}
