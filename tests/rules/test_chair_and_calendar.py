"""Whose the casting vote is, and of which bodies a meeting of the calendar is."""

import pytest
from a_round import (
    MATTER,
    SECRETARIAT,
    VERSION,
    before_everybody,
    before_the_board,
    item,
    meeting_of,
    on,
    record,
)

from models.commands import CallMeeting
from models.deciding import Result
from models.values import Verb

COMMON = "meeting/castle-point-rochford-and-southend-ccgs-2020-01-30"


def test_a_casting_vote_is_of_whoever_presided() -> None:
    register = before_everybody()
    stream_, body = meeting_of(register, "basildon-brentwood-ccg"), "basildon-brentwood-ccg"
    register.at = on(2020, 1, 30, 18)
    tied = item(body, Verb.APPROVE, votes="5-5", casting=Result.CARRIED)
    told = record((body, "O2 C5 L3"), items=(tied,))
    assert register.do(stream_, told, SECRETARIAT) == "nobody-presided"
    (present,) = told.present
    chaired = present.model_copy(update={"presiding": present.attendance[0].seat})
    assert register.do(stream_, told.model_copy(update={"present": (chaired,)}), SECRETARIAT) == "done"
    decided = register.sign_off(MATTER, body, VERSION).decided
    assert decided is not None
    assert decided.basis.counted is not None
    assert decided.basis.counted.casting_vote


@pytest.mark.parametrize(
    ("bodies", "code"),
    [
        pytest.param(("castle-point-rochford-ccg",), "calendar-differs", id="one of two"),
        pytest.param(("southend-ccg", "castle-point-rochford-ccg"), "done", id="the two of the calendar"),
    ],
)
def test_a_meeting_of_the_calendar_is_called_for_its_own_bodies(bodies: tuple[str, ...], code: str) -> None:
    register = before_the_board()
    call = CallMeeting(meeting=COMMON.split("/")[1], bodies=bodies, starts=on(2020, 1, 30, 13))
    assert register.do(COMMON, call, SECRETARIAT) == code
