"""The public page of a matter: every body, what it owes, what it said, what comes next."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models.approval import Progress
from models.listings import Matrix
from models.listings import MatrixRow as BodyRow
from models.values import LONDON, Instant, Standing
from services.reading import MatterRead, matter
from web.given import given
from web.pages import presenters
from web.pages.parts import MatrixRow, Note, Version
from web.pages.shells import shell_of
from web.pages.views import MatrixPage
from web.templating import render

STILL_OPEN: Final = frozenset({Standing.WAITING, Standing.OPEN, Standing.DEFERRED, Standing.INQUORATE})
HELD: Final = Note("On hold", "Nothing falls due: no stage opens, nothing closes, nobody is reminded.")
WITHDRAWN: Final = Note("Withdrawn", "Nothing more is asked of anybody. What was decided stands.")


async def shown(request: Request) -> Response:
    web = given(request)
    read = await matter(web.house, request.path_params["matter"])
    rows = tuple(_row(read, row, place) for place, row in enumerate(read.matrix.rows, start=1))
    content_hash = read.matrix.content_hash or ""
    page = MatrixPage(
        title=read.matrix.title,
        version=Version(
            title=read.document,
            label=read.matrix.version or "",
            short_hash=presenters.short_hash(content_hash),
            content_hash=content_hash,
        ),
        standing=standing(read),
        as_of=presenters.due(read.matrix.as_of),
        picture=presenters.picture(rows),
        rows=rows,
        policy=read.policy,
        notes=_notes(read.matrix),
        shell=await shell_of(web, read.programme),
    )
    return render(request, page)


def standing(read: MatterRead) -> str:
    """The partial outcome in a sentence: so many of those that the whole waits for."""
    if read.matrix.is_complete:
        return "Complete: every body it waits for has given what it was asked for."
    if read.required == 1:
        return "The one body it waits for has not yet given what it was asked for."
    have = "has" if read.given == 1 else "have"
    return f"{read.given or 'None'} of the {read.required} bodies it waits for {have} given what was asked."


def _notes(matrix: Matrix) -> tuple[Note, ...]:
    return {Progress.HELD: (HELD,), Progress.WITHDRAWN: (WITHDRAWN,)}.get(
        matrix.progress or Progress.RUNNING, ()
    )


# --- one body -----------------------------------------------------------------------------


def _row(read: MatterRead, row: BodyRow, place: int) -> MatrixRow:
    what_next, when_next = _next(row)
    return MatrixRow(
        code=row.code or f"B{place}",
        body=read.names.get(row.body, row.name),
        owes=_owes(row),
        said=read.said.get(row.body) or _so_far(row),
        tag=presenters.tag(row.standing),
        letter=presenters.letter(row.standing),
        version=_version(read.matrix, row),
        decided=_day(row.decided),
        recorded=_day(row.recorded),
        what_next=what_next,
        when_next=when_next,
    )


def _owes(row: BodyRow) -> str:
    owed = f"{presenters.asked_for(row.ask)}, {presenters.decides_by(row.procedure)}"
    return owed if row.required else f"{owed}; the whole does not wait for it"


def _so_far(row: BodyRow) -> str:
    if row.decided is None and row.standing is Standing.OPEN and row.entitled:
        return f"{row.answered} of {row.entitled} have answered"
    return "" if row.decided else "Nothing yet"


def _version(matrix: Matrix, row: BodyRow) -> str:
    if row.version is None:
        return "None yet"
    if row.version == matrix.version and matrix.content_hash:
        return presenters.version_words(row.version, matrix.content_hash)
    return row.version


def _day(at: Instant | None) -> str:
    return presenters.day(at.astimezone(LONDON).date()) if at else "Not yet"


def _next(row: BodyRow) -> tuple[str, str]:
    """What happens next and when; only the when may be empty."""
    if row.next_step:
        words = row.next_step.words
        return f"{words[:1].upper()}{words[1:]}", presenters.due(row.next_step.at)
    if row.standing is None:
        return "Asked once the bodies before it have given what they owe", ""
    if row.standing in STILL_OPEN:
        return "No day is fixed yet", ""
    return "Nothing more to do", ""


ROUTES: Final = (Route("/matters/{matter}", shown),)
