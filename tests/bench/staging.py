"""What is measured: a large partnership on the real stack, its matters opened and its bodies asked."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from a_partnership import PROGRAMME, SECRETARY, SPONSOR
from sqlalchemy import Connection, func, select
from temporalio.client import Client

from models.acts import Due
from models.commands import OpenStage
from models.events import By
from models.programme import Loaded
from models.tables.ledger import states
from models.values import Channel, Instant, MatterId
from services import matters, programmes
from services.acting import Caller
from tests.faults import the_record
from tests.faults.a_large_round import BEGINS, VERSION, matter_id
from tests.faults.a_stack import Stack, a_stack

PATIENCE = 600.0


@asynccontextmanager
async def a_stage(loaded: Loaded) -> AsyncIterator[Stack]:
    """Loaded and its clock set; only the database and the mail server are there."""
    with tempfile.TemporaryDirectory() as folder:
        async with a_stack(Path(folder)) as stack:
            await programmes.load(stack.house, loaded, _by(SECRETARY, "load"))
            await stack.set_clock(BEGINS)
            yield stack


@asynccontextmanager
async def all_of_it(loaded: Loaded) -> AsyncIterator[Stack]:
    """With web, worker and Temporal."""
    async with a_stage(loaded) as stack:
        await stack.start_temporal()
        await stack.worker.start()
        await stack.start_web()
        yield stack


def _by(person: str, key: str) -> Caller:
    return Caller(By(person=person, channel=Channel.COMMAND), key)


async def open_matter(stack: Stack, number: int, closes: Instant | None = None) -> MatterId:
    matter = matter_id(number)
    caller = _by(SPONSOR, f"open {matter}")
    acted = await matters.open_matter(stack.house, PROGRAMME, matter, VERSION, caller, closes=closes)
    assert acted.accepted, acted
    return matter


async def ask(stack: Stack, number: int) -> MatterId:
    """Open a matter and its first stage, while no workflow is there to do so."""
    matter = await open_matter(stack, number)
    await stack.house.ledger.do_due(Due(stream=f"approval/{matter}", command=OpenStage(stage="quays")))
    return matter


async def until_asked(stack: Stack, opened: list[MatterId]) -> None:
    """Until the workflows have opened the first stage of all these."""

    async def are_asked() -> bool:
        return await stack.house.database.read(_matters_asked, opened) == len(opened)

    await stack.until("bodies asked", are_asked, within=PATIENCE)


def _matters_asked(connection: Connection, opened: list[MatterId]) -> int:
    found = select(func.count(states.c.subject.distinct())).where(
        states.c.kind == "sign-off", states.c.subject.in_(opened)
    )
    return connection.scalar(found) or 0


async def quiet(stack: Stack) -> None:
    await stack.until("quiet", partial(the_record.is_quiet, stack), within=PATIENCE)


async def history_events(client: Client) -> int:
    """Of every run of every workflow there is."""
    runs = [each async for each in client.list_workflows()]
    described = [await client.get_workflow_handle(run.id, run_id=run.run_id).describe() for run in runs]
    return sum(each.history_length for each in described)
