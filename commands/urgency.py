"""`urgency` and `chairs-action`: what can still be done in time, and what the chair did instead."""

from datetime import date
from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk, at_the_desk
from commands.options import (
    AsJson,
    Body,
    Happened,
    Key,
    Matter,
    Person,
    Programme,
    a_day,
    a_seat,
    whole_seat,
    words,
)
from commands.telling import answering, table, tell_json
from models.acts import Acted
from models.deciding import Consulted, Rung
from models.urgency import RungFound
from models.urgency_commands import RungReason, TakeChairsAction
from models.values import Text
from services import overview, urgency

app = typer.Typer()

NeededBy = Annotated[
    date,
    typer.Option("--needed-by", parser=a_day, metavar="DATE", help="The last day on which it is of use."),
]


@app.command("urgency")
def show_ways(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    needed_by: NeededBy,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """Which ways to a body's decision are left by a day: its next meeting, a special one, in writing, its
    chair."""

    async def work(desk: Desk) -> tuple[RungFound, ...]:
        return await urgency.ladder(desk.house, desk.programme, matter, body, needed_by)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    rows = [(_plain(each.rung), "shut" if each.is_shut else "open", each.words) for each in found]
    table(("Way", "Is", "Because"), rows, whole=("Way", "Is"))


@app.command("chairs-action")
def take_chairs_action(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    needed_by: NeededBy,
    reason: Annotated[
        str, typer.Option("--reason", parser=words, metavar="WORDS", help="Why it could not wait.")
    ],
    evidence: Annotated[
        str, typer.Option("--evidence", parser=words, metavar="WORDS", help="The letter or note it rests on.")
    ],
    officer: Annotated[
        str | None,
        typer.Option("--officer", parser=a_seat, metavar="SEAT", help="The office that acted too."),
    ] = None,
    consulted: Annotated[
        list[str] | None,
        typer.Option("--consulted", metavar="SEAT=DATE", help="Once for each member consulted, and when."),
    ] = None,
    cannot: Annotated[
        list[str] | None,
        typer.Option(
            "--cannot",
            metavar="WAY=WORDS",
            help="Why a way cannot be gone that the rules leave open, such as special-meeting=...",
        ),
    ] = None,
    wording: Annotated[
        str | None, typer.Option("--wording", parser=words, metavar="WORDS", help="The decision itself.")
    ] = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Record that the chair and an officer decided for their body, which is to ratify it when it meets."""
    action = TakeChairsAction(
        needed_by=needed_by,
        reason=Text.of(reason),
        cannot=tuple(map(_cannot, cannot or ())),
        officer=whole_seat(body, officer) if officer else None,
        consulted=tuple(_consulted(body, each) for each in consulted or ()),
        wording=Text.of(wording) if wording else None,
        evidence=Text.of(evidence),
    )

    async def work(desk: Desk) -> Acted:
        stream = (await overview.sign_off(desk.house, desk.programme, matter, body)).stream
        calling = desk.caller(person, key, happened)
        return await urgency.take_chairs_action(
            desk.house, desk.programme, calling, stream=stream, action=action
        )

    done = f"{body} has decided by its chair's action, which is to be ratified."
    act(context, work, programme=programme, as_json=as_json, done=done)


def _plain(rung: Rung) -> str:
    return rung.replace("-", " ")


def _consulted(body: str, given: str) -> Consulted:
    seat, is_dated, day = given.partition("=" if "=" in given else ":")
    if not is_dated:
        raise typer.BadParameter(f"{given!r}: write lay-member-1=2020-03-24", param_hint="--consulted")
    return Consulted(seat=whole_seat(body, a_seat(seat.removeprefix("/"))), day=a_day(day))


def _cannot(given: str) -> RungReason:
    rung, _, why = given.partition("=")
    if rung not in set(Rung) or not why.strip():
        ways = ", ".join(each for each in Rung if each is not Rung.CHAIRS_ACTION)
        raise typer.BadParameter(f"{given!r}: write one of {ways}, = and why", param_hint="--cannot")
    return RungReason(rung=Rung(rung), reason=Text.of(why.strip()))
