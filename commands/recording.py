"""`record`, `decision` and `inform`: what bodies did, put on the record by whoever keeps their minutes."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.acting import act
from commands.desk import Desk, at_the_desk
from commands.options import (
    AsJson,
    Body,
    DryRun,
    Happened,
    Key,
    Matter,
    Person,
    Programme,
    a_day,
    a_day_or_moment,
    words,
)
from commands.telling import Exit, answering, moment, refuse, say, tell_json
from models.acts import Acted
from models.programme import Definition
from models.streams import of_meeting
from models.values import Standing, Verb
from services import overview, recording
from services.record_files import table_in
from services.record_telling import ItemTold, Told

app = typer.Typer()

RecordFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="TOML or JSON, as docs/recording-a-meeting.md tells.")
]


@app.command()
def record(
    context: typer.Context,
    file: RecordFile,
    *,
    dry_run: DryRun = False,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Record a meeting, or one sitting of it, from a file: who was there, and what each body did."""

    async def work(desk: Desk) -> tuple[Definition, Told]:
        meeting, written = await recording.meeting_in(desk.house, desk.programme, table_in(file))
        calling = desk.caller(person, key)
        if dry_run:
            told = await recording.foresee(
                desk.house, desk.programme, calling, stream=of_meeting(meeting), command=written
            )
        else:
            told = await recording.record_meeting(
                desk.house, desk.programme, calling, meeting=meeting, record=written
            )
        return desk.definition, told

    with answering(as_json):
        definition, told = at_the_desk(context.obj, programme, work)
    tell_record(definition, told, as_json, dry_run=dry_run)


@app.command()
def decision(
    context: typer.Context,
    matter: Matter,
    body: Body,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="TOML or JSON, instead of options.")
    ] = None,
    *,
    verbs: Annotated[
        list[Verb] | None,
        typer.Option("--verb", metavar="VERB", help=f"Once for each thing done: {', '.join(Verb)}."),
    ] = None,
    condition: Annotated[
        str | None,
        typer.Option("--condition", parser=words, metavar="WORDS", help="What an approval is subject to."),
    ] = None,
    condition_due: Annotated[
        date | None,
        typer.Option("--condition-due", parser=a_day, metavar="DATE", help="The last day of that condition."),
    ] = None,
    discharged_by: Annotated[
        str | None,
        typer.Option("--discharged-by", metavar="SEAT", help="Who may call the condition met."),
    ] = None,
    consulting: Annotated[
        list[str] | None,
        typer.Option("--consulting", metavar="SEAT", help="Once for each person they consult first."),
    ] = None,
    may_agree: Annotated[
        bool, typer.Option("--may-agree", help="They may also agree, for the body, what meets the condition.")
    ] = False,
    figures: Annotated[
        str | None, typer.Option("--figures", metavar="FOR-AGAINST", help="7-2, or 9-0-1 with abstentions.")
    ] = None,
    by_assent: Annotated[bool, typer.Option("--by-assent", help="Agreed without a division.")] = False,
    lost: Annotated[bool, typer.Option("--lost", help="What the verbs say was put and lost.")] = False,
    present: Annotated[
        str | None, typer.Option("--present", metavar="SEATS", help="Who was there, such as 'E3 N3'.")
    ] = None,
    officer: Annotated[
        str | None, typer.Option("--officer", metavar="SEAT", help="Who decided under delegated authority.")
    ] = None,
    consulted: Annotated[
        list[str] | None,
        typer.Option("--consulted", metavar="SEAT=DATE", help="Once for each person consulted, and when."),
    ] = None,
    wording: Annotated[
        str | None, typer.Option("--wording", parser=words, metavar="WORDS", help="The resolution itself.")
    ] = None,
    decided: Annotated[
        date | None,
        typer.Option(
            "--decided",
            parser=a_day_or_moment,
            metavar="DATE[THH:MM]",
            help="When the body decided, by London's clocks.",
        ),
    ] = None,
    evidence: Annotated[
        str | None, typer.Option("--evidence", parser=words, metavar="WORDS", help="The letter it rests on.")
    ] = None,
    dry_run: DryRun = False,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Record a decision that came by letter, or that an officer took under delegated authority."""
    terms = {
        "words": condition,
        "due": condition_due,
        "discharged_by": discharged_by,
        "consulting": consulting,
        "may_agree": may_agree,
    }
    said = {
        "limbs": _limbs(verbs or [], {name: value for name, value in terms.items() if value}),
        "figures": figures,
        "by_assent": by_assent or None,
        "lost": lost or None,
        "present": present,
        "officer": officer,
        "consulted": dict(map(_consulted, consulted or [])),
        "wording": wording,
        "decided": decided,
        "evidence": evidence,
    }
    options = {name: value for name, value in said.items() if value}
    if file is not None and options:
        raise typer.BadParameter("give either a file or options, not both", param_hint="FILE")

    async def work(desk: Desk) -> tuple[Definition, Told]:
        house, table = desk.house, table_in(file) if file else options
        written = await recording.decision_in(house, desk.programme, body, table)
        calling = desk.caller(person, key, written.decided)
        stream = (await overview.sign_off(house, desk.programme, matter, body)).stream
        if dry_run:
            told = await recording.foresee(
                house, desk.programme, calling, stream=stream, command=written.command
            )
        else:
            told = await recording.record_decision(
                house, desk.programme, calling, stream=stream, record=written.command
            )
        return desk.definition, told

    with answering(as_json):
        definition, told = at_the_desk(context.obj, programme, work)
    tell_record(definition, told, as_json, dry_run=dry_run)


def _limbs(verbs: Iterable[Verb], terms: dict[str, Any]) -> list[dict[str, Any]]:
    """The condition belongs to the approval that is subject to it."""
    if terms and Verb.APPROVE_SUBJECT_TO not in verbs:
        raise typer.BadParameter("a condition needs --verb approve-subject-to", param_hint="--condition")
    return [{"verb": verb} | (terms if verb is Verb.APPROVE_SUBJECT_TO else {}) for verb in verbs]


def _consulted(given: str) -> tuple[str, str]:
    seat, is_dated, day = given.partition("=" if "=" in given else ":")
    if not is_dated:
        raise typer.BadParameter(f"{given!r}: write /chair=2020-04-07", param_hint="--consulted")
    return seat if "/" in seat else f"/{seat}", day


@app.command()
def inform(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Write to every member of a body that is only to be informed."""

    async def work(desk: Desk) -> Acted:
        stream = (await overview.sign_off(desk.house, desk.programme, matter, body)).stream
        calling = desk.caller(person, key, happened)
        return await recording.inform_body(desk.house, desk.programme, calling, stream=stream)

    act(context, work, programme=programme, as_json=as_json, done=f"{body} is informed of {matter}.")


# --- telling ------------------------------------------------------------------------------


def tell_record(definition: Definition, told: Told, as_json: bool, *, dry_run: bool = False) -> None:
    if as_json:
        tell_json(told)
    elif told.accepted:
        for body, count in told.present.items():
            say(f"{_name(definition, body)}: {count} present.")
        for item in told.items:
            say(_item(definition, item))
        for words in told.warnings:
            say(f"{words} It counts all the same.")
        say("Nothing was written." if dry_run else _recorded(told))
    else:
        refuse(told.code, told.words)
    if not told.accepted:
        raise typer.Exit(Exit.REFUSED)


def _recorded(told: Told) -> str:
    before = "That was so already." if told.already else "Recorded."
    return f"{before} Line {told.number} of the ledger."


def _item(definition: Definition, item: ItemTold) -> str:
    about = f"{_name(definition, item.body)}, {item.matter}"
    if item.code:
        return f"{about}: not recorded ({item.code}), a task for the secretariat. {item.words}"
    through = f", through {item.through}" if item.through else ""
    sentences = (f"{about}: {_stands(item)}{through}.", item.quorum, item.counted, _again(item))
    return " ".join(each for each in sentences if each)


def _stands(item: ItemTold) -> str:
    if item.ratified is not None:
        return "ratified" if item.ratified else "not ratified"
    return _standing(item.standing) if item.standing and item.was_reached else "not reached"


def _again(item: ItemTold) -> str:
    """When a body that did not decide comes to it again."""
    if item.meets:
        return f"Taken again on {moment(item.meets)} ({item.meeting})."
    is_undecided = item.standing in {Standing.DEFERRED, Standing.INQUORATE} or not item.was_reached
    return "No later meeting that can take it is known." if is_undecided else ""


def _standing(standing: Standing) -> str:
    return str(standing).replace("-", " ")


def _name(definition: Definition, body: str) -> str:
    found = definition.body(body)
    return found.short if found else body
