"""Whoever holds a post today sits in its seats: their diary, their answers, their deputy (G73)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

import pytest
from a_board import LINKS, Board
from a_partnership import BOARD, PROGRAMME
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EXTEND,
    INTERIM,
    ON_POST,
    POST,
    RECRUIT,
    RECRUITER,
    TOWNS,
    a_partnership_with_a_post,
    confirming,
)

from models.commands import CallMeeting, Command, PassSeatsOn
from models.errors import NotFound
from models.icalendar import uid_of
from models.letters import LetterFacts, LetterKind
from models.meeting import Meeting
from models.post_commands import (
    EndAppointment,
    EndEarly,
    EstablishPost,
    FixStart,
    ProposeAppointment,
    RecordEligibility,
    StartAppointment,
)
from models.post_events import TenureKind
from models.programme import KnownMeeting, Loaded
from models.values import Instant, Text
from rules.calendar import at_london, end_of
from services import bodies, calendars
from services.acting import House
from services.answered_invitations import Followed, follow_reply
from services.deputies import candidates
from services.invitation_replies import Reply, Says
from services.programmes import seated
from storage.database import Database
from storage.register import state_of
from storage.requests import people_of
from storage.waits import Waits
from tests.storage.test_wakes import all_delivered, pending
from tests.web.a_web import NobodyHears

FORMER, OFFICER = "north.officer", "north/officer"
FIRST, LAST = date(2020, 1, 13), date(2020, 1, 31)
BEFORE, IN_POST, AFTER = date(2020, 1, 10), date(2020, 1, 14), date(2020, 2, 3)
IN_THE_TERM, LATER = "north-2020-01-29", "north-2020-02-26"
ASKED = f"sign-off/{EXTEND}/north/1.0"


def with_meetings(loaded: Loaded) -> Loaded:
    planned = (
        KnownMeeting(id=IN_THE_TERM, bodies=("north",), day=date(2020, 1, 29)),
        KnownMeeting(id=LATER, bodies=("north",), day=date(2020, 2, 26)),
    )
    definition = loaded.definition.model_copy(update={"meetings": planned})
    return loaded.model_copy(update={"definition": definition})


class Filled:
    """The post of three towns is held from 13 to 31 January 2020, and by nobody after that."""

    def __init__(self, database: Database) -> None:
        self.board = Board(database)
        self.house = House(database, self.board.ledger, self.board.clock, NobodyHears())

    def at(self, day: date, hour: int = 9) -> None:
        self.board.clock.shown = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)

    async def does(self, stream: str, command: Command, person: str | None = RECRUITER) -> None:
        acted = await self.board.act(stream, command, person)
        assert acted.accepted, acted

    async def confirm(self, matter: str, towns: Iterable[str] = TOWNS) -> None:
        for stream, command, person in confirming(matter, towns):
            await self.does(stream, command, person)

    async def open(self, loaded: Loaded | None = None) -> "Filled":
        self.at(date(2020, 1, 6))
        await self.board.load(loaded or with_meetings(a_partnership_with_a_post(sign_off=None)))
        await self.confirm(RECRUIT)
        await self.does(ON_POST, EstablishPost(matter=RECRUIT))
        proposal = ProposeAppointment(
            post=POST, number=1, tenure=TenureKind.INTERIM, person=INTERIM, matter=CONFIRM, last=LAST
        )
        await self.does(APPOINTMENT, proposal)
        await self.does(APPOINTMENT, RecordEligibility(passed=True, evidence=Text.of("seen")))
        await self.confirm(CONFIRM)
        await self.does(APPOINTMENT, FixStart(first=FIRST))
        return self

    async def until(self, day: date) -> None:
        """The post is taken up, and left, when its days come."""
        if day >= FIRST:
            self.board.clock.shown = at_london(FIRST, time(0))
            await self.does(APPOINTMENT, StartAppointment(due=at_london(FIRST, time(0))), None)
        if day > LAST:
            await self.ends()
        self.at(day)

    async def ends(self) -> None:
        self.board.clock.shown = end_of(LAST)
        await self.does(APPOINTMENT, EndAppointment(due=end_of(LAST), turn=await self.turn()), None)

    async def sent(self) -> dict[str, LetterFacts]:
        """All letters that leave now."""
        left = {}
        while due := await self.board.letters.due(PROGRAMME):
            for letter in due:
                if facts := await self.board.letters.claim(letter):
                    left[letter] = facts
                    await self.board.letters.sent(letter)
        return left

    async def turn(self) -> int:
        state = await self.house.database.read(state_of, APPOINTMENT)
        turn = getattr(state, "turn", None)
        assert isinstance(turn, int)
        return turn

    async def link(self, person: str) -> str:
        return await calendars.link(self.house, PROGRAMME, person, LINKS.base_url, b"secret")

    async def has_no_seat(self, person: str) -> bool:
        with pytest.raises(NotFound) as refusal:
            await self.link(person)
        return refusal.value.code == "holds-no-seat"

    async def diary(self, link: str) -> list[str]:
        """The meetings in the calendar behind a link."""
        _, _, token = link.removesuffix(".ics").rpartition("/")
        subscribed = await calendars.subscribed(self.house, token)
        assert subscribed is not None
        unfolded = subscribed.text.replace("\r\n ", "")
        return [each for each in (IN_THE_TERM, LATER) if uid_of(PROGRAMME, each) in unfolded]


@pytest.fixture
async def filled(sqlite: Database) -> Filled:
    return await Filled(sqlite).open()


# --- the calendar ---------------------------------------------------------------------------


async def test_g73_a_post_holder_subscribes_from_the_day_they_start_and_the_former_one_no_longer(
    filled: Filled,
) -> None:
    await filled.until(BEFORE)
    assert await filled.link(FORMER)
    assert await filled.has_no_seat(INTERIM)
    await filled.until(IN_POST)
    assert await filled.link(INTERIM)
    assert await filled.has_no_seat(FORMER)


async def test_g34_once_nobody_holds_the_post_neither_of_them_holds_a_seat(filled: Filled) -> None:
    await filled.until(AFTER)
    assert await filled.has_no_seat(INTERIM)
    assert await filled.has_no_seat(FORMER)


async def test_g73_a_diary_holds_the_meetings_on_whose_day_its_reader_holds_the_seat(filled: Filled) -> None:
    """Also before that day: the first of whoever follows is fixed."""
    await filled.until(BEFORE)
    former = await filled.link(FORMER)
    assert await filled.diary(former) == []
    await filled.until(IN_POST)
    assert await filled.diary(former) == []
    assert await filled.diary(await filled.link(INTERIM)) == [IN_THE_TERM]


# --- an invitation declined -------------------------------------------------------------------


async def invitation_to(filled: Filled, person: str) -> tuple[str, str]:
    """The letter that called the meeting, and its reader's address."""
    left = await filled.sent()
    notices = ((letter, each) for letter, each in left.items() if each.kind is LetterKind.MEETING_NOTICE)
    address = f"{person}@towns.example"
    (letter,) = (letter for letter, each in notices if each.recipient.address == address)
    return letter, address


async def called(filled: Filled, starts: Instant) -> None:
    calling = CallMeeting(meeting="north-special", bodies=("north",), starts=starts)
    await filled.does("meeting/north-special", calling, "north-clerk")


async def declines(filled: Filled, letter: str, address: str) -> Followed:
    uid = uid_of(PROGRAMME, "north-special")
    reply = Reply(headers=(), uid=uid, sequence=0, attendee=address, says=Says.DECLINED)
    return await follow_reply(filled.house, letter, reply)


async def apologies(filled: Filled) -> tuple[str, ...]:
    meeting = await filled.house.database.read(state_of, "meeting/north-special")
    assert isinstance(meeting, Meeting)
    return meeting.apologies


async def test_g73_what_a_post_holder_declines_are_the_apologies_of_the_seat(filled: Filled) -> None:
    await filled.until(IN_POST)
    await called(filled, datetime(2020, 1, 30, 9, 0, tzinfo=UTC))
    assert await declines(filled, *await invitation_to(filled, INTERIM)) is Followed.APOLOGIES
    assert await apologies(filled) == (OFFICER,)


async def test_g73_what_a_former_holder_declines_is_nobodys_apologies(filled: Filled) -> None:
    """Invited while they still held the seat, for a day on which another does."""
    await filled.until(BEFORE)
    await called(filled, datetime(2020, 1, 30, 9, 0, tzinfo=UTC))
    letter = await invitation_to(filled, FORMER)
    await filled.until(IN_POST)
    assert await declines(filled, *letter) is Followed.UNCHANGED
    assert await apologies(filled) == ()


# --- a deputy ----------------------------------------------------------------------------------


async def deputies(filled: Filled, member: str) -> set[str]:
    """Whom a member of the north town finds to choose from, today."""
    definition = await seated(filled.house, PROGRAMME)
    people = await filled.house.database.read(people_of, PROGRAMME)
    today = filled.board.clock.shown.date()
    return {each.id for each in candidates(definition, people, "north", member, (), today=today)}


async def test_g32_whoever_sits_in_the_body_today_is_nobodys_deputy_and_whoever_left_may_be(
    filled: Filled,
) -> None:
    await filled.until(BEFORE)
    found = await deputies(filled, "north.chair")
    assert FORMER not in found
    assert INTERIM in found
    await filled.until(IN_POST)
    found = await deputies(filled, "north.chair")
    assert INTERIM not in found
    assert FORMER in found


async def test_g32_a_post_holder_finds_the_colleagues_of_their_other_bodies(filled: Filled) -> None:
    """Who sits in three towns asks a member of another one first."""
    await filled.until(BEFORE)
    assert "south.lay" not in await deputies(filled, INTERIM)
    await filled.until(IN_POST)
    assert "south.lay" in await deputies(filled, INTERIM)


# --- what waits, what is shown, what is sent ----------------------------------------------------


async def test_g73_the_workflow_of_a_request_is_told_of_the_day_on_which_the_seat_is_vacated(
    filled: Filled,
) -> None:
    await filled.until(date(2020, 1, 27))
    await filled.confirm(EXTEND, ())
    waits = Waits(filled.house.database)
    step = (await waits.sign_off(ASKED)).next_step
    while step is not None and not isinstance(step.command, PassSeatsOn):
        filled.board.clock.shown = step.at
        await filled.does(ASKED, step.command, None)
        step = (await waits.sign_off(ASKED)).next_step
    assert step is not None
    assert step.at == end_of(LAST)


async def test_g73_a_term_cut_short_wakes_whatever_may_have_been_asked_of_its_seats(filled: Filled) -> None:
    await filled.until(IN_POST)
    await filled.confirm(EXTEND, ())
    await filled.house.database.write(all_delivered)
    await filled.does(APPOINTMENT, EndEarly(last=date(2020, 1, 24), reason=Text.of("another post")))
    woken = await filled.house.database.read(pending)
    assert {APPOINTMENT, *(f"sign-off/{EXTEND}/{each}/1.0" for each in (BOARD, *TOWNS))} <= set(woken)
    assert {each.split("/")[0] for each in woken} == {"appointment", "sign-off"}


async def test_g34_a_seat_that_nobody_holds_is_shown_as_vacant(filled: Filled) -> None:
    await filled.until(date(2020, 1, 27))
    await filled.confirm(EXTEND, ())
    read = await bodies.body(filled.house, EXTEND, "north")
    assert (OFFICER in read.unanswered, read.vacant) == (True, ())
    filled.board.clock.shown = end_of(LAST)
    read = await bodies.body(filled.house, EXTEND, "north")
    assert (OFFICER in read.unanswered, read.vacant) == (True, (OFFICER,))


async def test_g73_a_letter_that_waited_over_the_change_goes_to_no_former_holder(filled: Filled) -> None:
    await filled.until(BEFORE)
    await filled.confirm(EXTEND, ())
    await filled.until(IN_POST)
    left = [each for each in (await filled.sent()).values() if each.title == EXTEND]
    asked = {each.recipient.address for each in left if each.kind is LetterKind.SIGN_OFF_REQUEST}
    assert asked >= {"north.chair@towns.example", f"{INTERIM}@towns.example"}
    assert f"{FORMER}@towns.example" not in asked
