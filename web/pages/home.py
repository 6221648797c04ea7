"""The first page: what is before a partnership, when its boards next meet, where letters are."""

from datetime import date
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models.approval import Progress
from models.listings import MatterLine
from models.values import ProgrammeId
from services import overview
from services.reading import MeetingRead, matters, programme
from web.given import Given, given
from web.pages import presenters
from web.pages.parts import Link, Shell, Tag
from web.pages.shells import HOME, shell
from web.pages.views import AccessibilityPage, HomePage, MatterCard, MeetingLine
from web.templating import render

ABOUT: Final = "This copy answers on this machine only, since nobody signs in yet."
PREPARED: Final = date(2026, 11, 21)
"""The day the accessibility statement was last gone through."""

TAGS: Final = {
    Progress.RUNNING: Tag("Under way", "blue"),
    Progress.HELD: Tag("On hold", "orange"),
    Progress.WITHDRAWN: Tag("Withdrawn", "grey"),
}
COMPLETE: Final = Tag("Complete", "green")


async def home(request: Request) -> Response:
    """The one partnership's page; the way to each where there are several."""
    web = given(request)
    every = await overview.programmes(web.house)
    if len(every) == 1:
        return await _partnership(request, every[0])
    names = [Link((await programme(web.house, each)).name, f"/programmes/{each}") for each in every]
    return render(request, HomePage(partnerships=tuple(names), about=ABOUT, shell=Shell(links=(HOME,))))


async def partnership(request: Request) -> Response:
    return await _partnership(request, request.path_params["programme"])


async def _partnership(request: Request, id_: ProgrammeId) -> Response:
    web = given(request)
    read = await programme(web.house, id_)
    page = await matters(web.house, id_, request.query_params.get("after", ""))
    return render(
        request,
        HomePage(
            partnership=read.name,
            matters=tuple(_card(each) for each in page.matters),
            meetings=tuple(_meeting(each) for each in read.meetings),
            more=f"/programmes/{id_}?after={page.after}" if page.after else "",
            outbox="/outbox" if web.settings.caught_mail else "",
            about=ABOUT,
            shell=shell(web, read),
        ),
    )


async def accessibility(request: Request) -> Response:
    web = given(request)
    run_by, around = await _run_by(web)
    return render(request, AccessibilityPage(run_by=run_by, prepared=presenters.day(PREPARED), shell=around))


async def _run_by(web: Given) -> tuple[str, Shell]:
    every = await overview.programmes(web.house)
    if len(every) != 1:
        return "the partnerships it serves", Shell(links=(HOME,))
    read = await programme(web.house, every[0])
    return read.name, shell(web, read)


def _card(line: MatterLine) -> MatterCard:
    progress = line.progress or Progress.RUNNING
    tag = COMPLETE if line.is_complete else TAGS.get(progress, Tag(presenters.plain(progress), "grey"))
    bodies = "body has" if line.asked == 1 else "bodies have"
    said = f"Version {line.version}: {line.given} of {line.asked} {bodies} given what was asked."
    return MatterCard(title=line.title, href=f"/matters/{line.matter}", standing=said, tag=tag)


def _meeting(read: MeetingRead) -> MeetingLine:
    where = read.place or "Place not known"
    return MeetingLine(
        when=f"{presenters.day(read.day)} at {read.at:%H:%M}",
        who=" and ".join(read.bodies),
        where=f"{where}, in public" if read.in_public else where,
    )


ROUTES: Final = (
    Route("/", home),
    Route("/programmes/{programme}", partnership),
    Route("/accessibility", accessibility),
)
