"""The command line: what an approval is subject to, what an amendment leaves, when a matter can end."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import structlog
from a_command import NOBODY, Quorate, a_copy, an_empty_installation
from an_amended_house import CONDITION, NORTH, OTHERS, WEST, Amended, approved, told_of_a_limited_change
from an_amended_plan import MATTER, OWNER
from an_essex_round import everybody_is_asked

from services.acting import House
from services.opening import opened

LETTER = ("decision", "strategy", "provide-board", "--evidence", "their letter", "--decided", "2020-01-29")
SIX = ("--present", "E3 N3", "--figures", "6-0")
SUBJECT = ("--verb", "approve-subject-to", "--condition", "the text says how")
TERMS = ("--condition-due", "2020-04-09", "--discharged-by", "/chief-executive", "--consulting", "/chair")
DIRECTOR, CHAIR, VICE_CHAIR = (f"{NORTH}/{role}" for role in ("director", "chair", "vice-chair"))
BOTH = ("--consulted", f"{CHAIR}:2020-04-02", "--consulted", f"{VICE_CHAIR}:2020-04-02")
MET = ("obligation", "discharge", CONDITION, "--officer", DIRECTOR, "--evidence", "her note")


def installed(var: Path, brought: Callable[[House], Awaitable[Amended]]) -> Quorate:
    quorate = an_empty_installation(var)

    async def bring() -> None:
        async with opened(quorate.settings.database_url, NOBODY, "default", "quorate") as house:
            await brought(house)

    with structlog.testing.capture_logs():
        asyncio.run(bring())
    return quorate


@pytest.fixture(scope="module")
def essex(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    return everybody_is_asked(tmp_path_factory.mktemp("essex"))


@pytest.fixture(scope="module")
def once_amended(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    return installed(tmp_path_factory.mktemp("amended"), told_of_a_limited_change)


@pytest.fixture(scope="module")
def once_approved(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    return installed(tmp_path_factory.mktemp("approved"), approved)


@pytest.fixture
def amended(once_amended: Quorate, tmp_path: Path) -> Quorate:
    return a_copy(once_amended, tmp_path)


def row(quorate: Quorate, body: str, matter: str = MATTER) -> Any:  # noqa: ANN401  as it is told
    return next(each for each in quorate.json("show", matter)["rows"] if each["body"] == body)


# --- set ----------------------------------------------------------------------------------


def test_an_approval_by_letter_may_be_subject_to_a_condition(essex: Quorate, tmp_path: Path) -> None:
    quorate = a_copy(essex, tmp_path)
    told = quorate.json(*LETTER, *SIX, *SUBJECT, *TERMS, "--may-agree")
    assert told["items"][0]["standing"] == "approved-with-condition"
    (condition,) = row(quorate, "provide-board", "strategy")["conditions"]
    assert condition["words"] == "condition due Thursday 9 April 2020: open"


def test_a_condition_has_a_day_and_an_officer(essex: Quorate) -> None:
    assert essex.json(*LETTER, *SIX, *SUBJECT, "--dry-run", code=1)["code"] == "condition-incomplete"


# --- met, extended ------------------------------------------------------------------------


def test_the_officer_calls_it_met_and_agrees_the_version_that_meets_it(amended: Quorate) -> None:
    said = amended(*MET, *BOTH, "--agrees", "1.1")
    assert said.exit_code == 0, said.output
    assert f"{CONDITION} is met, and version 1.1 is agreed." in said.stdout
    north = row(amended, NORTH)
    assert (north["standing"], north["version"], north["conditions"][0]["state"]) == (
        "approved",
        "1.1",
        "met",
    )


def test_whoever_must_be_consulted_is_named_with_their_day(once_amended: Quorate) -> None:
    assert once_amended.json(*MET, *BOTH[:2], code=1)["code"] == "consultation-missing"
    for unread in ("somebody", CHAIR, f"{CHAIR}:soon", f"{CHAIR}=soon", "Chair=2020-04-02"):
        assert once_amended(*MET, "--consulted", unread).exit_code == 2


@pytest.mark.parametrize(
    ("chair", "vice_chair"),
    [
        pytest.param(f"{CHAIR}=2020-04-02", f"{VICE_CHAIR}=2020-04-02", id="by whole id"),
        pytest.param("chair=2020-04-02", "/vice-chair=2020-04-02", id="of the officer's own body"),
    ],
)
def test_who_was_consulted_is_said_as_for_every_other_decision(
    amended: Quorate, chair: str, vice_chair: str
) -> None:
    said = amended(*MET, "--consulted", chair, "--consulted", vice_chair)
    assert said.exit_code == 0, said.output


def test_only_the_body_extends_its_condition(amended: Quorate) -> None:
    extend = ("obligation", "extend", CONDITION, "--due", "2020-05-29", "--evidence", "minute 12")
    assert amended.json(*extend, "--as", "west-board-clerk", code=1)["code"] == "not-your-body"
    said = amended(*extend, "--as", f"{NORTH}-clerk")
    assert said.exit_code == 0, said.output
    assert "is extended: Fri 29 May 2020." in said.stdout
    assert row(amended, NORTH)["conditions"][0]["words"] == "condition due Friday 29 May 2020: open"


def test_its_owner_does_not_keep_it_as_a_promise(once_amended: Quorate) -> None:
    kept = ("obligation", "keep", CONDITION, "--evidence", "it says how now")
    assert once_amended.json(*kept, code=1)["code"] == "a-condition"


# --- shown --------------------------------------------------------------------------------


def test_the_table_keeps_what_a_body_approved_and_tells_the_amendment_beside_it(amended: Quorate) -> None:
    assert amended.json("concern", "raise", MATTER, WEST, "--words", "our place", "--objects")["accepted"]
    said = amended("show", MATTER).stdout
    assert "west-board: may object to 1.1 until Monday 20 April 2020." in said
    assert "west-board: objection c1 on version 1.1, raised." in said
    assert "north-board: condition due Thursday 9 April 2020: open." in said
    assert "owner-board: approved on 1.0 before, on Wednesday 1 April 2020." in said
    told = amended("body", MATTER, WEST).stdout
    assert told.startswith("west-board on plan, version 1.0: approved.")
    assert "May object to 1.1 until Monday 20 April 2020." in told
    assert "objection, raised" in told
    west = row(amended, WEST)
    assert (west["standing"], west["version"], west["holds"]) == ("approved", "1.0", True)


# --- when it can end ----------------------------------------------------------------------


def test_a_forecast_says_when_a_matter_can_end_and_whom_that_hangs_on(essex: Quorate) -> None:
    found = essex.json("forecast", "strategy")
    said = essex("forecast", "strategy").stdout
    assert found["words"] in said
    assert found["finish"] is not None
    for body in found["critical"]:
        assert body in said


def test_a_matter_and_each_of_its_bodies_is_explained_from_the_ledger(essex: Quorate) -> None:
    whole = essex.json("explain", "strategy")["explained"]
    assert len(whole["bodies"]) == len(essex.json("show", "strategy")["rows"])
    assert whole["gate"] == essex.json("gate", "strategy")
    first = whole["bodies"][0]
    one = essex.json("explain", "strategy", first["body"])
    assert one["explained"]["answer"] == first["answer"]
    lines = {each["number"] for each in essex.json("ledger", "show")}
    assert lines >= {told["number"] for told in one["story"]}
    said = " ".join(essex("explain", "strategy", first["body"]).stdout.split())
    assert first["content_hash"] in said
    assert first["answer"] in said
    for section in one["record"]:
        assert section["title"] in said
        for each in section["said"]:
            assert f"- {each['words']}" in said


def test_what_a_matter_hangs_on_is_told_with_when_that_ends(once_amended: Quorate) -> None:
    said = " ".join(once_amended("explain", MATTER).stdout.split())
    assert "Not yet: 2 of the 4 approvals it waits for are held; other answers: 1 of 1." in said
    assert "West-Board may object to version 1.1 until Monday 20 April 2020 at 11:59pm" in said
    assert "Tue 21 Apr 2020 midnight" in said
    assert "Version 1.1 issued (limited) one paragraph" in said


def test_what_was_not_asked_cannot_be_explained(essex: Quorate) -> None:
    refused = essex("explain", "strategy", "nobody")
    assert refused.exit_code == 1
    assert "has not been asked" in refused.output


def test_the_gate_says_what_publication_waits_for(essex: Quorate) -> None:
    found = essex.json("gate", "strategy")
    said = essex("gate", "strategy").stdout
    assert found["is_open"] is False
    assert "It waits for:" in said
    for each in found["waits_for"]:
        assert each["words"].split(" has not")[0] in " ".join(said.split())


def test_a_forecast_can_suppose_a_meeting_lost_or_added(essex: Quorate) -> None:
    before = essex.json("forecast", "strategy")
    planned = leg(before)["meeting"]
    lost = ("--lost", planned)
    later = leg(essex.json("forecast", "strategy", *lost))
    assert later["meeting"] != planned
    added = leg(essex.json("forecast", "strategy", *lost, "--added", "mid-essex-ccg:2020-03-05"))
    assert added["earliest"].startswith("2020-03-05")
    assert leg(essex.json("forecast", "strategy")) == leg(before), "nothing is changed by asking"


def leg(found: Any) -> Any:  # noqa: ANN401  as it is told
    return next(each for each in found["legs"] if each["body"] == "mid-essex-ccg")


@pytest.mark.parametrize(
    ("supposed", "code"),
    [
        pytest.param(("--lost", "no-such-meeting"), 1, id="a meeting nobody knows"),
        pytest.param(("--added", "nobody:2020-02-20"), 1, id="a body nobody knows"),
        pytest.param(("--added", "nelft-board"), 2, id="no day"),
        pytest.param(("--added", "nelft-board:soon"), 2, id="a day that is none"),
        pytest.param(("--added", "nelft-board:2020-01-29"), 1, id="a day that is past"),
        pytest.param(("--by-chairs-action", "essex-hwb"), 1, id="a body whose rules know no chair's action"),
    ],
)
def test_what_nobody_knows_is_not_supposed(essex: Quorate, supposed: tuple[str, ...], code: int) -> None:
    assert essex("forecast", "strategy", *supposed).exit_code == code


def test_every_other_board_is_still_there(once_approved: Quorate) -> None:
    for body in (OWNER, *OTHERS):
        assert row(once_approved, body)["holds"]


# --- as it might be, as it was, and what cannot be kept -----------------------------------


def test_a_chairs_action_may_be_supposed_and_is_told_of_where_it_would_help(essex: Quorate) -> None:
    before = essex.json("forecast", "strategy")
    (other,) = before["otherwise"]
    assert other["by_chairs_action"] == ["mid-essex-ccg"]
    assert other["words"] in essex("forecast", "strategy").stdout
    supposed = essex.json("forecast", "strategy", "--by-chairs-action", "mid-essex-ccg")
    assert supposed["finish"] == other["finish"] < before["finish"]
    assert essex("forecast", "strategy", "--by-chairs-action", "nobody").exit_code == 1


def test_a_meeting_may_be_supposed_called_with_the_notice_its_body_needs(essex: Quorate) -> None:
    called = leg(essex.json("forecast", "strategy", "--called", "mid-essex-ccg:2020-02-12"))
    assert called["earliest"].startswith("2020-02-12")
    too_soon = essex.json("forecast", "strategy", "--called", "mid-essex-ccg:2020-02-03", code=1)
    assert too_soon["code"] == "notice-too-short"


def test_it_can_be_asked_as_of_an_earlier_evening(essex: Quorate) -> None:
    before = essex.json("forecast", "strategy", "--on", "2019-12-18")
    assert before["asked"].startswith("2019-12-18")
    assert before["finish"] == essex.json("forecast", "strategy")["finish"]
    in_september = essex.json("forecast", "strategy", "--on", "2019-09-02")
    board = next(each for each in in_september["legs"] if each["body"] == "partnership-board")
    assert not board["is_done"]
    assert essex.json("forecast", "strategy", "--on", "2030-01-01", code=1)["code"] == "day-to-come"


def test_a_promise_that_cannot_be_kept_is_answered_so_at_once(essex: Quorate, tmp_path: Path) -> None:
    quorate = a_copy(essex, tmp_path)
    promise = ("obligation", "open", "pr1", "--sort", "promise", "--owner", "independent-chair")
    about = ("--words", "published in January", "--matter", "strategy", "--due", "31 January 2020")
    said = " ".join(quorate(*promise, *about).stdout.split())
    assert "This cannot be kept as things stand" in said
    assert "the earliest lawful finish is Thursday 26 March 2020; it hangs on Mid Essex CCG." in said
    again = quorate.json(*promise[:2], "pr2", *promise[3:], *about)
    assert again["accepted"]
    assert again["warning"].startswith("This cannot be kept")


def test_the_quorum_to_be_expected_is_told_clause_by_clause(essex: Quorate, tmp_path: Path) -> None:
    quorate = a_copy(essex, tmp_path)
    meeting = "southend-ccg-2020-03-26"
    said = " ".join(quorate("meeting", "quorum", meeting).stdout.split())
    assert "Southend CCG, any item: Expected to be quorate: 11 members (6 needed)" in said
    assert "It can lose five members" in said
    (found,) = quorate.json("meeting", "quorum", meeting)["bodies"]
    assert [each["can_lose"] for each in found["clauses"]] == [5, 1, 3, 2]
    over = quorate("meeting", "quorum", "partnership-board-2019-12-18")
    assert "nothing is expected of it" in over.stdout
    assert quorate("meeting", "quorum", "no-such-meeting").exit_code == 1
