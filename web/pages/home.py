"""The first page: what is before a partnership, when its boards next meet, where letters are."""

from datetime import date
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models.approval import Progress
from models.listings import MatterLine
from models.meeting import MeetingStage, Sitting
from models.post_listings import PostLine
from models.values import LONDON, ProgrammeId
from services import meetings, overview, post_reading
from services.reading import ProgrammeRead, matters, programme
from services.still_open import still_open
from web.given import Given, given
from web.pages import post_presenters, presenters, standings
from web.pages.parts import Link, Shell, Tag
from web.pages.shells import HOME, shell
from web.pages.views import AccessibilityPage, HomePage, MatterCard, MeetingLine, PostInShort
from web.templating import render

ABOUT: Final = "This copy answers on this machine only, since nobody signs in yet."
MEETINGS_AHEAD: Final = 8
PREPARED: Final = date(2026, 11, 21)
"""The day the accessibility statement was last gone through."""

TAGS: Final = {
    Progress.RUNNING: Tag("Under way", "blue"),
    Progress.HELD: Tag("On hold", "orange"),
    Progress.WITHDRAWN: Tag("Withdrawn", "grey"),
    Progress.ENDED: Tag("Ended", "grey"),
}
COMPLETE: Final = Tag("Complete", "green")
PUBLISHED: Final = Tag("Published", "green")
NOT_AGREED: Final = Tag("Not agreed by all", "red")

OVER: Final = {
    MeetingStage.HELD: "Held",
    MeetingStage.SUSPENDED: "Suspended, no new day yet",
    MeetingStage.CANCELLED: "Cancelled",
}


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
    today = read.shows.astimezone(LONDON).date()
    cards = [await _card(web, read, each) for each in page.matters]
    ahead = await meetings.meetings(web.house, id_, first=today)
    return render(
        request,
        HomePage(
            partnership=read.name,
            matters=tuple(cards),
            meetings=tuple(_meeting(read, each) for each in ahead[:MEETINGS_AHEAD]),
            more=f"/programmes/{id_}?after={page.after}" if page.after else "",
            outbox="/outbox" if web.settings.caught_mail else "",
            posts=await _posts(web, read),
            held=await _posts_in_short(web, read),
            about=ABOUT,
            shell=shell(web, read),
        ),
    )


async def _posts(web: Given, read: ProgrammeRead) -> str:
    """Where the posts of a programme that has any stand at a glance."""
    if not read.posts:
        return ""
    is_alone = len(await overview.programmes(web.house)) == 1
    return "/posts" if is_alone else f"/programmes/{read.id}/posts"


async def _posts_in_short(web: Given, read: ProgrammeRead) -> tuple[PostInShort, ...]:
    """Those that are vacant, for which a round is open, or whose holder's term ends within six months."""
    if not read.posts:
        return ()
    every = await post_reading.posts(web.house, read.id)
    return tuple(_post(each) for each in every if each.vacant_since or each.round or each.ends)


def _post(line: PostLine) -> PostInShort:
    said = [post_presenters.capital(post_presenters.ends(each)) for each in line.ends]
    if line.vacant_since:
        said.insert(0, line.words)
    elif line.round:
        said.insert(0, f"Round {line.round.number} is {line.round.words}.")
    return PostInShort(Link(line.title, f"/posts/{line.post}"), post_presenters.held(line), " ".join(said))


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


async def _card(web: Given, read: ProgrammeRead, line: MatterLine) -> MatterCard:
    names = {body.id: body.name for body in read.bodies}
    rows = await overview.stands(web.house, read.id, line.matter)
    shut_by = (
        await still_open(web.house, read.id, line.matter) if line.is_complete and not line.published else ()
    )
    said = standings.standing(rows, is_complete=line.is_complete, still_open=shut_by)
    if line.published:
        said = f"Published on {presenters.day(line.published)}."
    against = standings.not_agreed(rows, names)
    return MatterCard(
        title=line.title,
        href=f"/matters/{line.matter}",
        standing=f"Version {line.version}. {against} {said}".replace("  ", " "),
        tag=_tag(line, against),
        late=standings.late(rows, names),
    )


def _tag(line: MatterLine, against: str) -> Tag:
    progress = line.progress or Progress.RUNNING
    if line.published:
        return PUBLISHED
    if progress is Progress.RUNNING and against:
        return NOT_AGREED
    return COMPLETE if line.is_complete else TAGS.get(progress, Tag(presenters.plain(progress), "grey"))


def _meeting(read: ProgrammeRead, line: meetings.MeetingLine) -> MeetingLine:
    names = {body.id: body.name for body in read.bodies}
    public = "in public" if line.place else "In public"
    return MeetingLine(
        when=presenters.moment(line.starts),
        who=" and ".join(names.get(body, body) for body in line.bodies),
        where=", ".join(each for each in (line.place, public if line.in_public else "") if each),
        stands=". ".join([_stands(line), *(each.words for each in line.expected)]),
    )


def _stands(line: meetings.MeetingLine) -> str:
    """What became of it since the calendar was made, and whether its papers are late."""
    due = max((line.papers_by[body] for body in line.papers_late), default=None)
    late = f"; papers late (due {presenters.day(due)})" if due and line.stage is MeetingStage.CALLED else ""
    return f"{_turned_out(line)}{late}"


def _turned_out(line: meetings.MeetingLine) -> str:
    if line.stage in OVER:
        return OVER[line.stage]
    if line.sittings:
        return f"Goes on from {' and '.join(map(_sat, line.sittings))}"
    if line.planned is None:
        return "Newly called"
    if line.starts == line.planned:
        return "As planned"
    return f"Moved from {presenters.moment(line.planned)}"


def _sat(sitting: Sitting) -> str:
    return presenters.moment(sitting.starts) + (" (on the record)" if sitting.recorded else "")


ROUTES: Final = (
    Route("/", home),
    Route("/programmes/{programme}", partnership),
    Route("/accessibility", accessibility),
)
