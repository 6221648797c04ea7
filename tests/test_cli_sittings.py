"""The command line: a meeting that is adjourned, with the record of what was done, or without it."""

import re
from pathlib import Path
from typing import Any

import pytest
from a_command import Quorate, a_copy
from an_essex_round import IN_COMMON, everybody_is_asked

from config.settings import CHECKOUT

SITTING = re.findall(
    r"```toml\n(.*?)```", (CHECKOUT / "docs" / "recording-a-meeting.md").read_text(), re.DOTALL
)[1]
GOES_ON = ("meeting", "adjourn", IN_COMMON, "--to", "2020-02-06T13:30", "--reason", "the fire alarm")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    """For what is refused."""
    return everybody_is_asked(tmp_path_factory.mktemp("essex"))


@pytest.fixture
def quorate(asked: Quorate, tmp_path: Path) -> Quorate:
    return a_copy(asked, tmp_path)


def written(folder: Path, text: str) -> str:
    path = folder / "sitting.toml"
    path.write_text(text)
    return str(path)


def rows(quorate: Quorate) -> dict[str, dict[str, Any]]:
    return {row["body"]: row for row in quorate.json("show", "strategy")["rows"]}


def test_a_meeting_is_adjourned_with_the_record_of_what_was_done(quorate: Quorate, tmp_path: Path) -> None:
    said = quorate(*GOES_ON, "--record", written(tmp_path, SITTING))
    assert said.exit_code == 0, said.output
    assert f"{IN_COMMON} goes on on Thu 6 Feb 2020 1:30pm." in said.stdout
    assert "Castle Point and Rochford CCG, strategy: approved." in said.stdout
    assert "Southend CCG, strategy: not reached. Taken again on Thu 6 Feb 2020 1:30pm" in said.stdout
    after = rows(quorate)
    assert after["castle-point-rochford-ccg"]["decided"] == "2020-01-30T14:10:00Z"
    assert after["southend-ccg"]["next_step"]["at"] == "2020-02-06T13:30:00Z"
    assert "called, sitting 2 " in quorate("meetings").stdout


def test_the_record_of_a_sitting_may_come_later(quorate: Quorate, tmp_path: Path) -> None:
    assert quorate(*GOES_ON).exit_code == 0
    assert "called, sitting 2, 1 not recorded" in quorate("meetings").stdout
    told = quorate.json("record", written(tmp_path, SITTING))
    assert [(each["body"], each["standing"]) for each in told["items"]] == [
        ("castle-point-rochford-ccg", "approved")
    ]
    assert rows(quorate)["castle-point-rochford-ccg"]["decided"] == "2020-01-30T14:10:00Z"
    assert quorate.json("record", written(tmp_path, SITTING), code=1)["code"] == "sitting-recorded"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(SITTING.replace("sitting = 1", "sitting = 2"), "no-such-sitting", id="another sitting"),
        pytest.param(SITTING.replace(IN_COMMON, "mse-trusts-2020-03-11"), "faulty-record", id="elsewhere"),
        pytest.param(SITTING.replace("14:10:00", "23:10:00"), "item-out-of-time", id="after it broke off"),
    ],
)
def test_a_record_that_is_not_of_the_sitting_adjourns_nothing(
    asked: Quorate, tmp_path: Path, text: str, code: str
) -> None:
    assert asked.json(*GOES_ON, "--record", written(tmp_path, text), code=1)["code"] == code
    (line,) = [each for each in asked.json("meetings") if each["meeting"] == IN_COMMON]
    assert (line["starts"], line["sittings"]) == ("2020-01-30T13:30:00Z", [])
