"""A fixed first day makes the holder when it comes, though nothing runs to put it on record (G73, G68)."""

from datetime import date

import pytest
from a_partnership import CONTENT
from a_post import APPOINTMENT, CONFIRM, EXTEND, INTERIM, SEEN, TERM, Filling, after_a_round, in_post

from models.commands import GiveAnswer
from models.dates import ONE_DAY
from models.letters import LetterKind
from models.post_commands import FixStart, RecordEligibility
from models.seat_events import SeatPassedOn
from models.values import Answer

START = date(2020, 2, 24)
OFFICER, FORMER = "north/officer", "north.officer"
STREAM = f"sign-off/{EXTEND}/north/1.0"


def fixed() -> Filling:
    """All is met for a start on Monday 24 February 2020, and another matter is before the towns."""
    filling = after_a_round()
    filling.propose()
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.does(APPOINTMENT, FixStart(first=START))
    filling.at(date(2020, 2, 17))
    filling.confirm(EXTEND, ())
    return filling


def holder_of(filling: Filling, day: date) -> str | None:
    found = filling.register.known().seat_on(OFFICER, day)
    assert found is not None
    return found.held_by


def answering(answer: Answer = Answer.ABSTAIN) -> GiveAnswer:
    return GiveAnswer(seat=OFFICER, answer=answer, content_hash=CONTENT)


def passed_on(filling: Filling) -> list[tuple[str, str | None]]:
    events = (line.event for line in filling.register.lines)
    return [(event.seat, event.to) for event in events if isinstance(event, SeatPassedOn)]


def test_g73_from_the_fixed_day_the_seat_is_theirs_though_the_start_is_not_on_record() -> None:
    filling = fixed()
    filling.at(date(2020, 2, 26))
    assert holder_of(filling, date(2020, 2, 26)) == INTERIM
    assert holder_of(filling, START - ONE_DAY) == FORMER
    assert filling.do(STREAM, answering(), FORMER) == "not-your-seat"
    assert filling.do(STREAM, answering(), INTERIM) == "done"


def test_g73_a_term_that_is_over_is_over_though_its_end_is_not_on_record() -> None:
    filling = fixed()
    filling.at(TERM + ONE_DAY)
    assert holder_of(filling, TERM) == INTERIM
    assert holder_of(filling, TERM + ONE_DAY) is None
    assert filling.do(STREAM, answering(), INTERIM) != "done"


def test_g73_entered_later_nothing_changes() -> None:
    filling = fixed()
    filling.at(date(2020, 2, 26))
    days = [START - ONE_DAY, START, date(2020, 2, 26), TERM, TERM + ONE_DAY]
    before = [holder_of(filling, day) for day in days]
    filling.until(APPOINTMENT, "start-appointment")
    assert [holder_of(filling, day) for day in days] == before


def test_g73_the_late_start_passes_on_what_was_asked_and_whoever_answered_is_not_asked_again() -> None:
    filling = fixed()
    filling.at(date(2020, 2, 26))
    assert filling.do(STREAM, answering(), INTERIM) == "done"
    filling.register.told.clear()
    filling.until(APPOINTMENT, "start-appointment")
    assert passed_on(filling) == [("east/officer", INTERIM), ("south/officer", INTERIM)]
    asked = [each.to for each in filling.register.told if each.kind is LetterKind.SIGN_OFF_REQUEST]
    assert asked == [INTERIM, INTERIM]


@pytest.mark.parametrize("town", ["east", "north", "south"])
def test_g68_whoever_a_body_no_longer_confirms_does_not_begin(town: str) -> None:
    filling = fixed()
    approval = filling.register.approval(CONFIRM)
    lost = {body: each for body, each in approval.outcomes.items() if body != town}
    filling.register.states[f"approval/{CONFIRM}"] = approval.model_copy(update={"outcomes": lost})
    filling.at(date(2020, 2, 26))
    assert holder_of(filling, date(2020, 2, 26)) == FORMER


def test_g67_whoever_is_found_not_to_be_eligible_does_not_begin() -> None:
    filling = fixed()
    filling.does(APPOINTMENT, RecordEligibility(passed=False, evidence=SEEN))
    filling.at(date(2020, 2, 26))
    assert holder_of(filling, date(2020, 2, 26)) == FORMER


def test_g73_a_first_day_that_has_come_passes_on_with_its_fixing_what_is_asked_today() -> None:
    """Asked of the former holder earlier on the same day."""
    filling = after_a_round()
    filling.propose()
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.at(START)
    filling.confirm(EXTEND, ())
    filling.does(APPOINTMENT, FixStart(first=START))
    assert passed_on(filling) == [(f"{town}/officer", INTERIM) for town in ("east", "north", "south")]
    filling.until(APPOINTMENT, "start-appointment")
    assert len(passed_on(filling)) == 3


def test_g73_a_longer_term_that_is_agreed_counts_from_when_it_is_put_on_record() -> None:
    filling = in_post()
    assert holder_of(filling, TERM + ONE_DAY) is None
