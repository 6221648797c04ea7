"""`show`: how matters stand."""

from collections.abc import Iterator

import typer

from commands.desk import Desk, at_the_desk
from commands.options import AsJson, OptionalMatter, Programme
from commands.telling import amendments, answering, day, moment, say, table, tell_json
from commands.windows import barring
from models.deciding import ConditionState
from models.listings import LineCorrected, Matrix, MatrixRow, MatterLine, WindowLine
from models.values import LONDON, Procedure, Standing
from services import overview, windows
from services.counting import counted_rows

app = typer.Typer()


@app.command()
def show(
    context: typer.Context,
    matter: OptionalMatter = None,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """All matters; or one matter before all its bodies: what each owes, said, and what comes next."""

    async def work(desk: Desk) -> tuple[Matrix | list[MatterLine], tuple[WindowLine, ...]]:
        house, found = desk.house, await windows.windows(desk.house, desk.programme)
        if matter is None:
            return await overview.matters(house, desk.programme), found
        return await overview.matrix(house, desk.programme, matter), found

    with answering(as_json):
        found, without_publishing = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    if isinstance(found, Matrix):
        _tell_matrix(found)
    else:
        _tell_matters(found)
    if without_publishing:
        say(barring(without_publishing))
        withdrawn = [each.window for each in without_publishing if each.is_withdrawn]
        say(f"Withdrawn: {', '.join(withdrawn)}." if withdrawn else "None is withdrawn.")


def _tell_matters(matters: list[MatterLine]) -> None:
    columns = ("Matter", "Title", "Progress", "Version", "Given", "Opened")
    rows = (
        (
            each.matter,
            each.title,
            _progress(each),
            each.version or "",
            _given(each),
            moment(each.opened),
        )
        for each in matters
    )
    table(columns, rows, whole=("Matter", "Version"))


def _given(matter: MatterLine) -> str:
    others = f", others {matter.others_given} of {matter.others_asked}" if matter.others_asked else ""
    return f"{matter.given} of {matter.asked}{others}"


def _tell_matrix(matrix: Matrix) -> None:
    on_version = (
        f"version {matrix.version}, {matrix.content_hash[:8]}" if matrix.content_hash else "no version yet"
    )
    say(f"{matrix.title}: {on_version}; {_progress(matrix)}, as of {moment(matrix.as_of)}, London time.")
    if matrix.rows:
        count = counted_rows(matrix.rows).words
        say(f"{count[:1].upper()}{count[1:]}.")
    if matrix.still_open:
        say(f"Still open: {'; '.join(matrix.still_open)}.")
    if matrix.held_why:
        say(f"On hold: “{matrix.held_why}”")
    if matrix.ending:
        say(f"{matrix.ending}: “{matrix.ended_why}”")
    columns = ("Code", "Body", "Id", "Asked to", "How", "Stands", "Version", "Answers", "Decided", "Next")
    table(columns, map(_row, matrix.rows), whole=("Code", "Id", "Version"))
    for line in _beside(matrix):
        say(line)


def _beside(matrix: Matrix) -> Iterator[str]:
    """What a table has no room for: amendments, conditions, concerns, and what was corrected."""
    for row in matrix.rows:
        yield from (f"{row.name}: {words}" for words in row.rounds)
        yield from (f"{row.name}: {words}." for words in _succession(row))
        yield from (f"{row.name}: {words}." for words in row.course)
        if row.chairs_action:
            yield f"{row.name}: {row.chairs_action}."
        yield from (f"{row.name}: {words}." for words in amendments(row))
        for each in row.concerns:
            called = "objection" if each.objects else "concern"
            yield f"{row.name}: {called} {each.id} on version {each.version}, {each.state}."
    yield from (_corrected(matrix.title, each) for each in matrix.corrections)
    yield from (_corrected(row.name, each) for row in matrix.rows for each in row.corrections)


def _succession(row: MatrixRow) -> Iterator[str]:
    """Who holds its place, or whose place it holds and what each of those gave."""
    if row.now_held_by:
        yield row.now_held_by.words
    for each in row.holds_for:
        gave = _in_words(each.standing) if each.standing and each.decided else "had not decided"
        on = f" on {each.version}, {day(each.decided.astimezone(LONDON).date())}" if each.decided else ""
        yield f"holds the place of {each.name}: {gave}{on}"


def _corrected(about: str, each: LineCorrected) -> str:
    return f"{about}: line {each.line} is corrected by line {each.by_line}: {each.words}"


def _row(row: MatrixRow) -> tuple[str, ...]:
    late = "LATE " if row.next_step and row.next_step.is_late else ""
    next_step = f"{late}{moment(row.next_step.at)}: {row.next_step.words}" if row.next_step else ""
    return (
        row.code,
        row.name,
        row.body,
        _asked(row),
        _in_words(row.procedure),
        _standing(row),
        row.version or "",
        f"{row.answered} of {row.entitled}" if row.entitled else "",
        _decided(row),
        next_step or _no_meeting(row),
    )


def _asked(row: MatrixRow) -> str:
    if row.holds_for:
        return f"holds {len(row.holds_for)} carried"
    return _in_words(row.ask) if row.required else f"{_in_words(row.ask)} (not awaited)"


def _no_meeting(row: MatrixRow) -> str:
    is_awaited = row.standing in {Standing.WAITING, Standing.DEFERRED, Standing.INQUORATE}
    return "no meeting fixed" if is_awaited and row.procedure is Procedure.MEETING else ""


def _standing(row: MatrixRow) -> str:
    if row.standing is None:
        return "not yet asked"
    stands = "being asked" if row.standing is Standing.OPEN else _in_words(row.standing)
    has_lapsed = any(each.state is ConditionState.LAPSED for each in row.conditions)
    short = "its condition has lapsed" if has_lapsed else "not what was asked"
    short = "gone ahead without" if row.gone_without else short
    short = "not in effect yet" if row.awaits_effect else short
    falls_short = f" ({short})" if row.holds is False else ""
    return f"{stands}{falls_short}{' (corrected)' if row.corrections else ''}"


def _decided(row: MatrixRow) -> str:
    """With the day it was written down where that came later."""
    is_late = row.decided and row.recorded and row.recorded.date() > row.decided.date()
    return f"{moment(row.decided)}, recorded {moment(row.recorded)}" if is_late else moment(row.decided)


def _progress(matter: MatterLine | Matrix) -> str:
    if matter.progress is None:
        return "not opened"
    if matter.published:
        return f"published {day(matter.published)}"
    return "complete" if matter.is_complete else str(matter.progress)


def _in_words(slug: str) -> str:
    return slug.replace("-", " ")
