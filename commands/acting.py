"""One act from the command line: do it at the desk, and say what became of it and what comes next."""

from collections.abc import Awaitable, Callable

import typer

from commands.desk import Desk, at_the_desk
from commands.telling import answering, say, tell_acted
from models.acts import Acted
from models.values import ProgrammeId, Stream
from services.post_next import next_words


def act(
    context: typer.Context,
    work: Callable[[Desk], Awaitable[Acted]],
    *,
    programme: ProgrammeId | None,
    as_json: bool,
    done: str,
    next_of: Stream | None = None,
) -> None:
    """`next_of` is the post, the round or the appointment of which it is said what comes next."""

    async def with_next(desk: Desk) -> tuple[Acted, str]:
        acted = await work(desk)
        if next_of is None or as_json or not acted.accepted:
            return acted, ""
        return acted, await next_words(desk.house, desk.programme, next_of)

    with answering(as_json):
        acted, following = at_the_desk(context.obj, programme, with_next)
    tell_acted(acted, as_json, done)
    if following:
        say(f"Next: {following}")
