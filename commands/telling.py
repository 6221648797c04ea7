"""What a command says: tables and sentences for people, one JSON value for programs, and its exit code."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import IntEnum
from typing import Any, NoReturn

import typer
from pydantic import TypeAdapter
from rich.console import Console
from rich.table import Table

from models.acts import Acted
from models.errors import QuorateError, Unavailable
from models.values import LONDON

WIDE = 200
"""Columns where nobody watches: a table read by another command is not broken to fit a screen."""

_ANY = TypeAdapter[Any](Any)


class Exit(IntEnum):
    DONE = 0
    REFUSED = 1
    """Refused, or faults found."""
    USAGE = 2
    UNAVAILABLE = 3


IN_WORDS = {
    "database-unavailable": "The database cannot be reached. Ask what is wrong with: quorate doctor",
    "temporal-unavailable": "Temporal cannot be reached. Ask what is wrong with: quorate doctor",
}


def say(words: str) -> None:
    typer.echo(words)


def tell_json(value: object) -> None:
    typer.echo(json.dumps(_ANY.dump_python(value, mode="json"), ensure_ascii=False, indent=2))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Words as they are: what people typed is no mark-up."""
    console = Console(
        file=sys.stdout,
        markup=False,
        highlight=False,
        emoji=False,
        width=None if sys.stdout.isatty() else WIDE,
    )
    grid = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        grid.add_row(*row)
    console.print(grid)


def moment(at: datetime | None) -> str:
    """As London's clocks showed it, with the day of the week."""
    if at is None:
        return ""
    local = at.astimezone(LONDON)
    return f"{local:%a} {local.day} {local:%b %Y %H:%M}"


def day(on: date | None) -> str:
    return f"{on:%a} {on.day} {on:%b %Y}" if on else ""


def tell_acted(acted: Acted, as_json: bool, done: str) -> None:
    """What became of one act; a refusal ends the command."""
    if as_json:
        tell_json(acted)
    elif acted.accepted:
        before = "That was so already." if acted.already else done
        say(f"{before} Line {acted.number} of the ledger.")
    elif acted.code:
        refuse(acted.code, acted.words)
    if not acted.accepted:
        raise typer.Exit(Exit.REFUSED)


def refuse(code: str, sentence: str) -> None:
    typer.echo(f"Refused ({code}): {sentence}", err=True)


def _tell_error(error: QuorateError, as_json: bool) -> NoReturn:
    """A sentence with its code, and no traceback."""
    sentence = error.words or IN_WORDS.get(error.code) or (type(error).__doc__ or "").split("\n")[0]
    is_away = isinstance(error, Unavailable)
    if as_json:
        tell_json({"accepted": False, "code": error.code, "words": sentence})
    else:
        typer.echo(f"{'Unavailable' if is_away else 'Refused'} ({error.code}): {sentence}", err=True)
    raise typer.Exit(Exit.UNAVAILABLE if is_away else Exit.REFUSED)


@contextmanager
def answering(as_json: bool) -> Iterator[None]:
    """Whatever cannot be done inside is told in a sentence, with its exit code."""
    try:
        yield
    except QuorateError as error:
        _tell_error(error, as_json)
