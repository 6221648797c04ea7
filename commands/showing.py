"""`show` and `letters`: how matters stand, and what became of the letters about them."""

import typer

from commands.desk import Desk, at_the_desk
from commands.options import AsJson, OptionalMatter, Programme
from commands.telling import answering, moment, say, table, tell_json
from models.listings import Matrix, MatrixRow, MatterLine, PostedLetter
from models.values import Standing
from services import overview

app = typer.Typer()


@app.command()
def show(
    context: typer.Context,
    matter: OptionalMatter = None,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """All matters; or one matter before all its bodies: what each owes, said, and what comes next."""

    async def work(desk: Desk) -> Matrix | list[MatterLine]:
        if matter is None:
            return await overview.matters(desk.house, desk.programme)
        return await overview.matrix(desk.house, desk.programme, matter)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
    elif isinstance(found, Matrix):
        _tell_matrix(found)
    else:
        _tell_matters(found)


def _tell_matters(matters: list[MatterLine]) -> None:
    columns = ("Matter", "Title", "Progress", "Version", "Given", "Opened")
    rows = (
        (
            each.matter,
            each.title,
            _progress(each),
            each.version or "",
            f"{each.given} of {each.asked}",
            moment(each.opened),
        )
        for each in matters
    )
    table(columns, rows)


def _tell_matrix(matrix: Matrix) -> None:
    on_version = (
        f"version {matrix.version}, {matrix.content_hash[:8]}" if matrix.content_hash else "no version yet"
    )
    say(f"{matrix.title}: {on_version}; {_progress(matrix)}, as of {moment(matrix.as_of)}, London time.")
    columns = ("Code", "Body", "Asked to", "How", "Stands", "Version", "Answers", "Decided", "Next")
    table(columns, map(_row, matrix.rows))


def _row(row: MatrixRow) -> tuple[str, ...]:
    next_step = f"{moment(row.next_step.at)}: {row.next_step.words}" if row.next_step else ""
    return (
        row.code,
        row.name,
        _in_words(row.ask) if row.required else f"{_in_words(row.ask)} (not awaited)",
        _in_words(row.procedure),
        _standing(row),
        row.version or "",
        f"{row.answered} of {row.entitled}" if row.entitled else "",
        _decided(row),
        next_step,
    )


def _standing(row: MatrixRow) -> str:
    if row.standing is None:
        return "not yet asked"
    if row.standing is Standing.OPEN:
        return "being asked"
    falls_short = row.holds is False
    return f"{_in_words(row.standing)}{' (not what was asked)' if falls_short else ''}"


def _decided(row: MatrixRow) -> str:
    """With the day it was written down where that came later."""
    is_late = row.decided and row.recorded and row.recorded.date() > row.decided.date()
    return f"{moment(row.decided)}, recorded {moment(row.recorded)}" if is_late else moment(row.decided)


def _progress(matter: MatterLine | Matrix) -> str:
    if matter.progress is None:
        return "not opened"
    return "complete" if matter.is_complete else str(matter.progress)


def _in_words(slug: str) -> str:
    return slug.replace("-", " ")


@app.command()
def letters(
    context: typer.Context,
    matter: OptionalMatter = None,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """The outbox: every letter, to whom, and what became of it."""

    async def work(desk: Desk) -> list[PostedLetter]:
        return await overview.letters(desk.house, desk.programme, matter)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    columns = ("Line", "Due", "Letter", "To", "About", "Status")
    rows = (
        (str(each.number), moment(each.due), _in_words(each.kind), each.recipient, each.stream, _status(each))
        for each in found
    )
    table(columns, rows)


def _status(letter: PostedLetter) -> str:
    tried = f", tried {letter.attempts} times" if letter.status == "waiting" and letter.attempts else ""
    why = f" ({letter.code})" if letter.code else ""
    return f"{letter.status}{why}{tried}"
