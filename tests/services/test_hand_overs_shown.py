"""A hand-over as lists and pages show it, from its being fixed to its end, read from both databases."""

from datetime import date

import pytest
from a_filled_house import Filled, in_post
from a_partnership import PROGRAMME
from a_post import (
    APPOINTMENT,
    OFFICE,
    PERMANENT,
    POST,
    SECOND,
    WHY,
    a_definition_of_post,
    confirmation_of,
)
from sqlalchemy import Connection, select, update

from models.post_commands import (
    AnswerSignOff,
    EndEarly,
    FixStart,
    ProposeAppointment,
    RecordEligibility,
    RequestSignOff,
    StartAppointment,
)
from models.post_events import OmittedStep, SignOffAnswer, TenureKind
from models.tables.outbox import wakes
from models.values import Text
from rules.appointments import MIDNIGHT, NOTICE_AT
from rules.calendar import at_london
from services import post_reading
from services.acting import House
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from storage.waits import Waits
from tests.web.a_web import NobodyHears

FIRST, UNTIL = date(2020, 8, 3), date(2020, 8, 14)
BEFORE, AFTER = "Holder of interim-master", f"Holder of {PERMANENT}"


@pytest.fixture
def house(database: Database) -> House:
    clock = RealClock()
    return House(database, Ledger(database, clock), clock, NobodyHears())


async def fixed(house: House) -> Filled:
    """The interim, whose term is to 24 August, is to hand the post over to 14 August."""
    filled = await in_post(house)
    proposed = ProposeAppointment(
        post=POST, number=2, tenure=TenureKind.PERMANENT, person=PERMANENT, matter=confirmation_of(SECOND)
    )
    await filled.does(SECOND, proposed)
    await filled.does(SECOND, RecordEligibility(passed=True, evidence=Text.of("seen")))
    await filled.confirm(confirmation_of(SECOND))
    stages = a_definition_of_post().stages
    omitted = tuple(OmittedStep(stage=each, reason=Text.of(f"no {each}")) for each in stages)
    await filled.does(SECOND, RequestSignOff(omitted=omitted))
    await filled.does(
        SECOND, AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=Text.of("seen"))
    )
    await house.database.write(all_delivered)
    await filled.does(SECOND, FixStart(first=FIRST, hand_over_until=UNTIL))
    return filled


def all_delivered(connection: Connection) -> None:
    connection.execute(update(wakes).values(pending=False))


def woken(connection: Connection) -> set[str]:
    return set(connection.scalars(select(wakes.c.stream).where(wakes.c.pending)))


async def test_a_hand_over_that_is_fixed_ends_the_term_on_every_page(house: House) -> None:
    await fixed(house)
    assert {APPOINTMENT, SECOND} <= await house.database.read(woken), "whose notices are counted anew"
    found = await post_reading.post(house, PROGRAMME, POST)
    assert found.words.startswith(
        f"Held by {BEFORE}: interim, from Monday 24 February 2020 to Friday 14 August"
    )
    assert [each.last for each in (*found.tenures, *found.ends)] == [UNTIL, UNTIL]
    assert found.appointments[0].words == "in post since Monday 24 February 2020, to Friday 14 August 2020"
    one = await post_reading.appointment(house, PROGRAMME, POST, 1)
    wait = await Waits(house.database).appointment(APPOINTMENT)
    assert one.last == UNTIL
    assert one.next_step is not None
    assert wait.next_step is not None
    assert one.next_step.at == wait.next_step.at == at_london(date(2020, 6, 15), NOTICE_AT)


async def test_while_a_post_is_handed_over_both_are_named(house: House) -> None:
    filled = await fixed(house)
    starts = at_london(FIRST, MIDNIGHT)
    await filled.clock_shows(starts)
    await filled.does(SECOND, StartAppointment(due=starts), person=None)
    found = await post_reading.post(house, PROGRAMME, POST)
    assert found.words == (
        f"Held by {AFTER}: permanent, from Monday 3 August 2020 until further notice; "
        f"{BEFORE} hands it over until Friday 14 August 2020."
    )


async def test_a_hand_over_that_an_early_end_makes_vain_is_shown_to_be(house: House) -> None:
    filled = await fixed(house)
    await filled.does(APPOINTMENT, EndEarly(last=date(2020, 7, 30), reason=WHY))
    two = await post_reading.appointment(house, PROGRAMME, POST, 2)
    assert (two.hand_over, two.hand_over_until, two.hand_over_lost) == (False, None, True)
