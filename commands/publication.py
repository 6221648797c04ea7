"""`gate`: what publication waits for, in words."""

import typer

from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Matter, Programme
from commands.telling import answering, moment, say, table, tell_json
from models.gate import Gate
from services import publication

app = typer.Typer()


@app.command("gate")
def gate(
    context: typer.Context, matter: Matter, programme: Programme = None, as_json: AsJson = False
) -> None:
    """Whether a matter may be published, and if not, what that waits for."""

    async def work(desk: Desk) -> Gate:
        return await publication.gate(desk.house, desk.programme, matter)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    if found.is_open:
        say(
            f"Version {found.version} may be published: nothing has been awaited since {moment(found.since)}."
        )
        return
    say(f"Version {found.version} may not be published yet. It waits for:")
    table(("What", "Until"), [(each.words, moment(each.until)) for each in found.waits_for])
