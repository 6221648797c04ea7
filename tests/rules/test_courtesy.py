"""How much of a person's day letters may take, and what cannot wait."""

from datetime import UTC, date, datetime, timedelta

import pytest
from a_meeting import STREAM, a_meeting_partnership
from a_partnership import APPROVAL, MATTER, SPONSOR, a_partnership, holder, seat
from a_register import Register
from hypothesis import given
from hypothesis import strategies as st

from models.commands import CancelMeeting, MoveMeeting, OpenMatter, OpenStage
from models.dates import WorkingCalendar
from models.events import Recorded
from models.letters import LetterKind, Manner
from models.values import Instant, Text
from rules.calendar import at_london, london_day, next_letter_time
from rules.courtesy import (
    DIGEST_AT,
    SINGLY,
    Leaves,
    Today,
    Waiting,
    closing,
    first_due,
    turn,
)
from rules.known import Known
from rules.notice import Notice

CALENDAR = WorkingCalendar(holidays=frozenset({date(2020, 4, 10), date(2020, 4, 13)}))
TUESDAY = datetime(2020, 4, 7, 9, 0, tzinfo=UTC)  # ten in London
AT_FOUR = at_london(date(2020, 4, 7), DIGEST_AT)
WEDNESDAY = datetime(2020, 4, 8, 6, 30, tzinfo=UTC)
EVENING = datetime(2020, 4, 7, 20, 0, tzinfo=UTC)
ORDINARY, AT_ONCE, ALONE, DIGEST = Manner.ORDINARY, Manner.AT_ONCE, Manner.ALONE, Manner.DIGEST
NOW, WITH_IT, LATER = Leaves.NOW, Leaves.WITH_THE_DIGEST, Leaves.LATER
FULL = Today(alone=2, others=3)


@pytest.mark.parametrize(
    ("manner", "at", "today", "leaves", "when"),
    [
        pytest.param(ORDINARY, TUESDAY, Today(), NOW, TUESDAY, id="the first of the day goes by itself"),
        pytest.param(ORDINARY, TUESDAY, Today(alone=1), NOW, TUESDAY, id="so does the second"),
        pytest.param(ORDINARY, TUESDAY, Today(alone=2), WITH_IT, AT_FOUR, id="the third: in the digest"),
        pytest.param(
            ORDINARY, AT_FOUR, Today(alone=2), LATER, WEDNESDAY, id="after its hour there is none that day"
        ),
        pytest.param(
            ORDINARY, TUESDAY, Today(alone=2, digests=1), LATER, WEDNESDAY, id="nor a second one in a day"
        ),
        pytest.param(ORDINARY, EVENING, Today(), LATER, WEDNESDAY, id="in quiet hours nothing goes"),
        pytest.param(DIGEST, EVENING, Today(), LATER, WEDNESDAY, id="nor a digest that was late"),
        pytest.param(DIGEST, AT_FOUR, FULL, NOW, AT_FOUR, id="a place is kept for the digest"),
        pytest.param(
            ORDINARY,
            datetime(2020, 4, 9, 18, 30, tzinfo=UTC),
            Today(),
            LATER,
            datetime(2020, 4, 14, 6, 30, tzinfo=UTC),
            id="over Easter: on the Tuesday after",
        ),
        pytest.param(AT_ONCE, EVENING, Today(alone=2), NOW, EVENING, id="a receipt goes at any hour"),
        pytest.param(AT_ONCE, TUESDAY, FULL, WITH_IT, AT_FOUR, id="a sixth receipt waits for the digest"),
        pytest.param(AT_ONCE, EVENING, FULL, LATER, WEDNESDAY, id="or for the morning"),
        pytest.param(ALONE, TUESDAY, Today(alone=2), NOW, TUESDAY, id="an invitation is never in a digest"),
        pytest.param(ALONE, TUESDAY, FULL, LATER, WEDNESDAY, id="but it waits for a day with room"),
    ],
)
def test_with_six_letters_a_day(
    manner: Manner, at: Instant, today: Today, leaves: Leaves, when: Instant
) -> None:
    found = turn(at, Waiting(manner=manner), today, 6, CALENDAR)
    assert (found.leaves, found.at, found.manner) == (leaves, when, manner)


@pytest.mark.parametrize("manner", [ORDINARY, AT_ONCE, ALONE, DIGEST])
@pytest.mark.parametrize(
    ("at", "closes"),
    [
        pytest.param(TUESDAY, datetime(2020, 4, 7, 23, 0, tzinfo=UTC), id="at midnight, by day"),
        pytest.param(EVENING, datetime(2020, 4, 7, 23, 0, tzinfo=UTC), id="at midnight, in quiet hours"),
        pytest.param(
            datetime(2020, 4, 9, 20, 0, tzinfo=UTC),
            datetime(2020, 4, 13, 23, 0, tzinfo=UTC),
            id="before the holidays are over",
        ),
    ],
)
def test_what_closes_before_it_could_go_otherwise_goes_now_and_is_not_counted(
    manner: Manner, at: Instant, closes: Instant
) -> None:
    letter = Waiting(manner=manner, closes=closes)
    today = Today(alone=2, others=5, digests=1)
    found = turn(at, letter, today, 6, CALENDAR)
    assert (found.leaves, found.manner) == (NOW, Manner.CLOSING)


def test_what_closes_tomorrow_waits_for_the_morning_and_what_has_closed_is_in_no_hurry() -> None:
    tomorrow = Waiting(manner=ORDINARY, closes=datetime(2020, 4, 8, 23, 0, tzinfo=UTC))
    over = Waiting(manner=ORDINARY, closes=EVENING - timedelta(hours=1))
    assert turn(EVENING, tomorrow, Today(), 6, CALENDAR).at == WEDNESDAY
    assert turn(EVENING, over, Today(), 6, CALENDAR).leaves is LATER


def test_with_nought_a_day_each_goes_by_itself_when_it_is_due() -> None:
    found = turn(EVENING, Waiting(manner=ORDINARY), Today(alone=50), 0, CALENDAR)
    assert (found.leaves, found.manner) == (NOW, ORDINARY)


@given(
    a_day=st.integers(2, 8),
    called=st.lists(
        st.tuples(st.integers(0, 3 * 24 * 60), st.sampled_from([ORDINARY, AT_ONCE, ALONE])), max_size=60
    ),
)
def test_nobody_ever_gets_more_in_a_day_and_nothing_is_lost(
    a_day: int, called: list[tuple[int, Manner]]
) -> None:
    went = played(a_day, [(TUESDAY + timedelta(minutes=after), manner) for after, manner in called])
    days = {london_day(at) for at, _ in went}
    for day in days:
        of_the_day = [manner for at, manner in went if london_day(at) == day]
        assert len(of_the_day) <= a_day
        assert of_the_day.count(DIGEST) <= 1
        assert of_the_day.count(ORDINARY) <= SINGLY
    for at, manner in went:
        assert manner is AT_ONCE or next_letter_time(at, CALENDAR) == at


def played(a_day: int, called: list[tuple[Instant, Manner]]) -> list[tuple[Instant, Manner]]:
    """Every letter taken when it is due, to its end; what went, and when."""
    waiting, went, digest, gathered = sorted(called), list[tuple[Instant, Manner]](), list[Instant](), 0
    while waiting:
        at, manner = waiting.pop(0)
        of_today = [each for when, each in went if london_day(when) == london_day(at)]
        others = of_today.count(AT_ONCE) + of_today.count(ALONE)
        today = Today(alone=of_today.count(ORDINARY), others=others, digests=of_today.count(DIGEST))
        found = turn(at, Waiting(manner=manner), today, a_day, CALENDAR)
        if found.leaves is NOW:
            went.append((at, manner))
            digest = [] if manner is DIGEST else digest
        elif found.leaves is LATER:
            assert found.at > at
            waiting = sorted([*waiting, (found.at, manner)])
        else:
            gathered += 1
            if not digest:
                digest.append(found.at)
                waiting = sorted([*waiting, (found.at, DIGEST)])
    assert len([1 for _, manner in went if manner is not DIGEST]) + gathered == len(called)
    assert not digest
    return went


# --- when letters are called for ----------------------------------------------------------


def test_a_letter_that_asks_is_of_no_use_after_the_procedure_closes() -> None:
    register = Register(a_partnership(), at=TUESDAY)
    register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR)
    register.do(APPROVAL, OpenStage(stage="board"))
    (opened,) = (line for line in register.lines if line.event.kind == "sign-off-opened")
    deadline = register.sign_off(MATTER, "harbour-board", "1.0").deadline
    assert deadline is not None
    assert {closed(register, opened, each) for each in register.told} == {deadline}
    receipt = Notice(kind=LetterKind.RECEIPT, to=holder(1))
    assert closed(register, opened, receipt) is None
    released = opened.model_copy(update={"stream": APPROVAL})
    of_a_member = Notice(kind=LetterKind.MATTER_RELEASED, to=holder(1), seat=seat(1))
    of_the_secretary = Notice(kind=LetterKind.MATTER_RELEASED, to="board-secretary")
    assert closed(register, released, of_a_member) == deadline
    assert closed(register, released, of_the_secretary) is None


def test_a_letter_called_for_in_the_evening_waits_unless_it_closes_that_day() -> None:
    midnight = datetime(2020, 4, 7, 23, 0, tzinfo=UTC)
    assert first_due(EVENING, ORDINARY, midnight, CALENDAR) == EVENING
    assert first_due(EVENING, ORDINARY, midnight + timedelta(days=1), CALENDAR) == WEDNESDAY
    assert first_due(EVENING, ORDINARY, None, CALENDAR) == WEDNESDAY
    assert first_due(EVENING, AT_ONCE, None, CALENDAR) == EVENING


def test_a_letter_about_a_meeting_is_of_no_use_after_it_and_of_a_moved_one_after_the_former_day() -> None:
    register = Register(a_meeting_partnership(), at=TUESDAY)
    register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR)
    register.do(APPROVAL, OpenStage(stage="board"))
    former = register.meeting("harbour-board-2020-04-23").starts
    later = former + timedelta(days=7)
    assert register.do(STREAM, MoveMeeting(starts=later, reason=Text.of("no room")), SPONSOR) == "done"
    moved = next(line for line in register.lines if line.event.kind == "meeting-moved")
    changed = Notice(kind=LetterKind.MEETING_CHANGED, to=holder(1))
    papers = Notice(kind=LetterKind.PAPERS_ISSUED, to=holder(1))
    assert closed(register, moved, changed) == former
    assert closed(register, moved, papers) == later
    register.at = former + timedelta(days=1)
    assert register.do(STREAM, CancelMeeting(reason=Text.of("no business")), SPONSOR) == "done"
    cancelled = next(line for line in register.lines if line.event.kind == "meeting-cancelled")
    assert closed(register, cancelled, changed) == later


def closed(register: Register, line: Recorded, notice: Notice) -> Instant | None:
    known: Known = register.known()
    return closing(known, line, notice)
