"""`forecast`: when a matter can be finished at the earliest, as things are or as they might be."""

from typing import Annotated

import typer

from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Matter, Programme, a_day, an_id
from commands.telling import answering, moment, say, table, tell_json
from models.forecasting import Forecast, Leg, Supposed
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


@app.command("forecast")
def forecast(
    context: typer.Context,
    matter: Matter,
    *,
    lost: Lost = [],  # noqa: B006  typer copies what it is given
    added: Added = [],  # noqa: B006
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """The earliest lawful finish, and whom it hangs on; nothing is changed by asking."""

    async def work(desk: Desk) -> Forecast:
        supposed = Supposed(lost=tuple(lost), added=tuple(added))
        return await forecasting.forecast(desk.house, desk.programme, matter, supposed)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    say(found.words)
    table(
        ("Body", "Earliest", "Because"),
        [(leg.body, _earliest(leg), leg.because) for leg in found.legs if leg.required],
        whole=("Body",),
    )


def _earliest(leg: Leg) -> str:
    if leg.is_done:
        return "done"
    return moment(leg.earliest) or "no date"
