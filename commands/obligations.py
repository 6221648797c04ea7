"""`obligations` and `obligation …`: what is promised or owed, by whom, until when."""

from datetime import date
from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk, at_the_desk
from commands.options import (
    AsJson,
    Happened,
    Key,
    OptionalMatter,
    Person,
    Programme,
    Reason,
    a_day,
    a_label,
    a_seat,
    a_whole_seat,
    an_id,
    whole_seat,
    words,
)
from commands.telling import answering, day, say, table, tell_acted, tell_json
from models.acts import Acted
from models.dates import When
from models.deciding import Consulted
from models.values import ObligationSort
from services import obligations as services
from services.obligations import ConditionMet, DueLine, ObligationLine

app = typer.Typer()
obligation = typer.Typer(no_args_is_help=True, help="One promise, target, report, action or condition.")
app.add_typer(obligation, name="obligation")

Obligation = Annotated[str, typer.Argument(parser=an_id, metavar="OBLIGATION", help="The obligation's id.")]
Due = Annotated[
    str,
    typer.Option(
        "--due",
        parser=words,
        metavar="WORDS",
        help="As it was said: '31 January 2020', 'towards the end of February', 'shortly', 'on request'.",
    ),
]

Evidence = Annotated[
    str, typer.Option("--evidence", parser=words, metavar="WORDS", help="By what it can be seen.")
]


def _consulted(officer: str, given: str) -> Consulted:
    """A seat without its body is the officer's own body's."""
    seat, _, on = given.partition("=" if "=" in given else ":")
    return Consulted(
        seat=whole_seat(officer.partition("/")[0], a_seat(seat.removeprefix("/"))), day=a_day(on)
    )


@obligation.command("open")
def open_obligation(
    context: typer.Context,
    name: Obligation,
    *,
    sort: Annotated[ObligationSort, typer.Option("--sort", metavar="SORT", help=", ".join(ObligationSort))],
    owner: Annotated[str, typer.Option("--owner", parser=an_id, metavar="PERSON", help="Who owes it.")],
    said: Annotated[
        str, typer.Option("--words", parser=words, metavar="WORDS", help="What was promised or is owed.")
    ],
    due: Due,
    matter: Annotated[
        str | None, typer.Option("--matter", parser=an_id, metavar="MATTER", help="What it is about.")
    ] = None,
    source: Annotated[
        str, typer.Option("--source", metavar="WORDS", help="Where it was said: a brief, a minute.")
    ] = "",
    promised_to: Annotated[
        list[str] | None,
        typer.Option("--to", parser=an_id, metavar="PERSON", help="Once for each to whom it was promised."),
    ] = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Enter something promised or owed. It has an owner and a date, also a vague one."""

    async def work(desk: Desk) -> services.Opened:
        calling = desk.caller(person, key, happened)
        return await services.open_obligation(
            desk.house,
            desk.programme,
            calling,
            obligation=name,
            sort=sort,
            owner=owner,
            words=said,
            due=_when(desk, due, happened),
            matter=matter,
            source=source,
            promised_to=tuple(promised_to or ()),
        )

    with answering(as_json):
        opened = at_the_desk(context.obj, programme, work)
    tell_acted(opened, as_json, f"{name} is owed by {owner}.")
    if opened.warning and not as_json:
        say(opened.warning)


@obligation.command("keep")
def keep(
    context: typer.Context,
    name: Obligation,
    *,
    evidence: Evidence,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """It is done; late if its date had passed."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await services.keep(desk.house, desk.programme, calling, obligation=name, evidence=evidence)

    act(context, work, programme=programme, as_json=as_json, done=f"{name} is kept.")


@obligation.command("carry-over")
def carry_over(
    context: typer.Context,
    name: Obligation,
    *,
    due: Due,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Still owed, to a new date, in the open. What was late stays late."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        when = _when(desk, due, happened)
        return await services.carry_over(
            desk.house, desk.programme, calling, obligation=name, due=when, reason=reason
        )

    act(context, work, programme=programme, as_json=as_json, done=f"{name} is carried over: {due}.")


@obligation.command("drop")
def drop(
    context: typer.Context,
    name: Obligation,
    *,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """No longer owed, and why."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await services.drop(desk.house, desk.programme, calling, obligation=name, reason=reason)

    act(context, work, programme=programme, as_json=as_json, done=f"{name} is dropped.")


@obligation.command("discharge")
def discharge(
    context: typer.Context,
    name: Obligation,
    *,
    officer: Annotated[
        str,
        typer.Option(
            "--officer", parser=a_whole_seat, metavar="SEAT", help="Who calls it met, as the body named them."
        ),
    ],
    evidence: Evidence,
    consulted: Annotated[
        list[str] | None,
        typer.Option(
            "--consulted",
            metavar="SEAT=DATE",
            help="Once for each person the officer consulted first, and when.",
        ),
    ] = None,
    agrees: Annotated[
        str | None,
        typer.Option(
            "--agrees",
            parser=a_label,
            metavar="VERSION",
            help="The version that meets it, where the body lets the officer agree it.",
        ),
    ] = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """A condition of an approval is met. The officer named by the body says so."""
    asked = tuple(_consulted(officer, each) for each in consulted or ())
    met = ConditionMet(officer=officer, consulted=asked, evidence=evidence, agrees=agrees)

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await services.discharge_condition(
            desk.house, desk.programme, calling, obligation=name, met=met
        )

    agreed = f", and version {agrees} is agreed" if agrees else ""
    act(context, work, programme=programme, as_json=as_json, done=f"{name} is met{agreed}.")


@obligation.command("extend")
def extend(
    context: typer.Context,
    name: Obligation,
    *,
    due: Annotated[
        date, typer.Option("--due", parser=a_day, metavar="DATE", help="Its new last day, a later one.")
    ],
    evidence: Evidence,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """A condition gets a later day, as its body decided. Its approval holds again until then."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await services.extend_condition(
            desk.house, desk.programme, calling, obligation=name, due=due, evidence=evidence
        )

    act(context, work, programme=programme, as_json=as_json, done=f"{name} is extended: {day(due)}.")


def _when(desk: Desk, due: str, happened: date | None) -> When:
    """Read as of the day it was said."""
    return services.when_said(due, desk.caller(None, None, happened).happened or desk.shows)


# --- the list -----------------------------------------------------------------------------


@app.command("obligations")
def show_obligations(
    context: typer.Context,
    matter: OptionalMatter = None,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """Everything promised or owed: late first, then by date, vague ones among them; then what has ended."""

    async def work(desk: Desk) -> tuple[ObligationLine, ...]:
        return await services.obligations(desk.house, desk.programme, matter)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    columns = ("Obligation", "What", "Owed by", "Due", "Stands", "Matter")
    table(columns, map(_row, found), whole=("Obligation", "Owed by", "Matter"))


def _row(line: ObligationLine) -> tuple[str, ...]:
    return (
        line.obligation,
        f"{line.sort}: {line.words}",
        line.owner,
        _due(line.due),
        _stands(line),
        line.matter or "",
    )


def _due(due: DueLine) -> str:
    """The words, and the days they allow where they do not say one."""
    if due.is_exact:
        return day(due.latest)
    if due.is_standing or not (due.earliest or due.latest):
        return due.words
    bounds = (("from", due.earliest), ("to", due.latest))
    return f"{due.words} ({' '.join(f'{side} {day(bound)}' for side, bound in bounds if bound)})"


def _stands(line: ObligationLine) -> str:
    parts = ["late" if line.is_late else str(line.stage).replace("-", " ")]
    if line.slips:
        parts.append(f"slipped {line.slips}x")
    if line.times_carried_over:
        parts.append(f"carried over {line.times_carried_over}x")
    return ", ".join(parts)
