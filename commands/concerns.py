"""`concern …`: concerns, queries and questions of a body, raised, answered and withdrawn."""

from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk
from commands.options import AsJson, Body, Happened, Key, Matter, Person, Programme, an_id, words
from models.acts import Acted
from models.values import BodyId, MatterId, Stream
from services import overview, sign_offs

app = typer.Typer()
concern = typer.Typer(no_args_is_help=True, help="A body's concerns and questions, and how each ended.")
app.add_typer(concern, name="concern")

Concern = Annotated[str, typer.Argument(parser=an_id, metavar="CONCERN", help="Its id, such as c1.")]
Words = Annotated[str, typer.Option("--words", parser=words, metavar="WORDS", help="What was said.")]


@concern.command("raise")
def raise_concern(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    said: Words,
    questions: Annotated[int, typer.Option("--questions", min=1, help="How many it holds.")] = 1,
    objects: Annotated[bool, typer.Option("--objects", help="The body objects to an amendment.")] = False,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """A body has a concern, a query or a question. That may be before its decision or after."""

    async def work(desk: Desk) -> Acted:
        stream, calling = await _stream(desk, matter, body), desk.caller(person, key, happened)
        return await sign_offs.raise_concern(
            desk.house,
            desk.programme,
            calling,
            stream=stream,
            words=said,
            questions=questions,
            objects=objects,
        )

    act(context, work, programme=programme, as_json=as_json, done=f"The concern of {body} is raised.")


@concern.command("answer")
def answer(
    context: typer.Context,
    matter: Matter,
    body: Body,
    name: Concern,
    *,
    said: Words,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """It is answered; the answer is shown with the decision."""

    async def work(desk: Desk) -> Acted:
        stream, calling = await _stream(desk, matter, body), desk.caller(person, key, happened)
        return await sign_offs.answer_concern(
            desk.house, desk.programme, calling, stream=stream, concern=name, words=said
        )

    act(context, work, programme=programme, as_json=as_json, done=f"{name} is answered.")


@concern.command("withdraw")
def withdraw(
    context: typer.Context,
    matter: Matter,
    body: Body,
    name: Concern,
    *,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Whoever raised it has withdrawn it."""

    async def work(desk: Desk) -> Acted:
        stream, calling = await _stream(desk, matter, body), desk.caller(person, key, happened)
        return await sign_offs.withdraw_concern(
            desk.house, desk.programme, calling, stream=stream, concern=name
        )

    act(context, work, programme=programme, as_json=as_json, done=f"{name} is withdrawn.")


async def _stream(desk: Desk, matter: MatterId, body: BodyId) -> Stream:
    return (await overview.sign_off(desk.house, desk.programme, matter, body)).stream
