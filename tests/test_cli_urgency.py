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
    assert (
        owed["words"]
        == "Ratify, at a meeting of Governing Body of NHS Mid Essex CCG, what its chair decided for it"
    )
    assert owed["due"]["latest"] == "2020-03-26"


def test_an_action_that_is_refused_says_why_and_exits_so(own: Quorate) -> None:
    refused = own(*ACT, *OFFICER)
    assert refused.exit_code == 1, refused.output
    assert "2 lay members" in refused.output


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(("--cannot", "special-meeting"), id="a way without its reason"),
        pytest.param(("--cannot", "holiday=away"), id="no such way"),
        pytest.param(("--consulted", "lay-member-1"), id="somebody heard, and no day"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_done(essex: Quorate, options: tuple[str, ...]) -> None:
    refused = essex(*ACT, *OFFICER, *options)
    assert refused.exit_code == 2, refused.output


# --- the ratification ---------------------------------------------------------------------

RATIFIED = f"""
meeting = "{CCG}-2020-03-26"

[present]
{CCG} = "O1 C6 L2"

[presiding]
{CCG} = "/chair"

[[items]]
body = "{CCG}"
matter = "strategy"
limbs = ["ratify"]
figures = "9-0"
"""


def at_the_meeting(own: Quorate) -> Quorate:
    assert own(*ACT, *HEARD, *OFFICER).exit_code == 0
    assert own("clock", "set", "2020-03-26T18:00").exit_code == 0
    return own


def the_record(folder: Path, text: str) -> str:
    file = folder / "meeting.toml"
    file.write_text(text)
    return str(file)


def test_the_table_says_that_the_chair_acted_and_how_far_that_is_ratified(
    own: Quorate, tmp_path: Path
) -> None:
    assert own(*ACT, *HEARD, *OFFICER).exit_code == 0
    told = own("show", "strategy").output
    assert (
        "Mid Essex CCG: approved by chair's action, ratification pending, due Thursday 26 March 2020." in told
    )
    assert own("clock", "set", "2020-03-26T18:00").exit_code == 0
    assert own("record", the_record(tmp_path, RATIFIED)).exit_code == 0
    told = own("show", "strategy").output
    assert "Mid Essex CCG: approved by chair's action, ratified on Thursday 26 March 2020." in told


@pytest.mark.parametrize(
    ("minuted", "stands", "counted"),
    [
        pytest.param(RATIFIED, "ratified", "Carried: 9 for, 0 against", id="ratified"),
        pytest.param(
            RATIFIED.replace('"9-0"', '"2-7"\nlost = true'),
            "not ratified",
            "Lost: 2 for, 7 against",
            id="not",
        ),
    ],
)
def test_the_record_of_a_ratification_says_what_it_came_to_and_on_what_that_rests(
    own: Quorate, tmp_path: Path, minuted: str, stands: str, counted: str
) -> None:
    file = the_record(tmp_path, minuted)
    at_the_meeting(own)
    (item,) = own.json("record", file, "--dry-run")["items"]
    assert item["ratified"] is (stands == "ratified")
    for options in (("--dry-run",), ()):
        told = own("record", file, *options)
        assert told.exit_code == 0, told.output
        assert f"Mid Essex CCG, strategy: {stands}. Quorate" in told.output
        assert counted in told.output
        assert "not reached" not in told.output
