"""The command line: what a secretariat does to matters, and how everything that cannot be done is told."""

import importlib
import json
import os
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import structlog
from a_command import Quorate, a_copy, a_running_matter, an_empty_installation, every_command, settings_in
from a_partnership import (
    APPROVAL,
    BOARD,
    DIRECTOR,
    MATTER,
    OUTSIDER,
    SECRETARY,
    SIGN_OFF,
    SPONSOR,
    holder,
)
from typer.testing import CliRunner

import cli
import commands
from commands.listed import LISTED, of_module
from config.settings import CHECKOUT
from models.values import Standing

ON_BEHALF = ("--evidence", "phone", "--note", "rang the secretary at ten")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    """For what only reads."""
    return a_running_matter(tmp_path_factory.mktemp("asked"))


@pytest.fixture
def quorate(asked: Quorate, tmp_path: Path) -> Quorate:
    return a_copy(asked, tmp_path)


# --- reading ------------------------------------------------------------------------------


def test_the_matrix_says_what_each_body_owes_and_what_comes_next(asked: Quorate) -> None:
    said = asked("show", MATTER).stdout
    assert "The Harbour Plan: version 1.0" in said
    assert "Board" in said
    assert "being asked" in said
    assert "0 of 5" in said
    assert "Thu 9 Apr 2020 9am: those who have not answered are reminded" in said


def test_the_matrix_for_programs_says_the_same(asked: Quorate) -> None:
    (row,) = asked.json("show", MATTER)["rows"]
    assert (row["body"], row["ask"], row["standing"], row["version"]) == (BOARD, "approve", "open", "1.0")
    assert (row["entitled"], row["answered"], row["next_step"]["at"]) == (5, 0, "2020-04-09T08:00:00Z")


def test_without_a_matter_all_matters_are_shown(asked: Quorate) -> None:
    (line,) = asked.json("show")
    assert (line["matter"], line["progress"], line["asked"], line["given"]) == (MATTER, "running", 1, 0)
    assert "0 of 1" in asked("show").stdout


def test_letters_say_to_whom_they_go_and_what_became_of_them(asked: Quorate) -> None:
    found = asked.json("letters", MATTER)
    assert [each["recipient"] for each in found] == [holder(number) for number in range(1, 6)]
    assert {each["status"] for each in found} == {"waiting"}
    assert "sign off request" in asked("letters").stdout


def test_the_ledger_is_shown_line_by_line_or_for_one_stream(asked: Quorate) -> None:
    lines = asked.json("ledger", "show")
    assert [line["number"] for line in lines] == list(range(1, len(lines) + 1))
    assert {line["stream"] for line in asked.json("ledger", "show", SIGN_OFF)} == {SIGN_OFF}
    assert asked.json("ledger", "show", "--last", "2") == lines[-2:]
    assert "sign off opened" in asked("ledger", "show").stdout


# --- acting -------------------------------------------------------------------------------


def test_a_matter_is_opened_on_a_version_by_the_secretariat(tmp_path: Path) -> None:
    quorate = an_empty_installation(tmp_path)
    housing = str(CHECKOUT / "tests" / "config" / "definitions" / "housing-federation")
    assert quorate("load", housing).exit_code == 0
    assert quorate("open", "repairs-promise", "--version", "9.9").exit_code == 1
    acted = quorate.json("open", "repairs-promise", "--version", "1")
    assert acted["accepted"]
    (*_, line) = quorate.json("ledger", "show", "approval/repairs-promise")
    assert (line["event"]["kind"], line["by"]["person"]) == ("matter-opened", "federation-clerk")


def test_a_matter_is_held_released_and_withdrawn_with_reasons(quorate: Quorate) -> None:
    for verb, progress in (("hold", "held"), ("release", "running"), ("withdraw", "withdrawn")):
        said = quorate(verb, MATTER, "--reason", "advice is awaited")
        assert said.exit_code == 0, said.output
        assert quorate.json("show", MATTER)["progress"] == progress


def test_an_answer_by_phone_is_entered_on_the_members_behalf_and_the_member_told(quorate: Quorate) -> None:
    said = quorate("answer", MATTER, BOARD, "member-2", "approve", *ON_BEHALF)
    assert said.exit_code == 0, said.output
    (line,) = [each for each in quorate.json("ledger", "show", SIGN_OFF) if each["by"]]
    assert line["event"]["seat"] == f"{BOARD}/member-2"
    assert line["event"]["evidence_channel"] == "phone"
    told = [each for each in quorate.json("letters", MATTER) if each["kind"] == "answered-on-behalf"]
    assert [each["recipient"] for each in told] == [holder(2)]
    assert quorate.json("show", MATTER)["rows"][0]["answered"] == 1


def test_three_of_five_answers_settle_it_without_temporal(quorate: Quorate) -> None:
    for number in (1, 2, 3):
        given = ("answer", MATTER, BOARD, f"{BOARD}/member-{number}", "approve", *ON_BEHALF)
        assert quorate(*given).exit_code == 0
    (row,) = quorate.json("show", MATTER)["rows"]
    assert (row["standing"], row["holds"]) == (Standing.APPROVED, True)
    assert "complete" in quorate("show", MATTER).stdout


def test_an_act_under_a_key_is_done_once(quorate: Quorate) -> None:
    once = ("hold", MATTER, "--reason", "advice", "--key", "monday")
    first, second = quorate.json(*once), quorate.json(*once)
    assert (first["already"], second["already"]) == (False, True)
    assert first["number"] == second["number"]
    assert "That was so already." in quorate(*once).stdout


def test_an_act_is_accepted_while_temporal_is_down_and_only_the_nudge_is_lost(quorate: Quorate) -> None:
    with structlog.testing.capture_logs() as logged:
        said = CliRunner().invoke(cli.app, ["hold", MATTER, "--reason", "advice"], obj=quorate.settings)
    assert said.exit_code == 0
    assert [each["event"] for each in logged] == ["nudge.lost"]


@pytest.mark.parametrize("person", [SECRETARY, DIRECTOR, SPONSOR])
def test_an_office_and_the_matters_sponsor_may_act(quorate: Quorate, person: str) -> None:
    assert quorate("hold", MATTER, "--reason", "advice", "--as", person).exit_code == 0
    assert quorate.json("ledger", "show", APPROVAL)[-1]["by"]["person"] == person


# --- what is refused ----------------------------------------------------------------------


def test_a_seat_that_does_not_exist_is_named_with_where_to_look(quorate: Quorate) -> None:
    said = quorate("answer", MATTER, BOARD, "member-9", "approve", *ON_BEHALF)
    told = f"There is no seat {BOARD}/member-9, so nobody answers for it."
    assert f"{told} Those there are stand in quorate body {MATTER} {BOARD}." in said.stderr


def test_nobody_answers_what_is_settled_or_withdrawn(quorate: Quorate) -> None:
    fourth = ("answer", MATTER, BOARD, "member-4", "approve", *ON_BEHALF, "--happened", "2020-04-02")
    for number in (1, 2, 3):
        quorate("answer", MATTER, BOARD, f"member-{number}", "approve", *ON_BEHALF)
    assert quorate.json(*fourth, code=1)["code"] == "sign-off-closed"
    quorate("withdraw", MATTER, "--reason", "x")
    assert quorate.json(*fourth, code=1)["code"] == "matter-withdrawn"


REFUSED = [
    pytest.param(
        ("answer", MATTER, BOARD, "member-1", "approve", *ON_BEHALF, "--happened", "2030-01-01"),
        "in-the-future",
        id="an answer not given yet",
    ),
    pytest.param(("open", "no-such", "--version", "1.0"), "unknown-matter", id="a matter nobody planned"),
    pytest.param(("open", MATTER, "--version", "1.0"), "matter-exists", id="opened twice"),
    pytest.param(("hold", "no-such", "--reason", "x"), "no-such-matter", id="held before it opened"),
    pytest.param(("release", MATTER, "--reason", "x"), "matter-not-held", id="released without being held"),
    pytest.param(("show", "no-such"), "unknown-matter", id="shown without being planned"),
    pytest.param(
        ("answer", "no-such", BOARD, "member-1", "approve", *ON_BEHALF), "no-such-matter", id="no such matter"
    ),
    pytest.param(
        ("answer", MATTER, "council", "member-1", "approve", *ON_BEHALF), "no-such-sign-off", id="not asked"
    ),
    pytest.param(
        ("answer", MATTER, BOARD, "member-9", "approve", *ON_BEHALF), "not-entitled", id="no such seat"
    ),
    pytest.param(
        ("answer", MATTER, BOARD, "member-1", "object", *ON_BEHALF), "reason-missing", id="no reason"
    ),
    pytest.param(
        ("answer", MATTER, BOARD, "member-1", "approve", *ON_BEHALF, "--as", DIRECTOR),
        "not-your-seat",
        id="entered by somebody who is not the secretary",
    ),
    pytest.param(
        ("hold", MATTER, "--reason", "x", "--as", OUTSIDER),
        "not-an-office",
        id="no office, sponsor or secretary",
    ),
    pytest.param(("show", "--programme", "another"), "unknown-programme", id="a programme not loaded"),
]


@pytest.mark.parametrize(("words", "code"), REFUSED)
def test_a_refusal_gives_its_code_and_a_sentence_and_ends_with_1(
    quorate: Quorate, words: tuple[str, ...], code: str
) -> None:
    said = quorate(*words)
    assert said.exit_code == 1
    assert said.stderr.startswith(f"Refused ({code}): ")
    assert said.stdout == ""
    told = quorate.json(*words, code=1)
    assert (told["accepted"], told["code"]) == (False, code)
    assert told["words"].endswith(".")


NOT_UNDERSTOOD = [
    pytest.param(("hold", "Not An Id", "--reason", "x"), id="an id that cannot be one"),
    pytest.param(("hold", MATTER, "--reason", "  "), id="a reason without words"),
    pytest.param(("hold", MATTER), id="no reason"),
    pytest.param(("open", MATTER, "--version", "latest"), id="a version that is no number"),
    pytest.param(("answer", MATTER, BOARD, "member-1", "maybe", *ON_BEHALF), id="no such answer"),
    pytest.param(("answer", MATTER, BOARD, "a/b/c", "approve", *ON_BEHALF), id="a seat that cannot be one"),
    pytest.param(("answer", MATTER, BOARD, "member-1", "approve"), id="an answer without its evidence"),
    pytest.param(("answer", MATTER, BOARD, "member-1", "approve", "--evidence", "rumour"), id="hearsay"),
    pytest.param(("clock", "set", "tomorrow"), id="an instant that is none"),
    pytest.param(("wake",), id="waking nobody"),
    pytest.param(("ledger", "show", "--last", "0"), id="no lines"),
    pytest.param(("dance",), id="no such command"),
]


@pytest.mark.parametrize("words", NOT_UNDERSTOOD)
def test_what_is_not_understood_ends_with_2_and_changes_nothing(
    asked: Quorate, words: tuple[str, ...]
) -> None:
    before = asked.json("ledger", "show")
    said = asked(*words)
    assert said.exit_code == 2
    assert "Traceback" not in said.output
    assert asked.json("ledger", "show") == before


def test_of_several_programmes_one_must_be_named(quorate: Quorate) -> None:
    housing = str(CHECKOUT / "tests" / "config" / "definitions" / "housing-federation")
    assert quorate("load", housing).exit_code == 0
    said = quorate("show")
    assert said.exit_code == 2
    assert "harbour" in said.stderr
    assert quorate("show", "--programme", "harbour").exit_code == 0


def spoil(database: Path) -> None:
    database.write_text("not a database " * 100)


def not_migrated(database: Path) -> None:
    database.touch()


def nothing(database: Path) -> None:
    assert not database.exists()


@pytest.mark.parametrize(
    ("prepare", "code"),
    [(nothing, "database-missing"), (not_migrated, "database-revision"), (spoil, "database-unreadable")],
)
def test_a_database_that_cannot_serve_ends_with_3_and_says_why(
    tmp_path: Path, prepare: Callable[[Path], None], code: str
) -> None:
    prepare(tmp_path / "quorate.db")
    said = Quorate(settings_in(tmp_path))("show")
    assert said.exit_code == 3
    assert said.stderr.startswith(f"Unavailable ({code}): ")


def test_looking_for_a_database_does_not_make_one(tmp_path: Path) -> None:
    Quorate(settings_in(tmp_path))("show")
    assert list(tmp_path.iterdir()) == []


# --- the whole ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", every_command(), ids=" ".join)
def test_every_command_says_what_it_does_and_answers_programs_too(path: tuple[str, ...]) -> None:
    command = every_command()[path]
    assert command.help
    assert "--json" in {option for each in command.params for option in each.opts}


def test_a_setting_that_is_wrong_is_named_and_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QUORATE_WEB_PORT", "eight thousand")
    monkeypatch.setattr(sys, "argv", ["quorate", "show"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("QUORATE_WEB_PORT: ")


def test_without_the_services_an_act_is_answered_and_nothing_is_said_beside_it(quorate: Quorate) -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "cli", "hold", MATTER, "--reason", "advice", "--json"],
        env={**os.environ, **quorate.settings.as_environment()},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["accepted"]
    assert done.stderr == ""


def test_standard_output_holds_the_answer_alone_and_the_log_goes_beside_it(quorate: Quorate) -> None:
    warned = (
        "import structlog; from commands.beginning import log_beside_the_answer, settings_read; "
        "log_beside_the_answer(settings_read()); structlog.get_logger().warning('looked.into')"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", warned],
        env={**os.environ, **quorate.settings.as_environment()},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, "looked.into" in done.stderr) == ("", True)


# --- the help -----------------------------------------------------------------------------


def test_the_list_of_the_help_is_that_of_the_commands_and_fits_a_screen() -> None:
    modules = {found.name for found in pkgutil.iter_modules(commands.__path__)}
    have = {
        (name, each)
        for each in modules
        if hasattr(importlib.import_module(f"commands.{each}"), "app")
        for name in of_module(each)
    }
    assert {(name, module) for name, (module, _) in LISTED.items()} == have
    told = CliRunner().invoke(cli.app, ["--help"]).stdout
    for name, (_, words) in LISTED.items():
        assert f"  {name} " in told
        assert words in told, "on one line"


def test_the_help_waits_for_no_service_and_a_check_for_no_database() -> None:
    held_up = ("sqlalchemy", "temporalio", "pydantic", "services")
    loaded = "import sys, cli; from typer.testing import CliRunner; CliRunner().invoke(cli.app, [{}])"
    for words, none_of in (("'--help'", held_up), ("'check', '.'", ("sqlalchemy", "temporalio", "services"))):
        asked = f"{loaded.format(words)}; print([each for each in {none_of} if each in sys.modules])"
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", asked], cwd=CHECKOUT, capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[-1] == "[]"


def test_a_command_that_only_reads_waits_for_no_client_of_temporal(asked: Quorate) -> None:
    reads = "import sys, cli; from typer.testing import CliRunner; CliRunner().invoke(cli.app, ['show'])"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [
            sys.executable,
            "-c",
            f"{reads}; print('services.overview' in sys.modules, 'temporalio' in sys.modules)",
        ],
        env={**os.environ, **asked.settings.as_environment()},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "True False"
