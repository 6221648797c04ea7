"""Is the record whole? Walking the chain, making the register anew from it, reading its lines."""

from pydantic import ValidationError

from models.errors import Malformed
from models.events import Recorded
from models.listings import LineCorrected
from models.values import ProgrammeId, Stream, Value
from services import corrections
from services.acting import House
from storage.listings import lines_of
from storage.register import number_of
from storage.verifying import first_break, rebuild_if_whole


class Verified(Value):
    """How many lines the ledger should hold, and the first that is not as it was written."""

    programme: ProgrammeId
    lines: int
    first_break: int | None = None

    @property
    def is_whole(self) -> bool:
        return self.first_break is None


class Rebuilt(Verified):
    """Which streams stood differently in the register; none were touched if the chain is broken."""

    different: tuple[Stream, ...] = ()


class LineShown(Recorded):
    """A line as it was written, and what later lines say it should have said."""

    corrections: tuple[LineCorrected, ...] = ()


async def verify(house: House, programme: ProgrammeId) -> Verified:
    lines = await house.database.read(number_of, programme)
    broken = await house.database.read(first_break, programme)
    return Verified(programme=programme, lines=lines, first_break=broken)


async def rebuild(house: House, programme: ProgrammeId) -> Rebuilt:
    """Verify, then fold the whole ledger again, while nobody can write."""
    try:
        broken, different = await house.database.write(rebuild_if_whole, programme)
    except ValidationError as unreadable:
        raise _unreadable() from unreadable
    lines = await house.database.read(number_of, programme)
    return Rebuilt(programme=programme, lines=lines, first_break=broken, different=different)


async def lines(
    house: House, programme: ProgrammeId, stream: Stream | None = None, last: int | None = None
) -> tuple[LineShown, ...]:
    try:
        found = await house.database.read(lines_of, programme, stream, last)
        corrected = await corrections.by_line(house, programme)
    except ValidationError as unreadable:
        raise _unreadable() from unreadable
    return tuple(LineShown(**dict(line), corrections=corrected.get(line.number, ())) for line in found)


def _unreadable() -> Malformed:
    return Malformed("ledger-unreadable", "A line of the ledger cannot be read. Ask: quorate ledger verify")
