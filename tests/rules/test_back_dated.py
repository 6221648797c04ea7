"""What is entered later is dated the day it happened, and never before what it hangs on (G67-G71)."""

from datetime import UTC, date, datetime

import pytest
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EXTEND,
    INTERIM,
    NOT_OFFERED,
    OFFICE,
    RECRUITER,
    SEEN,
    WHY,
    Filling,
    after_a_round,
    in_post,
    with_effect,
)

from models.acts import Due
from models.appointment import Appointment, AppointmentStage
from models.commands import CallMeeting, Command
from models.meeting_events import MembersChanged
from models.post_commands import (
    AnswerSignOff,
    AwaitInformation,
    ExtendTerm,
    FixStart,
    NoteSignOffOverdue,
    ProposeExtension,
    RecordEligibility,
    RequestSignOff,
    SupplyInformation,
)
from models.post_events import SignOffAnswer
from models.posts import SignOffEffect
from models.waits import Step
from rules.calendar import end_of

START = date(2020, 2, 24)
FILE = RequestSignOff(interviewed=2, omitted=(NOT_OFFERED,))
GRANTED = AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=SEEN)
LONGER = ProposeExtension(last=date(2021, 3, 31), matter=EXTEND)


def dated(filling: Filling, command: Command, day: date) -> str:
    """At noon of that day, as a day alone is read."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return filling.register.do(APPOINTMENT, command, RECRUITER, noon)


def confirmed(effect: SignOffEffect | None = SignOffEffect.CONSENT) -> Filling:
    """Found eligible on Monday 6 January 2020, confirmed by the last town on Wednesday 12 February."""
    filling = after_a_round(sign_off=with_effect(effect) if effect else None)
    filling.propose()
    filling.at(date(2020, 2, 12))
    filling.confirm(CONFIRM)
    return filling


def asked(effect: SignOffEffect = SignOffEffect.CONSENT) -> Filling:
    """On Wednesday 12 February 2020, to be answered by the end of Wednesday the 26th."""
    filling = confirmed(effect)
    filling.does(APPOINTMENT, FILE)
    return filling


def granted() -> Filling:
    """Signed off on Thursday 20 February 2020."""
    filling = asked()
    filling.at(date(2020, 2, 20))
    filling.does(APPOINTMENT, GRANTED)
    return filling


# --- the office outside -------------------------------------------------------------------


def test_nothing_goes_outside_dated_before_the_last_confirmation() -> None:
    filling = confirmed()
    filling.at(date(2020, 2, 14))
    assert dated(filling, FILE, date(2020, 2, 11)) == "before-its-confirmations"
    assert dated(filling, FILE, date(2020, 2, 12)) == "done"


def test_nothing_is_answered_or_awaited_dated_before_it_was_asked_for() -> None:
    filling = asked()
    filling.at(date(2020, 2, 14))
    for command in (AwaitInformation(reason=WHY), GRANTED):
        assert dated(filling, command, date(2020, 2, 11)) == "before-it-was-asked"
        assert filling.do(APPOINTMENT, command) == "done"


def test_nothing_is_supplied_dated_before_it_was_awaited_g71() -> None:
    filling = asked()
    filling.at(date(2020, 2, 20))
    filling.does(APPOINTMENT, AwaitInformation(reason=WHY))
    assert dated(filling, SupplyInformation(), date(2020, 2, 13)) == "before-it-was-awaited"
    filling.does(APPOINTMENT, SupplyInformation())
    assert dated(filling, AwaitInformation(reason=WHY), date(2020, 2, 19)) == "before-it-ran-on"


def test_what_was_supplied_leaves_the_office_at_least_the_day_on_which_it_hears_of_it_g71() -> None:
    filling = asked()
    filling.at(date(2020, 2, 26))
    filling.does(APPOINTMENT, AwaitInformation(reason=WHY))
    filling.at(date(2020, 3, 5))
    assert dated(filling, SupplyInformation(), date(2020, 2, 27)) == "done"
    asking = filling.appointment().asking
    assert asking is not None
    assert asking.due == end_of(date(2020, 3, 5))


# --- the start ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "code"),
    [
        pytest.param(date(2019, 1, 1), "starts-too-soon", id="long before anybody thought of it"),
        pytest.param(date(2020, 2, 19), "starts-too-soon", id="the day before the sign-off"),
        pytest.param(date(2020, 2, 20), "done", id="the day of the sign-off"),
    ],
)
def test_nobody_starts_on_a_day_before_the_sign_off(first: date, code: str) -> None:
    assert granted().do(APPOINTMENT, FixStart(first=first)) == code


def test_no_start_is_fixed_dated_before_all_was_met() -> None:
    filling = granted()
    assert dated(filling, FixStart(first=START), date(2020, 2, 19)) == "fixed-too-soon"


def test_without_an_office_outside_nobody_starts_before_the_last_confirmation() -> None:
    filling = confirmed(None)
    assert filling.do(APPOINTMENT, FixStart(first=date(2020, 2, 11))) == "starts-too-soon"
    assert filling.do(APPOINTMENT, FixStart(first=date(2020, 2, 12))) == "done"


def test_silence_is_none_before_the_time_for_a_veto_is_over_g70() -> None:
    filling = asked(SignOffEffect.VETO)
    filling.until(APPOINTMENT, "note-sign-off-overdue")
    filling.at(date(2020, 3, 2))
    assert dated(filling, FixStart(first=START), date(2020, 2, 24)) == "not-signed-off"
    assert filling.do(APPOINTMENT, FixStart(first=date(2020, 2, 26))) == "starts-too-soon"
    assert filling.do(APPOINTMENT, FixStart(first=date(2020, 2, 27))) == "done"


# --- eligibility lost and regained ----------------------------------------------------------


def lost() -> Filling:
    """To start on 24 February 2020, and found the day before that they may not."""
    filling = granted()
    filling.does(APPOINTMENT, FixStart(first=START))
    filling.at(date(2020, 2, 23))
    filling.does(APPOINTMENT, RecordEligibility(passed=False, evidence=SEEN))
    return filling


def test_whoever_is_eligible_again_after_the_first_day_has_another_one_fixed_g67() -> None:
    filling = lost()
    filling.at(date(2020, 5, 4))
    filling.does(APPOINTMENT, RecordEligibility(passed=True, evidence=SEEN))
    assert filling.next_step(APPOINTMENT) is None
    assert filling.do(APPOINTMENT, FixStart(first=START)) == "starts-too-soon"
    filling.start(date(2020, 5, 4))
    assert [each.first for each in filling.post.tenures] == [date(2020, 5, 4)]


def test_whoever_is_eligible_again_by_the_first_day_starts_with_it() -> None:
    filling = lost()
    filling.does(APPOINTMENT, RecordEligibility(passed=True, evidence=SEEN))
    filling.until(APPOINTMENT, "start-appointment")
    assert filling.post.tenures[0].first == START


def test_a_later_finding_is_not_dated_before_an_earlier_one() -> None:
    filling = lost()
    filling.at(date(2020, 5, 4))
    again = RecordEligibility(passed=True, evidence=SEEN)
    assert dated(filling, again, date(2020, 2, 22)) == "before-it-was-tested"
    assert filling.do(APPOINTMENT, RecordEligibility(passed=False, evidence=SEEN)) == "nothing"


# --- a longer term ------------------------------------------------------------------------


def extended() -> Filling:
    """Proposed on Monday 1 June 2020, confirmed by all on Monday 3 August and asked for outside."""
    filling = in_post()
    filling.at(date(2020, 6, 1))
    filling.does(APPOINTMENT, LONGER)
    filling.at(date(2020, 8, 3))
    filling.confirm(EXTEND)
    filling.does(APPOINTMENT, RequestSignOff())
    return filling


def ended() -> Filling:
    filling = extended()
    while filling.appointment().stage is not AppointmentStage.ENDED:
        step = filling.next_step(APPOINTMENT)
        assert step is not None
        filling.take(APPOINTMENT, step)
    filling.at(date(2020, 8, 26))
    return filling


def now(filling: Filling) -> Appointment:
    return filling.appointment()


def test_a_longer_term_granted_while_the_term_ran_is_in_force_however_late_it_is_entered() -> None:
    filling = ended()
    assert dated(filling, GRANTED, date(2020, 8, 20)) == "done"
    assert (now(filling).stage, now(filling).ended) == (AppointmentStage.IN_POST, None)
    assert filling.post.tenures[0].last == date(2021, 3, 31)
    filling.until(APPOINTMENT, "end-appointment")
    assert now(filling).ended == end_of(date(2021, 3, 31))


def test_whoever_is_back_by_it_is_called_to_the_meetings_called_meanwhile_g73() -> None:
    filling = ended()
    calling = CallMeeting(
        meeting="special", bodies=("north",), starts=datetime(2020, 9, 16, 13, 30, tzinfo=UTC)
    )
    assert filling.do("meeting/special", calling, "north-clerk") == "done"
    assert dated(filling, GRANTED, date(2020, 8, 20)) == "done"
    changed = [each.event for each in filling.register.lines if isinstance(each.event, MembersChanged)]
    assert changed == [MembersChanged(invited=(INTERIM,))]


def test_one_granted_after_its_last_day_is_too_late() -> None:
    filling = ended()
    assert filling.do(APPOINTMENT, GRANTED) == "appointment-over"
    assert dated(filling, GRANTED, date(2020, 8, 25)) == "appointment-over"


def test_nor_does_it_bring_anybody_back_whom_somebody_has_followed() -> None:
    filling = extended()
    stream = APPOINTMENT.replace("/1", "/2")
    filling.propose(stream, tenure="permanent", person="new-master", last=None)
    filling.confirm("confirm-2")
    filling.sign_off(stream)
    filling.start(date(2020, 8, 25), stream)
    while now(filling).is_open:
        step = filling.next_step(APPOINTMENT)
        assert step is not None
        filling.take(APPOINTMENT, step)
    assert dated(filling, GRANTED, date(2020, 8, 20)) == "done"
    assert now(filling).stage is AppointmentStage.ENDED
    assert [each.last for each in filling.post.tenures] == [date(2020, 8, 24), None]


def test_a_longer_term_is_not_put_in_force_dated_before_all_agreed() -> None:
    filling = in_post(sign_off=with_effect(SignOffEffect.VETO))
    filling.at(date(2020, 6, 1))
    filling.does(APPOINTMENT, LONGER)
    filling.confirm(EXTEND)
    filling.does(APPOINTMENT, RequestSignOff())
    filling.until(APPOINTMENT, "note-sign-off-overdue")
    filling.at(date(2020, 7, 1))
    assert dated(filling, ExtendTerm(), date(2020, 6, 12)) == "not-signed-off"
    assert filling.do(APPOINTMENT, ExtendTerm()) == "done"


def test_each_time_the_office_is_overdue_is_noted_though_two_fell_on_one_moment() -> None:
    """Refused, a longer term is proposed again, and was asked for again on the day of the first time."""
    filling = extended()
    first = overdue(filling)
    refusal = AnswerSignOff(answer=SignOffAnswer.REFUSED, by=OFFICE, evidence=SEEN)
    filling.does(APPOINTMENT, refusal, LONGER)
    assert dated(filling, RequestSignOff(), date(2020, 8, 3)) == "done"
    again = overdue(filling)
    assert again.at == first.at
    assert (
        Due(stream=APPOINTMENT, command=again.command).id != Due(stream=APPOINTMENT, command=first.command).id
    )


def overdue(filling: Filling) -> Step:
    """The note of it, taken after all that fell due before."""
    while (step := filling.next_step(APPOINTMENT)) is not None:
        filling.take(APPOINTMENT, step)
        if isinstance(step.command, NoteSignOffOverdue):
            return step
    raise AssertionError
