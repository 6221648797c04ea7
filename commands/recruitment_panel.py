"""`round panel` and its like: who decides in a round, among whom, and what they decided."""

from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk
from commands.options import (
    AsJson,
    Happened,
    Key,
    Person,
    Post,
    Programme,
    RoundNumber,
    an_id,
    an_id_typed,
    typed,
)
from commands.recruitment_options import NewReference, Reference, a_count
from models.acts import Acted
from models.deciding import Figures
from services import recruitment
from services.recruitment import CandidateSaid, OneRound, PanelSaid

commands = typer.Typer()

FROM = "a file, or - for the standard input"


@commands.command("panel")
def panel(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    *,
    members: Annotated[
        list[str],
        typer.Option("--member", parser=an_id, metavar="PERSON", help="Once for each who sits on it."),
    ],
    quorum: Annotated[
        int, typer.Option("--quorum", min=1, help="How many must be there who have no interest.")
    ],
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Say who decides, and how many of them are needed."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await recruitment.set_panel(
            desk.house,
            desk.programme,
            calling,
            on=OneRound(post=name, number=number),
            members=tuple(members),
            quorum=quorum,
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"The panel of round {number} for {name} is set.",
        next_of=OneRound(post=name, number=number).stream,
    )


@commands.command("interest")
def interest(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    member: Annotated[str, typer.Argument(parser=an_id, metavar="MEMBER", help="Who on the panel has it.")],
    *,
    nature: Annotated[
        str, typer.Option("--nature", parser=typed, metavar="FILE", help=f"What the interest is: {FROM}.")
    ],
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """A member of the panel has an interest in a candidate. They take no part in the decision."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await recruitment.declare_interest(
            desk.house,
            desk.programme,
            calling,
            on=OneRound(post=name, number=number),
            person=member,
            nature=nature,
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"The interest of {member} is on the record.",
        next_of=OneRound(post=name, number=number).stream,
    )


@commands.command("candidate")
def candidate(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    reference: NewReference = None,
    *,
    particulars: Annotated[
        str,
        typer.Option(
            "--particulars",
            parser=typed,
            metavar="FILE",
            help=f"Who it is, kept beside the record and erased when the time for it is up: {FROM}.",
        ),
    ],
    known_as: Annotated[
        str | None,
        typer.Option(
            "--known-as",
            parser=an_id_typed,
            metavar="FILE",
            help=f"The id of the person, where known here already: {FROM}.",
        ),
    ] = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Enter a candidate under a reference. By that alone everybody else knows them."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await recruitment.enter_candidate(
            desk.house,
            desk.programme,
            calling,
            on=OneRound(post=name, number=number),
            candidate=CandidateSaid(reference=reference, particulars=particulars, person=known_as),
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"{reference or 'A candidate'} is entered in round {number} for {name}.",
        next_of=OneRound(post=name, number=number).stream,
    )


@commands.command("let-go")
def let_go(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    reference: Reference,
    *,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """A candidate withdrew, or was not taken further."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await recruitment.let_candidate_go(
            desk.house, desk.programme, calling, on=OneRound(post=name, number=number), reference=reference
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"{reference} is no candidate any more.",
        next_of=OneRound(post=name, number=number).stream,
    )


@commands.command("decide")
def decide(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    *,
    candidate: Annotated[
        str | None,
        typer.Option("--candidate", parser=an_id, metavar="REFERENCE", help="Whom the panel chose."),
    ] = None,
    nobody: Annotated[bool, typer.Option("--nobody", help="The panel appoints nobody.")] = False,
    present: Annotated[
        list[str],
        typer.Option(
            "--present", parser=an_id, metavar="PERSON", help="Once for each of the panel who was there."
        ),
    ],
    voted: Annotated[
        Figures | None,
        typer.Option(
            "--figures", parser=a_count, metavar="FOR-AGAINST", help="7-0, or 5-1-1 with an abstention."
        ),
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="WORDS", help="Why, for the record: name nobody.")
    ] = "",
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """The panel has decided: for a candidate or for nobody. The round is closed with it."""
    if nobody is (candidate is not None):
        raise typer.BadParameter("say either --candidate REFERENCE or --nobody")
    said = PanelSaid(candidate=candidate, present=tuple(present), figures=voted, reason=reason)

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await recruitment.decide_round(
            desk.house, desk.programme, calling, on=OneRound(post=name, number=number), said=said
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"Round {number} for {name} is closed: {candidate or 'nobody'} was chosen.",
        next_of=OneRound(post=name, number=number).stream,
    )
