"""What the commands of a round share: its stages, its references, its counts, each read strictly."""

from datetime import date
from typing import Annotated, NamedTuple

import typer

from commands.options import a_day, an_id
from models.deciding import Figures
from models.posts import RoundStage
from services.record_shorthand import Unreadable, figures


class Planned(NamedTuple):
    """The day on which a round means to come to a stage."""

    stage: RoundStage
    day: date


def a_stage(given: str) -> RoundStage:
    try:
        return RoundStage(given)
    except ValueError:
        raise typer.BadParameter(f"{given!r} is no stage: one of {', '.join(RoundStage)}") from None


def a_stage_by(given: str) -> Planned:
    stage, _, on = given.partition(":")
    return Planned(a_stage(stage), a_day(on))


def a_count(given: str) -> Figures:
    try:
        return figures(given)
    except Unreadable as unreadable:
        raise typer.BadParameter(f"{given!r} is not {unreadable.expected}") from None


Stage = Annotated[
    RoundStage, typer.Argument(parser=a_stage, metavar="STAGE", help=f"One of {', '.join(RoundStage)}.")
]
Closes = Annotated[
    date | None,
    typer.Option("--closes", parser=a_day, metavar="DATE", help="The last day for applications."),
]
Reference = Annotated[
    str, typer.Argument(parser=an_id, metavar="REFERENCE", help="The candidate's, such as c-1.")
]
NewReference = Annotated[
    str | None,
    typer.Argument(
        parser=an_id,
        metavar="[REFERENCE]",
        help="A number such as c-1 and never a name; the next one if not said.",
    ),
]
