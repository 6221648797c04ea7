"""The command line: the database brought up to date, a definition checked and loaded, the clock set."""

import shutil
from pathlib import Path

import pytest
from a_command import Quorate, an_empty_installation, settings_in

from config.settings import CHECKOUT

HOUSING = CHECKOUT / "tests" / "config" / "definitions" / "housing-federation"
MSE = CHECKOUT / "config" / "programmes" / "mid-and-south-essex"


@pytest.fixture
def quorate(tmp_path: Path) -> Quorate:
    return an_empty_installation(tmp_path / "var")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A definition to be spoilt or changed."""
    return Path(shutil.copytree(HOUSING, tmp_path / "housing"))


def change(file: Path, was: str, becomes: str) -> None:
    text = file.read_text()
    assert was in text
    file.write_text(text.replace(was, becomes))


def test_migrating_makes_the_database_and_does_nothing_the_second_time(tmp_path: Path) -> None:
    quorate = Quorate(settings_in(tmp_path / "var"))
    first = quorate.json("migrate")
    assert (first["before"], bool(first["after"])) == ("", True)
    assert quorate.json("migrate") == {"before": first["after"], "after": first["after"]}
    assert "already" in quorate("migrate").stdout


def test_a_database_that_cannot_be_made_ends_with_3(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    url = f"sqlite+aiosqlite:///{tmp_path}/file/quorate.db"
    said = Quorate(settings_in(tmp_path, database_url=url))("migrate")
    assert said.exit_code == 3
    assert said.stderr.startswith("Unavailable (database-unavailable): ")


def test_a_definition_in_order_is_said_to_be_so(quorate: Quorate) -> None:
    assert "is in order" in quorate("check", str(HOUSING)).stdout
    assert quorate.json("check", str(HOUSING)) == []


def test_every_fault_is_told_at_once_with_file_key_and_what_was_expected(
    quorate: Quorate, folder: Path
) -> None:
    change(folder / "programme.toml", 'region = "Scotland"', 'region = "Atlantis"')
    change(folder / "matters.toml", 'document = "repairs-promise"', 'document = "a-lost-one"')
    faults = quorate.json("check", str(folder), code=1)
    assert {(each["file"], each["key"]) for each in faults} == {
        ("programme.toml", "region"),
        ("matters.toml", "repairs-promise.document"),
    }
    assert all(each["expected"] for each in faults)
    said = quorate("check", str(folder))
    assert said.exit_code == 1
    assert "programme.toml, region: expected" in said.stdout
    assert "2 faults." in said.stdout


def test_a_folder_that_is_not_there_is_a_fault(quorate: Quorate, tmp_path: Path) -> None:
    assert quorate("check", str(tmp_path / "nowhere")).exit_code == 1
    said = quorate("load", str(tmp_path / "nowhere"))
    assert said.exit_code == 1
    assert said.stderr.startswith("Refused (faulty-definition): nowhere: expected")


def test_a_dry_run_says_what_would_change_and_changes_nothing(quorate: Quorate) -> None:
    said = quorate("load", str(HOUSING), "--dry-run")
    assert said.exit_code == 0
    assert "is a new partnership" in said.stdout
    assert "Loaded." not in said.stdout
    assert quorate("show").exit_code == 1, "nothing is loaded"


def test_loading_the_same_again_changes_nothing(quorate: Quorate) -> None:
    assert "Loaded." in quorate("load", str(HOUSING)).stdout
    before = quorate.json("ledger", "show")
    again = quorate.json("load", str(HOUSING))
    assert (again["changes"], again["acted"][0]["already"]) == ([], True)
    assert quorate.json("ledger", "show") == before


def test_loading_another_says_what_becomes_different(quorate: Quorate, folder: Path) -> None:
    quorate("load", str(folder))
    change(folder / "matters.toml", 'short = "Repairs promise"', 'short = "The promise"')
    people = (folder / "people.toml").read_text()
    (folder / "people.toml").write_text(people.replace("@", "@new-", 1))
    said = quorate("load", str(folder)).stdout
    assert "Changed matter: repairs-promise (short from “Repairs promise” to “The promise”)." in said
    assert "Changed person: " in said
    assert "@" not in said


def test_only_an_office_of_the_definition_may_load_it(quorate: Quorate) -> None:
    said = quorate("load", str(HOUSING), "--as", "passer-by")
    assert said.exit_code == 1
    assert "not-an-office" in said.stderr


def test_in_production_no_clock_is_set(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, production=True, base_url="https://quorate.example")
    said = Quorate(settings)("clock", "set", "2020-01-31T10:00")
    assert said.exit_code == 1
    assert "not-in-production" in said.stderr


# --- the clock ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "shows"),
    [
        pytest.param("2020-07-01T10:00", "Wed 1 Jul 2020 10am", id="by London's clocks, in summer too"),
        pytest.param("2020-07-01T10:00+00:00", "Wed 1 Jul 2020 11am", id="or by the zone it says"),
    ],
)
def test_the_clock_shows_what_it_was_set_to(quorate: Quorate, given: str, shows: str) -> None:
    quorate("load", str(HOUSING))
    assert f"The clock shows {shows}." in quorate("clock", "set", given).stdout
    said = quorate("clock", "show").stdout
    assert shows in said
    assert "The machine's clock shows" in said
