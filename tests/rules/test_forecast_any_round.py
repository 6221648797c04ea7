"""In whatever state chance brings a round, the forecast waits for what the gate does and never crashes."""

from datetime import timedelta

import pytest
from a_round import MATTER

from models.approval import Approval
from models.forecasting import Forecast, LegKind
from models.gate import Awaits
from models.values import BodyId
from rules.forecast import forecast
from rules.gate import gate
from rules.known import Known
from tests.rules.test_any_round import AnyRound

KIND = {
    Awaits.BODY: LegKind.BODY,
    Awaits.EFFECT: LegKind.BODY,
    Awaits.CONDITION: LegKind.CONDITION,
    Awaits.WINDOW: LegKind.WINDOW,
    Awaits.OBJECTION: LegKind.WINDOW,
}


def awaited_by_the_gate(known: Known, approval: Approval) -> set[tuple[LegKind, BodyId | None]]:
    waits = gate(known, approval).waits_for
    return {(KIND[each.what], each.body) for each in waits if each.what in KIND}


def awaited_by_the_forecast(found: Forecast) -> set[tuple[LegKind, BodyId | None]]:
    """A text that is still to come is waited for through the condition it is to meet."""
    waits = (leg for leg in found.legs if leg.required and not leg.is_done)
    return {(leg.kind, leg.body) for leg in waits if leg.kind is not LegKind.NEW_TEXT}


def adds_up(found: Forecast, approval: Approval) -> None:
    """The finish is the last of what is awaited, and hangs on somebody wherever anything is."""
    days = [leg.earliest for leg in found.legs if leg.required and not leg.is_done]
    if not approval.is_running:
        assert (found.finish, found.critical, set(days)) in [(None, (), {None}), (None, (), set())]
        return
    assert bool(found.critical) is bool(days)
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        assert found.finish is None
    elif days:
        assert found.finish == max(known)


@pytest.mark.parametrize("seed", range(8))
def test_the_forecast_waits_for_what_the_gate_waits_for(seed: int) -> None:
    round_ = AnyRound(seed)
    for _ in range(20):
        round_.somebody_acts()
        round_.time_passes(timedelta(days=round_.chance.randint(0, 9)))
        known, approval = round_.register.known(), round_.register.approval(MATTER)
        found = forecast(known, approval)
        assert awaited_by_the_forecast(found) == awaited_by_the_gate(known, approval)
        adds_up(found, approval)
