"""What stands between a matter and its publication."""

from models.errors import NotFound
from models.gate import Gate
from models.values import MatterId, ProgrammeId
from services.house import House
from storage.foreseeing import gate_of
from storage.register import offset_of


async def gate(house: House, programme: ProgrammeId, matter: MatterId) -> Gate:
    """In words, as of now. Raises NotFound for a matter that was not opened."""
    at = await house.clock.now() + await house.database.read(offset_of, programme)
    found = await house.database.read(gate_of, programme, at, matter)
    if found is None:
        raise NotFound("no-such-matter", "There is no matter of that name here, or it was not opened yet.")
    return found
