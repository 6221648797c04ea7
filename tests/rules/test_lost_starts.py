"""A first day that stands no more keeps nobody else out, and a term that is over takes nothing (G67, G73)."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from a_partnership import CONTENT, SPONSOR
from a_post import (
    APPOINTMENT,
    EXTEND,
    INTERIM,
    PERMANENT,
    POST,
    SECOND,
    SEEN,
    TERM,
    WHY,
    Filling,
    an_established_post,
    confirmation_of,
)

from models.acts import Refused
from models.commands import CallMeeting, GiveAnswer, WithdrawMatter
from models.dates import ONE_DAY
from models.letters import LetterKind
from models.meeting_events import MembersChanged
from models.post_commands import (
    EndEarly,
    ExtendTerm,
    FixStart,
    ProposeExtension,
    RecordEligibility,
    WithdrawAppointment,
)
from models.post_events import PartnersTold, StartCalledOff, TenureKind
from models.seat_events import SeatPassedOn
from models.tellings import Turn
from models.values import Answer
from rules.appointments import fix_start
from rules.members import members_change_at

THIRD = f"appointment/{POST}/3"
START, FOLLOWS = date(2020, 2, 3), TERM + ONE_DAY
LOST = RecordEligibility(passed=False, evidence=WHY)
OF_EAST = f"sign-off/{EXTEND}/east/1.0"


def proposed(filling: Filling, stream: str, person: str, last: date | None) -> None:
    """Confirmed by every town; nobody signs off outside."""
    tenure = TenureKind.INTERIM if last else TenureKind.PERMANENT
    filling.propose(stream, tenure=tenure, person=person, round=None, last=last)
    filling.confirm(confirmation_of(stream))


def followed() -> Filling:
    """An interim to Monday 24 August 2020, whom a permanent holder is to follow on the day after."""
    filling = an_established_post(sign_off=None)
    proposed(filling, APPOINTMENT, INTERIM, TERM)
    proposed(filling, SECOND, PERMANENT, None)
    filling.at(START)
    filling.start(START)
    filling.does(SECOND, FixStart(first=FOLLOWS))
    return filling


def loses_eligibility(filling: Filling) -> None:
    filling.does(SECOND, LOST)


def loses_confirmation(filling: Filling) -> None:
    withdrawing = WithdrawMatter(reason=WHY)
    assert filling.do(f"approval/{confirmation_of(SECOND)}", withdrawing, SPONSOR) == "done"


EITHER = pytest.mark.parametrize("loses", [loses_eligibility, loses_confirmation])


def lost(filling: Filling) -> Filling:
    filling.at(date(2020, 8, 1))
    loses_eligibility(filling)
    return filling


def told_of_an_end(filling: Filling) -> list[str]:
    events = (each.event for each in filling.register.lines)
    return [each.subject for each in events if isinstance(each, PartnersTold) and each.turn is Turn.ENDED]


def holder(filling: Filling) -> str | None:
    found = filling.register.known().seat("east/officer")
    assert found is not None
    return found.held_by


# --- a term that is over, entered late --------------------------------------------------------


def entered_late() -> Filling:
    """Of January, entered on Tuesday 11 February, while a permanent holder is in post since the 3rd."""
    filling = an_established_post(sign_off=None)
    proposed(filling, APPOINTMENT, PERMANENT, None)
    proposed(filling, SECOND, INTERIM, date(2020, 1, 31))
    filling.at(START)
    filling.start(START)
    filling.at(date(2020, 2, 10))
    return filling


def late(filling: Filling) -> None:
    filling.at(date(2020, 2, 11))
    filling.register.told.clear()
    filling.does(SECOND, FixStart(first=date(2020, 1, 7)))
    filling.until(SECOND, "end-appointment")


def test_a_term_that_is_over_takes_no_request_from_whoever_holds_the_post_now_g73() -> None:
    filling = entered_late()
    filling.confirm(EXTEND, ())
    late(filling)
    assert holder(filling) == PERMANENT
    assert [each for each in filling.register.lines if isinstance(each.event, SeatPassedOn)] == []
    assert not [
        each
        for each in filling.register.told
        if each.to == INTERIM and each.kind is LetterKind.SIGN_OFF_REQUEST
    ]
    answering = GiveAnswer(seat="east/officer", answer=Answer.ABSTAIN, content_hash=CONTENT)
    assert filling.do(OF_EAST, answering, PERMANENT) == "done"


def test_nor_does_it_invite_anybody_to_a_meeting_in_their_place_g73() -> None:
    filling = entered_late()
    starts = datetime(2020, 2, 26, 13, 30, tzinfo=UTC)
    calling = CallMeeting(meeting="special", bodies=("north",), starts=starts)
    assert filling.do("meeting/special", calling, "north-clerk") == "done"
    late(filling)
    assert [each for each in filling.register.lines if isinstance(each.event, MembersChanged)] == []
    assert members_change_at(filling.register.known(), filling.register.meeting("special")) is None


def test_where_nobody_followed_a_term_that_is_over_the_seat_is_vacant_and_nobody_is_asked_for_it_g73() -> (
    None
):
    filling = an_established_post(sign_off=None)
    proposed(filling, APPOINTMENT, INTERIM, date(2020, 1, 31))
    filling.at(date(2020, 2, 10))
    filling.confirm(EXTEND, ())
    filling.does(APPOINTMENT, FixStart(first=date(2020, 1, 7)))
    passed = [each.event for each in filling.register.lines if isinstance(each.event, SeatPassedOn)]
    assert [(each.seat, each.to) for each in passed] == [
        ("east/officer", None),
        ("north/officer", None),
        ("south/officer", None),
    ]
    assert holder(filling) is None


# --- a first day that does not stand any more ---------------------------------------------------


@EITHER
def test_a_first_day_that_does_not_stand_keeps_nobody_else_from_the_post_g67(
    loses: Callable[[Filling], None],
) -> None:
    filling = followed()
    filling.at(date(2020, 8, 1))
    loses(filling)
    proposed(filling, THIRD, "north.lay", None)
    filling.does(THIRD, FixStart(first=FOLLOWS))
    filling.until(APPOINTMENT, "end-appointment")
    filling.until(THIRD, "start-appointment")
    assert holder(filling) == "north.lay"


def test_nor_does_it_keep_the_interim_from_a_longer_term_g74() -> None:
    filling = lost(followed())
    filling.does(APPOINTMENT, ProposeExtension(last=date(2020, 10, 30), matter=EXTEND))
    filling.confirm(EXTEND)
    filling.does(APPOINTMENT, ExtendTerm())
    assert filling.appointment().last == date(2020, 10, 30)


@pytest.mark.parametrize("by", ["another's start", "a longer term"])
def test_whoever_is_eligible_again_does_not_begin_beside_whoever_took_the_place_g67(by: str) -> None:
    filling = lost(followed())
    if by == "a longer term":
        filling.does(APPOINTMENT, ProposeExtension(last=date(2020, 10, 30), matter=EXTEND))
        filling.confirm(EXTEND)
        filling.does(APPOINTMENT, ExtendTerm())
    else:
        proposed(filling, THIRD, "north.lay", None)
        filling.does(THIRD, FixStart(first=FOLLOWS))
    (off,) = (each for each in filling.register.lines if isinstance(each.event, StartCalledOff))
    assert (off.stream, off.event) == (SECOND, StartCalledOff(bodies=()))
    filling.does(SECOND, RecordEligibility(passed=True, evidence=SEEN))
    assert (filling.appointment(SECOND).first, filling.next_step(SECOND)) == (None, None)
    assert filling.do(SECOND, FixStart(first=FOLLOWS)) == "post-held"


def test_a_start_that_stands_still_keeps_others_out_and_is_withdrawn_not_ended() -> None:
    filling = followed()
    proposed(filling, THIRD, "north.lay", None)
    refusal = fix_start(filling.register.known(), THIRD, FixStart(first=FOLLOWS))
    assert isinstance(refusal, Refused)
    assert refusal.code == "post-held"
    assert "quorate appointment withdraw" in refusal.words
    assert filling.do(SECOND, EndEarly(last=FOLLOWS, reason=WHY)) == "not-in-post"
    filling.does(SECOND, WithdrawAppointment(reason=WHY))
    filling.does(THIRD, FixStart(first=FOLLOWS))


# --- everyone hears that a post is vacant -------------------------------------------------------


@EITHER
def test_where_whoever_was_to_follow_is_lost_everyone_hears_that_the_term_ended_once(
    loses: Callable[[Filling], None],
) -> None:
    filling = followed()
    filling.at(date(2020, 8, 1))
    loses(filling)
    filling.until(APPOINTMENT, "end-appointment")
    if filling.next_step(SECOND) is not None:
        filling.until(SECOND, "start-appointment")
    assert told_of_an_end(filling) == [f"appointment-1-ended-{TERM}"]
    assert holder(filling) is None


def test_of_a_start_that_is_called_off_after_the_term_ended_everyone_hears_that_it_ended() -> None:
    filling = followed()
    filling.until(APPOINTMENT, "end-appointment")
    assert told_of_an_end(filling) == []
    loses_confirmation(filling)
    filling.until(SECOND, "start-appointment")
    assert told_of_an_end(filling) == [f"appointment-1-ended-{TERM}"]


def test_a_term_that_ends_twice_is_told_twice_each_with_its_day() -> None:
    filling = an_established_post(sign_off=None)
    proposed(filling, APPOINTMENT, INTERIM, TERM)
    filling.at(START)
    filling.start(START)
    filling.at(date(2020, 8, 1))
    filling.does(APPOINTMENT, ProposeExtension(last=date(2020, 10, 30), matter=EXTEND))
    filling.confirm(EXTEND)
    filling.until(APPOINTMENT, "end-appointment")
    filling.at(date(2020, 9, 1))
    while_it_ran = datetime(2020, 8, 20, 12, tzinfo=UTC)
    assert filling.register.do(APPOINTMENT, ExtendTerm(), "recruiter", while_it_ran) == "done"
    filling.until(APPOINTMENT, "end-appointment")
    assert told_of_an_end(filling) == ["appointment-1-ended-2020-08-24", "appointment-1-ended-2020-10-30"]
    assert len(set(filling.post.told)) == len(filling.post.told)
