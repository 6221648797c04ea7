"""`post …`: posts several bodies fill together, who holds them, and what waits for them."""

from collections.abc import Iterator
from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Happened, Key, Person, Post, Programme, an_id, words
from commands.telling import answering, day, moment, say, table, tell_json
from models.acts import Acted
from models.post_listings import PostLine, PostRead
from services import post_reading, posts
from services.obligations import when_said

app = typer.Typer()
post = typer.Typer(no_args_is_help=True, help="Posts several bodies fill together, and who holds them.")
app.add_typer(post, name="post")


# --- the list, and one ----------------------------------------------------------------------


@post.command("list")
def list_posts(context: typer.Context, programme: Programme = None, as_json: AsJson = False) -> None:
    """Every post at a glance: who holds it, until when, what waits for it, and the round that is open."""

    async def work(desk: Desk) -> tuple[PostLine, ...]:
        return await post_reading.posts(desk.house, desk.programme)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    columns = ("Post", "Title", "Stands", "Term ends", "Waiting for it", "Forecasts")
    table(columns, map(_row, found), whole=("Post",))


def _row(line: PostLine) -> tuple[str, ...]:
    return (
        line.post,
        line.title,
        line.words,
        ", ".join(day(each.last) for each in line.ends),
        "; ".join(f"{each.title}: {str(each.waiting).replace('-', ' ')}" for each in line.dependants),
        "; ".join(each.words for each in line.forecasts),
    )


@post.command("show")
def show_post(
    context: typer.Context, name: Post, programme: Programme = None, as_json: AsJson = False
) -> None:
    """One post with everything that was done about it: rounds, appointments, holders, forecasts."""

    async def work(desk: Desk) -> PostRead:
        return await post_reading.post(desk.house, desk.programme, name)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    say(f"{found.title}, as of {moment(found.as_of)}, London time. {found.words}")
    for line in _about(found):
        say(line)
    _tables(found)


def _about(found: PostRead) -> Iterator[str]:
    yield f"Roles: {'; '.join(found.roles)}."
    yield f"Serves: {', '.join(each.short for each in found.serves)}."
    if found.host:
        yield f"Employer: {found.host_name}."
    yield f"Run by: {found.secretary.name} ({found.secretary.person})."
    if found.signed_off_by:
        yield f"Signed off outside by: {found.signed_off_by.name} ({found.signed_off_by.person})."
    yield from (f"Term ends soon: {each.name}, {each.words}." for each in found.ends)
    yield from (f"{each.title}: {each.words}." for each in found.dependants)
    yield from (f"Forecast: {each.words}, from {each.source}." for each in found.forecasts)
    if found.told:
        yield f"Everyone concerned was told of: {', '.join(found.told)}."


def _tables(found: PostRead) -> None:
    if found.tenures:
        say("\nWho has held it")
        rows = ((str(each.appointment), each.name, each.words) for each in found.tenures)
        table(("Appointment", "Who", "Term"), rows, whole=("Appointment",))
    if found.rounds:
        say("\nRounds of recruitment")
        rounds = ((str(each.number), moment(each.opened), each.words) for each in found.rounds)
        table(("Round", "Opened", "Stands"), rounds, whole=("Round",))
    if found.appointments:
        say("\nAppointments")
        proposed = (
            (str(each.number), each.name, str(each.tenure), moment(each.opened), each.words)
            for each in found.appointments
        )
        table(("Appointment", "Who", "Kind", "Proposed", "Stands"), proposed, whole=("Appointment",))


# --- what is done about it --------------------------------------------------------------------


@post.command("establish")
def establish(
    context: typer.Context,
    name: Post,
    *,
    matter: Annotated[
        str | None,
        typer.Option(
            "--matter", parser=an_id, metavar="MATTER", help="By which each body it serves agreed to it."
        ),
    ] = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """There is such a post from now on: every body it serves has agreed to it."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await posts.establish(desk.house, desk.programme, calling, post=name, matter=matter)

    act(context, work, programme=programme, as_json=as_json, done=f"{name} is established.")


@post.command("forecast")
def forecast(
    context: typer.Context,
    name: Post,
    *,
    due: Annotated[
        str,
        typer.Option(
            "--due",
            parser=words,
            metavar="WORDS",
            help="As it was said: 'early in 2020', '24 February 2020'.",
        ),
    ],
    source: Annotated[
        str, typer.Option("--source", parser=words, metavar="WORDS", help="Where it was said: a paper.")
    ],
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Somebody was told when it would be filled; kept, and overtaken when that cannot come true any more."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        when = when_said(due, calling.happened or desk.shows)
        return await posts.give_forecast(
            desk.house, desk.programme, calling, post=name, due=when, source=source
        )

    act(context, work, programme=programme, as_json=as_json, done=f"The forecast of {name} is kept: {due}.")


@post.command("tell")
def tell(
    context: typer.Context,
    name: Post,
    subject: Annotated[
        str,
        typer.Argument(parser=an_id, metavar="OF", help="Of what: round-1, appointment-2."),
    ],
    *,
    said: Annotated[str, typer.Option("--words", parser=words, metavar="WORDS", help="What they are told.")],
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Tell everyone concerned, once, what became of a round or of an appointment."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await posts.tell_partners(
            desk.house, desk.programme, calling, post=name, subject=subject, words=said
        )

    act(context, work, programme=programme, as_json=as_json, done=f"Everyone concerned is told of {subject}.")
