"""What a round plans and leaves out, by what its candidates are known, and how it is stopped (G37, G66)."""

from datetime import date

import pytest
from a_post import (
    APPOINTMENT,
    EXTEND,
    PANEL,
    PERMANENT,
    POST,
    ROUND,
    SEEN,
    WHY,
    Filling,
    an_established_post,
    confirmation_of,
    in_post,
)

from models.acts import Refused
from models.commands import Command
from models.post_commands import (
    AnswerSignOff,
    DecideRound,
    DeclarePanelInterest,
    EnterCandidate,
    OmitStage,
    OpenRound,
    PauseRound,
    PlanStages,
    ProposeAppointment,
    ProposeExtension,
    ReachStage,
    SetPanel,
)
from models.post_events import OmittedStep, SignOffAnswer, TenureKind
from models.posts import RoundStage
from models.values import Text
from rules.deciding import decide

ADVERTISED, INTERVIEWED = date(2020, 1, 6), date(2020, 1, 22)
PLANNED = {RoundStage.ADVERTISED: ADVERTISED, RoundStage.INTERVIEWED: INTERVIEWED}
OPEN = OpenRound(post=POST, number=1, planned=PLANNED)


def plan(**said: date) -> PlanStages:
    return PlanStages(planned={RoundStage(stage): day for stage, day in said.items()})


def entering(reference: str | None = None) -> EnterCandidate:
    return EnterCandidate(reference=reference, particulars=Text.of("folder 17"))


def refusal(filling: Filling, stream: str, command: Command) -> str:
    decided = decide(filling.register.known(), stream, command)
    assert isinstance(decided, Refused), decided
    return f"{decided.code}: {decided.words}"


@pytest.fixture
def filling() -> Filling:
    opened = an_established_post()
    opened.does(ROUND, OPEN)
    return opened


# --- planned days -------------------------------------------------------------------------


def test_a_round_that_is_open_is_not_opened_again_with_other_days(filling: Filling) -> None:
    assert filling.do(ROUND, OPEN) == "nothing"
    assert filling.do(ROUND, OpenRound(post=POST, number=1)) == "nothing"
    other = OpenRound(post=POST, number=1, planned={RoundStage.ADVERTISED: date(2020, 1, 7)})
    assert "quorate round plan harbour-master 1" in refusal(filling, ROUND, other)


def test_other_days_are_planned_on_the_record_and_those_not_named_stay(filling: Filling) -> None:
    filling.does(ROUND, plan(interviewed=date(2020, 1, 29)))
    assert filling.round().planned == {**PLANNED, RoundStage.INTERVIEWED: date(2020, 1, 29)}
    assert filling.do(ROUND, plan(interviewed=date(2020, 1, 29))) == "nothing"


@pytest.mark.parametrize(
    ("planned", "code"),
    [
        ({"interviewed": date(2020, 1, 3)}, "planned-in-the-past"),
        ({"shortlisted": date(2020, 1, 23)}, "stages-out-of-order"),
        ({"longlisted": date(2020, 1, 10)}, "planned-behind"),
        ({"checked": date(2020, 2, 10)}, "stage-not-in-rounds"),
    ],
)
def test_what_cannot_come_true_is_not_planned(filling: Filling, planned: dict[str, date], code: str) -> None:
    assert filling.do(ROUND, plan(**planned)) == code
    opening = OpenRound(post=POST, number=1, planned=PLANNED | plan(**planned).planned)
    assert an_established_post().do(ROUND, opening) == code


def test_a_round_that_is_opened_with_days_gone_by_is_refused() -> None:
    opening = OpenRound(post=POST, number=1, planned={RoundStage.ADVERTISED: date(2020, 1, 3)})
    said = refusal(an_established_post(), ROUND, opening)
    assert said.startswith("planned-in-the-past: ")
    assert "Friday 3 January 2020" in said


def test_nothing_is_planned_of_what_was_reached_nor_while_a_round_stands_still(filling: Filling) -> None:
    filling.does(ROUND, ReachStage(stage=RoundStage.ADVERTISED, closes=date(2020, 1, 20)))
    assert filling.do(ROUND, plan(advertised=date(2020, 1, 8))) == "planned-behind"
    filling.does(ROUND, PauseRound(reason=WHY))
    assert filling.do(ROUND, plan(interviewed=date(2020, 1, 30))) == "round-paused"


def test_of_a_round_that_is_closed_only_what_follows_the_choice_is_planned(filling: Filling) -> None:
    assert filling.do(f"recruitment/{POST}/2", plan(offered=date(2020, 1, 30))) == "no-such-round"
    filling.interview()
    filling.does(ROUND, DecideRound(candidate="c-1", present=PANEL), plan(offered=date(2020, 1, 30)))
    closed = an_established_post()
    closed.open_round()
    closed.appoint_nobody()
    assert closed.do(ROUND, plan(offered=date(2020, 1, 30))) == "round-closed"


# --- stages -------------------------------------------------------------------------------


def test_a_stage_that_was_left_out_is_not_come_to_as_well_g66(filling: Filling) -> None:
    filling.does(ROUND, OmitStage(step=OmittedStep(stage=RoundStage.ADVERTISED, reason=WHY)))
    said = refusal(filling, ROUND, ReachStage(stage=RoundStage.ADVERTISED, closes=date(2020, 1, 20)))
    assert said.startswith("stage-left-out: ")
    assert f"quorate ledger show {ROUND}" in said


def test_a_skipped_stage_is_named_with_the_way_to_leave_it_out_g66(filling: Filling) -> None:
    said = refusal(filling, ROUND, ReachStage(stage=RoundStage.INTERVIEWED))
    assert "advertised, closed, shortlisted, stakeholders-heard" in said
    assert "quorate round omit harbour-master 1" in said


def test_a_last_day_for_applications_that_has_passed_is_named(filling: Filling) -> None:
    late = ReachStage(stage=RoundStage.ADVERTISED, closes=date(2020, 1, 3))
    assert "The last day for applications, Friday 3 January 2020, has passed" in refusal(filling, ROUND, late)


# --- references ---------------------------------------------------------------------------


@pytest.mark.parametrize("reference", ["c-1", "c1", "a-17", "candidate-3", "applicant-2", "2020"])
def test_a_reference_is_a_number(filling: Filling, reference: str) -> None:
    filling.does(ROUND, entering(reference))


@pytest.mark.parametrize("reference", ["jane-secret", "jane", "jane-1", "c", "1970-01-02", "c-1.jane"])
def test_a_name_is_no_reference(filling: Filling, reference: str) -> None:
    said = refusal(filling, ROUND, entering(reference))
    assert said.startswith("reference-not-neutral: ")
    assert "such as c-1" in said


def test_where_no_reference_is_given_the_next_is_taken(filling: Filling) -> None:
    filling.does(ROUND, entering(), entering("c-3"), entering(), entering())
    assert list(filling.round().candidates) == ["c-1", "c-3", "c-4", "c-5"]


# --- the panel ----------------------------------------------------------------------------


def test_a_refusal_names_who_is_not_known_and_who_is_not_on_the_panel(filling: Filling) -> None:
    unknown = SetPanel(members=(PANEL[0], "stranger"), quorum=1)
    assert "not known in this programme: stranger" in refusal(filling, ROUND, unknown)
    declared = DeclarePanelInterest(person=PERMANENT, nature=SEEN)
    assert filling.do(ROUND, declared) == "panel-missing"
    filling.does(ROUND, SetPanel(members=PANEL, quorum=2))
    assert f"not on the panel of this round: {PERMANENT}" in refusal(filling, ROUND, declared)


def test_a_panel_that_interests_have_stopped_is_told_the_one_way_out_g37(filling: Filling) -> None:
    filling.interview()
    for member in PANEL[:2]:
        filling.does(ROUND, DeclarePanelInterest(person=member, nature=SEEN))
    said = refusal(filling, ROUND, DecideRound(candidate="c-1", present=PANEL))
    assert said.startswith("panel-stopped-by-interests: ")
    assert "1 of 2" in said
    assert "quorate round withdraw harbour-master 1" in said
    joined = refusal(filling, ROUND, SetPanel(members=(*PANEL, PERMANENT), quorum=2))
    assert "quorate round withdraw harbour-master 1" in joined


def test_one_that_merely_did_not_come_in_number_may_still_decide(filling: Filling) -> None:
    filling.interview()
    assert filling.do(ROUND, DecideRound(candidate="c-1", present=PANEL[:1])) == "panel-inquorate"


def test_a_panel_may_still_be_named_where_there_was_none_at_the_interviews(filling: Filling) -> None:
    for stage in (RoundStage.ADVERTISED, RoundStage.CLOSED, RoundStage.SHORTLISTED):
        filling.does(ROUND, OmitStage(step=OmittedStep(stage=stage, reason=WHY)))
    filling.does(ROUND, ReachStage(stage=RoundStage.STAKEHOLDERS_HEARD))
    filling.does(ROUND, ReachStage(stage=RoundStage.INTERVIEWED))
    filling.does(ROUND, SetPanel(members=PANEL, quorum=2))


# --- an appointment -----------------------------------------------------------------------


def proposing(number: int, **said: object) -> ProposeAppointment:
    matter = confirmation_of(f"appointment/{POST}/{number}")
    terms = {"post": POST, "number": number, "tenure": TenureKind.PERMANENT, "person": PERMANENT}
    return ProposeAppointment.model_validate(terms | {"matter": matter} | said)


def test_the_number_hides_no_other_fault_and_the_next_one_is_given(filling: Filling) -> None:
    stream = f"appointment/{POST}/3"
    assert filling.do(stream, proposing(3, person="stranger")) == "appointee-unknown"
    assert "The next one is 1." in refusal(filling, stream, proposing(3))


def test_a_round_out_of_turn_is_told_which_is_next(filling: Filling) -> None:
    filling.appoint_nobody()
    fourth = OpenRound(post=POST, number=4)
    assert "The next one is 2." in refusal(filling, f"recruitment/{POST}/4", fourth)


def test_nobody_is_proposed_twice_at_once_for_the_same_post(filling: Filling) -> None:
    filling.does(APPOINTMENT, proposing(1))
    assert filling.do(APPOINTMENT, proposing(1)) == "nothing"
    said = refusal(filling, f"appointment/{POST}/2", proposing(2))
    assert said.startswith("proposed-already: ")
    assert "appointment 1" in said


def test_an_interim_in_post_may_be_proposed_for_it_permanently() -> None:
    filling = in_post()
    following = proposing(2, person=filling.appointment().person)
    filling.does(f"appointment/{POST}/2", following)


def test_an_office_is_told_in_which_words_it_answers_g70(filling: Filling) -> None:
    filling = in_post()
    filling.propose(f"appointment/{POST}/2", person=PERMANENT, last=date(2021, 1, 29))
    filling.confirm("confirm-2")
    filling.request(f"appointment/{POST}/2")
    answer = AnswerSignOff(answer=SignOffAnswer.SUPPORTED, by="national-office", evidence=SEEN)
    assert "other words: granted or refused." in refusal(filling, f"appointment/{POST}/2", answer)


# --- dated before it began ----------------------------------------------------------------


def test_what_is_dated_before_the_round_opened_is_told_so_and_not_of_a_matter(filling: Filling) -> None:
    known = filling.register.known()
    early = filling.register.known(by=filling.register.lines[0].by, happened=known.at.replace(year=2019))
    assert early.by is not None
    decided = decide(early, ROUND, PauseRound(reason=WHY))
    assert isinstance(decided, Refused)
    assert decided.words == "That is dated before the round was opened. Check the date."


@pytest.mark.parametrize("said", [{"last": date(2021, 3, 31)}, {"months": 7}])
def test_a_longer_term_that_is_proposed_again_writes_and_tells_nothing_more(said: dict[str, object]) -> None:
    filling = in_post()
    longer = ProposeExtension.model_validate(said | {"matter": EXTEND})
    filling.does(APPOINTMENT, longer)
    told = len(filling.register.told)
    assert [filling.do(APPOINTMENT, longer) for _ in range(3)] == ["nothing"] * 3
    assert len(filling.register.told) == told
