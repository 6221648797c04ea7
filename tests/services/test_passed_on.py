"""Whoever took a seat over answers by a letter of their own; the former holder's link says so (G73)."""

from datetime import UTC, date, datetime

import pytest
from a_board import LINKS, Board
from a_partnership import PROGRAMME
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

from models.commands import Command
from models.post_commands import (
    EstablishPost,
    FixStart,
    ProposeAppointment,
    RecordEligibility,
    StartAppointment,
)
from models.post_events import TenureKind
from models.values import Text
from rules.calendar import at_london
from services.acting import House
from services.request_values import Stands
from services.requests import request_of
from storage.database import Database
from storage.links import Link, hash_of_token, link_of_token
from tests.web.a_web import NobodyHears

OFFICER = "north/officer"
START = date(2020, 1, 13)


class Asked:
    """A matter before the towns while their post is taken up, and the links that were sent for one seat."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.links: dict[str, Link] = {}

    async def does(self, stream: str, command: Command, person: str | None = RECRUITER) -> None:
        acted = await self.board.act(stream, command, person)
        assert acted.accepted, acted

    async def confirm(self, matter: str, bodies: tuple[str, ...] = TOWNS) -> None:
        for stream, command, person in confirming(matter, bodies):
            await self.does(stream, command, person)

    async def post(self) -> None:
        while due := await self.board.letters.due(PROGRAMME):
            for letter in due:
                facts = await self.board.letters.claim(letter)
                if facts and facts.link and facts.link_is_personal and facts.title == EXTEND:
                    await self.keep(LINKS.token(letter), facts.recipient.address.split("@")[0])
                await self.board.letters.sent(letter)

    async def keep(self, token: str, person: str) -> None:
        link = await self.board.database.read(link_of_token, hash_of_token(token), self.board.clock.shown)
        if link is not None and link.seat == OFFICER:
            self.links[person] = link

    async def stands(self, person: str) -> Stands:
        board = self.board
        house = House(board.database, board.ledger, board.clock, NobodyHears())
        return (await request_of(house, self.links[person])).stands

    async def start(self) -> None:
        at = at_london(START, datetime.min.time())
        self.board.clock.shown = at
        await self.does(APPOINTMENT, StartAppointment(due=at), None)
        self.board.clock.shown = datetime(2020, 1, 13, 10, 0, tzinfo=UTC)
        await self.post()


@pytest.fixture
async def asked(sqlite: Database) -> Asked:
    board = Board(sqlite)
    board.clock.shown = datetime(2020, 1, 6, 10, 0, tzinfo=UTC)
    await board.load(a_partnership_with_a_post(sign_off=None))
    opened = Asked(board)
    await opened.confirm(RECRUIT)
    await opened.does(ON_POST, EstablishPost(matter=RECRUIT))
    proposal = ProposeAppointment(
        post=POST, number=1, tenure=TenureKind.PERMANENT, person=INTERIM, matter=CONFIRM
    )
    await opened.does(APPOINTMENT, proposal)
    await opened.does(APPOINTMENT, RecordEligibility(passed=True, evidence=Text.of("seen")))
    await opened.confirm(CONFIRM)
    await opened.does(APPOINTMENT, FixStart(first=START))
    await opened.confirm(EXTEND, ())
    await opened.post()
    return opened


async def test_the_holder_of_the_day_is_asked_and_the_former_one_reads_why_not(asked: Asked) -> None:
    assert await asked.stands("north.officer") is Stands.ASKED
    assert INTERIM not in asked.links
    await asked.start()
    assert await asked.stands("north.officer") is Stands.NOT_THEIRS
    assert await asked.stands(INTERIM) is Stands.ASKED
