"""Of a round that is paused nothing is late, and of an office that answered nothing is awaited (G71)."""

from datetime import UTC, date, datetime

import pytest
from a_filled_house import asked_outside, established
from a_partnership import PROGRAMME
from a_post import APPOINTMENT, OFFICE, POST, ROUND

from models.post_commands import (
    AnswerSignOff,
    AwaitInformation,
    OpenRound,
    PauseRound,
    ReachStage,
    ResumeRound,
    WithdrawAppointment,
)
from models.post_events import SignOffAnswer
from models.post_listings import RoundBoard, SignOffShown
from models.posts import RoundStage
from models.values import Text
from services import post_reading
from services.acting import House
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from tests.web.a_web import NobodyHears

CLOSES = date(2020, 1, 31)
PLANNED = {RoundStage.ADVERTISED: date(2020, 1, 6), RoundStage.CLOSED: CLOSES}
AWAITED = AwaitInformation(reason=Text.of("the references"))


@pytest.fixture
def house(database: Database) -> House:
    clock = RealClock()
    return House(database, Ledger(database, clock), clock, NobodyHears())


async def board(house: House) -> RoundBoard:
    return await post_reading.round_board(house, PROGRAMME, POST, 1)


async def asked(house: House) -> SignOffShown:
    found = (await post_reading.appointment(house, PROGRAMME, POST, 1)).sign_off
    assert found is not None
    return found


def late(found: RoundBoard) -> list[RoundStage]:
    return [each.stage for each in found.stages if each.is_late]


async def test_no_stage_of_a_paused_round_is_late_and_its_days_are_planned_no_longer(house: House) -> None:
    filled = await established(house)
    await filled.does(ROUND, OpenRound(post=POST, number=1, planned=PLANNED))
    await filled.does(ROUND, ReachStage(stage=RoundStage.ADVERTISED, closes=CLOSES))
    await filled.does(ROUND, PauseRound(reason=Text.of("the pandemic")))
    await filled.clock_shows(datetime(2020, 2, 20, 9, tzinfo=UTC))
    paused = await board(house)
    assert late(paused) == []
    assert [each.stage for each in paused.stages if each.is_former] == [RoundStage.CLOSED]
    later = date(2020, 3, 13)
    await filled.does(ROUND, ResumeRound(reason=Text.of("it is over"), closes=later))
    again = await board(house)
    assert (late(again), again.closes) == ([], later)


async def test_once_the_office_outside_has_answered_nothing_is_awaited_of_us_g71(house: House) -> None:
    filled = await asked_outside(house)
    await filled.does(APPOINTMENT, AWAITED)
    assert (await asked(house)).awaits == "the references"
    granted = AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=Text.of("their letter"))
    await filled.does(APPOINTMENT, granted)
    found = await asked(house)
    assert (found.awaits, found.stands_still_since) == ("", None)
    assert found.words == "was answered on Friday 24 January 2020: granted"


async def test_for_an_appointment_that_was_withdrawn_nothing_is_awaited_of_us_g71(house: House) -> None:
    filled = await asked_outside(house)
    await filled.does(APPOINTMENT, AWAITED)
    await filled.does(APPOINTMENT, WithdrawAppointment(reason=Text.of("they went elsewhere")))
    found = await asked(house)
    assert (found.awaits, found.stands_still_since, found.words) == ("", None, "was not answered")
