"""The plan of `an_amended_house` when two boards have ended, and one not on the route holds their place."""

from datetime import date, datetime, timedelta

from a_partnership import SECRETARY
from an_amended_house import SOUTH, WEST, Amended, told_of_a_limited_change
from an_amended_plan import APPROVAL, TEN_DAYS, a_body, bodies_before_the_plan

from models.commands import Succeed
from models.events import By
from models.programme import Body, Loaded
from models.values import LONDON, Channel
from services import programmes
from services.acting import Caller, House

COAST = "coast-board"
LAST_DAY = date(2020, 4, 3)
MERGED = datetime(2020, 4, 4, tzinfo=LONDON)
"""Saturday."""


def a_merging_partnership() -> Loaded:
    loaded = bodies_before_the_plan(TEN_DAYS)
    bodies = (*map(_ending, loaded.definition.bodies), a_body(COAST))
    return loaded.model_copy(update={"definition": loaded.definition.model_copy(update={"bodies": bodies})})


def _ending(body: Body) -> Body:
    if body.id not in {SOUTH, WEST}:
        return body
    return body.model_copy(update={"until": LAST_DAY, "succeeded_by": COAST})


async def two_boards_have_merged(house: House) -> Amended:
    """They approved 1.0 and were told of 1.1; another takes their place while they may still object."""
    amended = await told_of_a_limited_change(house)
    by = By(person=SECRETARY, channel=Channel.COMMAND)
    await programmes.load(house, a_merging_partnership(), Caller(by, "load again"))
    await amended.clock_shows(MERGED + timedelta(hours=1))
    for body in (SOUTH, WEST):
        await amended.time_does(APPROVAL, Succeed(body=body, due=MERGED))
    return amended
