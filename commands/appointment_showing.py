"""`appointment show` and `explain`: what an appointment still waits for and its term, and why."""

from collections.abc import Iterator

import typer

from commands.appointment_options import AppointmentNumber
from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Post, Programme
from commands.post_records import tell_record
from commands.telling import answering, day, moment, say, tell_json
from models.post_listings import AppointmentRead, ConfirmationShown, SignOffShown
from services import post_reading, post_records
from services.post_records import PostRecord

commands = typer.Typer()


@commands.command("show")
def show(
    context: typer.Context,
    name: Post,
    number: AppointmentNumber,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """One appointment, and what it still waits for. Also who confirmed it, and its term."""

    async def work(desk: Desk) -> AppointmentRead:
        return await post_reading.appointment(desk.house, desk.programme, name, number, for_office=True)

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
    if found.months and not found.last:
        yield f"Its term: {found.months} {'month' if found.months == 1 else 'months'} from its first day."
    if found.last:
        yield f"Last day: {day(found.last)}."
    if found.hand_over_until:
        yield f"Handed over until {day(found.hand_over_until)} by whoever held the post before."
    if found.hand_over_lost:
        yield "No hand-over takes place: whoever held the post before leaves it before the first day."
    if found.round:
        yield f"After round {found.round} of recruitment."
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


@commands.command("explain")
def explain(
    context: typer.Context,
    name: Post,
    number: AppointmentNumber,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """Why it stands or ended as it did. Its record, from the entries alone, fit to print."""

    async def work(desk: Desk) -> PostRecord:
        return await post_records.appointment_record(
            desk.house, desk.programme, name, number, for_office=True
        )

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    tell_record(found, f"appointment {found.number} to the {found.title}")
