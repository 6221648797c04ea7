"""What the workflows of a round and of an appointment wait for is what the rules accept when it is due,
whatever was done before, and in the end nothing is waited for.
"""

from collections.abc import Callable
from datetime import date, timedelta

from a_post import (
    APPOINTMENT,
    CONFIRM,
    EXTEND,
    OFFICE,
    PANEL,
    POST,
    ROUND,
    TERM,
    WHY,
    Filling,
    after_a_round,
    an_established_post,
    with_effect,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from models.commands import Command
from models.post_commands import (
    AnswerSignOff,
    AwaitInformation,
    DecideRound,
    EndEarly,
    EnterCandidate,
    ExtendTerm,
    FixStart,
    OpenRound,
    PauseRound,
    ProposeExtension,
    ReachStage,
    RecordEligibility,
    RequestSignOff,
    ResumeRound,
    SupplyInformation,
    WithdrawAppointment,
    WithdrawRound,
)
from models.post_events import OmittedStep, SignOffAnswer
from models.posts import RoundStage, SignOffEffect
from models.values import Text

DAYS = st.integers(-3, 120)
ACTS_OF_A_ROUND: list[Callable[[date], Command]] = [
    lambda day: ReachStage(stage=RoundStage.ADVERTISED, closes=day),
    lambda _: ReachStage(stage=RoundStage.CLOSED),
    lambda _: EnterCandidate(reference="c-1", particulars=Text.of("somebody")),
    lambda _: PauseRound(reason=WHY),
    lambda day: ResumeRound(reason=WHY, closes=day),
    lambda _: ResumeRound(reason=WHY),
    lambda _: DecideRound(present=PANEL, reason=WHY),
    lambda _: WithdrawRound(reason=WHY),
]
EVERY_STEP = tuple(OmittedStep(stage=stage, reason=WHY) for stage in RoundStage)
ACTS_OF_AN_APPOINTMENT: list[Callable[[date], Command]] = [
    lambda _: RecordEligibility(passed=True, evidence=WHY),
    lambda _: RecordEligibility(passed=False, evidence=WHY),
    lambda _: RequestSignOff(omitted=EVERY_STEP),
    lambda _: AwaitInformation(reason=WHY),
    lambda _: SupplyInformation(),
    lambda _: AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=WHY),
    lambda _: AnswerSignOff(answer=SignOffAnswer.REFUSED, by=OFFICE, evidence=WHY),
    lambda _: AnswerSignOff(answer=SignOffAnswer.NOT_SUPPORTED, by=OFFICE, evidence=WHY),
    lambda day: FixStart(first=day),
    lambda day: ProposeExtension(last=TERM + timedelta(days=day.day * 10), matter=EXTEND),
    lambda _: ExtendTerm(),
    lambda day: EndEarly(last=day, reason=WHY),
    lambda _: WithdrawAppointment(reason=WHY),
]


def acts(of: list[Callable[[date], Command]]) -> st.SearchStrategy[list[tuple[int, int]]]:
    """Which of them, and how many days from today it names; one below nought lets the next thing fall due."""
    return st.lists(st.tuples(st.integers(-4, len(of) - 1), DAYS), max_size=25)


def played(
    filling: Filling, stream: str, of: list[Callable[[date], Command]], plan: list[tuple[int, int]]
) -> None:
    for which, days in (*plan, *[(-1, 0)] * 12):
        if which < 0:
            if (step := filling.next_step(stream)) is not None:
                filling.take(stream, step)
            continue
        filling.do(stream, of[which](filling.register.known().day + timedelta(days=days)))


@settings(deadline=None)
@given(acts(ACTS_OF_A_ROUND))
def test_a_round_takes_every_step_it_waits_for_and_a_closed_one_ends(plan: list[tuple[int, int]]) -> None:
    filling = an_established_post(retention_days=30)
    filling.does(ROUND, OpenRound(post=POST, number=1))
    played(filling, ROUND, ACTS_OF_A_ROUND, plan)
    round_ = filling.round()
    assert filling.next_step(ROUND) is None
    assert round_.is_done == (round_.outcome is not None)


@settings(deadline=None)
@given(st.sampled_from(SignOffEffect), acts(ACTS_OF_AN_APPOINTMENT))
def test_an_appointment_takes_every_step_it_waits_for_and_a_term_ends(
    effect: SignOffEffect, plan: list[tuple[int, int]]
) -> None:
    filling = after_a_round(sign_off=with_effect(effect))
    filling.propose()
    filling.confirm(CONFIRM)
    filling.confirm(EXTEND)
    played(filling, APPOINTMENT, ACTS_OF_AN_APPOINTMENT, plan)
    assert filling.next_step(APPOINTMENT) is None
    if filling.post.tenures:
        assert filling.appointment().ended is not None
