"""The worker: settings, resources, Worker, and nothing else."""

import asyncio
import contextlib
import signal
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from activities.delivering import DeliveringActivities
from activities.ledger import LedgerActivities
from activities.letters import LetterActivities
from activities.smtp import Encryption, MailServer, SmtpMailer
from activities.wakes import WakeActivities
from activities.watched import Watched
from config.logging import configure_logging
from config.settings import Settings, return_address_of, secret_of, sender_of
from models.letters import Correspondent
from models.values import ProgrammeId
from services.running import Running
from storage.clock import Clock, RealClock
from storage.database import Database
from storage.ledger import Ledger
from storage.letters import Letters
from storage.links import LinkMaker
from storage.returns import ReturnAddresses
from storage.sweep import overdue
from storage.waits import Waits
from storage.wakes import Wakes
from workflows.registry import WORKFLOWS

SWEEP_EVERY = timedelta(seconds=10)

LOOK_EVERY = timedelta(seconds=1)
"""How often a server that is not there yet is tried again."""

log = structlog.get_logger()


def activities_for(settings: Settings, database: Database, clock: Clock, client: Client) -> Sequence[Any]:
    """Every activity, given the ports it needs."""
    record = Ledger(database, clock)
    ledger = LedgerActivities(record, Waits(database), Running(client, settings.task_queue))
    wakes = WakeActivities(Wakes(database, clock), client, settings.task_queue)
    links = LinkMaker(settings.base_url, secret_of(settings))
    returns = ReturnAddresses(return_address_of(settings), secret_of(settings))
    letters = LetterActivities(
        Letters(database, record, clock, links=links, returns=returns, a_day=settings.letters_a_day),
        SmtpMailer(mail_server(settings)),
        sender(settings),
    )
    return (
        ledger.do_due,
        ledger.read_approval,
        ledger.read_sign_off,
        ledger.read_meeting,
        ledger.read_obligation,
        ledger.read_post,
        ledger.read_recruitment,
        ledger.read_appointment,
        wakes.deliver_wakes,
        letters.deliver_letters,
        DeliveringActivities(wakes, letters).deliver,
    )


def worker_for(
    settings: Settings, database: Database, clock: Clock, client: Client, cached: int = 1000
) -> Worker:
    """`cached` is how many workflows stay in memory; with 0 each is replayed at every task."""
    return Worker(
        client,
        task_queue=settings.task_queue,
        workflows=WORKFLOWS,
        activities=activities_for(settings, database, clock, client),
        workflow_runner=sandbox(),
        graceful_shutdown_timeout=timedelta(seconds=5),
        max_cached_workflows=cached,
        interceptors=[Watched()],
    )


def sandbox() -> SandboxedWorkflowRunner:
    """What workflow code may touch; the replay of saved histories uses the same."""
    passed = SandboxRestrictions.default.with_passthrough_modules("models", "activities", "letters")
    return SandboxedWorkflowRunner(restrictions=passed)


def mail_server(settings: Settings) -> MailServer:
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        encryption=Encryption(settings.smtp_tls.value),
        username=settings.smtp_username,
        password=settings.smtp_password.get_secret_value(),
    )


def sender(settings: Settings) -> Correspondent:
    title, address = sender_of(settings)
    return Correspondent(title=title, address=address)


async def sweep(database: Database, clock: Clock, running: Running) -> None:
    """Nudge programmes whose outbox holds overdue rows: a process that died between its commit and
    its nudge costs ten seconds and nothing else."""
    while True:
        await asyncio.sleep(SWEEP_EVERY.total_seconds())
        try:
            waiting = await database.read(overdue, await clock.now())
        except Exception as broken:  # noqa: BLE001  whatever it was, there is another look in ten seconds
            log.warning("sweep.failed", kind=type(broken).__name__)
            continue
        for programme in waiting:
            await _nudged(running, programme)


async def _nudged(running: Running, programme: ProgrammeId) -> None:
    """One programme that cannot be nudged is no reason to pass over the others."""
    try:
        await running.nudge(programme)
    except Exception as broken:  # noqa: BLE001  as above
        log.warning("sweep.nudge-failed", programme=programme, kind=type(broken).__name__)


async def reached(settings: Settings) -> Client:
    """A client that has connected, as a worker needs; one started before its server waits for it."""
    while True:
        try:
            return await Client.connect(
                settings.temporal_address,
                namespace=settings.temporal_namespace,
                data_converter=pydantic_data_converter,
            )
        except RuntimeError:  # how the client says that nobody answers
            log.warning("temporal.unreachable", address=settings.temporal_address)
            await asyncio.sleep(LOOK_EVERY.total_seconds())


async def run(settings: Settings) -> None:
    """Until told to stop; the database is let go of whatever happens."""
    database = Database(settings.database_url)
    try:
        await _work(settings, database, await reached(settings))
    finally:
        await database.close()


async def _work(settings: Settings, database: Database, client: Client) -> None:
    clock = RealClock()
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    sweeping = asyncio.create_task(sweep(database, clock, Running(client, settings.task_queue)))
    try:
        async with worker_for(settings, database, clock, client):
            log.info("worker.ready", queue=settings.task_queue)
            await stop.wait()
    finally:
        sweeping.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sweeping


def main() -> None:
    settings = Settings()
    configure_logging(settings)
    asyncio.run(run(settings))


if __name__ == "__main__":
    main()
