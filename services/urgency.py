"""When time is short: which ways to a decision are left, and the chair's action where none is (G42)."""

from datetime import date

from models.acts import Acted
from models.errors import Malformed, NotFound
from models.streams import of_matter
from models.urgency import RungFound
from models.urgency_commands import TakeChairsAction
from models.values import BodyId, MatterId, ProgrammeId, Stream
from rules.calendar import london_day
from rules.refusals import refused
from services.acting import Caller, House, act
from services.overview import sign_off
from storage.foreseeing import ways_left
from storage.register import offset_of, programme_of


async def ladder(
    house: House, programme: ProgrammeId, matter: MatterId, body: BodyId, needed_by: date
) -> tuple[RungFound, ...]:
    """Every way to a decision of the body by that day, in the order in which they are tried.
    Raises NotFound for a matter or body nobody has been asked about, and Malformed for a body that has
    decided and for a day that has passed.
    """
    if await house.database.read(programme_of, of_matter(matter)) != programme:
        raise NotFound("no-such-matter", refused("no-such-matter").words)
    asked = await sign_off(house, programme, matter, body)
    if not asked.is_open:
        raise Malformed("item-closed", refused("item-closed").words)
    at = await house.clock.now() + await house.database.read(offset_of, programme)
    if needed_by < london_day(at):
        raise Malformed("due-in-the-past", refused("due-in-the-past").words)
    return await house.database.read(ways_left, programme, at, asked.stream, needed_by)


async def take_chairs_action(
    house: House, programme: ProgrammeId, caller: Caller, *, stream: Stream, action: TakeChairsAction
) -> Acted:
    """What the chair decided with an officer instead of the body, as its secretary tells it."""
    return await act(house, programme, stream, action, caller)
