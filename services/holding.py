"""Why a matter is on hold, in the words of whoever held it."""

from models.events import MatterHeld
from models.streams import of_matter
from models.values import MatterId, ProgrammeId
from services.house import House
from storage.listings import lines_of
from storage.register import words_by_digest


async def held_why(house: House, programme: ProgrammeId, matter: MatterId) -> str:
    """Of the last time it was held; empty for one that never was."""
    lines = await house.database.read(lines_of, programme, of_matter(matter), None)
    reasons = [line.event.reason.digest for line in lines if isinstance(line.event, MatterHeld)]
    found = await house.database.read(words_by_digest, reasons[-1:])
    return found.get(reasons[-1], "(erased)") if reasons else ""
