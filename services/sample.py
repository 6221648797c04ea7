"""What a newcomer finds: the sample programme's clock set to its day, and a request to answer waiting."""

from datetime import datetime, timedelta

from models.acts import Acted
from models.programme import Loaded
from models.values import LONDON
from services import matters, overview, programmes
from services.acting import Caller, House

BEGINS = datetime(2020, 1, 31, 10, 0, tzinfo=LONDON)
"""Friday 31 January 2020: the strategy is with every body, several still to decide."""

SMALL_MATTER = "finance-group-terms"
"""Decided by the Partnership Board in writing, so its requests go out by letter at once."""


async def begin(house: House, loaded: Loaded, caller: Caller) -> tuple[Acted, ...]:
    """Set the sample going, once: nothing where a matter was ever opened, or the definition has not
    the sample's. The matter comes last, so that a beginning cut short is taken up again.
    """
    programme, plan = loaded.definition.id, loaded.definition.matter(SMALL_MATTER)
    document = loaded.definition.document(plan.document) if plan else None
    if document is None or any(each.opened for each in await overview.matters(house, programme)):
        return ()
    acted = []
    if (await overview.clock(house, programme)).offset == timedelta(0):
        acted.append(await programmes.set_clock(house, programme, BEGINS, caller))
    newest = document.versions[-1].label
    acted.append(await matters.open_matter(house, programme, SMALL_MATTER, newest, caller))
    return tuple(acted)
