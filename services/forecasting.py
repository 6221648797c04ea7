"""When a matter can be finished at the earliest, as things are or as they might be."""

from datetime import date

from models.errors import NotFound
from models.forecasting import Forecast, Supposed
from models.programme import Definition, KnownMeeting
from models.values import BodyId, MatterId, ProgrammeId
from services.house import House
from services.programmes import in_force
from storage.foreseeing import foreseen
from storage.register import offset_of

AS_IT_IS = Supposed()


async def forecast(
    house: House, programme: ProgrammeId, matter: MatterId, supposed: Supposed = AS_IT_IS
) -> Forecast:
    """Raises NotFound for a matter that was not opened, and for a meeting or body that nobody knows."""
    _must_be_known(await in_force(house, programme), supposed)
    at = await house.clock.now() + await house.database.read(offset_of, programme)
    found = await house.database.read(foreseen, programme, at, matter, supposed)
    if found is None:
        raise NotFound("no-such-matter", "There is no matter of that name here, or it was not opened yet.")
    return found


def supposed_meeting(body: BodyId, day: date) -> KnownMeeting:
    """As if that body met that day. Raises ValueError for what can be no body."""
    return KnownMeeting(id=f"supposed-{body}-{day}", bodies=(body,), day=day, title="Supposed")


def _must_be_known(definition: Definition, supposed: Supposed) -> None:
    for meeting in supposed.lost:
        if definition.meeting(meeting) is None:
            raise NotFound("no-such-meeting", f"There is no meeting {meeting} in the calendar to be lost.")
    for body in (body for meeting in supposed.added for body in meeting.bodies):
        if definition.body(body) is None:
            raise NotFound("unknown-body", f"There is no body {body} that could meet.")
