"""The command line: what is owed, concerns, papers on request, versions, windows, corrections, adoption."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from a_command import NOBODY, Quorate, a_copy, a_running_matter
from a_partnership import BOARD, MATTER, SIGN_OFF, SPONSOR
from an_essex_round import everybody_is_asked

from config.settings import CHECKOUT
from models.acts import Due
from models.commands import SlipObligation
from services.opening import opened

WHY = ("--reason", "the printers are late")
HOUSING = CHECKOUT / "tests" / "config" / "definitions" / "housing-federation"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    """For what is refused."""
    return everybody_is_asked(tmp_path_factory.mktemp("essex"))


@pytest.fixture
def quorate(asked: Quorate, tmp_path: Path) -> Quorate:
    return a_copy(asked, tmp_path)


def promise(name: str, due: str, *more: str) -> tuple[str, ...]:
    said = ("--words", "the plan is published", "--owner", "independent-chair", "--due", due)
    return ("obligation", "open", name, "--sort", "promise", *said, *more)


# --- what is owed -------------------------------------------------------------------------


def test_a_promise_in_vague_words_keeps_them_and_the_days_they_allow(quorate: Quorate) -> None:
    said = quorate(*promise("pr1", "in January", "--happened", "2019-12-20", "--source", "the Chair's brief"))
    assert said.exit_code == 0, said.output
    (line,) = quorate.json("obligations")
    assert line["words"] == "the plan is published"
    assert (line["due"]["words"], line["due"]["earliest"], line["due"]["latest"]) == (
        "in January",
        "2020-01-01",
        "2020-01-31",
    )
    assert (line["source"], line["opened"]) == ("the Chair's brief", "2019-12-20T12:00:00Z")
    assert "in January (from Wed 1 Jan 2020 to Fri 31 Jan 2020)" in quorate("obligations").stdout


def test_late_ones_come_first_then_by_date_then_what_has_no_date(quorate: Quorate) -> None:
    for name, due in (
        ("standing", "on request"),
        ("vague", "shortly"),
        ("exact", "2020-02-13"),
        ("kept", "2020-02-01"),
        ("late", "29 January 2020"),
    ):
        assert quorate.json(*promise(name, due, "--happened", "2020-01-28T10:00"))["accepted"]
    assert quorate.json("obligation", "keep", "kept", "--evidence", "it is on the website")["accepted"]
    listed = quorate.json("obligations")
    assert [each["obligation"] for each in listed] == ["late", "vague", "exact", "standing", "kept"]
    assert [each["is_late"] for each in listed] == [True, False, False, False, False]
    assert [each["stage"] for each in listed][-1] == "kept"
    said = quorate("obligations").stdout
    assert "Thu 13 Feb 2020" in said
    assert "on request" in said


def test_obligations_of_one_matter_are_shown_by_themselves(quorate: Quorate) -> None:
    quorate(*promise("about-it", "shortly", "--matter", "strategy", "--to", "essex-hwb.councillor-1"))
    quorate(*promise("about-nothing", "shortly"))
    assert [each["obligation"] for each in quorate.json("obligations", "strategy")] == ["about-it"]


def test_what_is_still_owed_is_carried_over_or_dropped_in_the_open(quorate: Quorate) -> None:
    quorate(*promise("pr1", "31 January 2020"))
    assert quorate.json("obligation", "carry-over", "pr1", "--due", "in the next few months", *WHY)[
        "accepted"
    ]
    (line,) = quorate.json("obligations")
    assert (line["due"]["latest"], line["times_carried_over"]) == (None, 1)
    assert "carried over 1x" in quorate("obligations").stdout
    assert quorate.json("obligation", "drop", "pr1", *WHY)["accepted"]
    assert quorate.json("obligations")[0]["stage"] == "dropped"
    assert quorate.json("obligation", "keep", "pr1", "--evidence", "x", code=1)["code"] == "obligation-closed"


async def _slip(quorate: Quorate) -> None:
    async with opened(quorate.settings.database_url, NOBODY, "default", "quorate") as house:
        slipping = SlipObligation(due=datetime(2020, 2, 1, tzinfo=UTC))
        assert (await house.ledger.do_due(Due(stream="obligation/t1", command=slipping))).accepted


def test_a_target_that_slipped_says_which_day_it_missed_until_a_new_one_is_set(quorate: Quorate) -> None:
    target = [word if word != "promise" else "target" for word in promise("t1", "31 January 2020")]
    assert quorate.json(*target)["accepted"]
    quorate("clock", "set", "2020-02-03T09:00")
    asyncio.run(_slip(quorate))
    (line,) = quorate.json("obligations")
    assert line["due"]["words"] == "slipped, was due Friday 31 January 2020"
    assert "slipped, was due Friday 31 January 2020" in quorate("obligations").stdout
    quorate("obligation", "carry-over", "t1", "--due", "2020-03-31", *WHY)
    (line,) = quorate.json("obligations")
    assert (line["due"]["latest"], "slipped" in line["due"]["words"]) == ("2020-03-31", False)


def test_whoever_owes_it_keeps_it(quorate: Quorate) -> None:
    quorate(*promise("pr1", "shortly", "--owner", "eput-board.secretary"))
    kept = ("obligation", "keep", "pr1", "--evidence", "reported", "--as")
    assert quorate.json(*kept, "nelft-board.secretary", code=1)["code"] == "not-your-body"
    assert quorate.json(*kept, "eput-board.secretary")["accepted"]


# --- concerns -----------------------------------------------------------------------------


def test_a_concern_is_raised_answered_and_withdrawn(quorate: Quorate) -> None:
    of = ("strategy", "thurrock-hwb")
    said = quorate("concern", "raise", *of, "--words", "the finances", "--questions", "2")
    assert said.exit_code == 0, said.output
    assert "Its id is c1." in said.stdout
    assert quorate.json("concern", "answer", *of, "c1", "--words", "they are in part 2")["accepted"]
    assert quorate.json("concern", "withdraw", *of, "c1")["accepted"]
    assert quorate.json("concern", "answer", *of, "c1", "--words", "x", code=1)["code"] == "concern-closed"
    kinds = [
        line["event"]["kind"] for line in quorate.json("ledger", "show", "sign-off/strategy/thurrock-hwb/1.0")
    ]
    assert [kind for kind in kinds if kind.startswith("concern")] == [
        "concern-raised",
        "concern-answered",
        "concern-withdrawn",
    ]


# --- papers, visits -----------------------------------------------------------------------


def test_papers_on_request_are_asked_for_and_sent(quorate: Quorate) -> None:
    asking = ("papers", "ask", "strategy", "southend-hwb", "--part", "appendices", "--seat", "councillor-2")
    said = quorate(*asking, "--as", "southend-hwb.secretary", "--happened", "2020-01-22T18:00")
    assert said.exit_code == 0, said.output
    assert "Its id is p1." in said.stdout
    again = quorate.json(*asking, "--as", "southend-hwb.secretary")
    assert (again["already"], again["made"]) == (True, "p1")
    (listed,) = quorate.json("papers", "list", "strategy")
    assert (listed["id"], listed["seat"], listed["stage"]) == ("p1", "southend-hwb/councillor-2", "asked")
    assert "p1" in quorate("papers", "list", "strategy").stdout
    assert quorate.json("papers", "send", "strategy", "p1")["accepted"]
    assert quorate.json("papers", "send", "strategy", "p1", code=1)["code"] == "request-closed"
    told = {each["kind"]: each["recipient"] for each in quorate.json("letters", "strategy")}
    assert told["papers-sent"] == "southend-hwb.councillor-2", "the member whose seat asked"


def test_papers_on_request_are_asked_for_and_refused(quorate: Quorate) -> None:
    quorate("papers", "ask", "strategy", "essex-hwb", "--part", "appendices")
    assert quorate.json("papers", "refuse", "strategy", "p1", *WHY)["accepted"]


def test_a_visit_is_logged_with_its_comments_or_with_none(quorate: Quorate) -> None:
    assert quorate.json("comment", "strategy", "eput-board", "--words", "more on beds")["accepted"]
    assert quorate.json("comment", "strategy", "nelft-board", "--as", "nelft-board.secretary")["accepted"]
    events = [line["event"] for line in quorate.json("ledger", "show", "approval/strategy", "--last", "2")]
    assert [(each["body"], each["words"] is None) for each in events] == [
        ("eput-board", False),
        ("nelft-board", True),
    ]


# --- versions, windows, corrections -------------------------------------------------------


def test_a_new_version_asks_whoever_has_not_decided(quorate: Quorate) -> None:
    said = quorate("version", "issue", "strategy", "0.9", "--change", "editorial", *WHY)
    assert said.exit_code == 0, said.output
    assert quorate.json("show", "strategy")["version"] == "0.9"


def test_a_window_is_entered_and_withdrawn(quorate: Quorate) -> None:
    enter = ("window", "enter", "pre-election", "2020-03-31", "2020-05-07", *WHY)
    assert "Nothing is published from Tue 31 Mar 2020 to Thu 7 May 2020." in quorate(*enter).stdout
    assert quorate.json(*enter, code=1)["code"] == "window-exists"
    assert quorate.json("window", "withdraw", "pre-election", "--happened", "2020-01-30")["accepted"]
    assert quorate.json("window", "withdraw", "pre-election")["already"]


def test_a_line_is_corrected_by_a_further_one(quorate: Quorate) -> None:
    (first, *_) = quorate.json("ledger", "show", "approval/strategy")
    done = quorate("correct", "approval/strategy", str(first["number"]), "--words", "it opened a day earlier")
    assert done.exit_code == 0, done.output
    (again, *_, last) = quorate.json("ledger", "show", "approval/strategy")
    (corrected,) = again.pop("corrections")
    assert (corrected["by_line"], corrected["words"]) == (last["number"], "it opened a day earlier")
    assert again == {name: value for name, value in first.items() if name != "corrections"}
    assert (last["event"]["kind"], last["event"]["number"]) == ("record-corrected", first["number"])


# --- what is refused ----------------------------------------------------------------------

REFUSED = [
    pytest.param(
        ("obligation", "keep", "none", "--evidence", "x"), "no-such-obligation", id="owed by nobody"
    ),
    pytest.param(
        ("obligation", "carry-over", "none", "--due", "soon", *WHY), "no-such-obligation", id="not owed"
    ),
    pytest.param(
        (
            "obligation",
            "open",
            "x",
            "--sort",
            "action",
            "--owner",
            "a-stranger",
            "--words",
            "x",
            "--due",
            "soon",
        ),
        "unknown-owner",
        id="owed by a stranger",
    ),
    pytest.param(
        promise("x", "soon", "--as", "eput-board.secretary"), "not-your-body", id="owed by the partnership"
    ),
    pytest.param(
        ("concern", "answer", "strategy", "eput-board", "c9", "--words", "x"),
        "unknown-concern",
        id="no concern",
    ),
    pytest.param(
        ("concern", "raise", "strategy", "nobody", "--words", "x"), "no-such-sign-off", id="nobody asked"
    ),
    pytest.param(
        ("concern", "withdraw", "strategy", "eput-board", "c1", "--as", "essex-hwb.secretary"),
        "not-your-body",
        id="another body's concern",
    ),
    pytest.param(("papers", "send", "strategy", "p9"), "unknown-request", id="nobody asked for it"),
    pytest.param(
        ("papers", "ask", "strategy", "essex-hwb", "--part", "no-such"), "unknown-part", id="no such part"
    ),
    pytest.param(
        ("papers", "ask", "strategy", "essex-hwb", "--part", "part-1"), "part-enclosed", id="enclosed already"
    ),
    pytest.param(
        ("papers", "ask", "strategy", "nobody", "--part", "appendices"), "unknown-body", id="asked by nobody"
    ),
    pytest.param(("comment", "strategy", "nobody"), "not-on-route", id="a visit to nobody"),
    pytest.param(
        ("comment", "strategy", "eput-board", "--happened", "2019-01-01"), "before-it-opened", id="too early"
    ),
    pytest.param(
        ("version", "issue", "strategy", "1.0", "--change", "editorial", *WHY),
        "version-exists",
        id="the same",
    ),
    pytest.param(
        ("version", "issue", "strategy", "9.9", "--change", "editorial", *WHY),
        "unknown-version",
        id="unknown",
    ),
    pytest.param(
        ("version", "issue", "no-such", "1.1", "--change", "editorial", *WHY),
        "no-such-matter",
        id="no matter",
    ),
    pytest.param(("window", "withdraw", "none"), "unknown-window", id="no such window"),
    pytest.param(
        ("window", "enter", "w", "2020-05-07", "2020-03-31", *WHY), "window-backwards", id="ends first"
    ),
    pytest.param(
        ("correct", "approval/strategy", "99999", "--words", "x"), "unknown-line", id="no such line"
    ),
    pytest.param(
        ("version", "issue", "strategy", "0.9", "--change", "draft", *WHY),
        "drafting-is-over",
        id="approved text",
    ),
    pytest.param(
        ("answer", "strategy", "eput-board", "chair", "approve", "--evidence", "phone", "--note", "x"),
        "decides-otherwise",
        id="an answer to a body that meets",
    ),
    pytest.param(("finish-adoption", "strategy"), "not-adopting", id="it runs already"),
]


@pytest.mark.parametrize(("words", "code"), REFUSED)
def test_a_refusal_gives_its_code(asked: Quorate, words: tuple[str, ...], code: str) -> None:
    told = asked.json(*words, code=1)
    assert (told["code"], told["words"][-1]) == (code, ".")


NOT_UNDERSTOOD = [
    pytest.param(("obligation", "open", "x", "--sort", "wish"), id="a sort of nothing"),
    pytest.param(("obligation", "keep", "x"), id="kept without evidence"),
    pytest.param(
        ("concern", "raise", "strategy", "eput-board", "--words", " "), id="a concern without words"
    ),
    pytest.param(("papers", "ask", "strategy", "eput-board"), id="papers of no part"),
    pytest.param(
        ("version", "issue", "strategy", "1.1", "--change", "huge", *WHY), id="a change of no class"
    ),
    pytest.param(("window", "enter", "w", "in March", "2020-05-07", *WHY), id="a day that is none"),
    pytest.param(("correct", "Not A Stream", "1", "--words", "x"), id="a stream that cannot be one"),
]


@pytest.mark.parametrize("words", NOT_UNDERSTOOD)
def test_what_is_not_understood_ends_with_2(asked: Quorate, words: tuple[str, ...]) -> None:
    assert asked(*words).exit_code == 2


# --- taken over half run; sponsors --------------------------------------------------------


def test_a_matter_is_taken_over_half_run(quorate: Quorate) -> None:
    taking = ("open", "finance-group-terms", "--version", "1.0", "--adopting", "--happened", "2020-01-06")
    assert quorate.json(*taking)["accepted"]
    (opened, *_) = quorate.json("ledger", "show", "approval/finance-group-terms")
    assert (opened["event"]["adopting"], opened["happened"]) == (True, "2020-01-06T12:00:00Z")
    assert quorate.json("finish-adoption", "finance-group-terms")["accepted"]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    return a_running_matter(tmp_path_factory.mktemp("harbour"))


def test_a_sponsor_acts_on_their_own_matter_and_nothing_else(harbour: Quorate) -> None:
    assert harbour.json("concern", "raise", MATTER, BOARD, "--words", "x")["accepted"]
    theirs = ("concern", "answer", MATTER, BOARD, "c1", "--words", "y", "--as", SPONSOR)
    assert harbour.json(*theirs)["accepted"]
    assert harbour.json("ledger", "show", SIGN_OFF)[-1]["by"]["person"] == SPONSOR
    taking_back = ("concern", "withdraw", MATTER, BOARD, "c1", "--as", SPONSOR)
    assert harbour.json(*taking_back, code=1)["code"] == "not-your-body"
    barred = ("window", "withdraw", "none", "--as", SPONSOR)
    assert harbour.json(*barred, code=1)["code"] == "not-your-body"
