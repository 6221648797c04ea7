"""What was typed of somebody who was proposed and never held the post is kept for a time, and no longer."""

from datetime import date

import pytest
from a_post import APPOINTMENT, CONFIRM, OFFICE, SEEN, WHY, Filling, after_a_round

from models.commands import CorrectRecord
from models.post_commands import AnswerSignOff, EraseCandidates, RecordEligibility, WithdrawAppointment
from models.post_events import SignOffAnswer
from models.waits import AppointmentWait
from rules.waits import appointment_wait


@pytest.fixture
def filling() -> Filling:
    proposed = after_a_round(retention_days=30)
    proposed.propose()
    return proposed


def waits(filling: Filling) -> AppointmentWait:
    return appointment_wait(filling.appointment(), filling.register.known().calendar)


def test_of_somebody_who_withdrew_it_is_erased_when_its_time_is_up(filling: Filling) -> None:
    filling.does(APPOINTMENT, WithdrawAppointment(reason=WHY))
    step = waits(filling).next_step
    assert step is not None
    assert isinstance(step.command, EraseCandidates)
    assert step.at.date() == date(2020, 2, 5)
    assert filling.do(APPOINTMENT, step.command, None) == "not-yet"
    filling.take(APPOINTMENT, step)
    assert waits(filling) == AppointmentWait(is_over=True)
    assert filling.do(APPOINTMENT, step.command, None) == "nothing"


def test_of_somebody_whom_the_office_outside_refused_too_g70(filling: Filling) -> None:
    filling.confirm(CONFIRM)
    filling.request()
    filling.does(APPOINTMENT, AnswerSignOff(answer=SignOffAnswer.REFUSED, by=OFFICE, evidence=SEEN))
    assert filling.appointment().erase_from == date(2020, 2, 5)
    assert not waits(filling).is_over


def test_of_somebody_who_held_the_post_it_stays(filling: Filling) -> None:
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.start(date(2020, 2, 24))
    filling.until(APPOINTMENT, "end-appointment")
    assert filling.appointment().erase_from is None
    assert waits(filling) == AppointmentWait(is_over=True)


def test_what_was_found_of_them_is_not_put_right_after_that_and_what_was_proposed_is_g53(
    filling: Filling,
) -> None:
    numbers = {line.event.kind: line.number for line in filling.register.lines if line.stream == APPOINTMENT}
    filling.does(APPOINTMENT, RecordEligibility(passed=False, evidence=WHY))
    filling.does(APPOINTMENT, WithdrawAppointment(reason=WHY))
    finding, proposal = (numbers[each] for each in ("eligibility-tested", "appointment-proposed"))
    filling.does(APPOINTMENT, CorrectRecord(number=finding, words=WHY))
    step = waits(filling).next_step
    assert step is not None
    filling.take(APPOINTMENT, step)
    assert filling.do(APPOINTMENT, CorrectRecord(number=finding, words=SEEN)) == "line-forgotten"
    assert filling.do(APPOINTMENT, CorrectRecord(number=proposal, words=SEEN)) == "done"


def test_a_line_of_a_former_release_that_names_no_day_keeps_no_workflow_waiting(filling: Filling) -> None:
    filling.does(APPOINTMENT, WithdrawAppointment(reason=WHY))
    former = filling.appointment().model_copy(update={"erase_from": None})
    assert appointment_wait(former, filling.register.known().calendar) == AppointmentWait(is_over=True)
    round_ = filling.round().model_copy(update={"erase_from": None, "erased": None})
    assert round_.is_done
