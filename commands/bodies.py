"""`body`: one body of a matter, who has answered what, and what it raised."""

import typer

from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Body, Matter, Programme
from commands.telling import amendments, answering, moment, say, table, tell_json
from models.values import Procedure, SeatId
from services import bodies, overview
from services.bodies import AnswerLine, BodyRead, ConcernLine, RoundLine

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
    for words in amendments(found):
        say(f"{words[:1].upper()}{words[1:]}.")
    unanswered = found.unanswered if _answers_itself(found) else ()
    if found.answers or unanswered:
        apart = _takes_no_part(found)
        given = [_answer(seat, line) for seat, line in found.answers.items() if seat not in apart]
        table(
            ("Seat", "Answer", "Given", "By", "Reason"),
            [
                *given,
                *((seat, _awaited(found, seat), "", "", "") for seat in unanswered),
                *((seat, "takes no part: interest", "", "", "") for seat in apart),
            ],
            whole=("Seat", "By"),
        )
    for ended in found.before_that:
        _tell_round(ended)
    if found.declarations:
        say(f"{found.declarations} This stops nobody from deciding.")
    if found.concerns:
        table(
            ("Concern", "Version", "Raised", "By", "Stands", "Words", "Answer"),
            map(_concern, found.concerns),
            whole=("Concern", "Version", "By"),
        )
    for each in found.corrections:
        say(f"Line {each.line} is corrected by line {each.by_line}: {each.words}")


def _answers_itself(found: BodyRead) -> bool:
    """Whether its members are each asked: not where the body decides at a meeting, by letter or by an
    officer, nor once it has decided.
    """
    return found.sign_off["procedure"] == Procedure.WRITTEN and found.decided is None


def _awaited(found: BodyRead, seat: SeatId) -> str:
    return "vacant" if seat in found.vacant else "not yet"


def _takes_no_part(found: BodyRead) -> tuple[SeatId, ...]:
    """At a meeting it is for the chair to rule what an interest means."""
    return found.conflicted if found.sign_off["procedure"] == Procedure.WRITTEN else ()


def _tell_round(ended: RoundLine) -> None:
    say(ended.words)
    if ended.answers:
        rows = [_answer(seat, line) for seat, line in ended.answers.items()]
        table(("Seat", "Answer", "Given", "By", "Reason"), rows, whole=("Seat", "By"))


def _answer(seat: SeatId, line: AnswerLine) -> tuple[str, ...]:
    by = f"{line.by} ({line.channel})" if line.channel else line.by
    return seat, line.answer.replace("-", " "), moment(line.given), by, line.reason


def _concern(line: ConcernLine) -> tuple[str, ...]:
    stands = f"objection, {line.state}" if line.objects else line.state
    by = line.seat or "the body"
    return line.id, line.version, moment(line.raised), by, stands, line.words, line.answer
