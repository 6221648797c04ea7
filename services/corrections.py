"""Lines of the record that a later line corrects: shown with what they should have said."""

from collections.abc import Mapping

from models.listings import LineCorrected
from models.values import ProgrammeId
from services.house import House
from storage import corrections as written


async def corrections(house: House, programme: ProgrammeId) -> tuple[LineCorrected, ...]:
    """All of them, in the order written."""
    return await house.database.read(written.corrections, programme)


async def by_line(house: House, programme: ProgrammeId) -> Mapping[int, tuple[LineCorrected, ...]]:
    """What each corrected line should have said; a line may be corrected more than once."""
    found: dict[int, tuple[LineCorrected, ...]] = {}
    for each in await corrections(house, programme):
        found[each.line] = (*found.get(each.line, ()), each)
    return found
