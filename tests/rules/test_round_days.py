"""On which days a round comes to its stages, and until when applications come in (G66)."""

from datetime import UTC, date, datetime

import pytest
from a_post import PANEL, POST, RECRUITER, ROUND, WHY, Filling, an_established_post

from models.commands import Command
from models.post_commands import (
    DecideRound,
    DeclarePanelInterest,
    EnterCandidate,
    LetCandidateGo,
    OpenRound,
    PauseRound,
    PlanStages,
    ReachStage,
    ResumeRound,
    SetPanel,
    WithdrawRound,
)
from models.posts import RoundStage
from models.values import Text
from rules.calendar import end_of
from rules.round_days import is_overtaken, reached_on

CLOSES = date(2020, 1, 20)
CLOSED = ReachStage(stage=RoundStage.CLOSED)


def advertised(closes: date) -> ReachStage:
    return ReachStage(stage=RoundStage.ADVERTISED, closes=closes)


@pytest.fixture
def filling() -> Filling:
    """Advertised on Monday 6 January 2020, for applications to Monday the 20th."""
    opened = an_established_post()
    opened.open_round()
    opened.does(ROUND, advertised(CLOSES))
    return opened


def dated(filling: Filling, command: Command, day: date) -> str:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return filling.register.do(ROUND, command, RECRUITER, noon)


# --- applications -------------------------------------------------------------------------


def test_an_advertisement_may_come_to_run_longer_and_not_shorter(filling: Filling) -> None:
    assert filling.do(ROUND, advertised(CLOSES)) == "nothing"
    assert filling.do(ROUND, advertised(date(2020, 1, 17))) == "closes-earlier"
    filling.does(ROUND, advertised(date(2020, 1, 31)))
    filling.until(ROUND, "close-applications")
    assert filling.register.at == end_of(date(2020, 1, 31))
    assert reached_on(filling.round(), RoundStage.ADVERTISED) == date(2020, 1, 6), "as it was at first"


def test_once_applications_have_closed_they_have_no_other_last_day(filling: Filling) -> None:
    filling.until(ROUND, "close-applications")
    assert filling.do(ROUND, advertised(date(2020, 2, 28))) == "applications-closed"
    filling.does(ROUND, PauseRound(reason=WHY))
    later = ResumeRound(reason=WHY, closes=date(2020, 2, 28))
    assert filling.do(ROUND, later) == "applications-closed"
    filling.does(ROUND, ResumeRound(reason=WHY))
    assert filling.round().closes == CLOSES


def test_only_an_advertisement_has_a_last_day_for_applications(filling: Filling) -> None:
    filling.until(ROUND, "close-applications")
    listed = ReachStage(stage=RoundStage.SHORTLISTED, closes=date(2020, 5, 1))
    assert filling.do(ROUND, listed) == "closes-not-advertised"
    assert filling.round().closes == CLOSES


def test_applications_do_not_close_before_their_last_day(filling: Filling) -> None:
    assert filling.do(ROUND, CLOSED) == "applications-open"
    filling.at(date(2020, 1, 19))
    assert filling.do(ROUND, CLOSED) == "applications-open"
    filling.at(CLOSES, 17)
    assert filling.do(ROUND, CLOSED) == "done"


def test_applications_that_close_at_midnight_closed_with_the_day_before(filling: Filling) -> None:
    filling.until(ROUND, "close-applications")
    assert filling.register.at == end_of(CLOSES)
    assert reached_on(filling.round(), RoundStage.CLOSED) == CLOSES


# --- stages in their order ------------------------------------------------------------------


def test_no_stage_is_dated_before_the_one_it_follows(filling: Filling) -> None:
    filling.until(ROUND, "close-applications")
    filling.at(date(2020, 2, 3))
    shortlisted = ReachStage(stage=RoundStage.SHORTLISTED)
    assert dated(filling, shortlisted, date(2020, 1, 17)) == "before-its-stage"
    assert dated(filling, shortlisted, date(2020, 1, 21)) == "done"


def test_a_panel_does_not_decide_on_a_day_before_its_interviews() -> None:
    filling = an_established_post()
    filling.open_round()
    filling.at(date(2020, 2, 3))
    filling.interview()
    filling.at(date(2020, 2, 5))
    nobody = DecideRound(present=PANEL, reason=WHY)
    assert dated(filling, nobody, date(2020, 1, 31)) == "before-its-stage"
    assert filling.do(ROUND, nobody) == "done"


def test_nothing_is_offered_on_a_day_before_the_panel_chose() -> None:
    filling = an_established_post()
    filling.open_round()
    filling.interview()
    filling.at(date(2020, 2, 5))
    filling.does(ROUND, DecideRound(candidate="c-1", present=PANEL))
    offered = ReachStage(stage=RoundStage.OFFERED)
    assert dated(filling, offered, date(2020, 2, 4)) == "before-its-stage"
    assert dated(filling, offered, date(2020, 2, 5)) == "in-the-future"
    assert filling.do(ROUND, offered) == "done"


# --- a pause ------------------------------------------------------------------------------


def test_a_round_does_not_go_on_before_it_was_paused(filling: Filling) -> None:
    filling.at(date(2020, 1, 13))
    filling.does(ROUND, PauseRound(reason=WHY))
    assert dated(filling, ResumeRound(reason=WHY), date(2020, 1, 10)) == "before-it-paused"


def test_a_candidate_may_leave_a_round_that_stands_still(filling: Filling) -> None:
    filling.does(ROUND, EnterCandidate(reference="c-1", particulars=Text.of("somebody")))
    filling.does(ROUND, PauseRound(reason=WHY))
    assert filling.do(ROUND, LetCandidateGo(reference="c-1")) == "done"
    assert not filling.round().standing_candidates


# --- interests ----------------------------------------------------------------------------


def test_what_a_member_declares_besides_is_kept_too_g37(filling: Filling) -> None:
    filling.does(ROUND, SetPanel(members=PANEL, quorum=2))
    first, second = Text.of("the sister of c-1"), Text.of("taught c-2")
    filling.does(ROUND, DeclarePanelInterest(person=PANEL[0], nature=first))
    filling.does(ROUND, DeclarePanelInterest(person=PANEL[0], nature=second))
    again = DeclarePanelInterest(person=PANEL[0], nature=Text.of(first.words))
    assert filling.do(ROUND, again) == "nothing"
    filling.does(ROUND, SetPanel(members=PANEL, quorum=1))
    panel = filling.round().panel
    assert panel is not None
    assert panel.declared == {PANEL[0]: (first, second)}


# --- days that were planned ---------------------------------------------------------------

SHORTLIST, INTERVIEW = date(2020, 1, 23), date(2020, 3, 2)


def former(filling: Filling) -> list[RoundStage]:
    """What is planned no longer."""
    return [each for each in RoundStage if is_overtaken(filling.round(), each)]


@pytest.fixture
def planned() -> Filling:
    filling = an_established_post()
    days = {
        RoundStage.CLOSED: CLOSES,
        RoundStage.SHORTLISTED: SHORTLIST,
        RoundStage.INTERVIEWED: INTERVIEW,
        RoundStage.OFFERED: date(2020, 3, 9),
    }
    filling.does(ROUND, OpenRound(post=POST, number=1, planned=days), advertised(CLOSES))
    return filling


def test_while_a_round_is_paused_no_day_of_it_is_planned_any_more(planned: Filling) -> None:
    assert former(planned) == []
    planned.does(ROUND, PauseRound(reason=WHY))
    assert RoundStage.ADVERTISED not in former(planned), "it was reached"
    assert former(planned) == [
        RoundStage.CLOSED,
        RoundStage.SHORTLISTED,
        RoundStage.INTERVIEWED,
        RoundStage.OFFERED,
    ]


def test_what_was_planned_before_it_went_on_is_planned_no_longer_and_the_rest_is(planned: Filling) -> None:
    planned.does(ROUND, PauseRound(reason=WHY))
    planned.at(date(2020, 2, 3))
    planned.does(ROUND, ResumeRound(reason=WHY, closes=date(2020, 2, 14)))
    assert former(planned) == [RoundStage.CLOSED, RoundStage.SHORTLISTED]
    planned.does(ROUND, PlanStages(planned={RoundStage.SHORTLISTED: date(2020, 2, 20)}))
    assert former(planned) == [RoundStage.CLOSED]


def test_a_pause_after_applications_closed_overtakes_what_lay_in_it(planned: Filling) -> None:
    planned.until(ROUND, "close-applications")
    planned.does(ROUND, PauseRound(reason=WHY))
    planned.at(date(2020, 2, 3))
    planned.does(ROUND, ResumeRound(reason=WHY))
    assert former(planned) == [RoundStage.SHORTLISTED]


def test_a_later_last_day_for_applications_overtakes_what_was_planned_before_it(planned: Filling) -> None:
    planned.does(ROUND, advertised(date(2020, 1, 31)))
    assert former(planned) == [RoundStage.CLOSED, RoundStage.SHORTLISTED]


def test_of_a_round_that_came_to_nothing_nothing_is_planned(planned: Filling) -> None:
    planned.does(ROUND, WithdrawRound(reason=WHY))
    assert RoundStage.INTERVIEWED in former(planned)
