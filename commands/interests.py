"""`interest`: an interest that a member told of otherwise than by their link."""

from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk
from commands.options import (
    AsJson,
    Body,
    Happened,
    HowItCame,
    Key,
    Matter,
    Person,
    Programme,
    Seat,
    whole_seat,
    words,
)
from models.acts import Acted
from models.values import Channel
from services import overview, sign_offs

app = typer.Typer()


@app.command()
def interest(
    context: typer.Context,
    matter: Matter,
    body: Body,
    seat: Seat,
    *,
    nature: Annotated[
        str, typer.Option("--nature", parser=words, metavar="WORDS", help="What the interest is.")
    ],
    evidence: Annotated[HowItCame, typer.Option("--evidence", help="How the member told you.")],
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Enter a member's interest on their behalf: they take no part in deciding the matter. Where the body
    decides at a meeting, the chair rules on it there, and the record says how.
    """

    async def work(desk: Desk) -> Acted:
        stream = (await overview.sign_off(desk.house, desk.programme, matter, body)).stream
        return await sign_offs.interest_told(
            desk.house,
            desk.programme,
            desk.caller(person, key, happened),
            stream=stream,
            seat=whole_seat(body, seat),
            nature=nature,
            channel=Channel(evidence.value),
        )

    done = f"The interest is entered; {whole_seat(body, seat)} takes no part unless a chair rules otherwise."
    act(context, work, programme=programme, as_json=as_json, done=done)
