"""`post …`: posts several bodies fill together, who holds them, and what waits for them."""

from collections.abc import Iterator
from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Happened, Key, Person, Post, Programme, an_id, words
from commands.telling import answering, day, moment, say, table, tell_acted, tell_json
from models.acts import Acted
from models.dates import When
from models.post_listings import ForecastShown, PostLine, PostRead
from models.streams import of_post
from services import post_reading, posts
from services.obligations import when_said

app = typer.Typer()
post = typer.Typer(no_args_is_help=True, help="Posts several bodies fill together, and who holds them.")
app.add_typer(post, name="post")


# --- the list, and one ----------------------------------------------------------------------


@post.command("list")
def list_posts(context: typer.Context, programme: Programme = None, as_json: AsJson = False) -> None:
    """Every post at a glance. Who holds it, until when, what waits for it, and the round that is open."""

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
        "; ".join(_forecasts(line.forecasts)),
    )


def _forecasts(made: tuple[ForecastShown, ...]) -> Iterator[str]:
    """Those that stand, and how many do not any more: each is read in `post show`."""
    yield from (each.due.words for each in made if not each.overtaken and not each.met)
    if overtaken := sum(1 for each in made if each.overtaken):
        yield f"{overtaken} overtaken"
    if met := sum(1 for each in made if each.met and not each.overtaken):
        yield f"{met} came true"


@post.command("show")
def show_post(
    context: typer.Context, name: Post, programme: Programme = None, as_json: AsJson = False
) -> None:
    """One post with everything that was done about it. Its rounds, appointments, holders, forecasts."""

    async def work(desk: Desk) -> PostRead:
        return await post_reading.post(desk.house, desk.programme, name, for_office=True)

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
    if found.stood_before:
        yield f"It stood before its record began here: {found.stood_before}"
    yield from (f"Term ends soon: {each.name}, {each.words}." for each in found.ends)
    yield from (f"{each.title}: {each.words}." for each in found.dependants)
    yield from (f"Forecast: {each.words}, from {each.source}." for each in found.forecasts)
    if found.told:
        yield f"Everyone concerned was told of: {', '.join(found.told)}."
    if found.to_tell:
        yield f"They can be told now of: {', '.join(found.to_tell)}."


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
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason",
            parser=words,
            metavar="WORDS",
            help="Instead, of a post that stood before its record began here: why no matter is named.",
        ),
    ] = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """There is such a post from now on. Every body it serves has agreed to it in the matter named, or it
    stood before its record began here. Give one of --matter and --reason.
    """

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await posts.establish(
            desk.house, desk.programme, calling, post=name, matter=matter, reason=reason
        )

    done = f"{name} is established."
    act(context, work, programme=programme, as_json=as_json, done=done, next_of=of_post(name))


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
    no_day: Annotated[
        bool, typer.Option("--no-day", help="Keep the words alone, though they say no day that can be read.")
    ] = False,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Somebody was told when it would be filled. It is kept, and overtaken when it cannot come true."""

    async def work(desk: Desk) -> tuple[Acted, When]:
        calling = desk.caller(person, key, happened)
        when = when_said(due, calling.happened or desk.shows)
        acted = await posts.give_forecast(
            desk.house, desk.programme, calling, post=name, due=when, source=source, no_day=no_day
        )
        return acted, when

    with answering(as_json):
        acted, when = at_the_desk(context.obj, programme, work)
    tell_acted(acted, as_json, f"The forecast of {name} is kept: {due}{_read_as(when)}.")


def _read_as(when: When) -> str:
    """How the words were read, for whoever typed them to check."""
    match when.earliest, when.latest:
        case None, None:
            return ", in words alone"
        case first, None:
            return f", read as from {day(first)}, with no last day"
        case None, last:
            return f", read as to {day(last)}"
        case first, last:
            return (
                f", read as {day(first)}"
                if first == last
                else f", read as between {day(first)} and {day(last)}"
            )


@post.command("tell")
def tell(
    context: typer.Context,
    name: Post,
    subject: Annotated[
        str,
        typer.Argument(
            parser=an_id,
            metavar="OF",
            help="Of which turn: round-1-nobody-appointed. quorate post show lists what can be told now.",
        ),
    ],
    *,
    said: Annotated[str, typer.Option("--words", parser=words, metavar="WORDS", help="What they are told.")],
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Tell everyone concerned, once, of what has come about. One turn of a round or of an appointment, when
    it is so. That somebody began, goes on for longer, or leaves is told by itself.
    """

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await posts.tell_partners(
            desk.house, desk.programme, calling, post=name, subject=subject, words=said
        )

    act(context, work, programme=programme, as_json=as_json, done=f"Everyone concerned is told of {subject}.")
