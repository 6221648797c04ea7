"""The command line: corrections beside what they correct, windows that bar publishing, concerns."""

import asyncio
import io
import sys
from pathlib import Path

import pytest
from a_command import NOBODY, Quorate, a_copy, a_running_matter
from a_partnership import APPROVAL, BOARD, MATTER, SECRETARY, SIGN_OFF, SPONSOR, seat
from an_essex_round import everybody_is_asked

from commands.telling import table
from services import bodies, reading
from services.opening import opened

SEAT = seat(1).partition("/")[2]
WHY = ("--reason", "an election")
TOLD = ("interest", MATTER, BOARD, SEAT, "--nature", "owns a berth", "--evidence", "phone")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    return a_running_matter(tmp_path_factory.mktemp("harbour"))


@pytest.fixture
def quorate(asked: Quorate, tmp_path: Path) -> Quorate:
    return a_copy(asked, tmp_path)


# --- corrections --------------------------------------------------------------------------


@pytest.mark.parametrize("stream", [APPROVAL, SIGN_OFF])
def test_a_corrected_line_is_marked_wherever_it_is_shown(quorate: Quorate, stream: str) -> None:
    number = quorate.json("ledger", "show", stream)[0]["number"]
    assert quorate.json("correct", stream, str(number), "--words", "a day earlier")["accepted"]
    by_line = quorate.json("ledger", "show")[-1]["number"]
    said = f"corrected by line {by_line}: a day earlier"
    assert f"line {number} is {said}" in quorate("show", MATTER).stdout
    (row,) = [
        each for each in quorate("ledger", "show", stream).stdout.splitlines() if f"line {by_line}" in each
    ]
    assert row.startswith(f"{number} ")


def test_programs_are_told_of_a_bodys_correction_in_its_row(quorate: Quorate) -> None:
    number = quorate.json("ledger", "show", SIGN_OFF)[0]["number"]
    quorate("correct", SIGN_OFF, str(number), "--words", "six, not five")
    matrix = quorate.json("show", MATTER)
    (row,) = matrix["rows"]
    ((line, words),) = [(each["line"], each["words"]) for each in row["corrections"]]
    assert (line, words) == (number, "six, not five")
    assert matrix["corrections"] == []
    assert "(corrected)" in quorate("show", MATTER).stdout


def test_what_was_not_corrected_is_not_marked(asked: Quorate) -> None:
    assert not any(line["corrections"] for line in asked.json("ledger", "show"))
    assert "corrected" not in asked("show", MATTER).stdout


# --- windows ------------------------------------------------------------------------------


def test_a_window_of_today_bars_publishing_until_it_is_withdrawn(quorate: Quorate) -> None:
    quorate("window", "enter", "election", "2020-04-01", "2020-05-07", *WHY)
    quorate("window", "enter", "summer", "2020-08-01", "2020-08-31", *WHY)
    listed = quorate.json("window", "list")
    assert [(each["window"], each["bars_today"]) for each in listed] == [
        ("election", True),
        ("summer", False),
    ]
    assert quorate.json("show", MATTER)["windows"] == listed
    for shown in (("window", "list"), ("show",), ("show", MATTER)):
        assert "Publishing is barred today by election." in quorate(*shown).stdout
    quorate("window", "withdraw", "election")
    (election, _) = quorate.json("window", "list")
    assert (election["is_withdrawn"], election["bars_today"]) == (True, False)
    for shown in (("show",), ("show", MATTER)):
        assert "Nothing bars publishing today." in quorate(*shown).stdout
        assert "Withdrawn: election." in quorate(*shown).stdout


def test_without_windows_nothing_bars_publishing(asked: Quorate) -> None:
    assert asked.json("window", "list") == []
    assert asked("window", "list").stdout == "Nothing bars publishing today.\n"


# --- concerns, interests ------------------------------------------------------------------


def test_a_concern_is_shown_with_its_version_and_how_it_ended(quorate: Quorate) -> None:
    quorate("concern", "raise", MATTER, BOARD, "--words", "the cost", "--questions", "2")
    quorate("concern", "answer", MATTER, BOARD, "c1", "--words", "see part 2", "--as", SPONSOR)
    (row,) = quorate.json("show", MATTER)["rows"]
    ((version, name, questions, state),) = [
        (each["version"], each["id"], each["questions"], each["state"]) for each in row["concerns"]
    ]
    assert (version, name, questions, state) == ("1.0", "c1", 2, "answered")
    assert "concern c1 on version 1.0, answered." in quorate("show", MATTER).stdout


def test_a_concern_on_a_version_that_was_superseded_is_shown_with_the_decision(tmp_path: Path) -> None:
    essex = everybody_is_asked(tmp_path)
    of = ("strategy", "thurrock-hwb")
    essex("concern", "raise", *of, "--words", "the finances")
    assert essex.json("version", "issue", "strategy", "0.9", "--change", "editorial", *WHY)["accepted"]
    essex("concern", "raise", *of, "--words", "the beds")
    (row,) = [each for each in essex.json("show", "strategy")["rows"] if each["body"] == of[1]]
    assert row["version"] == "0.9"
    assert [(each["version"], each["id"]) for each in row["concerns"]] == [("1.0", "c1"), ("0.9", "c1")]
    assert "concern c1 on version 1.0, raised." in essex("show", "strategy").stdout


async def _read(essex: Quorate) -> tuple[bodies.BodyRead, str]:
    async with opened(essex.settings.database_url, NOBODY, "default", "quorate") as house:
        read = await bodies.body(house, "strategy", "thurrock-hwb")
        return read, (await reading.matter(house, "strategy")).said["thurrock-hwb"]


def test_its_words_and_its_count_are_read_too(tmp_path: Path) -> None:
    essex = everybody_is_asked(tmp_path)
    essex("concern", "raise", "strategy", "thurrock-hwb", "--words", "the finances")
    essex("version", "issue", "strategy", "0.9", "--change", "editorial", *WHY)
    read, said = asyncio.run(_read(essex))
    assert [(each.version, each.words) for each in read.concerns] == [("1.0", "the finances")]
    assert said == "One question or concern, none answered."


def test_an_interest_told_by_phone_is_entered_by_the_secretary_and_the_member_takes_no_part(
    quorate: Quorate,
) -> None:
    said = quorate(*TOLD)
    assert said.exit_code == 0, said.output
    assert "takes no part" in said.stdout
    line = quorate.json("ledger", "show", SIGN_OFF)[-1]
    assert (line["event"]["kind"], line["by"]["person"]) == ("interest-declared", SECRETARY)
    answering = ("answer", MATTER, BOARD, SEAT, "approve", "--evidence", "phone", "--note", "they rang")
    assert quorate.json(*answering, code=1)["code"] == "conflicted"


def test_a_sponsor_enters_nobodys_interest(asked: Quorate) -> None:
    assert asked.json(*TOLD, "--as", SPONSOR, code=1)["code"] == "not-your-body"


@pytest.mark.parametrize("missing", [("--nature", "owns a berth"), ("--evidence", "phone")])
def test_an_interest_needs_its_nature_and_how_it_was_told(asked: Quorate, missing: tuple[str, ...]) -> None:
    words = tuple(word for word in TOLD if word not in missing)
    assert asked(*words).exit_code == 2


# --- one body, tables ---------------------------------------------------------------------


def test_a_body_is_shown_with_who_has_answered_and_who_has_not(quorate: Quorate) -> None:
    quorate("answer", MATTER, BOARD, SEAT, "approve", "--evidence", "phone", "--note", "they rang")
    quorate("concern", "raise", MATTER, BOARD, "--words", "the cost")
    said = quorate("body", MATTER, BOARD)
    assert said.exit_code == 0, said.output
    first, *others = (line for line in said.stdout.splitlines() if line.startswith(f"{BOARD}/"))
    assert first.split()[:2] == [seat(1), "approve"]
    assert [each.split()[1:3] for each in others] == [["not", "yet"]] * 4
    assert "the cost" in said.stdout
    assert quorate.json("body", MATTER, BOARD)["unanswered"] == [seat(number) for number in range(2, 6)]
    assert quorate.json("body", MATTER, "nobody", code=1)["code"] == "no-such-sign-off"


class AScreen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", ["80", "120", "200"])
def test_ids_stay_whole_however_narrow_the_screen(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    stream, person = "sign-off/strategy/thurrock-health-and-wellbeing-board/1.0", "southend-hwb.councillor-2"
    words = "Those who have not answered are reminded on the day."
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys, "stdout", screen := AScreen())
    table(("Line", "By", "Stream", "What"), [("12", person, stream, words)], whole=("Line", "By", "Stream"))
    lines = screen.getvalue().splitlines()
    assert sum(stream in line for line in lines) == sum(person in line for line in lines) == 1
    assert "…" not in screen.getvalue()
    assert "reminded" in screen.getvalue()


def test_words_are_broken_between_words_and_ids_beside_them_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "stdout", screen := AScreen())
    name = "partnership-agreement-of-2020"
    table(("Obligation", "What"), [(name, "It is published for everybody to read. " * 3)], ("Obligation",))
    lines = screen.getvalue().splitlines()
    assert lines[1].startswith(f"{name}  It is published")
    assert max(map(len, lines[1:])) <= 80
