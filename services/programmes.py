"""Loading a partnership's definition, and setting its clock."""

from models.acts import Acted
from models.commands import LoadDefinition, SetClock
from models.programme import Definition, Loaded
from models.values import Instant, ProgrammeId
from services.acting import Caller, House, act
from storage import partnership
from storage.register import definition_in_force, seated_definition


async def load(house: House, loaded: Loaded, caller: Caller) -> Acted:
    """Put a definition in force. Loading the same again changes nothing."""
    programme = loaded.definition.id
    await house.ledger.begin_programme(programme)
    name = await house.database.write(partnership.keep, loaded, await house.clock.now())
    return await act(house, programme, f"programme/{programme}", LoadDefinition(definition=name), caller)


async def in_force(house: House, programme: ProgrammeId) -> Definition:
    return await house.database.read(definition_in_force, programme)


async def seated(house: House, programme: ProgrammeId) -> Definition:
    """The one in force with the holders of its posts in their seats: for whoever asks who sits where."""
    return await house.database.read(seated_definition, programme)


async def set_clock(house: House, programme: ProgrammeId, at: Instant, caller: Caller) -> Acted:
    """Make the programme clock show this instant now; it runs on from there."""
    offset = at - await house.clock.now()
    return await act(house, programme, f"programme/{programme}", SetClock(offset=offset), caller)
