"""The command line: corrections beside what they correct, windows that bar publishing, concerns."""

import asyncio
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from a_command import NOBODY, Quorate, a_copy, a_running_matter
from a_partnership import APPROVAL, BOARD, MATTER, SECRETARY, SIGN_OFF, SPONSOR, seat
from an_essex_round import everybody_is_asked

from commands.telling import table
from models.acts import Due
from models.commands import CloseSignOff
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


def test_who_declared_an_interest_is_counted_out_and_named(quorate: Quorate) -> None:
    said = ("--evidence", "phone", "--note", "they rang")
    quorate("answer", MATTER, BOARD, SEAT, "approve", *said)
    quorate("answer", MATTER, BOARD, seat(2).partition("/")[2], "approve", *said)
    quorate(*TOLD)
    (row,) = quorate.json("show", MATTER)["rows"]
    assert (row["answered"], row["entitled"]) == (1, 4)
    assert quorate.json("body", MATTER, BOARD)["conflicted"] == [seat(1)]
    (line,) = [
        each for each in quorate("body", MATTER, BOARD).stdout.splitlines() if each.startswith(seat(1))
    ]
    assert line.removeprefix(seat(1)).strip() == "takes no part: interest"


async def _closed(quorate: Quorate) -> None:
    async with opened(quorate.settings.database_url, NOBODY, "default", "quorate") as house:
        closing = CloseSignOff(due=datetime(2020, 4, 16, 16, 0, tzinfo=UTC))
        assert (await house.ledger.do_due(Due(stream=SIGN_OFF, command=closing))).accepted


def test_a_body_asked_again_keeps_the_figures_and_reasons_of_the_first_round(quorate: Quorate) -> None:
    why = ("--reason", "the quay is too short", "--evidence", "phone", "--note", "they rang")
    for number in (1, 2, 3):
        quorate("answer", MATTER, BOARD, seat(number).partition("/")[2], "object", *why)
    (before,) = quorate.json("show", MATTER)["rows"]
    assert before["rounds"] == []
    quorate("clock", "set", "2020-04-17T09:00")
    asyncio.run(_closed(quorate))
    assert quorate.json("ask-again", MATTER, BOARD, *WHY)["accepted"]
    (row,) = quorate.json("show", MATTER)["rows"]
    (told,) = row["rounds"]
    assert told.startswith("Thursday 16 April 2020: ")
    assert "3 object" in told
    assert told in quorate("show", MATTER).stdout.replace("\n", " ")
    said = quorate("body", MATTER, BOARD).stdout
    assert told in said
    assert said.count("the quay is too short") == 3
    assert len(quorate.json("body", MATTER, BOARD)["unanswered"]) == 5


def test_a_matter_on_hold_is_shown_with_why(quorate: Quorate) -> None:
    quorate("hold", MATTER, "--reason", "the survey is late")
    assert "On hold: “the survey is late”" in quorate("show", MATTER).stdout
    quorate("release", MATTER, *WHY)
    assert "the survey is late" not in quorate("show", MATTER).stdout


def test_each_concern_of_a_body_says_whose_it_is(quorate: Quorate) -> None:
    terms = ("--reason", "if the beds stay", "--evidence", "phone", "--note", "they rang")
    quorate("answer", MATTER, BOARD, SEAT, "approve-subject-to", *terms)
    quorate("concern", "raise", MATTER, BOARD, "--words", "the cost")
    rows = [each for each in quorate("body", MATTER, BOARD).stdout.splitlines() if each[:2] in {"c1", "c2"}]
    assert [seat(1) in rows[0], "the body" in rows[1]] == [True, True]


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
