"""The outbox of a practice copy: letters that the mail catcher kept."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from models.errors import NotFound
from services import caught
from web.given import given
from web.pages import presenters
from web.pages.parts import Shell
from web.pages.shells import HOME, OUTBOX
from web.pages.views import LetterPage, OutboxPage, OutboxRow
from web.security import LETTER_POLICY
from web.templating import render

SIZE: Final = 50
PRACTICE: Final = "This copy is for practice: no letter leaves this machine."
SHELL: Final = Shell(notice=PRACTICE, links=(HOME, OUTBOX))


async def listed(request: Request) -> Response:
    number = _number(request.query_params.get("page", "1"))
    found = await asyncio.to_thread(caught.page, _folder(request), number, SIZE)
    rows = tuple(
        OutboxRow(each.to, each.subject, _when(each.written), f"/outbox/{each.file}")
        for each in found.letters
    )
    page = OutboxPage(
        letters=rows,
        newer=f"/outbox?page={number - 1}" if number > 1 else "",
        older=f"/outbox?page={number + 1}" if found.has_older else "",
        shell=SHELL,
    )
    return render(request, page)


async def shown(request: Request) -> Response:
    file = request.path_params["file"]
    letter = await asyncio.to_thread(caught.letter, _folder(request), file)
    page = LetterPage(
        to=letter.to,
        subject=letter.subject,
        when=_when(letter.written),
        text=letter.text,
        links=presenters.links_in(letter.text),
        html_href=f"/outbox/{file}/html" if letter.html else "",
        shell=SHELL,
    )
    return render(request, page)


async def html(request: Request) -> Response:
    """The letter's own HTML, alone and allowed nothing."""
    letter = await asyncio.to_thread(caught.letter, _folder(request), request.path_params["file"])
    if not letter.html:
        raise NotFound("no-such-letter", "This letter is of text only.")
    return HTMLResponse(letter.html, headers={"content-security-policy": LETTER_POLICY})


def _folder(request: Request) -> Path:
    folder = given(request).settings.caught_mail
    if folder is None:
        raise NotFound("no-outbox", "This copy sends its letters; there is no outbox to read.")
    return folder


def _number(page: str) -> int:
    return max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < len("100000") else 1


def _when(written: datetime | None) -> str:
    return presenters.due(written) if written else "No date"


ROUTES: Final = (
    Route("/outbox", listed),
    Route("/outbox/{file}", shown),
    Route("/outbox/{file}/html", html),
)
