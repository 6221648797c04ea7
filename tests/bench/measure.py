"""`make bench`: how fast sign-offs are, what they cost Temporal, how soon what follows happens.

The web, the worker and the Temporal server are processes as `make up` runs them, on a SQLite file with
durable writes; the callers and the mail server are this process. Nothing here passes or fails: compare the
figures of one run with one another, on a machine that does nothing else.
"""

import asyncio
import logging
import statistics
import sys
import time
from datetime import timedelta

import structlog
from a_partnership import CONTENT, PROGRAMME
from httpx2 import AsyncClient
from sqlalchemy import Connection, func, select
from temporalio.client import Client

from models.events import SignOffDecided
from models.programme import VotingRule
from models.tables.ledger import lines, states
from models.values import MatterId
from services import ledger_checking
from services.running import connected
from supervision.ports import another
from tests.bench.desks import Measured, pressed, presses, some_presses
from tests.bench.staging import a_stage, all_of_it, ask, history_events, open_matter, quiet, until_asked
from tests.faults.a_large_round import BEGINS, a_large_partnership, clerk_of, matter_id
from tests.faults.a_stack import Part, Stack

CALLERS = (1, 8, 32)
BODIES, SEATS = 10, 20
ROUND, ROUND_SEATS = 20, 5
ROUNDS = 5
DEADLINES = 25
"""Matters before a round of bodies each, all closing at one instant."""
IDLE = 15
HEARD = timedelta(seconds=45)
"""Time for every workflow to have heard of the clock before the deadlines come."""
STILL = 2.0


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def row(what: str, measured: str, wanted: str) -> None:
    say(f"{what:<64}{measured:>12}   {wanted}")


# --- sign-offs a second -------------------------------------------------------------------


async def sign_offs() -> None:
    """First while nothing but the web runs, then beside a worker that sends the letters of all of them."""
    say(f"Sign-offs from HTTP to ledger, {BODIES} bodies of {SEATS}, each answered after the durable write")
    say(f"{'':<34}{'callers':>8}{'a second':>10}{'median':>9}{'p99':>9}{'longest':>9}{'of bare':>9}")
    async with a_stage(a_large_partnership(10, BODIES, SEATS, VotingRule.UNANIMITY)) as stack:
        sent = [await presses(stack, await ask(stack, number)) for number in range(1, len(CALLERS) + 2)]
        port = stack.settings.web_port
        await stack.start_web()
        alone = [await pressed(port, callers, sent.pop()) for callers in CALLERS]
        for mine, limit in zip(alone, await bare_ones(stack), strict=True):
            show("the web alone", mine, limit)
            show("a bare endpoint", limit, limit)
        await stack.start_temporal()
        await stack.worker.start()
        show("the web, worker and Temporal busy", await pressed(port, CALLERS[-1], sent.pop()), limit)
    say()


def show(what: str, mine: Measured, limit: Measured) -> None:
    say(
        f"{what:<34}{mine.callers:>8}{mine.rate:>10.0f}{mine.median:>7.1f}ms{mine.p99:>7.1f}ms"
        f"{mine.longest:>7.1f}ms{mine.rate / limit.rate:>9.2f}"
    )


async def bare_ones(stack: Stack) -> list[Measured]:
    line, state = await stack.house.database.read(_sizes)
    port, database = another(), stack.settings.var / "bare.db"
    command = (sys.executable, "-m", "tests.bench.bare", str(database), str(port), str(line), str(state))
    part = Part(command, stack.settings, stack.settings.var / "bare.log")
    await part.start()
    assert await part.answers(port), part.said
    try:
        return [
            await pressed(port, callers, some_presses(stack.settings, BODIES * SEATS)) for callers in CALLERS
        ]
    finally:
        await part.kill()


def _sizes(connection: Connection) -> tuple[int, int]:
    """Bytes of a line and of a body's state, as this very run has them."""
    line = select(func.avg(func.length(lines.c.payload))).where(lines.c.kind == "answer-given")
    state = select(func.avg(func.length(states.c.state))).where(states.c.kind == "sign-off")
    return int(connection.scalar(line) or 0), int(connection.scalar(state) or 0)


# --- what it costs Temporal, and how soon what follows happens ----------------------------


async def a_round() -> None:
    say(f"A round of {ROUND} bodies of {ROUND_SEATS}, everything up")
    loaded = a_large_partnership(10, ROUND, ROUND_SEATS, VotingRule.UNANIMITY)
    async with all_of_it(loaded) as stack:
        await opening(stack)
        await letters_a_second(stack)
        await events(stack)
        await idle_letters(stack)
    say()


async def opening(stack: Stack) -> None:
    """From the sponsor's act until all bodies are asked, one workflow and its act in between."""
    took = []
    for number in range(1, ROUNDS + 1):
        began = time.perf_counter()
        await until_asked(stack, [await open_matter(stack, number)])
        took.append(time.perf_counter() - began)
        await asyncio.sleep(STILL)
    row("opening it: median", f"{statistics.median(took):.2f} s", "under 1 s")
    row("opening it: longest, letters of those before under way", f"{max(took):.2f} s", "under 1 s")


async def letters_a_second(stack: Stack) -> None:
    """All those of one more round, from its opening until the last has gone."""
    await quiet(stack)
    before, began = len(stack.mail.catcher.letters), time.perf_counter()
    await until_asked(stack, [await open_matter(stack, ROUNDS + 1)])
    await quiet(stack)
    sent = len(stack.mail.catcher.letters) - before
    row(f"its {sent} letters", f"{sent / (time.perf_counter() - began):.0f} a second", "")


async def events(stack: Stack) -> None:
    settings = stack.settings
    client = await connected(settings.temporal_address, settings.temporal_namespace)
    sent = [await presses(stack, matter_id(number)) for number in (1, 2)]
    body = sent[0][:ROUND_SEATS]
    first = await events_of(stack, client, body[:1], 1)
    await events_of(stack, client, body[1:-1], 1)
    last = await events_of(stack, client, body[-1:], 1)
    many = await events_of(stack, client, sent[1], CALLERS[-1])
    row("history events of an answer that settles nothing, alone", f"{first}", "at most 12")
    row("history events of an answer that settles its body, alone", f"{last}", "at most 35")
    row(f"history events an answer, {CALLERS[-1]} callers", f"{many / len(sent[1]):.1f}", "under 3")


async def events_of(stack: Stack, client: Client, sent: list[bytes], callers: int) -> int:
    before = await settled_events(stack, client)
    await pressed(stack.settings.web_port, callers, sent)
    return await settled_events(stack, client) - before


async def settled_events(stack: Stack, client: Client) -> int:
    """Once nothing is added any more."""
    counted = -1
    while True:
        await quiet(stack)
        await asyncio.sleep(STILL)
        if (now := await history_events(client)) == counted:
            return now
        counted = now


async def idle_letters(stack: Stack) -> None:
    """From a secretary's act through the API until the mail server has the letter it calls for."""
    took = []
    async with AsyncClient(base_url=stack.settings.base_url, trust_env=False) as client:
        for number in range(1, IDLE + 1):
            await quiet(stack)
            await asyncio.sleep(0.5)
            took.append(await until_the_letter(stack, client, matter_id(3), f"quay-{number}"))
    row("act to letter, idle: median", f"{statistics.median(took):.2f} s", "under 1 s")
    row("act to letter, idle: longest", f"{max(took):.2f} s", "under 1 s")


async def until_the_letter(stack: Stack, client: AsyncClient, matter: MatterId, body: str) -> float:
    came = len(stack.mail.catcher.letters)
    said = {"seat": f"{body}/member-1", "answer": "approve", "content_hash": CONTENT}
    said |= {"evidence_channel": "phone", "evidence": "Rang."}
    headers = {"Quorate-Person": clerk_of(body), "Idempotency-Key": f"{matter} {body}"}
    began = time.perf_counter()
    answer = await client.post(f"/api/v1/matters/{matter}/bodies/{body}/answers", json=said, headers=headers)
    assert answer.status_code == 200, answer.text

    async def has_come() -> bool:
        return len(stack.mail.catcher.letters) > came

    await stack.until("its letter", has_come)
    return time.perf_counter() - began


# --- deadlines ----------------------------------------------------------------------------


async def deadlines() -> None:
    say(f"{DEADLINES * ROUND} deadlines at one instant, {DEADLINES} matters before {ROUND} bodies")
    async with all_of_it(a_large_partnership(DEADLINES, ROUND, 1)) as stack:
        due = BEGINS + timedelta(hours=3)
        opened = [await open_matter(stack, number, due) for number in range(1, DEADLINES + 1)]
        await until_asked(stack, opened)
        await quiet(stack)
        await stack.set_clock(due - HEARD)
        await quiet(stack)
        left = due - await stack.programme_now()
        await asyncio.sleep(left.total_seconds())
        await quiet_after_deadlines(stack)
        found = await ledger_checking.lines(stack.house, PROGRAMME)
    decided = [each for each in found if isinstance(each.event, SignOffDecided)]
    took = sorted((each.recorded - due).total_seconds() for each in decided)
    row("closed, each as of its instant", f"{sum(each.happened == due for each in decided)}", "all of them")
    row("the one in the middle, after the instant", f"{statistics.median(took):.1f} s", "")
    row("the last, after the instant", f"{took[-1]:.1f} s", "within 10 s")
    say()


async def quiet_after_deadlines(stack: Stack) -> None:
    async def all_closed() -> bool:
        return await stack.house.database.read(_still_open) == 0

    await stack.until("every deadline handled", all_closed, within=120)


def _still_open(connection: Connection) -> int:
    found = select(func.count()).where(states.c.kind == "sign-off", states.c.is_open)
    return connection.scalar(found) or 0


async def measure() -> None:
    await sign_offs()
    await a_round()
    await deadlines()


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asyncio.run(measure())
