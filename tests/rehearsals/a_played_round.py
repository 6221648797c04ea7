"""A round played once for many tests: every moment as it went, the report, and all workflow histories."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from config.settings import CHECKOUT
from models.programme import Person
from rehearsal.hall import opened
from rehearsal.playing import Played, Round
from rehearsal.reading import read
from rehearsal.report import Report
from rehearsal.steps import Look, Step
from rules.subscriptions import has_workflow

STRATEGY = CHECKOUT / "rehearsals" / "strategy-approval.toml"
OFFICER = CHECKOUT / "rehearsals" / "accountable-officer.toml"
FILLING = CHECKOUT / "tests" / "rehearsals" / "filling-a-post.toml"
FINANCE = CHECKOUT / "rehearsals" / "finance-group-terms.toml"


@dataclass(frozen=True)
class Ran:
    played: tuple[Played, ...]
    report: Report
    histories: Mapping[str, bytes]
    """By workflow: every event of every run, as the server keeps it."""
    people: tuple[Person, ...]

    def unmet(self) -> set[tuple[str, str, str]]:
        """Which step, of what, which key."""
        return {(each.where, each.about, each.key) for each in self.report.unmet}


Keep = Callable[[Step | Look], bool]


def run(path: Path, folder: Path, *, until: datetime | None = None, keep: Keep = lambda _: True) -> Ran:
    """The round in the file, or as much of it as is kept."""
    return asyncio.run(_run(path, folder, until, keep))


async def _run(path: Path, folder: Path, until: datetime | None, keep: Keep) -> Ran:
    whole = read(path)
    async with opened(folder) as hall:
        going = Round(hall, replace(whole, moments=tuple(filter(keep, whole.moments))))
        await going.play(until)
        streams = [stream for stream in going.played[-1].after.states if has_workflow(stream)]
        dispatch = f"dispatch/{whole.loaded.definition.id}"
        client = hall.environment.client
        return Ran(
            played=tuple(going.played),
            report=await going.report(0),
            histories={id_: await history(client, id_) for id_ in (*streams, dispatch)},
            people=whole.loaded.people,
        )


async def history(client: Client, id_: str) -> bytes:
    """Of the last run and of every run it continues; empty where a workflow never began."""
    found, run_id = b"", None
    while True:
        try:
            last = await client.get_workflow_handle(id_, run_id=run_id).fetch_history()
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            return found
        found += b"".join(event.SerializeToString() for event in last.events)
        began = last.events[0].workflow_execution_started_event_attributes
        run_id = began.continued_execution_run_id
        if not run_id:
            return found
