"""`meetings` and `meeting …`: what a secretariat does with meetings, and when they are."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk, at_the_desk
from commands.options import (
    AsJson,
    Happened,
    Key,
    Matter,
    Meeting,
    Person,
    Programme,
    Reason,
    a_whole_seat,
    an_id,
    an_instant,
    words,
)
from commands.recording import tell_record
from commands.telling import answering, day, moment, say, table, tell_acted, tell_json
from models.acts import Acted
from models.meeting import MeetingStage
from models.programme import Definition
from models.quorum_expected import MeetingQuorum, QuorumExpected
from models.values import BodyId
from services import meetings as services
from services import recording
from services.meetings import MeetingLine
from services.record_files import table_in
from services.record_telling import Told

app = typer.Typer()
meeting = typer.Typer(no_args_is_help=True, help="One meeting: called, prepared, moved, lost.")
app.add_typer(meeting, name="meeting")

At = typer.Option("--at", parser=an_instant, metavar="INSTANT", help="2020-02-27T13:30, by London's clocks.")
To = typer.Option("--to", parser=an_instant, metavar="INSTANT", help="2020-02-27T13:30, by London's clocks.")
Bodies = typer.Option("--body", parser=an_id, metavar="BODY", help="Once for each body that meets.")


@meeting.command("call")
def call(
    context: typer.Context,
    name: Meeting,
    *,
    bodies: Annotated[list[str], Bodies],
    at: Annotated[datetime, At],
    place: Annotated[str, typer.Option("--place", metavar="WORDS", help="Where it is held.")] = "",
    in_public: Annotated[bool, typer.Option("--in-public", help="The public may attend.")] = False,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Call a meeting of one body, or of several in common. Those in the calendar need no call."""

    async def work(desk: Desk) -> Acted:
        return await services.call_meeting(
            desk.house,
            desk.programme,
            desk.caller(person, key, happened),
            meeting=name,
            bodies=tuple(bodies),
            starts=at,
            place=place,
            in_public=in_public,
        )

    act(context, work, programme=programme, as_json=as_json, done=f"{name} is called for {moment(at)}.")


@meeting.command("agenda")
def agenda(
    context: typer.Context,
    name: Meeting,
    matter: Matter,
    *,
    bodies: Annotated[
        list[str] | None,
        typer.Option("--body", parser=an_id, metavar="BODY", help="For whom; all that meet if not said."),
    ] = None,
    special: Annotated[
        str | None,
        typer.Option(
            "--special-circumstances",
            parser=words,
            metavar="WORDS",
            help="Of a late item: the chair's opinion why it is taken.",
        ),
    ] = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Put a matter on the agenda; it leaves the meeting it was on."""

    async def work(desk: Desk) -> Acted:
        calling, named = desk.caller(person, key, happened), tuple(bodies or ())
        return await services.put_on_agenda(
            desk.house,
            desk.programme,
            calling,
            meeting=name,
            matter=matter,
            bodies=named,
            special_circumstances=special,
        )

    act(context, work, programme=programme, as_json=as_json, done=f"{matter} is on the agenda of {name}.")


@meeting.command("papers")
def papers(
    context: typer.Context,
    name: Meeting,
    *,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """The papers are out. If that is later than a body's rules ask, the record says so."""

    async def work(desk: Desk) -> tuple[Acted, str]:
        calling = desk.caller(person, key, happened)
        acted = await services.issue_papers(desk.house, desk.programme, calling, meeting=name)
        if not acted.accepted:
            return acted, ""
        return acted, _late(desk.definition, await services.meeting(desk.house, desk.programme, name))

    with answering(as_json):
        acted, late = at_the_desk(context.obj, programme, work)
    tell_acted(acted, as_json, f"The papers of {name} are out{late}.")


@meeting.command("apologies")
def apologies(
    context: typer.Context,
    name: Meeting,
    seat: Annotated[
        str, typer.Argument(parser=a_whole_seat, metavar="SEAT", help="Such as southend-ccg/chair.")
    ],
    *,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="They will come after all.")] = False,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """A member will not be there. Who is to know of a quorum in danger is told."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        do = services.withdraw_apologies if withdraw else services.give_apologies
        return await do(desk.house, desk.programme, calling, meeting=name, seat=seat)

    became = "taken back" if withdraw else "noted"
    act(context, work, programme=programme, as_json=as_json, done=f"The apologies of {seat} are {became}.")


@meeting.command("quorum")
def quorum(
    context: typer.Context, name: Meeting, programme: Programme = None, as_json: AsJson = False
) -> None:
    """Who is expected at a meeting to come. Clause by clause of each quorum, and who else may stay away."""

    async def work(desk: Desk) -> tuple[Definition, MeetingQuorum]:
        return desk.definition, await services.quorum(desk.house, desk.programme, name)

    with answering(as_json):
        definition, found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    if not found.bodies:
        say(f"{name} is not to come any more: nothing is expected of it.")
        return
    for each in found.bodies:
        say(f"{_short(definition, each.body)}, {each.matter or 'any item'}: {each.words}")
    columns = ("Body", "Item", "Seats", "Expected", "Clause", "Needed", "Of them expected", "Can lose")
    table(columns, (row for each in found.bodies for row in _clauses(definition, each)))


def _clauses(definition: Definition, told: QuorumExpected) -> Iterator[tuple[str, ...]]:
    body, item = _short(definition, told.body), told.matter or "any item"
    seats, expected = str(told.established), str(told.expected)
    for clause in told.clauses:
        counts = (str(clause.needed), str(clause.expected), str(clause.can_lose))
        yield (body, item, seats, expected, clause.called, *counts)


def _short(definition: Definition, body: BodyId) -> str:
    found = definition.body(body)
    return found.short if found else body


# --- moved or lost ------------------------------------------------------------------------


@meeting.command("move")
def move(
    context: typer.Context,
    name: Meeting,
    *,
    to: Annotated[datetime, To],
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """To another day or hour; everything on its agenda goes with it."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await services.move(
            desk.house, desk.programme, calling, meeting=name, starts=to, reason=reason
        )

    act(context, work, programme=programme, as_json=as_json, done=f"{name} is moved to {moment(to)}.")


@meeting.command("adjourn")
def adjourn(
    context: typer.Context,
    name: Meeting,
    *,
    to: Annotated[datetime, To],
    reason: Reason,
    file: Annotated[
        Path | None,
        typer.Option("--record", metavar="FILE", help="What was done until then, as for `record`."),
    ] = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Begun and broken off, to go on at that instant. What was done may be told at once or later."""

    async def work(desk: Desk) -> tuple[Definition, Told]:
        house, calling = desk.house, desk.caller(person, key, happened)
        record = await recording.sitting_in(house, desk.programme, name, table_in(file)) if file else None
        told = await recording.adjourn_meeting(
            house, desk.programme, calling, meeting=name, starts=to, reason=reason, record=record
        )
        return desk.definition, told

    with answering(as_json):
        definition, told = at_the_desk(context.obj, programme, work)
    if told.accepted and not as_json:
        say(f"{name} goes on on {moment(to)}.")
    tell_record(definition, told, as_json)


@meeting.command("suspend")
def suspend(
    context: typer.Context,
    name: Meeting,
    *,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Not held, and no new day yet. Its items go to each body's next meeting."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await services.suspend(desk.house, desk.programme, calling, meeting=name, reason=reason)

    act(context, work, programme=programme, as_json=as_json, done=f"{name} is suspended.")


@meeting.command("cancel")
def cancel(
    context: typer.Context,
    name: Meeting,
    *,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Not held; its items go to each body's next meeting."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await services.cancel(desk.house, desk.programme, calling, meeting=name, reason=reason)

    act(context, work, programme=programme, as_json=as_json, done=f"{name} is cancelled.")


# --- the list -----------------------------------------------------------------------------


@app.command("meetings")
def show_meetings(
    context: typer.Context,
    body: Annotated[
        str | None, typer.Option("--body", parser=an_id, metavar="BODY", help="Only those of one body.")
    ] = None,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """Every meeting called or in the calendar: its day, its papers, what is on it, what became of it."""

    async def work(desk: Desk) -> tuple[Definition, tuple[MeetingLine, ...]]:
        return desk.definition, await services.meetings(desk.house, desk.programme, body)

    with answering(as_json):
        definition, found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    columns = ("Meeting", "When", "Bodies", "Stage", "Papers by", "Papers out", "Items")
    table(columns, (_row(definition, each) for each in found), whole=("Meeting",))


def _row(definition: Definition, line: MeetingLine) -> tuple[str, ...]:
    return (
        line.meeting,
        moment(line.starts),
        ", ".join(_short(definition, body) for body in line.bodies),
        "; ".join([_stage(line), *(each.words for each in line.expected)]),
        day(min(line.papers_by.values(), default=None)),
        ", ".join(filter(None, (moment(line.papers_issued), "late" if line.papers_late else ""))),
        ", ".join(line.items),
    )


def _late(definition: Definition, line: MeetingLine) -> str:
    """For which bodies the papers are late by their own rules, and when they were due."""
    due = [f"{_short(definition, body)} (due {day(line.papers_by[body])})" for body in line.papers_late]
    return f", late for {' and '.join(due)}" if due else ""


def _stage(line: MeetingLine) -> str:
    """With the day it was written down where that came later, the sitting that comes next where it was
    adjourned, and those that nobody has put on the record.
    """
    if line.stage is None:
        return "in the calendar"
    is_late = line.held and line.recorded and line.recorded.date() > line.held.date()
    late = f", recorded {moment(line.recorded)}" if is_late else ""
    goes_on = line.sittings and line.stage is MeetingStage.CALLED
    following = f", sitting {len(line.sittings) + 1}" if goes_on else ""
    missing = [str(number) for number, sat in enumerate(line.sittings, start=1) if not sat.recorded]
    owed = f", {' and '.join(missing)} not recorded" if missing else ""
    return f"{line.stage}{late}{following}{owed}"
