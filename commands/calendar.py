"""`calendar …`: the secret link by which a person's calendar program follows their meetings."""

from typing import Annotated

import typer

from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Programme, an_id
from commands.telling import answering, say, tell_json
from config.settings import secret_of
from services import calendars

app = typer.Typer()
calendar = typer.Typer(no_args_is_help=True, help="A person's meetings for their calendar program to follow.")
app.add_typer(calendar, name="calendar")

Person = Annotated[str, typer.Argument(parser=an_id, metavar="PERSON", help="The person's id.")]


@calendar.command("link")
def link(
    context: typer.Context, person: Person, programme: Programme = None, as_json: AsJson = False
) -> None:
    """Print the person's secret address. Whoever has it sees when they meet."""

    async def work(desk: Desk) -> str:
        settings = context.obj
        return await calendars.link(
            desk.house, desk.programme, person, settings.base_url, secret_of(settings)
        )

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json({"link": found})
        return
    say(found)


@calendar.command("revoke")
def revoke(
    context: typer.Context, person: Person, programme: Programme = None, as_json: AsJson = False
) -> None:
    """End the person's address. The next letter about a meeting carries a new one."""

    async def work(desk: Desk) -> bool:
        return await calendars.revoke(desk.house, desk.programme, person)

    with answering(as_json):
        was_there = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json({"revoked": was_there})
        return
    done = "It opens nothing any more; the next letter about a meeting carries a new one."
    say(done if was_there else f"{person} had no address.")
