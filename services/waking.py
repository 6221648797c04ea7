"""Waking every workflow of a programme: harmless at any time, needed after a restore of the database."""

from models.values import ProgrammeId, Stream
from services.acting import House
from storage.waking import streams_with_workflows, wake_everything


async def wake_all(house: House, programme: ProgrammeId) -> list[Stream]:
    """Which were woken. With Temporal away they are woken when it is back."""
    woken = await house.database.write(wake_everything, programme)
    house.running.nudge_soon(programme)
    return woken


async def wake_all_afresh(house: House, programme: ProgrammeId) -> list[Stream]:
    """End what runs and let everything begin again from the register: an open workflow may know more
    than a ledger that was put back. Whatever was ended is woken, even if Temporal goes away meanwhile.

    Raises Unavailable when Temporal cannot be reached; trying again does the rest.
    """
    try:
        for stream in await house.database.read(streams_with_workflows, programme):
            await house.running.end(stream)
    finally:
        woken = await wake_all(house, programme)
    return woken
