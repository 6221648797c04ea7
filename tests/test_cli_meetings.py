"""The command line: meetings called, prepared, moved and lost; what secretariats may and may not do."""

from pathlib import Path

import pytest
from a_command import Quorate, a_copy
from an_essex_round import IN_COMMON, everybody_is_asked

RECONVENED = "southend-ccg-2020-02-27"
TRUSTS = "mse-trusts-2020-03-11"
WHY = ("--reason", "the hall is closed")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    """For what only reads, and for what is refused."""
    return everybody_is_asked(tmp_path_factory.mktemp("essex"))


@pytest.fixture
def quorate(asked: Quorate, tmp_path: Path) -> Quorate:
    return a_copy(asked, tmp_path)


def meeting(quorate: Quorate, name: str) -> dict[str, object]:
    return {each["meeting"]: each for each in quorate.json("meetings")}[name]


# --- the list -----------------------------------------------------------------------------


def test_meetings_are_listed_by_day_with_their_papers_and_items(asked: Quorate) -> None:
    listed = asked.json("meetings")
    assert [each["starts"] for each in listed] == sorted(each["starts"] for each in listed)
    trusts = meeting(asked, TRUSTS)
    assert trusts["papers_by"] == dict.fromkeys(trusts["bodies"], "2020-03-05")
    assert trusts["items"] == {"strategy": trusts["bodies"]}
    said = asked("meetings").stdout
    assert "Wed 11 Mar 2020 10am" in said
    assert "Thu 5 Mar 2020" in said
    assert "held, recorded Mon 9 Dec 2019 6pm" in said


def test_meetings_of_one_body_include_those_only_in_the_calendar(asked: Quorate) -> None:
    listed = asked.json("meetings", "--body", "southend-hwb")
    assert [(each["meeting"], each["stage"]) for each in listed] == [
        ("southend-hwb-2020-01-22", "called"),
        ("southend-hwb-2020-03-04", None),
    ]
    assert "in the calendar" in asked("meetings", "--body", "southend-hwb").stdout


# --- what is done with them ---------------------------------------------------------------


def test_a_meeting_is_called_and_takes_an_item_from_another(quorate: Quorate) -> None:
    called = quorate(
        *("meeting", "call", RECONVENED, "--body", "southend-ccg", "--at", "2020-02-27T13:30"),
        *("--place", "Civic Centre", "--in-public"),
    )
    assert called.exit_code == 0, called.output
    assert "called for Thu 27 Feb 2020 1:30pm" in called.stdout
    assert quorate.json("meeting", "agenda", RECONVENED, "strategy")["accepted"]
    found = meeting(quorate, RECONVENED)
    assert (found["place"], found["in_public"]) == ("Civic Centre", True)
    assert found["items"] == {"strategy": ["southend-ccg"]}
    (row,) = [each for each in quorate.json("show", "strategy")["rows"] if each["body"] == "southend-ccg"]
    assert row["next_step"]["at"] == "2020-02-27T13:30:00Z"


def test_papers_go_out_and_apologies_come_in_on_the_day_they_did(quorate: Quorate) -> None:
    assert quorate.json("meeting", "papers", TRUSTS, "--happened", "2020-01-29")["accepted"]
    assert quorate.json("meeting", "apologies", TRUSTS, "mid-essex-trust-board/chair")["accepted"]
    found = meeting(quorate, TRUSTS)
    assert found["papers_issued"] == "2020-01-29T12:00:00Z"
    assert found["apologies"] == ["mid-essex-trust-board/chair"]
    assert quorate.json("meeting", "apologies", TRUSTS, "mid-essex-trust-board/chair")["already"]
    said = quorate("meeting", "apologies", TRUSTS, "mid-essex-trust-board/chair", "--withdraw").stdout
    assert "The apologies of mid-essex-trust-board/chair are taken back." in " ".join(said.split())
    (found,) = [each for each in quorate.json("meetings") if each["meeting"] == TRUSTS]
    assert found["apologies"] == []


def test_a_meeting_moves_with_everything_on_it(quorate: Quorate) -> None:
    assert quorate.json("meeting", "move", TRUSTS, "--to", "2020-03-18T10:00", *WHY)["accepted"]
    found = meeting(quorate, TRUSTS)
    assert (found["starts"], found["papers_by"]["basildon-trust-board"]) == (
        "2020-03-18T10:00:00Z",
        "2020-03-12",
    )


def test_a_meeting_begun_and_broken_off_goes_on_later(quorate: Quorate) -> None:
    done = quorate("meeting", "adjourn", IN_COMMON, "--to", "2020-02-06T13:30", *WHY)
    assert done.exit_code == 0, done.output
    assert meeting(quorate, IN_COMMON)["starts"] == "2020-02-06T13:30:00Z"


@pytest.mark.parametrize(("verb", "stage"), [("suspend", "suspended"), ("cancel", "cancelled")])
def test_the_items_of_a_meeting_that_is_lost_go_to_the_next(quorate: Quorate, verb: str, stage: str) -> None:
    assert quorate.json("meeting", verb, "mid-essex-ccg-2020-03-26", *WHY)["accepted"]
    assert meeting(quorate, "mid-essex-ccg-2020-03-26")["stage"] == stage
    assert meeting(quorate, "mid-essex-ccg-2020-05-28")["items"] == {"strategy": ["mid-essex-ccg"]}


def next_of(quorate: Quorate, body: str) -> dict[str, str] | None:
    (row,) = [each for each in quorate.json("show", "strategy")["rows"] if each["body"] == body]
    step: dict[str, str] | None = row["next_step"]
    return step


def test_a_meeting_that_is_lost_is_nobodys_next(quorate: Quorate) -> None:
    while next_of(quorate, "mid-essex-ccg"):
        listed = quorate.json("meetings", "--body", "mid-essex-ccg")
        (taking,) = [each["meeting"] for each in listed if each["items"] and each["stage"] == "called"]
        assert quorate.json("meeting", "cancel", taking, *WHY)["accepted"]
    (row,) = [each for each in quorate("show", "strategy").stdout.splitlines() if " mid-essex-ccg " in each]
    assert row.rstrip().endswith("no meeting fixed")
    assert quorate.json(*call("mid-essex-ccg", "2020-03-12T14:00"))["accepted"]
    assert next_of(quorate, "mid-essex-ccg") == {
        "at": "2020-03-12T14:00:00Z",
        "words": "its next meeting",
        "is_late": False,
    }


# --- late papers --------------------------------------------------------------------------

LATE = "papers late (due Thursday 5 March 2020)"


@pytest.fixture
def day_after(quorate: Quorate) -> Quorate:
    """The last day for the papers of the trusts has passed."""
    quorate("clock", "set", "2020-03-06T09:00")
    return quorate


def test_papers_that_are_not_out_after_their_day_are_shown_late(asked: Quorate, day_after: Quorate) -> None:
    step = next_of(day_after, "mid-essex-trust-board")
    assert step is not None
    assert step["words"] == f"the meeting that takes it, {LATE}"
    assert meeting(day_after, TRUSTS)["papers_late"] == list(meeting(asked, TRUSTS)["papers_by"])
    (row,) = [each for each in day_after("meetings").stdout.splitlines() if each.startswith(TRUSTS)]
    assert row.split()[-2:] == ["late", "strategy"]
    assert not meeting(asked, TRUSTS)["papers_late"]


def test_who_sends_papers_out_is_told_for_whom_they_are_late(day_after: Quorate) -> None:
    said = day_after("meeting", "papers", TRUSTS)
    assert f"The papers of {TRUSTS} are out, late for " in said.stdout
    assert "(due Thu 5 Mar 2020)" in said.stdout
    assert meeting(day_after, TRUSTS)["papers_late"]


def test_papers_that_went_out_in_time_are_never_late(quorate: Quorate) -> None:
    assert f"The papers of {TRUSTS} are out. " in quorate("meeting", "papers", TRUSTS).stdout
    quorate("clock", "set", "2020-03-06T09:00")
    assert not meeting(quorate, TRUSTS)["papers_late"]


# --- what is refused ----------------------------------------------------------------------


def call(body: str, at: str, name: str = "special") -> tuple[str, ...]:
    return ("meeting", "call", name, "--body", body, "--at", at)


REFUSED = [
    pytest.param(call("southend-ccg", "2020-02-27T13:30", IN_COMMON), "meeting-exists", id="called twice"),
    pytest.param(call("nobody", "2020-02-27T13:30"), "unknown-body", id="no such body"),
    pytest.param(call("southend-ccg", "2020-03-01T13:30"), "day-forbidden", id="on a Sunday"),
    pytest.param(call("southend-ccg", "2020-02-03T13:30"), "notice-too-short", id="in two days"),
    pytest.param(call("southend-ccg", "2020-01-27T13:30"), "starts-in-the-past", id="on a day that is past"),
    pytest.param(
        ("meeting", "move", TRUSTS, "--to", "2020-01-15T10:00", *WHY),
        "starts-in-the-past",
        id="moved to a day that is past",
    ),
    pytest.param(
        ("meeting", "adjourn", IN_COMMON, "--to", "2020-01-15T10:00", *WHY),
        "starts-in-the-past",
        id="to go on on a day that is past",
    ),
    pytest.param(call("chairs-group", "2020-02-27T13:30"), "meets-otherwise", id="it never meets"),
    pytest.param(("meeting", "papers", "special"), "no-such-meeting", id="not called"),
    pytest.param(
        ("meeting", "agenda", "special", "strategy"), "no-such-meeting", id="no agenda to put it on"
    ),
    pytest.param(
        ("meeting", "cancel", "design-group-2019-12-02", *WHY), "meeting-over", id="cancelled once held"
    ),
    pytest.param(
        ("meeting", "adjourn", TRUSTS, "--to", "2020-03-18T10:00", *WHY),
        "meeting-not-held-yet",
        id="broken off before it began",
    ),
    pytest.param(("meeting", "agenda", TRUSTS, "no-such"), "no-such-matter", id="no such matter"),
    pytest.param(
        ("meeting", "agenda", TRUSTS, "strategy", "--body", "eput-board"), "not-in-meeting", id="elsewhere"
    ),
    pytest.param(
        ("meeting", "agenda", TRUSTS, "strategy", "--body", "nelft"), "not-on-agenda", id="never asked"
    ),
    pytest.param(("meeting", "apologies", TRUSTS, "eput-board/chair"), "unknown-seat", id="a seat elsewhere"),
    pytest.param(
        ("meeting", "papers", TRUSTS, "--happened", "2020-02-29"), "in-the-future", id="tomorrow's deed"
    ),
    pytest.param(
        ("meeting", "papers", TRUSTS, "--as", "southend-hwb.secretary"),
        "not-your-body",
        id="the secretary of another body",
    ),
    pytest.param(
        ("hold", "strategy", "--reason", "x", "--as", "southend-hwb.secretary"),
        "not-your-body",
        id="a body's secretary does not hold a matter",
    ),
    pytest.param(
        (
            "window",
            "enter",
            "w",
            "2020-03-31",
            "2020-05-07",
            "--reason",
            "x",
            "--as",
            "nelft-board.secretary",
        ),
        "not-your-body",
        id="a body's secretary bars no publishing",
    ),
]


@pytest.mark.parametrize(("words", "code"), REFUSED)
def test_a_refusal_gives_its_code_and_a_sentence(asked: Quorate, words: tuple[str, ...], code: str) -> None:
    said = asked(*words)
    assert said.exit_code == 1, said.output
    assert said.stderr.startswith(f"Refused ({code}): ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(
            call("southend-ccg", "2020-02-03T13:30"),
            "The earliest day they allow is Thursday 6 February 2020.",
            id="the first day with notice enough",
        ),
        pytest.param(
            ("meeting", "apologies", TRUSTS, "mid-essex-trust-board/nobody"),
            "has a seat mid-essex-trust-board/nobody. The seats of a body stand in quorate body",
            id="the seat that is none",
        ),
        pytest.param(
            ("meeting", "papers", "special"), "List those there are with quorate meetings", id="where"
        ),
    ],
)
def test_a_refusal_says_what_to_do_next(asked: Quorate, words: tuple[str, ...], told: str) -> None:
    assert told in asked(*words).stderr


def test_the_earliest_day_that_is_told_is_lawful_and_the_day_before_is_not(quorate: Quorate) -> None:
    assert quorate.json(*call("southend-ccg", "2020-02-05T13:30"), code=1)["code"] == "notice-too-short"
    assert quorate.json(*call("southend-ccg", "2020-02-06T13:30"))["accepted"]


def test_papers_are_out_once(quorate: Quorate) -> None:
    quorate("meeting", "papers", TRUSTS)
    assert quorate.json("meeting", "papers", TRUSTS, code=1)["code"] == "papers-issued-already"


NOT_UNDERSTOOD = [
    pytest.param(("meeting", "call", "special", "--at", "2020-02-27T13:30"), id="a meeting of nobody"),
    pytest.param(("meeting", "call", "special", "--body", "eput-board"), id="a meeting at no hour"),
    pytest.param(("meeting", "apologies", TRUSTS, "chair"), id="a seat of no body"),
    pytest.param(("meeting", "move", TRUSTS, "--to", "next week", *WHY), id="an hour that is none"),
    pytest.param(("meeting", "cancel", TRUSTS), id="no reason"),
    pytest.param(("meeting", "papers", TRUSTS, "--happened", "yesterday"), id="a day that is none"),
]


@pytest.mark.parametrize("words", NOT_UNDERSTOOD)
def test_what_is_not_understood_ends_with_2(asked: Quorate, words: tuple[str, ...]) -> None:
    assert asked(*words).exit_code == 2


def test_the_secretary_of_a_body_acts_for_its_meetings(quorate: Quorate) -> None:
    assert quorate.json("meeting", "papers", TRUSTS, "--as", "mid-essex-trust-board.secretary")["accepted"]
