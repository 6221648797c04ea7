"""The public page of a text that is out, and each of its files: for everybody, with no link of a letter."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models.listings import MatrixRow
from models.publication_events import PartOf
from models.values import LONDON, Standing
from services import published as services
from services.published import PublishedFile, PublishedRead
from web.given import given
from web.pages import presenters
from web.pages.parts import Approver, Download, Row, Version
from web.pages.shells import shell_of
from web.pages.views import PublishedPage
from web.templating import render

CACHED: Final = "public, max-age=300"
"""Five minutes: a ratification is soon seen, and a rush of readers is not felt."""
A_YEAR: Final = "public, max-age=31536000, immutable"
"""Of a file: what was published under its name never changes."""


async def shown(request: Request) -> Response:
    web = given(request)
    read = await services.published(web.house, request.path_params["matter"])
    page = PublishedPage(
        title=read.title,
        version=Version(
            title=read.title,
            label=read.version,
            short_hash=presenters.short_hash(read.content_hash),
            content_hash=read.content_hash,
        ),
        day=presenters.day(read.day),
        by=read.by,
        full=_downloads(read, PartOf.FULL),
        summary=_downloads(read, PartOf.SUMMARY),
        on_request=read.on_request,
        ask=read.contact,
        bodies=tuple(_approver(read, row) for row in read.rows),
        pending=tuple(map(presenters.sentence, read.pending)),
        without=tuple(map(presenters.sentence, read.without)),
        promises=tuple(Row(f"“{each.words}”", presenters.sentence(each.how)) for each in read.promises),
        matter_href=f"/matters/{read.matter}",
        shell=await shell_of(web, read.programme),
    )
    answer = render(request, page)
    answer.headers["cache-control"] = CACHED
    return answer


async def sent(request: Request) -> Response:
    """Always to be kept as a file and never run in the page."""
    asked = request.path_params
    name, media_type, content = await services.file(given(request).house, asked["matter"], asked["part"])
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "content-security-policy": "default-src 'none'; sandbox",
        "cache-control": A_YEAR,
    }
    return Response(content, media_type=media_type, headers=headers)


def _downloads(read: PublishedRead, of: PartOf) -> tuple[Download, ...]:
    return tuple(_download(read, each) for each in read.files if each.of is of)


def _download(read: PublishedRead, file: PublishedFile) -> Download:
    about = presenters.about_file(file.size) if file.size else "PDF"
    return Download(file.title, about, f"/published/{read.matter}/{file.part}", file.sha256)


def _approver(read: PublishedRead, row: MatrixRow) -> Approver:
    """What a body that took another's place holds is told in that one's row as well."""
    said: Iterable[str] = (
        row.chairs_action or presenters.tag(row.standing).words,
        *(condition.words for condition in row.conditions),
        row.notice.words if row.notice else "",
        row.now_held_by.words if row.now_held_by else "",
    )
    has_approved = row.standing not in {None, Standing.OPEN, Standing.WAITING}
    return Approver(
        body=read.names.get(row.body, row.name),
        stands=" ".join(presenters.sentence(each) for each in said if each),
        version=(row.version or "None") if has_approved else "None",
        decided=_day(row),
    )


def _day(row: MatrixRow) -> str:
    if row.decided:
        return presenters.day(row.decided.astimezone(LONDON).date())
    return "Carried over" if row.holds_for else "Not decided"


ROUTES: Final = (Route("/published/{matter}", shown), Route("/published/{matter}/{part}", sent))
