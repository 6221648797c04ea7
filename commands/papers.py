"""`papers …` and `comment`: parts that are on request only, and what was heard on visits."""

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
    Reason,
    a_seat,
    an_id,
    whole_seat,
)
from commands.telling import answering, moment, table, tell_json
from models.acts import Acted
from models.papers import PapersRequest
from services import papers as services

app = typer.Typer()
papers = typer.Typer(no_args_is_help=True, help="Papers on request: asked for, sent or refused.")
app.add_typer(papers, name="papers")

Request = Annotated[
    str, typer.Argument(parser=an_id, metavar="REQUEST", help="The request's id, such as p1.")
]


@papers.command("ask")
def ask(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    parts: Annotated[
        list[str], typer.Option("--part", parser=an_id, metavar="PART", help="Once for each part asked for.")
    ],
    seat: Annotated[
        str | None,
        typer.Option(
            "--seat", parser=a_seat, metavar="SEAT", help="The member who asks; the body if not said."
        ),
    ] = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """A body or a member asks for parts that were not enclosed. Whoever acts here is told the outcome."""

    async def work(desk: Desk) -> Acted:
        return await services.ask(
            desk.house,
            desk.programme,
            desk.caller(person, key, happened),
            matter=matter,
            body=body,
            parts=tuple(parts),
            seat=whole_seat(body, seat) if seat else None,
        )

    act(context, work, programme=programme, as_json=as_json, done="The request is logged.")


@papers.command("list")
def listed(
    context: typer.Context, matter: Matter, programme: Programme = None, as_json: AsJson = False
) -> None:
    """Every request for papers of a matter. It says by whom, for what, and how it ended."""

    async def work(desk: Desk) -> tuple[PapersRequest, ...]:
        return await services.requests(desk.house, matter)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    columns = ("Request", "Body", "Seat", "Parts", "Asked", "Stands", "Ended")
    table(columns, map(_row, found), whole=("Request", "Body", "Seat"))


def _row(request: PapersRequest) -> tuple[str, ...]:
    parts, seat = ", ".join(request.parts), request.seat or ""
    asked, ended = moment(request.asked), moment(request.ended)
    return request.id, request.body, seat, parts, asked, request.stage, ended


@papers.command("send")
def send(
    context: typer.Context,
    matter: Matter,
    request: Request,
    *,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """What was asked for has been sent."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await services.send(desk.house, desk.programme, calling, matter=matter, request=request)

    act(context, work, programme=programme, as_json=as_json, done=f"{request} is sent.")


@papers.command("refuse")
def refuse(
    context: typer.Context,
    matter: Matter,
    request: Request,
    *,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """What was asked for is not sent, and why."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await services.refuse(
            desk.house, desk.programme, calling, matter=matter, request=request, reason=reason
        )

    act(context, work, programme=programme, as_json=as_json, done=f"{request} is refused.")


@app.command("comment")
def comment(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    said: Annotated[
        str, typer.Option("--words", metavar="WORDS", help="What it said; no comment if not said.")
    ] = "",
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Log a visit to a body and what it thought of the draft; never a decision."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await services.log_comment(
            desk.house, desk.programme, calling, matter=matter, body=body, words=said
        )

    act(context, work, programme=programme, as_json=as_json, done=f"The visit to {body} is logged.")
