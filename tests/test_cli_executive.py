"""The command line: a key decision and its notice, a decision published, called in and referred back."""

import asyncio
from pathlib import Path

import pytest
import structlog
from a_command import NOBODY, Quorate, a_copy, an_empty_installation
from a_partnership import PROGRAMME, SECRETARY, SPONSOR
from an_executive import APPROVAL, CABINET, CALL_IN, CLERKS, KEY, MATTER, MONDAY, SCRUTINY, a_council

from models.acts import Due
from models.commands import OpenMatter, OpenStage
from models.events import By
from models.values import Channel
from services import programmes
from services.acting import Caller, act
from services.opening import opened

ON = (MATTER, CABINET)
NOTICE = ("key-decision", "notice", *ON, "--first", "2020-04-28", "--obtained", "from the clerk")
URGENTLY = ("key-decision", "exception", *ON, "--by", "special-urgency", "--reason", "the quay is closed")
AGREED = ("--agreed-by", f"{SCRUTINY}/chair")
DECISION = (
    "decision",
    *ON,
    "--verb",
    "approve",
    "--by-assent",
    "--present",
    "/chair /member",
    "--evidence",
    "it",
)
PUBLISH = ("call-in", "publish", *ON, "--reasons", "it is worn out")
ENTER = ("call-in", "enter", *ON, "--scrutiny", SCRUTINY, "--reason", "the ferry")
ANSWER = ("call-in", "answer", *ON, "--scrutiny", SCRUTINY, "--outcome")


async def _open(url: str) -> None:
    async with opened(url, NOBODY, "default", "quorate") as house:

        def calling(person: str, key: str) -> Caller:
            return Caller(By(person=person, channel=Channel.COMMAND), key)

        await programmes.load(house, a_council(CALL_IN, KEY), calling(SECRETARY, "load"))
        await programmes.set_clock(house, PROGRAMME, MONDAY, calling(SECRETARY, "clock"))
        command = OpenMatter(matter=MATTER, version="1.0")
        assert (await act(house, PROGRAMME, APPROVAL, command, calling(SPONSOR, "open"))).accepted
        await house.ledger.do_due(Due(stream=APPROVAL, command=OpenStage(stage="cabinet")))


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    quorate = an_empty_installation(tmp_path_factory.mktemp("executive"))
    with structlog.testing.capture_logs():
        asyncio.run(_open(quorate.settings.database_url))
    return quorate


@pytest.fixture
def quorate(once: Quorate, tmp_path: Path) -> Quorate:
    return a_copy(once, tmp_path)


def done(quorate: Quorate, *words: str) -> str:
    said = quorate(*words)
    assert said.exit_code == 0, said.output
    return said.stdout


def decided(quorate: Quorate) -> Quorate:
    done(quorate, *URGENTLY, *AGREED)
    done(quorate, *DECISION)
    return quorate


def test_a_key_decision_too_early_is_told_from_which_day_it_may_be(quorate: Quorate) -> None:
    assert quorate.json(*DECISION, code=1)["code"] == "key-notice-missing"
    short = quorate.json(*NOTICE, "--last", "2020-04-20", code=1)
    assert short["code"] == "window-backwards"
    assert "The notice of cabinet is public." in done(quorate, *NOTICE, "--last", "2020-05-08")
    early = quorate.json(*DECISION, code=1)
    assert early["code"] == "key-decision-too-early"
    assert "The earliest lawful day is Tuesday 28 April 2020." in early["words"]


def test_special_urgency_says_who_agreed(quorate: Quorate) -> None:
    assert quorate.json(*URGENTLY, code=1)["code"] == "not-who-agrees"
    told = done(quorate, *URGENTLY, "--agreed-by", "full-council/chair", "--unable", f"{SCRUTINY}/chair")
    assert "The special-urgency of cabinet is on the record." in told


def test_a_decision_not_in_effect_is_shown_so_everywhere(quorate: Quorate) -> None:
    decided(quorate)
    (row, _) = quorate.json("show", MATTER)["rows"]
    assert (row["standing"], row["holds"], row["awaits_effect"]) == ("approved", False, True)
    told = done(quorate, "show", MATTER)
    assert "approved (not in effect yet)" in " ".join(told.split())
    assert "to be published by Wednesday 1 April 2020 at 11:59pm" in told
    assert "Not yet in effect: to be published by" in done(quorate, "body", *ON)


def test_until_when_it_may_be_called_in_is_what_publication_waits_for(quorate: Quorate) -> None:
    assert "The decision of cabinet is public." in done(decided(quorate), *PUBLISH)
    assert "may be called in until Monday 6 April 2020 at 11:59pm" in done(quorate, "gate", MATTER)
    (row, _) = quorate.json("show", MATTER)["rows"]
    assert row["next_step"]["words"] == "its decision takes effect"


def test_it_is_called_in_by_scrutiny_and_by_nobody_else(quorate: Quorate) -> None:
    done(decided(quorate), *PUBLISH)
    assert quorate.json(*ENTER, "--as", CLERKS[CABINET], code=1)["code"] == "not-your-body"
    assert "The decision of cabinet is called in." in done(quorate, *ENTER, "--as", CLERKS[SCRUTINY])
    assert quorate.json(*ANSWER, "referred-back", code=1)["code"] == "reason-missing"
    assert "is answered." in done(quorate, *ANSWER, "referred-back", "--reason", "think of the ferry")
    assert "to be answered by Monday 6 April 2020" in done(quorate, "show", MATTER)
    told = done(quorate, "explain", *ON)
    assert "called its decision in" in told
    assert "referred its decision back" in told


def test_an_urgent_decision_takes_effect_as_it_is_published(quorate: Quorate) -> None:
    decided(quorate)
    urgent = (*PUBLISH, "--urgent", "the quay is closed")
    assert quorate.json(*urgent, code=1)["code"] == "not-who-agrees"
    done(quorate, *urgent, *AGREED)
    (row, _) = quorate.json("show", MATTER)["rows"]
    assert (row["holds"], row["effect"]) == (True, "")
    owed = {each["obligation"] for each in quorate.json("obligations")}
    assert f"{MATTER}.{CABINET}.urgent" in owed


def test_the_notice_can_be_read_as_it_is_published_g45(quorate: Quorate) -> None:
    assert "No notice of it has been published." in done(quorate, "key-decision", "show", *ON)
    done(quorate, *NOTICE, "--last", "2020-05-08")
    told = done(quorate, "key-decision", "show", *ON)
    assert "Key decision of The cabinet: The Harbour Plan." in told
    assert "to be taken between Tue 28 April 2020 and Fri 8 May 2020." in told.replace("Apr ", "April ")
    assert "Who decides: chair of cabinet; vice-chair of cabinet; member of cabinet." in told
    assert "Documents: The plan. How they are got: from the clerk" in told
    assert (
        quorate.json("key-decision", "show", MATTER, "full-council", code=1)["code"] == "not-a-key-decision"
    )


def test_the_record_can_be_read_as_it_is_published_g48(quorate: Quorate) -> None:
    assert quorate.json("call-in", "show", *ON, code=1)["code"] == "nothing-awaits-effect"
    done(decided(quorate), *PUBLISH, "--rejected", "to do nothing", "--dispensations", "the leader may vote")
    told = done(quorate, "call-in", "show", *ON)
    assert "The cabinet on The Harbour Plan: approved, Mon 30 Mar 2020" in told
    assert "may be called in until Monday 6 April 2020 at 11:59pm." in told
    for words in ("Reasons: it is worn out", "rejected: to do nothing", "Dispensations: the leader may vote"):
        assert words in told
    assert "Conflicts declared: none" in told
