"""`correct`: what an earlier line should have said, by a further line."""

from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk
from commands.options import AsJson, Happened, Key, Person, Programme, a_stream, words
from models.acts import Acted
from services import correcting

app = typer.Typer()


@app.command()
def correct(
    context: typer.Context,
    stream: Annotated[
        str, typer.Argument(parser=a_stream, metavar="STREAM", help="Such as approval/strategy.")
    ],
    number: Annotated[int, typer.Argument(min=1, metavar="NUMBER", help="The line's number in the ledger.")],
    *,
    said: Annotated[
        str, typer.Option("--words", parser=words, metavar="WORDS", help="What it should have said.")
    ],
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Correct the record by a further line; the line itself stays as it was written."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await correcting.correct(
            desk.house, desk.programme, calling, stream=stream, number=number, words=said
        )

    act(context, work, programme=programme, as_json=as_json, done=f"Line {number} is corrected.")
