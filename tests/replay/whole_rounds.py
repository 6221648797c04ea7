"""Histories out of whole rounds, as their files play them with time skipped."""

import tempfile
from datetime import UTC, date, datetime, time
from pathlib import Path

from temporalio.client import Client, WorkflowHistory

from config.settings import CHECKOUT
from rehearsal.hall import opened
from rehearsal.playing import Round
from rehearsal.reading import read
from tests.replay.a_scene import last_run

EXECUTIVE = CHECKOUT / "tests" / "rehearsals" / "executive.toml"
STRATEGY = CHECKOUT / "rehearsals" / "strategy-approval.toml"
OFFICER = CHECKOUT / "rehearsals" / "accountable-officer.toml"
INTERIM_OF_FIVE = "appointment/joint-accountable-officer/1"


async def of_an_executive(stream: str) -> WorkflowHistory:
    """The last run of its round as `executive.toml` plays it, which begins with publication."""
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder)) as hall:
            await Round(hall, read(EXECUTIVE)).play()
            return await last_run(hall.environment.client, stream)


async def of_the_officer(*, first: bool) -> WorkflowHistory:
    """The interim's first run, which is 31 days old before the second round opens, or the one after it."""
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder)) as hall:
            await Round(hall, read(OFFICER)).play(datetime(2020, 3, 10, 12, 0, tzinfo=UTC))
            runs = await every_run(hall.environment.client, INTERIM_OF_FIVE)
            return runs[0 if first else -1]


async def of_the_strategy(stream: str, until: date, *, run: int = -1) -> WorkflowHistory:
    """One of the runs it had taken by then, counted as in a list: later wake-ups begin short runs more."""
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder)) as hall:
            await Round(hall, read(STRATEGY)).play(datetime.combine(until, time(12, 0), UTC))
            return (await every_run(hall.environment.client, stream))[run]


async def every_run(client: Client, stream: str) -> list[WorkflowHistory]:
    """From the first to the last, each found by what the next continues."""
    last = await client.get_workflow_handle(stream).fetch_history()
    found = [last]
    while before := found[0].events[0].workflow_execution_started_event_attributes.continued_execution_run_id:
        found.insert(0, await client.get_workflow_handle(stream, run_id=before).fetch_history())
    return found
