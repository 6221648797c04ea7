"""At what hour a meeting may begin, and an adjourned one go on."""

import pytest
from a_register import Register
from a_round import MATTER, SECRETARIAT, VERSION, before_everybody, item, on, record
from an_adjourned_meeting import SOUTHEND, STREAM, WHY, adjourn, in_the_room

from models.commands import CallMeeting, MoveMeeting, PutOnAgenda, RecordMeeting
from models.deciding import Attendance
from models.values import Instant, Verb


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
        pytest.param(on(2020, 1, 30, 15), "starts-in-the-past", id="before it was broken off"),
    ],
)
def test_a_meeting_goes_on_at_an_hour_to_meet(to: Instant, code: str) -> None:
    assert adjourn(in_the_room(), None, to) == code


# --- past midnight ------------------------------------------------------------------------

WHO = ("southend-hwb", "K3 O2 H2 P1")


def evening_meeting() -> Register:
    """Of the board of Southend, at seven in the evening of 27 February; looked back upon in March."""
    register = before_everybody()
    starts = on(2020, 2, 27, 19)
    call = CallMeeting(meeting="evening", bodies=("southend-hwb",), starts=starts)
    assert register.do("meeting/evening", call, SECRETARIAT) == "done"
    on_it = PutOnAgenda(matter=MATTER, bodies=("southend-hwb",))
    assert register.do("meeting/evening", on_it, SECRETARIAT) == "done"
    register.at = on(2020, 3, 2)
    return register


@pytest.mark.parametrize(
    ("at", "code", "decided"),
    [
        pytest.param("23:50:00", "done", on(2020, 2, 27, 23).replace(minute=50), id="before midnight"),
        pytest.param("00:20:00", "done", on(2020, 2, 28, 0).replace(minute=20), id="after midnight"),
        pytest.param("06:59:00", "done", on(2020, 2, 28, 6).replace(minute=59), id="at the end of the night"),
        pytest.param("07:00:00", "item-out-of-time", None, id="in the morning before it began"),
        pytest.param("18:59:00", "item-out-of-time", None, id="just before it began"),
    ],
)
def test_of_an_evening_meeting_an_item_is_taken(at: str, code: str, decided: Instant | None) -> None:
    register = evening_meeting()
    told = record(WHO, items=(item("southend-hwb", Verb.APPROVE, votes="8-0", at=at),))
    assert register.do("meeting/evening", told, SECRETARIAT) == code
    taken = register.sign_off(MATTER, "southend-hwb", VERSION).decided
    assert (taken.happened if taken else None) == decided


def test_an_hour_of_the_night_before_is_not_of_a_meeting_still_in_session() -> None:
    register = evening_meeting()
    register.at = on(2020, 2, 28, 0)
    told = record(WHO, items=(item("southend-hwb", Verb.APPROVE, votes="8-0", at="00:20:00"),))
    assert register.do("meeting/evening", told, SECRETARIAT) == "item-out-of-time", "not yet come"


@pytest.mark.parametrize(
    ("stay", "is_there"),
    [
        pytest.param({"arrived": "19:30:00"}, True, id="came in the evening"),
        pytest.param({"arrived": "00:30:00"}, False, id="came later in the night"),
        pytest.param({"left": "23:30:00"}, False, id="left before midnight"),
        pytest.param({"left": "00:30:00"}, True, id="left later in the night"),
    ],
)
def test_who_is_in_the_room_after_midnight(stay: dict[str, str], *, is_there: bool) -> None:
    register = evening_meeting()
    told = record(WHO, items=(item("southend-hwb", Verb.APPROVE, votes="7-0", at="00:20:00"),))
    (present,) = told.present
    first, *others = present.attendance
    moved = Attendance.model_validate({"seat": first.seat, **stay})
    there = present.model_copy(update={"attendance": (moved, *others)})
    again = RecordMeeting(present=(there,), items=told.items)
    assert register.do("meeting/evening", again, SECRETARIAT) == "done"
    taken = register.sign_off(MATTER, "southend-hwb", VERSION).decided
    assert taken is not None
    assert (first.seat in taken.basis.present) is is_there
