"""The posts of a partnership at a glance, and one post with everything that was ever done about it."""

from collections.abc import Iterable, Iterator
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models.errors import NotFound
from models.post_listings import AppointmentLine, PostRead, RoundLine
from models.values import ProgrammeId
from services import overview, post_reading, post_telling
from services.post_telling import Telling
from services.reading import programme
from web.given import Given, given
from web.pages import post_presenters as words
from web.pages import presenters
from web.pages.parts import Link, Row
from web.pages.post_views import AppointmentRow, PostCard, PostPage, PostsPage, RoundRow, ToldLine
from web.pages.shells import shell
from web.pages.tenure_picture import held_lines, tenure_picture
from web.templating import render

EVERY_POST: Final = "All posts"


async def of_the_one(request: Request) -> Response:
    """Where there are several partnerships, each has its own address."""
    every = await overview.programmes(given(request).house)
    if len(every) != 1:
        raise NotFound("unknown-programme", "Say of which partnership.")
    return await _posts(request, every[0])


async def of_programme(request: Request) -> Response:
    return await _posts(request, request.path_params["programme"])


async def shown(request: Request) -> Response:
    web, id_ = given(request), request.path_params["post"]
    at = await post_telling.programme_of_post(web.house, id_)
    post = await post_reading.post(web.house, at, id_)
    told = await post_telling.tellings(web.house, at, id_)
    page = PostPage(
        title=post.title,
        tag=words.held(post),
        words=post.words,
        as_of=presenters.due(post.as_of),
        about=tuple(about(post)),
        matter=words.by_matter(post.matter),
        picture=tenure_picture((post,), is_titled=False),
        held=held_lines((post,)),
        ends=tuple(words.capital(words.ends(each)) for each in post.ends),
        dependants=tuple(map(words.dependant, post.dependants)),
        forecasts=tuple(map(words.forecast, post.forecasts)),
        rounds=tuple(map(_round, post.rounds)),
        appointments=tuple(map(_appointment, post.appointments)),
        told=tuple(map(_told, told)),
        back=Link(EVERY_POST, await _back(web, at)),
        shell=shell(web, await programme(web.house, at)),
    )
    return render(request, page)


# --- at a glance --------------------------------------------------------------------------


async def _posts(request: Request, at: ProgrammeId) -> Response:
    web = given(request)
    read = await programme(web.house, at)
    posts = await post_telling.posts_in_full(web.house, at)
    page = PostsPage(
        as_of=presenters.due(read.shows),
        cards=tuple(map(_card, posts)),
        picture=tenure_picture(posts),
        held=held_lines(posts),
        ends=tuple(_ends(posts)),
        back=Link("All matters", "/" if await _is_alone(web) else f"/programmes/{at}"),
        shell=shell(web, read),
    )
    return render(request, page)


async def _is_alone(web: Given) -> bool:
    return len(await overview.programmes(web.house)) == 1


async def _back(web: Given, at: ProgrammeId) -> str:
    return "/posts" if await _is_alone(web) else f"/programmes/{at}/posts"


def _card(post: PostRead) -> PostCard:
    round_ = post.round
    return PostCard(
        title=post.title,
        href=f"/posts/{post.post}",
        tag=words.held(post),
        words=post.words,
        roles="" if post.roles == (post.title,) else "; ".join(post.roles),
        round=Link(f"Round {round_.number} as it stands", _link(round_).href) if round_ else None,
        dependants=tuple(map(words.dependant, post.dependants)),
    )


def _ends(posts: Iterable[PostRead]) -> Iterator[str]:
    ending = [(each, post) for post in posts for each in post.ends]
    for each, post in sorted(ending, key=lambda pair: pair[0].last or pair[0].first):
        yield words.ends(each, post.title)


# --- one post -----------------------------------------------------------------------------


def about(post: PostRead) -> Iterator[Row]:
    """What the post is: also the first part of a recruitment pack."""
    yield Row("Roles", "\n".join(post.roles))
    yield Row("Serves", "\n".join(each.name for each in post.serves))
    if post.host_name:
        yield Row("Employer", post.host_name)
    yield Row("Recruitment is run by", post.secretary.name)
    if post.signed_off_by:
        yield Row("Outside sign-off", f"{post.signed_off_by.name}: {post.sign_off_force}")
    if post.stood_before:
        yield Row("Stood before its record began here", post.stood_before)
    if post.established:
        yield Row("Established", presenters.day(presenters.local_day(post.established)))
    else:
        yield Row("Established", "Not yet: each body it serves has to agree to it separately")


def _link(line: RoundLine) -> Link:
    return Link(f"Round {line.number}", f"/posts/{line.post}/rounds/{line.number}")


def _round(line: RoundLine) -> RoundRow:
    after = f" after round {line.after}" if line.after else ""
    return RoundRow(
        link=_link(line),
        opened=f"{presenters.day(presenters.local_day(line.opened))}{after}",
        tag=words.round_tag(line),
        words=presenters.sentence(line.words),
    )


def _appointment(line: AppointmentLine) -> AppointmentRow:
    return AppointmentRow(
        link=Link(f"Appointment {line.number}", f"/posts/{line.post}/appointments/{line.number}"),
        who=line.name,
        kind=words.HOLDS[line.tenure][0].words,
        tag=words.APPOINTED[line.stage],
        words=presenters.sentence(line.words),
    )


def _told(telling: Telling) -> ToldLine:
    return ToldLine(
        when=presenters.moment(telling.at),
        of=telling.of,
        words=telling.words,
        people=telling.people,
    )


ROUTES: Final = (
    Route("/posts", of_the_one),
    Route("/programmes/{programme}/posts", of_programme),
    Route("/posts/{post}", shown),
)
