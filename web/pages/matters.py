"""The public page of a matter: every body, what it owes, what it said, what comes next."""

from collections.abc import Iterator
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models.approval import Progress
from models.deciding import ConditionState
from models.listings import Matrix
from models.listings import MatrixRow as BodyRow
from models.values import LONDON, Instant, Procedure, Standing
from services.obligations import obligations
from services.reading import FileLine, MatterRead, matter
from web.given import given
from web.pages import corrected, particulars, presenters, standings
from web.pages.parts import Link, MatrixRow, Note, Part, Version
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
    due = await obligations(web.house, read.programme, read.matrix.matter)
    content_hash = read.matrix.content_hash or ""
    page = MatrixPage(
        title=read.matrix.title,
        version=Version(
            title=read.document,
            label=read.matrix.version or "",
            short_hash=presenters.short_hash(content_hash),
            content_hash=content_hash,
        ),
        standing=standings.standing(
            read.matrix.rows, is_complete=read.matrix.is_complete, still_open=read.matrix.still_open
        ),
        not_agreed=standings.not_agreed(read.matrix.rows, read.names),
        as_of=presenters.due(read.matrix.as_of),
        picture=presenters.picture(rows),
        rows=rows,
        policy=read.policy,
        notes=_notes(read),
        files=tuple(_file(each) for each in read.files),
        published=_published(read),
        late=standings.late(read.matrix.rows, read.names),
        awaited=particulars.awaited(read),
        particulars=particulars.particulars(read),
        corrections=tuple(map(corrected.told, read.matrix.corrections)),
        owed=tuple(particulars.owed(read, each) for each in due),
        windows=particulars.windows(read),
        changes=_changes(read),
        why=Link("Why it is approved, or why not yet", f"/matters/{read.matrix.matter}/why"),
        shell=await shell_of(web, read.programme),
    )
    return render(request, page)


def _changes(read: MatterRead) -> Link | None:
    if read.since is None:
        return None
    before, after = read.since.before, read.since.after
    address = f"/matters/{read.matrix.matter}/changes/{before}/{after}"
    return Link(f"What changed from version {before} to {after}", address)


def _notes(read: MatterRead) -> tuple[Note, ...]:
    if read.matrix.progress is Progress.HELD:
        return (Note(HELD.title, f"“{read.held_why}”\n\n{HELD.words}"),)
    if read.matrix.progress is Progress.ENDED:
        said = f"{read.matrix.ending}.\n\n“{read.matrix.ended_why}”\n\n{WITHDRAWN.words}"
        return (Note("Ended", said),)
    return (WITHDRAWN,) if read.matrix.progress is Progress.WITHDRAWN else ()


def _published(read: MatterRead) -> Link | None:
    if read.published is None:
        return None
    words = f"Published on {presenters.day(read.published)}: read the text"
    return Link(words, f"/published/{read.matrix.matter}")


def _file(line: FileLine) -> Part:
    href = f"/documents/{line.sha256}" if line.sha256 else ""
    return Part(line.title, presenters.about_file(line.size) if line.size else "PDF", href=href)


# --- one body -----------------------------------------------------------------------------


def _row(read: MatterRead, row: BodyRow, place: int) -> MatrixRow:
    what_next, when_next = _next(read, row)
    return MatrixRow(
        code=row.code or _held(read, row) or f"B{place}",
        body=read.names.get(row.body, row.name),
        href=f"/matters/{read.matrix.matter}/bodies/{row.body}" if row.standing else "",
        owes=_owes(row),
        said=_said(read, row),
        tag=presenters.NOT_IN_EFFECT[0] if row.awaits_effect else presenters.tag(row.standing),
        letter=presenters.NOT_IN_EFFECT[1] if row.awaits_effect else presenters.letter(row.standing),
        version=_version(read.matrix, row),
        decided=_decided(row, row.decided),
        recorded=_decided(row, row.recorded),
        what_next=what_next,
        when_next=when_next,
        is_on_route=not row.holds_for,
        is_late=row.next_step is not None and row.next_step.is_late,
    )


def _held(read: MatterRead, row: BodyRow) -> str:
    codes = {each.body: each.code for each in read.matrix.rows}
    return presenters.held_codes([codes.get(each.body, "") for each in row.holds_for])


def _owes(row: BodyRow) -> str:
    if row.holds_for:
        return f"has the place of {_bodies(len(row.holds_for))} that ended"
    owed = f"{presenters.asked_for(row.ask)}, {presenters.decides_by(row.procedure)}"
    return owed if row.required else f"{owed}; the whole does not wait for it"


def _said(read: MatterRead, row: BodyRow) -> str:
    parts = (_so_far(row), read.said.get(row.body, ""), *_amended(row))
    said = " ".join(each for each in parts if each) or ("" if row.decided else "Nothing yet")
    if not row.corrections:
        return said
    return f"{said} Its record was corrected: see what it said in full.".strip().replace(
        "yet Its", "yet. Its"
    )


def _amended(row: BodyRow) -> Iterator[str]:
    """What an amendment, a condition or a call-in makes of what it said."""
    if row.now_held_by:
        yield presenters.sentence(row.now_held_by.words)
    if row.holds_for:
        yield f"Holds what {_bodies(len(row.holds_for))} gave: see what it said in full."
    for words in row.course:
        yield presenters.sentence(words)
    if row.chairs_action:
        yield presenters.sentence(row.chairs_action)
    if row.effect:
        yield presenters.sentence(row.effect)
    if row.before:
        yield presenters.sentence(row.before.words)
    for condition in row.conditions:
        yield presenters.sentence(condition.words)
    if any(each.state is ConditionState.LAPSED for each in row.conditions) and row.holds is False:
        yield "Its approval no longer holds until the body extends it or it is met."
    if row.notice:
        yield presenters.sentence(row.notice.words)


def _bodies(count: int) -> str:
    return "one body" if count == 1 else f"{count} bodies"


def _so_far(row: BodyRow) -> str:
    if row.decided is None and row.standing is Standing.OPEN and row.entitled:
        return f"{row.answered} of {row.entitled} have answered."
    return ""


def _version(matrix: Matrix, row: BodyRow) -> str:
    if row.version is None:
        return "None yet"
    if row.version == matrix.version and matrix.content_hash:
        return presenters.version_words(row.version, matrix.content_hash)
    return row.version


def _decided(row: BodyRow, at: Instant | None) -> str:
    return "Carried over" if row.holds_for and at is None and row.standing not in STILL_OPEN else _day(at)


def _day(at: Instant | None) -> str:
    return presenters.day(at.astimezone(LONDON).date()) if at else "Not yet"


def _is_open(row: BodyRow) -> bool:
    return row.standing in STILL_OPEN or (row.notice is not None and row.notice.stands_still)


def _next(read: MatterRead, row: BodyRow) -> tuple[str, str]:
    """What happens next and when; only the when may be empty."""
    if row.next_step:
        words = row.next_step.words
        if row.next_step.at <= read.matrix.as_of:
            return f"{words[:1].upper()}{words[1:]}", ""
        return f"{words[:1].upper()}{words[1:]}", presenters.due(row.next_step.at)
    if row.standing is None:
        return "Asked once the bodies before it have given what they owe", ""
    if read.matrix.progress is Progress.HELD and _is_open(row):
        return "Nothing falls due while the matter is on hold", ""
    if row.standing in STILL_OPEN and row.procedure is Procedure.LETTER:
        return f"Its letter is awaited from {read.bodies[row.body].secretary}", ""
    if row.standing in STILL_OPEN:
        return "No day is fixed yet", ""
    if row.notice and row.notice.standing is Standing.OPEN:
        return "Its time to object ends", presenters.closes(row.notice.until)
    if row.gone_without:
        return "The matter goes ahead without it; it may still decide again", ""
    if row.standing in standings.AGAINST:
        return "Not agreed: it is not asked again about this version", ""
    return "Nothing more to do", ""


ROUTES: Final = (Route("/matters/{matter}", shown),)
