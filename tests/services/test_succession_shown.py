"""A body that ended keeps its row and says who holds its place; the successor's row says what it holds."""

import pytest
from a_merged_house import COAST, two_boards_have_merged
from a_partnership import PROGRAMME
from an_amended_house import NORTH, SOUTH, WEST, Amended
from an_amended_plan import MATTER, OWNER, of

from models.commands import CloseSignOff, RaiseConcern
from models.listings import MatrixRow
from models.values import Standing, Text
from services import overview
from services.acting import House
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from tests.web.a_web import NobodyHears
from web.pages import standings

OBJECTS = RaiseConcern(words=Text.of("it weakens the coast"), objects=True)


@pytest.fixture
async def merged(sqlite: Database) -> Amended:
    clock = RealClock()
    return await two_boards_have_merged(House(sqlite, Ledger(sqlite, clock), clock, NobodyHears()))


async def rows(amended: Amended) -> dict[str, MatrixRow]:
    matrix = await overview.matrix(amended.house, PROGRAMME, MATTER)
    return {each.body: each for each in matrix.rows}


async def test_a_body_that_ended_says_since_when_who_holds_its_place(merged: Amended) -> None:
    west = (await rows(merged))[WEST]
    assert (west.standing, west.version, west.holds) == (Standing.APPROVED, "1.0", True)
    assert west.now_held_by is not None
    assert west.now_held_by.words == "now held by Coast-Board since Saturday 4 April 2020"
    assert west.notice is None, "the successor may object now"


async def test_its_successor_holds_each_approval_with_the_body_that_gave_it(merged: Amended) -> None:
    coast = (await rows(merged))[COAST]
    assert [(each.body, each.standing, each.version) for each in coast.holds_for] == [
        (SOUTH, Standing.APPROVED, "1.0"),
        (WEST, Standing.APPROVED, "1.0"),
    ]
    assert (coast.standing, coast.holds, coast.decided) == (Standing.APPROVED, True, None)
    assert coast.notice is not None
    assert coast.notice.words == "may object to 1.1 until Monday 20 April 2020"


async def test_it_stands_after_the_last_whose_place_it_took_and_nobody_else_is_touched(
    merged: Amended,
) -> None:
    found = await rows(merged)
    assert list(found) == [OWNER, NORTH, SOUTH, WEST, COAST, "watchers"]
    for body in (OWNER, NORTH):
        assert (found[body].now_held_by, found[body].holds_for) == (None, ())


async def test_its_objection_is_its_own(merged: Amended) -> None:
    await merged.does(of(COAST, "1.1"), OBJECTS)
    coast = (await rows(merged))[COAST]
    (concern,) = coast.concerns
    assert (concern.objects, concern.version) == (True, "1.1")
    assert coast.notice is not None
    await merged.clock_shows(coast.notice.until)
    await merged.time_does(of(COAST, "1.1"), CloseSignOff(due=coast.notice.until))
    found = await rows(merged)
    assert found[COAST].notice is not None
    assert found[COAST].notice.words == "objects to 1.1"
    assert (found[COAST].standing, found[WEST].standing) == (Standing.APPROVED, Standing.APPROVED)


async def test_nothing_is_counted_twice(merged: Amended) -> None:
    before = [each for each in (await rows(merged)).values() if not each.holds_for]
    every = list((await rows(merged)).values())
    assert standings.standing(every, is_complete=False) == standings.standing(before, is_complete=False)
