"""Short ways of writing a record, spelt out."""

from datetime import date, time

import pytest
from a_partnership import BOARD, a_definition

from models.programme import Body, Seat
from rehearsal import shorthand
from services.record_shorthand import Unreadable

DAY = date(2020, 1, 30)


@pytest.fixture
def body() -> Body:
    """A chair and two more clinicians, an officer, and a lay member who is vice-chair."""
    board = a_definition().body(BOARD)
    assert board is not None
    titles = {"gp-1": "C", "officer": "O", "gp-2": "C", "chair": "C", "lay-1": "L", "lay-2": "L"}
    seats = tuple(
        Seat(id=f"{BOARD}/{slug}", title=slug, category=category, held_by=f"{BOARD}.{slug}")
        for slug, category in titles.items()
    )
    return board.model_copy(
        update={"seats": seats, "chair": f"{BOARD}/chair", "vice_chair": f"{BOARD}/lay-2"}
    )


@pytest.mark.parametrize(
    ("given", "slugs"),
    [
        pytest.param("C2", ["chair", "gp-1"], id="the chair before the others of a category"),
        pytest.param("O1 L1", ["officer", "lay-2"], id="the vice-chair too"),
        pytest.param("C=1", ["chair"], id="a category that is a word"),
        pytest.param(["/gp-2", "C1"], ["gp-2", "chair"], id="a seat by name, and of the rest the first"),
        pytest.param(["C1", "/chair"], ["chair", "gp-1"], id="a named seat is taken first"),
        pytest.param("C3 O1 L2", ["chair", "gp-1", "gp-2", "officer", "lay-2", "lay-1"], id="everybody"),
    ],
)
def test_seats(body: Body, given: object, slugs: list[str]) -> None:
    assert shorthand.seats(body, DAY, given) == tuple(f"{BOARD}/{slug}" for slug in slugs)


def test_g34_a_seat_that_nobody_holds_is_not_among_the_first_of_its_category(body: Body) -> None:
    vacant = tuple(
        each.model_copy(update={"held_by": None}) if each.id == body.chair else each for each in body.seats
    )
    without = body.model_copy(update={"seats": vacant})
    assert shorthand.seats(without, DAY, "C1") == (f"{BOARD}/gp-1",)
    with pytest.raises(Unreadable):
        shorthand.seats(without, DAY, "C3")


@pytest.mark.parametrize("given", ["C4", "X1", "C", "many", ["/nobody"], ["/chair", "/chair"], 7, [7]])
def test_seats_that_are_not_there(body: Body, given: object) -> None:
    with pytest.raises(Unreadable):
        shorthand.seats(body, DAY, given)


def test_who_leaves_is_named_by_seat_or_by_body_and_seat() -> None:
    there = ("a/chair", "b/chair", "b/lay")
    stays = shorthand.stays(there, {"lay": time(14)}, {"b/chair": time(15, 40)})
    assert [(stay["arrived"], stay["left"]) for stay in stays] == [
        (None, None),
        (None, time(15, 40)),
        (time(14), None),
    ]
    with pytest.raises(Unreadable):
        shorthand.stays(there, {}, {"chair": time(15)})


@pytest.mark.parametrize(("given", "for_against_abstaining"), [("7-2", (7, 2, 0)), ("9-0-1", (9, 0, 1))])
def test_votes(given: str, for_against_abstaining: tuple[int, int, int]) -> None:
    read = shorthand.decision({"votes": given})["figures"]
    assert tuple(read.values()) == for_against_abstaining


def test_a_date_in_words_is_read_as_of_the_day_of_the_step() -> None:
    due = shorthand.due("in January", date(2019, 12, 20))
    assert isinstance(due, dict)
    assert (due["words"], due["earliest"], due["latest"]) == ("in January", "2020-01-01", "2020-01-31")
