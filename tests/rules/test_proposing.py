"""Who is proposed, out of which round, lent by whom; what the file that goes outside may say (G66, G74)."""

from dataclasses import replace
from datetime import date

import pytest
from a_post import (
    APPOINTMENT,
    CONFIRM,
    INTERIM,
    PANEL,
    PERMANENT,
    POST,
    RECRUITER,
    ROUND,
    SECOND,
    TERM,
    WHY,
    Filling,
    after_a_round,
    an_established_post,
    confirmation_of,
    in_post,
)

from models.acts import Refused
from models.deciding import Figures
from models.organisations import DatedName, Organisation
from models.post_commands import (
    DecideRound,
    EnterCandidate,
    ProposeAppointment,
    RequestSignOff,
    WithdrawAppointment,
    WithdrawRound,
)
from models.post_events import OmittedStep, TenureKind
from models.posts import RoundStage
from models.values import Text
from rules.proposing import propose_appointment

AGREED = Figures(in_favour=3, against=0)


def proposing(**said: object) -> ProposeAppointment:
    terms: dict[str, object] = {"post": POST, "number": 1, "tenure": "permanent", "person": PERMANENT}
    return ProposeAppointment.model_validate(terms | {"matter": CONFIRM, "round": 1} | said)


def interim(**said: object) -> ProposeAppointment:
    return proposing(**{"tenure": TenureKind.INTERIM, "person": INTERIM, "last": TERM} | said)


def the_file(*left_out: RoundStage, heard: int = 2, why: str = "none was needed") -> RequestSignOff:
    omitted = tuple(OmittedStep(stage=each, reason=Text.of(why)) for each in left_out)
    return RequestSignOff(interviewed=heard, omitted=omitted)


def interviewed(*, person: str | None = None) -> Filling:
    """Two candidates heard, and a third who is known here already where one is named."""
    filling = an_established_post()
    filling.open_round()
    if person is not None:
        known = Text.of(person)
        filling.does(ROUND, EnterCandidate(reference="c-3", particulars=Text.of("folder 3"), person=known))
    filling.interview()
    return filling


def chosen(reference: str = "c-1", **said: str) -> Filling:
    filling = interviewed(**said)
    filling.does(ROUND, DecideRound(candidate=reference, present=PANEL, figures=AGREED))
    return filling


# --- out of a round -----------------------------------------------------------------------


def test_whom_the_panel_chose_is_proposed() -> None:
    chosen().does(APPOINTMENT, proposing())


def test_nobody_comes_out_of_a_round_that_is_open() -> None:
    assert interviewed().do(APPOINTMENT, proposing()) == "round-chose-nobody"
    assert interviewed().do(APPOINTMENT, interim()) == "round-chose-nobody"


def test_nobody_comes_out_of_a_round_that_was_withdrawn() -> None:
    filling = interviewed()
    filling.does(ROUND, WithdrawRound(reason=WHY))
    assert filling.do(APPOINTMENT, proposing()) == "round-chose-nobody"
    assert filling.do(APPOINTMENT, interim()) == "round-chose-nobody"


def test_out_of_a_round_that_appointed_nobody_nobody_comes_but_an_interim_may_follow_it_b10() -> None:
    filling = after_a_round()
    assert filling.do(APPOINTMENT, proposing()) == "round-chose-nobody"
    lent = {"tenure": "secondment", "home": "south-town", "last": TERM}
    assert filling.do(APPOINTMENT, proposing(**lent)) == "round-chose-nobody"
    filling.does(APPOINTMENT, interim())


def test_an_interim_needs_no_round_at_all() -> None:
    an_established_post().does(APPOINTMENT, interim(round=None))


@pytest.mark.parametrize("member", PANEL)
def test_nobody_comes_out_of_a_round_whose_panel_they_sat_on_g37(member: str) -> None:
    assert chosen().do(APPOINTMENT, proposing(person=member)) == "appointee-on-panel"
    assert after_a_round().do(APPOINTMENT, interim(person=member)) == "appointee-on-panel"


def test_whoever_reads_all_particulars_is_no_candidate_and_comes_out_of_no_round() -> None:
    filling = interviewed()
    secretary = Text.of(RECRUITER)
    entering = EnterCandidate(reference="c-9", particulars=Text.of("folder 9"), person=secretary)
    assert filling.do(ROUND, entering) == "candidate-runs-post"
    assert chosen().do(APPOINTMENT, proposing(person=RECRUITER)) == "appointee-runs-post"


def test_whoever_is_known_as_the_candidate_chosen_is_the_one_proposed() -> None:
    filling = chosen("c-3", person=PERMANENT)
    assert filling.do(APPOINTMENT, proposing(person=INTERIM)) == "appointee-not-chosen"
    filling.does(APPOINTMENT, proposing())


def test_once_it_is_erased_who_was_chosen_nobody_is_refused_for_it() -> None:
    filling = chosen("c-3", person=PERMANENT)
    erased = replace(filling.register.known(), typed={})
    assert not isinstance(propose_appointment(erased, APPOINTMENT, proposing(person=INTERIM)), Refused)


@pytest.mark.parametrize(("in_favour", "against"), [(0, 3), (1, 1), (0, 0)])
def test_nobody_is_chosen_but_by_more_votes_than_there_were_against(in_favour: int, against: int) -> None:
    figures = Figures(in_favour=in_favour, against=against)
    choosing = DecideRound(candidate="c-1", present=PANEL, figures=figures)
    assert interviewed().do(ROUND, choosing) == "panel-against"


# --- what a proposal says -----------------------------------------------------------------


@pytest.mark.parametrize("home", ["nowhere-at-all", "far-town"])
def test_whoever_stays_the_employer_is_somebody_who_can_be_told_g74(home: str) -> None:
    filling = after_a_round()
    loaded = filling.register.loaded
    far = Organisation(id="far-town", names=(DatedName(name="Far Town"),), sector="town")
    definition = loaded.definition.model_copy(
        update={"organisations": (*loaded.definition.organisations, far)}
    )
    filling.register.loaded = loaded.model_copy(update={"definition": definition})
    code = "home-without-office" if home == "far-town" else "home-unknown"
    seconding = proposing(tenure="secondment", person=INTERIM, round=None, last=TERM, home=home)
    assert filling.do(APPOINTMENT, seconding) == code


def test_a_term_that_is_over_is_not_proposed() -> None:
    filling = after_a_round()
    assert filling.do(APPOINTMENT, interim(last=date(2020, 1, 5))) == "due-in-the-past"


# --- the file that goes outside -----------------------------------------------------------


@pytest.fixture
def confirmed() -> Filling:
    filling = after_a_round()
    filling.propose()
    filling.confirm(CONFIRM)
    return filling


def test_a_step_left_out_has_a_reason_and_not_a_blank_one_g66(confirmed: Filling) -> None:
    assert confirmed.do(APPOINTMENT, the_file(RoundStage.OFFERED, why="  ")) == "reason-missing"
    confirmed.does(APPOINTMENT, the_file(RoundStage.OFFERED))


def test_no_more_were_interviewed_than_entered_the_round_it_names(confirmed: Filling) -> None:
    assert confirmed.do(APPOINTMENT, the_file(RoundStage.OFFERED, heard=3)) == "interviewed-too-many"
    confirmed.does(APPOINTMENT, the_file(RoundStage.OFFERED, heard=2))


def test_a_stage_that_was_gone_through_was_not_left_out_g66(confirmed: Filling) -> None:
    both = the_file(RoundStage.OFFERED, RoundStage.INTERVIEWED)
    assert confirmed.do(APPOINTMENT, both) == "stage-reached"


@pytest.mark.parametrize("said", [{"last": TERM}, {"months": 6}])
def test_a_permanent_appointment_has_no_last_day_g74(said: dict[str, object]) -> None:
    assert chosen().do(APPOINTMENT, proposing(**said)) == "term-of-permanent"


# --- beside another -----------------------------------------------------------------------


def test_whoever_is_in_post_goes_on_in_the_same_way_by_a_longer_term_and_by_no_second_appointment_g74() -> (
    None
):
    filling = in_post()
    again = interim(number=2, matter=confirmation_of(SECOND), last=date(2021, 3, 31))
    assert filling.do(SECOND, again) == "in-post-already"
    refusal = propose_appointment(filling.register.known(), SECOND, again)
    assert isinstance(refusal, Refused)
    assert f"quorate appointment extend {POST} 1 " in refusal.words
    permanently = proposing(number=2, matter=confirmation_of(SECOND), person=INTERIM, round=None)
    filling.does(SECOND, permanently)


def test_nobody_is_proposed_for_one_post_in_two_ways_at_once() -> None:
    filling = after_a_round()
    filling.does(APPOINTMENT, interim())
    permanently = proposing(number=2, matter=confirmation_of(SECOND), person=INTERIM, round=None)
    assert filling.do(SECOND, permanently) == "proposed-already"
    filling.does(APPOINTMENT, WithdrawAppointment(reason=WHY))
    filling.does(SECOND, permanently)
