"""At what hour a meeting may begin, and an adjourned one go on."""

import pytest
from a_round import SECRETARIAT, before_everybody, on
from an_adjourned_meeting import SOUTHEND, STREAM, WHY, adjourn, in_the_room

from models.commands import CallMeeting, MoveMeeting
from models.values import Instant


@pytest.mark.parametrize(
    ("hour", "minute", "code"),
    [
        pytest.param(3, 0, "hour-forbidden", id="three in the morning"),
        pytest.param(6, 59, "hour-forbidden", id="a minute before seven"),
        pytest.param(7, 0, "done", id="seven"),
        pytest.param(21, 59, "done", id="a minute before ten in the evening"),
        pytest.param(22, 0, "hour-forbidden", id="ten in the evening"),
        pytest.param(0, 0, "hour-forbidden", id="midnight"),
    ],
)
def test_a_meeting_is_called_or_moved_to_an_hour_at_which_people_meet(
    hour: int, minute: int, code: str
) -> None:
    register = before_everybody()
    starts = on(2020, 2, 27, hour).replace(minute=minute)
    call = CallMeeting(meeting="again", bodies=(SOUTHEND,), starts=starts)
    assert register.do("meeting/again", call, SECRETARIAT) == code
    assert register.do(STREAM, MoveMeeting(starts=starts, reason=WHY), SECRETARIAT) == code


def test_the_hour_is_londons_in_summer_too() -> None:
    register = before_everybody()
    call = CallMeeting(meeting="again", bodies=(SOUTHEND,), starts=on(2020, 5, 28, 6))
    assert register.do("meeting/again", call, SECRETARIAT) == "done", "seven o'clock in London"
    late = CallMeeting(meeting="later", bodies=(SOUTHEND,), starts=on(2020, 5, 28, 21))
    assert register.do("meeting/later", late, SECRETARIAT) == "hour-forbidden"


@pytest.mark.parametrize(
    ("to", "code"),
    [
        pytest.param(on(2020, 1, 30, 23), "done", id="on the same night"),
        pytest.param(on(2020, 2, 6, 23), "hour-forbidden", id="at night, a week later"),
        pytest.param(on(2020, 2, 8, 13), "day-forbidden", id="on a Saturday"),
        pytest.param(on(2020, 1, 30, 15), "meeting-not-held-yet", id="before it was broken off"),
    ],
)
def test_a_meeting_goes_on_at_an_hour_to_meet(to: Instant, code: str) -> None:
    assert adjourn(in_the_room(), None, to) == code
