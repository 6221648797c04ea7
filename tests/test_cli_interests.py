"""The command line on interests: told before a meeting, stopping a body, yearly declarations (G37-G41)."""

import shutil
from pathlib import Path

import pytest
from a_command import Quorate, a_copy
from an_essex_round import IN_COMMON, everybody_is_asked

from config.settings import CHECKOUT

ESSEX = CHECKOUT / "config" / "programmes" / "mid-and-south-essex"
BODY = "southend-ccg"
LATER = "thurrock-ccg"
OFFICERS = ("/accountable-officer", "/chief-finance-officer")
PHONE = ("--nature", "shares in a supplier", "--evidence", "phone")
RECORD = f"""
meeting = "{IN_COMMON}"
present = {{ southend-ccg = "O2 C5 L3" }}

[[items]]
body = "southend-ccg"
matter = "strategy"
at = 15:50:00
"""
STOPPED = "interests = [" + ", ".join(f'{{ seat = "{seat}", course = "leave" }}' for seat in OFFICERS) + "]\n"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    return everybody_is_asked(tmp_path_factory.mktemp("essex"))


@pytest.fixture
def quorate(asked: Quorate, tmp_path: Path) -> Quorate:
    return a_copy(asked, tmp_path)


def papers_are_out(quorate: Quorate) -> None:
    said = quorate("meeting", "papers", IN_COMMON)
    assert said.exit_code == 0, said.output


def written(folder: Path, text: str) -> str:
    path = folder / "record.toml"
    path.write_text(text)
    return str(path)


def test_g39_interests_told_by_phone_show_what_a_meeting_is_expected_to_lack(quorate: Quorate) -> None:
    for seat in OFFICERS:
        said = quorate("interest", "strategy", LATER, seat.removeprefix("/"), *PHONE)
        assert said.exit_code == 0, said.output
    (line,) = [each for each in quorate.json("meetings", "--body", LATER) if each["items"]]
    (expected,) = line["expected"]
    assert (expected["body"], expected["matter"]) == (LATER, "strategy")
    assert expected["words"].startswith("Thurrock CCG is not expected to be able to decide ")
    assert "is not expected to be able to decide" in quorate("meetings", "--body", LATER).stdout


def test_g39_a_body_stopped_by_interests_alone_is_told_so_with_the_way_on(
    quorate: Quorate, tmp_path: Path
) -> None:
    said = quorate("record", written(tmp_path, RECORD + STOPPED))
    assert said.exit_code == 0, said.output
    for told in (said.stdout, quorate("body", "strategy", BODY).stdout):
        assert "Enough members were there, and interests alone stopped it: " in told
        assert "a conflict panel that reports to it" in told


def test_g41_staying_for_ones_own_terms_is_refused(quorate: Quorate, tmp_path: Path) -> None:
    stays = 'interests = [{ seat = "/chair", course = "stay-and-vote", own_terms = true }]\n'
    record = written(tmp_path, RECORD + 'limbs = ["approve"]\nby_assent = true\n' + stays)
    assert quorate.json("record", record, code=1)["code"] == "own-terms"


def test_a_meeting_held_without_papers_is_warned_of_before_and_after_and_counts(
    quorate: Quorate, tmp_path: Path
) -> None:
    record = written(tmp_path, RECORD + 'limbs = ["approve"]\nfigures = "10-0"\n')
    (foreseen,) = quorate.json("record", record, "--dry-run")["warnings"]
    assert foreseen == (
        "No papers were entered as sent for this meeting, though the rules of Castle Point and Rochford CCG "
        "and Southend CCG ask for them."
    )
    told = quorate.json("record", record)
    assert told["warnings"] == [foreseen]
    assert told["accepted"]


def test_g40_declarations_that_are_missing_or_old_are_told_once_and_stop_nothing(
    quorate: Quorate, tmp_path: Path
) -> None:
    edited = tmp_path / "edited"
    shutil.copytree(ESSEX, edited)
    bodies = edited / "bodies-ccgs.toml"
    before, named, after = bodies.read_text().partition("[southend-ccg]")
    declared = after.replace('title = "Chair" }', 'title = "Chair", declared = 2018-09-03 }', 1)
    bodies.write_text(before + named + declared)
    assert quorate("load", str(edited)).exit_code == 0
    papers_are_out(quorate)
    record = written(tmp_path, RECORD + 'limbs = ["approve"]\nfigures = "10-0"\n')
    warnings = quorate.json("record", record, "--dry-run")["warnings"]
    assert len(warnings) == 1
    assert "over a year old of Chair (Monday 3 September 2018)" in warnings[0]
    said = quorate("record", record)
    assert said.exit_code == 0, said.output
    assert said.stdout.count(warnings[0]) == 1
    assert quorate("body", "strategy", BODY).stdout.count("over a year old of Chair") == 1


def test_g40_a_definition_without_days_of_declaration_warns_of_nothing(
    quorate: Quorate, tmp_path: Path
) -> None:
    papers_are_out(quorate)
    record = written(tmp_path, RECORD + 'limbs = ["approve"]\nfigures = "10-0"\n')
    assert quorate.json("record", record)["warnings"] == []
    assert "declarations" not in quorate("body", "strategy", BODY).stdout
