"""`quorate rehearse`: what it prints, and its exit codes."""

import json
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from cli import app

OPENED = """
programme = "config/programmes/mid-and-south-essex"
matter = "strategy"
starts = 2019-07-08T09:00:00

[[step]]
id = "A01"
at = 2019-07-08T12:00:00
do = "open-matter"
version = "0.1"
expect = [{ matter = "strategy", held = "0 of 19", progress = "running" }]
"""


def rehearse(folder: Path, text: str, *options: str) -> Result:
    file = folder / "round.toml"
    file.write_text(text)
    with structlog.testing.capture_logs():
        return CliRunner().invoke(app, ["rehearse", str(file), *options])


def test_a_round_that_goes_as_expected_prints_its_timeline_and_where_each_body_stands(tmp_path: Path) -> None:
    said = rehearse(tmp_path, OPENED)
    assert said.exit_code == 0, said.output
    assert "Mon 8 Jul 2019 midday" in said.stdout
    assert "strategy is opened, version 0.1" in said.stdout
    assert "Every expectation holds" in said.stdout
    assert "R19" in said.stdout


def test_one_that_does_not_says_which_what_was_expected_and_what_was_there(tmp_path: Path) -> None:
    said = rehearse(tmp_path, OPENED.replace("0 of 19", "1 of 19"), "--json")
    assert said.exit_code == 1
    (unmet,) = json.loads(said.stdout)["unmet"]
    assert (unmet["where"], unmet["about"], unmet["key"]) == ("step 1 (A01)", "matter strategy", "held")
    assert (unmet["expected"], unmet["found"]) == ("1 of 19", "0 of 19")


@pytest.mark.parametrize("option", [(), ("--json",)])
def test_a_faulty_file_is_not_played(tmp_path: Path, option: tuple[str, ...]) -> None:
    said = rehearse(tmp_path, OPENED.replace("open-matter", "open-door"), *option)
    assert said.exit_code == 2
    assert "step 1 (A01), do" in said.output
