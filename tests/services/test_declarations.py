"""Yearly declarations of interests, as the page of a matter warns of them (G40)."""

from datetime import date

from a_board import Board
from a_partnership import BOARD, MATTER, a_partnership

from services import bodies, reading
from services.acting import House
from storage.database import Database
from tests.web.a_web import NobodyHears
from web.pages import particulars

OLD = date(2018, 9, 3)
SAID = "Yearly declarations of interests: over a year old of Member 1 (Monday 3 September 2018)."


async def with_declarations(database: Database, *, is_first_old: bool) -> House:
    """Everybody declared on Friday 6 March 2020, the first of them perhaps a year and a half before."""
    loaded = a_partnership()
    (body,) = loaded.definition.bodies
    days = [OLD if is_first_old else date(2020, 3, 6), *[date(2020, 3, 6)] * 4]
    seats = tuple(
        each.model_copy(update={"declared": day}) for each, day in zip(body.seats, days, strict=True)
    )
    declared = loaded.definition.model_copy(update={"bodies": (body.model_copy(update={"seats": seats}),)})
    board = Board(database)
    await board.load(loaded.model_copy(update={"definition": declared}))
    await board.ask()
    return House(database, board.ledger, board.clock, NobodyHears())


async def test_g40_the_page_of_the_matter_names_once_whose_declaration_is_old(sqlite: Database) -> None:
    house = await with_declarations(sqlite, is_first_old=True)
    (told,) = particulars.particulars(await reading.matter(house, MATTER))
    assert [row.words for row in told.rows] == [SAID]
    assert (await bodies.body(house, MATTER, BOARD)).declarations == SAID


async def test_g40_nothing_is_said_where_all_have_declared(sqlite: Database) -> None:
    house = await with_declarations(sqlite, is_first_old=False)
    assert (await reading.matter(house, MATTER)).bodies[BOARD].declarations == ""
