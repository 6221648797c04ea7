"""`migrate`, `load` and `clock`: the installation's database and the partnership in it."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import typer

from commands.desk import Desk, at_the_desk, caller, in_the_house
from commands.options import AsJson, Directory, DryRun, Key, Person, Programme, an_instant
from commands.telling import Exit, answering, moment, say, tell_acted, tell_json
from config import loading
from config.settings import Settings
from models.acts import Acted
from models.errors import NotPermitted
from models.listings import ProgrammeClock
from models.programme import Loaded
from models.programme import Person as Addressee
from services import migrating, overview, programmes
from services.acting import House

app = typer.Typer()
clock = typer.Typer(no_args_is_help=True, help="The programme's clock: the machine's, plus an offset.")
app.add_typer(clock, name="clock")


@app.command()
def migrate(context: typer.Context, as_json: AsJson = False) -> None:
    """Bring the database to this release's revision; nothing if it is there."""
    settings: Settings = context.obj
    with answering(as_json):
        migrated = asyncio.run(migrating.bring_to_this_release(settings.database_url))
    if as_json:
        tell_json(migrated)
    elif migrated.before == migrated.after:
        say(f"The database is at revision {migrated.after} already.")
    else:
        say(f"The database is now at revision {migrated.after}.")


@app.command()
def load(
    context: typer.Context,
    directory: Directory,
    *,
    dry_run: DryRun = False,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Put a definition in force; loading the same again changes nothing."""
    settings: Settings = context.obj
    with answering(as_json):
        loaded = loading.load(directory)
        acting = caller(loaded.definition, person, key)

        async def work(house: House) -> tuple[tuple[str, ...], list[Acted]]:
            changes = await _changes(house, loaded)
            if dry_run:
                return changes, []
            return changes, [await programmes.load(house, loaded, acting)]

        changes, acted = in_the_house(settings, work)
    if as_json:
        tell_json({"changes": changes, "acted": acted})
    else:
        _tell_changes(changes, dry_run)
    if not all(each.accepted for each in acted):
        raise typer.Exit(Exit.REFUSED)


def _tell_changes(changes: tuple[str, ...], dry_run: bool) -> None:
    for change in changes:
        say(change)
    if not changes:
        say("Nothing changes.")
    elif not dry_run:
        say("Loaded.")


async def _changes(house: House, loaded: Loaded) -> tuple[str, ...]:
    programme = loaded.definition.id
    is_new = programme not in await overview.programmes(house)
    before = None if is_new else await programmes.in_force(house, programme)
    people = _people_changed(await overview.people(house, programme), loaded.people)
    return (*loading.compare(before, loaded.definition), *people)


def _people_changed(before: list[Addressee], after: tuple[Addressee, ...]) -> Iterator[str]:
    """Ids only: a name or an address may be confidential, and this is written into logs."""
    known = {each.id: each for each in before}
    new = [each.id for each in after if each.id not in known]
    if new:
        yield f"New people: {len(new)}."
    yield from (f"Changed person: {each.id}." for each in after if known.get(each.id, each) != each)


# --- the clock ----------------------------------------------------------------------------


@clock.command("show")
def show_clock(context: typer.Context, programme: Programme = None, as_json: AsJson = False) -> None:
    """What the programme's clock shows."""

    async def work(desk: Desk) -> ProgrammeClock:
        return await overview.clock(desk.house, desk.programme)

    with answering(as_json):
        shown = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(shown)
        return
    say(f"{moment(shown.shows)}, London time, in {shown.programme}.")
    if shown.offset:
        say(f"The machine's clock shows {moment(shown.machine)}.")


@clock.command("set")
def set_clock(
    context: typer.Context,
    instant: Annotated[
        datetime,
        typer.Argument(parser=an_instant, metavar="INSTANT", help="2020-01-31T10:00, by London's clocks."),
    ],
    *,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Make the programme's clock show this instant now. It runs on from there."""

    async def work(desk: Desk) -> Acted:
        return await programmes.set_clock(desk.house, desk.programme, instant, desk.caller(person, key))

    with answering(as_json):
        _not_in_production(context.obj, "A clock that is set moves real deadlines.")
        acted = at_the_desk(context.obj, programme, work)
    tell_acted(acted, as_json, f"The clock shows {moment(instant)}.")


def _not_in_production(settings: Settings, why: str) -> None:
    if settings.production:
        raise NotPermitted("not-in-production", f"{why} It is refused where QUORATE_PRODUCTION is set.")
