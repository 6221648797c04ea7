"""The arguments and options that commands share, each read strictly where it comes in."""

import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from models.values import LONDON, Slug, Stream, VersionLabel

_SLUG = TypeAdapter[str](Slug)
_LABEL = TypeAdapter[str](VersionLabel)
_STREAM = TypeAdapter[str](Stream)


def an_id(given: str) -> str:
    try:
        return _SLUG.validate_python(given)
    except ValidationError:
        raise typer.BadParameter(f"{given!r} is no id: small letters, digits, hyphens and dots") from None


def a_label(given: str) -> str:
    try:
        return _LABEL.validate_python(given)
    except ValidationError:
        raise typer.BadParameter(f"{given!r} is no version: a number such as 1.0") from None


def a_seat(given: str) -> str:
    """`chair`, or with its body `partnership-board/chair`."""
    for part in given.split("/", 1):
        an_id(part)
    return given


def words(given: str) -> str:
    if not given.strip():
        raise typer.BadParameter("some words are needed")
    return given.strip()


def typed(given: str) -> str:
    """What stands in a file, or comes in by the standard input: never an argument, which every process of the
    machine may read, and which stays in the history of the shell.
    """
    try:
        said = sys.stdin.read() if given == "-" else Path(given).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise typer.BadParameter(
            "name a file of text that can be read, or - for the standard input"
        ) from None
    return words(said)


def an_id_typed(given: str) -> str:
    try:
        return _SLUG.validate_python(typed(given))
    except ValidationError:
        raise typer.BadParameter("what stands there is no id: small letters, digits, hyphens, dots") from None


def an_instant(given: str) -> datetime:
    """As London's clocks show it, unless it says its own zone."""
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter(f"{given!r} is no date and time: write 2020-01-31T10:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)


def whole_seat(body: str, seat: str) -> str:
    """`chair` of the body named beside it."""
    return seat if "/" in seat else f"{body}/{seat}"


def a_whole_seat(given: str) -> str:
    """`southend-ccg/chair`, where no body is named beside it."""
    if "/" not in given:
        raise typer.BadParameter(f"{given!r} does not say of which body: write southend-ccg/chair")
    return a_seat(given)


def a_stream(given: str) -> str:
    try:
        return _STREAM.validate_python(given)
    except ValidationError:
        raise typer.BadParameter(f"{given!r} is no stream: write approval/strategy") from None


def a_day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter(f"{given!r} is no date: write 2020-01-31") from None


def a_day_or_moment(given: str) -> date:
    """`2020-01-31`, or with an hour `2020-01-31T10:00`, which is a datetime."""
    return a_day(given) if len(given) == len("2020-01-31") else an_instant(given)


class HowItCame(StrEnum):
    """How an answer reached the secretariat."""

    PHONE = "phone"
    PAPER = "paper"
    MAIL = "mail"


Programme = Annotated[
    str | None,
    typer.Option(
        "--programme", parser=an_id, metavar="ID", help="The programme; the only one loaded if not said."
    ),
]
Person = Annotated[
    str | None,
    typer.Option(
        "--as",
        parser=an_id,
        metavar="PERSON",
        help="The office, sponsor or secretary that acts; the secretariat if not said.",
    ),
]
Key = Annotated[
    str | None,
    typer.Option(
        "--key", help="Your own name for this act: given again with the same content, it is done once."
    ),
]
Happened = Annotated[
    date | None,
    typer.Option(
        "--happened",
        parser=a_day_or_moment,
        metavar="DATE[THH:MM]",
        help="When what you report took place, by London's clocks; now if not said.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="For programs: one JSON value on standard output.")]
Directory = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of TOML files.")]
Matter = Annotated[str, typer.Argument(parser=an_id, metavar="MATTER", help="The matter's id.")]
OptionalMatter = Annotated[
    str | None, typer.Argument(parser=an_id, metavar="[MATTER]", help="The matter's id; all if not said.")
]
Reason = Annotated[str, typer.Option("--reason", parser=words, metavar="WORDS", help="Why, for the record.")]
Body = Annotated[str, typer.Argument(parser=an_id, metavar="BODY", help="The body's id.")]
Seat = Annotated[str, typer.Argument(parser=a_seat, metavar="SEAT", help="The member's seat in it.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only say what would become of it; nothing is written.")
]
Meeting = Annotated[str, typer.Argument(parser=an_id, metavar="MEETING", help="The meeting's id.")]
Post = Annotated[str, typer.Argument(parser=an_id, metavar="POST", help="The post's id.")]
RoundNumber = Annotated[int, typer.Argument(min=1, metavar="NUMBER", help="Which round for it.")]
