"""`round show`, `explain` and `particulars`: how a round stands, why, and who its candidates are."""

from collections.abc import Iterator

import typer

from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Person, Post, Programme, RoundNumber
from commands.post_records import tell_record
from commands.telling import answering, day, moment, say, table, tell_json
from models.post_listings import RoundBoard, RoundParticulars, StageShown
from services import post_reading, post_records
from services.post_records import PostRecord

commands = typer.Typer()


@commands.command("show")
def show(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """One round as a board of its stages. Each is planned, reached, or left out and why."""

    async def work(desk: Desk) -> RoundBoard:
        return await post_reading.round_board(desk.house, desk.programme, name, number)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    say(f"Round {found.number} for the {found.title}: {found.words}.")
    say(f"As of {moment(found.as_of)}, London time.")
    if found.reason:
        say(f"“{found.reason}”")
    rows = ((each.title, _planned(each), day(each.reached_on), _note(each)) for each in found.stages)
    table(("Stage", "Planned", "Reached", ""), rows)
    for line in _about(found):
        say(line)


def _planned(stage: StageShown) -> str:
    return f"was {day(stage.planned)}" if stage.is_former else day(stage.planned)


def _note(stage: StageShown) -> str:
    if stage.is_omitted:
        return f"left out: {stage.omitted_because}"
    return "LATE" if stage.is_late else "next" if stage.is_next else ""


def _about(found: RoundBoard) -> Iterator[str]:
    if found.after:
        yield f"It follows round {found.after}."
    if found.closes:
        yield f"Last day for applications: {day(found.closes)}."
    if found.panel:
        members = "; ".join(f"{each.name}{_part(each.has_interest)}" for each in found.panel.members)
        yield f"Panel, quorum {found.panel.quorum}: {members}."
    if found.candidates:
        references = ", ".join(
            f"{each.reference}{' (gone)' if each.left else ''}" for each in found.candidates
        )
        yield f"Candidates: {references}."
    if found.chosen:
        yield f"Chosen: {found.chosen}."
    if found.figures:
        yield f"The vote: {found.figures}."
    yield from (f"Forecast overtaken: {each.due.words}, from {each.source}." for each in found.overtaken)
    if found.erased:
        yield f"What was known of candidates was erased: {moment(found.erased)}."
    elif found.next_step:
        yield f"Next: {moment(found.next_step.at)}, {found.next_step.words}."


def _part(has_interest: bool) -> str:
    return " (takes no part: an interest)" if has_interest else ""


@commands.command("explain")
def explain(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """Why the round ended as it did. The record of its decision, from its entries alone, fit to print."""

    async def work(desk: Desk) -> PostRecord:
        return await post_records.round_record(desk.house, desk.programme, name, number)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    tell_record(found, f"round {found.number} for the {found.title}")


@commands.command("particulars")
def particulars(
    context: typer.Context,
    name: Post,
    number: RoundNumber,
    *,
    programme: Programme = None,
    person: Person = None,
    as_json: AsJson = False,
) -> None:
    """Who the candidates are. Only whoever runs the post may read it, and that it was read is logged."""

    async def work(desk: Desk) -> RoundParticulars:
        by = desk.caller(person, None).by
        return await post_reading.particulars(desk.house, desk.programme, by, name, number)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    rows = ((each.reference, each.particulars, "gone" if each.left else "") for each in found.candidates)
    table(("Reference", "Who", ""), rows, whole=("Reference",))
    for member, nature in found.interests.items():
        say(f"Interest of {member}: “{nature}”")
    for each in found.corrections:
        say(f"Line {each.line} is corrected by line {each.by_line}: “{each.words}”")
    if found.erased:
        say(f"Erased: {moment(found.erased)}.")
    elif found.erase_from:
        say(f"Erased from {day(found.erase_from)} on.")
