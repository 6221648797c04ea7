"""`body`: one body of a matter, who has answered what, and what it raised."""

import typer

from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Body, Matter, Programme
from commands.telling import answering, moment, say, table, tell_json
from models.values import SeatId
from services import bodies, overview
from services.bodies import AnswerLine, BodyRead, ConcernLine

app = typer.Typer()


@app.command("body")
def show_body(
    context: typer.Context,
    matter: Matter,
    body: Body,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """What its members said, who has not answered yet, its concerns, and what was corrected."""

    async def work(desk: Desk) -> BodyRead:
        await overview.sign_off(desk.house, desk.programme, matter, body)
        return await bodies.body(desk.house, matter, body)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    say(f"{body} on {matter}, version {found.sign_off['version']}: {found.sign_off['standing']}.")
    if found.answers or found.unanswered:
        given = [_answer(seat, line) for seat, line in found.answers.items()]
        table(
            ("Seat", "Answer", "Given", "By", "Reason"),
            [*given, *((seat, "not yet", "", "", "") for seat in found.unanswered)],
            whole=("Seat", "By"),
        )
    if found.concerns:
        table(
            ("Concern", "Version", "Raised", "Stands", "Words", "Answer"),
            map(_concern, found.concerns),
            whole=("Concern", "Version"),
        )
    for each in found.corrections:
        say(f"Line {each.line} is corrected by line {each.by_line}: {each.words}")


def _answer(seat: SeatId, line: AnswerLine) -> tuple[str, ...]:
    by = f"{line.by} ({line.channel})" if line.channel else line.by
    return seat, line.answer.replace("-", " "), moment(line.given), by, line.reason


def _concern(line: ConcernLine) -> tuple[str, ...]:
    return line.id, line.version, moment(line.raised), line.state, line.words, line.answer
