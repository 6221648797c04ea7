"""Answers worked out before the round was played, held against the round as it went."""

from models.approval import Approval
from models.values import Standing
from tests.rehearsals.a_played_round import Ran

MATTER = "strategy"


def after(ran: Ran, event: str) -> Approval:
    """The matter once the last step of that event was taken."""
    found = [each.after.approval(MATTER) for each in ran.played if getattr(each.moment, "id", "") == event]
    assert found[-1] is not None
    return found[-1]


def at_the_end(ran: Ran) -> Approval:
    found = ran.played[-1].after.approval(MATTER)
    assert found is not None
    return found


def test_three_trusts_merge_in_mid_round_and_nineteen_approvals_are_held_by_seventeen_bodies(
    strategy: Ran,
) -> None:
    approval = at_the_end(strategy)
    required = [
        asked.body
        for stage in approval.route.stages
        for asked in stage.asks
        if asked.required and asked.ask == "approve"
    ]
    assert (len(required), len({approval.holder(body) for body in required})) == (19, 17)


def test_notices_of_the_amendment_go_to_fifteen_and_two_are_asked_again(strategy: Ran) -> None:
    issued = after(strategy, "A30")
    assert len(issued.notices) == 15
    assert {each.body for each in issued.asked_again} == {"partnership-board", "essex-hwb"}


def test_fourteen_bodies_stay_silent_no_objection_is_recorded_and_what_they_approved_is_still_1_0(
    strategy: Ran,
) -> None:
    approval = at_the_end(strategy)
    silent = set(approval.notices) - {"thurrock-hwb"}
    assert len(silent) == 14
    assert {approval.notices[body].standing for body in silent} == {Standing.NO_OBJECTION}
    for holder in silent:
        for body in approval.held_by(holder) or (holder,):
            assert (approval.outcomes[body].version, approval.outcomes[body].holds) == ("1.0", True)


def test_the_gate_opens_the_moment_the_window_has_closed_with_a_ratification_pending(strategy: Ran) -> None:
    opened = at_the_end(strategy).publishing.gate_opened
    assert opened is not None
    assert opened.isoformat() == "2020-04-20T23:00:00+00:00"
    published = [each for each in strategy.played if getattr(each.moment, "id", "") == "A36"][-1]
    owed = published.after.obligation("strategy.mid-essex-ccg.ratification")
    assert owed is not None
    assert owed.is_open
