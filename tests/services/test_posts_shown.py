"""Posts, rounds and appointments as lists and pages show them, from the register of both databases."""

from datetime import date, datetime, timedelta

import pytest
from a_filled_house import KNOWS_ONE, asked_outside, chose_nobody, defined, established, in_post, interviewed, proposed
from a_partnership import PROGRAMME, SECRETARY
from a_post import (
    APPOINTMENT,
    EXTEND,
    INTERIM,
    ON_POST,
    PANEL,
    PARTICULARS,
    POST,
    RECRUITER,
    ROUND,
)

from models.errors import NotFound, NotPermitted
from models.events import By
from models.values import Channel, Text
from services import post_reading
from services.acting import House
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from tests.web.a_web import NobodyHears


@pytest.fixture
def house(database: Database) -> House:
    clock = RealClock()
    return House(database, Ledger(database, clock), clock, NobodyHears())


async def test_scratch(house: House) -> None:
    for make in (defined,):
        await make(house)
        print((await post_reading.posts(house, PROGRAMME))[0].model_dump_json(indent=1))
    await established.__wrapped__(house) if False else None


async def test_scratch2(house: House) -> None:
    await in_post(house)
    print((await post_reading.post(house, PROGRAMME, POST)).model_dump_json(indent=1))
    print((await post_reading.round_board(house, PROGRAMME, POST, 1)).model_dump_json(indent=1))
    print((await post_reading.appointment(house, PROGRAMME, POST, 1)).model_dump_json(indent=1))
