"""When a matter can be finished at the earliest, as things are or as they might be."""

from datetime import date, timedelta

from models.errors import Malformed, NotFound
from models.forecasting import Forecast, Supposed
from models.programme import KnownMeeting
from models.values import BodyId, MatterId, ProgrammeId
from rules.calendar import end_of, in_words, london_day
from services.house import House
from storage.foreseeing import foreseen, foreseen_then
from storage.register import offset_of

AS_IT_IS = Supposed()


async def forecast(
    house: House,
    programme: ProgrammeId,
    matter: MatterId,
    supposed: Supposed = AS_IT_IS,
    day: date | None = None,
) -> Forecast:
    """As of now, or as it would have been told at the end of an earlier day by what was on record then.
    Raises NotFound for a matter that was not opened, and for a meeting or body that nobody knows.
    """
    at = await house.clock.now() + await house.database.read(offset_of, programme)
    if day is not None and day > london_day(at):
        raise Malformed("day-to-come", f"Nothing is on record yet of {in_words(day)}.")
    asked = day or london_day(at)
    for meeting in supposed.added:
        if meeting.day < asked:
            said = f"{in_words(meeting.day)} is past, so no meeting of that day can change what is to come."
            raise Malformed("supposed-in-the-past", said)
    if day is None or day == london_day(at):
        found = await house.database.read(foreseen, programme, at, matter, supposed)
    else:
        evening = end_of(day) - timedelta.resolution
        found = await house.database.read(foreseen_then, programme, evening, matter, supposed)
    if found is None:
        raise NotFound("no-such-matter", "There is no matter of that name here, or it was not opened yet.")
    return found


def supposed_meeting(body: BodyId, day: date) -> KnownMeeting:
    """As if that body met that day. Raises ValueError for what can be no body."""
    return KnownMeeting(id=f"supposed-{body}-{day}", bodies=(body,), day=day, title="Supposed")
