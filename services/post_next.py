"""What comes next with a post, a round or an appointment, as it stands now."""

from models.values import ProgrammeId, Stream
from rules.what_next import what_next
from services.house import House
from storage.posts import posts_found


async def next_words(house: House, programme: ProgrammeId, stream: Stream) -> str:
    """A sentence; empty where nothing is left to be done."""
    found = await house.database.read(posts_found, programme, await house.clock.now())
    return what_next(found.known, stream)
