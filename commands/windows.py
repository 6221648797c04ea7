"""`window …`: days on which nothing is published, such as a pre-election period."""

from datetime import date
from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Happened, Key, Person, Programme, Reason, a_day, an_id
from commands.telling import answering, day, say, table, tell_json
from models.acts import Acted
from models.listings import WindowLine
from services import windows as services

app = typer.Typer()
window = typer.Typer(no_args_is_help=True, help="Days on which nothing is published; all else goes on.")
app.add_typer(window, name="window")

Window = Annotated[str, typer.Argument(parser=an_id, metavar="WINDOW", help="The window's id.")]
Bound = typer.Argument(parser=a_day, metavar="DATE", help="2020-01-31; within the window.")


@window.command("enter")
def enter(
    context: typer.Context,
    name: Window,
    first: Annotated[date, Bound],
    last: Annotated[date, Bound],
    *,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Bar publishing from the first day to the last."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await services.enter(
            desk.house, desk.programme, calling, window=name, first=first, last=last, reason=reason
        )

    done = f"Nothing is published from {day(first)} to {day(last)}."
    act(context, work, programme=programme, as_json=as_json, done=done)


@window.command("withdraw")
def withdraw(
    context: typer.Context,
    name: Window,
    *,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """The window no longer stands."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await services.withdraw(desk.house, desk.programme, calling, window=name)

    act(context, work, programme=programme, as_json=as_json, done=f"{name} no longer stands.")


@window.command("list")
def listed(context: typer.Context, programme: Programme = None, as_json: AsJson = False) -> None:
    """All that were entered. It says which bar publishing today, and which are withdrawn."""

    async def work(desk: Desk) -> tuple[WindowLine, ...]:
        return await services.windows(desk.house, desk.programme)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    say(barring(found))
    if found:
        table(("Window", "First day", "Last day", "Stands"), map(_row, found), whole=("Window",))


def barring(found: tuple[WindowLine, ...]) -> str:
    """Whether anything may be published today, in a sentence."""
    names = [each.window for each in found if each.bars_today]
    return f"Publishing is barred today by {', '.join(names)}." if names else "Nothing bars publishing today."


def _row(line: WindowLine) -> tuple[str, ...]:
    stands = "withdrawn" if line.is_withdrawn else "bars publishing today" if line.bars_today else "not today"
    return line.window, day(line.first), day(line.last), stands
