"""`correct`: what an earlier line should have said, by a further line."""

from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk
from commands.options import AsJson, Happened, Key, Person, Programme, a_stream, typed, words
from models.acts import Acted
from models.folding import kind_of
from services import correcting

app = typer.Typer()

OF_A_ROUND = "recruitment"


@app.command()
def correct(
    context: typer.Context,
    stream: Annotated[
        str, typer.Argument(parser=a_stream, metavar="STREAM", help="Such as approval/strategy.")
    ],
    number: Annotated[int, typer.Argument(min=1, metavar="NUMBER", help="The line's number in the ledger.")],
    *,
    said: Annotated[
        str | None,
        typer.Option("--words", parser=words, metavar="WORDS", help="What it should have said."),
    ] = None,
    said_in: Annotated[
        str | None,
        typer.Option(
            "--words-in",
            parser=typed,
            metavar="FILE",
            help="The same in a file, or - for the standard input: for what may name somebody who applied.",
        ),
    ] = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Correct the record by a further line; the line itself stays as it was written."""
    if (said is None) is (said_in is None):
        raise typer.BadParameter("say either --words WORDS or --words-in FILE")
    if said is not None and kind_of(stream) == OF_A_ROUND:
        raise typer.BadParameter("a round's line may speak of a candidate: say it by --words-in FILE")

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await correcting.correct(
            desk.house, desk.programme, calling, stream=stream, number=number, words=said or said_in or ""
        )

    act(context, work, programme=programme, as_json=as_json, done=f"Line {number} is corrected.")
