"""`appointment show`: what an appointment still waits for, and its term."""

from collections.abc import Iterator

import typer

from commands.appointment_options import AppointmentNumber
from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Post, Programme
from commands.telling import answering, day, moment, say, tell_json
from models.post_listings import AppointmentRead, ConfirmationShown, SignOffShown
from services import post_reading

commands = typer.Typer()


@commands.command("show")
def show(
    context: typer.Context,
    name: Post,
    number: AppointmentNumber,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """One appointment: who confirmed it, what it still waits for, and its term."""

    async def work(desk: Desk) -> AppointmentRead:
        return await post_reading.appointment(desk.house, desk.programme, name, number)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    say(f"Appointment {found.number} to the {found.title}, as of {moment(found.as_of)}, London time.")
    say(f"{found.name} ({found.person}), {found.tenure}: {found.words}.")
    for line in _about(found):
        say(line)


def _about(found: AppointmentRead) -> Iterator[str]:
    yield from (f"Waits for: {words}." for words in found.waits_for)
    if found.hoped:
        yield f"Hoped to begin: {found.hoped.words}."
    if found.home:
        yield f"Stays employed by: {found.home_name}."
    if found.round:
        yield f"Came out of round {found.round}."
    yield from _agreed(found.confirmations, found.sign_off)
    if found.extension:
        yield f"Extension to {day(found.extension.last)}:"
        yield from _agreed(found.extension.confirmations, found.extension.sign_off)
    yield from (f"Former last day: {day(each)}." for each in found.former_ends)
    if found.next_step:
        yield f"Next: {moment(found.next_step.at)}, {found.next_step.words}."


def _agreed(confirmations: tuple[ConfirmationShown, ...], sign_off: SignOffShown | None) -> Iterator[str]:
    confirmed = [each.short for each in confirmations if each.has_confirmed]
    yield f"Confirmed by {len(confirmed)} of {len(confirmations)}: {', '.join(confirmed) or 'nobody yet'}."
    if sign_off is None:
        return
    yield f"Asked outside on {moment(sign_off.asked)}: it {sign_off.words}."
    if sign_off.awaits:
        yield f"It waits for: “{sign_off.awaits}”"
    yield from (f"Left out: {each.title}, “{each.reason}”" for each in sign_off.omitted)
