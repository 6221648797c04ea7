"""Whether the house can do its work."""

from services.house import House
from storage.revision import must_be_at_this_release


async def must_be_ready(house: House) -> None:
    """Raises Unavailable, with a code and how to mend it, when the database is not fit to be used."""
    await must_be_at_this_release(house.database)
