"""The command line: a decision record as text, what a version changed, and who holds a body's place."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import structlog
from a_command import NOBODY, Quorate, an_empty_installation
from a_merged_house import COAST, two_boards_have_merged
from a_partnership import MATTER as HARBOUR
from an_amended_house import NORTH, SOUTH, WEST
from an_amended_plan import MATTER

from services.house import House
from services.opening import opened
from tests.services.test_comparing import AMENDED, BROKEN, PLAN, compared


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    return _installed(tmp_path_factory.mktemp("merged"), two_boards_have_merged)


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    async def bring(house: House) -> None:
        await compared(house, {"plan": PLAN, "summary": PLAN}, {"plan": AMENDED, "summary": BROKEN})

    return _installed(tmp_path_factory.mktemp("versions"), bring)


def _installed(var: Path, brought: Callable[[House], Awaitable[object]]) -> Quorate:
    quorate = an_empty_installation(var)

    async def bring() -> None:
        async with opened(quorate.settings.database_url, NOBODY, "default", "quorate") as house:
            await brought(house)

    with structlog.testing.capture_logs():
        asyncio.run(bring())
    return quorate


# --- the record as text -------------------------------------------------------------------


def test_a_decision_record_is_printed_section_by_section(merged: Quorate) -> None:
    said = merged("explain", MATTER, WEST).stdout
    assert said.startswith("Decision record: West-Board\n")
    titles = (
        "What it was asked",
        "Who decided",
        "Conflicts of interest and dispensations",
        "The rule",
        "What was decided",
        "Succession",
        "Who may answer questions",
        "What happened, in its order",
    )
    places = [said.index(f"\n{title}\n") for title in titles]
    assert places == sorted(places)
    assert "- Dispensations: none.\n" in said
    assert "- Alternatives considered and rejected: none is on the record.\n" in said


def test_what_was_typed_stands_under_the_line_it_belongs_to(merged: Quorate) -> None:
    said = merged("explain", MATTER, NORTH).stdout
    assert re.search(r"- Subject to a condition, due Thursday 9 April 2020, .*:\n  “say how”\n", said)


def test_an_office_reads_what_an_entry_rests_on(merged: Quorate) -> None:
    assert "- What the entry rests on:\n  “letter”\n" in merged("explain", MATTER, WEST).stdout


def test_the_page_the_command_and_the_api_know_the_same_gate(merged: Quorate) -> None:
    gate = merged.json("gate", MATTER)
    assert gate == merged.json("explain", MATTER)["explained"]["gate"]
    told = " ".join(merged("gate", MATTER).stdout.split())
    whole = " ".join(merged("explain", MATTER).stdout.split())
    for each in gate["waits_for"]:
        assert each["words"] in told
        assert each["words"] in whole


# --- succession ---------------------------------------------------------------------------


def test_the_table_says_who_holds_the_place_of_a_body_that_ended(merged: Quorate) -> None:
    said = merged("show", MATTER).stdout
    for body in (SOUTH, WEST):
        assert f"{body}: now held by Coast-Board since Saturday 4 April 2020." in said
    assert f"{COAST}: holds the place of West-Board: approved on 1.0, Wed 1 Apr 2020." in said
    assert f"{COAST}: may object to 1.1 until Monday 20 April 2020." in said
    rows = {row["body"]: row for row in merged.json("show", MATTER)["rows"]}
    assert rows[WEST]["now_held_by"]["body"] == COAST
    assert [each["body"] for each in rows[COAST]["holds_for"]] == [SOUTH, WEST]


# --- what a version changed ---------------------------------------------------------------


def test_two_versions_are_compared_in_words_and_by_hash(versions: Quorate) -> None:
    said = versions("version", "compare", HARBOUR, "1.0", "1.1").stdout
    assert "is on page 2:\n" in said
    assert "[+ It is kept across Essex. +]" in said
    assert "The summary\nIts words could not be read" in said
    told = versions.json("version", "compare", HARBOUR, "1.0", "1.1")
    assert {each["part"]: each["how"] for each in told["parts"]} == {"plan": "changed", "summary": "changed"}


def test_a_version_that_is_not_there_is_refused(versions: Quorate) -> None:
    assert versions.json("version", "compare", HARBOUR, "1.0", "3.0", code=1)["code"] == "unknown-version"
