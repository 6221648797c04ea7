"""A round that one body refuses, on the real workflows: gone ahead without it, varied, and ended."""

from pathlib import Path

import pytest

from models.meeting import Meeting
from models.sign_off import SignOff
from tests.rehearsals.a_played_round import Ran, run

REFUSED = Path(__file__).parent / "a-refusal.toml"


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return run(REFUSED, Path(tmp_path_factory.mktemp("refused")))


def test_the_round_goes_as_expected(refused: Ran) -> None:
    assert refused.report.unmet == ()
    assert refused.report.is_as_expected


def test_nobody_is_asked_any_more_in_writing_or_at_a_meeting(refused: Ran) -> None:
    """Weeks after the end nothing of it is waited for: neither an answer, nor papers, nor minutes."""
    states = refused.played[-1].after.states.values()
    assert [each.stream for each in states if isinstance(each, SignOff) and each.is_open] == []
    to_come = [each for each in states if isinstance(each, Meeting) and each.is_to_come]
    assert to_come
    assert [each.meeting for each in to_come if each.agenda] == []


def test_no_history_holds_what_was_typed(refused: Ran) -> None:
    typed = ("too little of community services", "delivery plan of next year", "Minute 6")
    found = [words for words in typed for each in refused.histories.values() if words.encode() in each]
    assert found == []
