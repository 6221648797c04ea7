"""`route …`, `end`: ways on after a refusal, as the body that owns the route decided them."""

from typing import Annotated, Final

import typer

from commands.acting import act
from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Body, Happened, Key, Matter, Person, Programme, Reason, an_id, words
from commands.telling import answering, say, table, tell_json
from models.acts import Acted
from models.course import EndedBecause, RouteChange
from models.listings import Matrix
from models.values import Ask, Procedure
from services import overview
from services import ways_on as services

app = typer.Typer()
route = typer.Typer(
    no_args_is_help=True,
    help="Who is asked, and for whom the whole waits: changed only by the body that owns the route.",
)
app.add_typer(route, name="route")

OF_OWNER: Final = "The owner's minute or letter that says so."
Evidence = Annotated[str, typer.Option("--evidence", parser=words, metavar="WORDS", help=OF_OWNER)]
OwnersMeeting = Annotated[
    str | None,
    typer.Option("--meeting", parser=an_id, metavar="MEETING", help="The owner's meeting, where it was one."),
]
WAITS = {RouteChange.REQUIRED: "waits", RouteChange.NOT_REQUIRED: "no longer waits"}


@route.command("show")
def show(
    context: typer.Context, matter: Matter, programme: Programme = None, as_json: AsJson = False
) -> None:
    """Everybody on the route, and everything that was changed. It says for whom the whole waits."""

    async def work(desk: Desk) -> Matrix:
        return await overview.matrix(desk.house, desk.programme, matter)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    rows = [
        (
            each.stage,
            each.body,
            each.name,
            each.ask,
            "yes" if each.required else "no",
            "; ".join(each.course),
        )
        for each in found.rows
    ]
    table(("Stage", "Id", "Body", "Asked to", "Awaited", "Changed"), rows, whole=("Id",))
    if found.ending:
        say(f"{found.ending}.")


@route.command("require")
def require(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    reason: Reason,
    evidence: Evidence,
    meeting: OwnersMeeting = None,
    no_longer: Annotated[bool, typer.Option("--no-longer", help="The whole is not to wait for it.")] = False,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Let the whole wait for a body, or wait for it no longer. `--happened` is the day that was decided."""
    change = RouteChange.NOT_REQUIRED if no_longer else RouteChange.REQUIRED

    async def work(desk: Desk) -> Acted:
        return await services.vary_route(
            desk.house,
            desk.programme,
            desk.caller(person, key, happened),
            matter=matter,
            body=body,
            change=change,
            word=services.OwnersWord(reason=reason, evidence=evidence, meeting=meeting),
        )

    done = f"The whole {WAITS[change]} for {body}."
    act(context, work, programme=programme, as_json=as_json, done=done)


@route.command("add")
def add(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    stage: Annotated[
        str, typer.Option("--stage", parser=an_id, metavar="STAGE", help="The stage in which it is asked.")
    ],
    reason: Reason,
    evidence: Evidence,
    meeting: OwnersMeeting = None,
    ask: Annotated[Ask, typer.Option("--ask", metavar="ASK", help=", ".join(Ask))] = Ask.APPROVE,
    procedure: Annotated[
        Procedure, typer.Option("--by", metavar="WAY", help="meeting, written or letter.")
    ] = Procedure.MEETING,
    not_awaited: Annotated[
        bool, typer.Option("--not-awaited", help="It is asked, and the whole does not wait for it.")
    ] = False,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Ask a body that was not on the route. It is asked at once, if its stage is open."""

    async def work(desk: Desk) -> Acted:
        return await services.add_to_route(
            desk.house,
            desk.programme,
            desk.caller(person, key, happened),
            matter=matter,
            body=body,
            added=services.Added(stage=stage, ask=ask, procedure=procedure, required=not not_awaited),
            word=services.OwnersWord(reason=reason, evidence=evidence, meeting=meeting),
        )

    act(context, work, programme=programme, as_json=as_json, done=f"{body} is on the route.")


@route.command("without")
def without(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    reason: Reason,
    evidence: Evidence,
    meeting: OwnersMeeting = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Go ahead without a body that refused or lapsed. That it did stays in the open."""

    async def work(desk: Desk) -> Acted:
        return await services.go_ahead_without(
            desk.house,
            desk.programme,
            desk.caller(person, key, happened),
            matter=matter,
            body=body,
            word=services.OwnersWord(reason=reason, evidence=evidence, meeting=meeting),
        )

    done = f"The matter goes ahead without {body}; what it decided stays on the record."
    act(context, work, programme=programme, as_json=as_json, done=done)


@app.command("end")
def end(
    context: typer.Context,
    matter: Matter,
    *,
    because: Annotated[
        EndedBecause, typer.Option("--because", metavar="WHY", help=", ".join(EndedBecause))
    ] = EndedBecause.NOT_AGREED,
    reason: Reason,
    evidence: Evidence,
    meeting: OwnersMeeting = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """End a matter as the body that owns its route decided; what was decided stays on the record."""

    async def work(desk: Desk) -> Acted:
        return await services.end(
            desk.house,
            desk.programme,
            desk.caller(person, key, happened),
            matter=matter,
            because=because,
            word=services.OwnersWord(reason=reason, evidence=evidence, meeting=meeting),
        )

    act(context, work, programme=programme, as_json=as_json, done=f"{matter} has ended.")
