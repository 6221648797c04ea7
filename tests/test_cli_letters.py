"""`quorate letters`: the outbox, and what to do about letters that came back."""

import asyncio
import json
from pathlib import Path

import pytest
from a_command import NOBODY, Quorate, a_running_matter
from a_partnership import MATTER, PROGRAMME, holder
from a_partnership import SPONSOR as PLAN_SPONSOR
from a_round import SPONSOR
from an_essex_round import everybody_is_asked

from config.settings import return_address_of, secret_of
from services.opening import opened
from storage.letters import Letters
from storage.links import LinkMaker
from storage.returns import ReturnAddresses
from tests.services.returned_letters import a_holiday_notice, a_report


@pytest.fixture
def quorate(tmp_path: Path) -> Quorate:
    return a_running_matter(tmp_path)


def test_a_matter_may_be_named_with_or_without_the_word_list(quorate: Quorate) -> None:
    assert (
        quorate.json("letters", MATTER) == quorate.json("letters", "list", MATTER) == quorate.json("letters")
    )
    assert "bounces" in quorate("letters", "--help").stdout


def test_the_letters_of_a_matter_are_also_those_of_its_meetings_and_of_what_is_owed(tmp_path: Path) -> None:
    quorate = everybody_is_asked(tmp_path)
    owed = ("--sort", "promise", "--owner", SPONSOR, "--words", "a summary", "--due", "31 March 2020")
    quorate("obligation", "open", "pr1", *owed, "--matter", "strategy")
    quorate("obligation", "open", "pr2", *owed)
    quorate("meeting", "move", "mse-trusts-2020-03-11", "--to", "2020-03-18T10:00", "--reason", "the hall")
    about = {each["stream"] for each in quorate.json("letters", "strategy")}
    assert {"obligation/pr1", "meeting/mse-trusts-2020-03-11"} <= about
    assert "obligation/pr2" in {each["stream"] for each in quorate.json("letters")} - about


def test_letters_of_a_matter_nobody_knows_are_refused(quorate: Quorate) -> None:
    assert quorate.json("letters", "no-such", code=1)["code"] == "unknown-matter"


def test_letters_that_came_back_are_read_once(quorate: Quorate, tmp_path: Path) -> None:
    letter, *_ = quorate.json("letters")
    returns = ReturnAddresses(return_address_of(quorate.settings), secret_of(quorate.settings))
    report, notice = tmp_path / "report.eml", tmp_path / "notice.eml"
    report.write_bytes(a_report(returns.of(letter["id"])))
    notice.write_bytes(a_holiday_notice(returns.of(letter["id"])))
    said = quorate("letters", "bounces", str(report), str(notice))
    assert said.exit_code == 0, said.output
    assert holder(1) in said.stdout
    assert "Messages read: 2." in said.stdout
    assert "1 came back: a task for a named person." in said.stdout
    assert "1 no report on a letter: left alone." in said.stdout
    assert [each["became"] for each in quorate.json("letters", "bounces", str(report))] == ["known"]
    told = [each for each in json.loads(quorate("letters", "--json").stdout) if each["kind"] == "task"]
    assert len(told) == 1


async def the_postman_comes(quorate: Quorate) -> None:
    """A round of what a worker does with the outbox."""
    settings = quorate.settings
    links = LinkMaker(settings.base_url, secret_of(settings))
    returns = ReturnAddresses(return_address_of(settings), secret_of(settings))
    async with opened(settings.database_url, NOBODY, "default", "quorate") as house:
        letters = Letters(house.database, house.ledger, house.clock, links=links, returns=returns, a_day=0)
        for letter in await letters.due(PROGRAMME):
            await letters.claim(letter)


def test_a_letter_that_nobody_needs_any_more_says_why_it_was_not_sent(quorate: Quorate) -> None:
    withdrawn = quorate("withdraw", MATTER, "--reason", "no more")
    assert withdrawn.exit_code == 0, withdrawn.output
    asyncio.run(the_postman_comes(quorate))
    requests = [each for each in quorate.json("letters") if each["kind"] == "sign-off-request"]
    assert {(each["status"], each["code"]) for each in requests} == {("dropped", "answered-or-closed")}
    assert "dropped(answeredmeanwhile,orclosed)" in "".join(quorate("letters").stdout.split())


def test_letters_for_information_are_stopped_and_told_as_such_until_they_are_resumed(
    quorate: Quorate,
) -> None:
    said = quorate("letters", "stop", holder(1), "--happened", "2020-04-02")
    assert said.stdout.startswith(f"{holder(1)} is sent no more letters for information. Line")
    owed = ("--sort", "promise", "--owner", PLAN_SPONSOR, "--words", "a summary", "--due", "31 May 2020")
    quorate("obligation", "open", "pr1", *owed, "--to", holder(1))
    asyncio.run(the_postman_comes(quorate))
    own = [each for each in quorate.json("letters") if each["recipient"] == holder(1)]
    assert {(each["kind"], each["status"], each["code"]) for each in own} == {
        ("sign-off-request", "sending", None),
        ("promise-opened", "dropped", "unsubscribed"),
    }
    assert "dropped(unsubscribed)" in "".join(quorate("letters").stdout.split())
    assert quorate.json("letters", "stop", holder(1))["already"]
    again = quorate("letters", "resume", holder(1))
    assert again.stdout.startswith(f"{holder(1)} is sent letters for information again.")


def test_nobody_the_programme_does_not_know_is_stopped(quorate: Quorate) -> None:
    assert quorate.json("letters", "stop", "nobody", code=1)["code"] == "unknown-person"


def test_a_file_that_is_not_there_is_not_understood(quorate: Quorate, tmp_path: Path) -> None:
    assert quorate("letters", "bounces", str(tmp_path / "nothing")).exit_code == 2
