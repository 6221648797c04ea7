"""`ledger`, `wake` and `doctor`: what keeps an installation in order."""

import asyncio
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Programme
from commands.telling import Exit, answering, moment, say, table, tell_json
from config.settings import CHECKOUT, Settings
from models.events import Event
from models.listings import LineCorrected
from services import ledger_checking, waking
from services.ledger_checking import LineShown, Rebuilt, Verified

app = typer.Typer()
ledger = typer.Typer(no_args_is_help=True, help="The record: read it, check that it is whole.")
app.add_typer(ledger, name="ledger")

AFRESH = "If workflows ran meanwhile, wake them afresh: quorate wake --all --afresh"
_HASH = 64


@ledger.command("show")
def show_ledger(
    context: typer.Context,
    stream: Annotated[
        str | None,
        typer.Argument(metavar="[STREAM]", help="Such as approval/strategy; everything if not said."),
    ] = None,
    last: Annotated[
        int | None, typer.Option("--last", min=1, help="Only so many of the latest lines.")
    ] = None,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """What was recorded, line by line. Also which lines were corrected; other typed words are not in it."""

    async def work(desk: Desk) -> tuple[LineShown, ...]:
        return await ledger_checking.lines(desk.house, desk.programme, stream, last)

    with answering(as_json):
        lines = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(lines)
        return
    columns = ("Line", "Happened", "Recorded", "By", "Stream", "What", "Particulars")
    table(columns, map(_line, lines), whole=("Line", "By", "Stream"))


def _line(line: LineShown) -> tuple[str, ...]:
    recorded = "" if line.recorded == line.happened else moment(line.recorded)
    by = line.by.person if line.by else "process"
    what = line.event.kind.replace("-", " ")
    corrected = (f"corrected by line {each.by_line}{_words(each)}" for each in line.corrections)
    particulars = ", ".join((*corrected, *_particulars(line.event)))
    return str(line.number), moment(line.happened), recorded, by, line.stream, what, particulars


def _words(each: LineCorrected) -> str:
    return " (of a round: quorate round particulars)" if each.is_of_an_applicant else f": {each.words}"


def _particulars(event: Event) -> Iterator[str]:
    """What is short enough to stand in a line; hashes and lists are in the JSON."""
    for name, value in event.model_dump(mode="json", exclude={"kind"}).items():
        if value and isinstance(value, str | int) and len(str(value)) < _HASH:
            yield f"{name.replace('_', ' ')} {value}"


@ledger.command("verify")
def verify(context: typer.Context, programme: Programme = None, as_json: AsJson = False) -> None:
    """Walk the chain from the first line to the last."""

    async def work(desk: Desk) -> Verified:
        return await ledger_checking.verify(desk.house, desk.programme)

    with answering(as_json):
        verified = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(verified)
    else:
        _tell_chain(verified)
    if not verified.is_whole:
        raise typer.Exit(Exit.REFUSED)


@ledger.command("rebuild")
def rebuild(context: typer.Context, programme: Programme = None, as_json: AsJson = False) -> None:
    """Make the register anew from the ledger. It says what stood differently in it before."""

    async def work(desk: Desk) -> Rebuilt:
        return await ledger_checking.rebuild(desk.house, desk.programme)

    with answering(as_json):
        rebuilt = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(rebuilt)
    else:
        _tell_chain(rebuilt)
        _tell_rebuilt(rebuilt)
    if rebuilt.different or not rebuilt.is_whole:
        raise typer.Exit(Exit.REFUSED)


def _tell_chain(verified: Verified) -> None:
    if verified.is_whole:
        say(f"The ledger of {verified.programme} is whole: {verified.lines} lines.")
        return
    say(f"The ledger of {verified.programme} is broken: line {verified.first_break} is missing or changed.")
    say("Stop everything and put back a copy of the database from before the break.")


def _tell_rebuilt(rebuilt: Rebuilt) -> None:
    if not rebuilt.is_whole:
        say("The register was left as it is.")
    elif not rebuilt.different:
        say("The register was made anew, and is as it was.")
    else:
        for stream in rebuilt.different:
            say(f"Stood differently: {stream}")
        say(f"The register was made anew. {AFRESH}")


# --- workflows ----------------------------------------------------------------------------


@app.command()
def wake(
    context: typer.Context,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Every workflow of the programme.")] = False,
    afresh: Annotated[bool, typer.Option("--afresh", help="End those that are open first.")] = False,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """Let workflows look at the register again: harmless, and needed after a restore (--afresh)."""
    if not everything:
        raise typer.BadParameter("say --all: they are woken together", param_hint="--all")

    async def work(desk: Desk) -> list[str]:
        wake_them = waking.wake_all_afresh if afresh else waking.wake_all
        return await wake_them(desk.house, desk.programme)

    with answering(as_json):
        woken = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json({"woken": woken, "afresh": afresh})
    else:
        say(f"{len(woken)} workflows will look again{', begun afresh' if afresh else ''}.")


# --- the installation ---------------------------------------------------------------------


@app.command("doctor")
def examine(context: typer.Context, as_json: AsJson = False) -> None:
    """Say what is wrong here and how to mend it; change nothing."""
    from services import doctor  # noqa: PLC0415  it knows every server there is, slow to import

    findings = asyncio.run(doctor.examine(doctor.Installation(**_where(context.obj))))
    if as_json:
        tell_json(findings)
    else:
        marked = (("ok" if each.is_well else "WRONG", each) for each in findings)
        table(
            ("", "What", "Found"),
            (
                (mark, each.what, f"{each.words}. {each.mend}" if each.mend else each.words)
                for mark, each in marked
            ),
        )
    if not all(each.is_well for each in findings):
        raise typer.Exit(Exit.REFUSED)


def _where(settings: Settings) -> dict[str, Any]:
    return {
        "checkout": CHECKOUT,
        "var": settings.var,
        "database_url": settings.database_url,
        "temporal_address": settings.temporal_address,
        "temporal_namespace": settings.temporal_namespace,
        "task_queue": settings.task_queue,
        "web_host": settings.web_host,
        "web_port": settings.web_port,
        "smtp_host": settings.smtp_host,
        "smtp_port": settings.smtp_port,
        "smtp_tls": settings.smtp_tls,
    }
