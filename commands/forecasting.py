"""`forecast`: when a matter can be finished at the earliest, as things are or as they might be."""

from datetime import date
from typing import Annotated

import typer

from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Matter, Programme, a_day, an_id
from commands.telling import answering, moment, say, table, tell_json
from models.forecasting import Forecast, Leg, LegKind, Supposed
from models.programme import KnownMeeting
from services import forecasting

app = typer.Typer()

Lost = Annotated[
    list[str],
    typer.Option("--lost", parser=an_id, metavar="MEETING", help="Suppose it were lost; repeatable."),
]


def _supposed(given: str) -> KnownMeeting:
    body, _, on = given.partition(":")
    return forecasting.supposed_meeting(an_id(body), a_day(on))


Added = Annotated[
    list[KnownMeeting],
    typer.Option(
        "--added", parser=_supposed, metavar="BODY:DATE", help="Suppose it met that day; repeatable."
    ),
]


Called = Annotated[
    list[KnownMeeting],
    typer.Option(
        "--called",
        parser=_supposed,
        metavar="BODY:DATE",
        help="Suppose a meeting were called now for that day, with the notice it needs; repeatable.",
    ),
]
ByChairsAction = Annotated[
    list[str],
    typer.Option(
        "--by-chairs-action",
        parser=an_id,
        metavar="BODY",
        help="Suppose its chair acted for it at once, where its rules allow that; repeatable.",
    ),
]
On = Annotated[
    date | None,
    typer.Option(
        "--on", parser=a_day, metavar="DATE", help="As it was to be told that evening, by the record of then."
    ),
]


@app.command("forecast")
def forecast(
    context: typer.Context,
    matter: Matter,
    *,
    lost: Lost = [],  # noqa: B006  typer copies what it is given
    added: Added = [],  # noqa: B006
    called: Called = [],  # noqa: B006
    by_chairs_action: ByChairsAction = [],  # noqa: B006
    on: On = None,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """The earliest lawful finish, and whom it hangs on; nothing is changed by asking."""

    async def work(desk: Desk) -> Forecast:
        supposed = Supposed(
            lost=tuple(lost),
            added=tuple(added),
            called=tuple(called),
            by_chairs_action=tuple(by_chairs_action),
        )
        return await forecasting.forecast(desk.house, desk.programme, matter, supposed, on)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    say(found.words)
    for words in (*(each.words for each in found.otherwise), *found.assumed):
        say(words)
    table(
        ("Waits for", "Body", "Earliest", "Because"),
        [(WAITS_FOR[leg.kind], leg.body, _earliest(leg), leg.because) for leg in found.legs if leg.required],
        whole=("Body",),
    )


WAITS_FOR = {
    LegKind.BODY: "its answer",
    LegKind.CONDITION: "its condition",
    LegKind.NEW_TEXT: "a new text",
    LegKind.WINDOW: "its time to object",
}


def _earliest(leg: Leg) -> str:
    if leg.is_done:
        return "done"
    return f"{moment(leg.earliest) or 'no date'}{' (critical)' if leg.is_critical else ''}"
