"""`gate`, `publication …`, `publish` and `comments …`: from the last approval to the public page."""

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
    a_label,
    an_id,
    words,
)
from commands.telling import answering, day, moment, say, table, tell_json
from models.acts import Acted
from models.gate import Gate
from models.values import MatterId, ProgrammeId
from services import publication
from services.publication import CommentLine, PublicationRead

app = typer.Typer()
about = typer.Typer(no_args_is_help=True, help="How far a matter is from its public page, and its day.")
heard = typer.Typer(no_args_is_help=True, help="What bodies said of the draft, and what was done with it.")
app.add_typer(about, name="publication")
app.add_typer(heard, name="comments")

Keeps = Annotated[
    list[str],
    typer.Option(
        "--keeps", parser=an_id, metavar="PROMISE", help="A promise or target this keeps; repeatable."
    ),
]


@app.command("gate")
def gate(
    context: typer.Context, matter: Matter, programme: Programme = None, as_json: AsJson = False
) -> None:
    """Whether a matter may be published, and if not, what that waits for."""
    with answering(as_json):
        found = _read(context, programme, matter)
    if as_json:
        tell_json(found.gate)
    else:
        tell_gate(found.gate, found.published.day if found.published else None)


def tell_gate(found: Gate, published: date | None = None) -> None:
    if published:
        say(f"Version {found.version} was published on {day(published)}.")
    elif found.is_open:
        since = moment(found.since)
        say(f"Version {found.version} may be published: nothing has been awaited since {since}.")
    else:
        say(f"Version {found.version} may not be published yet. It waits for:")
        table(("What", "Until"), [(each.words, moment(each.until)) for each in found.waits_for])
    for pending in found.pending:
        say(f"Still pending, which does not keep it from being published: {pending.words}.")
    for without in found.without:
        say(f"{without[:1].upper()}{without[1:]}.")


@about.command("show")
def show(
    context: typer.Context, matter: Matter, programme: Programme = None, as_json: AsJson = False
) -> None:
    """Its gate, its day, and what is still promised of it. Also which comments nobody has answered."""
    with answering(as_json):
        found = _read(context, programme, matter)
    if as_json:
        tell_json(found)
        return
    if found.published:
        say(f"Version {found.published.version} was published on {day(found.published.day)}.")
    elif not found.is_planned:
        say("This matter does not end in a publication.")
    else:
        tell_gate(found.gate)
        say(f"The day that is set: {day(found.day)}." if found.day else "No day is set.")
    _tell_unanswered(found)
    for each in found.promises:
        say(f"Still promised ({each.obligation}): {each.words}")


def _read(context: typer.Context, programme: ProgrammeId | None, matter: MatterId) -> PublicationRead:
    async def work(desk: Desk) -> PublicationRead:
        return await publication.publication(desk.house, desk.programme, matter)

    return at_the_desk(context.obj, programme, work)


def _tell_unanswered(found: PublicationRead) -> None:
    """For the secretary, who may still answer: what nobody has, its bodies are told that nothing is known."""
    if found.unanswered:
        say(f"Comments without an answer: {', '.join(found.unanswered)}.")


@about.command("date")
def date_(
    context: typer.Context,
    matter: Matter,
    on: Annotated[date, typer.Argument(parser=a_day, metavar="DATE", help="2020-01-31; today or later.")],
    *,
    keeps: Keeps = [],  # noqa: B006  typer copies what it is given
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Set the day, or another one; those to whom it was promised are told."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await publication.set_date(
            desk.house, desk.programme, calling, matter=matter, day=on, keeps=tuple(keeps)
        )

    act(
        context, work, programme=programme, as_json=as_json, done=f"{matter} is to be published on {day(on)}."
    )


@app.command("publish")
def publish(
    context: typer.Context,
    matter: Matter,
    label: Annotated[
        str, typer.Argument(parser=a_label, metavar="LABEL", help="The version that was read, such as 1.1.")
    ],
    *,
    keeps: Keeps = [],  # noqa: B006  typer copies what it is given
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Publish the version under decision, from the day that was set; everybody concerned is told."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await publication.publish(
            desk.house, desk.programme, calling, matter=matter, version=label, keeps=tuple(keeps)
        )

    act(context, work, programme=programme, as_json=as_json, done=f"{matter} {label} is published.")
    if not as_json:
        _tell_unanswered(_read(context, programme, matter))


@heard.command("list")
def listed(
    context: typer.Context, matter: Matter, programme: Programme = None, as_json: AsJson = False
) -> None:
    """Every visit to a body, what it said, and what was done with it."""

    async def work(desk: Desk) -> tuple[CommentLine, ...]:
        return await publication.comments(desk.house, matter)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    table(("Body", "Visited", "What it said", "What was done"), map(_row, found), whole=("Body",))


def _row(line: CommentLine) -> tuple[str, ...]:
    done = line.answer or ("nothing on the record yet" if line.awaits_answer else "")
    return line.body, moment(line.visited), line.words or "no comment", done


@heard.command("answer")
def answer(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    said: Annotated[
        str, typer.Option("--words", parser=words, metavar="WORDS", help="What was done with its comments.")
    ],
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Say what was done with a body's comments. It is told when the text is published."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await publication.answer_comment(
            desk.house, desk.programme, calling, matter=matter, body=body, words=said
        )

    act(context, work, programme=programme, as_json=as_json, done=f"The comments of {body} are answered.")
