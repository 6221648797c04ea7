"""Asking for a part that is not enclosed, from the page a member's link opened."""

from models.acts import Acted
from models.commands import RequestPapers
from models.values import Slug
from services.acting import Caller, House, act
from services.sign_offs import member
from storage.links import Link


async def ask_for(house: House, link: Link, part: Slug, key: str) -> Acted:
    """Logged for each requester; asked again while the first waits, it is one request."""
    matter, body = link.stream.split("/")[1], link.seat.split("/")[0]
    command = RequestPapers(body=body, seat=link.seat, parts=(part,))
    return await act(house, link.programme, f"approval/{matter}", command, Caller(member(link), key))
