"""What stands round a page: whose partnership it is, that a copy is for practice, whom to ask."""

from collections.abc import Iterator

from models.values import ProgrammeId
from services.reading import ProgrammeRead, programme
from web.given import Given
from web.pages import presenters
from web.pages.parts import Link, Shell

HOME = Link("Matters", "/")
OUTBOX = Link("Outbox", "/outbox")


async def shell_of(web: Given, id_: ProgrammeId) -> Shell:
    return shell(web, await programme(web.house, id_))


def shell(web: Given, read: ProgrammeRead) -> Shell:
    is_practice = web.settings.caught_mail is not None
    shows = presenters.due(read.shows)
    notice = f"This copy is for practice: its clock stands at {shows}, and no letter leaves this machine."
    return Shell(
        partnership=read.name,
        notice=notice if is_practice else "",
        contact=read.contact,
        links=tuple(_links(read, is_practice=is_practice)),
    )


def _links(read: ProgrammeRead, *, is_practice: bool) -> Iterator[Link]:
    yield HOME
    if read.posts:
        yield Link("Posts", f"/programmes/{read.id}/posts")
    if is_practice:
        yield OUTBOX
