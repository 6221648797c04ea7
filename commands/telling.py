"""What a command says: tables and sentences for people, one JSON value for programs, and its exit code."""

import json
import shutil
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import IntEnum
from typing import Any, NoReturn, Protocol

import typer
from pydantic import TypeAdapter

from models.acts import Acted
from models.dates import clock_in_words
from models.errors import QuorateError, Unavailable
from models.listings import ConditionStands, GaveBefore, NoticeStands
from models.values import LONDON

WIDE = 200
"""Columns where nobody watches: a table read by another command is not broken to fit a screen."""

A_WORD = 12
"""Columns of a screen that words need at least to be read."""
GAP = 2
"""Between two columns of a table."""

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


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], whole: Collection[str] = ()) -> None:
    """Words as they are: what people typed is no mark-up. The columns named in `whole` hold what is copied,
    ids above all: they are never broken, and where that leaves the other columns too little room each row
    is told line by line.
    """
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDE
    told = [tuple(row) for row in rows]
    if _room_needed(columns, told, whole) > width:
        _line_by_line(columns, told)
    else:
        _grid(columns, told, whole, width)


def _room_needed(columns: Sequence[str], rows: Sequence[Sequence[str]], whole: Collection[str]) -> int:
    """So that ids are whole and words have room for a word."""
    longest = (max(map(len, (name, *cells))) for name, *cells in zip(columns, *rows, strict=True))
    needed = (
        most if name in whole else min(most, A_WORD) for name, most in zip(columns, longest, strict=True)
    )
    return sum(needed) + GAP * (len(columns) - 1)


def _grid(columns: Sequence[str], rows: Sequence[Sequence[str]], whole: Collection[str], width: int) -> None:
    from rich.console import Console  # noqa: PLC0415  only a table needs it, and it is slow to import
    from rich.table import Table  # noqa: PLC0415  as above

    grid = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        grid.add_column(name, no_wrap=name in whole, overflow="fold")
    for row in rows:
        grid.add_row(*row)
    Console(file=sys.stdout, markup=False, highlight=False, emoji=False, width=width).print(grid)


def _line_by_line(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """The terminal breaks long lines itself, and a copied id is whole all the same."""
    for number, row in enumerate(rows):
        if number:
            say("")
        for name, cell in zip(columns, row, strict=True):
            if cell:
                say(f"{name}: {cell}")


def moment(at: datetime | None) -> str:
    """As London's clocks showed it, with the day of the week."""
    if at is None:
        return ""
    local = at.astimezone(LONDON)
    return f"{local:%a} {local.day} {local:%b %Y} {clock_in_words(local.time())}"


def day(on: date | None) -> str:
    return f"{on:%a} {on.day} {on:%b %Y}" if on else ""


def tell_acted(acted: Acted, as_json: bool, done: str) -> None:
    """What became of one act; a refusal ends the command."""
    if as_json:
        tell_json(acted)
    elif acted.accepted:
        before = "That was so already." if acted.already else done
        made = f" Its id is {acted.made}." if acted.made else ""
        lines = f"Lines {acted.first} to {acted.number}" if acted.first else f"Line {acted.number}"
        say(f"{before}{made} {lines} of the ledger.")
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


class Amended(Protocol):
    """What tells of a body, in a row of a table or by itself."""

    @property
    def effect(self) -> str: ...

    @property
    def before(self) -> GaveBefore | None: ...

    @property
    def conditions(self) -> tuple[ConditionStands, ...]: ...

    @property
    def notice(self) -> NoticeStands | None: ...


def amendments(told: Amended) -> Iterator[str]:
    """What an amendment, a condition or a call-in makes of what a body said."""
    if told.effect:
        yield told.effect
    if told.before:
        yield told.before.words
    yield from (condition.words for condition in told.conditions)
    if told.notice:
        yield told.notice.words
