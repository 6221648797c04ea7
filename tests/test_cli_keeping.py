"""The command line: the ledger verified, the register made anew, workflows woken, the doctor asked."""

import sqlite3
from pathlib import Path

import pytest
from a_command import Quorate, a_copy, a_running_matter
from a_partnership import APPROVAL, MATTER, SIGN_OFF


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    return a_running_matter(tmp_path_factory.mktemp("asked"))


@pytest.fixture
def quorate(asked: Quorate, tmp_path: Path) -> Quorate:
    return a_copy(asked, tmp_path)


def behind_its_back(quorate: Quorate, *statements: str) -> None:
    connection = sqlite3.connect(quorate.settings.var / "quorate.db")
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def a_line_is_changed(quorate: Quorate) -> None:
    behind_its_back(
        quorate,
        "drop trigger lines_are_not_changed",
        "update lines set payload = replace(payload, 'harbour', 'lagoon') where number = 3",
    )


def test_a_ledger_as_it_was_written_is_whole(asked: Quorate) -> None:
    verified = asked.json("ledger", "verify")
    assert verified["first_break"] is None
    assert f"is whole: {verified['lines']} lines." in asked("ledger", "verify").stdout


def test_a_changed_line_is_found_and_ends_with_1(quorate: Quorate) -> None:
    a_line_is_changed(quorate)
    assert quorate.json("ledger", "verify", code=1)["first_break"] == 3
    said = quorate("ledger", "verify")
    assert said.exit_code == 1
    assert "line 3 is missing or changed" in said.stdout


def test_a_register_in_step_is_made_anew_the_same(quorate: Quorate) -> None:
    before = quorate.json("show", MATTER)["rows"]
    assert quorate.json("ledger", "rebuild")["different"] == []
    assert "as it was" in quorate("ledger", "rebuild").stdout
    assert quorate.json("show", MATTER)["rows"] == before


def test_a_register_out_of_step_is_mended_and_named_and_ends_with_1(quorate: Quorate) -> None:
    before = quorate.json("show", MATTER)["rows"]
    behind_its_back(quorate, "delete from states where kind = 'sign-off'")
    said = quorate("ledger", "rebuild")
    assert said.exit_code == 1
    assert f"Stood differently: {SIGN_OFF}" in said.stdout
    assert "quorate wake --all --afresh" in said.stdout
    assert quorate.json("show", MATTER)["rows"] == before


def test_from_a_broken_ledger_no_register_is_made(quorate: Quorate) -> None:
    behind_its_back(quorate, "delete from states where kind = 'sign-off'")
    a_line_is_changed(quorate)
    said = quorate("ledger", "rebuild")
    assert said.exit_code == 1
    assert "The register was left as it is." in said.stdout
    assert quorate.json("show", MATTER)["rows"][0]["standing"] is None


def test_a_line_nobody_can_read_is_told_in_a_sentence(quorate: Quorate) -> None:
    behind_its_back(
        quorate, "drop trigger lines_are_not_changed", "update lines set payload = '{}' where number = 2"
    )
    said = quorate("ledger", "show")
    assert said.exit_code == 1
    assert "quorate ledger verify" in said.stderr


def test_everything_is_woken_though_temporal_is_down(quorate: Quorate) -> None:
    behind_its_back(quorate, "update wakes set pending = 0")
    assert set(quorate.json("wake", "--all")["woken"]) == {APPROVAL, SIGN_OFF}
    connection = sqlite3.connect(quorate.settings.var / "quorate.db")
    assert {stream for (stream,) in connection.execute("select stream from wakes where pending")} == {
        APPROVAL,
        SIGN_OFF,
    }
    connection.close()


def test_nothing_can_be_ended_while_temporal_is_down(quorate: Quorate) -> None:
    said = quorate("wake", "--all", "--afresh")
    assert said.exit_code == 3
    assert said.stderr.startswith("Unavailable (temporal-unavailable): ")


def test_the_doctor_ends_with_1_while_anything_is_wrong_and_says_how_to_mend_it(asked: Quorate) -> None:
    findings = {each["what"]: each for each in asked.json("doctor", code=1)}
    assert not findings["Temporal"]["is_well"]
    assert findings["Temporal"]["mend"]
    assert findings["Database"]["is_well"]
    said = asked("doctor").stdout
    assert "WRONG  Temporal" in said
    assert "Start it with: make up" in said
