"""Asking for a part that is not enclosed, from the page a member's link opened."""

from models.acts import Acted
from models.values import Slug
from services import papers
from services.acting import Caller
from services.house import House
from services.sign_offs import member
from storage.links import Link


async def ask_for(house: House, link: Link, part: Slug, key: str) -> Acted:
    """Logged for each requester; asked again while the first waits, it is one request."""
    matter, body = link.stream.split("/")[1], link.seat.split("/")[0]
    asker = Caller(member(link), key)
    return await papers.ask(
        house, link.programme, asker, matter=matter, body=body, parts=(part,), seat=link.seat
    )
