"""Apologies given and taken back: the quorum to be expected is worked out at once (G39)."""

import pytest
from a_register import Register
from a_round import SECRETARIAT, before_everybody, there

from models.commands import CancelMeeting, GiveApologies, WithdrawApologies
from models.letters import LetterKind
from models.values import Text


@pytest.fixture
def round_() -> Register:
    return before_everybody()


def test_apologies_that_would_break_the_quorum_become_a_task_at_once(round_: Register) -> None:
    seats = [stay.seat for stay in there("thurrock-ccg", "O2 C6 L3")]
    for seat in seats[2:6]:
        assert round_.do("meeting/thurrock-ccg-2020-02-26", GiveApologies(seat=seat), SECRETARIAT) == "done"
    assert round_.told[-1].kind is LetterKind.TASK
    assert round_.lines[-1].event.missing == ("2 of 3 clinicians",)


def test_g39_apologies_taken_back_are_worked_out_anew_one_by_one(round_: Register) -> None:
    stream = "meeting/thurrock-ccg-2020-02-26"
    seats = [stay.seat for stay in there("thurrock-ccg", "O2 C6 L3")][2:6]
    for seat in seats:
        assert round_.do(stream, GiveApologies(seat=seat), SECRETARIAT) == "done"
    before, told = len(round_.told), []
    for seat in seats:
        assert round_.do(stream, WithdrawApologies(seat=seat), SECRETARIAT) == "done"
        told.append((round_.lines[-1].event.restored, len(round_.told) - before))
    assert round_.lines[-1].event.missing == ()
    assert told == [(True, 1), (False, 1), (False, 1), (False, 1)]
    assert round_.told[-1].kind is LetterKind.QUORUM_EXPECTED
    assert round_.meeting("thurrock-ccg-2020-02-26").apologies == ()


def test_only_apologies_that_stand_are_taken_back_and_none_after_the_meeting(round_: Register) -> None:
    stream, seat = "meeting/thurrock-ccg-2020-02-26", there("thurrock-ccg", "C1")[0].seat
    assert round_.do(stream, WithdrawApologies(seat=seat), SECRETARIAT) == "no-apologies"
    assert round_.do(stream, GiveApologies(seat=seat), SECRETARIAT) == "done"
    assert round_.do(stream, CancelMeeting(reason=Text.of("snow")), SECRETARIAT) == "done"
    assert round_.do(stream, WithdrawApologies(seat=seat), SECRETARIAT) == "meeting-over"
