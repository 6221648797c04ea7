"""What the commands of an appointment share."""

from typing import Annotated

import typer

from commands.options import an_id, words

AppointmentNumber = Annotated[int, typer.Argument(min=1, metavar="NUMBER", help="Which appointment to it.")]
ByMatter = Annotated[
    str | None,
    typer.Option(
        "--matter", parser=an_id, metavar="MATTER", help="By which each body confirms it: never left out."
    ),
]
Months = Annotated[
    int | None,
    typer.Option(
        "--months", min=1, max=120, metavar="NUMBER", help="In place of a last day: so many months."
    ),
]
Evidence = Annotated[
    str, typer.Option("--evidence", parser=words, metavar="WORDS", help="By what it can be seen.")
]
