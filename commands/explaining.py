"""`explain`: why a matter or a body stands where it does, from the ledger alone."""

from collections.abc import Sequence
from typing import Annotated

import typer

from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Matter, Programme, an_id
from commands.publication import tell_gate
from commands.telling import answering, moment, say, table, tell_json
from services import explaining
from services.explaining import BodyStory, MatterStory
from services.quoting import StoryLine

app = typer.Typer()

OneBody = Annotated[
    str | None, typer.Argument(parser=an_id, metavar="BODY", help="One body; the whole matter if not said.")
]


@app.command("explain")
def explain(
    context: typer.Context,
    matter: Matter,
    body: OneBody = None,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """Why is this approved, or why not yet? One body's is the record of its decision, fit to print."""
    if body is None:
        _matter(context, matter, programme, as_json=as_json)
    else:
        _body(context, (matter, body), programme, as_json=as_json)


def _matter(context: typer.Context, matter: str, programme: str | None, *, as_json: bool) -> None:
    async def work(desk: Desk) -> MatterStory:
        return await explaining.matter_story(desk.house, desk.programme, matter)

    with answering(as_json):
        told = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(told)
        return
    found = told.explained
    say(f"{found.title}, as of {moment(found.as_of)}, London time.")
    say(found.answer)
    tell_gate(found.gate, found.published)
    say("")
    rows = [(each.body, moment(each.asked), moment(each.decided), each.answer) for each in found.bodies]
    table(("Body", "Asked", "Decided", "Why"), rows, whole=("Body",))
    _tell_story("What happened to the matter", told.story)


def _body(context: typer.Context, which: tuple[str, str], programme: str | None, *, as_json: bool) -> None:
    async def work(desk: Desk) -> BodyStory:
        return await explaining.story(desk.house, desk.programme, *which)

    with answering(as_json):
        told = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(told)
        return
    say(f"Decision record: {told.explained.name}")
    say(f"{told.title}: “{told.document}”. As of {moment(told.as_of)}, London time.")
    say(told.explained.answer)
    for section in told.record:
        say(f"\n{section.title}")
        for each in section.said:
            say(f"- {each.words}")
            if each.quoted:
                say(f"  “{each.quoted}”")
    say("\nWho may answer questions")
    for words in told.questions_to:
        say(f"- {words}")
    _tell_story("What happened, in its order", told.story)


def _tell_story(title: str, story: Sequence[StoryLine]) -> None:
    if not story:
        return
    say(f"\n{title}")
    rows = [(moment(each.happened), each.words, each.quoted, str(each.number)) for each in story]
    table(("When", "What", "In its own words", "Line"), rows, whole=("Line",))
