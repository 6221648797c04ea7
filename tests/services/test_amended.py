"""An approval that was amended or is subject to a condition, as tables, pages and programs read it."""

from datetime import date

import pytest
from a_partnership import PROGRAMME
from an_amended_house import CONDITION, NORTH, SOUTH, WEST, Amended, approved, told_of_a_limited_change
from an_amended_plan import APPROVAL, MATTER, OWNER, of

from models.commands import (
    AskAgain,
    CloseSignOff,
    ExtendCondition,
    RaiseConcern,
    WithdrawConcern,
)
from models.dates import WorkingCalendar
from models.deciding import ConditionState
from models.listings import MatrixRow
from models.obligation import Obligation
from models.values import Standing, Text
from rules.waits import obligation_wait
from services import bodies, overview, reading
from services.acting import House
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from storage.register import state_of
from tests.web.a_web import NobodyHears

OBJECTS = RaiseConcern(words=Text.of("it weakens our place"), objects=True)


@pytest.fixture
def house(sqlite: Database) -> House:
    clock = RealClock()
    return House(sqlite, Ledger(sqlite, clock), clock, NobodyHears())


async def row(amended: Amended, body: str) -> MatrixRow:
    matrix = await overview.matrix(amended.house, PROGRAMME, MATTER)
    return next(each for each in matrix.rows if each.body == body)


async def notice_ends(amended: Amended, body: str) -> None:
    found = (await row(amended, body)).notice
    assert found is not None
    await amended.clock_shows(found.until)
    await amended.time_does(of(body, "1.1"), CloseSignOff(due=found.until))


# --- told of an amendment -----------------------------------------------------------------


async def test_a_body_told_of_an_amendment_stays_approved_on_the_version_it_approved(house: House) -> None:
    found = await row(await told_of_a_limited_change(house), WEST)
    assert (found.standing, found.version, found.holds) == (Standing.APPROVED, "1.0", True)
    assert found.decided is not None
    assert found.notice is not None
    assert found.notice.words == "may object to 1.1 until Monday 20 April 2020"


async def test_silence_is_shown_as_no_objection_to_that_version(house: House) -> None:
    amended = await told_of_a_limited_change(house)
    await notice_ends(amended, WEST)
    found = await row(amended, WEST)
    assert found.notice is not None
    assert (found.notice.words, found.standing, found.version) == (
        "no objection to 1.1",
        Standing.APPROVED,
        "1.0",
    )


async def test_an_objection_is_shown_as_one_until_it_is_withdrawn(house: House) -> None:
    amended = await told_of_a_limited_change(house)
    await amended.does(of(WEST, "1.1"), OBJECTS)
    await notice_ends(amended, WEST)
    found = await row(amended, WEST)
    assert found.notice is not None
    assert (found.notice.words, found.version) == ("objects to 1.1", "1.0")
    assert [(each.objects, each.version) for each in found.concerns] == [(True, "1.1")]
    said = (await reading.matter(house, MATTER)).said
    assert said[WEST].endswith("One objection, none withdrawn.")
    await amended.does(of(WEST, "1.1"), WithdrawConcern(concern="c1"))
    found = await row(amended, WEST)
    assert found.notice is not None
    assert found.notice.words == "no objection to 1.1"


async def test_one_bodys_own_page_tells_the_same(house: House) -> None:
    amended = await told_of_a_limited_change(house)
    await amended.does(of(WEST, "1.1"), OBJECTS)
    read = await bodies.body(house, MATTER, WEST)
    assert (read.stream, read.sign_off["standing"]) == (of(WEST, "1.0"), "approved")
    assert read.notice is not None
    assert read.notice.words.startswith("may object to 1.1")
    assert [each.objects for each in read.concerns] == [True]
    assert (await bodies.asked(house, MATTER, WEST))[1] == of(WEST, "1.1"), "what it raises is about 1.1"


async def test_a_body_that_objected_and_decides_itself_is_shown_as_asked(house: House) -> None:
    amended = await told_of_a_limited_change(house)
    await amended.does(of(WEST, "1.1"), OBJECTS)
    await notice_ends(amended, WEST)
    await amended.does(APPROVAL, AskAgain(body=WEST, reason=Text.of("it wants to decide itself")))
    found = await row(amended, WEST)
    assert (found.standing, found.version, found.notice) == (Standing.WAITING, "1.1", None)
    assert found.before is not None
    assert found.before.words == "approved on 1.0 before, on Wednesday 1 April 2020"


# --- asked again --------------------------------------------------------------------------


async def test_a_body_asked_again_shows_that_and_what_it_approved_before(house: House) -> None:
    amended = await told_of_a_limited_change(house)
    found = await row(amended, OWNER)
    assert (found.standing, found.version, found.holds) == (Standing.WAITING, "1.1", None)
    assert found.before is not None
    assert found.before.words == "approved on 1.0 before, on Wednesday 1 April 2020"
    await amended.decides(OWNER, version="1.1")
    found = await row(amended, OWNER)
    assert (found.standing, found.version, found.before) == (Standing.APPROVED, "1.1", None)


# --- subject to a condition ---------------------------------------------------------------


async def slips(amended: Amended) -> None:
    """As its workflow does: each step at its instant, until there is none."""
    calendar = WorkingCalendar(holidays=frozenset())
    while step := obligation_wait(await the_condition(amended), calendar).next_step:
        await amended.clock_shows(step.at)
        await amended.time_does(f"obligation/{CONDITION}", step.command)


async def the_condition(amended: Amended) -> Obligation:
    state = await amended.house.database.read(state_of, f"obligation/{CONDITION}")
    assert isinstance(state, Obligation)
    return state


async def test_a_condition_is_shown_with_its_day_and_how_it_stands(house: House) -> None:
    amended = await approved(house)
    (condition,) = (await row(amended, NORTH)).conditions
    assert condition.words == "condition due Thursday 9 April 2020: open"
    assert (await row(amended, SOUTH)).conditions == ()


async def test_a_condition_that_lapsed_and_was_extended_says_so(house: House) -> None:
    amended = await approved(house)
    await slips(amended)
    found = await row(amended, NORTH)
    assert (found.conditions[0].words, found.holds) == (
        "condition due Thursday 9 April 2020: lapsed",
        False,
    )
    later = ExtendCondition(due=date(2020, 5, 29), evidence=Text.of("minute 12"))
    await amended.does(f"obligation/{CONDITION}", later)
    found = await row(amended, NORTH)
    assert (found.conditions[0].words, found.holds) == ("condition due Friday 29 May 2020: open", True)
    assert found.conditions[0].state is ConditionState.OPEN
