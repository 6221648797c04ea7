"""`appointment …`: an appointment to a post, from its proposal to the end of its term."""

from datetime import date
from typing import Annotated

import typer

from commands import appointment_showing, outside_sign_off
from commands.acting import act
from commands.appointment_options import AppointmentNumber, ByMatter, Evidence, Months
from commands.desk import Desk
from commands.options import AsJson, Happened, Key, Person, Post, Programme, Reason, a_day, an_id, words
from commands.telling import day
from models.acts import Acted
from models.dates import When
from models.post_events import TenureKind
from services import appointments
from services.acting import Caller
from services.appointments import OneAppointment, Proposed
from services.obligations import when_said

app = typer.Typer()
one_appointment = typer.Typer(no_args_is_help=True, help="An appointment to a post, from proposal to end.")
app.add_typer(one_appointment, name="appointment")
one_appointment.add_typer(outside_sign_off.commands)
one_appointment.add_typer(appointment_showing.commands)


@one_appointment.command("propose")
def propose(
    context: typer.Context,
    name: Post,
    number: AppointmentNumber,
    *,
    who: Annotated[
        str, typer.Option("--person", parser=an_id, metavar="PERSON", help="Who is to hold the post.")
    ],
    kind: Annotated[
        TenureKind, typer.Option("--kind", metavar="KIND", help=f"One of {', '.join(TenureKind)}.")
    ],
    in_round: Annotated[
        int | None,
        typer.Option(
            "--round",
            min=1,
            help="The round whose panel chose them; of an interim also one that appointed nobody.",
        ),
    ] = None,
    matter: ByMatter = None,
    hoped: Annotated[
        str | None,
        typer.Option(
            "--hoped", parser=words, metavar="WORDS", help="When it is hoped to begin, as it was said."
        ),
    ] = None,
    last: Annotated[
        date | None,
        typer.Option(
            "--last", parser=a_day, metavar="DATE", help="Of an interim or a secondment: the last day."
        ),
    ] = None,
    months: Months = None,
    home: Annotated[
        str | None,
        typer.Option(
            "--home", parser=an_id, metavar="ORGANISATION", help="Of a secondment: who stays the employer."
        ),
    ] = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Somebody is to hold the post. Nobody is asked by this: each body it serves confirms it in the matter
    named, which is opened for itself once it is found that the person may hold the post.
    """

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await appointments.propose(
            desk.house,
            desk.programme,
            calling,
            on=OneAppointment(post=name, number=number),
            proposed=Proposed(
                tenure=kind,
                person=who,
                round=in_round,
                matter=matter,
                hoped=_when(desk, hoped, calling),
                last=last,
                months=months,
                home=home,
            ),
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"Appointment {number} to {name} is proposed.",
        next_of=OneAppointment(post=name, number=number).stream,
    )


@one_appointment.command("eligibility")
def eligibility(
    context: typer.Context,
    name: Post,
    number: AppointmentNumber,
    *,
    passed: Annotated[bool, typer.Option("--passed", help="They may hold such a post.")] = False,
    failed: Annotated[bool, typer.Option("--failed", help="They may not.")] = False,
    evidence: Evidence,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Record whether the person may hold such a post at all. Give one of --passed and --failed."""
    if passed is failed:
        raise typer.BadParameter("say either --passed or --failed, one of the two")

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await appointments.record_eligibility(
            desk.house,
            desk.programme,
            calling,
            on=OneAppointment(post=name, number=number),
            passed=passed,
            evidence=evidence,
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"It is on the record that this person {'may' if passed else 'may not'} hold the post.",
        next_of=OneAppointment(post=name, number=number).stream,
    )


@one_appointment.command("start")
def start(
    context: typer.Context,
    name: Post,
    number: AppointmentNumber,
    *,
    first: Annotated[
        date,
        typer.Option(
            "--first", parser=a_day, metavar="DATE", help="The first day: it begins with it, at midnight."
        ),
    ],
    hand_over: Annotated[
        bool,
        typer.Option("--hand-over", help="Whoever holds the post hands it over until their own last day."),
    ] = False,
    hand_over_until: Annotated[
        date | None,
        typer.Option(
            "--hand-over-until",
            parser=a_day,
            metavar="DATE",
            help="Whoever holds the post hands it over until this day, which becomes their last.",
        ),
    ] = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Fix the first day, once everything it waited for is met."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await appointments.fix_start(
            desk.house,
            desk.programme,
            calling,
            on=OneAppointment(post=name, number=number),
            first=first,
            hand_over=hand_over,
            hand_over_until=hand_over_until,
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"Appointment {number} to {name} begins on {day(first)}.",
        next_of=OneAppointment(post=name, number=number).stream,
    )


@one_appointment.command("extend")
def extend(
    context: typer.Context,
    name: Post,
    number: AppointmentNumber,
    *,
    last: Annotated[
        date | None, typer.Option("--last", parser=a_day, metavar="DATE", help="The new last day.")
    ] = None,
    months: Months = None,
    matter: ByMatter = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Propose a later last day, or so many months more. It takes effect only by a new
    decision of every body that confirmed the first, in a matter of its own, which is opened for itself.
    """

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await appointments.propose_extension(
            desk.house,
            desk.programme,
            calling,
            on=OneAppointment(post=name, number=number),
            last=last,
            months=months,
            matter=matter,
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"It is proposed to extend appointment {number} {_by_how_much(last, months)}.",
        next_of=OneAppointment(post=name, number=number).stream,
    )


@one_appointment.command("confirm-extension")
def confirm_extension(
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
    """The extension takes effect. All have confirmed it, and the office outside answered."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await appointments.extend_term(
            desk.house, desk.programme, calling, on=OneAppointment(post=name, number=number)
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"Appointment {number} to {name} is extended.",
        next_of=OneAppointment(post=name, number=number).stream,
    )


@one_appointment.command("end-early")
def end_early(
    context: typer.Context,
    name: Post,
    number: AppointmentNumber,
    *,
    last: Annotated[
        date, typer.Option("--last", parser=a_day, metavar="DATE", help="The new last day, an earlier one.")
    ],
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """It ends before its term does."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await appointments.end_early(
            desk.house,
            desk.programme,
            calling,
            on=OneAppointment(post=name, number=number),
            last=last,
            reason=reason,
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"Appointment {number} to {name} ends on {day(last)}.",
        next_of=OneAppointment(post=name, number=number).stream,
    )


@one_appointment.command("withdraw")
def withdraw(
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
    """It is not gone on with; only before it has begun."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await appointments.withdraw(
            desk.house, desk.programme, calling, on=OneAppointment(post=name, number=number), reason=reason
        )

    act(
        context,
        work,
        programme=programme,
        as_json=as_json,
        done=f"Appointment {number} to {name} is withdrawn.",
        next_of=OneAppointment(post=name, number=number).stream,
    )


def _by_how_much(last: date | None, months: int | None) -> str:
    if last is not None:
        return f"to {day(last)}"
    return f"by {months} {'month' if months == 1 else 'months'}; quorate appointment show says to which day"


def _when(desk: Desk, hoped: str | None, calling: Caller) -> When | None:
    """Read as of the day it was said."""
    return when_said(hoped, calling.happened or desk.shows) if hoped else None
