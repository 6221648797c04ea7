"""What needs a permanent holder by a day is at risk once that day is near, not from the first (B14, B19)."""

from datetime import date, timedelta

import pytest
from a_post import INTERIM, POST, TERM, Filling, a_definition_of_post

from models.dependants import Waiting
from models.post import PostHeld, Tenure
from models.post_events import TenureKind
from models.posts import Dependant
from rules.posts import dependants

DUE = date(2020, 9, 30)
FIRST = date(2020, 2, 24)
RISKY = DUE - timedelta(days=60)


def stands(
    kind: TenureKind, day: date, *, due: date | None = DUE, first: date = FIRST
) -> tuple[Waiting, date]:
    merger = Dependant(id="merger", title="The merger", due=due, needs_permanent=True)
    filling = Filling(dependants=(merger,))
    filling.establish()
    held = filling.register.states[f"post/{POST}"]
    assert isinstance(held, PostHeld)
    tenure = Tenure(appointment=1, person=INTERIM, kind=kind, first=first, last=None)
    filling.register.states[f"post/{POST}"] = held.model_copy(update={"tenures": (tenure,)})
    (found,) = dependants(filling.register.known(), a_definition_of_post(dependants=(merger,)), day)
    assert found.since is not None
    return found.waiting, found.since


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(FIRST, (Waiting.READY, FIRST), id="an interim begins: it can go on"),
        pytest.param(RISKY - timedelta(days=1), (Waiting.READY, FIRST), id="sixty-one days before its day"),
        pytest.param(RISKY, (Waiting.AT_RISK, RISKY), id="sixty days before its day"),
        pytest.param(DUE, (Waiting.AT_RISK, RISKY), id="on its day"),
        pytest.param(TERM + timedelta(days=90), (Waiting.AT_RISK, RISKY), id="after its day"),
    ],
)
def test_under_an_interim_it_is_at_risk_from_sixty_days_before(
    day: date, expected: tuple[Waiting, date]
) -> None:
    assert stands(TenureKind.INTERIM, day) == expected


def test_an_interim_who_comes_later_than_that_leaves_it_at_risk_from_the_first_day() -> None:
    late = date(2020, 9, 1)
    assert stands(TenureKind.INTERIM, late, first=late) == (Waiting.AT_RISK, late)


def test_what_has_no_day_is_at_risk_at_once() -> None:
    assert stands(TenureKind.SECONDMENT, FIRST, due=None) == (Waiting.AT_RISK, FIRST)


def test_a_permanent_holder_leaves_nothing_at_risk() -> None:
    assert stands(TenureKind.PERMANENT, DUE) == (Waiting.READY, FIRST)
