"""`open`, `finish-adoption`, `hold`, `release`, `withdraw`, `answer`: what a secretariat does to a matter."""

from collections.abc import Awaitable, Callable
from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk
from commands.options import (
    AsJson,
    Body,
    Happened,
    HowItCame,
    Key,
    Matter,
    Person,
    Programme,
    Reason,
    Seat,
    a_label,
    whole_seat,
    words,
)
from models.acts import Acted
from models.values import Answer, Channel, MatterId, ProgrammeId
from services import matters, overview, sign_offs
from services.acting import Caller, House

app = typer.Typer()

Version = Annotated[
    str,
    typer.Option("--version", parser=a_label, metavar="LABEL", help="The document's version, such as 1.0."),
]
Turn = Callable[[House, ProgrammeId, MatterId, str, Caller], Awaitable[Acted]]


@app.command("open")
def open_matter(
    context: typer.Context,
    matter: Matter,
    *,
    version: Version,
    adopting: Annotated[
        bool,
        typer.Option(
            "--adopting", help="Taken over half run: first enter what has happened; nobody is told."
        ),
    ] = False,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Start a matter as the definition plans it, on one version of its document."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await matters.open_matter(
            desk.house, desk.programme, matter, version, calling, adopting=adopting
        )

    done = f"{matter} is open on version {version}."
    act(context, work, programme=programme, as_json=as_json, done=done)


@app.command("finish-adoption")
def finish_adoption(
    context: typer.Context,
    matter: Matter,
    *,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """All that had happened to a matter taken over is entered: from now on it runs."""

    async def work(desk: Desk) -> Acted:
        return await matters.finish_adoption(desk.house, desk.programme, matter, desk.caller(person, key))

    act(context, work, programme=programme, as_json=as_json, done=f"{matter} runs from now on.")


@app.command("ask-again")
def ask_again(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Ask a body once more that lapsed, refused or did less than it was asked; what it did stands."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await matters.ask_again(
            desk.house, desk.programme, calling, matter=matter, body=body, reason=reason
        )

    act(context, work, programme=programme, as_json=as_json, done=f"{body} is asked again.")


@app.command()
def hold(
    context: typer.Context,
    matter: Matter,
    *,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Stop everything that would fall due on a matter, until it is released."""
    work = _turning(matters.hold, matter, reason, lambda desk: desk.caller(person, key, happened))
    act(context, work, programme=programme, as_json=as_json, done=f"{matter} is on hold.")


@app.command()
def release(
    context: typer.Context,
    matter: Matter,
    *,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Let a matter that is on hold go on; what fell due meanwhile happens now."""
    work = _turning(matters.release, matter, reason, lambda desk: desk.caller(person, key, happened))
    act(context, work, programme=programme, as_json=as_json, done=f"{matter} goes on.")


@app.command()
def withdraw(
    context: typer.Context,
    matter: Matter,
    *,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """End a matter undecided; what was decided stays on the record."""
    work = _turning(matters.withdraw, matter, reason, lambda desk: desk.caller(person, key, happened))
    act(context, work, programme=programme, as_json=as_json, done=f"{matter} is withdrawn.")


def _turning(
    turn: Turn, matter: MatterId, reason: str, calling: Callable[[Desk], Caller]
) -> Callable[[Desk], Awaitable[Acted]]:
    async def work(desk: Desk) -> Acted:
        return await turn(desk.house, desk.programme, matter, reason, calling(desk))

    return work


@app.command()
def answer(
    context: typer.Context,
    matter: Matter,
    body: Body,
    seat: Seat,
    given: Annotated[Answer, typer.Argument(metavar="ANSWER", help=", ".join(Answer))],
    *,
    evidence: Annotated[HowItCame, typer.Option("--evidence", help="How the answer reached you.")],
    note: Annotated[
        str, typer.Option("--note", parser=words, metavar="WORDS", help="Who told whom, and when.")
    ],
    reason: Annotated[
        str,
        typer.Option("--reason", metavar="WORDS", help="The member's reason or condition, where one is due."),
    ] = "",
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Enter an answer that came by phone, paper or mail on a member's behalf; the member is told."""

    async def work(desk: Desk) -> Acted:
        sign_off = await overview.sign_off(desk.house, desk.programme, matter, body)
        answered = sign_offs.GivenAnswer(
            answer=given,
            content_hash=sign_off.content_hash,
            reason=reason,
            evidence_channel=Channel(evidence.value),
            evidence=note,
        )
        calling = desk.caller(person, key, happened)
        return await sign_offs.answer_on_behalf(
            desk.house,
            desk.programme,
            calling,
            stream=sign_off.stream,
            seat=whole_seat(body, seat),
            given=answered,
        )

    act(
        context, work, programme=programme, as_json=as_json, done="The answer is entered; the member is told."
    )
