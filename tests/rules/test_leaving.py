"""A hand-over that is fixed ends a term at once, for notices and words; one that is lost is said to be."""

from datetime import date

import pytest
from a_post import APPOINTMENT, SECOND, TERM, WHY, Filling, in_post

from models.events import Event
from models.post_commands import EndEarly, FixStart, GiveTermNotice, WithdrawAppointment
from models.post_events import TermNoticeGiven
from rules.appointment_story import appointment_explained
from rules.calendar import london_day
from rules.leaving import handed_over_until, is_hand_over_lost, leaves_on
from rules.subscriptions import Hears, hears
from rules.what_next import what_next
from tests.rules.test_tenure import following

FIRST, UNTIL = date(2020, 8, 3), date(2020, 8, 14)


@pytest.fixture
def filling() -> Filling:
    """Their term is to 24 August, and they are to hand the post over to 14 August."""
    found = following(in_post())
    found.does(SECOND, FixStart(first=FIRST, hand_over_until=UNTIL))
    return found


def leaving(filling: Filling) -> date | None:
    return leaves_on(filling.register.known(), filling.appointment())


def given(filling: Filling) -> list[tuple[int, date | None]]:
    """Notices, in their order, with the day of a hand-over they were of."""
    events = (line.event for line in filling.register.lines if line.stream == APPOINTMENT)
    return [(each.days, each.until) for each in events if isinstance(each, TermNoticeGiven)]


def next_notice(filling: Filling) -> tuple[int, date]:
    step = filling.next_step(APPOINTMENT)
    assert step is not None
    assert isinstance(step.command, GiveTermNotice)
    return step.command.days, london_day(step.at)


def test_notice_is_counted_from_the_end_that_a_hand_over_sets_as_soon_as_it_is_fixed(
    filling: Filling,
) -> None:
    assert leaving(filling) == UNTIL
    assert filling.appointment().last == TERM, "the record has it once the other starts"
    assert next_notice(filling) == (60, date(2020, 6, 15))
    filling.until(APPOINTMENT, "give-term-notice")
    assert next_notice(filling) == (30, date(2020, 7, 15))
    filling.until(APPOINTMENT, "give-term-notice")
    filling.until(SECOND, "start-appointment")
    assert next_notice(filling) == (7, date(2020, 8, 7))
    filling.until(APPOINTMENT, "end-appointment")
    assert given(filling) == [(60, UNTIL), (30, UNTIL), (7, None)]


def test_a_notice_whose_day_had_passed_when_the_hand_over_was_fixed_is_not_given() -> None:
    filling = following(in_post())
    filling.at(date(2020, 7, 20))
    filling.until(APPOINTMENT, "give-term-notice")
    filling.does(SECOND, FixStart(first=FIRST, hand_over_until=UNTIL))
    assert next_notice(filling) == (7, date(2020, 8, 7))


def test_where_whoever_follows_is_withdrawn_the_old_end_is_back_also_for_notices(filling: Filling) -> None:
    filling.until(APPOINTMENT, "give-term-notice")
    filling.does(SECOND, WithdrawAppointment(reason=WHY))
    assert leaving(filling) == TERM
    assert next_notice(filling) == (60, date(2020, 6, 25))
    filling.until(APPOINTMENT, "end-appointment")
    assert given(filling) == [(60, UNTIL), (60, None), (30, None), (7, None)]


@pytest.mark.parametrize("command", [None, WithdrawAppointment(reason=WHY)], ids=["fixed", "withdrawn"])
def test_what_becomes_of_a_start_wakes_whoever_is_to_hand_the_post_over(
    filling: Filling, command: WithdrawAppointment | None
) -> None:
    if command is not None:
        filling.does(SECOND, command)
    last: Event = [line.event for line in filling.register.lines if line.stream == SECOND][-1]
    assert hears(last, None) is Hears.POST


def test_an_end_set_before_the_first_day_says_that_the_post_is_vacant_and_not_handed_over(
    filling: Filling,
) -> None:
    filling.does(APPOINTMENT, EndEarly(last=date(2020, 7, 30), reason=WHY))
    said = what_next(filling.register.known(), APPOINTMENT)
    assert said.endswith(
        "Nobody holds the post from Friday 31 July 2020 to Sunday 2 August 2020: whoever follows begins on "
        "Monday 3 August 2020, and the hand-over does not take place."
    )
    known, second = filling.register.known(), filling.appointment(SECOND)
    assert (is_hand_over_lost(known, second), handed_over_until(known, second)) == (True, None)
    filling.until(APPOINTMENT, "end-appointment")
    filling.until(SECOND, "start-appointment")
    assert is_hand_over_lost(filling.register.known(), filling.appointment(SECOND))
    assert "The hand-over did not take place: whoever held it before had left it." in started(filling)


def test_an_end_set_within_a_hand_over_only_shortens_it(filling: Filling) -> None:
    filling.does(APPOINTMENT, EndEarly(last=date(2020, 8, 7), reason=WHY))
    known, second = filling.register.known(), filling.appointment(SECOND)
    assert (is_hand_over_lost(known, second), handed_over_until(known, second)) == (False, date(2020, 8, 7))
    assert "Nobody holds" not in what_next(known, APPOINTMENT)
    filling.until(SECOND, "start-appointment")
    assert not any("did not take place" in each for each in started(filling))


def started(filling: Filling) -> list[str]:
    """What the record of whoever follows says of the start."""
    register = filling.register
    told = appointment_explained(register.definition, filling.definition, 2, register.lines, {})
    assert told is not None
    return [each.words for section in told.record if section.title == "The start" for each in section.said]
