"""A round of recruitment: stages in order, a panel apart from its candidates, one outcome (G66)."""

from datetime import date

import pytest
from a_post import (
    INTERIM,
    ON_POST,
    PANEL,
    PARTICULARS,
    PERMANENT,
    POST,
    ROUND,
    Filling,
    after_a_round,
    an_established_post,
)

from models.commands import CorrectRecord
from models.deciding import Figures
from models.events import Recorded
from models.folding import folded
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
from models.post_events import CandidateEntered, OmittedStep, RoundOutcome
from models.posts import RoundStage
from models.recruitment import RoundProgress
from models.values import Text

SECOND_ROUND = f"recruitment/{POST}/2"
WHY = Text.of("because")
ADVERT = ReachStage(stage=RoundStage.ADVERTISED, closes=date(2020, 1, 31))


def entering(reference: str, person: str | None = None) -> EnterCandidate:
    known_as = Text.of(person) if person else None
    return EnterCandidate(reference=reference, particulars=Text.of(PARTICULARS), person=known_as)


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
    filling.until(ROUND, "close-applications")
    assert filling.do(ROUND, ReachStage(stage=RoundStage.SHORTLISTED)) == "done"


def test_a_stage_is_left_out_with_its_reason_and_not_without_g66(filling: Filling) -> None:
    filling.does(ROUND, ADVERT)
    filling.until(ROUND, "close-applications")
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


def test_a_candidate_known_here_already_is_in_no_line_and_no_state_and_still_kept_off_the_panel(
    filling: Filling,
) -> None:
    filling.does(ROUND, SetPanel(members=PANEL, quorum=2), entering("c-1", "north.officer"))
    joining = SetPanel(members=(*PANEL, "north.officer"), quorum=2)
    assert filling.do(ROUND, joining) == "candidate-on-panel"
    assert filling.do(ROUND, entering("c-2", "nobody-known")) == "candidate-unknown"
    written = (*filling.register.lines, filling.round())
    assert not [each for each in written if "north.officer" in each.model_dump_json()]
    filling.does(ROUND, DeclarePanelInterest(person=PANEL[0], nature=WHY), LetCandidateGo(reference="c-1"))
    assert filling.do(ROUND, joining) == "candidate-on-panel"


def test_who_was_not_chosen_is_told_by_nothing_though_whoever_was_is_named_when_proposed(
    filling: Filling,
) -> None:
    filling.does(ROUND, entering("c-3", INTERIM), entering("c-4", PERMANENT))
    filling.interview()
    filling.does(ROUND, DecideRound(candidate="c-3", present=PANEL))
    filling.propose(person=INTERIM)
    lines = [line.model_dump_json() for line in filling.register.lines]
    states = [state.model_dump_json() for state in filling.register.states.values()]
    assert [each for each in lines if INTERIM in each]
    assert not [each for each in (*lines, *states) if PERMANENT in each]


def test_a_line_of_a_former_release_that_names_a_candidate_still_counts_until_it_is_erased(
    filling: Filling,
) -> None:
    former = CandidateEntered(reference="c-1", particulars=Text.of(PARTICULARS), person="north.officer")
    at = filling.register.at
    line = Recorded(number=1, stream=ROUND, event=former, happened=at, recorded=at)
    parsed = Recorded.model_validate_json(line.model_dump_json())
    filling.register.states[ROUND] = folded(filling.round(), parsed)
    assert filling.round().candidates["c-1"].person == "north.officer"
    assert filling.do(ROUND, SetPanel(members=(*PANEL, "north.officer"), quorum=2)) == "candidate-on-panel"
    filling.does(ROUND, WithdrawRound(reason=WHY))
    filling.until(ROUND, "erase-candidates")
    assert "north.officer" not in filling.round().model_dump_json()


def test_an_interest_stays_declared_when_the_panel_is_named_anew_g37(filling: Filling) -> None:
    filling.does(ROUND, SetPanel(members=PANEL[:2], quorum=1))
    filling.does(ROUND, DeclarePanelInterest(person=PANEL[1], nature=WHY))
    filling.does(ROUND, SetPanel(members=PANEL, quorum=2))
    panel = filling.round().panel
    assert panel is not None
    assert panel.may_decide == (PANEL[0], PANEL[2])


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
    interviewed.does(ROUND, DecideRound(present=PANEL, reason=WHY))
    assert interviewed.do(ROUND, DecideRound(candidate="c-1", present=PANEL)) == "round-closed"
    assert interviewed.do(ROUND, WithdrawRound(reason=WHY)) == "round-closed"
    assert interviewed.do(ROUND, ResumeRound(reason=WHY)) == "round-not-paused"
    assert interviewed.do(ROUND, entering("c-3")) == "round-closed"


def test_the_panel_does_not_decide_before_its_interviews(filling: Filling) -> None:
    filling.does(ROUND, SetPanel(members=PANEL, quorum=2), ADVERT)
    assert filling.do(ROUND, DecideRound(present=PANEL, reason=WHY)) == "stage-skipped"


def test_without_a_panel_nobody_decides(filling: Filling) -> None:
    stages = [stage for stage in filling.definition.stages if stage is not RoundStage.LONGLISTED]
    for stage in stages[:-1]:
        filling.does(ROUND, omitting(stage))
    assert filling.do(ROUND, DecideRound(present=PANEL, reason=WHY)) == "panel-missing"


def test_whoever_has_an_interest_in_a_candidate_is_not_counted_g37(interviewed: Filling) -> None:
    declared = DeclarePanelInterest(person=PANEL[1], nature=WHY)
    interviewed.does(ROUND, declared)
    assert interviewed.do(ROUND, declared) == "nothing"
    assert interviewed.do(ROUND, DecideRound(present=PANEL[:2])) == "panel-inquorate"
    of_three = DecideRound(present=PANEL, reason=WHY, figures=Figures(in_favour=3, against=0))
    assert interviewed.do(ROUND, of_three) == "more-votes-than-present"
    assert interviewed.do(ROUND, DecideRound(present=PANEL, reason=WHY)) == "done"


def test_a_panel_that_appoints_nobody_gives_its_own_reason_whatever_the_round_was_paused_for(
    interviewed: Filling,
) -> None:
    interviewed.does(ROUND, PauseRound(reason=WHY), ResumeRound(reason=WHY))
    for reason in (None, Text.of("  ")):
        assert interviewed.do(ROUND, DecideRound(present=PANEL, reason=reason)) == "nobody-without-reason"
    interviewed.does(ROUND, DecideRound(candidate="c-1", present=PANEL))


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
    for due in ({"words": "early", "latest": "2020-03-31"}, {"words": "soon"}):
        given = {"due": due, "source": "a paper", "no_day": True}
        interviewed.does(ON_POST, GiveForecast.model_validate(given))
    interviewed.does(ROUND, DecideRound(candidate=chosen, present=PANEL, reason=WHY))
    overtaken = [each.overtaken is not None for each in interviewed.post.forecasts]
    assert overtaken == [chosen is None, chosen is None]


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


def test_a_round_without_candidates_too_is_done_only_when_what_was_typed_in_it_is_erased(
    filling: Filling,
) -> None:
    """A member of its panel may have told of somebody who would apply, and a pause of why nobody could."""
    filling.does(ROUND, SetPanel(members=PANEL, quorum=2), WithdrawRound(reason=WHY))
    assert not filling.round().is_done
    step = filling.next_step(ROUND)
    assert step is not None
    filling.take(ROUND, step)
    assert filling.round().is_done
    assert filling.next_step(ROUND) is None


def test_a_round_that_stands_still_keeps_what_is_known_of_candidates_no_longer_for_it(
    filling: Filling,
) -> None:
    filling.does(ROUND, entering("c-1"), PauseRound(reason=WHY))
    step = filling.next_step(ROUND)
    assert step is not None
    assert isinstance(step.command, EraseCandidates)
    filling.take(ROUND, step)
    assert filling.do(ROUND, ResumeRound(reason=WHY)) == "candidates-forgotten"
    assert filling.do(ROUND, WithdrawRound(reason=WHY)) == "done"
    assert filling.round().is_done
    assert filling.do(SECOND_ROUND, OpenRound(post=POST, number=2)) == "done"


def test_a_round_that_goes_on_again_keeps_it_until_it_ends(filling: Filling) -> None:
    filling.does(ROUND, entering("c-1"), PauseRound(reason=WHY), ResumeRound(reason=WHY))
    assert filling.next_step(ROUND) is None


def test_a_round_that_stands_still_before_anybody_applied_may_go_on_at_any_time(filling: Filling) -> None:
    filling.does(ROUND, PauseRound(reason=WHY))
    assert filling.next_step(ROUND) is None


def test_what_was_erased_is_not_put_right_and_the_record_of_the_decision_is_g53() -> None:
    filling = after_a_round(retention_days=30)
    numbers = {line.event.kind: line.number for line in filling.register.lines if line.stream == ROUND}
    of_a_candidate = CorrectRecord(number=numbers["candidate-entered"], words=WHY)
    filling.does(ROUND, of_a_candidate)
    of_the_correction = CorrectRecord(number=filling.register.lines[-1].number, words=WHY)
    filling.does(ROUND, of_the_correction)
    step = filling.next_step(ROUND)
    assert step is not None
    filling.take(ROUND, step)
    for forgotten in (of_a_candidate, of_the_correction):
        assert filling.do(ROUND, forgotten) == "line-forgotten"
    assert filling.do(ROUND, CorrectRecord(number=numbers["round-closed"], words=WHY)) == "done"


def test_an_interest_stays_declared_when_the_panel_is_set_anew_g37(filling: Filling) -> None:
    filling.does(ROUND, SetPanel(members=PANEL, quorum=2))
    filling.does(ROUND, DeclarePanelInterest(person=PANEL[0], nature=WHY))
    filling.does(ROUND, SetPanel(members=(*PANEL, "north.chair"), quorum=2))
    panel = filling.round().panel
    assert panel is not None
    assert PANEL[0] not in panel.may_decide
    assert len(panel.may_decide) == len(PANEL)
