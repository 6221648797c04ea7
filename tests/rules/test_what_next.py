"""What comes next with a post, a round, an appointment: said of each turn from nothing to a term's end."""

from datetime import date

import pytest
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EXTEND,
    INTERIM,
    OFFICE,
    ON_POST,
    PANEL,
    PERMANENT,
    POST,
    ROUND,
    SEEN,
    TERM,
    WHY,
    Filling,
    after_a_round,
    an_established_post,
    in_post,
)

from models.post_commands import (
    AnswerSignOff,
    AwaitInformation,
    DecideRound,
    DeclarePanelInterest,
    FixStart,
    OmitStage,
    PauseRound,
    ProposeAppointment,
    ProposeExtension,
    ReachStage,
    RecordEligibility,
    SetPanel,
    TellPartners,
    WithdrawAppointment,
)
from models.post_events import OmittedStep, SignOffAnswer, TenureKind
from models.posts import RoundStage
from rules.what_next import what_next


def following(filling: Filling, stream: str) -> str:
    return what_next(filling.register.known(), stream)


def test_of_a_post_that_is_not_defined_nothing_is_said() -> None:
    assert following(Filling(), "post/other") == ""


def test_a_post_is_established_and_then_filled() -> None:
    filling = Filling()
    assert f"quorate post establish {POST} --matter MATTER" in following(filling, ON_POST)
    filling.establish()
    said = following(filling, ON_POST)
    assert f"quorate round open {POST} 1" in said
    assert f"quorate appointment propose {POST} 1" in said


def test_a_round_is_led_from_stage_to_stage() -> None:
    filling = an_established_post()
    filling.open_round()
    assert f"quorate round stage {POST} 1 advertised --closes DATE" in following(filling, ROUND)
    filling.does(ROUND, ReachStage(stage=RoundStage.ADVERTISED, closes=date(2020, 1, 20)))
    said = following(filling, ROUND)
    assert "applications close by themselves with Monday 20 January 2020" in said
    assert f"quorate round candidate {POST} 1 --particulars FILE" in said
    filling.does(ROUND, PauseRound(reason=WHY))
    assert f"quorate round resume {POST} 1" in following(filling, ROUND)
    assert following(filling, ON_POST) == following(filling, ROUND), (
        "a round that is open is what there is to do"
    )


def test_a_stage_may_be_left_out_and_a_panel_comes_before_the_interviews() -> None:
    filling = an_established_post()
    filling.open_round()
    for stage in (RoundStage.ADVERTISED, RoundStage.CLOSED, RoundStage.SHORTLISTED):
        filling.does(ROUND, OmitStage(step=OmittedStep(stage=stage, reason=WHY)))
    assert f"quorate round omit {POST} 1 stakeholders-heard" in following(filling, ROUND)
    filling.does(ROUND, ReachStage(stage=RoundStage.STAKEHOLDERS_HEARD))
    assert f"quorate round panel {POST} 1" in following(filling, ROUND)
    filling.does(ROUND, SetPanel(members=PANEL, quorum=2))
    assert f"quorate round stage {POST} 1 interviewed" in following(filling, ROUND)


def test_a_panel_that_may_decide_does_so_and_one_stopped_by_interests_ends_the_round() -> None:
    filling = an_established_post()
    filling.open_round()
    filling.interview()
    assert f"quorate round decide {POST} 1" in following(filling, ROUND)
    for member in PANEL[:2]:
        filling.does(ROUND, DeclarePanelInterest(person=member, nature=SEEN))
    assert f"quorate round withdraw {POST} 1" in following(filling, ROUND)


def test_after_nobody_was_appointed_everyone_is_told_and_another_round_may_be_opened() -> None:
    filling = after_a_round()
    assert f"quorate post tell {POST} round-1-nobody-appointed" in following(filling, ROUND)
    filling.does(ON_POST, TellPartners(subject="round-1-nobody-appointed", words=WHY))
    assert f"quorate round open {POST} 2" in following(filling, ROUND)


def test_whom_the_panel_chose_is_offered_it_and_proposed() -> None:
    filling = an_established_post()
    filling.open_round()
    filling.interview()
    filling.does(ROUND, DecideRound(candidate="c-1", present=PANEL))
    said = following(filling, ROUND)
    assert f"quorate round stage {POST} 1 offered" in said
    assert f"quorate appointment propose {POST} 1 --person PERSON --kind permanent --round 1" in said
    assert "people.toml" in said
    proposed = ProposeAppointment(
        post=POST, number=1, tenure=TenureKind.PERMANENT, person=PERMANENT, round=1, matter=CONFIRM
    )
    filling.does(APPOINTMENT, proposed)
    assert f"quorate appointment eligibility {POST} 1" in following(filling, ROUND)


def test_an_appointment_is_led_to_its_first_day() -> None:
    filling = after_a_round()
    interim = {
        "post": POST,
        "number": 1,
        "tenure": "interim",
        "person": INTERIM,
        "matter": CONFIRM,
        "last": TERM,
    }
    filling.does(APPOINTMENT, ProposeAppointment.model_validate(interim))
    assert f"quorate appointment eligibility {POST} 1 --passed" in following(filling, APPOINTMENT)
    filling.does(APPOINTMENT, RecordEligibility(passed=True, evidence=SEEN))
    assert f"quorate open {CONFIRM}" in following(filling, APPOINTMENT)
    filling.confirm(CONFIRM, ["north"])
    assert "these have still to confirm it: east, south" in following(filling, APPOINTMENT)
    filling.confirm(CONFIRM, ["east", "south"])
    assert f"quorate appointment request-sign-off {POST} 1" in following(filling, APPOINTMENT)
    filling.request()
    said = following(filling, APPOINTMENT)
    assert "answers by Monday 20 January 2020" in said
    assert f"--by {OFFICE}" in said
    assert "granted or refused" in said
    filling.does(APPOINTMENT, AwaitInformation(reason=WHY))
    assert f"quorate appointment supply {POST} 1" in following(filling, APPOINTMENT)


def test_what_is_settled_begins_and_ends_by_itself() -> None:
    filling = after_a_round()
    filling.propose()
    filling.confirm(CONFIRM)
    filling.sign_off()
    assert f"quorate appointment start {POST} 1" in following(filling, ON_POST), "it is what there is to do"
    filling.does(APPOINTMENT, FixStart(first=date(2020, 2, 24)))
    assert following(filling, APPOINTMENT) == "it begins by itself on Monday 24 February 2020."
    filling.until(APPOINTMENT, "start-appointment")
    assert "ends by itself with Monday 24 August 2020" in following(filling, APPOINTMENT)


@pytest.mark.parametrize("passed", [True, False])
def test_whoever_may_not_hold_the_post_is_withdrawn(passed: bool) -> None:
    filling = after_a_round()
    filling.propose()
    filling.does(APPOINTMENT, RecordEligibility(passed=passed, evidence=WHY))
    is_led_out = f"quorate appointment withdraw {POST} 1" in following(filling, APPOINTMENT)
    assert is_led_out is not passed
    if is_led_out:
        filling.does(APPOINTMENT, WithdrawAppointment(reason=WHY))
        assert f"quorate appointment propose {POST} 2" in following(filling, APPOINTMENT)


def test_a_longer_term_is_agreed_to_and_put_in_force() -> None:
    filling = an_established_post(sign_off=None)
    filling.propose(round=None)
    filling.confirm(CONFIRM)
    filling.start(date(2020, 2, 24))
    filling.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    assert f"quorate open {EXTEND}" in following(filling, APPOINTMENT)
    filling.confirm(EXTEND)
    assert f"quorate appointment confirm-extension {POST} 1" in following(filling, APPOINTMENT)


def test_a_longer_term_that_hangs_on_the_office_outside_is_answered_there() -> None:
    filling = in_post()
    filling.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    filling.confirm(EXTEND)
    assert f"quorate appointment request-sign-off {POST} 1" in following(filling, APPOINTMENT)
    filling.request()
    filling.does(APPOINTMENT, AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=SEEN))
    assert "ends by itself with Wednesday 31 March 2021" in following(filling, APPOINTMENT)


def test_without_a_matter_the_way_on_is_another_proposal() -> None:
    filling = after_a_round()
    filling.holds_proposal()
    assert "propose it again with --matter MATTER" in following(filling, APPOINTMENT)
