"""One act from the command line: do it at the desk, and say what became of it."""

from collections.abc import Awaitable, Callable

import typer

from commands.desk import Desk, at_the_desk
from commands.telling import answering, tell_acted
from models.acts import Acted
from models.values import ProgrammeId


def act(
    context: typer.Context,
    work: Callable[[Desk], Awaitable[Acted]],
    *,
    programme: ProgrammeId | None,
    as_json: bool,
    done: str,
) -> None:
    with answering(as_json):
        acted = at_the_desk(context.obj, programme, work)
    tell_acted(acted, as_json, done)
