"""Refusals about posts say what to enter instead, and by which name or number."""

from datetime import date

from a_post import (
    APPOINTMENT,
    CONFIRM,
    OFFICE,
    PANEL,
    RECRUITER,
    ROUND,
    SEEN,
    Filling,
    after_a_round,
    an_established_post,
    in_post,
)

from models.acts import Refused
from models.command import Command
from models.post_commands import AnswerSignOff, EndEarly, ReachStage, RequestSignOff, SetPanel
from models.post_events import SignOffAnswer
from models.posts import RoundStage
from rules.deciding import decide


def words(filling: Filling, stream: str, command: Command) -> str:
    refusal = decide(filling.register.known(), stream, command)
    assert isinstance(refusal, Refused), refusal
    return refusal.words


def confirmed(**said: object) -> Filling:
    filling = after_a_round()
    filling.propose(**said)
    filling.confirm(CONFIRM)
    return filling


def test_in_a_round() -> None:
    filling = an_established_post()
    filling.open_round()
    assert "--closes DATE" in words(filling, ROUND, ReachStage(stage=RoundStage.ADVERTISED))
    too_large = words(filling, ROUND, SetPanel(members=PANEL, quorum=4))
    assert too_large.startswith("The quorum is 4, and the panel has 3.")


def test_in_the_file_that_goes_outside_g66() -> None:
    unexplained = words(confirmed(round=None), APPOINTMENT, RequestSignOff())
    assert "stakeholders-heard" in unexplained
    assert unexplained.endswith("such as --omitted 'advertised:WHY'.")
    too_many = words(confirmed(), APPOINTMENT, RequestSignOff(interviewed=3))
    assert too_many.startswith("3 are said to have been interviewed, and 2 entered this round.")


def test_of_the_office_outside_g70() -> None:
    filling = confirmed()
    filling.request()
    answer = AnswerSignOff(answer=SignOffAnswer.GRANTED, by=RECRUITER, evidence=SEEN)
    assert f"answers for it: {OFFICE}." in words(filling, APPOINTMENT, answer)


def test_of_days_that_lie_backwards() -> None:
    early = EndEarly(last=date(2020, 2, 23), reason=SEEN)
    said = words(in_post(), APPOINTMENT, early)
    assert said.startswith("The last day, Sunday 23 February 2020, lies before the first, Monday 24 February")
