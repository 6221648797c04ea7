"""The command line: a post established, a round that chooses nobody, an interim proposed, begun, extended."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog
from a_command import NOBODY, Quorate, a_copy, an_empty_installation
from a_filled_house import Filled, defined
from a_partnership import PROGRAMME, SECRETARY
from a_post import CONFIRM, EXTEND, INTERIM, OFFICE, PANEL, PARTICULARS, PERMANENT, POST, RECRUIT, RECRUITER

from models.acts import Due
from models.post_commands import StartAppointment
from services.opening import opened

RUNS = ("--as", RECRUITER)
ON = (POST, "1")
CORRECTION = "this one is called otherwise"
INTERIM_FOR_SIX_MONTHS = (
    *("appointment", "propose", *ON, "--person", INTERIM, "--kind", "interim"),
    *("--matter", CONFIRM, "--hoped", "towards the end of February", "--last", "2020-08-24"),
)
DECIDE = ("round", "decide", *ON, "--present", PANEL[0], "--present", PANEL[2], "--figures", "2-0")
STAGES = ("advertised", "closed", "longlisted", "shortlisted", "stakeholders-heard", "interviewed", "offered")
LEFT_OUT = tuple(word for stage in STAGES for word in ("--omitted", f"{stage}:chosen by the towns"))


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    quorate = an_empty_installation(tmp_path_factory.mktemp("posts"))

    async def begin() -> None:
        async with opened(quorate.settings.database_url, NOBODY, "default", "quorate") as house:
            await (await defined(house)).confirm(RECRUIT)

    with structlog.testing.capture_logs():
        asyncio.run(begin())
    return quorate


@pytest.fixture
def quorate(once: Quorate, tmp_path: Path) -> Quorate:
    return a_copy(once, tmp_path)


def done(quorate: Quorate, *words: str, typed: str = "") -> str:
    said = quorate(*words, typed=typed)
    assert said.exit_code == 0, said.output
    return " ".join(said.stdout.split())


def established(quorate: Quorate) -> Quorate:
    done(quorate, "post", "establish", POST, "--matter", RECRUIT, *RUNS)
    return quorate


def interviewed(quorate: Quorate) -> Quorate:
    established(quorate)
    done(quorate, "round", "open", *ON, "--planned", "advertised:2020-01-06", *RUNS)
    done(quorate, "round", "panel", *ON, *(w for each in PANEL for w in ("--member", each)), "--quorum", "2")
    for reference in ("c-1", "c-2"):
        entering = ("round", "candidate", *ON, reference, "--particulars", "-", *RUNS)
        done(quorate, *entering, typed=PARTICULARS)
    done(quorate, "round", "stage", *ON, "advertised", "--closes", "2020-01-06")
    for stage in ("closed", "shortlisted", "stakeholders-heard", "interviewed"):
        done(quorate, "round", "stage", *ON, stage)
    return quorate


def confirmed(quorate: Quorate, matter: str) -> None:
    async def confirm() -> None:
        async with opened(quorate.settings.database_url, NOBODY, "default", "quorate") as house:
            await Filled(house).confirm(matter)

    with structlog.testing.capture_logs():
        asyncio.run(confirm())


def begun(quorate: Quorate) -> Quorate:
    """The interim is in post, from Monday 24 February 2020."""
    established(quorate)
    done(quorate, *INTERIM_FOR_SIX_MONTHS)
    done(quorate, "appointment", "eligibility", *ON, "--passed", "--evidence", "the register")
    confirmed(quorate, CONFIRM)
    done(quorate, "appointment", "request-sign-off", *ON, "--interviewed", "3", *LEFT_OUT)
    done(
        quorate, "appointment", "answer", *ON, "--answer", "granted", "--by", OFFICE, "--evidence", "a letter"
    )
    done(quorate, "appointment", "start", *ON, "--first", "2020-02-24")
    starts = datetime(2020, 2, 24, tzinfo=UTC)
    done(quorate, "clock", "set", "2020-02-24T09:00")

    async def begin() -> None:
        async with opened(quorate.settings.database_url, NOBODY, "default", "quorate") as house:
            due = Due(stream=f"appointment/{POST}/1", command=StartAppointment(due=starts))
            await house.ledger.do_due(due)

    with structlog.testing.capture_logs():
        asyncio.run(begin())
    return quorate


# --- a post -------------------------------------------------------------------------------


def test_a_post_is_established_once_all_have_agreed_and_twice_is_refused(quorate: Quorate) -> None:
    assert quorate.json("post", "establish", POST, "--matter", CONFIRM, code=1)["code"] == "not-all-confirmed"
    establish = ("post", "establish", POST, "--matter", RECRUIT, "--key", "mine", *RUNS)
    assert f"{POST} is established." in done(quorate, *establish)
    assert "That was so already." in done(quorate, *establish)
    assert quorate.json("post", "establish", POST, code=1)["code"] == "post-exists"


def test_a_post_that_stood_before_its_record_began_is_established_for_a_reason(quorate: Quorate) -> None:
    assert quorate.json("post", "establish", POST, *RUNS, code=1)["code"] == "matter-or-reason"
    reason = "The towns have shared one since 2013."
    both = ("post", "establish", POST, "--matter", RECRUIT, "--reason", reason, *RUNS)
    assert quorate.json(*both, code=1)["code"] == "matter-or-reason"
    done(quorate, "post", "establish", POST, "--reason", reason, *RUNS)
    assert f"It stood before its record began here: {reason}" in done(quorate, "post", "show", POST)


def test_posts_at_a_glance(quorate: Quorate) -> None:
    established(quorate)
    done(quorate, "post", "forecast", POST, "--due", "early in 2020", "--source", "a paper")
    told = done(quorate, "post", "list")
    assert "Vacant since Monday 6 January 2020." in told
    assert "early in 2020" in told
    shown = done(quorate, "post", "show", POST)
    assert "Roles: Harbour Master; Master of Pilots." in shown
    assert "Serves: east, north, south." in shown
    assert "Forecast: early in 2020, from a paper." in shown
    (line,) = quorate.json("post", "list")
    assert (line["post"], line["holder"]) == (POST, None)


def test_everyone_concerned_is_told_once(quorate: Quorate) -> None:
    interviewed(quorate)
    tell = ("post", "tell", POST, "round-1-nobody-appointed", "--words", "no change at the moment")
    assert quorate.json(*tell, code=1)["code"] == "nothing-to-tell"
    done(quorate, *DECIDE, "--nobody", "--reason", "none met the standard", *RUNS)
    assert "They can be told now of: round-1-nobody-appointed." in done(quorate, "post", "show", POST)
    refused = quorate.json(*tell[:3], "round-01", *tell[4:], code=1)
    assert refused["code"] == "not-to-tell-now"
    assert "What can be told now: round-1-nobody-appointed." in refused["words"]
    assert "Everyone concerned is told of round-1-nobody-appointed." in done(quorate, *tell)
    number = quorate.json("ledger", "show")[-1]["number"]
    done(quorate, *tell[:4], "--words", "in other words")
    assert quorate.json("ledger", "show")[-1]["number"] == number


def test_a_forecast_says_how_its_words_were_read_and_is_refused_where_they_say_no_day(
    quorate: Quorate,
) -> None:
    established(quorate)
    said = ("post", "forecast", POST, "--source", "a paper", "--due")
    between = "read as between Wed 1 Jan 2020 and Tue 31 Mar 2020."
    assert between in done(quorate, *said, "early in 2020")
    assert "read as Mon 24 Feb 2020." in done(quorate, *said, "24 February 2020")
    assert quorate.json(*said, "31 June 2020", code=1)["code"] == "says-no-day"
    assert quorate.json(*said, "whenever it suits", code=1)["code"] == "says-no-day"
    assert quorate.json(*said, "late in 2019", code=1)["code"] == "due-in-the-past"
    assert "in words alone." in done(quorate, *said, "whenever it suits", "--no-day")


def test_what_a_panel_chose_may_fall_through(quorate: Quorate) -> None:
    interviewed(quorate)
    fell = ("round", "fell-through", *ON, "--reason", "the offer was declined")
    assert quorate.json(*fell, code=1)["code"] == "nobody-chosen"
    done(quorate, *DECIDE, "--candidate", "c-1", *RUNS)
    assert "Somebody has been chosen, and has still to begin." in done(quorate, "post", "list")
    assert f"What round 1 for {POST} had chosen fell through." in done(quorate, *fell)
    assert "that fell through on Monday 6 January 2020" in done(quorate, "post", "show", POST)


# --- a round ------------------------------------------------------------------------------


def test_a_round_that_appoints_nobody_and_its_record(quorate: Quorate) -> None:
    interviewed(quorate)
    done(quorate, "post", "forecast", POST, "--due", "early in 2020", "--source", "a paper")
    done(quorate, "round", "interest", *ON, PANEL[1], "--nature", "-", typed="was their tutor")
    assert "say either --candidate REFERENCE or --nobody" in quorate(*DECIDE).output
    told = done(quorate, *DECIDE, "--nobody", "--reason", "none met the standard", *RUNS)
    assert f"Round 1 for {POST} is closed: nobody was chosen." in told
    shown = done(quorate, "round", "show", *ON)
    assert "nobody was appointed" in shown
    assert "left out: few are expected to apply" in shown
    assert "Forecast overtaken: early in 2020, from a paper." in shown
    record = done(quorate, "round", "explain", *ON)
    assert "2 of the panel decided, 2 to 0; its quorum is 2." in record
    assert "“none met the standard”" in record
    again = quorate.json("round", "stage", *ON, "interviewed", code=1)
    assert again["code"] == "round-closed"


def test_a_candidate_that_was_chosen_is_named_by_reference(quorate: Quorate) -> None:
    interviewed(quorate)
    done(quorate, "round", "let-go", *ON, "c-2")
    assert quorate.json(*DECIDE, "--candidate", "c-2", code=1)["code"] == "no-such-candidate"
    assert "c-1 was chosen" in done(quorate, *DECIDE, "--candidate", "c-1")
    assert "Chosen: c-1." in done(quorate, "round", "show", *ON)


def test_particulars_are_shown_to_whoever_runs_the_post_on_an_explicit_command(quorate: Quorate) -> None:
    interviewed(quorate)
    assert PARTICULARS in done(quorate, "round", "particulars", *ON, *RUNS)
    assert quorate.json("round", "particulars", *ON, code=1)["code"] == "not-who-runs-the-post"
    for words in (
        ("post", "list"),
        ("post", "show", POST),
        ("round", "show", *ON),
        ("round", "explain", *ON),
    ):
        assert PARTICULARS not in done(quorate, *words, "--json"), words


def test_a_round_is_paused_resumed_and_withdrawn(quorate: Quorate) -> None:
    established(quorate)
    done(quorate, "round", "open", *ON)
    done(quorate, "round", "omit", *ON, "stakeholders-heard", "--reason", "they chose the panel")
    assert "is paused" in done(quorate, "round", "pause", *ON, "--reason", "the pandemic")
    shown = done(quorate, "round", "show", *ON)
    assert "paused since Monday 6 January 2020" in shown
    assert "“the pandemic”" in shown
    assert quorate.json("round", "stage", *ON, "closed", code=1)["code"] == "round-paused"
    assert "goes on" in done(quorate, "round", "resume", *ON, "--reason", "it is over")
    assert "is withdrawn" in done(quorate, "round", "withdraw", *ON, "--reason", "it is not wanted")
    opened_again = done(quorate, "round", "open", POST, "2")
    assert f"Round 2 for {POST} is open." in opened_again
    assert "It follows round 1." in done(quorate, "round", "show", POST, "2")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        pytest.param(("stage", *ON, "sworn-in"), "is no stage", id="no such stage"),
        pytest.param(("open", *ON, "--planned", "advertised"), "is no date", id="a stage without its day"),
        pytest.param((*DECIDE[1:-1], "many", "--nobody"), "7-2", id="figures that are none"),
        pytest.param(("open", POST, "0"), "give 1 or more", id="round nought"),
    ],
)
def test_what_cannot_be_read_is_a_fault_of_usage(
    quorate: Quorate, words: tuple[str, ...], complaint: str
) -> None:
    said = quorate("round", *words)
    assert said.exit_code == 2, said.output
    assert complaint in " ".join(said.output.split())


# --- who the candidates are ---------------------------------------------------------------


def test_who_a_candidate_is_is_read_from_a_file_and_never_from_the_command_line(
    quorate: Quorate, tmp_path: Path
) -> None:
    """Arguments stand in the list of processes, and in the history of the shell."""
    established(quorate)
    done(quorate, "round", "open", *ON)
    entering = ("round", "candidate", *ON, "c-1", "--particulars")
    said = quorate(*entering, PARTICULARS)
    assert said.exit_code == 2
    assert "name a file of text" in " ".join(said.output.split())
    assert PARTICULARS not in said.output
    for name, words in (("who", PARTICULARS), ("known", f"{PERMANENT}\n"), ("empty", " \n")):
        (tmp_path / name).write_text(words)
    assert quorate(*entering, str(tmp_path / "empty")).exit_code == 2
    known_as = ("--known-as", str(tmp_path / "known"))
    assert quorate(*entering, str(tmp_path / "who"), "--known-as", str(tmp_path / "who")).exit_code == 2
    done(quorate, *entering, str(tmp_path / "who"), *known_as)
    found = quorate.json("round", "particulars", *ON, *RUNS)["candidates"]
    assert [(each["particulars"], each["person"]) for each in found] == [(PARTICULARS, PERMANENT)]


def test_what_a_line_of_a_round_should_have_said_is_read_with_the_particulars_alone(quorate: Quorate) -> None:
    interviewed(quorate)
    lines = quorate.json("ledger", "show", f"recruitment/{POST}/1")
    number = next(each["number"] for each in lines if each["event"]["kind"] == "candidate-entered")
    correcting = ("correct", f"recruitment/{POST}/1", str(number))
    for refused in ((), ("--words", CORRECTION), ("--words", CORRECTION, "--words-in", "-")):
        assert quorate(*correcting, *refused, typed=CORRECTION).exit_code == 2
    done(quorate, *correcting, "--words-in", "-", typed=CORRECTION)
    for words in (("ledger", "show"), ("round", "explain", *ON), ("round", "show", *ON)):
        for as_json in ((), ("--json",)):
            assert CORRECTION not in done(quorate, *words, *as_json), words
    assert f"Line {number} is corrected" in done(quorate, "round", "particulars", *ON, *RUNS)
    assert CORRECTION in done(quorate, "round", "particulars", *ON, *RUNS)


# --- an appointment -----------------------------------------------------------------------


def test_an_appointment_says_what_it_waits_for_until_it_has_begun(quorate: Quorate) -> None:
    established(quorate)
    assert f"Appointment 1 to {POST} is proposed." in done(quorate, *INTERIM_FOR_SIX_MONTHS)
    told = done(quorate, "appointment", "show", *ON)
    assert "Waits for: whether this person may hold the post has not been found yet." in told
    assert "Waits for: east has not confirmed." in told
    assert "Waits for: the outside sign-off has not been asked for." in told
    assert "Hoped to begin: towards the end of February." in told
    record = done(quorate, "appointment", "explain", *ON)
    assert "Decision record: appointment 1 to the Harbour Master" in record
    assert "is proposed as" in record
    assert "“towards the end of February”" in record
    assert quorate.json("appointment", "explain", POST, "2", code=1)["code"] == "no-such-appointment"


def test_the_time_of_the_office_outside_stands_still_while_it_waits_for_us_g71(quorate: Quorate) -> None:
    established(quorate)
    done(quorate, *INTERIM_FOR_SIX_MONTHS)
    done(quorate, "appointment", "eligibility", *ON, "--passed", "--evidence", "the register")
    confirmed(quorate, CONFIRM)
    request = ("appointment", "request-sign-off", *ON, "--interviewed", "3")
    assert quorate.json(*request, code=1)["code"] == "step-unexplained"
    done(quorate, *request, *LEFT_OUT)
    assert "has 10 working days left" in done(quorate, "appointment", "show", *ON)
    done(quorate, "appointment", "await", *ON, "--reason", "the references")
    told = done(quorate, "appointment", "show", *ON)
    assert "stands still since Monday 6 January 2020, with 10 working days left" in told
    assert "It waits for: “the references”" in told
    done(quorate, "appointment", "supply", *ON)
    assert "has 10 working days left" in done(quorate, "appointment", "show", *ON)
    assert "Left out: offered, “chosen by the towns”" in done(quorate, "appointment", "show", *ON)


def test_a_term_of_months_says_its_last_day_once_the_first_is_fixed(quorate: Quorate) -> None:
    established(quorate)
    terms = ("--person", INTERIM, "--kind", "interim", "--matter", CONFIRM, "--months", "6")
    both = quorate.json("appointment", "propose", *ON, *terms, "--last", "2020-08-24", code=1)
    assert both["code"] == "last-or-months"
    done(quorate, "appointment", "propose", *ON, *terms)
    done(quorate, "appointment", "eligibility", *ON, "--passed", "--evidence", "the register")
    assert "Its term: 6 months from its first day." in done(quorate, "appointment", "show", *ON)
    confirmed(quorate, CONFIRM)
    done(quorate, "appointment", "request-sign-off", *ON, *LEFT_OUT)
    done(
        quorate, "appointment", "answer", *ON, "--answer", "granted", "--by", OFFICE, "--evidence", "a letter"
    )
    early = quorate.json("appointment", "start", *ON, "--first", "2019-01-01", code=1)
    assert early["code"] == "starts-too-soon"
    alone = ("appointment", "start", *ON, "--first", "2020-02-24", "--hand-over-until", "2020-03-06")
    assert quorate.json(*alone, code=1)["code"] == "nobody-hands-over"
    done(quorate, "appointment", "start", *ON, "--first", "2020-02-24")
    assert "Last day: Mon 24 Aug 2020." in done(quorate, "appointment", "show", *ON)


def test_an_interim_is_in_post_extended_and_ends_early(quorate: Quorate) -> None:
    begun(quorate)
    assert "Held by Holder of interim-master" in done(quorate, "post", "list")
    extend = ("appointment", "extend", *ON, "--last", "2021-03-31", "--matter", EXTEND)
    assert "Wed 31 Mar 2021" in done(quorate, *extend)
    assert quorate.json("appointment", "confirm-extension", *ON, code=1)["code"] == "not-all-confirmed"
    confirmed(quorate, EXTEND)
    told = done(quorate, "appointment", "show", *ON)
    assert "Extension to Wed 31 Mar 2021:" in told
    assert "Waits for: the outside sign-off has not been asked for." in told
    done(quorate, "appointment", "request-sign-off", *ON)
    done(
        quorate, "appointment", "answer", *ON, "--answer", "granted", "--by", OFFICE, "--evidence", "another"
    )
    assert "to Wednesday 31 March 2021" in done(quorate, "appointment", "show", *ON)
    end = ("appointment", "end-early", *ON, "--last", "2020-12-31", "--reason", "another was found")
    assert "ends on Thu 31 Dec 2020" in done(quorate, *end)
    assert "Former last day: Mon 24 Aug 2020." in done(quorate, "appointment", "show", *ON)


def test_an_appointment_that_has_begun_is_not_withdrawn(quorate: Quorate) -> None:
    withdraw = ("appointment", "withdraw", *ON, "--reason", "it is not wanted")
    begun(quorate)
    assert quorate.json(*withdraw, code=1)["code"] == "started-already"


def test_an_appointment_is_withdrawn_before_it_begins(quorate: Quorate) -> None:
    established(quorate)
    done(quorate, *INTERIM_FOR_SIX_MONTHS)
    assert "is withdrawn" in done(quorate, "appointment", "withdraw", *ON, "--reason", "it is not wanted")
    assert "withdrawn on Monday 6 January 2020" in done(quorate, "appointment", "show", *ON)


def test_nobody_but_an_office_or_whoever_runs_the_post_acts_on_it(quorate: Quorate) -> None:
    for person in (RECRUITER, SECRETARY):
        assert quorate.json("post", "establish", POST, "--as", person, "--matter", CONFIRM, code=1)[
            "code"
        ] == ("not-all-confirmed")
    assert quorate.json("post", "establish", POST, "--as", "east-clerk", code=1)["code"] == "not-your-body"
    assert quorate.json("post", "show", POST)["post"] == POST
    assert PROGRAMME in str(quorate.json("clock", "show"))
