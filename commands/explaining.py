"""`explain`: why a matter or a body stands where it does, from the ledger alone."""

from typing import Annotated

import typer

from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Matter, Programme, an_id
from commands.telling import answering, moment, say, table, tell_json
from models.explaining import MatterExplained
from services import explaining
from services.explaining import BodyStory

app = typer.Typer()

OneBody = Annotated[
    str | None, typer.Argument(parser=an_id, metavar="BODY", help="One body; the whole matter if not said.")
]


@app.command("explain")
def explain(
    context: typer.Context,
    matter: Matter,
    body: OneBody = None,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """Why is this approved, or why not yet? One body's is the record of its decision, fit to print."""
    if body is None:
        _matter(context, matter, programme, as_json=as_json)
    else:
        _body(context, (matter, body), programme, as_json=as_json)


def _matter(context: typer.Context, matter: str, programme: str | None, *, as_json: bool) -> None:
    async def work(desk: Desk) -> MatterExplained:
        return await explaining.matter(desk.house, desk.programme, matter)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    say(found.answer)
    table(("Body", "Why"), [(each.body, each.answer) for each in found.bodies], whole=("Body",))
    for words in found.hangs_on:
        say(f"It hangs on this: {words}.")


def _body(context: typer.Context, which: tuple[str, str], programme: str | None, *, as_json: bool) -> None:
    async def work(desk: Desk) -> BodyStory:
        return await explaining.story(desk.house, desk.programme, *which)

    with answering(as_json):
        told = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(told)
        return
    found = told.explained
    say(found.answer)
    say(f"The text: version {found.version}, {found.content_hash}.")
    for words in (*found.who, *found.rule):
        say(words)
    rows = [(moment(each.happened), each.words, each.quoted, str(each.number)) for each in told.story]
    table(("When", "What", "In its own words", "Line"), rows, whole=("Line",))
