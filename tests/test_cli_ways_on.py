"""The command line: a route varied by its owner, a matter that goes ahead or ends, rules changed by two."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import structlog
from a_command import NOBODY, Quorate, a_copy, an_empty_installation
from a_partnership import DIRECTOR, SPONSOR
from a_refused_house import EAST, with_other_rules
from an_amended_house import NORTH, SOUTH, WEST, Amended
from an_amended_plan import MATTER, OWNER

from services.acting import House
from services.opening import opened

WORD = ("--reason", "it will not be moved", "--evidence", "minute 7")


def installed(var: Path, brought: Callable[[House], Awaitable[Amended]]) -> Quorate:
    quorate = an_empty_installation(var)

    async def bring() -> None:
        async with opened(quorate.settings.database_url, NOBODY, "default", "quorate") as house:
            await brought(house)

    with structlog.testing.capture_logs():
        asyncio.run(bring())
    return quorate


@pytest.fixture(scope="module")
def once_refused(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    return installed(tmp_path_factory.mktemp("refused"), with_other_rules)


@pytest.fixture
def quorate(once_refused: Quorate, tmp_path: Path) -> Quorate:
    return a_copy(once_refused, tmp_path)


def row(quorate: Quorate, body: str) -> Any:  # noqa: ANN401  as it is told
    return next(each for each in quorate.json("show", MATTER)["rows"] if each["body"] == body)


# --- the route ----------------------------------------------------------------------------


def test_the_route_is_shown_with_everything_the_owner_changed(quorate: Quorate) -> None:
    done = quorate("route", "require", MATTER, SOUTH, "--no-longer", *WORD, "--happened", "2020-04-02")
    assert done.exit_code == 0, done.output
    shown = " ".join(quorate("route", "show", MATTER).stdout.split())
    assert "the whole no longer waits for it, decided by Owner-Board on Thursday 2 April 2020" in shown
    assert row(quorate, SOUTH)["required"] is False
    again = quorate.json("route", "require", MATTER, SOUTH, "--no-longer", *WORD, code=1)
    assert again["code"] == "varied-so-already"


def test_a_body_is_added_to_an_open_stage_and_asked(quorate: Quorate) -> None:
    done = quorate("route", "add", MATTER, EAST, "--stage", "everybody", "--by", "letter", *WORD)
    assert done.exit_code == 0, done.output
    assert row(quorate, EAST)["standing"] == "waiting"


def test_it_goes_ahead_without_a_body_and_table_gate_and_explanation_say_so(quorate: Quorate) -> None:
    done = quorate("route", "without", MATTER, SOUTH, *WORD)
    assert "goes ahead without south-board; what it decided stays on the record" in done.stdout
    shown = " ".join(quorate("show", MATTER).stdout.split())
    assert "refused (gone ahead without)" in shown
    assert "south-board: the matter went ahead without it, which had refused on Wednesday 1 April" in shown
    gate = quorate.json("gate", MATTER)
    (words,) = gate["without"]
    assert words.startswith("went ahead without South-Board, which refused on Wednesday 1 April 2020")
    assert f"W{words[1:]}" in " ".join(quorate("gate", MATTER).stdout.split())
    told = " ".join(quorate("explain", MATTER, SOUTH).stdout.split())
    assert "The matter went ahead without South-Board, decided by Owner-Board" in told
    assert "it will not be moved" in told


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(("without", MATTER, NORTH), "not-decided-against", id="one that has approved"),
        pytest.param(("without", MATTER, OWNER), "owner-stays-required", id="the owner"),
        pytest.param(("require", MATTER, "nobody"), "unknown-body", id="a body nobody knows"),
        pytest.param(("require", MATTER, EAST), "not-on-route", id="a body off the route"),
        pytest.param(("add", MATTER, SOUTH, "--stage", "everybody"), "on-route-already", id="on it already"),
        pytest.param(("add", MATTER, EAST, "--stage", "nowhere"), "no-such-stage", id="no such stage"),
    ],
)
def test_bad_input_is_refused_with_what_to_do(quorate: Quorate, words: tuple[str, ...], code: str) -> None:
    refused = quorate.json("route", *words, *WORD, code=1)
    assert refused["code"] == code
    assert refused["words"].endswith(".")


def test_only_few_enter_what_the_owner_decided(quorate: Quorate) -> None:
    assert quorate("route", "without", MATTER, SOUTH, *WORD, "--as", "south-board-clerk").exit_code != 0
    assert quorate("route", "without", MATTER, SOUTH, *WORD, "--as", SPONSOR).exit_code == 0


# --- the end ------------------------------------------------------------------------------


def test_a_matter_is_ended_as_not_agreed_by_all(quorate: Quorate) -> None:
    done = quorate("end", MATTER, *WORD)
    assert done.exit_code == 0, done.output
    shown = quorate.json("show", MATTER)
    assert (shown["progress"], shown["ended_why"]) == ("ended", "it will not be moved")
    for shown in (quorate("route", "show", MATTER).stdout, quorate("show", MATTER).stdout):
        assert "Not agreed by all: ended by Owner-Board on Friday 3 April 2020" in shown
    assert quorate.json("end", MATTER, *WORD, code=1)["code"] == "matter-ended"
    forecast = quorate("forecast", MATTER).stdout
    assert "ended by the body that owns its route" in " ".join(forecast.split())


# --- rules --------------------------------------------------------------------------------


def test_rules_are_shown_proposed_by_one_and_agreed_by_another(quorate: Quorate) -> None:
    assert "1 of 5 decide under other rules than those in force." in quorate("rules", "show", MATTER).stdout
    done = quorate("rules", "propose", MATTER, WEST, "--reason", "amended in March")
    assert "goes on as before until another office agrees" in done.stdout
    shown = " ".join(quorate("rules", "show", MATTER).stdout.split())
    assert "proposed by the secretariat on Fri 3 Apr 2020, not agreed yet" in shown
    assert quorate.json("rules", "agree", MATTER, WEST, code=1)["code"] == "two-offices-needed"
    assert quorate("rules", "agree", MATTER, WEST, "--as", DIRECTOR).exit_code == 0
    assert "Every body decides under the rules now in force." in quorate("rules", "show", MATTER).stdout
    assert "proposed by the secretariat, agreed by the director" in " ".join(
        quorate("rules", "show", MATTER).stdout.split()
    )


def test_a_proposal_is_withdrawn(quorate: Quorate) -> None:
    quorate("rules", "propose", MATTER, WEST, "--reason", "amended in March")
    assert quorate("rules", "withdraw", MATTER, WEST).exit_code == 0
    refused = quorate.json("rules", "agree", MATTER, WEST, "--as", DIRECTOR, code=1)
    assert refused["code"] == "no-rules-proposed"


def test_rules_by_a_hash_that_is_none_are_a_slip_of_the_pen(quorate: Quorate) -> None:
    refused = quorate("rules", "propose", MATTER, WEST, "--reason", "x", "--rules", "abc")
    assert refused.exit_code == 2
