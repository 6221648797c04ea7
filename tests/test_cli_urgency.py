"""The command line: which ways are left when time is short, and the chair's action where none is (G42)."""

from pathlib import Path

import pytest
from a_command import Quorate, a_copy
from an_essex_round import everybody_is_asked

CCG = "mid-essex-ccg"
NEEDED = ("--needed-by", "2020-02-03")
ACT = ("chairs-action", "strategy", CCG, *NEEDED, "--reason", "It cannot wait.", "--evidence", "her letter")
HEARD = ("--consulted", "lay-member-1=2020-01-29", "--consulted", "lay-member-2=2020-01-30")
OFFICER = ("--officer", "accountable-officer")


@pytest.fixture(scope="module")
def essex(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    return everybody_is_asked(tmp_path_factory.mktemp("essex"))


@pytest.fixture
def own(essex: Quorate, tmp_path: Path) -> Quorate:
    return a_copy(essex, tmp_path)


def test_each_way_is_told_with_what_shuts_it(essex: Quorate) -> None:
    told = essex("urgency", "strategy", CCG, *NEEDED).output
    assert "Thursday 26 March 2020" in told
    assert "its rules have no written procedure" in told
    ways = essex.json("urgency", "strategy", CCG, *NEEDED)
    assert [(each["rung"], each["is_shut"]) for each in ways] == [
        ("next-meeting", True),
        ("special-meeting", True),
        ("written-procedure", True),
        ("chairs-action", False),
    ]


def test_the_chair_acts_and_the_ratification_is_owed(own: Quorate) -> None:
    told = own(*ACT, *HEARD, *OFFICER)
    assert told.exit_code == 0, told.output
    assert "has decided by its chair's action" in told.output
    (owed,) = [each for each in own.json("obligations", "strategy") if each["sort"] == "ratification"]
    assert owed["words"] == f"Ratify, at a meeting of {CCG}, what its chair decided for it"
    assert owed["due"]["latest"] == "2020-03-26"


def test_an_action_that_is_refused_says_why_and_exits_so(own: Quorate) -> None:
    refused = own(*ACT, *OFFICER)
    assert refused.exit_code == 1, refused.output
    assert "2 of category L" in refused.output


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(("--cannot", "special-meeting"), id="a way without its reason"),
        pytest.param(("--cannot", "holiday=away"), id="no such way"),
        pytest.param(("--consulted", "lay-member-1"), id="somebody heard, and no day"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_done(
    essex: Quorate, options: tuple[str, ...]
) -> None:
    refused = essex(*ACT, *OFFICER, *options)
    assert refused.exit_code == 2, refused.output
