"""Whoever takes a seat between a meeting's notice and its day is invited, once; who left is told (G73)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from a_partnership import OUTSIDER, PROGRAMME, SECRETARY, a_partnership, holder, seat
from a_post import APPOINTMENT, CONFIRM, INTERIM, TERM, WHY, Filling, after_a_round
from a_register import Register
from hypothesis import given
from hypothesis import strategies as st

from models.commands import CallMeeting, CancelMeeting, InviteMembers, LoadDefinition, MoveMeeting
from models.letters import LetterKind
from models.meeting_events import MembersChanged
from models.post_commands import FixStart
from models.programme import Definition, Holder, KnownMeeting, Loaded
from models.values import Instant, content_hash
from models.waits import Step
from rules.calendar import at_london
from rules.members import members_change_at
from rules.waits import meeting_wait

START = date(2020, 2, 24)
CALLED = date(2020, 2, 17)
MEETS = datetime(2020, 2, 26, 13, 30, tzinfo=UTC)
MEETING = "meeting/special"
FORMER = "north.officer"


def about_to_start() -> Filling:
    """All is met for an interim from Monday 24 February 2020, and her start is fixed."""
    filling = after_a_round()
    filling.propose()
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.does(APPOINTMENT, FixStart(first=START))
    filling.at(CALLED)
    return filling


def call(filling: Filling, starts: Instant = MEETS, bodies: tuple[str, ...] = ("north",)) -> None:
    calling = CallMeeting(meeting="special", bodies=bodies, starts=starts)
    assert filling.do(MEETING, calling, "north-clerk") == "done"
    filling.register.told.clear()


def step(register: Register) -> Step | None:
    meeting, known = register.meeting("special"), register.known()
    return meeting_wait(meeting, known.calendar, (), members_change_at(known, meeting)).next_step


def midnight(day: date) -> Instant:
    return at_london(day, datetime.min.time())


def told(register: Register, *kinds: LetterKind) -> list[tuple[str, str]]:
    return [(each.kind.value, each.to) for each in register.told if each.kind in kinds]


OF_THE_MEETING = (LetterKind.MEETING_NOTICE, LetterKind.MEETING_RELEASED)


def changes(register: Register) -> Iterator[MembersChanged]:
    return (line.event for line in register.lines if isinstance(line.event, MembersChanged))


def test_g73_who_starts_two_days_before_a_meeting_is_invited_and_the_former_holder_released() -> None:
    filling = about_to_start()
    call(filling)
    assert step(filling.register) == Step(at=midnight(START), command=InviteMembers(due=midnight(START)))
    filling.until(APPOINTMENT, "start-appointment")
    filling.register.told.clear()
    assert filling.do(MEETING, InviteMembers(due=midnight(START)), None) == "done"
    assert told(filling.register, *OF_THE_MEETING) == [
        ("meeting-notice", INTERIM),
        ("meeting-released", FORMER),
    ]


def test_g73_nobody_is_invited_twice_nor_before_the_day() -> None:
    filling = about_to_start()
    call(filling)
    command = InviteMembers(due=midnight(START))
    assert filling.do(MEETING, command, None) == "not-yet"
    filling.until(APPOINTMENT, "start-appointment")
    assert filling.do(MEETING, command, None) == "done"
    assert filling.do(MEETING, command, None) == "nothing"
    assert [each.invited for each in changes(filling.register)] == [(INTERIM,)]
    assert step(filling.register) is None


def test_g73_a_meeting_in_common_is_one_invitation_though_she_sits_in_both_bodies() -> None:
    filling = about_to_start()
    call(filling, bodies=("north", "south"))
    filling.until(APPOINTMENT, "start-appointment")
    filling.do(MEETING, InviteMembers(due=midnight(START)), None)
    (changed,) = changes(filling.register)
    assert changed == MembersChanged(invited=(INTERIM,), released=(FORMER, "south.officer"))


def test_g73_whoever_holds_the_seat_when_the_meeting_is_called_gets_its_notice_and_nothing_more() -> None:
    filling = about_to_start()
    filling.until(APPOINTMENT, "start-appointment")
    filling.at(START)
    calling = CallMeeting(meeting="special", bodies=("north",), starts=MEETS + timedelta(days=14))
    filling.register.told.clear()
    assert filling.do(MEETING, calling, "north-clerk") == "done"
    assert ("meeting-notice", INTERIM) in told(filling.register, *OF_THE_MEETING)
    assert step(filling.register) is None


def test_g73_a_first_day_that_has_come_invites_with_its_fixing_to_what_was_called_earlier_that_day() -> None:
    filling = after_a_round()
    filling.propose()
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.at(START)
    call(filling)
    filling.does(APPOINTMENT, FixStart(first=START))
    filling.until(APPOINTMENT, "start-appointment")
    assert list(changes(filling.register)) == [MembersChanged(invited=(INTERIM,), released=(FORMER,))]
    assert step(filling.register) is None


def test_g34_when_the_term_ends_first_whoever_leaves_is_released_and_nobody_invited() -> None:
    filling = about_to_start()
    filling.until(APPOINTMENT, "start-appointment")
    filling.at(date(2020, 8, 17))
    call(filling, datetime(2020, 8, 27, 12, 30, tzinfo=UTC))
    after = midnight(TERM + timedelta(days=1))
    filling.register.at = after
    assert filling.do(MEETING, InviteMembers(due=after), None) == "done"
    assert list(changes(filling.register)) == [MembersChanged(released=(INTERIM,))]


def test_g73_to_a_meeting_that_has_begun_nobody_is_invited_however_late_we_are() -> None:
    filling = about_to_start()
    call(filling)
    filling.register.at = MEETS
    assert filling.do(MEETING, InviteMembers(due=midnight(START)), None) == "done"
    assert list(changes(filling.register)) == [MembersChanged()]
    assert told(filling.register, *OF_THE_MEETING) == []
    assert step(filling.register) is None


def test_g73_nobody_is_invited_to_a_meeting_that_was_cancelled() -> None:
    filling = about_to_start()
    call(filling)
    assert filling.do(MEETING, CancelMeeting(reason=WHY), "north-clerk") == "done"
    filling.until(APPOINTMENT, "start-appointment")
    assert filling.do(MEETING, InviteMembers(due=midnight(START)), None) == "nothing"


# --- a meeting of the calendar -------------------------------------------------------------------


def of_the_calendar() -> Filling:
    """Its members know it, and got no entry for their diaries."""
    filling = about_to_start()
    loaded = filling.register.loaded
    planned = KnownMeeting(id="special", bodies=("north",), day=MEETS.date())
    definition = loaded.definition.model_copy(update={"meetings": (planned,)})
    filling.register.loaded = loaded.model_copy(update={"definition": definition})
    call(filling)
    state = filling.register.meeting("special")
    filling.register.states[MEETING] = state.model_copy(update={"is_in_diaries": False})
    return filling


def test_g73_of_a_meeting_in_the_calendar_the_new_holder_is_told_and_the_former_had_no_entry() -> None:
    filling = of_the_calendar()
    filling.until(APPOINTMENT, "start-appointment")
    filling.do(MEETING, InviteMembers(due=midnight(START)), None)
    assert list(changes(filling.register)) == [MembersChanged(invited=(INTERIM,))]


def test_g73_once_it_was_moved_every_member_has_it_in_their_diary() -> None:
    filling = of_the_calendar()
    moved = MoveMeeting(starts=MEETS + timedelta(days=1), reason=WHY)
    assert filling.do(MEETING, moved, "north-clerk") == "done"
    filling.until(APPOINTMENT, "start-appointment")
    filling.do(MEETING, InviteMembers(due=midnight(START)), None)
    assert list(changes(filling.register)) == [MembersChanged(invited=(INTERIM,), released=(FORMER,))]


# --- a definition that names others --------------------------------------------------------------

NOW = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
ON = datetime(2020, 4, 16, 9, 0, tzinfo=UTC)
NEW = holder(5)


def held_by(definition: Definition, *holders: Holder) -> Definition:
    (board,) = definition.bodies
    seats = tuple(
        each.model_copy(update={"holders": holders}) if each.id == seat(2) else each for each in board.seats
    )
    return definition.model_copy(update={"bodies": (board.model_copy(update={"seats": seats}),)})


def a_board(*holders: Holder) -> Register:
    """Four seats, the second held by whoever these rows say; the fifth person sits in none."""
    loaded: Loaded = a_partnership(5)
    (board,) = loaded.definition.bodies
    four = board.model_copy(update={"seats": board.seats[:4]})
    definition = held_by(loaded.definition.model_copy(update={"bodies": (four,)}), *holders)
    register = Register(loaded.model_copy(update={"definition": definition}), at=NOW)
    calling = CallMeeting(meeting="special", bodies=(board.id,), starts=ON)
    assert register.do(MEETING, calling, SECRETARY) == "done"
    register.told.clear()
    return register


def load(register: Register, offered: Definition) -> str:
    register.definitions[content_hash(offered)] = offered
    command = LoadDefinition(definition=content_hash(offered))
    return register.do(f"programme/{PROGRAMME}", command, SECRETARY)


def test_g73_a_definition_with_another_holder_today_invites_them_with_its_loading() -> None:
    register = a_board()
    assert load(register, held_by(register.definition, Holder(person=NEW))) == "done"
    assert told(register, *OF_THE_MEETING) == [("meeting-notice", NEW), ("meeting-released", holder(2))]


def test_g73_a_definition_that_names_a_holder_from_a_day_on_invites_them_with_that_day() -> None:
    register = a_board(Holder(person=NEW, since=date(2020, 4, 7)))
    due = midnight(date(2020, 4, 7))
    assert step(register) == Step(at=due, command=InviteMembers(due=due))
    register.at = due
    assert register.do(MEETING, InviteMembers(due=due)) == "done"
    assert told(register, *OF_THE_MEETING) == [("meeting-notice", NEW), ("meeting-released", holder(2))]


def test_g73_a_definition_that_seats_the_same_people_invites_nobody() -> None:
    register = a_board()
    assert load(register, register.definition.model_copy(update={"name": "Harbours"})) == "done"
    assert list(changes(register)) == []


def test_g73_whoever_had_come_and_goes_again_is_released() -> None:
    rows = (
        Holder(person=NEW, since=date(2020, 4, 7), until=date(2020, 4, 8)),
        Holder(person=OUTSIDER, since=date(2020, 4, 9)),
    )
    register = a_board(*rows)
    for day in (date(2020, 4, 7), date(2020, 4, 9)):
        register.at = midnight(day)
        assert register.do(MEETING, InviteMembers(due=midnight(day))) == "done"
    assert list(changes(register))[-1] == MembersChanged(invited=(OUTSIDER,), released=(NEW,))


ROWS = st.builds(
    lambda person, since, days: Holder(
        person=person, since=since, until=None if days is None else since + timedelta(days=days)
    ),
    st.sampled_from([None, NEW, OUTSIDER, holder(1), holder(2)]),
    st.dates(date(2020, 3, 28), date(2020, 4, 20)),
    st.one_of(st.none(), st.integers(0, 9)),
)


@given(st.lists(ROWS, max_size=4), st.lists(st.integers(0, 14), max_size=4))
def test_g73_whatever_the_rows_say_whoever_sits_is_told_and_every_step_is_taken(
    rows: list[Holder], looks: list[int]
) -> None:
    register = a_board(*rows)
    before = {each.held_by for each in register.known().body("harbour-board").seats_on(NOW.date())}
    for days in sorted(looks):
        register.at = min(NOW + timedelta(days=days), ON - timedelta(minutes=1))
        while (due := step(register)) and due.at <= register.at:
            assert register.do(MEETING, due.command) == "done"
        has_it = set(before)
        for each in changes(register):
            assert has_it.isdisjoint(each.invited)
            has_it = (has_it | set(each.invited)) - set(each.released)
        seats = register.known().body("harbour-board").seats_on(register.known().today)
        assert {each.held_by for each in seats} - {None} == has_it - {None}


@pytest.mark.parametrize("late", [timedelta(0), timedelta(hours=30)])
def test_g73_it_happened_with_the_first_moment_of_the_day(late: timedelta) -> None:
    register = a_board(Holder(person=NEW, since=date(2020, 4, 7)))
    due = midnight(date(2020, 4, 7))
    register.at = due + late
    assert register.do(MEETING, InviteMembers(due=due)) == "done"
    assert (register.lines[-1].happened, register.lines[-1].recorded) == (due, register.at)
