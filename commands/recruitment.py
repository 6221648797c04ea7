"""`round …`: a round of recruitment, from its opening to its end."""

from typing import Annotated

import typer

from commands import recruitment_panel, recruitment_showing
from commands.acting import act
from commands.desk import Desk
from commands.options import AsJson, Happened, Key, Person, Post, Programme, Reason, RoundNumber
from commands.recruitment_options import Closes, Planned, Stage, a_stage_by
from commands.telling import day
from models.acts import Acted
from services import recruitment
from services.recruitment import OneRound

app = typer.Typer()
one_round = typer.Typer(no_args_is_help=True, help="A round of recruitment, and the record of it.")
app.add_typer(one_round, name="round")
one_round.add_typer(recruitment_panel.commands)
one_round.add_typer(recruitment_showing.commands)


@one_round.command("open")
def open_round(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    *,
    planned: Annotated[
        list[Planned] | None,
        typer.Option(
            "--planned",
            parser=a_stage_by,
            metavar="STAGE:DATE",
            help="Once for each stage whose day is planned.",
        ),
    ] = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Open a round: always a new one, linked to the one before it."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await recruitment.open_round(
            desk.house,
            desk.programme,
            calling,
            on=OneRound(post=name, number=number),
            planned={each.stage: each.day for each in planned or ()},
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"Round {number} for {name} is open.",
        next_of=OneRound(post=name, number=number).stream,
    )


@one_round.command("plan")
def plan(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    *,
    planned: Annotated[
        list[Planned],
        typer.Option(
            "--planned", parser=a_stage_by, metavar="STAGE:DATE", help="Once for each stage with another day."
        ),
    ],
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Plan other days for stages to come. Those not named keep theirs."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await recruitment.plan_stages(
            desk.house,
            desk.programme,
            calling,
            on=OneRound(post=name, number=number),
            planned={each.stage: each.day for each in planned},
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"Round {number} for {name} is planned anew: "
        f"{', '.join(f'{each.stage} on {day(each.day)}' for each in planned)}.",
        next_of=OneRound(post=name, number=number).stream,
    )


@one_round.command("stage")
def reach_stage(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    stage: Stage,
    *,
    closes: Closes = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """The round has come to a stage. Those before it were reached, or left out with a reason."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await recruitment.reach_stage(
            desk.house,
            desk.programme,
            calling,
            on=OneRound(post=name, number=number),
            stage=stage,
            closes=closes,
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"Round {number} for {name} has come to: {stage}.",
        next_of=OneRound(post=name, number=number).stream,
    )


@one_round.command("omit")
def omit_stage(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    stage: Stage,
    *,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """A stage is left out, and why. The reason stays on the record: name nobody in it."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await recruitment.omit_stage(
            desk.house,
            desk.programme,
            calling,
            on=OneRound(post=name, number=number),
            stage=stage,
            reason=reason,
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"Round {number} for {name} leaves out: {stage}.",
        next_of=OneRound(post=name, number=number).stream,
    )


@one_round.command("pause")
def pause(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    *,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """It stays where it is, until it is resumed. No stage falls due. What is known of candidates is kept
    no longer for it.
    """

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await recruitment.pause_round(
            desk.house, desk.programme, calling, on=OneRound(post=name, number=number), reason=reason
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"Round {number} for {name} is paused.",
        next_of=OneRound(post=name, number=number).stream,
    )


@one_round.command("resume")
def resume(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    *,
    reason: Reason,
    closes: Closes = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """It goes on from where it was paused."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await recruitment.resume_round(
            desk.house,
            desk.programme,
            calling,
            on=OneRound(post=name, number=number),
            reason=reason,
            closes=closes,
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"Round {number} for {name} goes on.",
        next_of=OneRound(post=name, number=number).stream,
    )


@one_round.command("withdraw")
def withdraw(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    *,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """It ends without a decision; another round is a new one. The reason stays on the record: name nobody."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await recruitment.withdraw_round(
            desk.house, desk.programme, calling, on=OneRound(post=name, number=number), reason=reason
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"Round {number} for {name} is withdrawn.",
        next_of=OneRound(post=name, number=number).stream,
    )


@one_round.command("fell-through")
def fell_through(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    *,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Whoever was chosen declined the offer, or the checks failed. The round stays closed, what waits for the
    post is blocked again, and another round may be opened. The reason stays on the record: name nobody.
    """

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await recruitment.let_round_fall_through(
            desk.house, desk.programme, calling, on=OneRound(post=name, number=number), reason=reason
        )

    done = f"What round {number} for {name} had chosen fell through."
    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=done,
        next_of=OneRound(post=name, number=number).stream,
    )
