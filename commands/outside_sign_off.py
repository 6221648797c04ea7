"""`appointment request-sign-off` and its like: what is asked of an office outside, and what it answers."""

from typing import Annotated

import typer

from commands.acting import act
from commands.appointment_options import AppointmentNumber, Evidence
from commands.desk import Desk
from commands.options import AsJson, Happened, Key, Person, Post, Programme, Reason, an_id, words
from commands.recruitment_options import a_stage
from models.acts import Acted
from models.post_events import SignOffAnswer
from services import appointments
from services.appointments import OneAppointment, SignOffSaid, StepLeftOut

commands = typer.Typer()


def a_step(given: str) -> StepLeftOut:
    stage, _, why = given.partition(":")
    return StepLeftOut(stage=a_stage(stage), reason=words(why))


@commands.command("request-sign-off")
def request_sign_off(
    context: typer.Context,
    name: Post,
    number: AppointmentNumber,
    *,
    interviewed: Annotated[int | None, typer.Option("--interviewed", min=0, help="How many were.")] = None,
    omitted: Annotated[
        list[StepLeftOut] | None,
        typer.Option(
            "--omitted",
            parser=a_step,
            metavar="STAGE:WHY",
            help="Once for each step that was left out, and why.",
        ),
    ] = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Send the file to the office outside. Every body has to have confirmed."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await appointments.request_sign_off(
            desk.house,
            desk.programme,
            calling,
            on=OneAppointment(post=name, number=number),
            interviewed=interviewed,
            omitted=tuple(omitted or ()),
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"The sign-off of appointment {number} to {name} is asked for.",
        next_of=OneAppointment(post=name, number=number).stream,
    )


@commands.command("await")
def await_information(
    context: typer.Context,
    name: Post,
    number: AppointmentNumber,
    *,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """The office outside waits for us. Its time stands still."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await appointments.await_information(
            desk.house, desk.programme, calling, on=OneAppointment(post=name, number=number), reason=reason
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done="The time of the office outside stands still.",
        next_of=OneAppointment(post=name, number=number).stream,
    )


@commands.command("supply")
def supply(
    context: typer.Context,
    name: Post,
    number: AppointmentNumber,
    *,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """What it waited for was sent: its time runs on."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await appointments.supply_information(
            desk.house, desk.programme, calling, on=OneAppointment(post=name, number=number)
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done="The time of the office outside runs on.",
        next_of=OneAppointment(post=name, number=number).stream,
    )


@commands.command("answer")
def answer(
    context: typer.Context,
    name: Post,
    number: AppointmentNumber,
    *,
    said: Annotated[
        SignOffAnswer, typer.Option("--answer", metavar="ANSWER", help=f"One of {', '.join(SignOffAnswer)}.")
    ],
    by: Annotated[
        str, typer.Option("--by", parser=an_id, metavar="PERSON", help="The office that answered.")
    ],
    evidence: Evidence,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """The office outside has answered. Its answer has the force that the post gives it."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await appointments.answer_sign_off(
            desk.house,
            desk.programme,
            calling,
            on=OneAppointment(post=name, number=number),
            said=SignOffSaid(answer=said, by=by, evidence=evidence),
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"The answer of {by} is on the record: {said}.",
        next_of=OneAppointment(post=name, number=number).stream,
    )
