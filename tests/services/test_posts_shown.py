"""Posts, rounds and appointments as lists and pages show them, read from the register of both databases."""

from datetime import UTC, date, datetime

import pytest
from a_filled_house import (
    KNOWS_ONE,
    chose_nobody,
    defined,
    established,
    in_post,
    interviewed,
)
from a_partnership import PROGRAMME, SECRETARY
from a_post import (
    APPOINTMENT,
    EXTEND,
    ON_POST,
    PANEL,
    PARTICULARS,
    POST,
    RECRUITER,
    ROUND,
    TOWNS,
)
from structlog.testing import capture_logs

from models.errors import NotFound, NotPermitted
from models.events import By
from models.post_commands import (
    DecideRound,
    LetCandidateGo,
    OpenRound,
    PauseRound,
    ProposeExtension,
    ReachStage,
    ResumeRound,
    TellPartners,
)
from models.post_listings import PostLine
from models.posts import RoundStage
from models.values import Channel, Text
from services import ledger_checking, post_reading, post_records
from services.acting import House
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from tests.web.a_web import NobodyHears


@pytest.fixture
def house(database: Database) -> House:
    clock = RealClock()
    return House(database, Ledger(database, clock), clock, NobodyHears())


async def glance(house: House) -> PostLine:
    (line,) = await post_reading.posts(house, PROGRAMME)
    return line


def waiting(line: PostLine) -> dict[str, str]:
    return {each.dependant: each.words for each in line.dependants}


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


# --- at a glance --------------------------------------------------------------------------


async def test_before_all_have_agreed_there_is_no_such_post_g68(house: House) -> None:
    await defined(house)
    line = await glance(house)
    assert (line.established, line.holder, line.vacant_since) == (None, None, None)
    assert line.words == "Not established: not every body it serves has agreed to it yet."
    assert waiting(line)["crew"] == "blocked: the post has not been established"


async def test_a_post_nobody_holds_is_vacant_since_it_was_established(house: House) -> None:
    await established(house)
    line = await glance(house)
    assert line.vacant_since == date(2020, 1, 6)
    assert line.words == "Vacant since Monday 6 January 2020."
    assert waiting(line)["crew"] == "waits since Monday 6 January 2020: no round has been opened yet"
    assert [(each.words, each.source) for each in line.forecasts] == [("early in 2020", "a paper")]


async def test_an_open_round_is_shown_with_its_stage(house: House) -> None:
    await interviewed(house)
    line = await glance(house)
    assert line.round is not None
    assert (line.round.number, line.round.stage) == (1, RoundStage.INTERVIEWED)
    assert line.words == "Vacant since Monday 6 January 2020. Round 1 is open, at: interviewed."
    assert waiting(line)["crew"] == "waits since Monday 6 January 2020: a round is open to fill the post"


async def test_a_round_that_chose_nobody_blocks_what_waits_and_overtakes_the_forecast(house: House) -> None:
    await chose_nobody(house)
    line = await glance(house)
    assert line.round is None
    assert waiting(line) == dict.fromkeys(
        ("crew", "merger"),
        "blocked since Friday 24 January 2020: nobody holds the post, and no round is open",
    )
    (forecast,) = line.forecasts
    assert forecast.words == "early in 2020 (overtaken on Friday 24 January 2020)"


async def test_an_interim_holds_it_and_leaves_at_risk_what_needs_a_permanent_holder(house: House) -> None:
    filled = await in_post(house)
    line = await glance(house)
    assert line.holder is not None
    assert line.words == (
        "Held by Holder of interim-master: interim, from Monday 24 February 2020 to Monday 24 August 2020."
    )
    assert (line.vacant_since, line.ends) == (None, (line.holder,))
    assert waiting(line)["crew"] == "ready since Monday 24 February 2020: somebody holds the post"
    assert waiting(line)["merger"].startswith("at risk since Monday 24 February 2020")
    await filled.clock_shows(at(2020, 8, 25))
    gone = await glance(house)
    assert (gone.holder, gone.vacant_since, gone.ends) == (None, date(2020, 8, 25), ())


async def test_the_end_of_a_term_is_shown_within_six_months_and_not_before(house: House) -> None:
    filled = await in_post(house)
    assert [each.last for each in (await glance(house)).ends] == [date(2020, 8, 24)]
    last = date(2020, 11, 30)
    await filled.does(APPOINTMENT, ProposeExtension(last=last, matter=EXTEND))
    assert [each.last for each in (await glance(house)).ends] == [date(2020, 8, 24)], "only proposed so far"


async def test_one_post_has_everything_that_was_done_about_it(house: House) -> None:
    filled = await in_post(house)
    told = "round-1-nobody-appointed"
    await filled.does(ON_POST, TellPartners(subject=told, words=Text.of("no change")))
    found = await post_reading.post(house, PROGRAMME, POST)
    assert [each.words for each in found.rounds] == ["closed on Friday 24 January 2020: nobody was appointed"]
    assert [each.words for each in found.appointments] == [
        "in post since Monday 24 February 2020, to Monday 24 August 2020"
    ]
    assert [each.short for each in found.serves] == list(TOWNS)
    assert (found.told, found.secretary.person) == (("appointment-1-started", told), RECRUITER)


async def test_what_is_not_there_is_not_found(house: House) -> None:
    await defined(house)
    with pytest.raises(NotFound, match="unknown-post"):
        await post_reading.post(house, PROGRAMME, "nobody")
    with pytest.raises(NotFound, match="no-such-round"):
        await post_reading.round_board(house, PROGRAMME, POST, 1)
    with pytest.raises(NotFound, match="no-such-round"):
        await post_records.round_record(house, PROGRAMME, POST, 1)
    with pytest.raises(NotFound, match="no-such-appointment"):
        await post_reading.appointment(house, PROGRAMME, POST, 1)


# --- one round ----------------------------------------------------------------------------


async def test_a_round_is_a_board_of_stages_planned_reached_or_left_out_with_its_reason_g66(
    house: House,
) -> None:
    filled = await established(house)
    planned = {RoundStage.ADVERTISED: date(2020, 1, 6), RoundStage.SHORTLISTED: date(2020, 1, 8)}
    await filled.does(ROUND, OpenRound(post=POST, number=1, planned=planned))
    await filled.does(ROUND, ReachStage(stage=RoundStage.ADVERTISED, closes=date(2020, 1, 7)))
    await filled.clock_shows(at(2020, 1, 9))
    board = await post_reading.round_board(house, PROGRAMME, POST, 1)
    stages = {each.stage: each for each in board.stages}
    assert stages[RoundStage.ADVERTISED].reached is not None
    assert stages[RoundStage.LONGLISTED].omitted_because == "few are expected to apply"
    assert [each.stage for each in board.stages if each.is_next] == [RoundStage.CLOSED]
    assert [each.stage for each in board.stages if each.is_late] == [RoundStage.SHORTLISTED]
    assert board.next_step is not None
    assert board.next_step.words == "applications close with Tuesday 7 January 2020"


async def test_a_paused_round_says_since_when_and_why_and_how_long_candidates_are_kept(house: House) -> None:
    filled = await interviewed(house)
    await filled.does(ROUND, PauseRound(reason=Text.of("the pandemic")))
    board = await post_reading.round_board(house, PROGRAMME, POST, 1)
    assert (board.words, board.reason) == (
        "paused since Monday 6 January 2020, at: interviewed",
        "the pandemic",
    )
    assert board.next_step is not None
    assert board.next_step.words == "what was typed of whoever applied is erased"
    assert board.erase_from == date(2020, 7, 4)


async def test_once_interviews_were_held_nothing_comes_before_the_panel_decides(house: House) -> None:
    filled = await interviewed(house)
    board = await post_reading.round_board(house, PROGRAMME, POST, 1)
    assert not any(each.is_next for each in board.stages)
    await filled.does(ROUND, DecideRound(candidate="c-1", present=(PANEL[0], PANEL[2])))
    chosen = await post_reading.round_board(house, PROGRAMME, POST, 1)
    assert [each.stage for each in chosen.stages if each.is_next] == [RoundStage.OFFERED]
    assert [each.reference for each in chosen.candidates if each.is_chosen] == ["c-1"]


async def test_a_second_round_follows_the_first_with_the_same_steps_left_out(house: House) -> None:
    filled = await chose_nobody(house)
    await filled.does(f"recruitment/{POST}/2", OpenRound(post=POST, number=2))
    second = await post_reading.round_board(house, PROGRAMME, POST, 2)
    assert second.after == 1
    assert [each.omitted_because for each in second.stages if each.is_omitted] == [
        "few are expected to apply"
    ]


async def test_the_panels_decision_is_shown_with_who_had_an_interest(house: House) -> None:
    await chose_nobody(house)
    board = await post_reading.round_board(house, PROGRAMME, POST, 1)
    assert (board.figures, board.reason, board.chosen) == ("2 to 0", "none met the standard", None)
    assert board.panel is not None
    assert [each.person for each in board.panel.members if each.has_interest] == [PANEL[1]]
    assert [each.person for each in board.panel.members if each.was_present] == [PANEL[0], PANEL[2]]
    assert [each.due.words for each in board.overtaken] == ["early in 2020"]
    assert not any(each.is_next for each in board.stages), "nobody was chosen, so nobody is offered it"


# --- who the candidates are ---------------------------------------------------------------


async def test_no_list_board_or_record_says_who_a_candidate_is(house: House) -> None:
    filled = await interviewed(house)
    await filled.does(ROUND, LetCandidateGo(reference="c-2"))
    shown = [
        await post_reading.posts(house, PROGRAMME),
        await post_reading.post(house, PROGRAMME, POST),
        await post_reading.round_board(house, PROGRAMME, POST, 1),
        await post_records.round_record(house, PROGRAMME, POST, 1),
    ]
    for each in shown:
        assert PARTICULARS not in repr(each)
        assert KNOWS_ONE not in repr(each)
    board = await post_reading.round_board(house, PROGRAMME, POST, 1)
    assert [(each.reference, each.left is not None) for each in board.candidates] == [
        ("c-1", False),
        ("c-2", True),
    ]


async def test_whoever_runs_the_post_reads_who_the_candidates_are_and_nobody_else(house: House) -> None:
    await interviewed(house)
    with capture_logs() as logged:
        found = await post_reading.particulars(house, PROGRAMME, by(RECRUITER), POST, 1)
    assert [(each["event"], each["person"]) for each in logged] == [("particulars.read", RECRUITER)]
    assert {each.reference: each.particulars for each in found.candidates} == {
        "c-1": PARTICULARS,
        "c-2": PARTICULARS,
    }
    assert found.interests == {PANEL[1]: KNOWS_ONE}
    for other in (SECRETARY, PANEL[0], "east-clerk"):
        with pytest.raises(NotPermitted, match="not-who-runs-the-post"):
            await post_reading.particulars(house, PROGRAMME, by(other), POST, 1)


def by(person: str) -> By:
    return By(person=person, channel=Channel.COMMAND)


async def test_an_old_pause_is_no_reason_for_what_the_panel_decided(house: House) -> None:
    filled = await interviewed(house)
    await filled.does(ROUND, PauseRound(reason=Text.of("the pandemic")))
    await filled.does(ROUND, ResumeRound(reason=Text.of("it goes on")))
    await filled.does(ROUND, DecideRound(candidate="c-1", present=(PANEL[0], PANEL[2])))
    board = await post_reading.round_board(house, PROGRAMME, POST, 1)
    assert board.reason == ""


async def test_the_register_made_anew_from_the_ledger_is_the_same(house: House) -> None:
    filled = await in_post(house)
    await filled.does(f"recruitment/{POST}/2", OpenRound(post=POST, number=2))
    await filled.does(f"recruitment/{POST}/2", PauseRound(reason=Text.of("the pandemic")))
    rebuilt = await ledger_checking.rebuild(house, PROGRAMME)
    assert (rebuilt.is_whole, rebuilt.different) == (True, ())
