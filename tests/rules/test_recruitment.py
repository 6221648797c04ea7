"""A round of recruitment: stages in order, a panel apart from its candidates, one outcome (G66)."""

from datetime import date

import pytest
from a_post import (
    ON_POST,
    PANEL,
    PARTICULARS,
    POST,
    ROUND,
    Filling,
    after_a_round,
    an_established_post,
)

from models.deciding import Figures
from models.post_commands import (
    CloseApplications,
    DecideRound,
    DeclarePanelInterest,
    EnterCandidate,
    EraseCandidates,
    GiveForecast,
    LetCandidateGo,
    OmitStage,
    OpenRound,
    PauseRound,
    ReachStage,
    ResumeRound,
    SetPanel,
    WithdrawRound,
)
from models.post_events import OmittedStep, RoundOutcome
from models.posts import RoundStage
from models.recruitment import RoundProgress
from models.values import Text

SECOND_ROUND = f"recruitment/{POST}/2"
WHY = Text.of("because")
ADVERT = ReachStage(stage=RoundStage.ADVERTISED, closes=date(2020, 1, 31))


def entering(reference: str, person: str | None = None) -> EnterCandidate:
    return EnterCandidate(reference=reference, particulars=Text.of(PARTICULARS), person=person)


def omitting(stage: RoundStage, why: str = "because") -> OmitStage:
    return OmitStage(step=OmittedStep(stage=stage, reason=Text.of(why)))


@pytest.fixture
def filling() -> Filling:
    opened = an_established_post()
    opened.open_round()
    return opened


@pytest.fixture
def interviewed(filling: Filling) -> Filling:
    filling.interview()
    return filling


# --- stages -------------------------------------------------------------------------------


def test_a_stage_is_not_skipped_g66(filling: Filling) -> None:
    filling.does(ROUND, ADVERT)
    assert filling.do(ROUND, ReachStage(stage=RoundStage.INTERVIEWED)) == "stage-skipped"
    assert filling.do(ROUND, ReachStage(stage=RoundStage.CLOSED)) == "done"


def test_a_stage_is_left_out_with_its_reason_and_not_without_g66(filling: Filling) -> None:
    filling.does(ROUND, ADVERT, ReachStage(stage=RoundStage.CLOSED))
    assert filling.do(ROUND, omitting(RoundStage.SHORTLISTED, "  ")) == "reason-missing"
    filling.does(ROUND, omitting(RoundStage.SHORTLISTED), ReachStage(stage=RoundStage.STAKEHOLDERS_HEARD))
    assert filling.do(ROUND, omitting(RoundStage.STAKEHOLDERS_HEARD)) == "stage-reached"


def test_what_the_definition_leaves_out_of_every_round_stands_with_its_reason(filling: Filling) -> None:
    assert list(filling.round().omitted) == [RoundStage.LONGLISTED]


def test_a_stage_that_the_post_does_not_have_is_refused(filling: Filling) -> None:
    assert filling.do(ROUND, ReachStage(stage=RoundStage.CHECKED)) == "panel-not-decided"
    filling.interview()
    filling.does(ROUND, DecideRound(candidate="c-1", present=PANEL))
    assert filling.do(ROUND, ReachStage(stage=RoundStage.CHECKED)) == "no-such-round-stage"


def test_an_advertisement_says_until_when_and_not_until_a_day_gone_by(filling: Filling) -> None:
    assert filling.do(ROUND, ReachStage(stage=RoundStage.ADVERTISED)) == "closing-day-missing"
    late = ReachStage(stage=RoundStage.ADVERTISED, closes=date(2020, 1, 3))
    assert filling.do(ROUND, late) == "due-in-the-past"


def test_a_plan_in_another_order_than_the_stages_is_refused() -> None:
    filling = an_established_post()
    planned = {RoundStage.INTERVIEWED: date(2020, 1, 22), RoundStage.ADVERTISED: date(2020, 1, 23)}
    assert filling.do(ROUND, OpenRound(post=POST, number=1, planned=planned)) == "stages-out-of-order"


def test_nothing_is_offered_before_the_panel_has_chosen_and_then_it_is_on_the_same_record(
    interviewed: Filling,
) -> None:
    offered = ReachStage(stage=RoundStage.OFFERED)
    assert interviewed.do(ROUND, offered) == "panel-not-decided"
    interviewed.does(ROUND, DecideRound(candidate="c-1", present=PANEL), offered)
    assert RoundStage.OFFERED in interviewed.round().reached
    assert interviewed.do(ROUND, offered) == "nothing"


def test_after_a_round_without_a_choice_nothing_is_offered_or_left_out() -> None:
    filling = after_a_round()
    assert filling.do(ROUND, ReachStage(stage=RoundStage.OFFERED)) == "panel-not-decided"
    assert filling.do(ROUND, omitting(RoundStage.OFFERED)) == "round-closed"


# --- one round after another ----------------------------------------------------------------


def test_two_rounds_are_not_open_at_once_and_the_next_is_linked_to_the_last() -> None:
    filling = an_established_post()
    filling.open_round()
    assert filling.do(SECOND_ROUND, OpenRound(post=POST, number=2)) == "round-open-already"
    filling.appoint_nobody()
    assert filling.do(f"recruitment/{POST}/3", OpenRound(post=POST, number=3)) == "round-out-of-turn"
    filling.open_round(2)
    assert filling.round(SECOND_ROUND).after == 1
    assert filling.round().outcome is RoundOutcome.DID_NOT_APPOINT


def test_a_round_needs_an_established_post() -> None:
    assert Filling().do(ROUND, OpenRound(post=POST, number=1)) == "no-such-post"
    assert Filling().do("recruitment/other/1", OpenRound(post="other", number=1)) == "unknown-post"


# --- panel and candidates ---------------------------------------------------------------------


def test_a_candidate_sits_on_no_panel_that_chooses_among_them(filling: Filling) -> None:
    filling.does(ROUND, entering("c-1", "north.officer"))
    assert filling.do(ROUND, SetPanel(members=(*PANEL, "north.officer"), quorum=2)) == "candidate-on-panel"
    filling.does(ROUND, SetPanel(members=PANEL, quorum=2))
    assert filling.do(ROUND, entering("c-2", PANEL[0])) == "candidate-on-panel"


def test_a_panel_is_of_known_people_enough_for_its_quorum_and_stays_after_the_interviews(
    filling: Filling,
) -> None:
    assert filling.do(ROUND, SetPanel(members=("nobody",), quorum=1)) == "panel-unknown"
    assert filling.do(ROUND, SetPanel(members=(PANEL[0], PANEL[0]), quorum=2)) == "quorum-too-large"
    filling.interview()
    assert filling.do(ROUND, SetPanel(members=PANEL[:2], quorum=1)) == "interviews-held"


def test_a_reference_names_one_candidate_who_leaves_once(filling: Filling) -> None:
    filling.does(ROUND, entering("c-1"))
    assert filling.do(ROUND, entering("c-1")) == "candidate-exists"
    assert filling.do(ROUND, LetCandidateGo(reference="c-9")) == "no-such-candidate"
    filling.does(ROUND, LetCandidateGo(reference="c-1"))
    assert filling.do(ROUND, LetCandidateGo(reference="c-1")) == "nothing"
    assert filling.round().standing_candidates == ()


# --- the decision -----------------------------------------------------------------------------


def test_a_round_is_closed_once(interviewed: Filling) -> None:
    interviewed.does(ROUND, DecideRound(present=PANEL))
    assert interviewed.do(ROUND, DecideRound(candidate="c-1", present=PANEL)) == "round-closed"
    assert interviewed.do(ROUND, WithdrawRound(reason=WHY)) == "round-closed"
    assert interviewed.do(ROUND, ResumeRound(reason=WHY)) == "round-not-paused"
    assert interviewed.do(ROUND, entering("c-3")) == "round-closed"


def test_the_panel_does_not_decide_before_its_interviews(filling: Filling) -> None:
    filling.does(ROUND, SetPanel(members=PANEL, quorum=2), ADVERT)
    assert filling.do(ROUND, DecideRound(present=PANEL)) == "stage-skipped"


def test_without_a_panel_nobody_decides(filling: Filling) -> None:
    stages = [stage for stage in filling.definition.stages if stage is not RoundStage.LONGLISTED]
    for stage in stages[:-1]:
        filling.does(ROUND, omitting(stage))
    assert filling.do(ROUND, DecideRound(present=PANEL)) == "panel-missing"


def test_whoever_has_an_interest_in_a_candidate_is_not_counted_g37(interviewed: Filling) -> None:
    declared = DeclarePanelInterest(person=PANEL[1], nature=WHY)
    interviewed.does(ROUND, declared)
    assert interviewed.do(ROUND, declared) == "nothing"
    assert interviewed.do(ROUND, DecideRound(present=PANEL[:2])) == "panel-inquorate"
    of_three = DecideRound(present=PANEL, figures=Figures(in_favour=3, against=0))
    assert interviewed.do(ROUND, of_three) == "more-votes-than-present"
    assert interviewed.do(ROUND, DecideRound(present=PANEL)) == "done"


def test_only_the_panel_decides_and_only_for_a_candidate_who_still_stands(interviewed: Filling) -> None:
    outsider = DeclarePanelInterest(person="north.chair", nature=WHY)
    assert interviewed.do(ROUND, outsider) == "not-on-panel"
    assert interviewed.do(ROUND, DecideRound(present=(*PANEL, "north.chair"))) == "not-on-panel"
    interviewed.does(ROUND, LetCandidateGo(reference="c-1"))
    for gone in ("c-1", "c-7"):
        assert interviewed.do(ROUND, DecideRound(candidate=gone, present=PANEL)) == "no-such-candidate"


@pytest.mark.parametrize("chosen", [None, "c-1"], ids=["nobody", "somebody"])
def test_a_round_that_fills_nothing_overtakes_what_was_forecast(
    interviewed: Filling, chosen: str | None
) -> None:
    dues = ({"words": "early", "latest": "2020-03-31"}, {"words": "before", "latest": "2019-12-24"})
    for due in (*dues, {"words": "soon"}):
        interviewed.does(ON_POST, GiveForecast.model_validate({"due": due, "source": "a paper"}))
    interviewed.does(ROUND, DecideRound(candidate=chosen, present=PANEL))
    overtaken = [each.overtaken is not None for each in interviewed.post.forecasts]
    assert overtaken == ([False, False, False] if chosen else [True, False, True])


# --- paused -----------------------------------------------------------------------------------


def test_while_it_is_paused_nothing_falls_due_and_nothing_goes_on(filling: Filling) -> None:
    filling.does(ROUND, ADVERT)
    waiting = filling.next_step(ROUND)
    assert waiting is not None
    filling.does(ROUND, PauseRound(reason=WHY))
    assert filling.next_step(ROUND) is None
    filling.register.at = waiting.at
    assert filling.do(ROUND, waiting.command, None) == "nothing"
    assert filling.do(ROUND, ReachStage(stage=RoundStage.CLOSED)) == "round-paused"
    assert filling.round().progress is RoundProgress.PAUSED


def test_a_round_resumed_after_its_closing_day_names_another(filling: Filling) -> None:
    filling.does(ROUND, ADVERT, PauseRound(reason=WHY))
    filling.at(date(2020, 2, 3))
    assert filling.do(ROUND, ResumeRound(reason=WHY)) == "closing-day-missing"
    assert filling.do(ROUND, ResumeRound(reason=WHY, closes=date(2020, 2, 1))) == "due-in-the-past"
    filling.does(ROUND, ResumeRound(reason=WHY, closes=date(2020, 2, 14)))
    filling.until(ROUND, "close-applications")
    assert filling.round().reached[RoundStage.CLOSED] == filling.register.at


def test_what_fell_due_before_a_pause_is_not_done_after_it(filling: Filling) -> None:
    filling.does(ROUND, ADVERT)
    before = filling.next_step(ROUND)
    assert before is not None
    assert isinstance(before.command, CloseApplications)
    filling.does(ROUND, PauseRound(reason=WHY), ResumeRound(reason=WHY))
    filling.register.at = before.at
    assert filling.do(ROUND, before.command, None) == "nothing"
    assert filling.do(ROUND, before.command.model_copy(update={"turn": 1}), None) == "done"


# --- erasure ------------------------------------------------------------------------------------


def test_candidates_are_erased_when_their_time_is_up_and_the_round_is_done_only_then() -> None:
    filling = after_a_round(retention_days=30)
    step = filling.next_step(ROUND)
    assert step is not None
    assert isinstance(step.command, EraseCandidates)
    assert filling.do(ROUND, step.command, None) == "not-yet"
    assert not filling.round().is_done
    filling.take(ROUND, step)
    assert filling.register.at.date() == date(2020, 2, 5)
    assert filling.round().is_done
    assert filling.do(ROUND, step.command, None) == "nothing"


def test_a_round_without_candidates_is_done_when_it_closes(filling: Filling) -> None:
    filling.does(ROUND, WithdrawRound(reason=WHY))
    assert filling.round().is_done
    assert filling.next_step(ROUND) is None
