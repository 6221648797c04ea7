"""The command line from the gate to the public page, and what bodies said of the draft."""

import asyncio
from pathlib import Path

import pytest
import structlog
from a_command import NOBODY, Quorate, a_copy, an_empty_installation
from a_partnership import PROGRAMME, SECRETARY, SPONSOR
from a_plan_to_publish import NORTH, SOUTH, a_plan_to_publish
from a_round import on
from an_amended_plan import APPROVAL, BODIES, MATTER, WATCHER, of, there

from config.settings import Settings
from models.acts import Due
from models.commands import Command, DecisionRecord, Limb, LogComment, OpenMatter, OpenStage, RecordDecision
from models.events import By
from models.values import Channel, Text, Verb
from services import programmes
from services.acting import Caller, House, act
from services.opening import opened

BY = By(person=SECRETARY, channel=Channel.COMMAND)
AS_SPONSOR = ("--as", SPONSOR)


async def do(house: House, stream: str, command: Command) -> None:
    acted = await act(house, PROGRAMME, stream, command, Caller(BY, f"{stream} {command!r}"))
    assert acted.accepted, acted


async def approved(settings: Settings) -> None:
    """Two bodies were visited; all but the south have approved, on Wednesday 1 April 2020."""
    async with opened(settings.database_url, NOBODY, "default", "quorate") as house:
        await programmes.load(house, a_plan_to_publish(), Caller(BY, "load"))
        await programmes.set_clock(house, PROGRAMME, on(2020, 4, 1), Caller(BY, "clock"))
        await do(house, APPROVAL, OpenMatter(matter=MATTER, version="1.0"))
        await house.ledger.do_due(Due(stream=APPROVAL, command=OpenStage(stage="everybody")))
        for body, words in ((NORTH, "Too dear."), (SOUTH, "Too slow."), (WATCHER, None)):
            heard = LogComment(body=body, words=Text.of(words) if words else None)
            await do(house, APPROVAL, heard)
        for body in BODIES:
            if body != SOUTH:
                await do(house, of(body), decision(body))


def decision(body: str) -> RecordDecision:
    verb = Verb.NOTE if body == WATCHER else Verb.APPROVE
    record = DecisionRecord(limbs=(Limb(verb=verb),), by_assent=True)
    return RecordDecision(decision=record, evidence=Text.of("letter"), attendance=there(body))


async def the_last(settings: Settings) -> None:
    async with opened(settings.database_url, NOBODY, "default", "quorate") as house:
        await do(house, of(SOUTH), decision(SOUTH))


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    quorate = an_empty_installation(tmp_path_factory.mktemp("harbour"))
    with structlog.testing.capture_logs():
        asyncio.run(approved(quorate.settings))
    return quorate


@pytest.fixture
def quorate(waiting: Quorate, tmp_path: Path) -> Quorate:
    return a_copy(waiting, tmp_path)


@pytest.fixture
def agreed(quorate: Quorate) -> Quorate:
    with structlog.testing.capture_logs():
        asyncio.run(the_last(quorate.settings))
    return quorate


@pytest.mark.parametrize(
    "words",
    [("publish", MATTER, "1.0"), ("publication", "date", MATTER, "2020-04-30")],
    ids=["it", "its day"],
)
def test_what_comes_too_soon_says_what_it_waits_for(quorate: Quorate, words: tuple[str, ...]) -> None:
    said = quorate(*words, *AS_SPONSOR)
    assert said.exit_code == 1
    assert "Refused (gate-shut)" in said.stderr
    assert "South-Board has not given what it was asked for" in said.stderr


def test_how_far_it_is_is_told_with_what_is_still_to_be_done(quorate: Quorate) -> None:
    said = quorate("publication", "show", MATTER).stdout
    assert "Version 1.0 may not be published yet. It waits for:" in said
    assert "No day is set." in said
    assert f"Comments without an answer: {NORTH}, {SOUTH}." in said


def test_the_day_is_set_and_on_it_the_text_is_published(agreed: Quorate) -> None:
    assert "Version 1.0 may be published" in agreed("gate", MATTER).stdout
    said = agreed("publication", "date", MATTER, "2020-04-01", *AS_SPONSOR)
    assert f"{MATTER} is to be published on Wed 1 Apr 2020." in said.stdout
    agreed("comments", "answer", MATTER, NORTH, "--words", "It is cheaper now.")
    said = agreed("publish", MATTER, "1.0", *AS_SPONSOR)
    assert said.exit_code == 0, said.output
    assert f"{MATTER} 1.0 is published." in said.stdout
    assert f"Comments without an answer: {SOUTH}." in said.stdout, "the secretary may still answer"
    told = agreed.json("publication", "show", MATTER)
    assert (told["published"]["version"], told["published"]["by"]) == ("1.0", SPONSOR)
    assert "Version 1.0 was published on Wed 1 Apr 2020." in agreed("publication", "show", MATTER).stdout
    assert "published Wed 1 Apr 2020" in agreed("show").stdout
    gate = agreed("gate", MATTER).stdout
    assert "Version 1.0 was published on Wed 1 Apr 2020." in gate
    assert "may be published" not in gate


def test_another_version_than_the_one_under_decision_is_refused(agreed: Quorate) -> None:
    agreed("publication", "date", MATTER, "2020-04-01", *AS_SPONSOR)
    assert agreed.json("publish", MATTER, "1.1", *AS_SPONSOR, code=1)["code"] == "another-version"
    said = " ".join(agreed("publish", MATTER, "1.1", *AS_SPONSOR).stderr.split())
    assert "no other may be published. It may be published itself." in said


def test_a_promise_that_is_kept_by_it_is_named(agreed: Quorate) -> None:
    opening = ("--sort", "promise", "--owner", SPONSOR, "--words", "Out in April.", "--due", "2020-04-30")
    assert agreed("obligation", "open", "pr1", "--matter", MATTER, *opening).exit_code == 0
    assert "Still promised (pr1): Out in April." in agreed("publication", "show", MATTER).stdout
    agreed("publication", "date", MATTER, "2020-04-01", *AS_SPONSOR)
    assert agreed("publish", MATTER, "1.0", "--keeps", "pr1", *AS_SPONSOR).exit_code == 0
    assert [each["stage"] for each in agreed.json("obligations")] == ["kept"]


def test_comments_are_listed_with_what_was_done_with_each(quorate: Quorate) -> None:
    quorate("comments", "answer", MATTER, NORTH, "--words", "It is cheaper now.")
    told = quorate.json("comments", "list", MATTER)
    assert [(each["body"], each["words"], each["answer"]) for each in told] == [
        (NORTH, "Too dear.", "It is cheaper now."),
        (SOUTH, "Too slow.", ""),
        (WATCHER, "", ""),
    ]
    said = quorate("comments", "list", MATTER).stdout
    assert "no comment" in said
    assert "nothing on the record yet" in said


def test_a_secretary_of_a_body_publishes_nothing(agreed: Quorate) -> None:
    said = agreed("publication", "date", MATTER, "2020-04-30", "--as", f"{SOUTH}-clerk")
    assert said.exit_code == 1
    assert "Refused (not-your-body)" in said.stderr
