"""`rehearse`: a whole round from its file, played on the real workflows in seconds."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.options import AsJson
from commands.telling import Exit, answering, moment, say, table, tell_json

if TYPE_CHECKING:
    from rehearsal.reading import FaultyRehearsal
    from rehearsal.report import BodyEnds, Happened, Report

app = typer.Typer()

File = Annotated[Path, typer.Argument(metavar="FILE", help="The round, as docs/rehearsal-format.md says.")]


@app.command()
def rehearse(file: File, as_json: AsJson = False) -> None:
    """Play a round on the real workflows, time skipped, and say whether it went as expected."""
    # A rehearsal brings a worker and a web of its own, which no other command should have to wait for.
    from rehearsal.playing import rehearse as play  # noqa: PLC0415
    from rehearsal.reading import FaultyRehearsal  # noqa: PLC0415

    with answering(as_json):
        try:
            report = asyncio.run(play(file))
        except FaultyRehearsal as faulty:
            _tell_faults(faulty, as_json)
            raise typer.Exit(Exit.USAGE) from None
    if as_json:
        tell_json(report)
    else:
        _tell(report)
    if not report.is_as_expected:
        raise typer.Exit(Exit.REFUSED)


def _tell_faults(faulty: "FaultyRehearsal", as_json: bool) -> None:
    if as_json:
        tell_json({"code": faulty.code, "faults": faulty.faults})
        return
    for fault in faulty.faults:
        typer.echo(str(fault), err=True)
    typer.echo(f"{len(faulty.faults)} faults; nothing was played.", err=True)


def _tell(report: "Report") -> None:
    table(("When", "Event", "What happened"), (row for each in report.timeline for row in _rows(each)))
    for matter in report.matters:
        say(f"\n{matter.title}, on {moment(report.ends)}\n")
        columns = ("", "Body", "Stands", "Version", "Decided on", "Recorded on")
        table(columns, map(_ends, matter.rows))
    for post in report.posts:
        say(f"\n{post.title}, on {moment(report.ends)}: {post.words}\n")
        table(("Who", "Has held it"), ((each.name, each.words) for each in post.tenures))
        table(("Waits for it", "How it stands"), ((each.title, each.words) for each in post.dependants))
    for unmet in report.unmet:
        where = f"{unmet.where}, {moment(unmet.at)}"
        say(
            f"\n{where}: {unmet.about}, {unmet.key}\n  expected: {unmet.expected}\n  there was: {unmet.found}"
        )
    held = report.expectations - len(report.unmet)
    outcome = "Every expectation holds" if report.is_as_expected else f"{len(report.unmet)} do not hold"
    say(
        f"\n{report.steps} steps, {report.letters} letters, {held} of {report.expectations} expectations, "
        f"{report.seconds} seconds. {outcome}."
    )


def _rows(happened: "Happened") -> Iterator[tuple[str, str, str]]:
    """The moment stands beside the first of its lines only."""
    words = list(happened.words)
    if happened.refused:
        words.append(f"Refused: {happened.refused}")
    if happened.letters:
        words.append("1 letter" if happened.letters == 1 else f"{happened.letters} letters")
    for number, each in enumerate(words):
        yield ("", "", each) if number else (moment(happened.at), happened.id, each)


def _ends(row: "BodyEnds") -> tuple[str, ...]:
    return row.code, row.name, row.words, row.version or "", _day(row.decided), _day(row.recorded)


def _day(at: datetime | None) -> str:
    """The day alone: what a body could argue about is the day, not the hour."""
    return moment(at).rpartition(" ")[0]
