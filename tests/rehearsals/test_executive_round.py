"""A borough executive on the real workflows: too early, called in, referred back, left alone (G45-G49)."""

from datetime import date
from pathlib import Path

import pytest

from models.executive import InEffectBecause
from models.sign_off import SignOff
from rules.calendar import end_of
from tests.rehearsals.a_played_round import Ran, run

EXECUTIVE = Path(__file__).parent / "executive.toml"


@pytest.fixture(scope="module")
def executive(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return run(EXECUTIVE, Path(tmp_path_factory.mktemp("executive")))


def test_the_round_goes_as_expected(executive: Ran) -> None:
    assert executive.report.unmet == ()
    assert executive.report.is_as_expected


def test_what_nobody_called_in_took_effect_by_its_own_workflow_at_its_instant(executive: Ran) -> None:
    assert b"take-effect" in executive.histories["sign-off/slipway/executive/1"]
    sign_off = executive.played[-1].after.states["sign-off/slipway/executive/1"]
    assert isinstance(sign_off, SignOff)
    assert sign_off.call_in is not None
    assert sign_off.call_in.because is InEffectBecause.NOT_CALLED_IN
    assert sign_off.call_in.effective == end_of(date(2020, 4, 8))


def test_no_history_holds_what_was_typed(executive: Ran) -> None:
    typed = ("The ferry was not thought of", "The quay is worn out", "website")
    found = [words for words in typed for each in executive.histories.values() if words.encode() in each]
    assert found == []
