"""The command line of a recruitment: what comes next, what was recorded, what is refused in which words."""

import asyncio
from pathlib import Path

import pytest
import structlog
from a_command import NOBODY, Quorate, a_copy, an_empty_installation, every_command
from a_filled_house import defined
from a_post import CONFIRM, INTERIM, PANEL, POST

from commands.listed import LISTED, of_module
from services.opening import opened

ON = (POST, "1")
WIDTH = 80
"""Of a terminal as it is usual."""


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    quorate = an_empty_installation(tmp_path_factory.mktemp("recruitment"))

    async def begin() -> None:
        async with opened(quorate.settings.database_url, NOBODY, "default", "quorate") as house:
            await defined(house)

    with structlog.testing.capture_logs():
        asyncio.run(begin())
    done(quorate, "post", "establish", POST, "--reason", "It stood before.")
    return quorate


@pytest.fixture
def quorate(once: Quorate, tmp_path: Path) -> Quorate:
    return a_copy(once, tmp_path)


def done(quorate: Quorate, *words: str, typed: str = "") -> str:
    said = quorate(*words, typed=typed)
    assert said.exit_code == 0, said.output
    return " ".join(said.stdout.split())


def interviewed(quorate: Quorate) -> Quorate:
    done(quorate, "round", "open", *ON)
    done(quorate, "round", "panel", *ON, *(w for each in PANEL for w in ("--member", each)), "--quorum", "2")
    done(quorate, "round", "candidate", *ON, "--particulars", "-", typed="folder 17")
    done(quorate, "round", "stage", *ON, "advertised", "--closes", "2020-01-06")
    for stage in ("closed", "shortlisted", "stakeholders-heard", "interviewed"):
        done(quorate, "round", "stage", *ON, stage)
    return quorate


# --- what comes next ----------------------------------------------------------------------


def test_each_act_says_what_comes_next_to_people_and_nothing_of_it_to_programs(quorate: Quorate) -> None:
    told = done(quorate, "round", "open", *ON)
    assert f"Next: once it is advertised: quorate round stage {POST} 1 advertised --closes DATE." in told
    closing = ("round", "stage", *ON, "advertised", "--closes", "2020-01-20")
    assert set(quorate.json(*closing)) == set(quorate.json("round", "let-go", *ON, "c-9", code=1))
    assert "Next: applications close by themselves" in done(quorate, *closing)


def test_a_refusal_says_nothing_of_what_comes_next(quorate: Quorate) -> None:
    assert "Next:" not in quorate("round", "stage", *ON, "interviewed").output


# --- a round ------------------------------------------------------------------------------


def test_other_days_are_planned_and_never_dropped_in_silence(quorate: Quorate) -> None:
    done(quorate, "round", "open", *ON, "--planned", "advertised:2020-01-06")
    again = quorate.json("round", "open", *ON, "--planned", "advertised:2020-01-07", code=1)
    assert again["code"] == "planned-otherwise"
    told = done(quorate, "round", "plan", *ON, "--planned", "advertised:2020-01-07")
    assert "planned anew: advertised on Tue 7 Jan 2020." in told
    assert "Tue 7 Jan 2020" in done(quorate, "round", "show", *ON)
    assert "Planned anew: advertised on Tuesday 7 January 2020" in done(quorate, "round", "explain", *ON)
    past = quorate.json("round", "plan", *ON, "--planned", "advertised:2020-01-03", code=1)
    assert past["code"] == "planned-in-the-past"


def test_a_candidate_gets_the_next_reference_which_is_said(quorate: Quorate) -> None:
    done(quorate, "round", "open", *ON)
    entering = ("round", "candidate", *ON, "--particulars", "-")
    assert "Its id is c-1." in done(quorate, *entering, "--key", "mine", typed="folder 17")
    assert "Its id is c-1." in done(quorate, *entering, "--key", "mine", typed="folder 17")
    assert "Its id is c-2." in done(quorate, *entering, typed="folder 18")
    named = quorate("round", "candidate", *ON, "jane-secret", "--particulars", "-", typed="folder 19")
    assert "reference-not-neutral" in named.output
    assert "such as c-3" in " ".join(named.output.split())


def test_a_withdrawal_names_every_line_it_wrote(quorate: Quorate) -> None:
    done(quorate, "post", "forecast", POST, "--due", "early in 2020", "--source", "a paper")
    done(quorate, "round", "open", *ON)
    told = done(quorate, "round", "withdraw", *ON, "--reason", "nobody may be employed now")
    written = [each["number"] for each in quorate.json("ledger", "show")][-2:]
    assert f"Lines {written[0]} to {written[1]} of the ledger." in told


def test_a_list_gives_the_forecasts_that_stand_and_counts_the_others(quorate: Quorate) -> None:
    for due in ("early in 2020", "by the end of March 2020"):
        done(quorate, "post", "forecast", POST, "--due", due, "--source", "a paper")
    done(quorate, "round", "open", *ON)
    done(quorate, "round", "withdraw", *ON, "--reason", "nobody may be employed now")
    done(
        quorate, "post", "forecast", POST, "--due", "in the autumn of 2020", "--source", "a paper", "--no-day"
    )
    told = done(quorate, "post", "list")
    assert "in the autumn of 2020; 2 overtaken" in told
    assert "early in 2020" not in told


def test_a_panel_that_interests_have_stopped_is_told_what_is_left(quorate: Quorate) -> None:
    interviewed(quorate)
    for member in PANEL[:2]:
        told = done(quorate, "round", "interest", *ON, member, "--nature", "-", typed="was their tutor")
    assert (
        "Next: the interests declared leave too few of the panel to decide, so this round ends with" in told
    )
    deciding = ("round", "decide", *ON, "--present", PANEL[0], "--present", PANEL[2], "--candidate", "c-1")
    refused = quorate.json(*deciding, code=1)
    assert refused["code"] == "panel-stopped-by-interests"
    assert f"quorate round withdraw {POST} 1" in refused["words"]


# --- an appointment -----------------------------------------------------------------------


def test_it_is_said_which_was_found_and_both_at_once_are_not_understood(quorate: Quorate) -> None:
    propose = (
        "appointment",
        "propose",
        *ON,
        "--person",
        INTERIM,
        "--kind",
        "interim",
        "--last",
        "2020-08-24",
        "--matter",
        CONFIRM,
    )
    assert f"quorate appointment eligibility {POST} 1 --passed" in done(quorate, *propose)
    finding = ("appointment", "eligibility", *ON, "--evidence", "the register")
    for said in ((), ("--passed", "--failed")):
        wrong = quorate(*finding, *said)
        assert wrong.exit_code == 2
        assert "say either --passed or --failed" in wrong.output
    assert "that this person may hold the post." in done(quorate, *finding, "--passed")
    told = done(quorate, *finding, "--failed")
    assert "that this person may not hold the post." in told
    assert f"quorate appointment withdraw {POST} 1" in told


def test_a_second_proposal_of_the_same_person_names_the_first(quorate: Quorate) -> None:
    propose = ("appointment", "propose", POST)
    terms = ("--person", INTERIM, "--kind", "interim", "--last", "2020-08-24", "--matter", CONFIRM)
    done(quorate, *propose, "1", *terms)
    assert quorate.json(*propose, "2", *terms, code=1)["code"] == "proposed-already"
    assert (
        quorate.json(*propose, "3", *terms[2:], "--person", "stranger", code=1)["code"] == "appointee-unknown"
    )


# --- words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("appointment", "show", POST, "0"), "give 1 or more"),
        (("appointment", "show", POST, "first"), "give a whole number"),
        (("appointment", "extend", *ON, "--months", "121"), "give 120 at most"),
        (("appointment", "answer", *ON, "--answer", "maybe"), ": 'maybe' is not one of 'granted', 'refused'"),
    ],
)
def test_a_value_that_is_not_taken_is_told_in_plain_words(
    quorate: Quorate, words: tuple[str, ...], said: str
) -> None:
    wrong = quorate(*words)
    assert wrong.exit_code == 2
    assert said in wrong.output
    assert "Input should" not in wrong.output
    assert "Value error" not in wrong.output


@pytest.mark.parametrize("group", sorted({words[0] for words in every_command() if len(words) > 1}))
def test_no_line_of_a_groups_help_is_cut_off(group: str) -> None:
    commands = of_module(LISTED[group][0])[group].commands
    room = WIDTH - 6 - max(map(len, commands))
    cut = [name for name, each in commands.items() if each.get_short_help_str(room).endswith("...")]
    assert cut == []
